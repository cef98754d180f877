"""A clock (时限, SLA): an event starts it, another stops it, and what happens if nobody does.

The clock is a fold over events: fed one as it comes, or all of them when one came late. Rules: D2 D3 D4 D5 I3 I4 U5 A1.
Written in a pack as

    from within until          "30m", or "0m after visit_until": counted from a time that the starting event carries;
                               "1d per 10 units": a day for each lot of units; see `within.py` (D13)
    having                     what the starting event itself must say, such as { reason = "workshop" }
    opens                      "3d": a window; the first event of `until` counts from then on, others always (A2)
    hours                      a calendar of the pack: "always", "contact"
    on                         the role whose person it binds; only that person's event stops it
    pause                      { from, until, longest }, or a list of them: stands still while any is open, each at most
                               its `longest`
    extend                     the event that gives it more time, `by_ms` of its data, when told before it is due (S7)
    minimum                    what a resumed clock has at least (U3)
    remind late                steps before and after: { at, tell } or { at, do }, with zh/en where the words differ;
                               at = "open": when the window opens
    breach                     { points, fen, on … }: proposed when due, never applied (§9); see `charge.py`
    alarm                      "always": its alarms do not wait for the end of quiet hours, nor for a digest (U4 U24)
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from domain.copies import replace
from domain.effects import Wording
from domain.errors import PackError
from domain.events import JOB_EVENTS, Event
from domain.hours import Always, Hours
from domain.rules import Running, Step, View, charge
from domain.rules.row import ROLES, Row, one_of, says
from domain.rules.steps import steps
from domain.rules.when import When
from domain.rules.within import Within, read_opens, read_within

KIND = "clock"
DOES = (
    "offer_next",
    "ask_callback",
    "mark_absent",
    "send_report",
    "ask_followup",
    "phone_followup",
    "offer_service",
    "offer_test",
    "call_customer",
    "send_wave",
)
COUNTS = ("from", "having", "until", "within", "opens", "hours", "on", "pause", "extend", "minimum", "when")
KEYS = ("id", "source", "zh", "en", *COUNTS, "remind", "late", "breach", "alarm")
ALARMS = ("quiet", "always")
OUTAGE = "outage.recorded"
END = "job.closed"
OUTLIVES = frozenset({"breach.proposed", "repeat.raised", "quality.raised"})
"""What goes on when a job is closed: a clock that begins with nothing else does not end with it (§9 S12 R7)."""


@dataclass(frozen=True, slots=True)
class Pause:
    """One way for a clock to stand still. A pause without a longest time would be a way to stop it (U3)."""

    starts: frozenset[str]
    ends: frozenset[str]
    longest: int


@dataclass(frozen=True)
class Clock:
    """One clock rule of a pack.

    goal   the event that the rule wants, the first of `until`; the other stops merely end it
    opens  ms after its start from which the goal counts
    """

    id: str
    source: str
    wording: Wording
    starts: frozenset[str]
    having: Mapping[str, frozenset[str]]
    goal: str
    stops: frozenset[str]
    within: Within
    opens: int
    hours: str
    on: str | None
    pauses: tuple[Pause, ...]
    extends: frozenset[str]
    minimum: int
    steps: tuple[Step, ...]
    breach: Mapping[str, Any]
    when: When
    alarm: str

    @cached_property
    def listens(self) -> frozenset[str]:
        people = {OUTAGE} if self.on else set()
        still = frozenset[str]().union(*(pause.starts | pause.ends for pause in self.pauses))
        return self.starts | self.stops | still | self.extends | people

    def charge(self) -> Mapping[str, Any]:
        """What the breach counts for: points, and money where the pack says so (fen)."""
        return self.breach

    def step(self, clocks: tuple[Running, ...], event: Event, view: View, hours: Hours) -> tuple[Running, ...]:
        """This rule's open clocks after one more event."""
        stepped = (self.follow(clock, event, hours) for clock in clocks)
        kept = tuple(clock for clock in stepped if clock is not None)
        return (*kept, started) if (started := self.begin(event, view, hours)) else kept

    def begin(self, event: Event, view: View, hours: Hours) -> Running | None:
        """The clock that this event starts, if it starts one."""
        starts = event.name in self.starts and (not self.having or says(event, self.having)) and self.when.holds(view)
        return self._start(event, view, hours) if starts else None

    def wanted(self, clock: Running, hours: Hours) -> Iterator[tuple[int, Step]]:
        """The steps it takes if nobody stops it, each with its time. A reminder that lies before its start is none."""
        if clock.due is None or clock.since is None:
            return
        for step in self.steps:
            if step.offset >= 0:
                yield max(hours.after(clock.due, step.offset), clock.since), step
            elif self.within.anchor:
                if clock.due + step.offset > clock.since:
                    yield clock.due + step.offset, step
            elif clock.left + step.offset > 0:
                yield hours.after(clock.since, clock.left + step.offset), step

    def follow(self, clock: Running, event: Event, hours: Hours) -> Running | None:
        """An open clock of this rule after one more event, None when it ended."""
        if event.name == OUTAGE:
            return self._sat_out(clock, event, hours)
        if not concerns(event, clock):
            return clock
        if event.name in self.stops and not self._too_early(clock, event, hours):
            return None
        if event.name in self.extends and self._in_time(clock, event):
            return self._run(clock, clock.since, clock.left + event.data["by_ms"], hours, clock.held)
        return self._stand_still(clock, event, hours)

    def _start(self, event: Event, view: View, hours: Hours) -> Running | None:
        on = event.data.get(self.on) if self.on else None
        within = self.within.of(event.data, view)
        if self.within.anchor is None:
            return Running(self.id, event.seq, event.at, on, event.at, within, hours.after(event.at, within))
        anchor = event.data.get(self.within.anchor)
        if anchor is None:
            return None
        due = hours.after(anchor, within) if within > 0 else anchor + within
        return Running(self.id, event.seq, event.at, on, event.at, max(0, due - event.at), due)

    def _too_early(self, clock: Running, event: Event, hours: Hours) -> bool:
        """Whether what the rule wants came before its window opened, and does not count. A2."""
        if not self.opens or event.name != self.goal or event.name in self.starts or clock.since is None:
            return False
        return clock.left - hours.between(clock.since, event.at) > self.within.length - self.opens

    def _in_time(self, clock: Running, event: Event) -> bool:
        """An overdue clock neither stands still nor gets more time. At exactly the due time the person wins."""
        return clock.due is None or clock.due >= event.at

    def _stand_still(self, clock: Running, event: Event, hours: Hours) -> Running:
        """Pauses that begin or end with this event. The clock runs on when the last of them is over."""
        held = {number: until for number, until in clock.held if until > event.at}
        before = dict(held)
        for number, pause in enumerate(self.pauses):
            if event.name in pause.ends:
                held.pop(number, None)
            if event.name in pause.starts:
                held.setdefault(number, event.at + pause.longest)
        if held == before or (not before and clock.due is not None and clock.due <= event.at):
            return clock
        left = clock.left
        if not before and clock.since is not None:
            left -= self.counted(hours).between(clock.since, event.at)
        return self._run(clock, max(held.values(), default=event.at), left, hours, tuple(sorted(held.items())))

    def _sat_out(self, clock: Running, event: Event, hours: Hours) -> Running:
        """Our own standstill, from the event to `data.until`: a person's clock stood still with it."""
        until = event.data["until"]
        if (
            self.within.anchor
            or clock.since is None
            or clock.due is None
            or clock.due <= event.at
            or clock.since >= until
        ):
            return clock
        left = clock.left - hours.between(clock.since, event.at)
        return self._run(clock, until, left, hours, clock.held)

    def _run(
        self, clock: Running, since: int | None, left: int, hours: Hours, held: tuple[tuple[int, int], ...]
    ) -> Running:
        # A clock that stood still in its last minute must leave time to act (U3): some systems breach at once here.
        left = max(left, self.minimum)
        due = None if since is None else self.counted(hours).after(since, left)
        return replace(clock, since=since, left=left, due=due, held=held)

    def counted(self, hours: Hours) -> Hours:
        """What is left is counted in the rule's hours; from an agreed time on, in plain time."""
        return Always() if self.within.anchor else hours


