"""What the count rules of a pack have counted of one subject: marks, and who else has them. Part of `course`. Pure."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from domain.events import Event
from domain.policy import Policy
from domain.rules import Counting, Mark

Tally = Callable[[str, str, int], Sequence[Mark]]
"""The stored marks of a rule for somebody since a time (UTC ms), those of every subject."""


@dataclass(slots=True)
class Marks:
    """One subject's marks while a unit works on it.

    tally    marks of every subject as stored, asked when a rule counts something
    stored   this subject's own, as stored
    changed  by rule and seq: what this unit counted; None: counted no longer
    anew     all of the subject's marks stand in `changed`
    """

    tally: Tally = lambda _rule, _who, _since: ()
    stored: Callable[[], Sequence[Mark]] = tuple
    changed: dict[tuple[str, int], Mark | None] = field(default_factory=dict)
    anew: bool = False

    def add(self, mark: Mark) -> None:
        self.changed[(mark.rule, mark.seq)] = mark

    def own(self, rule: str) -> list[Mark]:
        """This subject's marks of a rule."""
        kept = () if self.anew else self.stored()
        found = {(one.rule, one.seq): one for one in kept if one.rule == rule}
        changed = {key: mark for key, mark in self.changed.items() if key[0] == rule}
        return [mark for mark in (found | changed).values() if mark is not None]

    def clear(self, rule: Counting, event: Event, known: Mapping[str, Any]) -> bool:
        """Takes back what this event clears. Returns whether it cleared anything."""
        gone = [mark for mark in self.own(rule.id) if rule.cleared(mark, event, known)]
        self.changed |= {(mark.rule, mark.seq): None for mark in gone}
        return bool(gone)

    def replace(self, marks: Iterable[Mark]) -> None:
        """Everything was counted anew."""
        self.changed, self.anew = {(mark.rule, mark.seq): mark for mark in marks}, True

    def together(self, rule: Counting, mark: Mark, zone: str) -> list[Mark]:
        """The marks that count with this one, of this subject and others, the first first."""
        others = [one for one in self.tally(rule.id, mark.who, rule.since(mark.at)) if one.number != mark.number]
        mine = [one for one in self.own(rule.id) if one.who == mark.who]
        return rule.together(sorted([*others, *mine], key=lambda one: (one.at, one.number, one.seq)), mark, zone)


def counted(policy: Policy, event: Event, known: Mapping[str, Any]) -> list[tuple[Counting, Mark]]:
    """What the pack's rules count of this event. known: the subject just after it."""
    found = []
    for rule in policy.counting.get(event.name, ()):
        who = rule.whose(event, known)
        if who is not None and policy.runs_at(rule.hours, event.at):
            found.append((rule, Mark(rule.id, who, event.at, event.seq, known["number"])))
    return found


def tallied(policy: Policy, log: Iterable[Event], known: Mapping[int, Mapping[str, Any]]) -> list[Mark]:
    """Every mark of a subject, from its whole log in the order of time.

    known  the subject just after each event that a rule counts or that clears, by seq
    """
    marks = Marks()
    for event in log:
        if event.seq not in known:
            continue
        today = policy.on(event.at)
        for rule in today.clearing.get(event.name, ()):
            marks.clear(rule, event, known[event.seq])
        for _rule, mark in counted(today, event, known[event.seq]):
            marks.add(mark)
    return [mark for mark in marks.changed.values() if mark is not None]
