"""危险: one red button stops everything; only the desk lifts it. S9 (T7 art.17)."""

from domain.effects import Ask, Effect, Log, Tell
from domain.errors import Refused
from domain.job.commands import Actor
from domain.job.dismissing import helping
from domain.job.facts import Facts
from domain.job.model import Job, Stage
from domain.job.suspending import given
from domain.job.teaming import joined
from domain.policy import Policy

STAGES = (Stage.ACCEPTED, Stage.APPOINTED, Stage.UNDER_WAY, Stage.ON_SITE, Stage.SUSPENDED, Stage.FINISHED)
HEADS = "desk"
"""Supervisor and manager, at once and at any hour."""


def may_stop(job: Job) -> bool:
    """Whether somebody has the job in hand: from accepting it until they left."""
    return job.stage in STAGES and job.stopped is None and not job.left


def stopped(job: Job, by: Actor, reason: str, policy: Policy) -> list[Effect]:
    """Everything stands still at once; what the danger is may be said after."""
    said = {"person": by.person, "reason_given": given("danger", reason, policy)}
    if job.stopped is not None:
        if not reason:
            raise Refused("stopped-already")
        named = Log("danger.named", {"by": by.person, "reason": reason})
        return [named, Ask(HEADS, "danger-named-desk", said), Ask(by.person, "danger-noted")]
    if not may_stop(job):
        raise Refused("nothing-to-stop")
    others = [person for person in (job.technician, *helping(job)) if person not in (by.person, None)]
    words = "work-stopped-named-desk" if reason else "work-stopped-desk"
    return [
        Log("work.stopped", {"technician": job.technician, "by": by.person, "reason": reason}),
        Ask(HEADS, words, said),
        Ask(by.person, "work-stopped"),
        Tell("customer", "work-stopped-customer"),
        *(Tell(person, "work-stopped") for person in others if person is not None),
    ]


def released(job: Job) -> list[Effect]:
    """Safe: everything goes on with what was left of it."""
    if job.stopped is None:
        raise Refused("not-stopped")
    return [
        Log("work.released", {"technician": job.technician}),
        Ask("technician", "work-released"),
        *(Ask(person, "work-released") for person in helping(job)),
        Tell("customer", "work-released-customer"),
        Tell(HEADS, "work-released-desk"),
    ]


def help_sent(facts: Facts, by: Actor, colleague: int) -> list[Effect]:
    """Somebody else goes there; the work stays stopped."""
    if facts.job.stopped is None:
        raise Refused("not-stopped")
    return [*joined(facts, by, colleague), Ask(HEADS, "help-sent", {"colleague": colleague})]
