"""What a sentence says of a job: number, address, fault, warranty. It is added to the open one. I1, I6, I10."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from domain.errors import Unclear
from domain.job.commands import Describe
from domain.job.model import Job, Stage
from handlers.reading.report import Report, read_report
from handlers.registry import DESK, answers, handles
from handlers.talk import Talk
from storage import contacts
from storage.alike import alike


def understood(talk: Talk) -> Report:
    """What somebody said, read as a report."""
    return read_report(talk.words or talk.said.text, talk.said.happened_at, ZoneInfo(talk.zone))


def details_in(read: Report) -> dict[str, str]:
    """What a sentence names of a job."""
    found = {"phone": read.phone, "address": read.address, "fault": read.fault, "at_home": read.at_home}
    return {name: value for name, value in found.items() if value}


def service_by(talk: Talk, read: Report) -> str:
    """Free, paid or to be checked on site, as far as the sentence tells. I6."""
    today = datetime.fromtimestamp(talk.said.happened_at / 1000, UTC).astimezone(ZoneInfo(talk.zone)).date()
    known = talk.form.get("bought_on")
    bought_on = read.bought_on or (date.fromisoformat(known) if known else None)
    product = read.product or talk.form.get("product")
    return talk.unit.policy.service(product, bought_on, read.warranty_said, today)


def open_alike(talk: Talk, branch: str, read: Report, customer: int | None) -> tuple[str, ...]:
    """Open jobs of somebody else that this may be. U8."""
    return alike(talk.unit, branch, read.phone, read.address, read.product, customer)


def describe(talk: Talk, read: Report, **more: Any) -> None:
    """What a sentence adds to an open job: whatever is still missing, or put differently than before."""
    found = details_in(read) | more
    if talk.job.ready and not talk.job.inquiry:
        found.pop("fault", None)
    becomes = (read.kind or "repair") if talk.job.inquiry and (read.fault or read.kind) else None
    if not found:
        raise Unclear("not-understood")
    service = service_by(talk, read)
    if "phone" in found and talk.role in DESK:
        contacts.record(talk.unit, talk.job.customer, found["phone"])
    if "phone" in found and talk.job.phoned and (talk.heard_as or talk.role in DESK):
        contacts.text_to(talk.unit, talk.job.customer, found["phone"])
    talk.perform(
        Describe(
            talk.actor,
            details={name: talk.keep(value, name) for name, value in found.items()},
            product=read.product if talk.job.product is None else None,
            area=talk.unit.people.area(talk.job.branch, found["address"]) if "address" in found else None,
            service=service if talk.job.service == "check" and service != "check" else None,
            kind=becomes,
            alike=_like_this(talk, read) if talk.job.stage is Stage.REPORTED else (),
            bought_on=read.bought_on.isoformat() if read.bought_on else None,
        )
    )


def _like_this(talk: Talk, read: Report) -> tuple[str, ...]:
    """Other open jobs with what was just added."""
    job: Job = talk.job
    with_product = replace(read, product=read.product or job.product)
    found = open_alike(talk, job.branch, with_product, job.customer)
    return tuple(number for number in found if number != job.number)


@handles("add", "补充", "add", role=DESK)
def add(talk: Talk) -> None:
    """补充 <单号> <电话/地址/故障>: what the customer said on the phone."""
    talk.words = talk.asked_words("example-add")
    read = understood(talk)
    describe(talk, read)


@answers("draft", DESK)
def draft(talk: Talk) -> None:
    """What the desk types for a report that is incomplete."""
    describe(talk, understood(talk))
