"""A customer reports a fault in a sentence; what is missing is asked for, one question at a time. I1, I2, I6."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from domain.effects import Button, Question
from domain.errors import Refused, Unclear
from domain.job.commands import Describe
from domain.job.model import Job, Stage
from handlers.choosing import open_jobs
from handlers.reading.report import Report, read_address, read_phone, read_report
from handlers.registry import DESK, answers, handles
from handlers.talk import Talk
from storage.alike import alike
from storage.unit import Unit

LONGEST_SENTENCE = 500
"""Characters of the customer's own words that are kept with the job."""

KNOWN = 2
"""Phone and address: what is taken over from the last job."""

SHORTEST = 2
"""Characters of an answer that can be one."""


def free_words(talk: Talk) -> None:
    """Words that answer no question: a report, more about an open job, or something to be helped with."""
    read = _read(talk)
    jobs = open_jobs(talk)
    if read.fault is None and not (read.kind and (read.phone or read.address)):
        if jobs and (read.phone or read.address or read.at_home or read.bought_on):
            talk.held = jobs[0]
            _describe(talk, read)
            return
        talk.held = jobs[0] if jobs else None
        if jobs:
            talk.tell_with_next("status-customer")
            return
        raise Unclear("greeting")
    same = next((held for held in jobs if _same(held.course.state, read)), None)
    if same is None:
        report(talk, read, talk.said.text)
        return
    talk.held = same
    if not same.course.state.ready:
        _describe(talk, read)
        return
    _another_one(talk)


def _same(job: Job, read: Report) -> bool:
    """Whether a new sentence may be about a job that is open already. U8."""
    return read.product is None or job.product is None or job.product == read.product


def _another_one(talk: Talk) -> None:
    """The same again, or another machine? One question; the sentence is kept meanwhile."""
    kept = talk.keep(talk.said.text, "draft")
    buttons = (
        Button("same_job", (), "button-same-job", tone="primary"),
        Button("another_job", (kept,), "button-another-job"),
    )
    talk.tell("same-or-another", Question("choose", buttons=buttons, lasting=True))


@handles("same_job", role="customer")
def same_job(talk: Talk) -> None:
    """It was about the job that is open already."""
    talk.tell_with_next("status-customer")


@handles("another_job", role="customer")
def another_job(talk: Talk) -> None:
    """It is another machine: the kept sentence becomes a job of its own."""
    assert talk.held is not None  # noqa: S101  a handler about a job
    text = talk.unit.reveal_draft(talk.arg(0), talk.held.id)
    if text is None:
        raise Refused("old-button")
    report(talk, read_report(text, talk.said.happened_at, ZoneInfo(talk.zone)), text)


def report(talk: Talk, read: Report, said: str) -> None:
    """A numbered job at once, with the sentence as it was said. I1."""
    unit = talk.unit
    branch = branch_for_new(unit)
    last = _last_job(talk)
    talk.held = None
    details = {name: talk.keep(value, name) for name, value in _wish(talk, read, said).items()}
    known = {name: last.details[name] for name in ("phone", "address") if last and name in last.details}
    area = unit.people.area(branch, read.address) if read.address else last.area if last else None
    unit.open_job(
        talk.actor,
        {
            "kind": read.kind or "repair",
            "product": read.product,
            "area": area,
            "details": known | details,
            "photos": tuple(talk.form.get("photos", ())),
            "service": _service(talk, read),
            "reused": len(known) == KNOWN and not known.keys() & details.keys(),
            "alike": _alike(talk, branch, read, talk.speaker.person),
            "open_already": len(open_jobs(talk)),
        },
        branch,
        talk.said.happened_at,
    )


def _alike(talk: Talk, branch: str, read: Report, customer: int | None) -> tuple[str, ...]:
    """Open jobs of somebody else that this may be. U8."""
    return alike(talk.unit, branch, read.phone, read.address, read.product, customer)


def _last_job(talk: Talk) -> Job | None:
    """The customer's last job: its phone and address are not asked for again, but shown, and can be changed."""
    row = talk.unit.tx.one(talk.unit.q.latest_of_customer, person=talk.speaker.person)
    return talk.unit.hold(row["id"]).course.state if row else None


def branch_for_new(unit: Unit) -> str:
    """The branch a new customer belongs to: the first; more branches bring a choice by area."""
    row = unit.tx.one(unit.q.first_branch)
    if row is None:
        raise Refused("nobody-works-here")
    return str(row["branch"])


def _read(talk: Talk) -> Report:
    return read_report(talk.words or talk.said.text, talk.said.happened_at, ZoneInfo(talk.zone))


def _details(read: Report) -> dict[str, str]:
    found = {"phone": read.phone, "address": read.address, "fault": read.fault, "at_home": read.at_home}
    return {name: value for name, value in found.items() if value}


