"""The day of purchase as people tell it. It decides free or paid only until somebody sees the invoice (I6).

A day that is not said is the first of its month, a month that is not said is July, and never a day to come.
"""

import re
from datetime import date, timedelta

from handlers.reading.days import MONTHS_EN
from handlers.reading.numerals import COUNT_OR_HALF, read_number
from handlers.reading.products import NAMES_EN, PRODUCT
from handlers.reading.words import STOP, Span

_YEAR = r"(?:(?:19|20)?[0-9]{2}|二[〇零][〇零一二三四五六七八九]{2})年(?!前|多|半|了)份?|大前年|前年|去年|今年"
_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月份?(?:[0-9]{1,2}[日号])?"
_AGO = rf"(?:{COUNT_OR_HALF}(?:年半?|个半?月|周|个?星期|天)[多半]?|半年多?)(?:之|以)?前"
_MONTH_EN = rf"(?:{'|'.join(MONTHS_EN)})[a-z]{{0,6}}\.?"
_WHEN_ZH = (
    rf"(?:(?:{_YEAR})\s?(?:{_MONTH})?|{_AGO}|上个?月|上周|昨天|前天|{_MONTH}"
    r"|(?:19|20)[0-9]{2}[-./][0-9]{1,2}(?:[-./][0-9]{1,2})?)"
)
_WHEN_EN = (
    rf"(?:(?:[0-9]{{1,2}} )?{_MONTH_EN}(?: [0-9]{{1,2}},?)?,?(?: (?:19|20)[0-9]{{2}})?"
    r"|(?:19|20)[0-9]{2}[-./][0-9]{1,2}(?:[-./][0-9]{1,2})?|(?:19|20)[0-9]{2}|last (?:year|month|week)|this year"
    r"|yesterday|(?:about |almost |over )?(?:[0-9]{1,2}|an?|one|two|three|four|five|six|seven|eight|nine|ten|half a) "
    r"(?:years?|months?|weeks?|days?) ago)"
)
BOUGHT = re.compile(
    rf"(?:是|在|大概|大约)?(?P<before>{_WHEN_ZH})[^{STOP} ]{{0,3}}?(?:刚|才)?(?:购买|买|购|入手)(?:来的|的|了|来)?"
    rf"|(?:购买|买|购机?)(?:日期|时间|的?日子|于|在|的时间)?[是为::]?\s?(?P<after>{_WHEN_ZH})"
    rf"|刚?(?:购买|买|用)(?:了|来|回来|有)(?:有|差不多|快|将近|大概|才|刚|已经)?"
    rf"(?P<span>{COUNT_OR_HALF}(?:年半?|个半?月)[多半]?|半年多?)了?"
    rf"|\b(?:bought|purchased|got)(?: it| this| the \w+)?(?: in| on| at| since)?(?: about)? (?P<en>{_WHEN_EN})\b"
    rf"|\bpurchased? (?:date|on):? ?(?P<dated>{_WHEN_EN})\b",
    re.IGNORECASE,
)
NUMBERS_EN = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8}
NUMBERS_EN |= {"nine": 9, "ten": 10}
_AGE = rf"(?:[0-9]{{1,2}}|half a|{'|'.join(NUMBERS_EN)})[ -](?:year|month|week)s?"
# How old a machine is: a person or a house of that age was not bought then.
AGED = re.compile(
    rf"\b(?:{NAMES_EN}|it|unit|machine)(?P<is>(?:'s|’s| is| are|,)? (?:(?:now|only|just|about|almost|over|nearly) )?"
    rf"(?P<age>{_AGE})[ -]old)\b"
    rf"|\b(?P<aged>{_AGE})[ -]old(?= (?:[a-z]+ ){{0,2}}(?:{NAMES_EN})\b)",
    re.IGNORECASE,
)
BACK = re.compile(
    rf"(?:about |almost |over )?(?P<n>{COUNT_OR_HALF}|half a|{'|'.join(NUMBERS_EN)})\s?"
    r"(?P<unit>年|个?半?月|个?星期|周|天|year|month|week|day)(?P<more>[半多])?"
)
ISO = re.compile(r"((?:19|20)[0-9]{2})[-./]([0-9]{1,2})(?:[-./]([0-9]{1,2}))?")
YEARS_AGO = {"大前年": 3, "前年": 2, "去年": 1, "今年": 0, "last year": 1, "this year": 0}
DAYS_AGO = {"昨天": 1, "yesterday": 1, "前天": 2, "上周": 7, "last week": 7}


