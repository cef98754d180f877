"""What a page shows: how things stand, what can be done now, what was just answered, and what was said before.

A customer's is one job. A member's are the jobs in their hands and whatever waits for them elsewhere. Looking changes
nothing, so a messenger's preview of the link does no harm.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from domain.effects import Question
from handlers.choosing import open_jobs
from handlers.said import Message, Said, Tap
from handlers.standing import standing
from handlers.talk import Talk
from handlers.texts import Texts
from scheduler.rendering import rendered
from storage.held import Held
from storage.links import PAGE, Link
from storage.outbox import asked
from storage.people import DESK, Speaker
from storage.unit import Unit

MOST_JOBS = 12
AGENDA = "agenda::0"


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was said. `at`: UTC ms; `me`: by the reader, here."""

    at: int
    text: str
    me: bool = False
    photos: tuple[str, ...] = ()

    def when(self, zone: ZoneInfo) -> str:
        return f"{datetime.fromtimestamp(self.at / 1000, zone):%m-%d %H:%M}"


@dataclass(frozen=True, slots=True)
class Card:
    """Words with the buttons that belong to them. `sheets`: numbers of jobs whose service sheet is linked."""

    text: str
    taps: tuple[Tap, ...] = ()
    photos: tuple[str, ...] = ()
    sheets: tuple[str, ...] = ()


@dataclass(slots=True)
class View:
    """A page.

    now      a card for each job, or for what else waits
    answers  what was answered since the reader last said something here
    said     what was said before, the newest first
    agenda   whether the desk's list can be asked for
    """

    now: list[Card] = field(default_factory=list)
    answers: list[Card] = field(default_factory=list)
    said: list[Line] = field(default_factory=list)
    agenda: bool = False

    def photos(self) -> set[str]:
        """The photos that this page may show, by SHA-256."""
        shown = (*(one.photos for one in (*self.now, *self.answers)), *(line.photos for line in self.said))
        return {sha256 for photos in shown for sha256 in photos}


@dataclass(frozen=True, slots=True)
class Viewer:
    """Looks at one link's page in one language."""

    unit: Unit
    link: Link
    texts: Texts
    language: str
    zone: str

    def view(self) -> View:
        """Everything the page shows now."""
        speaker = self.unit.people.speaker(PAGE, self.link.address)
        if speaker is None:
            return View()
        own = self._own()
        since = max((line.at for line in own), default=0)
        view = View(answers=self._answers(since))
        if self.link.subject is not None:
            self._customer(view, speaker, self.link.subject, [*self._before(speaker, self.link.subject, since), *own])
        else:
            self._member(view, speaker)
        view.now = [replace(card, taps=self._further(card, view.answers)) for card in view.now]
        return view

    def _further(self, card: Card, answers: list[Card]) -> tuple[Tap, ...]:
        """A card's buttons but for those that stand under an answer already."""
        shown = {tap.action for answer in answers for tap in answer.taps}
        return tuple(tap for tap in card.taps if tap.action not in shown)

    def _customer(self, view: View, speaker: Speaker, subject: int, said: list[Line]) -> None:
        held, unit = self.unit.hold(subject), self.unit
        if held.course.subject.name == "job":
            talk = self._talk(speaker, "customer", held)
            key, data, question = standing(talk)
            view.now = [self._card(held, "customer", talk.actor.person, key, data, question)]
        else:
            asks = unit.question(held, "customer", speaker.person)
            view.now = [self._card(held, "customer", speaker.person, "page-file", {}, asks)] if asks else []
        view.said = sorted(said, key=lambda line: -line.at)

    def _member(self, view: View, speaker: Speaker) -> None:
        mine = open_jobs(self._talk(speaker, "technician")) if speaker.branches("technician") else []
        for held in mine[:MOST_JOBS]:
            visit = held.course.state.visit
            data = {"visit": {"text": "where-window", "window": visit} if visit else ""}
            question = self.unit.question(held, "technician", speaker.person)
            view.now.append(self._card(held, "technician", speaker.person, "page-job", data, question))
        shown = {held.id for held in mine}
        rows = self.unit.tx.all(self.unit.q.open_menus, person=speaker.person)
        view.now += [_as_card(self._read(row)) for row in rows if row["subject"] not in shown]
        view.agenda = bool(speaker.branches(*DESK))

    def _talk(self, speaker: Speaker, role: str, held: Held | None = None) -> Talk:
        return Talk(Said(PAGE, self.link.address, ""), self.unit, speaker, role, held=held)

    def _card(
        self, held: Held, role: str, person: int, key: str, data: Mapping[str, Any], question: Question | None
    ) -> Card:
        """How a subject stands now, and what is asked about it."""
        state = held.course.state
        asking = asked(question, state.number, state.turn(role)) if question else None
        about = {**self.unit.about(held, role, person), **data}
        waiting = self.unit.lanes.unsent(key, about, asking, self.language, self.zone)
        return _as_card(rendered(waiting, self.texts, self.language, self.unit.now))

    def _answers(self, since: int) -> list[Card]:
        """What came of the last thing said here; only what still stands has buttons."""
        rows = self.unit.tx.all(self.unit.q.said_on_page, address=self.link.address)
        last = [row for row in rows if row["created_at"] >= since]
        return [_as_card(self._read(row), stands=bool(row["stands"])) for row in reversed(last)] if since else []

    def _own(self) -> list[Line]:
        rows = self.unit.tx.all(self.unit.q.web_lines_latest, address=self.link.address)
        return [Line(row["at"], row["text"], me=True, photos=tuple(msgspec.json.decode(row["photos"]))) for row in rows]

    def _before(self, speaker: Speaker, subject: int, since: int) -> list[Line]:
        """What was said about a job wherever; the answers that stand above are not said twice."""
        people = msgspec.json.encode([speaker.person, *self.unit.people.one_with(speaker.person)]).decode()
        rows = self.unit.tx.all(self.unit.q.said_about, subject=subject, people=people)
        return [
            self._line(row)
            for row in rows
            if (row["channel"], row["address"]) != (PAGE, self.link.address) or row["created_at"] < since
        ]

    def _line(self, row: Any) -> Line:
        message = self._read(row)
        return Line(row["created_at"], message.text, photos=message.photos)

    def _read(self, row: Any) -> Message:
        waiting = self.unit.lanes.shown(row, self.language, self.zone)
        return rendered(waiting, self.texts, self.language, self.unit.now)


def listen(unit: Unit, link: Link) -> None:
    """What is typed on a customer's page answers what it asks, unless an answer of it asked something since."""
    speaker = unit.people.speaker(PAGE, link.address)
    if link.subject is None or speaker is None or speaker.form:
        return
    held = unit.hold(link.subject)
    question = unit.question(held, "customer", speaker.person)
    if question and question.expects:
        form = {"subject": held.id, "expects": question.expects, "at": unit.now}
        unit.people.set_form(PAGE, link.address, form)


def _as_card(message: Message, *, stands: bool = True) -> Card:
    return Card(message.text, message.taps if stands else (), message.photos, message.sheets)
