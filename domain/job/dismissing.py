"""Whoever came along hears when a visit is over without them. U7."""

from domain.effects import Effect, Tell
from domain.job.model import Job


def dismissed(job: Job) -> list[Effect]:
    """To each second technician who has not left by then."""
    return [Tell(person, "team-over") for person, state in job.team.items() if state != "left"]
