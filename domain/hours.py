"""When a clock runs, and when nobody is woken. Times are UTC ms.

A calendar is asked how much ran, and when that much will have run; quiet hours (U4), until when an alarm waits.
"""

from bisect import bisect_right
from datetime import UTC, date, datetime, time, timedelta
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


class Daily:
    """The same hours every day in a zone, such as contact hours 08:00–22:00.

    Kept as running sums over whole days, so both questions are one bisect; a day is local midnight to midnight, so
    summer time is right. `closes` 24:00 is written 00:00.
    """

    def __init__(self, zone: str, opens: time, closes: time) -> None:
        self._zone = ZoneInfo(zone)
        self._opens, self._closes = opens, closes
        self._year = lru_cache(maxsize=64)(self._sums)
        self._before_year = lru_cache(maxsize=64)(self._sum_before)
        self._year_of = lru_cache(maxsize=4096)(self._local_year)

    def between(self, start: int, end: int) -> int:
        return max(0, self._upto(end) - self._upto(start))

    def after(self, start: int, length: int) -> int:
        if length <= 0:
            return start
        goal = self._upto(start) + length
        year = self._year_of(start // QUARTER)
        while self._before_year(year + 1) < goal:
            year += 1
        starts, _ends, sums = self._year(year)
        base = self._before_year(year)
        # The window in whose course the goal is reached; at a window's very end it is that end, not the next start.
        index = bisect_right(sums, goal - base - 1) - 1
        return starts[index] + goal - base - sums[index]

    def _local_year(self, quarter: int) -> int:
        return datetime.fromtimestamp(quarter * QUARTER / 1000, self._zone).year

    def _upto(self, at: int) -> int:
        """Milliseconds that ran from the beginning of 2000 to `at`."""
        year = self._year_of(at // QUARTER)
        starts, ends, sums = self._year(year)
        index = bisect_right(starts, at) - 1
        inside = 0 if index < 0 else sums[index] + min(at, ends[index]) - starts[index]
        return self._before_year(year) + inside

    def _sum_before(self, year: int) -> int:
        return sum(self._year(y)[2][-1] for y in range(2000, year))

    def _sums(self, year: int) -> tuple[list[int], list[int], list[int]]:
        starts, ends, sums = [], [], [0]
        day = date(year, 1, 1)
        while day.year == year:
            opens = self._instant(day, self._opens)
            closes = self._instant(day + timedelta(days=1) if self._closes == time(0) else day, self._closes)
            starts.append(opens)
            ends.append(closes)
            sums.append(sums[-1] + closes - opens)
            day += timedelta(days=1)
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
