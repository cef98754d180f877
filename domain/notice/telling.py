"""What every text about a notice may name."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from domain.notice.model import Notice


def about(notice: Notice, role: str, person: int) -> dict[str, Any]:
    """The data of a text."""
    return {
        "number": notice.number,
        "words": notice.words,
        "held_on": day_of(notice),
        "sent": notice.sent,
        "called": notice.called,
        "missed": notice.missed,
        "written": notice.written,
    }


def day_of(notice: Notice) -> dict[str, Any]:
    """The day it is about, as a text of its own."""
    on = date.fromisoformat(notice.on)
    return {"text": "day", "near": "other", "month": on.month, "day": on.day, "weekday": on.isoweekday()}


def summary(notice: Notice) -> Mapping[str, Any]:
    """What lists know. It is no work in hand, so it stands in no list of jobs."""
    return {
        "number": notice.number,
        "branch": notice.branch,
        "stage": notice.stage.value,
        "owner": None,
        "team": (),
        "customer": None,
        "open": False,
    }
