"""Who is behind an address, what they may do, and who could go. A person may have several roles and addresses."""

from dataclasses import dataclass
from typing import Any

import msgspec

from domain.job.commands import Technician
from storage.queries import Queries
from storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Speaker:
    """Whoever is behind an address.

    roles     (branch, role) pairs held now; a customer has none
    language  "zh" or "en"; None where it was never chosen
    form      what was asked at this address: {"subject": id, "expects": name, "at": UTC ms}, or None
    used_at   UTC ms of the message before
    credit    ms of credit that were left then (X17); None before the first message
    slowed    they were told to wait, and have not been heard since
    """

    person: int
    name: str
    channel: str
    address: str
    roles: tuple[tuple[str, str], ...]
    language: str | None
    form: dict[str, Any] | None
    used_at: int = 0
    credit: int | None = None
    slowed: bool = False

    def role(self) -> str:
        """The role in which somebody speaks: the highest they hold."""
        held = {role for _branch, role in self.roles}
        return next((role for role in ("manager", "supervisor", "technician") if role in held), "customer")

    def branch(self) -> str | None:
        return self.roles[0][0] if self.roles else None


class People:
    """People, as one unit sees them."""

    def __init__(self, tx: Transaction, q: Queries, now: int) -> None:
        self._tx, self._q, self._now = tx, q, now

    def speaker(self, channel: str, address: str) -> Speaker | None:
        """Who is behind the address; None when nobody was ever there."""
        row = self._tx.one(self._q.speaker, channel=channel, address=address)
        if row is None:
            return None
        form = msgspec.json.decode(row["form"]) if row["form"] else None
        return Speaker(
            row["person"],
            row["name"],
            channel,
            address,
            self.roles(row["person"]),
            row["language"],
            form,
            row["used_at"],
            row["credit"],
            bool(row["slowed"]),
        )

    def roles(self, person: int) -> tuple[tuple[str, str], ...]:
        rows = self._tx.all(self._q.memberships, person=person, now=self._now)
        return tuple((row["branch"], row["role"]) for row in rows)

    def add(self, person: int, name: str, language: str | None = None) -> None:
        self._tx.run(self._q.add_person, id=person, name=name, language=language)

    def add_address(self, person: int, channel: str, address: str, language: str | None) -> None:
        self._tx.run(
            self._q.add_address, person=person, channel=channel, address=address, language=language, at=self._now
        )

    def join(self, person: int, branch: str, role: str) -> None:
        self._tx.run(self._q.add_membership, person=person, branch=branch, role=role, since=self._now)

    def set_technician(self, person: int, skills: list[str], areas: list[str]) -> None:
        dump = msgspec.json.encode
        self._tx.run(self._q.set_technician, person=person, skills=dump(skills).decode(), areas=dump(areas).decode())

    def set_absence(self, person: int, until: int | None) -> None:
        """Away until UTC ms; None: present. D12."""
        self._tx.run(self._q.set_absence, person=person, until=until)

    def name(self, person: int) -> str:
        row = self._tx.one(self._q.person, id=person)
        return row["name"] if row else "?"

    def touch(self, speaker: Speaker, credit: int | None = None, *, slowed: bool = False) -> None:
        """They were here now; `credit` and `slowed` are kept for customers (X17)."""
        place = {"channel": speaker.channel, "address": speaker.address}
        self._tx.run(self._q.touch_address, **place, at=self._now, credit=credit, slowed=int(slowed))

    def set_form(self, channel: str, address: str, form: dict[str, Any] | None) -> None:
        text = msgspec.json.encode(form).decode() if form else None
        self._tx.run(self._q.set_form, channel=channel, address=address, form=text)

    def set_language(self, speaker: Speaker, language: str) -> None:
        self._tx.run(self._q.set_language, channel=speaker.channel, address=speaker.address, language=language)

    def addresses(self, person: int) -> list[tuple[str, str]]:
        """Where a person can be reached, the address used last first."""
        return [(row["channel"], row["address"]) for row in self._tx.all(self._q.addresses_of, person=person)]

    def members(self, branch: str, role: str) -> list[int]:
        rows = self._tx.all(self._q.members, branch=branch, role=role, now=self._now)
        return [row["person"] for row in rows]

    def technicians(self, branch: str, subject: int) -> tuple[Technician, ...]:
        """Who could go, with what dispatch knows of them; the job itself is no load. U6."""
        rows = self._tx.all(self._q.technicians, branch=branch, subject=subject, now=self._now)
        return tuple(
            Technician(
                person=row["person"],
                skills=tuple(msgspec.json.decode(row["skills"])),
                areas=tuple(msgspec.json.decode(row["areas"])),
                absent_until=row["absent_until"],
                load=row["load"],
            )
            for row in rows
        )

    def area(self, branch: str, address: str) -> str | None:
        """The district that an address names, as the branch calls it."""
        rows = self._tx.all(self._q.areas, branch=branch)
        known = {area for row in rows for area in msgspec.json.decode(row["areas"])}
        return next((area for area in sorted(known, key=len, reverse=True) if area in address), None)
