"""Words for people: who hears what is said about a subject, where, and with which question. Part of a unit."""

from collections.abc import Mapping
from typing import Any

from domain.effects import Ask, Question, Tell, beside, with_more
from domain.events import audience
from domain.job.telling import deadline, tagged
from storage.digests import Digests
from storage.held import Held
from storage.lanes import Lanes
from storage.outbox import LASTING, Outbox, asked
from storage.people import People, Speaker
from storage.queries import Queries
from storage.transaction import Transaction

DESK = ("supervisor", "manager")
DESK_AT_ONCE = "desk"
"""Everybody of the desk, each once: for what cannot wait (S9)."""


class Telling:
    """What a unit says.

    now       UTC ms; the same throughout the unit
    speaking  whose message this unit is about, if it is about one
    """

    def __init__(self, tx: Transaction, q: Queries, now: int) -> None:
        self.tx, self.q, self.now = tx, q, now
        self.people = People(tx, q, now)
        self.outbox = Outbox(tx, q, now)
        self.lanes = Lanes(tx, q, self.people, now)
        self.digests = Digests(tx, q, self.outbox, self.people, now)
        self.speaking: Speaker | None = None

    def tell(
        self,
        speaker: Speaker,
        key: str,
        data: Mapping[str, Any] | None = None,
        *,
        question: Question | None = None,
        subject: Held | None = None,
        role: str = "customer",
    ) -> None:
        """Words for whoever speaks, in the role in which they do, in answer."""
        about = self.about(subject, role, speaker.person) if subject else {}
        self._queue(
            speaker.channel,
            speaker.address,
            key,
            {**about, **(data or {})},
            question,
            subject,
            role,
        )

    def tell_person(
        self, person: int, key: str, data: Mapping[str, Any] | None = None, question: Question | None = None
    ) -> None:
        """Words for somebody about no job, where they were last; nothing when they have no address."""
        if place := self._place_of(person):
            self._queue(*place, key, data or {}, question, None, "supervisor")

    def question(self, subject: Held, role: str, person: int) -> Question | None:
        """What somebody is being asked about a subject now."""
        course = subject.course
        return course.subject.question(course.facts(), role, person, course.policy.on(self.now), self.now)

    def say(self, held: Held) -> None:
        """What is to be said about a subject that moved."""
        last = self._last_asks(held)
        said: list[tuple[int, str, Mapping[str, Any]]] = []
        for index, told in enumerate(held.course.told):
            for person, role in self._readers(held, told.who, told.without):
                words = (person, told.key, told.data)
                if words in said and not isinstance(told, Ask):
                    continue  # who stands in for another role hears the same thing once
                said.append(words)
                ask = isinstance(told, Ask) and last.get((told.who, bool(told.only))) == index
                question = self.question(held, role, person) if ask else None
                if question and isinstance(told, Ask) and told.only:
                    question = beside(question, told.only)
                question = with_more(question, told.buttons, told.expects)
                self._send(held, told, person, role, question)
        held.course.told.clear()

    def _last_asks(self, held: Held) -> dict[tuple[str | int, bool], int]:
        """Only the last of several messages to somebody asks: earlier questions are already answered or the same.

        What is beside the job's own steps takes no question's place.
        """
        asks = ((index, told) for index, told in enumerate(held.course.told) if isinstance(told, Ask))
        return {(told.who, bool(told.only)): index for index, told in asks}

    def _readers(self, held: Held, who: str | int, without: tuple[int, ...] = ()) -> list[tuple[int, str]]:
        """The people behind a role, or one technician by id. Manager and supervisors stand in for each other.

        without  people who are not told: then whoever of the desk is left
        """
        job = held.course.state
        if isinstance(who, int):
            if held.course.subject.told == "customer":
                return [(who, "customer")]
            # Who left hears nothing more of a job (X6).
            still = (job.branch, "technician") in self.people.own_roles(who)
            return [(who, "technician")] if still else []
        if who == DESK_AT_ONCE:
            desk = {person for role in DESK for person in self.people.members(job.branch, role)}
            return [(person, "supervisor") for person in sorted(desk)]
        if who == "customer":
            return [(person, "customer") for person in job.customers]
        members = [person for person in self.people.members(job.branch, who) if person not in without]
        if not members and who in DESK:
            others = self.people.members(job.branch, "supervisor" if who == "manager" else "manager")
            members = [person for person in others if person not in without]
        if who == "supervisor" and not without:
            members = [*members, *self._manager_speaking(job.branch, members)]
        return [(person, "supervisor") for person in members]

    def _manager_speaking(self, branch: str, members: list[int]) -> list[int]:
        """A manager who speaks hears what came of it, as a supervisor would."""
        speaker = self.people.speaker(self.speaking.channel, self.speaking.address) if self.speaking else None
        if speaker is None or speaker.person in members or (branch, "manager") not in speaker.roles:
            return []
        return [speaker.person]

    def _send(self, held: Held, told: Tell, person: int, role: str, question: Question | None) -> None:
        place = self._place_of(person)
        if place is None:
            return
        channel, address = place
        about = self.about(held, role, person)
        data = {**about, **told.data}
        if "say" in data:  # words to be said to somebody else: they name what any text about the job may
            data["say"] = [{**about, **words} for words in data["say"]]
        rule = told.rule if audience(role) == "desk" else ""
        into = self.digests.into(channel, address, rule, told.key, held.course.policy)
        self._queue(channel, address, told.key, data, question, held, role, silent=told.silent, rule=rule, digest=into)

    def _queue(
        self,
        channel: str,
        address: str,
        key: str,
        data: Mapping[str, Any],
        question: Question | None,
        held: Held | None,
        role: str,
        *,
        silent: bool = False,
        rule: str = "",
        digest: int | None = None,
    ) -> None:
        state = held.course.state if held else None
        turn = state.turn(role) if state else 0
        if question and question.lasting:
            turn = LASTING
        asking = asked(question, state.number if state else "", turn) if question else None
        self.outbox.add(
            channel,
            address,
            key,
            data,
            subject=held.id if held else None,
            audience=audience(role),
            turn=turn,
            question=asking,
            answers=self._speaks_at(channel, address),
            silent=silent,
            rule=rule,
            digest=digest,
        )
        if digest is None and question and question.expects and self._may_ask(channel, address, held):
            form = {"subject": held.id if held else None, "expects": question.expects, "at": self.now}
            self.people.set_form(channel, address, form)

    def _may_ask(self, channel: str, address: str, held: Held | None) -> bool:
        """A question nobody asked for does not take over a typed answer that somebody owes to something else."""
        if self._speaks_at(channel, address):
            return True
        speaker = self.people.speaker(channel, address)
        form = speaker.form if speaker else None
        owed = form and (form.get("subject") or form.get("expects"))
        return not form or not owed or (held is not None and form.get("subject") == held.id)

    def _speaks_at(self, channel: str, address: str) -> bool:
        """Whether that is where the message came from that this unit is about."""
        speaking = self.speaking
        return speaking is not None and (channel, address) == (speaking.channel, speaking.address)

    def _place_of(self, person: int) -> tuple[str, str] | None:
        """Where somebody was last: whoever speaks is here. None when nowhere. (Who is one with others may cease to be
        so in this very unit, and is looked up.)"""
        if self.speaking and self.speaking.person == person and not self.speaking.also:
            return self.speaking.channel, self.speaking.address
        return next(iter(self.people.addresses(person)), None)

    def about(self, held: Held, role: str, person: int) -> dict[str, Any]:
        """What a text to somebody about a subject may name."""
        course = held.course
        about = course.subject.about(course.state, role, person)
        return {
            **about,
            **tagged(about, getattr(course.state, "tags", ()), course.policy, audience(role)),
            **deadline(course.clocks.running, course.policy, person, self.now),
        }
