"""Why a clock says what it says: how it ran and stood still, read from the log again. Pure.

The log is folded anew under the policy, as a recount does it; each change of the one clock asked for ends a span.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from domain.events import Event
from domain.hours import Hours
from domain.policy import Policy
from domain.recounting import in_time, views
from domain.rules import Running
from domain.subjects import Subject


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a clock's life in which it ran, or stood still.

    from_at until_at  UTC ms; until_at None while it goes on
    counted           ms that it counted, inside the rule's hours; 0 while it stood still
    paused_by         the event that made it stand still, None while it ran
    """

    from_at: int
    until_at: int | None
    counted: int
    paused_by: Event | None = None


@dataclass(slots=True)
class Trace:
    """One clock from its start until it ended, was due, or now.

    given   ms it was given beside its time: extensions, and the least a resumed clock has
    clock   as it stands at the end, or stood when it ended
    ended   the event that ended it, None where none did
    """

    started: Event
    clock: Running
    spans: list[Span] = field(default_factory=list)
    given: int = 0
    ended: Event | None = None


def trace(subject: Subject, policy: Policy, log: Sequence[Event], rule: str, started_by: int, now: int) -> Trace | None:
    """How the clock of `rule` that the event `started_by` began ran until `now`. None when there never was one."""
    seen = views(subject, log)
    began = next((event.at for event in in_time(log) if event.seq == started_by), now)
    timed = policy.on(began).timed(rule)
    hours = timed.counted(policy.hours(timed))
    running: tuple[Running, ...] = ()
    found: Trace | None = None
    since, held = 0, dict[int, Event]()
    for event in in_time(log):
        running = policy.step(running, event, seen[event.seq])
        after = next((one for one in running if (one.rule, one.started_by) == (rule, started_by)), None)
        if found is None:
            if after is not None:
                found, since = Trace(event, after), event.at
            continue
        if after == found.clock:
            continue
        found.spans += _spans(found.clock, since, event.at, held, hours)
        since = event.at
        if after is None:
            found.ended = event
            return found
        found.given += after.left - _left(found.clock, after, event.at, hours)
        held = {number: held.get(number, event) for number, _until in after.held}
        if not after.held and after.since is not None and after.since > event.at:
            held = {-1: event}  # our own standstill
        found.clock = after
    if found is not None:
        found.spans += _spans(found.clock, since, now, held, hours, open_end=True)
    return found


def _left(before: Running, after: Running, at: int, hours: Hours) -> int:
    """What the clock would have left if nothing had been given to it."""
    moved = after.since != before.since and before.since is not None
    return before.left - (hours.between(before.since or 0, at) if moved else 0)


def _spans(
    clock: Running, since: int, until: int, held: dict[int, Event], hours: Hours, *, open_end: bool = False
) -> Iterator[Span]:
    """From one change of a clock to the next: it stands still until its time goes on, then runs until it is due."""
    runs_at = max(since, until if clock.since is None else clock.since)
    if since < min(runs_at, until):
        ends = min(runs_at, until)
        yield Span(since, None if open_end and ends == until else ends, 0, next(iter(held.values()), None))
    if runs_at < until:
        ends = until if clock.due is None else min(until, clock.due)
        if ends > runs_at:
            goes_on = open_end and ends == until
            yield Span(runs_at, None if goes_on else ends, hours.between(runs_at, ends))
