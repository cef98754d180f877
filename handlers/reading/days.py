"""The days a text names, for a visit: 明天, 周六, 12月3号.

Rules of reading:
- A bare weekday is the next such day; 下周三 is in the week that starts next Monday.
- A date without its year is the one nearest to today, without its month the next one.
"""

import re
from datetime import date, timedelta

from handlers.reading.numerals import COUNT, UP_TO_99, read_number

LAST_DAY = 400  # a day further away is a slip of the finger
DAY_WORDS = (
    (r"大后天", 3),
    (r"后天|\bday after tomorrow\b", 2),
    (r"明天|明日|明儿|明(?=[早晚])|\b(?:tomorrow|tmr|tmrw)\b", 1),
    (r"今天|今日|今儿|今(?=[早晚])|当天|\btoday\b|\btonight\b|\bthis (?=morning|afternoon|evening)", 0),
)
WEEKDAYS = {"一": 0, "二": 1, "三": 2, "四": 3, "五": 4, "六": 5, "日": 6, "天": 6}
WEEKDAYS_EN = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MONTHS_EN = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_MONTH_EN = rf"(?P<month_en>{'|'.join(MONTHS_EN)})[a-z]{{0,6}}\.?"
DAY_WORD = re.compile("|".join(f"(?P<in{days}>{words})" for words, days in DAY_WORDS))
_DAYS_LATER = re.compile(rf"(?P<zh>{COUNT})天(?:之|以)?后|\bin (?P<en>[0-9]{{1,3}}) days?\b")
_WEEKDAY = re.compile(
    r"(?P<which>下下个?|下个?|这个?|本)?(?:周|星期|礼拜)(?P<zh>[一二三四五六日天])"
    rf"|\b(?P<which_en>next|this )?\s?\b(?P<en>{'|'.join(WEEKDAYS_EN)})(?:day|sday|nesday|rsday|urday|s|rs|r)?\b"
)
_DATE = re.compile(
    r"(?P<iso>20[0-9]{2})[-/.年]\s?(?P<iso_month>[0-9]{1,2})[-/.月]\s?(?P<iso_day>[0-9]{1,2})[日号]?"
    rf"|(?P<month>{UP_TO_99})月(?P<day>{UP_TO_99})[日号]?"
    r"|(?<![0-9/])(?P<slash_month>[0-9]{1,2})/(?P<slash_day>[0-9]{1,2})(?![0-9/])"
    rf"|\b{_MONTH_EN} ?(?P<day_en>[0-9]{{1,2}})(?:st|nd|rd|th)?\b(?!:)"
    rf"|\b(?P<en_day>[0-9]{{1,2}})(?:st|nd|rd|th)? {_MONTH_EN.replace('month_en', 'en_month')}"
    rf"|(?<![0-9])(?P<only_day>{UP_TO_99})[日号](?![楼院门线店机])"
)


def days_in(words: str, today: date) -> tuple[dict[date, bool], str]:
    """The days named, each with whether it is only a weekday, and the words with them taken out.

    A day that is none, such as 30 February, comes back as the first of all days: it agrees with no other.
    """
    days: dict[date, bool] = {}
    for pattern, read in (
        (_DATE, _date),
        (_DAYS_LATER, _days_later),
        (DAY_WORD, _day_word),
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
