"""巡访: owners of a district to whom nobody has spoken for the pack's time, one tap each. A11 (T8)."""

from typing import Any

from domain.asset.commands import RoundMissed, Spoken, Wish
from domain.asset.model import Asset
from domain.durations import DAY
from domain.effects import Button, Question
from domain.errors import Refused
from domain.periods import bounds
from handlers.reasons import in_time
from handlers.registry import DESK, answers, handles
from handlers.talk import Talk

ASSET = "asset"
MOST = 50
"""Owners that are looked at for the next one."""


@handles("owners", "巡访", "owners", role=DESK, subject=False)
def owners(talk: Talk) -> None:
    """巡访 <片区>: the next owner there; without a district, how many there are in each."""
    if not talk.words.strip():
        _districts(talk)
        return
    area = talk.words.strip()
    if _due(talk, area):  # as it is written: the districts need not be counted
        _next(talk, area)
        return
    known = {row["area"] for row in _areas(talk, everybody=True)}
    named = next((one for one in sorted(known) if one.casefold() == area.casefold()), None)
    if named is None:
        raise Refused("no-such-district", area=area, areas={"text": "districts", "lines": _named(sorted(known))})
    _next(talk, named)


@handles("owner_spoken", role=DESK, kind=ASSET, lasting=True)
def spoken(talk: Talk) -> None:
    """打过了, 去过了: somebody spoke to the owner; the next one."""
    if talk.arg(0) not in ("phone", "visit"):
        raise Refused("old-button")
    talk.perform(Spoken(talk.actor, talk.arg(0)))
    _next(talk, talk.job.area, without=talk.job.customer)


@handles("owner_missed", role=DESK, kind=ASSET, lasting=True)
def missed(talk: Talk) -> None:
    """没打通: in the register of calls; tomorrow again."""
    talk.perform(RoundMissed(talk.actor))
    _next(talk, talk.job.area, without=talk.job.customer)


@handles("owner_wish", role=DESK, kind=ASSET, lasting=True)
def wish(talk: Talk) -> None:
    """有话说: the owner wishes something."""
    talk.tell("which-wish", Question("choose", expects="owner_words"))


@answers("owner_words", DESK)
def wish_words(talk: Talk) -> None:
    """What the owner said: a wish as any other, and they were spoken to."""
    in_time(talk)
    talk.perform(Wish(talk.actor, talk.keep(talk.words, "wish")))
    talk.perform(Spoken(talk.actor))
    _next(talk, talk.job.area, without=talk.job.customer)


@handles("owner_next", role=DESK, kind=ASSET, lasting=True)
def another(talk: Talk) -> None:
    """下一位: this one later."""
    _next(talk, talk.job.area, talk.number(0))


def _next(talk: Talk, area: str | None, skip: int = 0, *, without: int | None = None) -> None:
    """The next owner of a district. `without`: who was just spoken to; that is not written yet."""
    rows = [row for row in _due(talk, area) if row["customer"] != without]
    talk.held = None
    if not rows:
        talk.tell("owners-none", area=area)
        return
    held = talk.unit.hold(rows[skip % len(rows)]["id"])
    asset: Asset = held.course.state
    number = asset.number
    buttons = [
        Button("owner_spoken", ("phone",), "button-owner-phoned", tone="primary", number=number),
        Button("owner_wish", (), "button-owner-wish", number=number),
        Button("owner_missed", (), "button-not-reached", number=number),
        Button("owner_spoken", ("visit",), "button-owner-visited", number=number),
    ]
    if len(rows) > 1:
        buttons.append(Button("owner_next", (str((skip + 1) % len(rows)),), "button-notice-next", number=number))
    facts = held.course.subject.about(asset, talk.role, talk.speaker.person)
    who = {name: facts[name] for name in ("who_is_it", "product", "address", "number")}
    left = "more-than" if len(rows) >= MOST - 1 else "more-people" if len(rows) > 1 else "last-one"
    question = Question("choose", buttons=tuple(buttons), lasting=True)
    days = (talk.said.happened_at - asset.spoken_at) // DAY
    talk.tell("owner", question, **who, area=area, days=days, left={"text": left, "count": len(rows) - 1})


def _due(talk: Talk, area: str | None) -> list[Any]:
    """Owners of a district to whom somebody should speak, who waits longest first."""
    unit = talk.unit
    since, today = _since(talk)
    rows = [
        row
        for branch in talk.speaker.branches(*DESK)
        for row in unit.tx.all(unit.q.owners_due, branch=branch, area=area, since=since, today=today, most=MOST)
    ]
    return sorted(rows, key=lambda row: row["spoken_at"])


def _districts(talk: Talk) -> None:
    rows = _areas(talk)
    if not rows:
        talk.tell("owners-none-anywhere")
        return
    talk.tell("owners-districts", lines=[{"text": "district", "area": row["area"], "count": row["n"]} for row in rows])


def _areas(talk: Talk, *, everybody: bool = False) -> list[Any]:
    """Districts with how many owners are due, or simply every district that has an owner."""
    unit = talk.unit
    since, today = _since(talk)
    if everybody:
        since = today = unit.now + 1
    counts: dict[str, int] = {}
    for branch in talk.speaker.branches(*DESK):
        for row in unit.tx.all(unit.q.owners_by_area, branch=branch, since=since, today=today):
            counts[row["area"]] = counts.get(row["area"], 0) + row["n"]
    return [{"area": area, "n": n} for area, n in sorted(counts.items(), key=lambda one: (-one[1], one[0]))]


def _named(areas: list[str]) -> list[dict[str, Any]]:
    return [{"text": "district-name", "area": area} for area in areas]


def _since(talk: Talk) -> tuple[int, int]:
    """Before when somebody must have been spoken to last to be due, and when today began; UTC ms. Raises Refused."""
    every = talk.unit.policy.care.owners_every
    if every is None:
        raise Refused("no-rounds")
    now = talk.said.happened_at
    return now - every, bounds("day", now, talk.unit.policy.zone)[0]
