"""When a clock runs, and when nobody is woken. Times are UTC ms.

A calendar is asked how much ran, and when that much will have run; quiet hours (U4), until when an alarm waits.
"""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import MAXYEAR, UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Protocol
from zoneinfo import ZoneInfo

from domain.durations import MINUTE

QUARTER = 15 * MINUTE
"""Zones differ from UTC by whole quarters of an hour: a year begins with one."""


class Hours(Protocol):
    """The times in which a clock runs."""

    def between(self, start: int, end: int) -> int:
        """Milliseconds that ran from `start` to `end`; 0 where end is before start."""

    def after(self, start: int, length: int) -> int:
        """The first instant at which `length` ms have run since `start`."""


class Always:
    """Every hour of every day."""

    def between(self, start: int, end: int) -> int:
        return max(0, end - start)

    def after(self, start: int, length: int) -> int:
        return start + max(0, length)


WEEK = frozenset(range(7))
MIDNIGHT = time(0)
FIRST_YEAR = 2020
"""Running sums begin with it; years before it count backwards."""
FAR_YEARS = 100
"""A clock that would need longer than this is due then: a calendar never fails, and never counts for ever."""


@dataclass(frozen=True, slots=True)
class Days:
    """Which days of a calendar are worked.

    weekdays  0 is Monday; off and on are single days that differ, such as holidays and the days worked instead. A year
              that they say nothing of has its weekdays
    """

    weekdays: frozenset[int] = WEEK
    off: frozenset[date] = frozenset()
    on: frozenset[date] = frozenset()

    def worked(self, day: date) -> bool:
        return day in self.on or (day.weekday() in self.weekdays and day not in self.off)


class Daily:
    """The same hours of each worked day in a zone, such as contact hours 08:00–22:00, without breaks such as lunch.

    Kept as running sums over whole days, so both questions are one bisect; a day is local midnight to midnight, so
    summer time is right. `closes` 24:00 is written 00:00.
    """

    def __init__(
        self, zone: str, opens: time, closes: time, days: Days | None = None, breaks: tuple[tuple[time, time], ...] = ()
    ) -> None:
        self._zone = ZoneInfo(zone)
        self._days = days or Days()
        edges = (opens, *(edge for pause in sorted(breaks) for edge in pause), closes)
        self._windows = tuple((edges[i], edges[i + 1]) for i in range(0, len(edges), 2))
        self._year = lru_cache(maxsize=128)(self._sums)
        self._before_year = lru_cache(maxsize=512)(self._sum_before)
        self._year_of = lru_cache(maxsize=4096)(self._local_year)

    def between(self, start: int, end: int) -> int:
        return max(0, self._upto(end) - self._upto(start))

    def after(self, start: int, length: int) -> int:
        if length <= 0:
            return start
        goal = self._upto(start) + length
        year = self._year_of(start // QUARTER)
        last = min(year + FAR_YEARS, MAXYEAR - 2)
        while self._before_year(year + 1) < goal:
            if year >= last:
                return self._instant(date(last + 1, 1, 1), MIDNIGHT)
            year += 1
        starts, _ends, sums = self._year(year)
        base = self._before_year(year)
        # The window in whose course the goal is reached; at a window's very end it is that end, not the next start.
        index = bisect_right(sums, goal - base - 1) - 1
        return starts[index] + goal - base - sums[index]

    def _local_year(self, quarter: int) -> int:
        return datetime.fromtimestamp(quarter * QUARTER / 1000, self._zone).year

    def _upto(self, at: int) -> int:
        """Milliseconds that ran from the beginning of the first year to `at`; below zero before it."""
        year = self._year_of(at // QUARTER)
        starts, ends, sums = self._year(year)
        index = bisect_right(starts, at) - 1
        inside = 0 if index < 0 else sums[index] + min(at, ends[index]) - starts[index]
        return self._before_year(year) + inside

    def _sum_before(self, year: int) -> int:
        if year == FIRST_YEAR:
            return 0
        if year < FIRST_YEAR:
            return -sum(self._year(y)[2][-1] for y in range(year, FIRST_YEAR))
        return sum(self._year(y)[2][-1] for y in range(FIRST_YEAR, year))

    def _sums(self, year: int) -> tuple[list[int], list[int], list[int]]:
        starts, ends, sums = [], [], [0]
        day = date(year, 1, 1)
        while day.year == year:
            tomorrow = day + timedelta(days=1)
            for opens, closes in self._windows if self._days.worked(day) else ():
                begins = self._instant(day, opens)
                stops = self._instant(tomorrow if closes == MIDNIGHT else day, closes)
                if stops > begins:  # a window that the change to summer time swallows is none
                    starts.append(begins)
                    ends.append(stops)
                    sums.append(sums[-1] + stops - begins)
            day = tomorrow
        return starts, ends, sums

    def _instant(self, day: date, at: time) -> int:
        return int(datetime.combine(day, at, self._zone).astimezone(UTC).timestamp() * 1000)


class Quiet:
    """The hours of every day in which no alarm wakes anybody, such as 22:00–07:00, in a zone. U4.

    They begin with their first instant and are over with `to`; over midnight where `to` is not after `begins`. Where
    a clock is put back, the longer of both readings is quiet.
    """

    def __init__(self, zone: str, begins: time, to: time) -> None:
        self._zone = ZoneInfo(zone)
        self._begins, self._to = begins, to
        self._night = lru_cache(maxsize=64)(self._from_to)
        self._nights = lru_cache(maxsize=256)(self._about)

    def over(self, at: int) -> int:
        """When an alarm of `at` may be heard: `at` itself, or the end of the quiet hours it falls into."""
        for begins, ends in self._nights(at // QUARTER):
            if begins <= at < ends:
                return ends
        return at

    def _about(self, quarter: int) -> tuple[tuple[int, int], ...]:
        """The nights that a quarter of an hour may fall into. Wherever it lies in its day, these are the same two."""
        today = datetime.fromtimestamp(quarter * QUARTER / 1000, self._zone).date()
        return self._night(today - timedelta(days=1)), self._night(today)

    def _from_to(self, day: date) -> tuple[int, int]:
        last = day if self._begins < self._to else day + timedelta(days=1)
        return min(self._instants(day, self._begins)), max(self._instants(last, self._to))

    def _instants(self, day: date, at: time) -> tuple[int, ...]:
        local = datetime.combine(day, at, self._zone)
        return tuple(int(local.replace(fold=fold).astimezone(UTC).timestamp() * 1000) for fold in (0, 1))
