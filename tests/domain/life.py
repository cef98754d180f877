"""The life of one subject as storage keeps it: read from its row, moved by one unit, written back as JSON.

Every command is a unit of its own, so nothing survives in memory that would not survive on the row.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
from hypothesis import settings

from domain.course import Clocks, Course
from domain.durations import DAY
from domain.effects import Tell
from domain.events import Event
from domain.job.commands import Actor, Report
from domain.job.facts import Record, Technician
from domain.policy import Policy
from domain.recounting import MADE_BY_CLOCKS, Key, recount
from domain.subjects import JOB, Subject
from policies.loader import load

STEADY = settings(derandomize=True, deadline=None, database=None)
"""The core's tests draw the same examples every time they run."""

CUSTOMER, SUPERVISOR = Actor(1, "customer"), Actor(2, "supervisor")
LI, ZHANG, CHEN = Actor(11, "technician"), Actor(12, "technician"), Actor(13, "technician")
STAFF = tuple(Technician(actor.person) for actor in (LI, ZHANG, CHEN))
ZONE = "Asia/Shanghai"
GREE = load("gree-installer", ZONE).policy
KNOWN = {"phone": "~1.a", "address": "~2.b", "fault": "~3.c"}


def clock_time(hhmm: str, day: int = 24) -> int:
    """UTC ms of a time of day in November 2025, Shanghai."""
    hour, minute = map(int, hhmm.split(":"))
    return int(datetime(2025, 11, day, hour, minute, tzinfo=ZoneInfo(ZONE)).timestamp() * 1000)


NINE = clock_time("09:00")


class Life:
    """One subject, from its first event on.

    log   as stored: data went through JSON
    told  everything said to people so far
    """

    def __init__(
        self,
        policy: Policy = GREE,
        *,
        subject: Subject = JOB,
        staff: tuple[Technician, ...] = STAFF,
        course: type[Course] = Course,
        desk: dict[str, tuple[int, ...]] | None = None,
        record: Record | None = None,
    ) -> None:
        self.policy, self.subject, self.staff, self._course = policy, subject, staff, course
        self.desk, self.record = desk or {}, record or Record()
        self.log: list[Event] = []
        self.told: list[Tell] = []
        self.clocks = Clocks()
        self.state: Any = subject.blank

    def course(self, now: int) -> Course:
        return self._course(
            self.subject,
            self.policy,
            self.state,
            self.clocks,
            len(self.log),
            now,
            lambda: self.staff,
            lambda: list(self.log),
            desk=lambda role: self.desk.get(role, ()),
            record=lambda _person, _rule: self.record,
        )

    def perform(self, command: Any, at: int, now: int | None = None) -> list[str]:
        """One command, which happened at `at` and reaches us at `now`. Returns the names of the new events.

        Raises Refused; what was due by then is kept all the same, as the door keeps it.
        """
        course = self.course(at if now is None else now)
        try:
            course.perform(command, at)
        finally:
            self._keep(course)
        return [event.name for event in course.new]

    def ring(self, until: int) -> list[str]:
        course = self.course(until)
        course.ring(until)
        self._keep(course)
        return [event.name for event in course.new]

    def sit_out(self, since: int, until: int) -> None:
        course = self.course(until)
        course.sit_out(since, until)
        self._keep(course)

    def next_due(self) -> int | None:
        return self.course(0).next_due()

    def question(self, actor: Actor, now: int) -> Any:
        facts = self.course(now).facts()
        return self.subject.question(facts, actor.role, actor.person, self.policy, now)

    def _keep(self, course: Course) -> None:
        self.log += [replace(event, data=_stored(event.data)) for event in course.new]
        self.state = msgspec.json.decode(msgspec.json.encode(course.state), type=self.subject.state)
        self.clocks = msgspec.json.decode(msgspec.json.encode(course.clocks), type=Clocks)
        self.told += course.told

    def names(self) -> list[str]:
        return [event.name for event in self.log]

    def refolded(self) -> Any:
        """The state once more, from the log alone."""
        state = self.subject.blank
        for event in self.log:
            state = self.subject.evolve(state, event)
        return msgspec.json.decode(msgspec.json.encode(state), type=self.subject.state)


def _stored(data: Any) -> Any:
    return msgspec.json.decode(msgspec.json.encode(data))


def reported(policy: Policy = GREE, *, service: str = "free", at: int = NINE, **more: Any) -> Life:
    """A job with everything known, at 09:00."""
    life = Life(policy, **more)
    life.perform(Report(CUSTOMER, number="10019", branch="east", details=KNOWN, service=service), at)
    return life


def agree(life: Life) -> None:
    """What must hold of every stored subject: its row is the fold of its log, and its clocks are those of a recount."""
    assert life.refolded() == life.state
    counted = recount(life.subject, life.policy, life.log, life.clocks.until)
    assert sorted(counted.running, key=str) == sorted(life.clocks.running, key=str)


def step_key(event: Event) -> Key:
    return (event.data["rule"], event.data["started_by"], event.data["step"], event.data["due_at"])


def standing(log: Sequence[Event]) -> set[Key]:
    """The breaches that stand. Fails when one is proposed twice, or withdrawn without standing."""
    found: set[Key] = set()
    for event in log:
        if event.name == "breach.proposed":
            assert step_key(event) not in found, "proposed twice"
            found.add(step_key(event))
        if event.name == "breach.withdrawn":
            assert step_key(event) in found, "withdrawn without standing"
            found.remove(step_key(event))
    return found


def told_once(log: Sequence[Event]) -> set[Key]:
    """Everything else that clocks did. Fails when one of them was done twice."""
    keys = [step_key(event) for event in log if event.name in MADE_BY_CLOCKS - {"breach.proposed"}]
    assert len(keys) == len(set(keys)), "done twice"
    return set(keys)


FAR_AHEAD = NINE + 60 * DAY
