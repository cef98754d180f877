"""What the desk does with a job whatever its stage: takes it over, closes it as invalid, sends it back. U8 U10 U11."""

from domain.effects import Ask, Effect, Log, Tell
from domain.errors import Refused
from domain.job.aftercare import for_somebody_else, gone
from domain.job.dismissing import dismissed
from domain.job.facts import Facts
from domain.job.model import MOVING, Job, Stage
from domain.job.offering import put_off
from domain.policy import Policy

WITH_SOMEBODY = (Stage.OFFERED, Stage.ACCEPTED, Stage.APPOINTED, *MOVING)
BEFORE_THE_VISIT = (Stage.REPORTED, Stage.OFFERED, Stage.ACCEPTED, Stage.APPOINTED, Stage.UNDER_WAY)


def taken_over(job: Job, by: int, reason: str, policy: Policy) -> list[Effect]:
    """收回: back at the desk. The clocks of who had it end; what was proposed already stands. U10."""
    if job.stage not in WITH_SOMEBODY:
        raise Refused("nobody-has-it" if job.stage is Stage.REPORTED else "too-late-to-dispatch")
    if job.stage in MOVING and not reason:
        raise Refused("reason-needed")
    effects = [*put_off(job, "taken_over", "taken-back", reason, policy), *dismissed(job)]
    effects += [Log("job.taken_over", {"technician": job.technician, "by": by, "reason": reason})]
    if job.stage is not Stage.OFFERED:
        effects += [Tell("customer", "technician-changes")]
    words = "taken-over-desk" if job.technician is not None else "taken-over-asked"
    return [*effects, Ask("supervisor", words, {"technician": job.technician})]


def invalidated(job: Job, by: int, reason: str, policy: Policy) -> list[Effect]:
    """无效: closed with a reason, told politely, with a way to object. U8."""
    if job.stage not in BEFORE_THE_VISIT:
        raise Refused("too-late-for-invalid")
    if not reason:
        raise Refused("reason-needed")
    words = policy.reason("invalid", reason) or reason
    return [
        *put_off(job, "invalid", "called-off", "", policy),
        *dismissed(job),
        Log("job.invalidated", {"by": by, "reason": reason}),
        Log("job.closed", {"outcome": "invalid"}),
        Ask("customer", "closed-invalid-again" if job.objected else "closed-invalid"),
        Tell("supervisor", "closed-invalid-desk", {"reason_given": words}),
    ]


def sent_back(facts: Facts, by: int, reason: str, policy: Policy) -> list[Effect]:
    """退回: the technician goes again, and hears why; whoever has left since does not, the desk sends another. U11."""
    job: Job = facts.job
    if job.stage is not Stage.FINISHED:
        raise Refused("not-finished-yet")
    if not reason:
        raise Refused("reason-needed")
    words = policy.reason("send_back", reason) or reason
    technician = {"technician": job.technician}
    sent = Log("job.sent_back", {**technician, "by": by, "reason": reason})
    if gone(facts):
        return [sent, *for_somebody_else(job)]
    return [
        sent,
        *dismissed(job),
        Ask("technician", "sent-back", {"reason_given": words}),
        Tell("customer", "comes-again", technician),
        Tell("supervisor", "sent-back-desk", technician),
    ]
