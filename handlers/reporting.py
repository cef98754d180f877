"""A customer reports a fault in a sentence; what is missing is asked for, one question at a time. I1, I2, I6."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from domain.effects import Button, Question
from domain.errors import Refused, Unclear
from domain.job.commands import Describe
from domain.job.model import Job, Stage
from handlers.changing import again_or_new, closed_lately, same_product
from handlers.choosing import open_jobs
from handlers.human import first_branch, left
from handlers.reading.otherwise import means_otherwise
from handlers.reading.report import Report, read_address, read_phone, read_report
from handlers.reading.wants import read_want, read_wish
from handlers.registry import DESK, answers, handles
from handlers.relaying import pass_on
from handlers.standing import nearest, show
from handlers.talk import Talk
from storage import contacts
from storage.alike import alike
from storage.files import machine_of

LONGEST_SENTENCE = 500
"""Characters of the customer's own words that are kept with the job."""

KNOWN = 2
"""Phone and address: what is taken over from the last job."""

SHORTEST = 2
"""Characters of an answer that can be one."""


def free_words(talk: Talk) -> None:
    """Words that answer no question: a report, more about an open job, or something to be helped with."""
    read = _read(talk)
    jobs = [held for held in open_jobs(talk) if not held.course.state.inquiry]
    if read.fault is None and not (read.kind and (read.phone or read.address)):
        if jobs and (read.phone or read.address or read.at_home or read.bought_on):
            talk.held = jobs[0]
            _describe(talk, read)
            return
        _passed_on(talk)
        return
    same = next((held for held in jobs if same_product(held.course.state, read)), None)
    if same is None:
        _reported(talk, read)
        return
    talk.held = same
    if not same.course.state.ready:
        _describe(talk, read)
        return
    _another_one(talk)


def _hold_on(talk: Talk) -> None:
    """Photos and a place that came before any report stay until there is one."""
    kept = {name: talk.form[name] for name in ("photos", "location") if talk.form.get(name)}
    if kept:
        talk.unit.people.set_form(talk.speaker.channel, talk.speaker.address, {"expects": None, **kept})


def _passed_on(talk: Talk) -> None:
    """Words that report nothing: to the technician who has the job, else to the desk. A greeting is greeted. U9."""
    talk.held = nearest(talk)
    thanks = read_want(talk.said.text) == "thanks"
    if talk.held is None:
        if thanks or _last_job(talk) is None:
            _hold_on(talk)
            raise Unclear("greeting")
        left(talk, talk.said.text)
    elif thanks:
        show(talk)
    else:
        pass_on(talk, talk.said.text)


def _reported(talk: Talk, read: Report) -> None:
    """A new job; but the same machine soon after it was repaired is asked about, and an inquiry becomes the repair."""
    closed = closed_lately(talk, read) if read.kind != "install" else None
    inquiry = next((held for held in open_jobs(talk) if held.course.state.inquiry), None)
    if closed:
        again_or_new(talk, closed)
        _hold_on(talk)
    elif inquiry:
        talk.held = inquiry
        _describe(talk, read)
    else:
        report(talk, read, talk.said.text)


def _another_one(talk: Talk) -> None:
    """The same again, or another machine? One question; the sentence is kept meanwhile."""
    kept = talk.keep(talk.said.text, "draft")
    buttons = (
        Button("same_job", (kept,), "button-same-job", tone="primary"),
        Button("another_job", (kept,), "button-another-job"),
    )
    talk.tell("same-or-another", Question("choose", buttons=buttons, lasting=True))


@handles("same_job", role="customer")
def same_job(talk: Talk) -> None:
    """It was about the job that is open already: whoever has that job reads it."""
    assert talk.held is not None  # noqa: S101  a handler about a job
    text = talk.unit.reveal_draft(talk.arg(0), talk.held.id)
    if text is None:
        raise Refused("old-button")
    pass_on(talk, text)


@handles("another_job", role="customer")
def another_job(talk: Talk) -> None:
    """It is another machine: the kept sentence becomes a job of its own."""
    assert talk.held is not None  # noqa: S101  a handler about a job
    text = talk.unit.reveal_draft(talk.arg(0), talk.held.id)
    if text is None:
        raise Refused("old-button")
    report(talk, read_report(text, talk.said.happened_at, ZoneInfo(talk.zone)), text, machine={})


