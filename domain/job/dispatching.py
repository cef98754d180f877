"""Who could go, and why: the suggestions that dispatch rests on. U6, D12."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from domain.certificates import lacking
from domain.effects import Wording
from domain.errors import Refused
from domain.job.facts import Facts, Technician
from domain.job.model import Job


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One technician and what speaks for or against them. `lacks`: the certificate that keeps them out of it (D11)."""

    technician: int
    skilled: bool
    near: bool
    load: int
    absent: bool
    asked: bool
    lacks: Wording | None = None

    def data(self) -> dict[str, Any]:
        """As a text's data: who, and why, in words that the locales know."""
        return {
            "text": "suggestion",
            "technician": self.technician,
            "skill": "yes" if self.skilled else "no",
            "area": "yes" if self.near else "no",
            "load": self.load,
            "absent": "yes" if self.absent else "no",
            "asked": "yes" if self.asked else "no",
            "lacks": {"text": "lacks-certificate", "certificate": self.lacks} if self.lacks else "",
        }


def suggest(facts: Facts, now: int, without: Collection[int] = ()) -> list[Suggestion]:
    """Everybody of the branch, the most suitable first: present, skilled, near, least loaded.

    without  people who are not to be suggested (asked already, or has it now)
    """
    found = [_judge(facts, person, now) for person in facts.staff if person.person not in without]
    return sorted(found, key=lambda s: (bool(s.lacks), s.absent, not s.skilled, not s.near, s.load, s.technician))


def certified(facts: Facts, people: Collection[int], now: int) -> None:
    """Raises Refused where one of them lacks a certificate that the pack wants for this product. D11."""
    for person in facts.staff:
        if person.person in people and (lacks := _lacks(facts, person, now)):
            raise Refused("not-certified", technician=person.person, certificate=lacks)


def _lacks(facts: Facts, person: Technician, now: int) -> Wording | None:
    return lacking(facts.certificates.get(facts.job.product or "other", ()), person.certificates, now)


def next_suitable(facts: Facts, now: int) -> int | None:
    """Who is asked next when an offer comes back: present, skilled, not asked before. None when nobody is left. U5."""
    suitable = (s for s in suggest(facts, now, facts.job.offers) if not s.absent and s.skilled and not s.lacks)
    return next((s.technician for s in suitable), None)


def _judge(facts: Facts, person: Technician, now: int) -> Suggestion:
    job: Job = facts.job
    return Suggestion(
        technician=person.person,
        skilled=not person.skills or job.product is None or job.product in person.skills,
        near=job.area is not None and job.area in person.areas,
        load=person.load,
        asked=job.offers.get(person.person) in ("declined", "passed"),
        absent=person.absent_until is not None and person.absent_until > now,
        lacks=_lacks(facts, person, now),
    )
