"""What is allowed in a pack and hardly meant: clocks that contradict each other, cannot be kept, or never end.

Said by `paidan policy check` as warnings. Only what is plain is said: two rules count as holding together unless their
`when` or `having` contradict each other.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations
from typing import Any
from zoneinfo import ZoneInfo

from domain.events import ASSET_EVENTS, DUTY_EVENTS, JOB_EVENTS, NOTICE_EVENTS
from domain.policy import Policy
from domain.rules import Rule
from domain.rules.clock import END, Clock
from domain.rules.when import When
from policies.loader import Pack, place

ORDER = ("job.offered", "job.accepted", "appointment.agreed", "technician.arrived", "work.finished", "job.closed")
"""What comes one after the other on every job."""

EVERYWHERE = frozenset(
    {
        *("step.reminded", "step.escalated", "step.done", "breach.proposed", "breach.withdrawn", "breach.contested"),
        *("breach.accepted", "breach.upheld", "breach.waived", "outage.recorded", "event.corrected"),
    }
)
"""What stands in the log of every kind of subject."""

KINDS = (
    ("a job", frozenset(JOB_EVENTS) - EVERYWHERE),
    ("an appliance's file", frozenset(ASSET_EVENTS)),
    ("a report", frozenset(DUTY_EVENTS)),
    ("a notice", frozenset(NOTICE_EVENTS)),
)
"""The subjects that have clocks, and what happens to them."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that is hardly meant.

    rules  whose it is: ids of one or two rules, with the word of their kind
    what   what is odd about them
    mend   what to write instead
    """

    rules: tuple[str, ...]
    what: str
    mend: str


def doubts_of(pack: Pack) -> Iterator[str]:
    """The doubts of a pack and of its seasons, each a line: rules with file and line, what is odd, the mend."""
    said = set()
    for when, policy in _days(pack.policy):
        for doubt in doubts(policy):
            if doubt not in said:
                said.add(doubt)
                rules = " and ".join(f"{rule} ({place(pack, rule)})" for rule in doubt.rules)
                yield f"{when}{rules}: {doubt.what}. {doubt.mend}."


def doubts(policy: Policy) -> Iterator[Doubt]:
    """What is hardly meant in a pack, without regard to its seasons."""
    for rule in policy.rules.values():
        yield from _never(rule)
    clocks = [rule for rule in policy.rules.values() if isinstance(rule, Clock)]
    for clock in clocks:
        yield from _endless(clock)
    for one, other in combinations(clocks, 2):
        if _together(one, other):
            yield from _twice(one, other)
            yield from _overtaken(one, other)
            yield from _overtaken(other, one)


def _days(policy: Policy) -> Iterator[tuple[str, Policy]]:
    yield "", policy
    for season in policy.year.seasons:
        first = datetime.fromtimestamp(season.begins / 1000, ZoneInfo(policy.zone)).date()
        yield f"from {first} on, ", season.policy


def _never(rule: Rule) -> Iterator[Doubt]:
    """A `when` that asks for what it shuts out."""
    when = getattr(rule, "when", None)
    if isinstance(when, When) and not when.meets(when):
        kind = type(rule).__name__.lower()
        yield Doubt(
            (f"{kind} {rule.id}",), "its `when` can never hold", "Take out what contradicts itself, or the rule"
        )


def _endless(clock: Clock) -> Iterator[Doubt]:
    """Nothing that ends it happens where it runs."""
    for subject, events in KINDS:
        starts = clock.starts & events
        ends = (clock.stops & (events | EVERYWHERE)) - (frozenset() if clock.goal == END else {END})
        if not starts or (clock.goal == END and subject == KINDS[0][0]):
            continue
        if not ends:
            yield Doubt(
                (f"clock {clock.id}",),
                f"it runs on {subject} from {_listed(starts)}, and nothing of its `until` happens there",
                f"Name an event of {subject} in `until`",
            )
        elif ends <= clock.starts and clock.when == When() and not clock.having:
            yield Doubt(
                (f"clock {clock.id}",),
                "whatever ends it starts it again, so it never ends",
                "Name an event in `until` that is not in `from`",
            )


def _together(one: Clock, other: Clock) -> bool:
    """Whether one event can start both."""
    apart = any(one.having[key].isdisjoint(other.having[key]) for key in one.having.keys() & other.having.keys())
    return bool(one.starts & other.starts) and not apart and one.when.meets(other.when)


def _twice(one: Clock, other: Clock) -> Iterator[Doubt]:
    """The same is wanted from the same event in two times."""
    if one.goal != other.goal or one.within.anchor != other.within.anchor:
        return
    pair = (f"clock {one.id}", f"clock {other.id}")
    both = f"both want {one.goal} from {_listed(one.starts & other.starts)} on"
    if (one.within, one.hours, one.opens) != (other.within, other.hours, other.opens):
        mend = "Give each a `when` that leaves the other out; steps at several times stand in one clock's `late`"
        yield Doubt(pair, f"{both}, in different times", mend)
    else:
        yield Doubt(pair, f"{both}, in the same time", "One of them is enough: put the steps of both into it")


def _overtaken(early: Clock, late: Clock) -> Iterator[Doubt]:
    """What comes later on a job has no more time than what must come before it."""
    if early.goal not in ORDER or late.goal not in ORDER or ORDER.index(early.goal) >= ORDER.index(late.goal):
        return
    plain = all(one.within.anchor is None and one.within.lot is None for one in (early, late))
    if not plain or late.hours not in ("always", early.hours) or late.within.length > early.within.length:
        return
    yield Doubt(
        (f"clock {late.id}", f"clock {early.id}"),
        f"{late.goal} is due no later than {early.goal}, which comes first: who just keeps the second breaks the first",
        f"Give {late.id} more time, or {early.id} less",
    )


def _listed(events: Any) -> str:
    return ", ".join(sorted(events))
