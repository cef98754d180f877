"""A clock (时限, SLA): an event starts it, another stops it, and what happens if nobody does.

The clock is a fold over events: fed one as it comes, or all of them when one came late. Rules: D2 D3 D4 D5 I3 I4 U5 A1.
Written in a pack as

    from within until          "30m", or "0m after visit_until": counted from a time that the starting event carries
    hours                      a calendar of the pack: "always", "contact"
    on                         the role whose person it binds; only that person's event stops it
    pause                      { from, until, longest }, or a list of them: stands still while any is open, each at most
                               its `longest`
    extend                     the event that gives it more time, `by_ms` of its data, when told before it is due (S7)
    minimum                    what a resumed clock has at least (U3)
    remind late                steps before and after: { at, tell } or { at, do }, with zh/en where the words differ
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
from domain.events import Event
from domain.hours import Always, Hours
from domain.rules import Running, Step, View, charge
from domain.rules.row import ROLES, Row, holds, one_of

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
)
COUNTS = ("from", "until", "within", "hours", "on", "pause", "extend", "minimum", "when")
KEYS = ("id", "source", "zh", "en", *COUNTS, "remind", "late", "breach", "alarm")
ALARMS = ("quiet", "always")
ANCHORS = (
    *("visit_from", "visit_until", "resume_at", "contest_by", "decide_by"),
    *("service_due_at", "warranty_ends_at", "contact_at", "day_ends_at"),
)
"""Times that an event may carry and a clock may count from."""

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
    """One clock rule of a pack."""

    id: str
    source: str
    wording: Wording
    starts: frozenset[str]
    stops: frozenset[str]
    within: int
    anchor: str | None
    hours: str
    on: str | None
    pauses: tuple[Pause, ...]
    extends: frozenset[str]
    minimum: int
    steps: tuple[Step, ...]
    breach: Mapping[str, Any]
    when: Mapping[str, frozenset[str]]
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
        stepped = (self._follow(clock, event, hours) for clock in clocks)
        kept = tuple(clock for clock in stepped if clock is not None)
        if event.name in self.starts and holds(self.when, view) and (started := self._start(event, hours)):
            return (*kept, started)
        return kept

    def wanted(self, clock: Running, hours: Hours) -> Iterator[tuple[int, Step]]:
        """The steps it takes if nobody stops it, each with its time. A reminder that lies before its start is none."""
        if clock.due is None or clock.since is None:
            return
        for step in self.steps:
            if step.offset >= 0:
                yield max(hours.after(clock.due, step.offset), clock.since), step
            elif self.anchor:
                if clock.due + step.offset > clock.since:
                    yield clock.due + step.offset, step
            elif clock.left + step.offset > 0:
                yield hours.after(clock.since, clock.left + step.offset), step

    def _start(self, event: Event, hours: Hours) -> Running | None:
        on = event.data.get(self.on) if self.on else None
        if self.anchor is None:
            return Running(self.id, event.seq, event.at, on, event.at, self.within, hours.after(event.at, self.within))
        anchor = event.data.get(self.anchor)
        if anchor is None:
            return None
        due = hours.after(anchor, self.within) if self.within > 0 else anchor + self.within
        return Running(self.id, event.seq, event.at, on, event.at, max(0, due - event.at), due)

    def _follow(self, clock: Running, event: Event, hours: Hours) -> Running | None:
        """The clock after one more event, None when it ended."""
        if event.name == OUTAGE:
            return self._sat_out(clock, event, hours)
        if not concerns(event, clock):
            return clock
        if event.name in self.stops:
            return None
        if event.name in self.extends and self._in_time(clock, event):
            return self._run(clock, clock.since, clock.left + event.data["by_ms"], hours, clock.held)
        return self._stand_still(clock, event, hours)

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
        if self.anchor or clock.since is None or clock.due is None or clock.due <= event.at or clock.since >= until:
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
        return Always() if self.anchor else hours


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
    within, anchor = _within(row)
    on = row.take("on")
    breach = row.take("breach", {})
    charge.check(row, breach)
    starts = row.events("from")
    clock = Clock(
        id=row.id,
        source=row.text("source"),
        wording=row.wording(),
        starts=starts,
        stops=row.events("until") | (frozenset() if starts <= OUTLIVES else {END}),
        within=within,
        anchor=anchor,
        hours=row.text("hours", "always"),
        on=on and one_of(row.key("on"), on, ROLES, "a role"),
        pauses=tuple(_pause(inner) for inner in row.tables("pause")),
        extends=row.events("extend", needed=False),
        minimum=row.length("minimum", row.take("minimum", "5m")),
        steps=tuple(_steps(row, breach)),
        breach=breach,
        when=row.when(),
        alarm=one_of(row.key("alarm"), row.take("alarm", "quiet"), ALARMS, "when it may be heard"),
    )
    row.done(KEYS)
    return clock


def _pause(row: Row) -> Pause:
    pause = Pause(row.events("from"), row.events("until"), row.length("longest", row.take("longest"), "2h"))
    row.done(("from", "until", "longest"))
    return pause


def _within(row: Row) -> tuple[int, str | None]:
    words = row.text("within").split()
    if len(words) == 1:
        length = row.length("within", words[0])
        if length <= 0:
            raise PackError(row.key("within"), 'a length of time above zero, such as "30m"')
        return length, None
    if len(words) == 3 and words[1] in ("before", "after"):
        sign = -1 if words[1] == "before" else 1
        return sign * row.length("within", words[0]), one_of(row.key("within"), words[2], ANCHORS, "a time of an event")
    raise PackError(row.key("within"), 'a length of time, such as "30m" or "0m after visit_until"')


def _steps(row: Row, breach: Mapping[str, Any]) -> Iterator[Step]:
    """Reminders, then what is told when late, then the breach, then what the clock does itself."""
    acts: list[Step] = []
    for name in ("remind", "late"):
        for entry in row.rows(name, ("at", "tell", "do", "zh", "en")):
            at = row.length(f"{name}.at", entry.get("at"), "-10m")
            words = {language: entry[language] for language in ("zh", "en") if language in entry} or None
            if words and len(words) == 1:
                raise PackError(row.key(name), "words in both languages, zh and en, or in none")
            if "do" in entry:
                does = one_of(row.key(f"{name}.do"), entry["do"], DOES, "something a clock can do")
                acts.append(Step(f"do:{entry['at']}:{does}", "do", at, does, words))
                continue
            who = one_of(row.key(f"{name}.tell"), entry.get("tell"), ROLES, "a role")
            does = "remind" if name == "remind" else "tell"
            yield Step(f"{does}:{entry['at']}:{who}", does, at, who, words)
    if breach:
        yield Step("breach", "breach", 0, breach["on"])
    yield from acts
