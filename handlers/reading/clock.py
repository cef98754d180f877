"""The time of day a text names, in minutes: 下午三点半, 9-11点, 上午.

Rules of reading:
- A clock time has no length, a half day or a range has its own two ends.
- A bare 1 to 6 o'clock is in the afternoon (3点 is 15:00), since nobody visits at night; 03:00 is read as written.
- "5点后" and "11点前" run to the end, or from the start, of the half day they fall in.
- Two times that are no range are none.
"""

import re
from collections.abc import Iterator

from handlers.reading.numerals import UP_TO_99, read_number

# Minutes of the day.
# Minutes of the day. A part of the day is proposed only where PROPOSED names it.
PARTS = {
    "night": (0, 6 * 60),
    "morning": (8 * 60, 12 * 60),
    "noon": (11 * 60 + 30, 13 * 60 + 30),
    "afternoon": (13 * 60, 18 * 60),
    "evening": (18 * 60, 21 * 60),
    "day": (8 * 60, 18 * 60),
}
HALF_DAYS = ("morning", "afternoon", "evening")
# A day word already read stands as \0: the 早 of 明早 is a part of the day, the 早 of 早点 is none.
PART_WORDS = {
    "night": r"凌晨|半夜",
    "morning": r"上午|早上|早晨|清晨|一早|(?<=\0)早|\b(?:this )?morning\b",
    "noon": r"中午|正午|\bnoon\b|\bmidday\b",
    "afternoon": r"下午|午后|\b(?:this )?afternoon\b",
    "evening": r"晚上|傍晚|夜里|(?<=\0)晚|\b(?:this )?evening\b|\btonight\b",
    "day": r"全天|整天|一天都|白天|\ball day\b|\bany ?time\b",
}

_JOIN = r"(?:-|~|–|—|到|至|\bto\b|\buntil\b|\btill\b|\band\b)"
PART = re.compile("|".join(f"(?P<{part}>{words})" for part, words in PART_WORDS.items()))
TIME = re.compile(
    rf"(?!(?<=[早晚快慢])一点)(?P<hour>{UP_TO_99})\s?(?:点钟?|點|时(?![间候]))"
    rf"\s?(?:(?P<half>半)|(?P<quarter>[一三])刻|(?P<minute>[0-5]?[0-9]|[零一二三四五十][一二三四五六七八九十]{{0,2}})"
    r"(?:分|(?!\s?[点點时:0-9])))?"
    r"|(?<![0-9:])(?P<clock>[0-9]{1,2}):(?P<clock_minute>[0-9]{2})(?![0-9:])(?:\s?(?P<clock_half>[ap])\.?m\b\.?)?"
    r"|(?<![0-9:])(?P<hour_en>[0-9]{1,2})\s?(?:(?P<half_en>[ap])\.?m\b\.?|o'?clock)"
    rf"|(?<![0-9:/])(?P<bare>{UP_TO_99})(?=\s?{_JOIN}\s?(?:[上下中早晚]午?上?)?{UP_TO_99}\s?(?:点|點|:[0-9]|[ap]\.?m\b))"
    r"|\b(?:at|after|before|by) (?P<at>[0-9]{1,2})\b(?!:)"
)
_RANGE = re.compile(rf"\s*(?:点|o'?clock)?\s*{_JOIN}\s*")
_BOUND = re.compile(r"\s*(?:钟)?(?:之|以)?(?P<side>后|前)")
_BOUND_EN = re.compile(r"\b(?P<side>after|before|by)\s*$")


def minutes_in(words: str) -> tuple[int, int] | None:
    """Start and end in minutes of the day, from the words left when the day is taken out."""
    parts = [(found.start(), str(found.lastgroup)) for found in PART.finditer(words)]
    times = list(TIME.finditer(words))
    if not times:
        return PARTS[parts[0][1]] if len({part for _, part in parts}) == 1 else None
    if len(times) > 2:
        return None
    first = _minute(times[0], _part_of(times[0], parts))
    if first is None:
        return None
    if len(times) == 1:
        return _bounded(words, times[0], first)
    return _ranged(words, times, first, parts)


def _ranged(words: str, times: list[re.Match[str]], first: int, parts: list[tuple[int, str]]) -> tuple[int, int] | None:
    """From one time to another; what says am or pm at one of them holds for both until it cannot."""
    between = "".join(_outside(PART, words[times[0].end() : times[1].start()]))
    last = _minute(times[1], _part_of(times[1], parts))
    if last is None or not _RANGE.fullmatch(between):
        return None
    if _half(times[1]) == "p" and not _half(times[0]) and first + 12 * 60 < last:
        first += 12 * 60  # 7-9pm
    if last <= first:
        last += 12 * 60
    return (first, last) if first < last <= 24 * 60 else None


def _bounded(words: str, clock: re.Match[str], minute: int) -> tuple[int, int] | None:
    """The exact minute, or with 后 or 前 the rest of its half day on that side."""
    said_at = clock.start("at") if clock["at"] else clock.start()
    found = _BOUND.match(words, clock.end()) or _BOUND_EN.search(words[:said_at])
    if found is None:
        return minute, minute
    if found["side"] in ("后", "after"):
        return next(((minute, PARTS[part][1]) for part in HALF_DAYS if minute < PARTS[part][1]), None)
    return next(((PARTS[part][0], minute) for part in reversed(HALF_DAYS) if PARTS[part][0] < minute), None)


def _outside(pattern: re.Pattern[str], words: str) -> Iterator[str]:
    """The words no match of the pattern covers."""
    at = 0
    for found in pattern.finditer(words):
        yield words[at : found.start()]
        at = found.end()
    yield words[at:]


def _part_of(clock: re.Match[str], parts: list[tuple[int, str]]) -> str | None:
    """The part of the day a time belongs to: the last one before it, else the only one there is."""
    before = [part for at, part in parts if at < clock.start()]
    return before[-1] if before else parts[0][1] if len(parts) == 1 else None


def _half(clock: re.Match[str]) -> str | None:
    return clock["clock_half"] or clock["half_en"]


def _minute(clock: re.Match[str], part: str | None) -> int | None:
    """The minute of the day of one clock time, 0 to 1440; None if there is none such."""
    words = next(clock[name] for name in ("hour", "clock", "hour_en", "bare", "at") if clock[name])
    hour, minute = read_number(words), 0
    if clock["half"]:
        minute = 30
    elif clock["quarter"]:
        minute = 15 if clock["quarter"] == "一" else 45
    elif said := clock["minute"] or clock["clock_minute"]:
        minute = read_number(said.lstrip("零") or "0") or 0
    if hour is None or hour > 24 or minute > 59:
        return None
    if half := _half(clock):
        hour = None if hour > 12 else hour % 12 + (12 if half == "p" else 0)
    elif not (words.startswith("0") and len(words) == 2):
        hour = _in_part(hour, part)
    return None if hour is None or hour * 60 + minute > 24 * 60 else hour * 60 + minute


def _in_part(hour: int, part: str | None) -> int | None:
    """The hour on the 24-hour clock; None where hour and part of the day contradict each other."""
    if part == "night":
        return hour % 12 if hour <= 6 or hour == 12 else None
    if part == "morning":
        return hour if hour <= 12 else None
    if part == "evening":
        return 24 if hour == 12 else hour + 12 if 5 <= hour < 12 else hour if hour >= 17 else None
    if part in ("afternoon", "noon"):
        afternoon = hour + 12 if hour < (10 if part == "noon" else 12) else hour
        return afternoon if afternoon < 20 else None
    return hour + 12 if 1 <= hour <= 6 else hour
