"""What a technician has promised and cannot keep: found, and passed on. D12, X6."""

from collections.abc import Iterable
from typing import Any

from domain.errors import Refused
from domain.job.commands import Actor
from domain.job.handing_over import PROMISED, PassOn
from domain.job.model import Job, Stage
from storage.held import Held
from storage.unit import Unit


def held_by(unit: Unit, technician: int, branch: str) -> list[Held]:
    """Open jobs of a branch that are theirs, or that they are being asked to take, the oldest first."""
    rows = [
        *unit.tx.all(unit.q.every_open_of_owner, person=technician),
        *unit.tx.all(unit.q.offers_open, branch=branch),
    ]
    jobs = [unit.hold(subject) for subject in sorted({row["id"] for row in rows})]
    return [held for held in jobs if held.course.state.branch == branch and _is_theirs(held.course.state, technician)]


def falling_into(jobs: Iterable[Held], from_at: int, until_at: int) -> list[Held]:
    """Those that cannot wait until somebody is back: asked or accepted without a time, or with one meanwhile."""
    return [held for held in jobs if _falls_into(held.course.state, from_at, until_at)]


def pass_on(unit: Unit, jobs: Iterable[Held], technician: int, to: int | None, why: str, by: Actor) -> list[Held]:
    """Each job goes to `to`, or to the next one, or back to the desk. Returns those that went."""
    went = []
    for held in jobs:
        try:
            unit.perform(held.id, PassOn(by, technician, to, why), unit.now)
        except Refused:
            continue  # it moved on meanwhile: it is nobody's promise any more
        went.append(held)
    return went


def rows(jobs: Iterable[Held]) -> list[dict[str, Any]]:
    """Jobs as a list to read: number, what it is, when, and who has it now."""
    return [_row(held.course.state) for held in jobs]


def _row(job: Job) -> dict[str, Any]:
    return {
        "text": "promise-row-visit" if job.visit else "promise-row",
        "number": job.number,
        "product": job.product or "other",
        "stage": job.stage.value,
        "window": list(job.visit) if job.visit else None,
    }


def _is_theirs(job: Job, technician: int) -> bool:
    asked = job.stage is Stage.OFFERED and job.offers.get(technician) == "open"
    return asked or (job.technician == technician and job.stage in (*PROMISED, Stage.ON_SITE))


def _falls_into(job: Job, from_at: int, until_at: int) -> bool:
    if job.stage is Stage.ON_SITE:
        return False
    return job.visit is None or (job.visit[0] < until_at and job.visit[1] >= from_at)
