"""The kinds of rule a pack may be made of. One file each; a new kind is a new file here, known by nobody else by name.

A module is a kind when it has `KIND`, the word of its rows in a pack (`[[clock]]`), and `read(row)`, which makes the
rule or raises PackError. What the rule can do, the engine asks of the rule itself:

    Timed   listens to events, keeps running clocks, wants steps at their times   (clock)
    Gate    names events that must wait for its evidence                          (proof)
    Approving  says who must say yes, what waits for it, and when it is asked by itself  (approval)
    Counting   counts events for somebody, and does something at a number of them    (count)
    Periodic   is owed by each branch for every period of the calendar   (report)
"""

import pkgutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Protocol, runtime_checkable

from domain.effects import Wording
from domain.events import Event
from domain.hours import Hours

View = Mapping[str, Any]
"""What a rule's `when` may ask of a subject: kind, service, product …"""


@dataclass(frozen=True)
class Running:
    """One open clock of a subject.

    started_by  seq of the event that started it: after a redispatch it is another clock
    started_at  UTC ms, when that was
    on          the person it binds; another's event does not stop it
    since       UTC ms it last began to run; in the future while paused
    left        ms still to run at `since`, counted inside the rule's hours
    due         UTC ms; while paused, when it would be due if nobody resumed it
    held        the rule's pauses that are open, by number, each with when it ends by itself
    """

    rule: str
    started_by: int
    started_at: int
    on: int | None
    since: int | None
    left: int
    due: int | None
    held: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """Something a clock does if nobody stops it.

    name  unique in the rule; with the clock's due time it is the key under which it is logged once
    does  "remind", "tell", "breach" or "do"
    who   the role that is told, or the thing to do
    """

    name: str
    does: str
    offset: int
    who: str
    wording: Wording | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """One event that a rule counted.

    who     for whom: "17", or "17/10019" where a rule counts by several things
    at      UTC ms, when it happened
    seq     of the event in its subject, whose number stands beside it
    """

    rule: str
    who: str
    at: int
    seq: int
    number: str


class Rule(Protocol):
    """What every kind of rule has."""

    @property
    def id(self) -> str: ...
    @property
    def source(self) -> str: ...
    @property
    def wording(self) -> Wording: ...


@runtime_checkable
class Timed(Rule, Protocol):
    """A rule that follows events in time."""

    @property
    def listens(self) -> frozenset[str]: ...
    @property
    def hours(self) -> str: ...
    @property
    def alarm(self) -> str: ...
    @property
    def extends(self) -> frozenset[str]: ...
    @property
    def steps(self) -> tuple[Step, ...]: ...
    def step(self, clocks: tuple[Running, ...], event: Event, view: View, hours: Hours) -> tuple[Running, ...]: ...
    def wanted(self, clock: Running, hours: Hours) -> Iterator[tuple[int, Step]]: ...
    def charge(self) -> Mapping[str, Any]: ...
    def counted(self, hours: Hours) -> Hours: ...
    @property
    def stops(self) -> frozenset[str]: ...
    @property
    def goal(self) -> str: ...


@runtime_checkable
class Periodic(Timed, Protocol):
    """A rule that each branch owes for every period of the calendar."""

    @property
    def every(self) -> str: ...
    def limit(self, ends: int, hours: Hours, zone: str) -> int: ...


@runtime_checkable
class Gate(Rule, Protocol):
    """A rule that makes an event wait for its evidence."""

    @property
    def before(self) -> frozenset[str]: ...
    @property
    def needs(self) -> str: ...
    @property
    def waive(self) -> str | None: ...
    @property
    def ask(self) -> Wording: ...
    @property
    def choices(self) -> tuple[Wording, ...]: ...
    @property
    def items(self) -> tuple[Wording, ...]: ...
    @property
    def shows(self) -> str: ...
    def unmet(self, evidence: Mapping[str, Any], view: View) -> bool: ...


@runtime_checkable
class Approving(Rule, Protocol):
    """A rule by which somebody must say yes before something is done."""

    @property
    def what(self) -> str: ...
    @property
    def by(self) -> tuple[str, ...]: ...
    @property
    def free(self) -> bool: ...
    @property
    def reasons(self) -> str: ...
    @property
    def waits(self) -> frozenset[str]: ...
    @property
    def asks(self) -> frozenset[str]: ...
    @property
    def answer(self) -> Wording | None: ...
    def applies(self, view: View) -> bool: ...


@runtime_checkable
class Counting(Rule, Protocol):
    """A rule that counts events."""

    @property
    def counts(self) -> frozenset[str]: ...
    @property
    def clears(self) -> frozenset[str]: ...
    @property
    def hours(self) -> str: ...
    @property
    def tells(self) -> tuple[str, ...]: ...
    def whose(self, event: Event, known: View) -> str | None: ...
    def cleared(self, mark: Mark, event: Event, known: View) -> bool: ...
    def person(self, who: str) -> int | None: ...
    def since(self, at: int) -> int: ...
    def together(self, marks: Sequence[Mark], mark: Mark, zone: str) -> list[Mark]: ...
    def follows(self, count: int) -> bool: ...
    def stands(self, count: int) -> bool: ...
    def charge(self) -> Mapping[str, Any]: ...


def kinds() -> dict[str, Callable[[Mapping[str, Any]], Rule]]:
    """Every kind found in this folder: the word of its rows, and its reader."""
    found: dict[str, Callable[[Mapping[str, Any]], Rule]] = {}
    for module in pkgutil.iter_modules(__path__):
        kind = import_module(f"{__name__}.{module.name}")
        if hasattr(kind, "KIND"):
            found[kind.KIND] = kind.read
    return found
