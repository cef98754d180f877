"""服务单: what stands on a job's service sheet, as it is printed or signed. D1 (T6), S2, S4, S5.

Known things are filled in, unknown ones stay empty for a pen. What was signed with a finger stays as it was signed.
"""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from domain.errors import Refused
from domain.events import Event
from domain.job.model import Job
from domain.job.questions_on_site import FINISH
from domain.job.telling import UNKNOWN
from domain.job.work_report import exactly, worked
from domain.policy import Policy
from handlers.texts import Texts
from proof.layout import NOTED
from proof.tokens import Purpose, signed
from storage.held import Held
from storage.people import Speaker
from storage.unit import Unit

MOST = {"fault": 120, "address": 70, "cause": 160, "remedy": 160, "parts": 120}
"""Characters for which there is room; the log keeps all of them."""


class Contents(msgspec.Struct, frozen=True):
    """What stands on a sheet in one language, by field; empty where nobody knows yet.

    facts  reported, customer, phone, address, product, fault, visit, technician, dispatched, accepted
    boxes  cause, remedy, parts, arrived, restored, used, price, opinion
    """

    number: str
    language: str
    facts: dict[str, str]
    boxes: dict[str, str]

    @property
    def digest(self) -> str:
        """SHA-256 of all of it, in hex: what is signed with a finger."""
        return hashlib.sha256(msgspec.json.encode(self, order="deterministic")).hexdigest()


class Sheet(msgspec.Struct, frozen=True):
    """A sheet to be printed.

    token      says on paper whose sheet it is
    strokes    SHA-256 of the picture of a finger's signature; empty for a sheet to be signed with a pen
    signed_at  UTC ms
    digest     of what was signed
    """

    contents: Contents
    token: str
    strokes: str = ""
    signed_at: int = 0
    digest: str = ""

    def signed_on(self, zone: str) -> str:
        """Day and time of the signature, with its year."""
        return f"{datetime.fromtimestamp(self.signed_at / 1000, ZoneInfo(zone)):%Y-%m-%d %H:%M}"


def sheet(unit: Unit, number: str, texts: Texts, language: str, zone: str) -> Sheet:
    """A job's sheet: as it was signed, or as things stand now. Raises Refused("unknown-job", "sheet-erased")."""
    held = unit.hold(unit.numbered(number))
    if held.course.subject.name != "job":
        raise Refused("unknown-job", number=number)
    job: Job = held.course.state
    token = signed(unit.reach.secret, Purpose.SHEET, job.number)
    if job.signed is None:
        return Sheet(contents(unit, held, texts, language, zone), token)
    kept = unit.reveal(job.signed.contents)
    if kept is None:
        raise Refused("sheet-erased", number=number)
    was = msgspec.json.decode(kept, type=Contents)
    return Sheet(was, token, job.signed.strokes, job.signed.at, was.digest)


def contents(unit: Unit, held: Held, texts: Texts, language: str, zone: str) -> Contents:
    """What is known of a job now."""
    job, log = held.course.state, held.course.log()
    data = {**_facts(job, log), **_boxes(job, log)}
    known = unit.lanes.unsent("", data, None, language, zone).data

    def said(name: str) -> str:
        value = known[name]
        words = "" if value in (None, UNKNOWN) else texts.value(name, value, language, zone, 0)
        return words if len(words) <= MOST.get(name, len(words)) else f"{words[: MOST[name]]}…"

    facts = {name: said(name) for name in _facts(job, log)}
    facts["reported"] = f"{datetime.fromtimestamp(log[0].at / 1000, ZoneInfo(zone)):%Y-%m-%d}"
    return Contents(job.number, language, facts, {name: said(name) for name in _boxes(job, log)})


def required(job: Job, policy: Policy) -> tuple[str, ...]:
    """The fields of the sheet that the pack wants written on. S5."""
    gates = policy.missing(FINISH, {}, job.view())
    return tuple(NOTED[gate.needs] for gate in gates if gate.needs in NOTED)


def note_printed(unit: Unit, subject: int) -> None:
    """The company has the sheet to print: what is photographed later should be it."""
    unit.tx.run(unit.q.add_sheet_printed, subject=subject, now=unit.now)


def was_printed(unit: Unit, subject: int) -> bool:
    """Whether the company was given this job's sheet."""
    return unit.tx.one(unit.q.sheet_printed, subject=subject) is not None


def may_see(job: Job, speaker: Speaker) -> bool:
    """Whether somebody may have the sheet, on which name, number and address of the customer stand. U9, X5."""
    roles = speaker.roles_in(job)
    if set(roles) - {"technician"}:
        return True
    return bool(roles) and job.taken and (speaker.person == job.technician or job.helps(speaker.person))


def _facts(job: Job, log: list[Event]) -> Mapping[str, Any]:
    product = {"text": "sheet-machine", "product": job.product or "other", "kind": job.kind, "service": job.service}
    return {
        "customer": job.details.get("name") or job.customer,
        "phone": job.details.get("phone"),
        "address": job.details.get("address"),
        "product": product | {name: job.details.get(name, "") for name in ("model", "serial")},
        "fault": job.details.get("fault"),
        "visit": {"text": "sheet-window", "window": list(job.visit)} if job.visit else None,
        "technician": job.technician,
        "dispatched": _step(log, "job.dispatched", "by"),
        "accepted": _step(log, "job.accepted", "technician"),
    }


def _step(log: list[Event], name: str, who: str) -> dict[str, Any] | None:
    """Who did it last, and when."""
    event = next((event for event in reversed(log) if event.name == name), None)
    if event is None:
        return None
    return {"text": "sheet-step", "person": event.data.get(who), "done_at": event.at}


def _boxes(job: Job, log: list[Event]) -> Mapping[str, Any]:
    notes = {field: job.evidence.get(needs, ("",))[0] for needs, field in NOTED.items()}
    time = worked(log)
    price = {"text": "sheet-total", "total_fen": job.price["total"]} if job.price else None
    stars = {"text": "sheet-stars", "stars": job.stars} if job.stars is not None else None
    return {
        **{field: None if words == "waived" else words for field, words in notes.items()},
        "arrived": {"text": "sheet-time", "done_at": time.arrived_at} if time.arrived_at else None,
        "restored": {"text": "sheet-time", "done_at": time.restored_at} if time.restored_at else None,
        "used": exactly(time.used) if time.used else None,
        "price": price if job.consent == "agreed" else None,
        "opinion": stars,
    }
