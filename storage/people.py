"""Who is behind an address, what they may do, and who could go. A person may have several roles and addresses."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import msgspec

from domain.job.facts import Technician
from storage.queries import Queries
from storage.transaction import Transaction

RANKS = ("manager", "supervisor", "technician")
DESK = ("manager", "supervisor")


@dataclass(frozen=True, slots=True)
class Speaker:
    """Whoever is behind an address.

    roles     (branch, role) pairs held now; a customer has none
    language  "zh" or "en"; None where it was never chosen
    form      what was asked at this address: {"subject": id, "expects": name, "at": UTC ms}, or None
    also      other ids under which this person's jobs stand: confirmed to be the same person (U16)
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
    also: tuple[int, ...] = ()
    used_at: int = 0
    credit: int | None = None
    slowed: bool = False

    def role(self) -> str:
        """The role in which somebody speaks: the highest they hold."""
        held = {role for _branch, role in self.roles}
        return next((role for role in RANKS if role in held), "customer")

    def branches(self, *roles: str) -> tuple[str, ...]:
        """The branches in which they hold one of these roles."""
        return tuple(sorted({branch for branch, role in self.roles if role in roles}))

    def is_one_with(self, person: int | None) -> bool:
        """Whether that is them, also under another id. U16."""
        return person is not None and (person == self.person or person in self.also)

    def roles_in(self, subject: Any) -> tuple[str, ...]:
        """The roles in which this is theirs to see, the highest first: a desk of its branch, who goes, is asked or
        answers for a breach on it, whose it is."""
        desk = tuple(role for role in RANKS if role in DESK and (subject.branch, role) in self.roles)
        asked = self.person in subject.technicians
        technician = ("technician",) if asked and self.branches("technician") else ()
        return (*desk, *technician, *(("customer",) if any(map(self.is_one_with, subject.customers)) else ()))


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
        person, name = row["person"], row["name"]
        also: tuple[int, ...] = ()
        if row["whole"] is not None:
            person, also = row["whole"], self.one_with(row["whole"])
            name = self.name(person) or name
        return Speaker(
            person,
            name,
            channel,
            address,
            self.roles(person),
            row["language"],
            form,
            also,
            row["used_at"],
            row["credit"],
            bool(row["slowed"]),
        )

    def one_with(self, person: int) -> tuple[int, ...]:
        """The other ids of a person. U16."""
        rows = self._tx.all(self._q.whole_of, person=person)
        return tuple(row["id"] for row in rows if row["id"] != person)

    def roles(self, person: int) -> tuple[tuple[str, str], ...]:
        rows = self._tx.all(self._q.memberships, person=person, now=self._now)
        return tuple((row["branch"], row["role"]) for row in rows)

    def add(self, person: int, name: str, language: str | None = None) -> None:
        self._tx.run(self._q.add_person, id=person, name=name, language=language)

    def add_address(self, person: int, channel: str, address: str, language: str | None) -> None:
        self._tx.run(
            self._q.add_address, person=person, channel=channel, address=address, language=language, at=self._now
        )

    def rename(self, person: int, name: str) -> None:
        self._tx.run(self._q.rename_person, id=person, name=name)

    def join(self, person: int, branch: str, role: str, how: str = "file") -> None:
        """A role in a branch from now on. `how`: by the company's "file", or by "invitation"."""
        self._tx.run(self._q.add_membership, person=person, branch=branch, role=role, since=self._now, how=how)

    def was_member(self, person: int, branch: str, role: str) -> bool:
        """Whether somebody had this role and no longer does."""
        row = self._tx.one(self._q.membership, person=person, branch=branch, role=role)
        return row is not None and row["until"] is not None and row["until"] <= self._now

    def own_roles(self, person: int) -> tuple[tuple[str, str], ...]:
        """The (branch, role) pairs somebody holds themselves, not as a deputy."""
        rows = self._tx.all(self._q.own_memberships, person=person, now=self._now)
        return tuple((row["branch"], row["role"]) for row in rows)

    def named(self, name: str, branches: Collection[str] | None = None) -> list[int]:
        """Everybody of that name who works here now, in these branches or in any."""
        rows = self._tx.all(self._q.members_named, name=name, now=self._now)
        return sorted({row["id"] for row in rows if branches is None or row["branch"] in branches})

    def names(self, branches: Collection[str]) -> set[str]:
        """What those who work in these branches are called."""
        rows = self._tx.all(self._q.staff_list)
        return {row["name"] for row in rows if row["name"] and row["branch"] in branches}

    def all_branches(self) -> list[str]:
        return [row["branch"] for row in self._tx.all(self._q.branches, now=self._now)]

    def set_technician(self, person: int, skills: list[str], areas: list[str]) -> None:
        dump = msgspec.json.encode
        self._tx.run(self._q.set_technician, person=person, skills=dump(skills).decode(), areas=dump(areas).decode())

    def knows_technician(self, person: int) -> bool:
        """Whether skills and areas of somebody are kept already."""
        return self._tx.one(self._q.knows_technician, person=person) is not None

    def name(self, person: int) -> str:
        row = self._tx.one(self._q.person, id=person)
        return row["name"] if row else "?"

    def end_sessions(self, person: int) -> None:
        """Nothing stands open at any address: pages must be opened anew, nothing is asked or still on its way. X6."""
        for each in {person, *self.one_with(person)}:
            for row in self._tx.all(self._q.every_address, person=each):
                self._tx.run(self._q.drop_web_sessions, address=row["address"])
                self._tx.run(self._q.hold_back, channel=row["channel"], address=row["address"])
            self._tx.run(self._q.revoke_links, person=each, now=self._now)
            self._tx.run(self._q.drop_forms, person=each)

    def touch(self, speaker: Speaker, credit: int | None = None, *, slowed: bool = False) -> None:
        """They were here now; `credit` and `slowed` are kept for customers (X17)."""
        place = {"channel": speaker.channel, "address": speaker.address}
        self._tx.run(self._q.touch_address, **place, at=self._now, credit=credit, slowed=int(slowed))

    def set_form(self, channel: str, address: str, form: dict[str, Any] | None) -> None:
        text = msgspec.json.encode(form).decode() if form else None
        self._tx.run(self._q.set_form, channel=channel, address=address, form=text)

    def forget_question(self, speaker: Speaker, subject: int | None) -> None:
        """What was asked where they speak, and wherever else the same subject was asked about: a tap on one phone
        leaves no question behind on another."""
        here = {"channel": speaker.channel, "address": speaker.address}
        self._tx.run(self._q.forget_question, person=speaker.person, subject=subject, **here)

    def newest_form(self, speaker: Speaker) -> dict[str, Any] | None:
        """What a typed answer of theirs belongs to: the question asked last, wherever that was; it comes along. What
        they have begun here stays."""
        form = speaker.form
        if form and "at" not in form:
            return form
        here = {"channel": speaker.channel, "address": speaker.address}
        row = self._tx.one(self._q.form_elsewhere, person=speaker.person, since=form["at"] if form else 0, **here)
        if row is None:
            return form
        self.set_form(row["channel"], row["address"], None)
        newer: dict[str, Any] = msgspec.json.decode(row["form"])
        self.set_form(**here, form=newer)
        return newer

    def set_language(self, speaker: Speaker, language: str) -> None:
        self._tx.run(self._q.set_language, channel=speaker.channel, address=speaker.address, language=language)

    def addresses(self, person: int) -> list[tuple[str, str]]:
        """Where a person can be reached, the address used last first."""
        return [(row["channel"], row["address"]) for row in self._tx.all(self._q.addresses_of, person=person)]

    def block(self, channel: str, address: str) -> None:
        """Nothing reaches the address any more, until somebody writes from it again."""
        self._tx.run(self._q.block_address, channel=channel, address=address, at=self._now)

    def told(self, channel: str, address: str, at: int, number: int) -> bool:
        """Whether what a platform tells of an address, blocked or opened, is news; never where nobody has spoken from.

        at      UTC ms
        number  tells two of the same moment apart
        """
        there = {"channel": channel, "address": address}
        return self._tx.run(self._q.tell_address, **there, at=at, number=number) == 1

    def reached(self, person: int) -> bool:
        """Whether something that is written now reaches a person."""
        return any(row["blocked_at"] is None for row in self._tx.all(self._q.addresses_of, person=person))

    def another_address(self, person: int, channel: str) -> tuple[str, str] | None:
        """Where a person can be reached by another channel; None when nowhere."""
        rows = self._tx.all(self._q.addresses_of, person=person)
        others = [row for row in rows if row["blocked_at"] is None and row["channel"] != channel]
        return (others[0]["channel"], others[0]["address"]) if others else None

    def members(self, branch: str, role: str) -> list[int]:
        """Everybody with a role in a branch, whoever is away left out where somebody else is there. D12.

        Who is away is heard for by their deputy; a branch whose people are all away without one is told all the same.
        """
        rows = self._tx.all(self._q.members, branch=branch, role=role, now=self._now)
        there = [row["deputy"] if row["away"] else row["person"] for row in rows if row["deputy"] or not row["away"]]
        return list(dict.fromkeys(there)) or [row["person"] for row in rows]

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
                certificates=msgspec.json.decode(row["certificates"]),
            )
            for row in rows
        )

    def area(self, branch: str, address: str) -> str | None:
        """The district that an address names, as the branch calls it."""
        rows = self._tx.all(self._q.areas, branch=branch)
        known = {area for row in rows for area in msgspec.json.decode(row["areas"])}
        return next((area for area in sorted(known, key=len, reverse=True) if area in address), None)
