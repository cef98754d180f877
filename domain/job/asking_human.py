"""人工: the customer wants a person. The desk answers through the bot or by phone, against a clock. I1 I3 I4."""

from domain.effects import Ask, Effect, Log, Tell
from domain.errors import Refused
from domain.job.commands import AskHuman, Command
from domain.job.desk_commands import AnswerHuman, EndInquiry
from domain.job.facts import Facts
from domain.job.model import Job
from domain.policy import Policy

TO_ANSWER = ("relay", "phoned")
"""What the desk taps to answer."""


def human(facts: Facts, command: Command, policy: Policy, now: int) -> list[Effect] | None:
    """What follows from asking for a person, or answering as one; None when the command is about something else."""
    job: Job = facts.job
    match command:
        case AskHuman():
            return _asked(job, command, policy, now)
        case AnswerHuman():
            return _answered(job, command)
        case EndInquiry():
            if not job.inquiry:
                raise Refused("not-now")
            return [
                Log("job.closed", {"outcome": "answered", "by": command.by.person}),
                Tell("customer", "inquiry-ended"),
                Tell("supervisor", "closed-desk"),
            ]
    return None


def _asked(job: Job, command: AskHuman, policy: Policy, now: int) -> list[Effect]:
    by_when = policy.promised("human.asked", now, job.view())
    answer = {"promise": {"text": "answer-by", "due_at": by_when} if by_when else ""}
    data = {"by": command.by.person} | ({"words": command.words} if command.words else {})
    said = {"asked_for": {"text": "said-words", "words": command.words} if command.words else ""}
    if job.human:
        added = [Log("message.added", data | {"to": "desk"})] if command.words else []
        told = [Ask("supervisor", "human-asked-again", said, only=TO_ANSWER)] if command.words else []
        return [*added, *told, Tell("customer", "human-called-already")]
    return [
        Log("human.asked", data),
        Ask("supervisor", "human-asked", said, only=() if job.inquiry else TO_ANSWER),
        Tell("customer", "human-called", answer),
    ]


def _answered(job: Job, command: AnswerHuman) -> list[Effect]:
    """In words, which the customer reads as the service desk's; or by phone, which the log notes."""
    data = {"by": command.by.person, "how": "chat" if command.words else "phone"}
    if command.words is None:
        if not (job.human or job.owed):
            raise Refused("nobody-waits")
        return [Log("human.answered", data), _next(job, "phoned-noted")]
    return [
        Log("human.answered", data | {"words": command.words}),
        Ask("customer", "desk-says", {"words": command.words}, only=TO_ANSWER),
        _next(job, "passed-on-customer"),
    ]


def _next(job: Job, key: str) -> Tell:
    """An inquiry that is answered can be ended; a job goes on with its own steps."""
    return Ask("supervisor", key, only=("end_inquiry",)) if job.inquiry else Tell("supervisor", key)
