"""通知: an event, an offer or a free service day, told to many: in chat, by phone, by letter. A7 A8 U19."""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from domain.asset.telling import about as about_asset
from domain.effects import Button, Question
from domain.errors import Refused, Unclear
from domain.events import Event
from domain.job.commands import Actor
from domain.notice.commands import Cancel, Phoned, Posted, Send, Spare
from domain.notice.model import Notice, Stage
from domain.notice.telling import day_of
from domain.periods import midnight
from handlers.reading.days import LAST_DAY, days_in
from handlers.reading.products import PRODUCT, PRODUCTS
from handlers.registry import DESK, handles
from handlers.talk import Talk
from storage.files import assets_of, opt_out, opted_out
from storage.receivers import count_receivers

KIND = "notice"
LONGEST = 500
"""Characters of a notice: what is read on a phone without scrolling."""
SHOWN = 3
"""The last notices, a tap each."""
NUMBER = re.compile(r"[Nn][0-9]{2,12}")
KEY = ("重点", "key")
ALL = ("所有", "全部", "all")


@handles("notice", "通知", "notice", role=DESK, subject=False)
def notice(talk: Talk) -> None:
    """通知 <日期> [产品|重点] <内容>: to how many it goes, before anybody hears of it. 通知 <编号> opens one."""
    if _known(talk):
        return
    first, _, rest = talk.asked_words("example-notice").partition(" ")
    on = _day(talk, first)
    product, key, words = _whom(rest.strip())
    if not words:
        raise Unclear("example-notice")
    if len(words) > LONGEST:
        raise Unclear("too-long", count=LONGEST)
    branches = talk.speaker.branches(*DESK)
    unit = talk.unit
    counted = {branch: count_receivers(unit.tx, unit.q, branch, product, key=key) for branch in branches}
    if not any(counts.total for counts in counted.values()):
        raise Refused("notice-no-customers")
    for branch, counts in counted.items():
        if not counts.total:
            continue
        facts: dict[str, Any] = {
            "on": on.isoformat(),
            "held_at": midnight(on, talk.zone),
            "product": product,
            "key": key,
        }
        facts |= {"total": counts.total, "refused": counts.refused, "chat": counts.chat}
        facts["words"] = unit.keep(words, "notice")
        talk.held = unit.open_notice(talk.actor, facts, branch, talk.said.happened_at)
        _preview(talk)


@handles("open_notice", role=DESK, kind=KIND, lasting=True)
def open_notice(talk: Talk) -> None:
    """One notice: how far it has come, and what is to be done."""
    current: Notice = talk.job
    if current.stage is Stage.DRAFTED:
        _preview(talk)
        return
    left = {"calls": _left("notice-to-call", current.to_call), "letters": _left("notice-to-write", current.to_write)}
    total = {"total": max(current.chat, current.sent)}
    talk.tell_with_next("notice-file", stands={"text": f"notice-is-{current.stage.value}"}, **total, **left)


@handles("notice_send", role=DESK, kind=KIND)
def send(talk: Talk) -> None:
    """发送: the first wave goes at once, in the night in the morning."""
    talk.perform(Send(talk.actor))


@handles("notice_cancel", role=DESK, kind=KIND)
def cancel(talk: Talk) -> None:
    """取消, or 停止发送: nobody else hears of it."""
    talk.perform(Cancel(talk.actor))


@handles("notice_calls", role=DESK, kind=KIND, lasting=True)
def calls(talk: Talk) -> None:
    """Who is to be phoned next, one at a time."""
    _next_call(talk, talk.number(0) if talk.args else 0)


@handles("notice_called", role=DESK, kind=KIND, lasting=True)
def called(talk: Talk) -> None:
    """打过了: in the register of calls; the next one. A8."""
    talk.perform(Phoned(talk.actor, talk.number(0)))
    _next_call(talk)


@handles("notice_missed", role=DESK, kind=KIND, lasting=True)
def missed(talk: Talk) -> None:
    """没打通: in the register of calls, and owed a letter. A7 A8."""
    talk.perform(Phoned(talk.actor, talk.number(0), reached=False))
    _next_call(talk)


@handles("notice_unwanted", role=DESK, kind=KIND, lasting=True)
def unwanted(talk: Talk) -> None:
    """不要通知: said on the phone, the same as 退订. U19."""
    customer = talk.number(0)
    talk.perform(Spare(talk.actor, customer))
    opt_out(talk.unit, Actor(customer, "customer"), talk.said.happened_at, refused=True)
    _next_call(talk)


@handles("notice_letters", role=DESK, kind=KIND, lasting=True)
def letters(talk: Talk) -> None:
    """To whom a letter is to go next, one at a time."""
    _next_letter(talk, talk.number(0) if talk.args else 0)


@handles("letter_sent", role=DESK, kind=KIND, lasting=True)
def letter_sent(talk: Talk) -> None:
    """寄了信: in the register of letters; the next one. A7 A8."""
    talk.perform(Posted(talk.actor, talk.number(0)))
    _next_letter(talk)


@handles("letter_spared", role=DESK, kind=KIND, lasting=True)
def letter_spared(talk: Talk) -> None:
    """不用寄: no letter is needed."""
    talk.perform(Posted(talk.actor, talk.number(0), needed=False))
    _next_letter(talk)