def concerns(event: Event, clock: Running) -> bool:
    """Whether the event is about the person the clock binds. An event that names nobody is about everybody; one that
    names a proposed breach is about that one alone."""
    if event.data.get("proposal", clock.started_by) != clock.started_by:
        return False
    technician = event.data.get("technician")
    return clock.on is None or technician is None or technician == clock.on


def read(table: Mapping[str, Any]) -> Clock:
    """A clock from its row in a pack. Raises PackError."""
    row = Row(KIND, table)
    within = read_within(row)
    opens = read_opens(row, within)
    on = row.take("on")
    breach = row.take("breach", {})
    charge.check(row, breach)
    starts = row.events("from")
    if breach and not starts <= JOB_EVENTS.keys():
        raise PackError(row.key("breach"), "only what begins on a job: nobody answers for a file, a report or a notice")
    goal = _first(table["until"]) if "until" in table else ""
    clock = Clock(
        id=row.id,
        source=row.text("source"),
        wording=row.wording(),
        starts=starts,
        having=row.having(),
        goal=goal,
        stops=row.events("until") | (frozenset() if starts <= OUTLIVES else {END}),
        within=within,
        opens=opens,
        hours=row.text("hours", "always"),
        on=on and one_of(row.key("on"), on, ROLES, "a role"),
        pauses=tuple(_pause(inner) for inner in row.tables("pause")),
        extends=row.events("extend", needed=False),
        minimum=row.length("minimum", row.take("minimum", "5m")),
        steps=tuple(steps(row, DOES, breach.get("on"), opens - within.length if opens else None)),
        breach=breach,
        when=row.when(),
        alarm=one_of(row.key("alarm"), row.take("alarm", "quiet"), ALARMS, "when it may be heard"),
    )
    row.done(KEYS)
    if opens and clock.extends:
        raise PackError(row.key("extend"), "no more time for a window: `opens` goes without `extend`")
    if opens and within.length - opens < clock.minimum:
        raise PackError(row.key("opens"), "a window that is open at least as long as `minimum`")
    return clock


def _first(value: Any) -> str:
    return str(value[0] if isinstance(value, list) and value else value)


def _pause(row: Row) -> Pause:
    pause = Pause(row.events("from"), row.events("until"), row.length("longest", row.take("longest"), "2h"))
    row.done(("from", "until", "longest"))
    return pause
