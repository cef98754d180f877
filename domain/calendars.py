"""The calendars of a pack: its [hours], with the holidays that stand in its text as plain dates. U3.

    [holidays]
    off = ["2026-10-01", "2026-10-02..2026-10-08"]     # days on which nobody works
    on  = ["2026-10-10"]                               # days worked instead
    weekend = ["sat", "sun"]

    [hours]
    contact = { from = "08:00", to = "22:00" }
    office  = { from = "08:30", to = "17:30", lunch = [{ from = "12:00", to = "13:30" }], days = "workdays" }

`country` and `file` of a pack are dates by the time they come here (`policies/holidays.py`).
"""

from collections.abc import Iterator, Mapping
from datetime import date, time, timedelta
from itertools import pairwise
from typing import Any

from domain.errors import PackError
from domain.hours import MIDNIGHT, WEEK, Always, Daily, Days, Hours
from domain.rules.row import near

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
WEEKEND = ("sat", "sun")
HOLIDAYS = ("country", "off", "on", "weekend", "known")
KEYS = ("from", "to", "lunch", "days", "holidays")
LONGEST_RANGE = 400
EXAMPLE = '{ from = "08:00", to = "22:00" }'


def calendars(hours: object, holidays: object, zone: str) -> dict[str, Hours]:
    """Every calendar of a pack by name; "always" is there already. Raises PackError."""
    special = _special(holidays)
    found: dict[str, Hours] = {"always": Always()}
    for name, entry in _table(hours, "[hours]").items():
        found[name] = _calendar(f"[hours] {name}", entry, special, zone)
    return found


def days_of(value: object, key: str) -> Iterator[date]:
    """The days of a list such as ["2026-10-01", "2026-10-02..2026-10-08"]. Raises PackError."""
    wanted = 'a list of days, such as ["2026-10-01", "2026-10-02..2026-10-08"]'
    if not isinstance(value, list):
        raise PackError(key, wanted)
    for entry in value:
        try:
            first, _, last = str(entry).partition("..")
            day, end = date.fromisoformat(first.strip()), date.fromisoformat((last or first).strip())
        except ValueError:
            raise PackError(key, f"{wanted}; found {str(entry)[:40]!r}") from None
        if not 0 <= (end - day).days <= LONGEST_RANGE:
            raise PackError(key, f"days whose last is not before their first; found {str(entry)[:40]!r}")
        while day <= end:
            yield day
            day += timedelta(days=1)


def weekdays_of(value: object, key: str) -> frozenset[int]:
    """0 is Monday. Raises PackError."""
    words = value if isinstance(value, list) else []
    for word in words:
        if word not in WEEKDAYS:
            raise PackError(key, f"days of the week ({', '.join(WEEKDAYS)})", near(str(word), WEEKDAYS))
    if not words:
        raise PackError(key, '"workdays", or a list such as ["mon", "tue"]')
    return frozenset(WEEKDAYS.index(word) for word in words)


def _special(holidays: object) -> Days:
    """The country's and the operator's days; on workdays, weekends are off."""
    table = _table(holidays, "[holidays]")
    for key in table:
        if key not in HOLIDAYS:
            raise PackError(f"[holidays] {key}", "country, file, off or on", near(key, HOLIDAYS))
    off, on = (frozenset(days_of(table.get(key, []), f"[holidays] {key}")) for key in ("off", "on"))
    weekend = weekdays_of(table.get("weekend", list(WEEKEND)), "[holidays] weekend")
    return Days(WEEK - weekend, off, on)


def _calendar(key: str, entry: object, special: Days, zone: str) -> Hours:
    if not isinstance(entry, dict):
        raise PackError(key, EXAMPLE)
    for name in entry:
        if name not in KEYS:
            raise PackError(f"{key}: {name}", f"one of {', '.join(KEYS)}", near(name, KEYS))
    if ("from" in entry) != ("to" in entry) or not entry:
        raise PackError(key, EXAMPLE)
    opens, closes = _span(key, {"from": "00:00", "to": "00:00", **entry})
    lunch = entry.get("lunch", [])
    breaks = sorted(_span(f"{key}: lunch", one) for one in (lunch if isinstance(lunch, list) else [lunch]))
    edges = [opens, *(edge for pause in breaks for edge in pause)]
    inside = all(a <= b for a, b in pairwise(edges))
    if not inside or (breaks and (MIDNIGHT in edges[1:] or (closes != MIDNIGHT and edges[-1] > closes))):
        raise PackError(f"{key}: lunch", "breaks within the hours, one after the other")
    begins, ends = (opens, *(pause[1] for pause in breaks)), (*(pause[0] for pause in breaks), closes)
    if breaks and begins == ends:
        raise PackError(f"{key}: lunch", "hours that are left: a clock in this calendar would never be due")
    return Daily(zone, opens, closes, _days(key, entry, special), tuple(breaks))


def _days(key: str, entry: Mapping[str, Any], special: Days) -> Days:
    """Holidays count for "workdays", and where the calendar says `holidays = "off"`."""
    days, holidays = entry.get("days"), entry.get("holidays")
    if holidays not in (None, "off"):
        raise PackError(f"{key}: holidays", 'holidays = "off"')
    if days == "workdays":
        return special
    if isinstance(days, str):
        raise PackError(f"{key}: days", '"workdays", or a list such as ["mon", "tue"]', near(days, ["workdays"]))
    weekdays = WEEK if days is None else weekdays_of(days, f"{key}: days")
    return Days(weekdays, special.off) if holidays == "off" else Days(weekdays)


def _span(key: str, entry: object) -> tuple[time, time]:
    try:
        opens, closes = (time.fromisoformat(entry[name]) for name in ("from", "to"))  # type: ignore[index]
    except (TypeError, KeyError, ValueError, IndexError):
        raise PackError(key, EXAMPLE) from None
    if opens.tzinfo or closes.tzinfo or (closes != MIDNIGHT and opens >= closes):
        raise PackError(key, f'"from" before "to" (midnight at the end is "00:00"), such as {EXAMPLE}')
    return opens, closes


def _table(value: object, key: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise PackError(key, f"one bracket: {key}")
    return value
