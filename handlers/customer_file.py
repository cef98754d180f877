"""客户档案: a customer at a glance for the desk, one appliance, key customers. I7, A9."""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from domain.asset.commands import Plan
from domain.asset.model import Asset
from domain.durations import DAY, duration
from domain.effects import Button, Question
from domain.errors import Refused, Unclear
from domain.job.model import Job
from handlers.reading.phone import read_phone
from handlers.registers import called_line
from handlers.registry import DESK, handles
from handlers.talk import Talk
from storage.alike import with_phone
from storage.files import assets_of
from storage.held import Held
from storage.tags import tags_of

LATEST = 3
SHORTEST_PLAN = DAY


@handles("customer_file", "客户", "customer", role=DESK, subject=False)
def customer_file(talk: Talk) -> None:
    """客户 <电话|单号|资产号>: appliances, jobs, wishes and calls."""
    _show(talk, customer_of(talk, talk.asked_words("example-customer")))


@handles("open_asset", role=DESK, kind="asset")
def open_asset(talk: Talk) -> None:
    """One appliance, and what is to be done about it."""
    talk.tell_with_next("asset-file", lines=_wishes(talk.job))


@handles("key_customer", "重点", "key", role=DESK, subject=False)
def key_customer(talk: Talk) -> None:
    """重点 <资产号> 30d: somebody is in touch every so often; 重点 <资产号> 取消 ends it. A9."""
    number, _, rest = talk.asked_words("example-key").partition(" ")
    talk.held = _file(talk, number)
    if rest.strip() in ("取消", "off"):
        talk.perform(Plan(talk.actor, None))
        return
    try:
        every = duration(rest)
    except ValueError:
        raise Unclear("example-key") from None
    if every < SHORTEST_PLAN:
        raise Unclear("example-key")
    talk.perform(Plan(talk.actor, every))


def customer_of(talk: Talk, words: str) -> int:
    """Whose number it is. Raises Refused when nobody's here."""
    unit = talk.unit
    branches = talk.speaker.branches(*DESK)
    if phone := read_phone(words):
        found = [row["customer"] for branch in branches for row in with_phone(unit, branch, phone)]
    else:
        found = list(unit.visible(unit.numbered(words.split(maxsplit=1)[0]), talk.speaker).course.state.customers)
    person: int | None = next((one for one in found if one is not None), None)
    if person is None:
        raise Refused("no-such-customer")
    return person


def _file(talk: Talk, number: str) -> Held:
    held = talk.unit.visible(talk.unit.numbered(number), talk.speaker)
    if held.course.subject.name != "asset":
        raise Unclear("example-key")
    return held


def _show(talk: Talk, person: int) -> None:
    unit = talk.unit
    branches = talk.speaker.branches(*DESK)
    files = [held for held in assets_of(unit, person) if held.course.state.branch in branches]
    people = sorted({person, *unit.people.one_with(person)})
    rows = [row for one in people for row in unit.tx.all(unit.q.jobs_of_customer, person=one)]
    jobs = [unit.hold(row["id"]) for row in rows]
    jobs = [held for held in jobs if held.course.state.branch in branches][:LATEST]
    called = [row for one in people for row in unit.tx.all(unit.q.calls_of_customer, person=one, most=LATEST)]
    lines = [{"text": "detail-tag", "tag": unit.policy.tag(key)} for key in tags_of(unit, person)]
    for held in files:
        lines += [_asset(held.course.state, talk.zone), *_wishes(held.course.state)]
    lines += [_job(held.course.state) for held in jobs]
    lines += [called_line(row) for row in called[:LATEST]]
    state = (files or jobs)[0].course.state if files or jobs else None
    known = state.details if state else {}
    buttons = tuple(
        Button(held.course.subject.opened_by, (), "button-open-number", {"number": number}, number=number)
        for held in (*files, *jobs)
        for number in (held.course.state.number,)
    )
    who = {"name": known.get("name") or unit.people.name(person) or "—", "phone": known.get("phone", "—")}
    talk.tell("customer-file", Question("choose", buttons=buttons, lasting=True), lines=lines, **who)


def _asset(asset: Asset, zone: str) -> dict[str, Any]:
    last = datetime.fromtimestamp(((asset.ends_at or 0) - 1) / 1000, UTC).astimezone(ZoneInfo(zone)).date()
    ends = {"text": "asset-warranty", "last_day": last.isoformat()} if asset.ends_at else ""
    key = {"text": "asset-key", "contact_at": asset.contact_at} if asset.contact_at else ""
    known = asset.details
    serial = {"text": "asset-serial", "serial": known["serial"]} if "serial" in known else ""
    model = known.get("model", "")
    machine = {"text": "asset-model", "model": model, "serial": serial} if model or serial else ""
    product = asset.product or "other"
    row = {"number": asset.number, "product": product, "count": len(asset.jobs), "model": machine}
    return {"text": "asset-row", **row, "ends": ends, "key": key}


def _wishes(asset: Asset) -> list[dict[str, Any]]:
    return [
        {"text": "asset-wish", "words": wish.words} if wish.words else {"text": "asset-wish-tapped"}
        for wish in asset.wishes
    ]


def _job(job: Job) -> dict[str, Any]:
    row = {"number": job.number, "product": job.product or "other", "kind": job.kind, "stage": job.stage.value}
    return {"text": "customer-job", **row}
