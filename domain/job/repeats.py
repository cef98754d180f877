"""返修责任: whose fault a repeat was, decided by somebody of the desk who is no part of it. S12 (T7, T8.3)."""

from domain.copies import replace
from domain.effects import Ask, Button, Effect, Log, Question, Tell
from domain.errors import Refused
from domain.job.desk_commands import JudgeRepeat
from domain.job.model import Job
from domain.job.suspending import given
from domain.policy import Policy

JUDGED, RAISED = "repeat.judged", "repeat.raised"
FAULTS = ("technician", "material", "customer")
"""Whose: who repaired it before, the part or machine, the customer."""


def raised(job: Job, policy: Policy) -> list[Effect]:
    """A repeat is finished: now its cause is known, and where the pack counts by it the desk is asked whose it was."""
    wanted = JUDGED in policy.counting or JUDGED in policy.listening
    if not wanted or job.repeat is None or _known(job) or job.repeat.get("raised"):
        return []
    return [
        Log(RAISED, {"of": job.repeat["of"]}),
        Ask("supervisor", "repeat-whose", {"of": job.repeat["of"], "technician": job.repeat["technician"]}),
    ]


def judged(job: Job, command: JudgeRepeat, policy: Policy) -> list[Effect]:
    """Decided with a reason; whoever repaired it before hears both. Counted against them only where the pack counts."""
    if job.repeat is None:
        raise Refused("no-repeat")
    if _known(job):
        raise Refused("decided-already")
    if command.by.person in (job.repeat["technician"], job.technician, *job.team):
        raise Refused("not-your-own-repeat")
    if command.fault not in FAULTS:
        raise Refused("old-button")
    if not command.reason:
        raise Refused("reason-needed")
    before: int = job.repeat["technician"]
    said = {
        "of": job.repeat["of"],
        "technician": before,
        "by_person": command.by.person,
        "fault": {"text": f"repeat-fault-{command.fault}"},
        "reason_given": given("repeat", command.reason, policy),
    }
    data = {"of": job.repeat["of"], "technician": before, "fault": command.fault}
    return [
        Log(JUDGED, data | {"reason": command.reason, "by": command.by.person}),
        Tell(before, "repeat-judged", said),
        Tell("supervisor", "repeat-noted", said),
    ]


def with_repeat(job: Job, question: Question | None) -> Question | None:
    """The desk's question, with whose fault the repeat was while that is to be decided."""
    if job.repeat is None or not job.repeat.get("raised") or _known(job):
        return question
    whose = tuple(Button("repeat_fault", (fault,), f"button-repeat-{fault}") for fault in FAULTS)
    if question is None:
        return Question("ask-repeat-whose", buttons=whose, lasting=True)
    return replace(question, buttons=(*question.buttons, *whose))


def _known(job: Job) -> bool:
    return job.repeat is not None and bool(job.repeat.get("fault"))
