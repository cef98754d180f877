"""A subject as a unit holds it: read once, moved by commands, written once with its events and its one wake-up."""

import hashlib
from collections.abc import Callable, Sequence
from typing import Any

import msgspec

from domain.course import Clocks, Course
from domain.errors import Conflict
from domain.events import Event
from domain.job.agenda import AGENDA
from domain.job.model import Breach
from domain.rules import Mark
from domain.subjects import SUBJECTS
from storage.outbox import Outbox
from storage.personal import personal_id
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
        self._state_was = course.state
        self._clocks_were = course.clocks
        self._opened_at = opened_at
        self._breaches_were = self.breaches

    @property
    def breaches(self) -> tuple[Breach, ...]:
        """What was proposed against people on it, as it stands now."""
        return self.course.subject.breaches(self.course.state)

    @property
    def lost(self) -> frozenset[int]:
        """Who might know whose it is and where before this unit, and may not any more. X5."""
        seen_by = self.course.subject.seen_by
        return seen_by(self._state_was) - seen_by(self.course.state)

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
            self._list(tx, q, self._waited())
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
        team = summary.pop("team")
        if self._opened_at is not None:
            more = {"kind": course.subject.name, "policy": self._policy_hash, "opened_at": self._opened_at}
            tx.run(q.add_subject, **row, **summary, **more, number=number, branch=branch)
        elif tx.run(q.move_subject, was=self._was, **row, **summary) != 1:
            raise Conflict
        self._wake(tx, q, due)
        self._list_team(tx, q, team)
        self._list(tx, q, self._waited())
        self._tally(tx, q)
        self._list_breaches(tx, q, branch)
        if course.state.turns != self._state_was.turns:
            outbox.spend_menus(self.id, course.state.turns)

    def _tally(self, tx: Transaction, q: Queries) -> None:
        """What count rules counted on it, for every job to see."""
        marks = self.course.marks
        if marks.anew:
            tx.run(q.clear_tally, subject=self.id)
        for (rule, seq), mark in marks.changed.items():
            if mark is not None:
                tx.run(q.add_tally, subject=self.id, rule=rule, seq=seq, who=mark.who, at=mark.at)
            elif not marks.anew:
                tx.run(q.drop_tally, subject=self.id, rule=rule, seq=seq)

    def _list_team(self, tx: Transaction, q: Queries, team: Sequence[int]) -> None:
        """Second technicians have the job in their lists."""
        if team != self.course.subject.summary(self._state_was)["team"]:
            tx.run(q.clear_team, subject=self.id)
            for person in sorted(team):
                tx.run(q.add_to_team, person=person, subject=self.id)

    def _list_breaches(self, tx: Transaction, q: Queries, branch: str) -> None:
        """Breaches that are new or were decided: what is asked across subjects, by person, by rule, what is open."""
        before = {breach.proposal: breach for breach in self._breaches_were}
        for n, breach in enumerate(self.breaches):
            if breach != before.get(breach.proposal):
                tx.run(
                    q.set_breach,
                    subject=self.id,
                    n=n,
                    branch=branch,
                    rule=breach.rule,
                    person=breach.on,
                    at=breach.at,
                    contest_by=breach.contest_by,
                    state=breach.state,
                    contested=int(breach.contested),
                    points=breach.charge.get("points", 0),
                    fen=breach.charge.get("fen"),
                )

    def list_anew(self, tx: Transaction, q: Queries) -> None:
        """As if it had never been listed."""
        self._list(tx, q, None)

    def _waited(self) -> tuple[str, int | None] | None:
        """What it waited for before this unit."""
        return None if self.new else self._waiting(self._state_was, self._clocks_were)

    def _waiting(self, state: Any, clocks: Clocks) -> tuple[str, int | None] | None:
        """What it waits for at the desk, and by when. None when it waits for somebody else."""
        what = self.course.subject.waits(state, clocks.running, clocks.done)
        due = min((clock.due for clock in clocks.running if clock.due is not None), default=None)
        return (what, due) if what else None

    def _list(self, tx: Transaction, q: Queries, waited: tuple[str, int | None] | None) -> None:
        """Where it stands in lists: what waits for the desk, and which values it is found by."""
        course = self.course
        waits = self._waiting(course.state, course.clocks)
        if waits is None and waited is not None:
            tx.run(q.drop_agenda, subject=self.id)
        elif waits is not None and waits != waited:
            what, due = waits
            rank, branch = AGENDA.index(what), course.subject.summary(course.state)["branch"]
            tx.run(q.set_agenda, subject=self.id, branch=branch, what=what, rank=rank, due_at=due)
        before, found_by = course.subject.found_by(self._state_was), course.subject.found_by(course.state)
        for name in before.keys() - found_by.keys():
            tx.run(q.drop_detail, subject=self.id, name=name)
        for name, ref in found_by.items():
            if ref != before.get(name):
                tx.run(q.set_detail, subject=self.id, name=name, personal=personal_id(ref))

    def _wake(self, tx: Transaction, q: Queries, due: int | None) -> None:
        if due is None:
            tx.run(q.drop_wake, subject=self.id)
        else:
            tx.run(q.set_wake, subject=self.id, at=due)


def tallied(tx: Transaction, q: Queries, subject_id: int, number: str) -> Callable[[], Sequence[Mark]]:
    """What was counted on a subject so far, read when it is asked for."""
    return lambda: [
        Mark(row["rule"], row["who"], row["at"], row["seq"], number) for row in tx.all(q.tally_of, subject=subject_id)
    ]


def history(tx: Transaction, q: Queries, subject_id: int) -> Callable[[], Sequence[Event]]:
    """The stored log of a subject, read when it is asked for."""
    return lambda: [event_of(row) for row in tx.all(q.events, subject=subject_id)]
