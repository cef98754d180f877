"""The demo: a company of five on one page, as live phones, and a clock that can be moved. Exists in the demo only."""

from datetime import datetime, time
from typing import Any, Literal
from zoneinfo import ZoneInfo

import msgspec
from fastapi import APIRouter
from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.app import App
from bot.channels.web.pages import page_words, preferred, show
from bot.clocks import MovedClock, WallClock
from bot.company import Company
from bot.moving import move_to
from scheduler.standstill import beat
from storage.memory import remember, remembered
from storage.unit import Unit

AHEAD = "demo_ahead"
STORY = "demo_story"
MOVES = {"30m": 30 * 60_000, "2d": 2 * 86_400_000}
OPENS = time(9, 0)


class Move(BaseModel):
    """How far the clock is moved."""

    move: Literal["30m", "next", "2d"]


def seats_of(company: Company) -> dict[str, str]:
    """Seat → name, of everybody who has a phone on the page."""
    staff = {member.seat: member.name for member in company.members if member.seat}
    return staff | {seat: name for name, seat in company.customers}


def opening(now: int, zone: ZoneInfo) -> int:
    """How far ahead a new demo's clock is: it opens at nine of the machine's day. In ms, may be negative."""
    today = datetime.fromtimestamp(now / 1000, zone).date()
    return int(datetime.combine(today, OPENS, zone).timestamp() * 1000) - now


def recall_clock(unit: Unit, ahead: int) -> int:
    """How far ahead the clock was when the demo stopped; a new one keeps `ahead`, so that its time never goes back."""
    kept: int | None = remembered(unit, AHEAD)
    if kept is None:
        remember(unit, AHEAD, ahead)
    return ahead if kept is None else kept


def demo_routes(app: App, clock: MovedClock) -> APIRouter:
    """`/demo` and its clock."""
    router = APIRouter()
    language = app.settings.language
    started = clock.now()  # another program may have other pages

    @router.get("/demo")
    async def page(request: Request) -> Response:
        chosen = preferred(request, language)
        if "lang" in request.query_params:
            await app.store.run(lambda unit: _speak(unit, app, chosen))
        words = page_words(chosen)
        return show(
            request,
            "demo.html",
            language=chosen,
            words=words,
            groups=_groups(app, words),
            story=await app.store.run(_story),
            version=started,
        )

    @router.get("/demo/state")
    async def state(request: Request) -> Response:
        return JSONResponse(await _state(app, preferred(request, language)))

    @router.post("/demo/clock")
    async def move(request: Request, asked: Move) -> Response:
        before = clock.now()
        if asked.move == "next":
            due = await app.bell.next_due()
            await move_to(app, clock, before if due is None else due + 1000)
        else:
            await move_to(app, clock, before + MOVES[asked.move])
        await app.store.run(lambda unit: remember(unit, AHEAD, clock.ahead))
        chosen = preferred(request, language)
        rang = await app.store.run(lambda unit: _rang(unit, before))
        said = [{"at": at, "what": _say(app, what, chosen), "why": _why(app, what, chosen)} for at, what in rang]
        return JSONResponse({**await _state(app, chosen), "rang": said})

    @router.post("/demo/reset")
    async def reset() -> Response:
        await app.store.run(_forget)
        clock.ahead = opening(WallClock().now(), app.settings.zone)
        await app.store.run(lambda unit: _begin_again(unit, clock.ahead))
        return JSONResponse({"ok": True})

    return router


def _groups(app: App, words: dict[str, str]) -> list[dict[str, Any]]:
    by_role: dict[str, list[dict[str, str]]] = {"customer": [], "technician": [], "supervisor": []}
    for name, seat in app.company.customers:
        by_role["customer"].append({"seat": seat, "name": name})
    for member in app.company.members:
        if member.seat:
            by_role[member.roles[0]].append({"seat": member.seat, "name": member.name})
    return [
        {"role": role, "title": words[f"page-role-{role}"], "seats": seats} for role, seats in by_role.items() if seats
    ]


def _speak(unit: Unit, app: App, language: str) -> None:
    for seat, name in app.seats.items():
        if unit.people.speaker("web", f"demo-{seat}") is None:
            unit.people.add_address(app.people[name], "web", f"demo-{seat}", language)
        unit.tx.run(unit.q.set_language, channel="web", address=f"demo-{seat}", language=language)


async def _state(app: App, language: str) -> dict[str, Any]:
    upcoming, unread, story = await app.store.run(lambda unit: (_upcoming(unit), _unread(unit, app), _story(unit)))
    following = {"at": upcoming[0], "what": _say(app, upcoming[1], language)} if upcoming else None
    now, zone = app.clock.now(), app.settings.timezone
    return {"now": now, "zone": zone, "next": following, "unread": unread, "story": story}


def _say(app: App, what: dict[str, Any], language: str) -> str:
    return app.texts.say("clock-step", what, language, app.settings.timezone, app.clock.now())


def _why(app: App, what: dict[str, Any], language: str) -> str:
    """The rule in the pack's words."""
    rule = app.pack.policy.rules.get(what["rule"])
    return rule.wording[language] if rule else ""


def _upcoming(unit: Unit) -> tuple[int, dict[str, Any]] | None:
    row = unit.tx.one(unit.q.next_due)
    if row is None:
        return None
    course = unit.hold(row["subject"]).course
    step = course.next_step()
    if step is None:
        return None
    when, clock, wanted = step
    what = {
        "number": course.state.number,
        "rule": clock.rule,
        "does": _does(wanted.does, wanted.who),
        "who": wanted.who,
    }
    return when, what


def _rang(unit: Unit, since: int) -> list[tuple[int, dict[str, Any]]]:
    found = []
    for row in unit.tx.all(unit.q.clock_events_since, since=since):
        data = msgspec.json.decode(row["data"])
        kind, _, rest = data["step"].partition(":")
        who = rest.partition(":")[2]
        what = {"number": row["number"], "rule": data["rule"], "does": _does(kind, who), "who": who or "technician"}
        found.append((row["at"], what))
    return found


def _does(kind: str, who: str) -> str:
    return who if kind == "do" else kind


def _unread(unit: Unit, app: App) -> dict[str, int]:
    counts = {}
    for seat in app.seats:
        row = unit.tx.one(unit.q.web_unread, address=f"demo-{seat}")
        counts[seat] = row["n"] if row else 0
    return counts


FORGET = ("event", "subject", "wake", "outbox", "lane", "web_line", "personal", "inbox", "counter", "outage")
FORGET_ABOUT_PEOPLE = ("contact", "recorded_phone", "same_person", "guess")


def _forget(unit: Unit) -> None:
    """Everything said and done is gone; people stay."""
    for table in (*FORGET, *FORGET_ABOUT_PEOPLE):
        unit.tx.run(f"delete from {table}")  # noqa: S608  our own names
    unit.tx.run("update address set form = null")
    unit.tx.run("update person set whole = null")


def _begin_again(unit: Unit, ahead: int) -> None:
    """At nine again, and alive: the time that was taken back is no standstill. Every open page learns of it."""
    remember(unit, AHEAD, ahead)
    remember(unit, STORY, _story(unit) + 1)
    beat(unit)


def _story(unit: Unit) -> int:
    """How often the demo was started over."""
    return remembered(unit, STORY) or 0
