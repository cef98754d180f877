"""One message on its way through a handler: who speaks, what about, and what they may do with it."""

from dataclasses import dataclass, field
from typing import Any

from domain.effects import Question
from domain.errors import Refused, Unclear
from domain.job.commands import Actor
from domain.job.desk_commands import ByPhone
from domain.job.phoned import as_heard
from domain.policy import Policy
from handlers.said import Said
from storage.held import Held
from storage.people import Speaker
from storage.unit import Unit


@dataclass(slots=True)
class Talk:
    """What a handler sees.

    form   the question that was open at this address; it is answered or forgotten by this message
    held   the job it is about, once that is known
    role   the role in which somebody speaks here
    heard_as  the desk role of who repeats here what the customer says on the phone (I10); "" otherwise
    """

    said: Said
    unit: Unit
    speaker: Speaker
    role: str
    args: tuple[str, ...] = ()
    words: str = ""
    form: dict[str, Any] = field(default_factory=dict)
    held: Held | None = None
    heard_as: str = ""

    @property
    def actor(self) -> Actor:
        """Who acts: for a job that stands under another id of theirs (U16), under that id."""
        if self.heard_as:
            return Actor(self.job.customer, self.role)
        customers = self.job.customers if self.held is not None and self.role == "customer" else ()
        as_customer = next((person for person in customers if self.speaker.is_one_with(person)), None)
        return Actor(self.speaker.person if as_customer is None else as_customer, self.role)

    @property
    def job(self) -> Any:
        assert self.held is not None  # noqa: S101  handlers about a job are called with one
        return self.held.course.state

    @property
    def policy(self) -> Policy:
        """The pack the job was opened under; the current one while there is no job. As it is on that day."""
        policy = self.held.course.policy if self.held else self.unit.policy
        return policy.on(self.said.happened_at)

    @property
    def zone(self) -> str:
        return self.policy.zone

    def mine(self) -> bool:
        """Whether a technician has the job, helps with it, or is being asked."""
        job, person = self.job, self.speaker.person
        return person in (job.technician, *job.team) or job.offers.get(person) == "open"

    def perform(self, command: Any) -> None:
        """The command reaches the job this talk is about. Raises Refused."""
        assert self.held is not None  # noqa: S101
        if self.heard_as:
            command = ByPhone(Actor(self.speaker.person, self.heard_as), command)
        self.unit.perform(self.held.id, command, self.said.happened_at)

    def keep(self, value: str, what: str) -> str:
        """Somebody's words, kept aside; what comes back may stand in the log."""
        return self.unit.keep(value, what, self.held.id if self.held else None)

    def tell(self, key: str, question: Question | None = None, **data: Any) -> None:
        if self.heard_as and question:
            question = as_heard(question)
        self.unit.tell(self.speaker, key, data, question=question, subject=self.held, role=self.heard_as or self.role)

    def tell_with_next(self, key: str, **data: Any) -> None:
        """An answer, and what can be said next about the job."""
        question = self.unit.question(self.held, self.role, self.actor.person) if self.held else None
        self.tell(key, question, **data)

    def arg(self, index: int) -> str:
        """A part of a tapped button. Raises Refused when the button was never ours."""
        if index >= len(self.args):
            raise Refused("old-button")
        return self.args[index]

    def number(self, index: int) -> int:
        """A whole number in a tapped button. Raises Refused when it was never ours."""
        text = self.arg(index)
        if not (text.isascii() and text.isdigit() and len(text) <= 19):
            raise Refused("old-button")
        return int(text)

    def forget_question(self) -> None:
        """The question that was open here is answered, or passed over."""
        self.unit.people.forget_question(self.speaker, self.held.id if self.held else self.form.get("subject"))

    def held_roles(self) -> set[str]:
        """Every role in which this person may speak."""
        return {"customer", *(role for _branch, role in self.speaker.roles)}

    def asked_words(self, example: str) -> str:
        """What was typed after the word. Raises Unclear with an example when nothing was."""
        if not self.words.strip():
            raise Unclear(example)
        return self.words.strip()