def bought_in(words: str, today: date) -> tuple[date | None, list[Span]]:
    """The day of purchase, and where it is said."""
    if found := BOUGHT.search(words):
        said = next(said for said in found.groups() if said).lower()
        back = BACK.match(said) if found["span"] or said.endswith(("前", "ago")) else None
        return (_counted_back(back, today) if back else _on_calendar(said, today)), [found.span()]
    if (found := AGED.search(words)) and PRODUCT.search(words):
        back = BACK.match((found["age"] or found["aged"]).lower().replace("-", " "))
        return _counted_back(back, today) if back else None, [found.span("is" if found["age"] else 0)]
    return None, []


def _counted_back(found: re.Match[str], today: date) -> date | None:
    """Three years back is July of that year, three months back the first of that month."""
    unit, half = found["unit"].lstrip("个半")[0], "半" in found["unit"] + (found["more"] or "")
    if found["n"] in ("半", "half a"):
        number, half = 0, True
    else:
        number = NUMBERS_EN.get(found["n"]) or read_number(found["n"]) or 0
    if not (number or half) or number > 60:
        return None
    if unit in "年y" and not half:
        return _past(today.year - number, None, None, today)
    if unit in "年y月m":
        months = today.year * 12 + today.month - 1 - (number * 12 + 6 if unit in "年y" else number)
        return date(months // 12, months % 12 + 1, 1)
    return today - timedelta(days=number * (1 if unit in "天d" else 7))


def _on_calendar(said: str, today: date) -> date | None:
    """去年8月, 2024年, 24年5月, 2024-05-01, May 2024, last month; a month alone is the last one there was."""
    if words := next((words for words in DAYS_AGO if said.startswith(words)), None):
        return today - timedelta(days=DAYS_AGO[words])
    if said.startswith(("上", "last month")):
        first = today.replace(day=1) - timedelta(days=1)
        return first.replace(day=1)
    if iso := ISO.match(said):
        return _past(int(iso[1]), int(iso[2]), int(iso[3]) if iso[3] else None, today)
    year = next((today.year - back for words, back in YEARS_AGO.items() if said.startswith(words)), None)
    if found := re.match(r"(.{2,4})年", said):
        year = year or read_number(found[1])
        if year is not None and year < 100:
            year += 2000 if year <= today.year % 100 else 1900
    elif found := re.search(r"(?:19|20)[0-9]{2}", said):
        year = int(found[0])
    if name := re.search("|".join(MONTHS_EN), said):
        number = re.search(r"(?<![0-9])[0-9]{1,2}(?![0-9])", said)
        return _past(year, MONTHS_EN.index(name[0]) + 1, int(number[0]) if number else None, today)
    if found := re.search(r"([0-9]{1,2}|[一二三四五六七八九十]{1,2})月(?:份?([0-9]{1,2}))?", said):
        return _past(year, read_number(found[1]), int(found[2]) if found[2] else None, today)
    return _past(year, None, None, today) if year else None


def _past(year: int | None, month: int | None, day: int | None, today: date) -> date | None:
    """The day with what is missing put in; None if there is no such day, or not yet."""
    try:
        bought = date(year or today.year, month or 7, day or 1)
    except ValueError:
        return None
    if bought <= today:
        return bought
    if year is None:
        return _past(today.year - 1, month, day, today)
    return today if month is None and year == today.year else None
