"""A subject as a unit holds it: read once, moved by commands, written once with its events and its one wake-up."""

import hashlib
from collections.abc import Callable, Sequence
from typing import Any

import msgspec

from domain.course import Clocks, Course
from domain.errors import Conflict
from domain.events import Event
from domain.subjects import SUBJECTS
from storage.outbox import Outbox
from storage.queries import Queries
from storage.transaction import Transaction

_encode = msgspec.json.Encoder().encode


def pack(value: Any) -> str:
    """As stored: compact JSON."""
    return _encode(value).decode()


def state_of(kind: str, text: str) -> Any:
    return msgspec.json.decode(text, type=SUBJECTS[kind].state)


def clocks_of(text: str) -> Clocks:
    return msgspec.json.decode(text, type=Clocks)


def event_of(row: Any) -> Event:
    return Event(row["seq"], row["name"], row["at"], row["recorded_at"], msgspec.json.decode(row["data"]))


def chain(head: str, subject: int, event: Event, data: str) -> str:
    """The hash of one event over the stored text; `head` is the previous one's, or empty at the first."""
    text = f"{head}|{subject}|{event.seq}|{event.name}|{event.at}|{event.recorded_at}|{data}"
    return hashlib.sha256(text.encode()).hexdigest()


class Held:
    """One subject in one unit."""

    def __init__(self, subject_id: int, policy_hash: str, head: str, course: Course, *, opened_at: int | None) -> None:
        self.id = subject_id
        self.course = course
        self._policy_hash = policy_hash
        self._head = head
        self._was = course.version
        self._turns_were = dict(course.state.turns)
        self._team_was = self._team()
        self._clocks_were = course.clocks
        self._opened_at = opened_at

    @property
    def new(self) -> bool:
        return self._opened_at is not None

    def write(self, tx: Transaction, q: Queries, outbox: Outbox) -> None:
        """Events, the row, the wake-up and spent menus. Raises Conflict when the row moved meanwhile."""
        course = self.course
        if not course.new and course.clocks == self._clocks_were:
            return
        due = course.next_due()  # kept with the clocks, so that the next unit need not reckon it
        if not course.new:
            tx.run(q.keep_clocks, id=self.id, clocks=pack(course.clocks))
            self._wake(tx, q, due)
            return
        head = self._head
        for event in course.new:
            data = pack(event.data)
            head = chain(head, self.id, event, data)
            tx.run(
                q.add_event,
                subject=self.id,
                seq=event.seq,
                name=event.name,
                at=event.at,
                recorded_at=event.recorded_at,
                data=data,
                hash=head,
            )
        row = {
            "id": self.id,
            "version": course.version,
            "head": head,
            "state": pack(course.state),
            "clocks": pack(course.clocks),
        }
        summary = dict(course.subject.summary(course.state))
        number, branch = summary.pop("number"), summary.pop("branch")
        summary.pop("team")
        if self._opened_at is not None:
            more = {"kind": course.subject.name, "policy": self._policy_hash, "opened_at": self._opened_at}
            tx.run(q.add_subject, **row, **summary, **more, number=number, branch=branch)
        elif tx.run(q.move_subject, was=self._was, **row, **summary) != 1:
            raise Conflict
        self._wake(tx, q, due)
        self._list_team(tx, q)
        if course.state.turns != self._turns_were:
            outbox.spend_menus(self.id, course.state.turns)

    def _team(self) -> set[int]:
        return set(self.course.subject.summary(self.course.state)["team"])

    def _list_team(self, tx: Transaction, q: Queries) -> None:
        """Second technicians have the job in their lists."""
        team = self._team()
        if team != self._team_was:
            tx.run(q.clear_team, subject=self.id)
            for person in sorted(team):
                tx.run(q.add_to_team, person=person, subject=self.id)

    def _wake(self, tx: Transaction, q: Queries, due: int | None) -> None:
        if due is None:
            tx.run(q.drop_wake, subject=self.id)
        else:
            tx.run(q.set_wake, subject=self.id, at=due)


def history(tx: Transaction, q: Queries, subject_id: int) -> Callable[[], Sequence[Event]]:
    """The stored log of a subject, read when it is asked for."""
    return lambda: [event_of(row) for row in tx.all(q.events, subject=subject_id)]
