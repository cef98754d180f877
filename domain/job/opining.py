"""处理意见: what the company means to do about a report, said to its customer. I4 (T8)."""

from domain.copies import replace
from domain.effects import Button, Effect, Log, Question, Tell
from domain.errors import Refused
from domain.job.desk_commands import Opine
from domain.job.model import Job, Stage
from domain.policy import Policy

OPINION = "opinion.given"


def owed(job: Job, policy: Policy) -> bool:
    """Whether the pack wants an opinion and this job has none yet."""
    waits = OPINION in policy.listening and not job.opinion and not job.inquiry
    return waits and job.stage not in (Stage.FINISHED, Stage.CLOSED)


def opined(job: Job, command: Opine) -> list[Effect]:
    """The customer hears it, and whoever has the job; whoever gets it later reads it."""
    if not command.words:
        raise Refused("reason-needed")
    said = {"words": command.words}
    return [
        Log(OPINION, {"by": command.by.person, "words": command.words}),
        Tell("customer", "handling-opinion", said),
        *([Tell("technician", "handling-opinion-technician", said)] if job.taken else []),
        Tell("supervisor", "opinion-noted"),
    ]


def with_opinion(job: Job, question: Question | None, policy: Policy) -> Question | None:
    """The desk's question, with the tap that gives an opinion while one is owed."""
    if not owed(job, policy):
        return question
    give = Button("opinion", (), "button-opinion")
    if question is None:
        return Question("choose", buttons=(give,))
    return replace(question, buttons=(*question.buttons, give))