def report(talk: Talk, read: Report, said: str, *, machine: Mapping[str, str] | None = None) -> None:
    """A numbered job at once, with the sentence as it was said. I1.

    machine  the one it may be again; None: the only one of its kind that the customer has a file of (I7)
    """
    unit = talk.unit
    branch = first_branch(unit)
    last = _last_job(talk)
    talk.held = None
    details = {name: talk.keep(value, name) for name, value in _wish(talk, read, said).items()}
    known = {name: last.details[name] for name in ("phone", "address") if last and name in last.details}
    if talk.form.get("location"):
        details["location"] = talk.form["location"]
    area = unit.people.area(branch, read.address) if read.address else last.area if last else None
    product = read.product or talk.form.get("product")
    if read.kind == "install":
        machine = {}  # a new one
    unit.open_job(
        talk.actor,
        {
            "kind": read.kind or "repair",
            "product": product,
            "area": area,
            "details": known | details,
            "photos": tuple(talk.form.get("photos", ())),
            "service": _service(talk, read),
            "reused": len(known) == KNOWN and not known.keys() & details.keys(),
            "alike": _alike(talk, branch, read, talk.speaker.person),
            "open_already": len(open_jobs(talk)),
            "bought_on": read.bought_on.isoformat() if read.bought_on else talk.form.get("bought_on"),
            "machine": machine_of(unit, talk.speaker.person, branch, product) if machine is None else machine,
        },
        branch,
        talk.said.happened_at,
    )


def _alike(talk: Talk, branch: str, read: Report, customer: int | None) -> tuple[str, ...]:
    """Open jobs of somebody else that this may be. U8."""
    return alike(talk.unit, branch, read.phone, read.address, read.product, customer)


def _last_job(talk: Talk) -> Job | None:
    """The customer's last job: its phone and address are not asked for again, but shown, and can be changed."""
    whole = (talk.speaker.person, *talk.speaker.also)
    rows = (talk.unit.tx.one(talk.unit.q.latest_of_customer, person=person) for person in whole)
    latest = max((row["id"] for row in rows if row), default=None)
    return talk.unit.hold(latest).course.state if latest is not None else None


def _read(talk: Talk) -> Report:
    return read_report(talk.words or talk.said.text, talk.said.happened_at, ZoneInfo(talk.zone))


def _details(read: Report) -> dict[str, str]:
    found = {"phone": read.phone, "address": read.address, "fault": read.fault, "at_home": read.at_home}
    return {name: value for name, value in found.items() if value}


def _service(talk: Talk, read: Report) -> str:
    """Free, paid or to be checked on site, as far as the sentence tells. I6."""
    today = datetime.fromtimestamp(talk.said.happened_at / 1000, UTC).astimezone(ZoneInfo(talk.zone)).date()
    known = talk.form.get("bought_on")
    bought_on = read.bought_on or (date.fromisoformat(known) if known else None)
    product = read.product or talk.form.get("product")
    return talk.unit.policy.service(product, bought_on, read.warranty_said, today)


def _wish(talk: Talk, read: Report, said: str) -> dict[str, str]:
    """The details of a new job. Who wants something installed has no fault to tell."""
    found = {**_details(read), "said": said[:LONGEST_SENTENCE]}
    if read.kind == "install" and "fault" not in found:
        found["fault"] = {"zh": "安装", "en": "installation"}[talk.speaker.language or "zh"]
    return found


def _describe(talk: Talk, read: Report, **more: Any) -> None:
    """What a sentence adds to an open job: whatever is still missing, or put differently than before."""
    found = _details(read) | more
    if talk.job.ready and not talk.job.inquiry:
        found.pop("fault", None)
    becomes = (read.kind or "repair") if talk.job.inquiry and (read.fault or read.kind) else None
    if not found:
        raise Unclear("not-understood")
    service = _service(talk, read)
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
    found = _alike(talk, job.branch, with_product, job.customer)
    return tuple(number for number in found if number != job.number)


def _answered(talk: Talk, name: str, value: str | None) -> None:
    """One answer; a sentence that holds more than was asked for is taken whole."""
    read = _read(talk)
    if value is None and not _details(read):
        raise Unclear(f"unclear-{name}")
    _describe(talk, read, **({name: value} if value else {}))


def _for_the_technician(talk: Talk, *, answers: bool) -> bool:
    """Somebody comes already: words that are no plain answer to a wish asked long ago are for them. U9."""
    return bool(talk.job.taken) and not answers


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


def says_otherwise(talk: Talk) -> bool:
    """Whether words where a model is asked for are none: a fault, a wish, or something for the technician."""
    plain_model = any(sign.isascii() and sign.isalnum() for sign in talk.words)
    answers_it = not _for_the_technician(talk, answers=plain_model)
    return bool(_read(talk).fault) or means_otherwise(talk.words) or not answers_it


@answers("model", "customer")
def model(talk: Talk) -> None:
    """The model, typed."""
    read = _read(talk)
    if says_otherwise(talk):
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
    named = read.at_home or read_wish(talk.words, talk.said.happened_at, ZoneInfo(talk.zone))
    asks = named is None and means_otherwise(talk.words)
    if read.fault or asks or _for_the_technician(talk, answers=bool(named)):
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


@answers("words", "customer")
def words(talk: Talk) -> None:
    """What is typed after the technician's words: for the technician, unless it reports something. U9."""
    free_words(talk)


@answers("draft", DESK)
def draft(talk: Talk) -> None:
    """What the desk types for a report that is incomplete."""
    _describe(talk, _read(talk))
