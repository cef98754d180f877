"""The unit of work: what a handler sees. Everything of one message commits together or not at all.

Units are rerunnable: ids, tokens and time come from the unit, nothing else is touched. A subject is read once, moved,
and written at the end with its events, its wake-up and what is to be said about it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from sqlite3 import Row
from typing import Any

from domain.asset.commands import Keep
from domain.counting import Marks
from domain.course import Clocks, Course
from domain.duty.commands import Owe
from domain.errors import Refused
from domain.job.commands import Actor, Report
from domain.job.facts import Record, Technician
from domain.notice.commands import Draft
from domain.numbers import number
from domain.policy import Policy
from domain.rules import Mark
from domain.subjects import SUBJECTS, Subject
from policies.loader import Pack, stored
from storage.figures import figures
from storage.files import keep_files
from storage.held import Held, clocks_of, history, state_of, tallied
from storage.hiding import hide
from storage.people import Speaker
from storage.personal import is_reference, personal_id, reference
from storage.photos import Photo
from storage.pictures import note_uses
from storage.queries import Queries
from storage.receivers import receivers
from storage.tags import tags_of
from storage.telling import Telling
from storage.transaction import Transaction

FIRST_NUMBER = 1001
DRAFT = "draft"
"""The name under which words are kept while a question about them is open."""
BY_PHONE = "phone"
"""The channel of a report that the desk wrote down."""


@dataclass(slots=True)
class Reach:
    """Where people reach us: what the links that we give out begin with.

    web       "https://service.example", without a slash at the end
    telegram  the bot's name without @, once the channel knows it
    pages     what links to pages without login begin with; empty where PUBLIC_URL is unset
    secret    what the tokens of such links are made from
    sms       whether text messages can be sent
    """

    web: str = ""
    telegram: str = ""
    pages: str = ""
    secret: bytes = b""
    sms: bool = False


@dataclass(slots=True)
class Shelf:
    """What units share: the packs in use (the one new subjects are opened under, and those that open subjects still
    point to), and which ids were given out in this millisecond."""

    current: Pack
    _known: dict[str, Policy] = field(default_factory=dict)
    _given: tuple[int, set[int]] = field(default_factory=lambda: (0, set()))

    def unique(self, at: int, chance: int) -> int:
        """`chance` (20 bits), or the next one that no other id of the same millisecond has."""
        if self._given[0] != at:
            self._given = (at, set())
        taken = self._given[1]
        while chance in taken:
            chance = (chance + 1) & 0xFFFFF
        taken.add(chance)
        return chance

    def policy(self, digest: str, tx: Transaction, q: Queries) -> Policy:
        """The policy a subject was opened under. Raises LookupError when its pack is gone."""
        if digest == self.current.hash:
            return self.current.policy
        if digest not in self._known:
            row = tx.one(q.policy, hash=digest)
            if row is None:
                raise LookupError(f"policy {digest} is not stored")
            self._known[digest] = stored(row["name"], digest, row["text"]).policy
        return self._known[digest]


class Unit(Telling):
    """One message's work.

    now      UTC ms; the same throughout the unit
    entropy   random bytes, for ids and tokens
    reach     where people reach us, for links
    speaking  whose message this unit is about, if it is about one
    refused   whether what they wanted could not be done
    """

    def __init__(
        self, tx: Transaction, q: Queries, shelf: Shelf, now: int, entropy: Callable[[int], bytes], reach: Reach
    ) -> None:
        super().__init__(tx, q, now)
        self.shelf, self.entropy, self.reach = shelf, entropy, reach
        self.refused = False
        self._held: dict[int, Held] = {}
        self._staff: dict[int, tuple[Technician, ...]] = {}

    @property
    def policy(self) -> Policy:
        """The pack that new subjects are opened under."""
        return self.shelf.current.policy

    def new_id(self) -> int:
        """Time-ordered, 62 bits: milliseconds, then 20 random bits."""
        return (self.now << 20) | self.shelf.unique(self.now, int.from_bytes(self.entropy(3), "big") & 0xFFFFF)

    def first_time(self, channel: str, message_id: str, address: str) -> bool:
        """Whether this message was never seen before. Marks it."""
        params = {"channel": channel, "message_id": message_id, "address": address}
        return self.tx.run(self.q.mark_inbox, at=self.now, **params) == 1

    # Personal values

    def keep(self, value: str, what: str, subject: int | None = None) -> str:
        """Keep a personal value aside; what comes back may stand in an event."""
        kept_id, salt = self.new_id(), self.entropy(8).hex()
        row = {"id": kept_id, "subject": subject, "field": what, "salt": salt, "value": value, "at": self.now}
        self.tx.run(self.q.keep_personal, **row)
        return reference(kept_id, salt, value)

    def reveal(self, ref: str) -> str | None:
        """The value behind a reference; None once erased."""
        row = self.tx.one(self.q.personal, id=personal_id(ref))
        return row["value"] if row else None

    def reveal_draft(self, ref: str, subject_id: int) -> str | None:
        """The words kept with a question about a subject; None for any other reference, whoever sends it."""
        row = self.tx.one(self.q.personal, id=personal_id(ref)) if is_reference(ref) else None
        mine = row is not None and row["field"] == DRAFT and row["subject"] == subject_id
        return row["value"] if row and mine else None

    def keep_photo(self, photo: Photo) -> None:
        """A photo that is stored already."""
        row = {"sha256": photo.sha256, "mime": photo.mime, "width": photo.width, "height": photo.height}
        self.tx.run(self.q.keep_photo, **row, bytes=photo.bytes, at=self.now)

    # Subjects

    def open_job(self, by: Actor, report: Mapping[str, Any], branch: str, at: int) -> Held:
        """A new numbered job. I1, D1."""
        here = self.speaking.channel if self.speaking else ""
        channel = here if report.get("heard_by") is None else BY_PHONE
        came: dict[str, Any] = {"channel": channel, "tags": tags_of(self, by.person)}
        return self._open("job", Report(by, number=self._number("job"), branch=branch, **came, **report), branch, at)

    def open_asset(self, by: Actor, facts: Mapping[str, Any], branch: str, at: int) -> Held:
        """The file of an appliance, with a number of its own. I7."""
        return self._open("asset", Keep(by, number=f"A{self._number('asset')}", branch=branch, **facts), branch, at)

    def open_duty(self, branch: str, rule: str) -> Held:
        """What a branch owes from now on for every period, with a number of its own. R1."""
        return self._open("duty", Owe(f"R{self._number('duty')}", branch, rule), branch, self.now)

    def open_notice(self, by: Actor, facts: Mapping[str, Any], branch: str, at: int) -> Held:
        """A notice to the customers of a branch, not sent yet. A7."""
        return self._open("notice", Draft(by, number=f"N{self._number('notice')}", branch=branch, **facts), branch, at)

    def _number(self, kind: str) -> str:
        count = self.tx.one(self.q.count_up, name=kind, first=FIRST_NUMBER)
        assert count is not None  # noqa: S101  `returning` always answers
        return number(count["value"])

    def _open(self, kind: str, command: Any, branch: str, at: int) -> Held:
        """A new subject under the current pack, and its first command."""
        subject, pack, subject_id = SUBJECTS[kind], self.shelf.current, self.new_id()
        course = self._course(subject, pack.policy, subject.blank, Clocks(outage=self.now), 0, subject_id, branch)
        held = Held(subject_id, pack.hash, "", course, opened_at=self.now)
        course.perform(command, at)
        self._held[subject_id] = held
        return held

    def hold(self, subject_id: int) -> Held:
        """A subject, read once in a unit. Our own standstills since it was last touched are taken into account."""
        if subject_id not in self._held:
            row = self.tx.one(self.q.subject, id=subject_id)
            if row is None:
                raise Refused("unknown-job")
            self._take_up(row)
        return self._held[subject_id]

    def numbered(self, job_number: str) -> int:
        """A job's id by its number; what was read with it is held. Raises Refused("unknown-job")."""
        row = self.tx.one(self.q.subject_numbered, number=job_number)
        if row is None:
            raise Refused("unknown-job", number=job_number)
        if row["id"] not in self._held:
            self._take_up(row)
        return int(row["id"])

    def _take_up(self, row: Row) -> None:
        subject_id, kind = row["id"], row["kind"]
        policy = self.shelf.policy(row["policy"], self.tx, self.q)
        state, clocks = state_of(kind, row["state"]), clocks_of(row["clocks"])
        course = self._course(SUBJECTS[kind], policy, state, clocks, row["version"], subject_id, row["branch"])
        self._held[subject_id] = Held(subject_id, row["policy"], row["head"], course, opened_at=None)
        if (row["outage"] or 0) > clocks.outage:
            for outage in self.tx.all(self.q.outages_after, after=clocks.outage):
                course.sit_out(outage["since"], outage["until"])

    def perform(self, subject_id: int, command: Any, at: int) -> Held:
        """`command` reaches the subject; raises Refused when the rules say no."""
        held = self.hold(subject_id)
        held.course.perform(command, at)
        return held

    def ring(self, subject_id: int) -> None:
        """What is due by now is done."""
        self.hold(subject_id).course.ring(self.now)

    def put_off(self, subject_id: int, length: int) -> None:
        """A subject that could not be rung is tried again after `length` ms; the others go on meanwhile."""
        self.tx.run(self.q.set_wake, subject=subject_id, at=self.now + length)

    def visible(self, subject_id: int, speaker: Speaker) -> Held:
        """A subject for somebody to see. Raises Refused("unknown-job") when it is not theirs."""
        held = self.hold(subject_id)
        if not speaker.roles_in(held.course.state):
            raise Refused("unknown-job", number=held.course.state.number)
        return held

    def finish(self) -> None:
        """Write every subject that moved, and what is to be said about it. What comes after it reads them anew."""
        keep_files(self, tuple(self._held.values()))
        note_uses(self, tuple(self._held.values()))
        for held in self._held.values():
            held.write(self.tx, self.q, self.outbox)
            self.say(held)
            hide(self, held)
        self._held.clear()
        self._staff.clear()

    def forget_staff(self) -> None:
        """Who could go is asked anew: somebody joined, left or went away in this unit."""
        self._staff.clear()

    def _technicians(self, branch: str, subject: int) -> tuple[Technician, ...]:
        if subject not in self._staff:
            self._staff[subject] = self.people.technicians(branch, subject)
        return self._staff[subject]

    def _course(
        self, subject: Subject, policy: Policy, state: Any, clocks: Clocks, version: int, subject_id: int, branch: str
    ) -> Course:
        return Course(
            subject,
            policy,
            state,
            clocks,
            version,
            self.now,
            lambda: self._technicians(branch, subject_id),
            history(self.tx, self.q, subject_id),
            desk=lambda role: tuple(self.people.members(branch, role)),
            marks=Marks(
                lambda rule, who, since: self._tally(subject_id, rule, who, since),
                tallied(self.tx, self.q, subject_id, subject.summary(state)["number"]),
            ),
            record=lambda person, rule: self._record(person, rule, subject_id),
            figures=lambda names, start, until: figures(self.tx, self.q, branch, names, start, until),
            receivers=lambda notice, after, most: receivers(self.tx, self.q, notice, after, most),
            written=lambda people: bool(people) and all(map(self.people.reached, people)),
        )

    def _tally(self, subject_id: int, rule: str, who: str, since: int) -> list[Mark]:
        """What a rule has counted for somebody on other subjects, as they stand in this unit."""
        held = [one for one in self._held.values() if one.id != subject_id and one.course.marks.changed]
        own = {subject_id, *(one.id for one in held)}
        rows = self.tx.all(self.q.tally, rule=rule, who=who, since=since)
        stored = [Mark(rule, who, row["at"], row["seq"], row["number"]) for row in rows if row["subject"] not in own]
        moved = [mark for one in held for mark in one.course.marks.own(rule) if mark.who == who and mark.at > since]
        return stored + moved

    def _record(self, person: int, rule: str, subject: int) -> Record:
        """A person's breaches of a rule on other subjects, those that this unit moved as they are now."""
        rows = self.tx.all(self.q.breaches_against, person=person, rule=rule)
        states = [row["state"] for row in rows if row["subject"] not in self._held]
        for held in self._held.values():
            if held.id != subject:
                states += [breach.state for breach in held.breaches if (breach.on, breach.rule) == (person, rule)]
        standing = [state for state in states if state not in ("withdrawn", "waived")]
        return Record(standing.count("upheld"), len(standing))
