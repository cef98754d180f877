"""A month's figures: which month is asked for, and how its lines are told, with the month before a tap away."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from domain.effects import Button, Question
from domain.errors import Refused
from domain.periods import bounds
from handlers.talk import Talk

OLDEST = 120
"""Months."""


def month(talk: Talk, back: int) -> tuple[int, int]:
    """First instant of the month `back` months ago in the pack's zone, and of the one after; UTC ms."""
    found = bounds("month", talk.said.happened_at, talk.zone)
    for _ in range(back):
        found = bounds("month", found[0] - 1, talk.zone)
    return found


def asked_month(talk: Talk) -> int:
    """How many months back is asked for. Raises Refused."""
    back = talk.number(0) if talk.args else 0
    if back > OLDEST:
        raise Refused("old-button")
    return back


def tell_month(talk: Talk, key: str, verb: str, back: int, lines: Sequence[dict[str, Any]]) -> None:
    """The lines under the month's name. `verb`: of the button that asks for the month before."""
    first = datetime.fromtimestamp(month(talk, back)[0] / 1000, ZoneInfo(talk.zone)).date()
    earlier = Button(verb, (str(back + 1),), "button-month-before")
    said = {"year": str(first.year), "month": first.month, "lines": list(lines) or [{"text": "figures-none"}]}
    talk.tell(key, Question("choose", buttons=(earlier,), lasting=True), **said)
