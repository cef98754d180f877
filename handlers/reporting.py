"""A customer reports a fault in a sentence, or adds to it. I1, I6."""

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from domain.effects import Button, Question
from domain.errors import Refused, Unclear
from domain.job.model import Job
from handlers.changing import again_or_new, closed_lately, same_product
from handlers.choosing import open_jobs
from handlers.describing import describe, details_in, open_alike, service_by, understood
from handlers.human import first_branch, left
from handlers.reading.report import Report, read_report
from handlers.reading.wants import read_want
from handlers.registry import handles
from handlers.relaying import pass_on
from handlers.standing import nearest, show
from handlers.talk import Talk
from storage.files import machine_of

LONGEST_SENTENCE = 500
"""Characters of the customer's own words that are kept with the job."""

KNOWN = 2
"""Phone and address: what is taken over from the last job."""


def free_words(talk: Talk) -> None:
    """Words that answer no question: a report, more about an open job, or something to be helped with."""
    read = understood(talk)
    jobs = [held for held in open_jobs(talk) if not held.course.state.inquiry]
    if read.fault is None and not (read.kind and (read.phone or read.address)):
        if jobs and (read.phone or read.address or read.at_home or read.bought_on):
            talk.held = jobs[0]
            describe(talk, read)
            return
        _passed_on(talk)
        return
    same = next((held for held in jobs if same_product(held.course.state, read)), None)
    if same is None:
        _reported(talk, read)
        return
    talk.held = same
    if not same.course.state.ready:
        describe(talk, read)
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
        describe(talk, read)
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
            "service": service_by(talk, read),
            "reused": len(known) == KNOWN and not known.keys() & details.keys(),
            "alike": open_alike(talk, branch, read, talk.speaker.person),
            "open_already": len(open_jobs(talk)),
            "bought_on": read.bought_on.isoformat() if read.bought_on else talk.form.get("bought_on"),
            "machine": machine_of(unit, talk.speaker.person, branch, product) if machine is None else machine,
        },
        branch,
        talk.said.happened_at,
    )


def _last_job(talk: Talk) -> Job | None:
    """The customer's last job: its phone and address are not asked for again, but shown, and can be changed."""
    whole = (talk.speaker.person, *talk.speaker.also)
    rows = (talk.unit.tx.one(talk.unit.q.latest_of_customer, person=person) for person in whole)
    latest = max((row["id"] for row in rows if row), default=None)
    return talk.unit.hold(latest).course.state if latest is not None else None


def _wish(talk: Talk, read: Report, said: str) -> dict[str, str]:
    """The details of a new job. Who wants something installed has no fault to tell."""
    found = {**details_in(read), "said": said[:LONGEST_SENTENCE]}
    if read.kind == "install" and "fault" not in found:
        found["fault"] = {"zh": "安装", "en": "installation"}[talk.speaker.language or "zh"]
    return found
