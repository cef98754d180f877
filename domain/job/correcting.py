"""更正: when something really happened. Clocks are reckoned anew; whom it concerns hears what changed. U23."""

from domain.effects import Effect, Log, Tell
from domain.errors import Refused
from domain.events import Event
from domain.job.facts import Facts
from domain.job.model import Job
from domain.job.steps import step


def corrected(facts: Facts, by: int, seq: int, at: int, reason: str) -> list[Effect]:
    """The event's time is put right, on a closed job too; both times are kept. Nobody corrects what they did themselves
    where somebody else of the desk could."""
    job: Job = facts.job
    log = list(facts.ask_log())
    event = next((one for one in log if one.seq == seq), None)
    technician = concerned(job, event) if event else job.technician
    desk = {person for role in ("supervisor", "manager") for person in facts.ask_desk(role)}
    if technician == by and desk - {by}:
        raise Refused("not-your-own-step")
    said = {"by_person": by, "reason_given": reason, "right_at": at, "was_at": event and stands_at(event, log)}
    said["step"] = step(event) if event else ""
    told = [Tell(technician, "corrected-technician", said)] if technician is not None and event else []
    data = {"of": seq, "at": at, "reason": reason, "by": by}
    return [Log("event.corrected", data), *told, Tell("supervisor", "corrected")]


def concerned(job: Job, event: Event) -> int | None:
    """The technician who did it, or who has the job."""
    technician = event.data.get("technician")
    return technician if isinstance(technician, int) else job.technician


def stands_at(event: Event, log: list[Event]) -> int:
    """When it happened as far as is known: the last correction counts. UTC ms."""
    right = [one.data["at"] for one in log if one.name == "event.corrected" and one.data["of"] == event.seq]
    return int(right[-1]) if right else event.at
