"""More units on site than were reported: told, and priced anew where the work is paid. S8 (T9.3)."""

from domain.effects import Ask, Effect, Log, Tell
from domain.errors import Refused
from domain.job.model import Job, Stage

MOST = 99
"""Units of one kind that one report may name."""


def may_report_units(job: Job) -> bool:
    """Whether somebody stands before the units."""
    return job.stage is Stage.ON_SITE and job.awaited is None


def units_reported(job: Job, by: int, product: str, count: int) -> list[Effect]:
    """Kept with the job, and known to the desk and the customer."""
    if not may_report_units(job):
        raise Refused("not-on-site")
    if not 1 <= count <= MOST or not product:
        raise Refused("how-many")
    said = {"technician": by, "product": product, "count": count}
    return [
        Log("units.reported", said | {"technician": job.technician, "by": by}),
        Tell("customer", "units-customer", said),
        Ask(by, "units-noted", said),
        Tell("supervisor", "units-desk", said),
    ]