def _service(talk: Talk, read: Report) -> str:
    """Free, paid or to be checked on site, as far as the sentence tells. I6."""
    today = datetime.fromtimestamp(talk.said.happened_at / 1000, UTC).astimezone(ZoneInfo(talk.zone)).date()
    return talk.unit.policy.service(read.product, read.bought_on, read.warranty_said, today)


def _wish(talk: Talk, read: Report, said: str) -> dict[str, str]:
    """The details of a new job. Who wants something installed has no fault to tell."""
    found = {**_details(read), "said": said[:LONGEST_SENTENCE]}
    if read.kind == "install" and "fault" not in found:
        found["fault"] = {"zh": "安装", "en": "installation"}[talk.speaker.language or "zh"]
    return found


def _describe(talk: Talk, read: Report, **more: Any) -> None:
    """What a sentence adds to an open job: whatever is still missing, or put differently than before."""
    found = _details(read) | more
    if talk.job.ready:
        found.pop("fault", None)
    if not found:
        raise Unclear("not-understood")
    service = _service(talk, read)
    talk.perform(
        Describe(
            talk.actor,
            details={name: talk.keep(value, name) for name, value in found.items()},
            product=read.product if talk.job.product is None else None,
            area=talk.unit.people.area(talk.job.branch, found["address"]) if "address" in found else None,
            service=service if talk.job.service == "check" and service != "check" else None,
            alike=_like_this(talk, read) if talk.job.stage is Stage.REPORTED else (),
        )
    )


def _like_this(talk: Talk, read: Report) -> tuple[str, ...]:
    """Other open jobs with what was just added."""
    job: Job = talk.job
    with_product = replace(read, product=read.product or job.product)
    found = _alike(talk, job.branch, with_product, job.customer)
    return tuple(number for number in found if number != job.number)


def _answered(talk: Talk, name: str, value: str | None) -> None:
    """One answer; a sentence that holds more than was asked for is taken whole."""
    read = _read(talk)
    if value is None and not _details(read):
        raise Unclear(f"unclear-{name}")
    _describe(talk, read, **({name: value} if value else {}))


@answers("phone", "customer")
def phone(talk: Talk) -> None:
    """The number to reach the customer on."""
    _answered(talk, "phone", read_phone(talk.words))


@answers("address", "customer")
def address(talk: Talk) -> None:
    """Where the visit goes: compound, building, unit, door."""
    read = _read(talk)
    _answered(talk, "address", read.address or (None if read.phone else read_address(talk.words)))


@answers("fault", "customer")
def fault(talk: Talk) -> None:
    """What is wrong, in the customer's words."""
    if sum(character.isalnum() for character in talk.words) < SHORTEST or talk.words.isdigit():
        raise Unclear("unclear-fault")
    read = _read(talk)
    _answered(talk, "fault", read.fault or (None if read.phone or read.address else talk.words))


@answers("model", "customer")
def model(talk: Talk) -> None:
    """The model, typed."""
    read = _read(talk)
    if read.fault:
        free_words(talk)
        return
    if read.phone or read.address:
        _describe(talk, read)
        return
    if sum(character.isalnum() for character in talk.words) < SHORTEST:
        raise Unclear("unclear-model")
    _describe(talk, read, model=talk.words)


@answers("at_home", "customer")
def at_home(talk: Talk) -> None:
    """When somebody is at home."""
    read = _read(talk)
    if read.fault:
        free_words(talk)
        return
    if sum(character.isalnum() for character in talk.words) < SHORTEST:
        raise Unclear("unclear-at_home")
    _describe(talk, read, at_home=read.at_home or talk.words)


@handles("at_home", role="customer")
def any_time(talk: Talk) -> None:
    """Somebody is always at home."""
    words = {"zh": "随时", "en": "any time"}[talk.speaker.language or "zh"]
    talk.perform(Describe(talk.actor, details={"at_home": talk.keep(words, "at_home")}))


@handles("skip", "跳过", "skip", role="customer")
def skip(talk: Talk) -> None:
    """A wish that is left out."""
    wishing = talk.job.wishing()
    name = talk.args[0] if talk.args else (wishing[0] if wishing else "")
    if name not in wishing:
        raise Refused("nothing-to-skip")
    talk.perform(Describe(talk.actor, skip=name))


@handles("add", "补充", "add", role=DESK)
def add(talk: Talk) -> None:
    """补充 <单号> <电话/地址/故障>: what the customer said on the phone."""
    talk.words = talk.asked_words("example-add")
    read = _read(talk)
    _describe(talk, read)


@answers("draft", DESK)
def draft(talk: Talk) -> None:
    """What the desk types for a report that is incomplete."""
    _describe(talk, _read(talk))
