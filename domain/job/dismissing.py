"""Whoever came along hears when a visit is over without them. U7."""

from domain.effects import Effect, Tell
from domain.job.model import Job


def dismissed(job: Job, but: tuple[int, ...] = ()) -> list[Effect]:
    """To each second technician who has not left by then; whoever is sent alone now (`but`) hears that instead."""
    return [Tell(person, "team-over") for person in helping(job) if person not in but]


def helping(job: Job) -> tuple[int, ...]:
    """The second technicians who are to come or are there."""
    return tuple(person for person, state in job.team.items() if state != "left")
