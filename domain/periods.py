"""Stretches of the calendar that a report is about: a day, a week from Monday on, a month, a quarter, a year."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

PERIODS = ("day", "week", "month", "quarter", "year")


def first_day(every: str, day: date) -> date:
    """The first day of the period that `day` lies in."""
    match every:
        case "day":
            return day
        case "week":
            return day - timedelta(days=day.weekday())
        case "month":
            return day.replace(day=1)
        case "quarter":
            return date(day.year, day.month - (day.month - 1) % 3, 1)
        case _:
            return date(day.year, 1, 1)


def next_first_day(every: str, day: date) -> date:
    """The first day after the period that `day` lies in."""
    longest = {"day": 1, "week": 7, "month": 31, "quarter": 92, "year": 366}[every]
    return first_day(every, first_day(every, day) + timedelta(days=longest))


def bounds(every: str, at: int, zone: str) -> tuple[int, int]:
    """The period that an instant lies in, UTC ms: its first instant, and the first one after it."""
    day = datetime.fromtimestamp(at / 1000, UTC).astimezone(ZoneInfo(zone)).date()
    return midnight(first_day(every, day), zone), midnight(next_first_day(every, day), zone)


def midnight(day: date, zone: str) -> int:
    """UTC ms at which a local day begins."""
    return int(datetime.combine(day, time(), ZoneInfo(zone)).timestamp() * 1000)


def named(every: str, start: int, until: int, zone: str) -> Mapping[str, Any]:
    """A period as a text of its own: "10 月", "11 月 16 日–22 日"."""
    first, last = (datetime.fromtimestamp(at / 1000, ZoneInfo(zone)).date() for at in (start, until - 1))
    months = {"month": _month(first.month), "last_month": _month(last.month)}
    days = {"day": first.day, "last_day": last.day}
    key = "period-week-over" if every == "week" and first.month != last.month else f"period-{every}"
    return {"text": key, "year": str(first.year), "quarter": (first.month + 2) // 3, **months, **days}


def _month(number: int) -> Mapping[str, Any]:
    return {"text": "month-name", "n": number}


def days_after(at: int, days: int, zone: str) -> int:
    """The same local time so many days later, UTC ms."""
    local = datetime.fromtimestamp(at / 1000, UTC).astimezone(ZoneInfo(zone))
    return int((local + timedelta(days=days)).timestamp() * 1000)
