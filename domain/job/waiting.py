"""没人在家: the technician is at the door and nobody opens. An outcome of its own, not the technician's fault. U2."""

from domain.effects import Ask, Effect, Log, Tell
from domain.errors import Refused
from domain.job.clock_commands import Take
from domain.job.dismissing import dismissed
from domain.job.facts import Facts
from domain.job.model import Job, Stage
from domain.policy import Policy


def may_wait(job: Job) -> bool:
    """Whether the technician can say that nobody is at home."""
    return job.stage in (Stage.UNDER_WAY, Stage.ON_SITE) and job.awaited is None


def nobody_home(job: Job) -> list[Effect]:
    """The customer is asked; the pack's minutes run. Whoever stands at the door has arrived (D4)."""
    if not may_wait(job):
        raise Refused("waiting-already" if job.awaited else "not-at-the-door")
    technician = {"technician": job.technician}
    arrived = [Log("technician.arrived", technician)] if job.stage is Stage.UNDER_WAY else []
    return [
        *arrived,
        Log("customer.awaited", technician),
        Ask("customer", "at-your-door", technician),
        Ask("technician", "customer-asked"),
    ]


def at_the_door(job: Job, comes: bool) -> list[Effect]:
    """The customer's answer: on the way home, or another time."""
    if job.awaited is None or (comes and job.awaited == "coming"):
        raise Refused("nobody-at-door" if job.awaited is None else "answered-already")
    if not comes:
        return absent(job, "moved")
    return [
        Log("customer.coming", {"technician": job.technician}),
        Ask("customer", "coming-noted", {"technician": job.technician}),
        Ask("technician", "customer-comes"),
    ]


def appeared(job: Job) -> list[Effect]:
    """The door was opened after all."""
    if job.awaited is None:
        raise Refused("nobody-at-door")
    return [Log("customer.appeared", {"technician": job.technician}), Ask("technician", "goes-on")]


def absent(job: Job, why: str) -> list[Effect]:
    """The visit did not take place. `why` is "silent" or "moved"."""
    count = job.absences + 1
    said = {"technician": job.technician, "count": count}
    return [
        Log("customer.absent", said | {"customer": job.customer, "why": why}),
        *dismissed(job),
        Tell("customer", f"missed-{why}", said),
        Ask("technician", f"absent-{why}"),
        Tell("supervisor", f"absent-{why}-desk", said),
    ]


def mark_absent(facts: Facts, take: Take, policy: Policy, now: int) -> list[Effect]:
    """Nobody came in the pack's minutes."""
    return absent(facts.job, "silent") if facts.job.awaited else []
