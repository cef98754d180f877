"""What would have come out of a log under another policy. Pure.

What people did stays as it was, and so does what followed from a clock (an offer that was passed on): a job that would
have taken another way from there is not made up. The steps of clocks are reckoned anew, and what counts come to.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from domain.events import Event
from domain.policy import Policy
from domain.recounting import MADE_BY_CLOCKS, Key, in_time, key, logged, made_by_clock, tally, views
from domain.rules import Mark, Running
from domain.subjects import Subject

DOES = {"step.reminded": "remind", "step.escalated": "tell", "step.done": "do", "breach.proposed": "breach"}


@dataclass(frozen=True, slots=True)
class Outcome:
    """One step of a clock, or what followed from a count: does is "remind", "tell", "do" or "breach"; `on` the person
    it was about, UTC ms `at`."""

    rule: str
    does: str
    on: int | None
    at: int


def came_out(log: Sequence[Event]) -> Iterator[Outcome]:
    """What clocks and counts did, as logged; without breaches that were withdrawn."""
    false = {logged(event) for event in log if event.name == "breach.withdrawn"}
    about = _about(log)
    charged = {(event.data["rule"], event.data["started_by"]) for event in log if event.name == "breach.proposed"}
    for event in log:
        if event.name == "step.done" and event.data["step"] == "breach":
            continue  # due while nobody had the job: nobody was charged
        if event.name in MADE_BY_CLOCKS and logged(event) not in false:
            on = event.data.get("on", about.get(event.data["started_by"]))
            yield Outcome(event.data["rule"], DOES[event.name], on, event.at)
        elif event.name == "count.reached" and (event.data["rule"], event.data["caused_by"]) not in charged:
            yield Outcome(event.data["rule"], "tell", event.data["on"], event.at)


def would_come_out(subject: Subject, policy: Policy, log: Sequence[Event], until: int) -> Iterator[Outcome]:
    """What the clocks of `policy` would have done by `until` (UTC ms), each step once."""
    taken: dict[Key, Outcome] = {}
    running: tuple[Running, ...] = ()
    about, seen, owners = _about(log), views(subject, log), _owners(subject, log)
    owner: int | None = None

    def take(clocks: Iterator[Running], before: int) -> None:
        for clock in clocks:
            for when, step in policy.wanted(clock):
                if when >= before:
                    continue
                on = clock.on if clock.on is not None else about.get(clock.started_by)
                if on is None and step.does == "breach" and step.who == "technician":
                    on = owner
                    if on is None:
                        continue
                taken.setdefault(key(clock, step), Outcome(clock.rule, step.does, on, when))

    for event in in_time(log):
        after = policy.step(running, event, seen[event.seq])
        if after is not running:
            # A person wins at exactly the due time; what follows from a clock comes after the steps of that instant.
            still = {id(clock) for clock in after}
            ended = (clock for clock in running if id(clock) not in still)
            take(ended, event.at + 1 if made_by_clock(event) else event.at)
            running = after
        owner = owners[event.seq]
    take(iter(running), until)
    yield from taken.values()


class Counts:
    """What the count rules of a policy would have come to: marks of every log count together."""

    def __init__(self, policy: Policy) -> None:
        self._policy = policy
        self._marks: dict[tuple[str, str], list[Mark]] = {}

    def add(self, subject: Subject, log: Sequence[Event]) -> None:
        """The marks of one log."""
        for mark in tally(subject, self._policy, log) if self._policy.counts else ():
            self._marks.setdefault((mark.rule, mark.who), []).append(mark)

    def outcomes(self) -> Iterator[Outcome]:
        """What would have followed, once all logs are added."""
        for (rule_id, who), marks in self._marks.items():
            on = self._policy.counts[rule_id].person(who)
            lately: list[Mark] = []
            for mark in sorted(marks, key=lambda one: (one.at, one.number, one.seq)):
                rule = self._policy.on(mark.at).counts[rule_id]
                lately = [*(one for one in lately if one.at > rule.since(mark.at)), mark]
                if rule.follows(len(rule.together(lately, mark, self._policy.zone))):
                    yield Outcome(rule_id, "breach" if rule.charge() else "tell", on, mark.at)


def _owners(subject: Subject, log: Sequence[Event]) -> dict[int, int | None]:
    """Who has it just after each event, by seq."""
    found, state = {}, subject.blank
    for event in log:
        state = subject.evolve(state, event)
        found[event.seq] = subject.summary(state).get("owner")
    return found


def _about(log: Sequence[Event]) -> dict[int, int]:
    """Whom each event is about, by seq."""
    return {event.seq: event.data["technician"] for event in log if event.data.get("technician") is not None}
