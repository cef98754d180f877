"""A report (报表): something that is handed in every week, month, quarter or year, and who reads it. Rules: R1 R2 R3 R5
R6 R11 A10.

Each branch owes it for itself. When a period is over, whoever files it is asked, with the figures of the period; filed
late, the rule's steps say so. Nobody is charged for it: no template does. Written in a pack as

    every     "day", "week", "month", "quarter" or "year"
    by        until when after the period: a length of time, such as "3d", or a day of the next period: "day 5"
    hours     a calendar of the pack in which `by` runs, where it is a length
    from to   the roles that file and that read it
    shows     figures that it gives by itself: see FIGURES
    asks      what is to be written, {zh, en}: shown as headings
    items     a checklist, {zh, en} each: filing says that each is done
    photo     true: it is filed with at least one photo
    remind late   steps before and after, as a clock has them
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from domain.durations import MINUTE
from domain.effects import Wording
from domain.errors import PackError
from domain.events import Event
from domain.hours import Always, Hours
from domain.periods import PERIODS, days_after
from domain.rules import Running, Step, View
from domain.rules.row import Row, one_of
from domain.rules.steps import steps

KIND = "report"
FIGURES = ("jobs", "products", "repeats", "ratings", "callbacks", "wishes", "breaches", "fees", "sheets")
"""What a report can count of its period: jobs reported, finished and open; which products; repeats; stars; answers to
callbacks; wishes; breaches; prices agreed; signed sheets."""
DESK = ("supervisor", "manager")
KEYS = (
    *("id", "source", "zh", "en", "every", "by", "hours", "from", "to"),
    *("shows", "asks", "items", "photo", "remind", "late"),
)
BEGIN = "begin_report"


@dataclass(frozen=True)
class Report:
    """One report of a pack.

    within  ms after the period's end, None where `day` says it
    day     of the next period, from 1; its end is the limit
    """

    id: str
    source: str
    wording: Wording
    every: str
    within: int | None
    day: int
    hours: str
    files: str
    reads: str
    shows: tuple[str, ...]
    asks: tuple[Wording, ...]
    items: tuple[Wording, ...]
    photo: bool
    steps: tuple[Step, ...]
    alarm: str = "quiet"

    listens = frozenset({"duty.opened", "duty.ended", "report.begun", "report.filed", "report.returned"})
    stops = frozenset({"report.filed"})
    goal = "report.filed"
    extends = frozenset[str]()

    @cached_property
    def begins(self) -> Step:
        """What happens when a period is over."""
        return Step(f"do:{BEGIN}", "do", 0, BEGIN)

    def charge(self) -> Mapping[str, Any]:
        """Nobody is charged for it."""
        return {}

    def limit(self, ends: int, hours: Hours, zone: str) -> int:
        """Until when it is filed, for a period that ends at `ends`; UTC ms. A day's last minute is said as 23:59."""
        return days_after(ends, self.day, zone) - MINUTE if self.within is None else hours.after(ends, self.within)

    def counted(self, hours: Hours) -> Hours:
        """Its limit is a time of the calendar."""
        return Always()

    def step(self, clocks: tuple[Running, ...], event: Event, view: View, hours: Hours) -> tuple[Running, ...]:
        """This report's clocks after one more event: one for each period that is not filed. A period ahead stands
        still until it is over."""
        if view.get("rule") != self.id:
            return clocks
        match event.name:
            case "report.filed":
                return tuple(clock for clock in clocks if clock.due != event.data["by_at"])
            case "report.returned":
                due = event.data["by_at"]
                return (*clocks, Running(self.id, event.seq, event.at, None, event.at, due - event.at, due))
            case "duty.ended":
                return tuple(clock for clock in clocks if clock.since is None or clock.since <= event.at)
        ends, due = event.data["next_until"], event.data["next_by"]
        return (*clocks, Running(self.id, event.seq, event.at, None, ends, due - ends, due, ((0, ends),)))

    def wanted(self, clock: Running, hours: Hours) -> Iterator[tuple[int, Step]]:
        """When the period is over it begins; reminders that lie before that are none."""
        if clock.since is None or clock.due is None:
            return
        if clock.held:
            yield clock.since, self.begins
        for step in self.steps:
            if clock.due + step.offset > clock.since:
                yield clock.due + step.offset, step


def read(table: Mapping[str, Any]) -> Report:
    """A report from its row in a pack. Raises PackError."""
    row = Row(KIND, table)
    every = one_of(row.key("every"), row.take("every"), PERIODS, "a period")
    within, day = _by(row, every)
    photo = row.take("photo", False)
    if not isinstance(photo, bool):
        raise PackError(row.key("photo"), f"true or false; found {photo!r}")
    found = Report(
        id=row.id,
        source=row.text("source"),
        wording=row.wording(),
        every=every,
        within=within,
        day=day,
        hours=row.text("hours", "always"),
        files=one_of(row.key("from"), row.take("from", "supervisor"), DESK, "who files it"),
        reads=one_of(row.key("to"), row.take("to", "manager"), DESK, "who reads it"),
        shows=_shows(row),
        asks=_wordings(row, "asks"),
        items=_wordings(row, "items"),
        photo=photo,
        steps=tuple(steps(row, ())),
    )
    row.done(KEYS)
    return found


def _by(row: Row, every: str) -> tuple[int | None, int]:
    words = row.text("by").split()
    if len(words) == 2 and words[0] == "day" and words[1].isascii() and words[1].isdigit():
        most = {"day": 1, "week": 7, "month": 28, "quarter": 90, "year": 365}[every]
        if not 1 <= int(words[1]) <= most:
            raise PackError(row.key("by"), f"a day that every {every} has: day 1 to day {most}")
        return None, int(words[1])
    if len(words) != 1:
        raise PackError(row.key("by"), 'a length of time, such as "3d", or a day of the next period: "day 5"')
    length = row.length("by", words[0], "3d")
    if length <= 0:
        raise PackError(row.key("by"), 'a length of time above zero, such as "3d"')
    return length, 0


def _shows(row: Row) -> tuple[str, ...]:
    value = row.take("shows", [])
    if not isinstance(value, list):
        raise PackError(row.key("shows"), f"a list of figures ({', '.join(FIGURES)})")
    return tuple(one_of(row.key("shows"), word, FIGURES, "a figure") for word in value)


def _wordings(row: Row, name: str) -> tuple[Wording, ...]:
    found = row.rows(name, ("zh", "en"))
    if any(set(one) != {"zh", "en"} or not all(isinstance(words, str) for words in one.values()) for one in found):
        raise PackError(row.key(name), f'words in both languages, such as {name} = [{{ zh = "…", en = "…" }}]')
    return tuple(found)
