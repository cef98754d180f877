"""质量问题: a design fault, what nobody can fix, a serious problem of quality: told the company at once. R7 (T1.13)."""

from domain.copies import replace
from domain.effects import Button, Effect, Log, Question, Tell
from domain.errors import Refused
from domain.job.commands import RaiseQuality
from domain.job.desk_commands import AnswerQuality
from domain.job.facts import Facts
from domain.job.model import TAKEN, Job
from domain.job.suspending import given
from domain.policy import Policy

RAISED, ANSWERED = "quality.raised", "quality.answered"
ANSWERS = (
    Button("quality_known", (), "button-quality-known", tone="primary"),
    Button("pass_on", (), "button-quality-pass"),
)


def may_raise(job: Job, policy: Policy) -> bool:
    """Whether the pack wants it known, and none waits for its answer."""
    return RAISED in policy.listening and job.stage in TAKEN and job.quality != "open"


def raised(facts: Facts, command: RaiseQuality, policy: Policy) -> list[Effect]:
    """The manager is told at once, the supervisor too; the job goes on beside it."""
    job: Job = facts.job
    if not may_raise(job, policy):
        raise Refused("asked-already" if job.quality == "open" else "not-to-ask-now")
    if not command.reason and not command.photos:
        raise Refused("reason-needed")
    by = command.by.person
    said = {
        "technician": by,
        "reason_given": given("quality", command.reason, policy) or {"text": "see-photo"},
        **({"photos": list(command.photos)} if command.photos else {}),
    }
    managed = bool(facts.ask_desk("manager"))
    return [
        Log(RAISED, {"technician": by, "reason": command.reason, "photos": list(command.photos)}),
        Tell("manager", "quality-raised", said, buttons=ANSWERS),
        *([Tell("supervisor", "quality-raised-desk", said)] if managed else []),
        Tell(by, "quality-sent"),
    ]


def answered(facts: Facts, command: AnswerQuality, policy: Policy) -> list[Effect]:
    """A manager has taken it up, or passed it to somebody; whoever raised it hears that."""
    job: Job = facts.job
    if job.quality != "open":
        raise Refused("answered-already" if job.quality else "nothing-asked")
    if not may_answer(facts, command.by.person):
        raise Refused("asks-the-manager")
    key = "quality-passed" if command.to else "quality-known"
    said = {"by_person": command.by.person, "whom": given("departments", command.to, policy)}
    data = {"by": command.by.person, "how": "passed" if command.to else "known", "to": command.to}
    return [
        Log(ANSWERED, data),
        *([Tell("technician", key, said)] if job.technician is not None else []),
        Tell("supervisor", f"{key}-desk", said),
    ]


def may_answer(facts: Facts, person: int) -> bool:
    """A manager's; the supervisor's where there is none."""
    managers = facts.ask_desk("manager")
    return not managers or person in managers


def with_quality(facts: Facts, person: int, question: Question | None) -> Question | None:
    """The desk's question; while a quality problem waits, with the answers to it."""
    if facts.job.quality != "open" or not may_answer(facts, person):
        return question
    if question is None:
        return Question("decide-quality", buttons=ANSWERS, lasting=True)
    return replace(question, buttons=(*question.buttons, *ANSWERS))
