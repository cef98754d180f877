"""挂起: a job stands still with a reason and an expected end; and visits that end without finishing. U3 U7."""

from domain.copies import replace
from domain.durations import DAY
from domain.effects import Ask, Effect, Log, Tell
from domain.errors import Refused
from domain.job.appointing import stated
from domain.job.commands import Actor
from domain.job.dismissing import dismissed
from domain.job.model import Job, Stage
from domain.policy import Policy

LONGEST = 90 * DAY
"""How far ahead the expected end of a standstill may lie."""

STAGES = (Stage.ACCEPTED, Stage.APPOINTED, Stage.UNDER_WAY, Stage.ON_SITE, Stage.SUSPENDED)


def may_suspend(job: Job) -> bool:
    """Whether the job can stand still, or stand still for longer."""
    return job.stage in STAGES and job.awaited is None


def suspended(job: Job, reason: str, resume_at: int, policy: Policy, now: int) -> list[Effect]:
    """Stands still until then; asked again while it does, for longer. U3."""
    if not may_suspend(job):
        raise Refused("not-to-suspend-now")
    reason = reason or (job.suspended.reason if job.suspended else "")
    if not reason:
        raise Refused("reason-needed")
    if not now < resume_at <= now + LONGEST:
        raise Refused("visit-in-the-past" if resume_at <= now else "visit-too-far")
    data = {"technician": job.technician, "reason": reason, "resume_at": resume_at}
    said = {"technician": job.technician, "resume_at": resume_at, "reason_given": given("suspend", reason, policy)}
    return [
        Log("job.suspended", data),
        Tell("customer", "suspended-customer", said),
        Ask("technician", "suspended", said),
        Tell("supervisor", "suspended-desk", said),
    ]


def resumed(job: Job, by: Actor, anew: bool) -> list[Effect]:
    """Goes on where it stood on site; else, or when the part has come, with a new appointment. U3."""
    if job.stage is not Stage.SUSPENDED or job.suspended is None:
        raise Refused("not-suspended")
    technician = {"technician": job.technician}
    heard: list[Effect] = [Tell("supervisor", "resumed-desk", technician)] if by.role != "technician" else []
    if job.suspended.on_site and not anew:
        return [
            Log("job.resumed", technician),
            Tell("customer", "resumed-customer", technician),
            Ask("technician", "goes-on"),
            *heard,
        ]
    ended: list[Effect] = []
    if job.suspended.on_site:
        ended = [_ended(job, job.suspended.reason), *dismissed(job)]
    return [
        Log("job.resumed", technician),
        *ended,
        Log("appointment.reopened", technician),
        Tell("customer", "resumed-anew-customer", technician),
        Ask("technician", "resumed-anew"),
        *heard,
    ]


def agreed_anew(job: Job, by: Actor, window: tuple[int, int], now: int) -> list[Effect]:
    """约好 while it stands still: it goes on with this appointment, in one step."""
    again = stated(replace(job, stage=Stage.ACCEPTED), window, now)
    ended = [one for one in resumed(job, by, anew=True) if isinstance(one, Log) or isinstance(one.who, int)]
    return [*ended, *again]


def may_end(job: Job) -> bool:
    """Whether there is a visit that can end without finishing."""
    return job.stage is Stage.ON_SITE and job.awaited is None


def visit_ended(job: Job, reason: str, policy: Policy) -> list[Effect]:
    """Another visit is needed; what this one showed is kept. U7."""
    if not may_end(job):
        raise Refused("not-on-site")
    if not reason:
        raise Refused("reason-needed")
    said = {
        "technician": job.technician,
        "count": len(job.visits) + 1,
        "reason_given": given("another_visit", reason, policy),
    }
    return [
        _ended(job, reason),
        *dismissed(job),
        # The pack's words are fit for a customer; the technician's own may not be.
        Tell(
            "customer", "visit-ended-customer" if policy.reason("another_visit", reason) else "visit-ended-plain", said
        ),
        Ask("technician", "visit-ended"),
        Tell("supervisor", "visit-ended-desk", said),
    ]


def _ended(job: Job, reason: str) -> Log:
    return Log("visit.ended", {"technician": job.technician, "reason": reason, "count": len(job.visits) + 1})


def given(reasons: str, reason: str, policy: Policy) -> object:
    """A reason as people read it: the pack's words, or their own."""
    return policy.reason(reasons, reason) or reason