def _known(talk: Talk) -> bool:
    """通知 alone shows the last notices, 通知 N10019 that one. Whether that was asked."""
    words, unit = talk.words.strip(), talk.unit
    if NUMBER.fullmatch(words):
        talk.held = unit.visible(unit.numbered(words.upper()), talk.speaker)
        open_notice(talk)
        return True
    if words:
        return False
    branches = talk.speaker.branches(*DESK)
    rows = [row for branch in branches for row in unit.tx.all(unit.q.notices, branch=branch, most=SHOWN)]
    latest = [unit.hold(row["id"]) for row in sorted(rows, key=lambda row: -row["id"])[:SHOWN]]
    buttons = tuple(
        Button("open_notice", (), "button-open-number", {"number": number}, number=number)
        for number in (held.course.state.number for held in latest)
    )
    talk.tell("example-notice", Question("choose", buttons=buttons, lasting=True) if buttons else None)
    return True


def _day(talk: Talk, words: str) -> date:
    """The day it is about. Raises Unclear."""
    today = datetime.fromtimestamp(talk.said.happened_at / 1000, UTC).astimezone(ZoneInfo(talk.zone)).date()
    days, left = days_in(words, today)
    on = next(iter(days), None)
    if on is None or len(days) > 1 or left.strip("\0 "):
        raise Unclear("example-notice")
    if on <= today:
        raise Refused("notice-day-is-over")
    if on > today + timedelta(days=LAST_DAY):
        raise Unclear("example-notice")
    return on


def _whom(words: str) -> tuple[str | None, bool, str]:
    """For whom it is (a product, key customers, or all), and its words."""
    first, _, rest = words.partition(" ")
    if first.casefold() in PRODUCTS:
        return first.casefold(), False, rest.strip()
    if (found := PRODUCT.fullmatch(first)) is not None:
        return found.lastgroup, False, rest.strip()
    if first.casefold() in KEY:
        return None, True, rest.strip()
    return None, False, rest.strip() if first.casefold() in ALL else words


def _preview(talk: Talk) -> None:
    current: Notice = talk.job
    product = {"text": "notice-to-product", "product": current.product or "other"}
    to: dict[str, Any] = product if current.product else {"text": "notice-to-key" if current.key else "notice-to-all"}
    counts = {"total": current.total, "chat": current.chat, "refused": current.refused}
    phone = current.total - current.refused - current.chat
    talk.tell_with_next("notice-preview", to=to, phone=phone, late=_too_late(talk, current), **counts)


def _too_late(talk: Talk, current: Notice) -> dict[str, Any] | str:
    """What the preview says where it goes out later than the pack wants."""
    now = talk.said.happened_at
    ordered = Event(0, "notice.ordered", now, now, {"held_at": current.held_at})
    due = [(clock.due, clock.rule) for clock in talk.policy.step((), ordered, current.view()) if clock.due is not None]
    if not due or min(due)[0] > now:
        return ""
    rule = talk.policy.timed(min(due)[1])
    return {"text": "notice-too-late", "wording": rule.wording, "rule": rule.id}


def _left(text: str, people: tuple[int, ...]) -> dict[str, Any] | str:
    return {"text": text, "count": len(people)} if people else ""


def _next_call(talk: Talk, skip: int = 0) -> None:
    customer = _next(talk, "to_call", skip)
    if customer is None:
        if talk.job.stage is not Stage.DONE:  # the desk was told that it is done
            talk.tell_with_next("notice-calls-none")
        return
    buttons = (
        Button("notice_called", (str(customer),), "button-notice-called", tone="primary"),
        Button("notice_missed", (str(customer),), "button-not-reached"),
        Button("notice_unwanted", (str(customer),), "button-notice-unwanted"),
        *_another("notice_calls", talk.job.to_call, skip),
    )
    _show(talk, "notice-call", customer, buttons, len(talk.job.to_call) - 1, "people")


def _next_letter(talk: Talk, skip: int = 0) -> None:
    customer = _next(talk, "to_write", skip)
    if customer is None:
        talk.tell_with_next("notice-letters-none")
        return
    buttons = (
        Button("letter_sent", (str(customer),), "button-letter-sent", tone="primary"),
        Button("letter_spared", (str(customer),), "button-letter-spared"),
        *_another("notice_letters", talk.job.to_write, skip),
    )
    _show(talk, "notice-letter", customer, buttons, len(talk.job.to_write) - 1, "letters")


def _next(talk: Talk, name: str, skip: int) -> int | None:
    """Whose turn it is on a list. Who has unsubscribed meanwhile is taken off it."""
    while people := getattr(talk.job, name):
        customer: int = people[skip % len(people)]
        if not opted_out(talk.unit, customer):
            return customer
        talk.perform(Spare(talk.actor, customer))
    return None


def _another(verb: str, people: tuple[int, ...], skip: int) -> tuple[Button, ...]:
    return (Button(verb, (str((skip + 1) % len(people)),), "button-notice-next"),) if len(people) > 1 else ()


def _show(talk: Talk, key: str, customer: int, buttons: tuple[Button, ...], left: int, of: str) -> None:
    """Who, with number and address, and what is to be said."""
    current: Notice = talk.job
    files = [held.course.state for held in assets_of(talk.unit, customer)]
    theirs = [file for file in files if file.branch == current.branch]
    fitting = [file for file in theirs if current.product in (None, file.product or "other")]
    facts = about_asset((fitting or theirs)[0], talk.role, talk.speaker.person)
    who = {name: facts[name] for name in ("who_is_it", "product", "address", "name")}
    asked = Question("choose", buttons=buttons, lasting=True)
    more = {"text": f"more-{of}" if left else "last-one", "count": left}
    talk.tell(key, asked, left=more, held_on=day_of(current), **who)
