"""A company as its file names it: branches, people, what they can do. Read at start: adding to the file adds people,
taking somebody out ends nothing: `paidan leave` does, and the start says so."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from domain.durations import duration
from domain.errors import PackError
from domain.rules.row import Row
from storage.absences import begin, set_away
from storage.unit import Unit

ROLES = ("technician", "supervisor", "manager")
DEMO = Path(__file__).parent / "demo_company.toml"
FIRST = Path(__file__).parent / "first_company.toml"
"""What a company with nothing but a bot's token begins with."""


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who works here.

    seat    the demo's phone they sit at
    absent  how long from the start they are away, ms
    """

    name: str
    roles: tuple[str, ...]
    branch: str
    skills: tuple[str, ...]
    areas: tuple[str, ...]
    seat: str | None
    absent: int


@dataclass(frozen=True, slots=True)
class Company:
    """Who we are. phone: the service number, as it is posted on products and printed on stickers (S3)."""

    name: Mapping[str, str]
    members: tuple[Member, ...]
    customers: tuple[tuple[str, str], ...]
    phone: str = ""


def read_company(path: Path) -> Company:
    """A company from its file. Raises PackError that names what is wrong, FileNotFoundError."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    head = Row("company", table.get("company", {}), label="[company]")
    name = head.wording()
    phone = head.take("phone", "")
    if not isinstance(phone, str) or (phone and not any(map(str.isdigit, phone))):
        raise PackError(head.key("phone"), 'a number, such as "400-812-3456"')
    head.done(("zh", "en", "phone"))
    members = tuple(_member(row) for row in table.get("person", []))
    if not any("supervisor" in member.roles for member in members):
        raise PackError("[[person]]", 'somebody with the role "supervisor"', where=path.name)
    customers = tuple((row["name"], row["seat"]) for row in table.get("customer", []))
    return Company(name, members, customers, phone)


def _member(table: Mapping[str, Any]) -> Member:
    row = Row("person", table, label=f"person {table.get('name', '?')}")
    roles = row.take("roles", [])
    unknown = [role for role in roles if role not in ROLES]
    if not roles or unknown:
        raise PackError(row.key("roles"), f"a list of {', '.join(ROLES)}")
    absent = row.take("absent")
    member = Member(
        name=row.text("name"),
        roles=tuple(roles),
        branch=row.text("branch", "main"),
        skills=tuple(row.take("skills", [])),
        areas=tuple(row.take("areas", [])),
        seat=row.take("seat"),
        absent=duration(absent) if absent else 0,
    )
    row.done(("name", "roles", "branch", "skills", "areas", "seat", "absent"))
    return member


def open_company(company: Company, unit: Unit) -> dict[str, int]:
    """Everybody of the file has their place; who left stays out until invited again. Returns name → person id."""
    people = {}
    for member in company.members:
        row = unit.tx.one(unit.q.person_named, name=member.name)
        person = row["id"] if row else unit.new_id()
        people[member.name] = person
        if not row:
            unit.people.add(person, member.name)
        for role in member.roles:
            if not unit.people.was_member(person, member.branch, role):
                unit.people.join(person, member.branch, role)
        if "technician" in member.roles:
            unit.people.set_technician(person, list(member.skills), list(member.areas))
            if not row and member.absent:
                begin(unit, set_away(unit, person, unit.now, unit.now + member.absent, None))
    return people


def differences(company: Company, unit: Unit) -> list[str]:
    """Where the file and the members differ, each with what to do. The file adds people; it ends nobody's work."""
    said = []
    in_file = {(member.name, member.branch, role) for member in company.members for role in member.roles}
    for row in unit.tx.all(unit.q.members_of_file):
        if (row["name"], row["branch"], row["role"]) not in in_file:
            said.append(
                f"{row['name']} ({row['role']}, {row['branch']}) is no longer in the company file, but still a member: "
                f"paidan leave {row['name']} --branch {row['branch']} --role {row['role']}"
            )
    for name, branch, role in sorted(in_file):
        found = unit.tx.one(unit.q.person_named, name=name)
        if found and unit.people.was_member(found["id"], branch, role):
            said.append(
                f"{name} ({role}, {branch}) has left and stays out: take them out of the company file, "
                f"or paidan invite --role {role} --branch {branch} --name {name}"
            )
    return said
