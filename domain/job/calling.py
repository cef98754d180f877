"""Whether somebody can be reached: calls that nobody answered, recorded by one tap, and 我在. D8 (T7, T9.28)."""

from domain.effects import Ask, Effect, Log, Tell
from domain.errors import Refused
from domain.job.commands import AmHere
from domain.job.desk_commands import TryCall
from domain.job.model import Job


def reachable(job: Job, command: TryCall | AmHere) -> list[Effect]:
    """A call that nobody answered, told to the technician at once; or their answer to it."""
    if isinstance(command, TryCall):
        return _to_customer(job, command) if command.technician is None else _to_technician(job, command)
    person = command.by.person
    if person not in job.missed:
        raise Refused("no-call-missed")
    return [
        Log("call.returned", {"technician": person}),
        Ask(person, "here-noted"),
        Tell("supervisor", "call-returned", {"technician": person}),
    ]


def concerned(job: Job) -> tuple[int, ...]:
    """The technicians who have to do with a job now, whoever has it first."""
    asked = [person for person, state in job.offers.items() if state in ("open", "accepted")]
    own = () if job.technician is None else (job.technician,)
    return tuple(dict.fromkeys((*own, *job.team, *asked)))


def _to_technician(job: Job, command: TryCall) -> list[Effect]:
    person = command.technician
    if person is None or person not in concerned(job):
        raise Refused("nobody-to-phone")
    if person == command.by.person:
        raise Refused("not-your-own-phone")
    how = "off" if command.off else "no_answer"
    return [
        Log("call.tried", {"whom": "technician", "technician": person, "how": how, "by": command.by.person}),
        Ask(person, "you-were-phoned", {"how": how, "person": command.by.person}, only=("here",)),
        Tell("supervisor", "call-tried", {"technician": person, "how": how}),
    ]


def _to_customer(job: Job, command: TryCall) -> list[Effect]:
    data = {"whom": "customer", "customer": job.customer, "how": "no_answer", "by": command.by.person}
    noted = Tell("supervisor", "call-tried-customer")
    return [Log("call.tried", data), *([] if job.phoned else [Tell("customer", "we-called")]), noted]
