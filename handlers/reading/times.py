"""When a visit is to be, as people type it. A visit time is whatever was agreed, half days are windows (U22).

Rules of reading:
- A clock time is a window without length, a half day or a range has its own two ends.
- Without a day: today while that is still ahead, else tomorrow. A bare weekday is the next such day.
- A bare 1 to 6 o'clock is in the afternoon (3点 is 15:00), since nobody visits at night; 03:00 is read as written.
- "5点后" and "11点前" run to the end, or from the start, of the half day they fall in.
- A day named with its time is kept even when it is past: the core refuses it with a reason.
- Two days, two times that are no range, a no, or a day without any time: None, and is asked again.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from handlers.reading.money import plain, read_number

MINUTE = 60_000
AT_ONCE = 30 * MINUTE  # what "马上" promises
NOTICE = 60 * MINUTE  # the least between now and a window proposed to a customer
LAST_DAY = 400  # a day further away is a slip of the finger

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
PROPOSED = ("morning", "afternoon")
# A day word already read stands as \0: the 早 of 明早 is a part of the day, the 早 of 早点 is none.
PART_WORDS = {
    "night": r"凌晨|半夜",
    "morning": r"上午|早上|早晨|清晨|一早|(?<=\0)早|\b(?:this )?morning\b",
    "noon": r"中午|正午|\bnoon\b|\bmidday\b",
    "afternoon": r"下午|午后|\b(?:this )?afternoon\b",
    "evening": r"晚上|傍晚|夜里|(?<=\0)晚|\b(?:this )?evening\b|\btonight\b",
    "day": r"全天|整天|一天都|白天|\ball day\b|\bany ?time\b",
}
DAY_WORDS = (
    (r"大后天", 3),
    (r"后天|\bday after tomorrow\b", 2),
    (r"明天|明日|明儿|明(?=[早晚])|\b(?:tomorrow|tmr|tmrw)\b", 1),
    (r"今天|今日|今儿|今(?=[早晚])|当天|\btoday\b|\btonight\b|\bthis (?=morning|afternoon|evening)", 0),
)
WEEKDAYS = {"一": 0, "二": 1, "三": 2, "四": 3, "五": 4, "六": 5, "日": 6, "天": 6}
WEEKDAYS_EN = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MONTHS_EN = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

# A no, and days that are no one day.
UNCLEAR = re.compile(
    r"不行|不在|不方便|不可以|不能|不要|没空|没时间|没有时间|除了|别来"
    r"|昨天|前天|周末|(?:下|这|本)个?(?:周|星期|礼拜)(?![一二三四五六日天])|[下这本]个?月|改天|过[两几]天"
    r"|\b(?:not|can't|cannot|won't|don't|except|unless|yesterday|weekends?|(?:next|this) (?:week|month))\b"
)

_NUM = r"(?:[0-9]{1,3}|[零〇一二两三四五六七八九十]{1,3})"
_HOUR = r"(?:[0-9]{1,2}|[零一二两三四五六七八九十]{1,3})"
_JOIN = r"(?:-|~|–|—|到|至|\bto\b|\buntil\b|\btill\b|\band\b)"
_MONTH_EN = rf"(?P<month_en>{'|'.join(MONTHS_EN)})[a-z]{{0,6}}\.?"

_PARTS = re.compile("|".join(f"(?P<{part}>{words})" for part, words in PART_WORDS.items()))
_DAY_WORDS = re.compile("|".join(f"(?P<in{days}>{words})" for words, days in DAY_WORDS))
_DAYS_LATER = re.compile(rf"(?P<zh>{_NUM})天(?:之|以)?后|\bin (?P<en>[0-9]{{1,3}}) days?\b")
_WEEKDAY = re.compile(
    r"(?P<which>下下个?|下个?|这个?|本)?(?:周|星期|礼拜)(?P<zh>[一二三四五六日天])"
    rf"|\b(?P<which_en>next|this )?\s?\b(?P<en>{'|'.join(WEEKDAYS_EN)})(?:day|sday|nesday|rsday|urday|s|rs|r)?\b"
)
_DATE = re.compile(
    r"(?P<iso>20[0-9]{2})[-/.年]\s?(?P<iso_month>[0-9]{1,2})[-/.月]\s?(?P<iso_day>[0-9]{1,2})[日号]?"
    rf"|(?P<month>{_HOUR})月(?P<day>{_HOUR})[日号]?"
    r"|(?<![0-9/])(?P<slash_month>[0-9]{1,2})/(?P<slash_day>[0-9]{1,2})(?![0-9/])"
    rf"|\b{_MONTH_EN} ?(?P<day_en>[0-9]{{1,2}})(?:st|nd|rd|th)?\b(?!:)"
    rf"|\b(?P<en_day>[0-9]{{1,2}})(?:st|nd|rd|th)? {_MONTH_EN.replace('month_en', 'en_month')}"
    rf"|(?<![0-9])(?P<only_day>{_HOUR})[日号](?![楼院门线店机])"
)
_TIME = re.compile(
    rf"(?!(?<=[早晚快慢])一点)(?P<hour>{_HOUR})\s?(?:点钟?|點|时(?![间候]))"
    rf"\s?(?:(?P<half>半)|(?P<quarter>[一三])刻|(?P<minute>[0-5]?[0-9]|[零一二三四五十][一二三四五六七八九十]{{0,2}})"
    r"(?:分|(?!\s?[点點时:0-9])))?"
    r"|(?<![0-9:])(?P<clock>[0-9]{1,2}):(?P<clock_minute>[0-9]{2})(?![0-9:])(?:\s?(?P<clock_half>[ap])\.?m\b\.?)?"
    r"|(?<![0-9:])(?P<hour_en>[0-9]{1,2})\s?(?:(?P<half_en>[ap])\.?m\b\.?|o'?clock)"
    rf"|(?<![0-9:/])(?P<bare>{_HOUR})(?=\s?{_JOIN}\s?(?:[上下中早晚]午?上?)?{_HOUR}\s?(?:点|點|:[0-9]|[ap]\.?m\b))"
    r"|\b(?:at|after|before|by) (?P<at>[0-9]{1,2})\b(?!:)"
)
_RANGE = re.compile(rf"\s*(?:点|o'?clock)?\s*{_JOIN}\s*")
_BOUND = re.compile(r"\s*(?:钟)?(?:之|以)?(?P<side>后|前)")
_BOUND_EN = re.compile(r"\b(?P<side>after|before|by)\s*$")

_SPAN = (
    rf"(?P<half_hour>半个?小时|半个?钟头?|half an hour)"
    rf"|(?P<hours>{_NUM}|an|one|two|three)\s?个?(?P<and_half>半)?(?:小时|钟头|\s?hours?\b|\s?hrs?\b)(?P<half_more>半)?"
    rf"|(?P<minutes>{_NUM}[五]?)\s?(?:分钟|\s?minutes?\b|\s?mins?\b)"
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
    days, words = _days(words, today)
    minutes = _minutes(words)
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
            return Window(now_ms, now_ms + _span(found))
        if found["later_en"] or side:
            return Window(now_ms + _span(found), now_ms + _span(found))
    if _AT_ONCE.search(words) and not _TIME.search(words) and not _PARTS.search(words) and not _DAY_WORDS.search(words):
        return Window(now_ms, now_ms + AT_ONCE)
    return None


def _span(found: re.Match[str]) -> int:
    """Milliseconds of a matched span."""
    if found["half_hour"]:
        return 30 * MINUTE
    if found["minutes"]:
        return (read_number(found["minutes"]) or 0) * MINUTE
    words = {"an": 1, "one": 1, "two": 2, "three": 3}
    hours = words.get(found["hours"]) or read_number(found["hours"]) or 0
    return hours * 60 * MINUTE + (30 * MINUTE if found["and_half"] or found["half_more"] else 0)


def _days(words: str, today: date) -> tuple[dict[date, bool], str]:
    """The days named, each with whether it is only a weekday, and the words with them taken out.

    A day that is none, such as 30 February, comes back as the first of all days: it agrees with no other.
    """
    days: dict[date, bool] = {}
    for pattern, read in (
        (_DATE, _date),
        (_DAYS_LATER, _days_later),
        (_DAY_WORDS, _day_word),
        (_WEEKDAY, _weekday),
    ):
        for found in pattern.finditer(words):
            day = read(found, today) or date.min
            bare = pattern is _WEEKDAY and not found["which"] and not found["which_en"]
            days[day] = bare and days.get(day, True)
        words = pattern.sub(lambda found: "\0tonight" if found[0] == "tonight" else "\0", words)
    return days, words


def _date(found: re.Match[str], today: date) -> date | None:
    """A calendar date; without its year the one nearest to today, without its month the next one."""
    if found["iso"]:
        return _day(int(found["iso"]), int(found["iso_month"]), int(found["iso_day"]))
    if found["only_day"]:
        number = read_number(found["only_day"]) or 0
        months = (divmod(today.year * 12 + today.month - 1 + ahead, 12) for ahead in range(3))
        days = (_day(year, month + 1, number) for year, month in months)
        return next((day for day in days if day and day >= today), None)
    if name := found["month_en"] or found["en_month"]:
        month, number = MONTHS_EN.index(name) + 1, int(found["day_en"] or found["en_day"])
    else:
        month = read_number(found["month"] or found["slash_month"]) or 0
        number = read_number(found["day"] or found["slash_day"]) or 0
    near = [day for year in (today.year - 1, today.year, today.year + 1) if (day := _day(year, month, number))]
    return min(near, key=lambda day: abs(day - today), default=None)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _days_later(found: re.Match[str], today: date) -> date | None:
    days = read_number(found["zh"] or found["en"])
    return today + timedelta(days=days) if days and days <= LAST_DAY else None


def _day_word(found: re.Match[str], today: date) -> date | None:
    return today + timedelta(days=int(str(found.lastgroup).removeprefix("in")))


def _weekday(found: re.Match[str], today: date) -> date | None:
    """下周三 is in the week that starts next Monday, 周三 is the next one there is."""
    weekday = WEEKDAYS[found["zh"]] if found["zh"] else WEEKDAYS_EN.index(found["en"])
    which = found["which"] or found["which_en"] or ""
    monday = today - timedelta(days=today.weekday())
    if which.startswith(("下", "next")):
        return monday + timedelta(weeks=which.count("下") or 1, days=weekday)
    if found["which"]:
        return monday + timedelta(days=weekday)
    return today + timedelta(days=(weekday - today.weekday()) % 7)


def _minutes(words: str) -> tuple[int, int] | None:
    """Start and end in minutes of the day, from the words left when the day is taken out."""
    parts = [(found.start(), str(found.lastgroup)) for found in _PARTS.finditer(words)]
    times = list(_TIME.finditer(words))
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
    between = "".join(_outside(_PARTS, words[times[0].end() : times[1].start()]))
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


def _on(day: date, minutes: tuple[int, int], zone: ZoneInfo) -> Window:
    """The window on a day of the shop's zone; 24:00 is the next midnight."""
    from_at, until_at = (
        int(datetime.combine(day + timedelta(days=days), time(*divmod(minute, 60)), zone).timestamp()) * 1000
        for days, minute in (divmod(minute, 24 * 60) for minute in minutes)
    )
    return Window(from_at, max(from_at, until_at))  # a clock change may turn them round


def _ahead(window: Window, now_ms: int) -> bool:
    return window.until_at > now_ms
