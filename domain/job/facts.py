"""What a decision may look at: the job, who could go, and what is looked up only when it is asked."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from domain.effects import Wording
from domain.events import Event
from domain.notice.model import Receiver
from domain.rules import Mark, Running


@dataclass(frozen=True, slots=True)
class Technician:
    """What dispatch knows of somebody who could go. U6.

    skills       products, empty for all
    areas        names of districts, empty for all
    absent_until     UTC ms, None while present
    load         jobs not yet finished
    certificates name → end of its last day, UTC ms (D11)
    """

    person: int
    skills: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    absent_until: int | None = None
    load: int = 0
    certificates: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Record:
    """How many breaches of one rule a person has on other jobs: upheld, and standing (upheld or still open)."""

    upheld: int = 0
    standing: int = 0


Figures = Callable[[Sequence[str], int, int], dict[str, Any]]
"""Figures by name, of what happened from one time to another (UTC ms)."""


@dataclass(frozen=True)
class Facts:
    """What a decision may look at: the job, its running clocks, and named things beside it.

    ask_staff    who could go: looked up only when a decision asks
    ask_desk     who acts in a role of the desk now, deputies for those who are away: looked up as `ask_staff` is
    ask_record   a person's breaches of a rule on other jobs; looked up likewise
    ask_log      the job's own log so far; read likewise
    ask_figures  what happened in a branch in a period, by the names of figures; looked up likewise
    ask_marks    what a rule counted for somebody on other subjects since a time (UTC ms); looked up likewise
    recorded_at  UTC ms when this is being written down; a clock's step may be older
    ask_receivers  the next customers a notice is for: behind which id, at most how many; looked up likewise
    certificates product → what whoever goes must have, each {key, zh, en} (D11)
    ask_written  whether each of these people can be written to now; looked up likewise
    """

    job: Any
    ask_staff: Callable[[], tuple[Technician, ...]] = tuple
    clocks: tuple[Running, ...] = ()
    ask_desk: Callable[[str], tuple[int, ...]] = lambda _role: ()
    ask_record: Callable[[int, str], Record] = lambda _person, _rule: Record()
    ask_log: Callable[[], Sequence[Event]] = tuple
    recorded_at: int = 0
    ask_figures: Figures = lambda _names, _start, _until: {}
    ask_marks: Callable[[str, str, int], Sequence[Mark]] = lambda _rule, _who, _since: ()
    ask_receivers: Callable[[int, int], Sequence[Receiver]] = lambda _after, _most: ()
    certificates: Mapping[str, tuple[Wording, ...]] = field(default_factory=dict)
    ask_written: Callable[[tuple[int, ...]], bool] = lambda _people: False

    @property
    def state(self) -> Any:
        """The subject, whatever its kind."""
        return self.job

    @property
    def staff(self) -> tuple[Technician, ...]:
        return self.ask_staff()
