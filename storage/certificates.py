"""Certificates of technicians: until when, and when the desk is told that one ends. D11."""

from dataclasses import dataclass
from typing import Any

from storage.unit import Unit


@dataclass(frozen=True, slots=True)
class Certificate:
    """One certificate. `until_at` is the end of its last day, UTC ms; `until_on` that day, ISO."""

    person: int
    name: str
    until_at: int
    until_on: str


def keep(unit: Unit, certificate: Certificate, by: int, notice_at: int) -> None:
    """Noted, or renewed; the notice before it ends is due at `notice_at`, one that is over already is not."""
    row = {"person": certificate.person, "name": certificate.name, "by": by, "at": unit.now, "notice_at": notice_at}
    noticed_at = unit.now if notice_at <= unit.now else None
    until = {"until_at": certificate.until_at, "until_on": certificate.until_on}
    unit.tx.run(unit.q.keep_certificate, **row, **until, noticed_at=noticed_at)
    unit.forget_staff()


def drop(unit: Unit, person: int, name: str) -> bool:
    """Not any more; False when there was none."""
    unit.forget_staff()
    return unit.tx.run(unit.q.drop_certificate, person=person, name=name) == 1


def of_branches(unit: Unit, branches: list[str]) -> list[Certificate]:
    """Those of everybody who works there, the first to end first."""
    rows = [row for branch in branches for row in unit.tx.all(unit.q.certificates_of, branch=branch, now=unit.now)]
    found = {(row["person"], row["name"]): _read(row) for row in rows}
    return sorted(found.values(), key=lambda one: (one.until_at, one.person, one.name))


def to_notice(unit: Unit) -> list[Certificate]:
    """Those whose end is near and was not told yet; marked as told."""
    due = [_read(row) for row in unit.tx.all(unit.q.certificates_to_notice, now=unit.now)]
    for one in due:
        unit.tx.run(unit.q.certificate_noticed, person=one.person, name=one.name, now=unit.now)
    return due


def next_notice(unit: Unit) -> int | None:
    """When the next one is to be told, UTC ms."""
    row = unit.tx.one(unit.q.next_certificate)
    return row["at"] if row else None


def _read(row: Any) -> Certificate:
    return Certificate(row["person"], row["name"], row["until_at"], row["until_on"])
