"""What would have come out of a log under another policy. Pure.

What people did stays as it was, and so does what followed from a clock (an offer that was passed on): a job that would
have taken another way from there is not made up. Only the steps of clocks are reckoned anew.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from domain.course import MADE_BY_CLOCKS, Key, in_time, key, logged, made_by_clock, views
from domain.events import Event
from domain.policy import Policy
from domain.rules import Running
from domain.subjects import Subject

DOES = {"step.reminded": "remind", "step.escalated": "tell", "step.done": "do", "breach.proposed": "breach"}


@dataclass(frozen=True, slots=True)
class Outcome:
    """One step of a clock: does is "remind", "tell", "do" or "breach"; `on` the person it was about, UTC ms `at`."""

    rule: str
    does: str
    on: int | None
    at: int


def came_out(log: Sequence[Event]) -> Iterator[Outcome]:
    """What the clocks did, as logged; without breaches that were withdrawn."""
    false = {logged(event) for event in log if event.name == "breach.withdrawn"}
    about = _about(log)
    for event in log:
        if event.name in MADE_BY_CLOCKS and logged(event) not in false:
            on = event.data.get("on", about.get(event.data["started_by"]))
            yield Outcome(event.data["rule"], DOES[event.name], on, event.at)


def would_come_out(subject: Subject, policy: Policy, log: Sequence[Event], until: int) -> Iterator[Outcome]:
    """What the clocks of `policy` would have done by `until` (UTC ms), each step once."""
    taken: dict[Key, Outcome] = {}
    running: tuple[Running, ...] = ()
    about, seen = _about(log), views(subject, log)

    def take(clocks: Iterator[Running], before: int) -> None:
        for clock in clocks:
            for when, step in policy.wanted(clock):
                if when < before:
                    on = clock.on if clock.on is not None else about.get(clock.started_by)
                    taken.setdefault(key(clock, step), Outcome(clock.rule, step.does, on, when))

    for event in in_time(log):
        after = policy.step(running, event, seen[event.seq])
        if after is not running:
            # A person wins at exactly the due time; what follows from a clock comes after the steps of that instant.
            still = {id(clock) for clock in after}
            ended = (clock for clock in running if id(clock) not in still)
            take(ended, event.at + 1 if made_by_clock(event) else event.at)
            running = after
    take(iter(running), until)
    yield from taken.values()


def _about(log: Sequence[Event]) -> dict[int, int]:
    """Whom each event is about, by seq."""
    return {event.seq: event.data["technician"] for event in log if event.data.get("technician") is not None}
