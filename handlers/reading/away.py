"""From when until when somebody is away, as people type it: 到周五, 明天, 三天, 下午, 今天到下周一. D12.

Rules of reading:
- A day counts whole, also the last one: 到周五 ends when Friday ends. Without a beginning it begins now.
- "三天" counts today, or the day named with it. A part of a day, or a time, is taken as it stands.
- What is over, or longer than a year, is none.
"""

import re
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from handlers.reading.clock import minutes_in
from handlers.reading.days import days_in
from handlers.reading.numerals import COUNT_OR_HALF, read_number
from handlers.reading.times import UNCLEAR, Window
from handlers.reading.words import plain

LONGEST_DAYS = 366
WHOLE_DAY = (0, 24 * 60)
NOON = 12 * 60
_UNTIL = re.compile(r"^[\s,，请假了]*(?:直?到|至|\buntil\b|\btill\b|\bthrough\b|\bto\b)")
_LENGTH = re.compile(
    rf"(?P<count>{COUNT_OR_HALF})\s?个?(?P<unit>天|周|星期|礼拜)(?![一二三四五六日末前后])"
    r"|\b(?P<count_en>[0-9]{1,3}|a|one|two|three) (?P<unit_en>day|week)s?\b"
)
_WORDS_EN = {"a": 1, "one": 1, "two": 2, "three": 3}


def read_away(text: str, now_ms: int, zone: ZoneInfo) -> Window | None:
    """The one period a text names; None when it names none, or one that is over."""
    words = plain(text).lower().replace("：", ":").strip()
    today = datetime.fromtimestamp(now_ms / 1000, zone).date()
    length, words = _length(words)
    if UNCLEAR.search(words):
        return None
    until_only = bool(_UNTIL.search(words))
    days, rest = days_in(words, today)
    if date.min in days or len(days) > 2:
        return None
    minutes = minutes_in(rest)
    if not days and minutes is None and length is None:
        return None
    first, last = (min(days), max(days)) if days else (today, today)
    if length is not None:
        if len(days) > 1 or until_only or (length == 0 and (days or minutes)):
            return None
        last = first + timedelta(days=max(1, length) - 1)
        minutes = _half_of_today(now_ms, zone) if length == 0 else minutes
    begins, ends = minutes or WHOLE_DAY
    if minutes and begins == ends:
        begins, ends = (0, ends) if until_only or len(days) == 2 else (begins, 24 * 60)
    from_at = now_ms if until_only else max(now_ms, _at(first, begins, zone))
    until_at = _at(last, ends, zone)
    ahead = from_at < until_at <= now_ms + LONGEST_DAYS * 86_400_000
    return Window(from_at, until_at) if ahead else None


def _length(words: str) -> tuple[int | None, str]:
    """How many days a text counts, 0 for half of one, and the words without it."""
    found = _LENGTH.search(words)
    if found is None:
        return None, words
    left = words[: found.start()] + " " + words[found.end() :]
    if found["count_en"]:
        said = _WORDS_EN.get(found["count_en"]) or read_number(found["count_en"]) or 1
        return said * (7 if found["unit_en"] == "week" else 1), left
    if found["count"] == "半":
        return (0 if found["unit"] == "天" else None), left
    count = read_number(found["count"])
    if not count:
        return None, words
    return count * (1 if found["unit"] == "天" else 7), left


def _half_of_today(now_ms: int, zone: ZoneInfo) -> tuple[int, int]:
    morning = datetime.fromtimestamp(now_ms / 1000, zone).hour < NOON // 60
    return (0, NOON) if morning else (NOON, 18 * 60)


def _at(day: date, minute: int, zone: ZoneInfo) -> int:
    days, minute = divmod(minute, 24 * 60)
    moment = datetime.combine(day + timedelta(days=days), time(*divmod(minute, 60)), zone)
    return int(moment.timestamp()) * 1000
