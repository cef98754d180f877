"""When a visit is to be, as people type it. A visit time is whatever was agreed, half days are windows (U22).

Rules of reading:
- Without a day: today while that is still ahead, else tomorrow; a bare weekday that is over is a week later.
- A day named with its time is kept even when it is past: the core refuses it with a reason.
- Two days, two times that are no range, a no, or a day without any time: None, and is asked again.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from handlers.reading.clock import PART, PARTS, TIME, minutes_in
from handlers.reading.days import DAY_WORD, days_in
from handlers.reading.numerals import COUNT, read_number
from handlers.reading.words import plain

MINUTE = 60_000
AT_ONCE = 30 * MINUTE  # what "马上" promises
NOTICE = 60 * MINUTE  # the least between now and a window proposed to a customer
PROPOSED = ("morning", "afternoon")

# A no, and days that are no one day.
UNCLEAR = re.compile(
    r"不行|不在|不方便|不可以|不能|不要|没空|没时间|没有时间|除了|别来"
    r"|昨天|前天|周末|(?:下|这|本)个?(?:周|星期|礼拜)(?![一二三四五六日天])|[下这本]个?月|改天|过[两几]天"
    r"|\b(?:not|can't|cannot|won't|don't|except|unless|yesterday|weekends?|(?:next|this) (?:week|month))\b"
)

_SPAN = (
    rf"(?P<half_hour>半个?小时|半个?钟头?|half an hour)"
    rf"|(?P<hours>{COUNT}|an|one|two|three)\s?个?(?P<and_half>半)?(?:小时|钟头|\s?hours?\b|\s?hrs?\b)(?P<half_more>半)?"
    rf"|(?P<minutes>{COUNT}[五]?)\s?(?:分钟|\s?minutes?\b|\s?mins?\b)"
)
_LATER = re.compile(
    rf"(?P<within>\bwithin )?(?P<later_en>\bin )?(?:{_SPAN})\s?(?P<side>(?:之|以)?[后内]|左右|到(?![0-9一两二三四五]))?"
)
_AT_ONCE = re.compile(r"马上|立刻|立即|这就|现在|\b(?:right now|right away|at once|immediately|now)\b")


@dataclass(frozen=True, slots=True)
class Window:
    """When a visit may begin. Both ends are UTC milliseconds; an exact time has them equal."""

    from_at: int
    until_at: int


def read_visit(text: str, now_ms: int, zone: ZoneInfo) -> Window | None:
    """The one visit time a text names, or None when it names none, or more than one."""
    words = plain(text).lower().replace("：", ":")
    if UNCLEAR.search(words):
        return None
    if soon := _soon(words, now_ms):
        return soon
    today = datetime.fromtimestamp(now_ms / 1000, zone).date()
    days, words = days_in(words, today)
    minutes = minutes_in(words)
    if minutes is None or len(days) > 1 or date.min in days:
        return None
    if days:
        day, weekly = days.popitem()
        window = _on(day, minutes, zone)
        return _on(day + timedelta(days=7), minutes, zone) if weekly and not _ahead(window, now_ms) else window
    window = _on(today, minutes, zone)
    return window if _ahead(window, now_ms) else _on(today + timedelta(days=1), minutes, zone)


def propose_windows(now_ms: int, zone: ZoneInfo, count: int = 3) -> tuple[Window, ...]:
    """The next half days worth proposing to a customer; none starts in less than an hour."""
    today = datetime.fromtimestamp(now_ms / 1000, zone).date()
    days = (today + timedelta(days=ahead) for ahead in range(count + 1))
    windows = (_on(day, PARTS[part], zone) for day in days for part in PROPOSED)
    return tuple(window for window in windows if window.from_at >= now_ms + NOTICE)[: max(count, 0)]


def _soon(words: str, now_ms: int) -> Window | None:
    """A time counted from now: "半小时后", "within an hour", "马上"."""
    if found := _LATER.search(words):
        side = found["side"] or ""
        if found["within"] or "内" in side:
            return Window(now_ms, now_ms + _length(found))
        if found["later_en"] or side:
            return Window(now_ms + _length(found), now_ms + _length(found))
    if _AT_ONCE.search(words) and not TIME.search(words) and not PART.search(words) and not DAY_WORD.search(words):
        return Window(now_ms, now_ms + AT_ONCE)
    return None


def _length(found: re.Match[str]) -> int:
    """Milliseconds of a matched span."""
    if found["half_hour"]:
        return 30 * MINUTE
    if found["minutes"]:
        return (read_number(found["minutes"]) or 0) * MINUTE
    words = {"an": 1, "one": 1, "two": 2, "three": 3}
    hours = words.get(found["hours"]) or read_number(found["hours"]) or 0
    return hours * 60 * MINUTE + (30 * MINUTE if found["and_half"] or found["half_more"] else 0)


@lru_cache(maxsize=256)
def _on(day: date, minutes: tuple[int, int], zone: ZoneInfo) -> Window:
    """The window on a day of the shop's zone; 24:00 is the next midnight."""
    from_at, until_at = (
        int(datetime.combine(day + timedelta(days=days), time(*divmod(minute, 60)), zone).timestamp()) * 1000
        for days, minute in (divmod(minute, 24 * 60) for minute in minutes)
    )
    return Window(from_at, max(from_at, until_at))  # a clock change may turn them round


def _ahead(window: Window, now_ms: int) -> bool:
    return window.until_at > now_ms
