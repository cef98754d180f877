"""After the visit: does it work, how was it, how does it go, closed. A1 U11 U17."""

from domain.effects import Ask, Effect, Log, Tell
from domain.errors import Refused
from domain.job.commands import AnswerCallback, Command, Confirm, Rate
from domain.job.desk_commands import Close
from domain.job.dismissing import dismissed
from domain.job.facts import Facts
from domain.job.forms import BAD, doubted
from domain.job.model import Job, Stage
from domain.policy import Policy

SERVED = ("done", "settled")
"""How a job ends on which the work was done: it may still be rated when it is closed."""


def after_visit(facts: Facts, command: Command, policy: Policy, now: int) -> list[Effect]:
    """What follows from what is said after the work. Raises Refused for anything that is not expected then."""
    job: Job = facts.job
    if job.stage is Stage.CLOSED and job.outcome not in SERVED:
        raise Refused("job-is-closed")
    if job.stage not in (Stage.FINISHED, Stage.CLOSED):
        raise Refused("not-finished-yet")
    match command:
        case Confirm(_, works):
            return _confirmed(facts, command, works)
        case Rate(_, stars):
            return _rated(job, command, stars, policy)
        case AnswerCallback():
            return _called_back(job, command, policy)
        case Close():
            _desk(command)
            if job.callback != "problem":
                raise Refused("callback-first")
            return [*_closed("settled"), Tell("supervisor", "closed-desk")]
    raise Refused("not-now")


def _confirmed(facts: Facts, command: Command, works: bool) -> list[Effect]:
    _customers(command)
    job: Job = facts.job
    if job.confirmed is not None:
        raise Refused("confirmed-already")
    if works:
        return [Log("work.confirmed"), Ask("customer", "confirmed")]
    return does_not_work(facts)


def gone(facts: Facts) -> bool:
    """Whether whoever did the work has left since: nobody waits for them. X6."""
    return bool(facts.staff) and facts.job.technician not in {person.person for person in facts.staff}


def for_somebody_else(job: Job) -> list[Effect]:
    """Whoever did the work has left: the desk sends somebody else."""
    left = {"technician": job.technician, "why": "left"}
    return [
        Log("offer.passed", left),
        Log("offers.exhausted"),
        Tell("customer", "technician-changes"),
        Ask("supervisor", "back-at-the-desk", left),
    ]


def does_not_work(facts: Facts) -> list[Effect]:
    """Not fixed: the same technician again, or whoever the desk sends when they have left. U11, X6."""
    job: Job = facts.job
    technician = {"technician": job.technician}
    if gone(facts):
        return [Log("work.disputed", technician), *for_somebody_else(job)]
    return [
        Log("work.disputed", technician),
        *dismissed(job),
        Tell("customer", "comes-again", technician),
        Ask("technician", "work-disputed"),
        Ask("supervisor", "work-disputed-desk", technician),
    ]


def objected(job: Job) -> list[Effect]:
    """An invalid report was meant: open again, once. U8."""
    if job.outcome != "invalid":
        raise Refused("job-is-closed")
    if job.objected:
        raise Refused("objected-already")
    return [Log("job.objected"), Ask("customer", "objection-noted"), Ask("supervisor", "objected-desk")]


def _rated(job: Job, command: Command, stars: int, policy: Policy) -> list[Effect]:
    _customers(command)
    if command.by.person != job.customer:
        raise Refused("not-your-rating")
    if not 1 <= stars <= 5:
        raise Refused("stars-needed")
    if job.stars is not None:
        raise Refused("rated-already")
    words = "rated" if job.callback is None else "rated-late"
    bad = doubted(job, policy, "form-said-stars") if stars <= BAD else []
    return [Log("rating.given", {"stars": stars}), Ask("customer", words, {"stars": stars}), *bad]


def _called_back(job: Job, command: AnswerCallback, policy: Policy) -> list[Effect]:
    """In chat by the customer once asked; by phone by the desk any time after the work. Never by who did it (I10)."""
    if command.by.role == "technician" or command.by.person == job.technician:
        raise Refused("wrong-role")
    by_phone = command.by.role != "customer"
    if not by_phone and job.callback is None:
        raise Refused("not-now")
    if job.callback in ("good", "problem"):
        raise Refused("answered-already")
    data = {
        "good": command.good,
        "words": command.words,
        "how": "phone" if by_phone else "chat",
        "by": command.by.person,
    }
    answered = Log("callback.answered", data)
    if command.good:
        return [answered, *_closed("done"), *([Tell("supervisor", "closed-desk")] if by_phone else [])]
    return [
        answered,
        Tell("customer", "problem-noted"),
        Ask("supervisor", "callback-problem", {"words": command.words, "technician": job.technician}),
        *doubted(job, policy, "form-said-problem"),
    ]


def _closed(outcome: str) -> list[Effect]:
    return [Log("job.closed", {"outcome": outcome}), Ask("customer", "closed")]


def _customers(command: Command) -> None:
    if command.by.role != "customer":
        raise Refused("wrong-role")


def _desk(command: Command) -> None:
    if command.by.role not in ("supervisor", "manager"):
        raise Refused("wrong-role")
