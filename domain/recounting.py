"""A log read from its beginning: its clocks, every step that should have been taken, every mark. Pure.

What happened is taken in the order in which it happened, corrected times first put right.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from domain.copies import replace
from domain.counting import tallied
from domain.events import Event
from domain.policy import Policy
from domain.rules import Mark, Running, Step
from domain.subjects import Subject

Key = tuple[str, int, str, int]
"""Under which a step is done once: rule, started by, step, due."""

MADE_BY_CLOCKS = frozenset({"step.reminded", "step.escalated", "step.done", "breach.proposed"})
CORRECTED = "event.corrected"


@dataclass(frozen=True, slots=True)
class Count:
    """What a log says when it is read from the beginning: open clocks, and every step that should have been taken."""

    running: tuple[Running, ...]
    wanted: Mapping[Key, tuple[int, Running, Step]]


def recount(subject: Subject, policy: Policy, log: Sequence[Event], until: int) -> Count:
    """All clocks from the whole log, in order of when things happened, corrected times first put right.

    until  UTC ms: steps due strictly before it are wanted
    """
    wanted: dict[Key, tuple[int, Running, Step]] = {}
    running: tuple[Running, ...] = ()

    def ripe(before: int) -> None:
        for clock in running:
            for when, step in policy.wanted(clock):
                if when < before:
                    wanted.setdefault(key(clock, step), (when, clock, step))

    seen = views(subject, log)
    for event in in_time(log):
        if not made_by_clock(event):
            ripe(event.at)
        elif event.name in MADE_BY_CLOCKS:
            _recognise(policy, running, event, wanted)
        running = policy.step(running, event, seen[event.seq])
    ripe(until)
    return Count(running, wanted)


def tally(subject: Subject, policy: Policy, log: Sequence[Event]) -> list[Mark]:
    """Every mark of the count rules, from the whole log."""
    known, state = {}, subject.blank
    for event in log:
        state = subject.evolve(state, event)
        if policy.heeds(event.name):
            known[event.seq] = known_of(subject, state)
    return tallied(policy, in_time(log), known)


def known_of(subject: Subject, state: Any) -> dict[str, Any]:
    """What a count rule may ask of a subject: for whom, and what `when` asks."""
    summary = subject.summary(state)
    people = {"technician": summary["owner"], "customer": summary["customer"]}
    return {**state.view(), **people, "branch": summary["branch"], "number": summary["number"]}


def in_time(log: Sequence[Event]) -> list[Event]:
    """The log in order of when things happened. At the same instant people come before clocks."""
    right = {event.data["of"]: event.data["at"] for event in log if event.name == CORRECTED}
    put_right = (replace(event, at=right[event.seq]) if event.seq in right else event for event in log)
    return sorted(put_right, key=lambda event: (event.at, made_by_clock(event), event.seq))


def made_by_clock(event: Event) -> bool:
    """Whether a clock did this, not a person."""
    return event.name in MADE_BY_CLOCKS or "caused_by" in event.data


def key(clock: Running, step: Step) -> Key:
    return (clock.rule, clock.started_by, step.name, clock.due or 0)


def _recognise(
    policy: Policy, running: tuple[Running, ...], event: Event, wanted: dict[Key, tuple[int, Running, Step]]
) -> None:
    """A step stands in the log at its own due time: it was wanted if its clock still runs as it did then."""
    for clock in running:
        if clock.rule == event.data["rule"] and clock.started_by == event.data["started_by"]:
            for when, step in policy.wanted(clock):
                if key(clock, step) == logged(event) and when <= event.at:
                    wanted.setdefault(key(clock, step), (when, clock, step))


def logged(event: Event) -> Key:
    """The key under which a logged step was done, or withdrawn."""
    return (event.data["rule"], event.data["started_by"], event.data["step"], event.data["due_at"])


def views(subject: Subject, log: Sequence[Event]) -> dict[int, Mapping[str, Any]]:
    """What the rules could ask of the subject just after each event, by seq."""
    found = {}
    state = subject.blank
    for event in log:
        state = subject.evolve(state, event)
        found[event.seq] = state.view()
    return found
