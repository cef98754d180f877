"""Public holidays as plain dates, so that they stand in a pack's text: the same text, the same clocks.

China's days come from `chinesecalendar`, with the days worked instead; the years it does not know yet, and every other
country, from `holidays`. Never an exception into a clock: a year nobody knows has its weekdays.
"""

import tomllib
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from domain.calendars import WEEKDAYS, days_of
from domain.errors import PackError, PackGone
from domain.rules.row import near

YEARS = range(2020, 2041)
"""Fixed, never "from now on": a pack read next year has the same hash."""
RAW = ("country", "file", "off", "on")
CHINA = "CN"


def prepared(table: Mapping[str, Any], folder: Path) -> dict[str, Any]:
    """A pack's [holidays] as dates: the country's, then the file's, then the pack's own, each over the one before.

    folder  where the pack lies; `file` is looked for there
    returns country, weekend, off, on, and `known`: the last year whose swapped days are known
    """
    if not isinstance(table, dict):
        raise PackError("[holidays]", "one bracket: [holidays]")
    for key in table:
        if key not in RAW:
            raise PackError(f"[holidays] {key}", f"one of {', '.join(RAW)}", near(key, RAW))
    country = table.get("country")
    found: dict[str, Any] = {}
    off: set[date] = set()
    on: set[date] = set()
    if country is not None:
        off, on, found = _country(country)
    own = [(_file(table["file"], folder), "[holidays] file")] if "file" in table else []
    for source, where in (*own, (table, "")):
        mine_off, mine_on = (set(days_of(source.get(key, []), where or f"[holidays] {key}")) for key in ("off", "on"))
        if both := mine_off & mine_on:
            raise PackError(where or "[holidays] on", f"a day off or on, not both: {min(both)}")
        off, on = (off | mine_off) - mine_on, (on | mine_on) - mine_off
    return {**found, "off": [str(day) for day in sorted(off)], "on": [str(day) for day in sorted(on)]}


def files(table: object, folder: Path) -> tuple[Path, ...]:
    """The operator's own file, if the section names one."""
    name = table.get("file") if isinstance(table, dict) else None
    return (folder / name,) if isinstance(name, str) else ()


def _country(code: object) -> tuple[set[date], set[date], dict[str, Any]]:
    import holidays as world  # noqa: PLC0415  slow to load, and most packs name no country

    known = list(world.list_supported_countries(include_aliases=False))
    if code not in known:
        raise PackError("[holidays] country", 'a country by its two letters, such as "CN"', near(str(code), known))
    days = world.country_holidays(str(code), years=YEARS)
    weekend = sorted(getattr(days, "weekend", {5, 6}))
    off, on = set(days.keys()), set[date]()
    found: dict[str, Any] = {"country": code, "weekend": [WEEKDAYS[day] for day in weekend]}
    if code == CHINA:
        official, named, on = _china()
        found["known"] = max(official)
        off = {day for day in off if day.year not in official} | named
    return off, on, found


def _china() -> tuple[set[int], set[date], set[date]]:
    """The years that the State Council has named, with their holidays and the days worked instead."""
    import chinese_calendar  # noqa: PLC0415

    years, off, on = set[int](), set[date](), set[date]()
    for year in YEARS:
        day = date(year, 1, 1)
        try:
            while day.year == year:
                free, name = chinese_calendar.get_holiday_detail(day)
                if name:
                    (off if free else on).add(day)
                day += timedelta(days=1)
        except NotImplementedError:  # how the library says that it does not know the year
            continue
        years.add(year)
    return years, off, on


def _file(name: object, folder: Path) -> Mapping[str, Any]:
    """An operator's own days off and on: `off = [...]` and `on = [...]` in a TOML file beside the pack."""
    key = "[holidays] file"
    if not isinstance(name, str):
        raise PackError(key, 'a file beside the pack, such as "days.toml"')
    try:
        table = tomllib.loads((folder / name).read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise PackGone(key, str((folder / name).absolute()), known=", or leave out file") from None
    except (OSError, ValueError, RecursionError) as error:
        raise PackError(key, f"a TOML file with off = [...] and on = [...] ({name}: {str(error)[:120]})") from None
    for word in table:
        if word not in ("off", "on"):
            raise PackError(key, f"only off and on in {name}; found {word!r}", near(word, ("off", "on")))
    return table
