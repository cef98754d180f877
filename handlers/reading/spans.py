"""How long, and until which day, as people type it: 30分钟, 半小时, an hour; 明天, 周五, 3天."""

import re
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from handlers.reading.days import days_in
from handlers.reading.numerals import COUNT, read_number
from handlers.reading.times import MINUTE, Window, read_visit
from handlers.reading.words import plain

OPENS = time(9)
"""When a day that is named without a time begins."""

_SPAN = re.compile(
    r"(?:晚|迟|要晚|by|about|大概|大约)?\s?"
    rf"(?:(?P<half>半个?(?:小时|钟头)|half an hour)"
    rf"|(?P<count>{COUNT}|an?)\s?个?(?P<and_half>半)?(?P<unit>小时|钟头|hours?|hrs?|h|分钟?|minutes?|mins?|m)?)"
    r"(?:左右|到|之后|后)?"
)
_DAYS = re.compile(rf"(?P<count>{COUNT})\s?(?:天|days?)")


def read_span(text: str) -> int | None:
    """A length of time in ms; a bare number is minutes. None when the text is none."""
    found = _SPAN.fullmatch(plain(text).strip().lower())
    if not found:
        return None
    if found["half"]:
        return 30 * MINUTE
    count = 1 if found["count"] in ("a", "an") else read_number(found["count"]) or 0
    hours = (found["unit"] or "").startswith(("小时", "钟头", "h"))
    return (count * 60 + (30 if found["and_half"] else 0) if hours else count) * MINUTE


def read_later(text: str, now_ms: int, zone: ZoneInfo) -> Window | None:
    """Another visit time. Without a day it is today: a time that is over is not tomorrow's, it is asked again."""
    window = read_visit(text, now_ms, zone)
    if window is None:
        return None
    today = datetime.fromtimestamp(now_ms / 1000, zone).date()
    named, _rest = days_in(plain(text).lower(), today)
    same_day = datetime.fromtimestamp(window.from_at / 1000, zone).date() == today
    return window if named or same_day else None


def read_until(text: str, now_ms: int, zone: ZoneInfo) -> int | None:
    """A moment in UTC ms: a visit time as people type it, or the morning of a day. None when the text names neither."""
    if visit := read_visit(text, now_ms, zone):
        return visit.from_at
    words = plain(text).strip().lower()
    today = datetime.fromtimestamp(now_ms / 1000, zone).date()
    if found := _DAYS.fullmatch(words):
        return in_days(read_number(found["count"]) or 0, now_ms, zone)
    days, _rest = days_in(words, today)
    if len(days) != 1 or date.min in days:
        return None
    return _morning(days.popitem()[0], zone)


def in_days(count: int, now_ms: int, zone: ZoneInfo) -> int:
    """The morning so many days from today, UTC ms."""
    today = datetime.fromtimestamp(now_ms / 1000, zone).date()
    return _morning(today + timedelta(days=count), zone)


def _morning(day: date, zone: ZoneInfo) -> int:
    return int(datetime.combine(day, OPENS, zone).timestamp()) * 1000
