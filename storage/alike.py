"""What the company knows of a number or an address: earlier jobs, and open ones that may be the same. I10, U8."""

from typing import Any

from domain.job.model import Job
from storage.contacts import chats
from storage.unit import Unit

MOST_ALIKE = 3


def with_phone(unit: Unit, branch: str, phone: str) -> list[Any]:
    """A branch's jobs with this number, the newest first: rows of id, number, customer, open."""
    return list(unit.tx.all(unit.q.jobs_with_phone, value=phone, branch=branch))


def count_with_phone(unit: Unit, branch: str, phone: str) -> int:
    row = unit.tx.one(unit.q.count_with_phone, value=phone, branch=branch)
    return int(row["n"]) if row else 0


def phoned_person(unit: Unit, branch: str, phone: str) -> int | None:
    """The customer of an earlier job with this number whom the desk made and who has no chat.

    Somebody who chats is never found by a number that was typed: it may be anybody's (DESIGN 4).
    """
    for row in with_phone(unit, branch, phone):
        person = row["customer"]
        if person is not None and unit.hold(row["id"]).course.state.phoned and not chats(unit, person):
            return int(person)
    return None


def alike(
    unit: Unit, branch: str, phone: str | None, address: str | None, product: str | None, customer: int | None
) -> tuple[str, ...]:
    """Numbers of open jobs of others with the same phone, or at the same address, and not with another product. U8."""
    rows = with_phone(unit, branch, phone) if phone else []
    rows += unit.tx.all(unit.q.jobs_with_address, value=address, branch=branch) if address else []
    found: dict[str, None] = {}
    for row in rows:
        if row["open"] and row["customer"] != customer and row["number"] not in found:
            job: Job = unit.hold(row["id"]).course.state
            if product is None or job.product is None or product == job.product:
                found[row["number"]] = None
    return tuple(found)[:MOST_ALIKE]
