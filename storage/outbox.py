"""What is to be said, kept until the platform has it. Rows hold text ids and references, never a person's values."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from domain.effects import Button, Question
from storage.people import People
from storage.personal import is_reference, personal_id
from storage.queries import Queries
from storage.transaction import Transaction

PEOPLE = ("technician", "next_technician", "customer", "person", "by_person", "on")
"""Keys of a text's data whose value is a person."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A message as the sender gets it: references and people resolved to what is to be read.

    language  the reader's
    question  what is asked with it, its buttons as {label, data, action, kind, tone}
    """

    id: int
    channel: str
    address: str
    subject: int | None
    key: str
    data: Mapping[str, Any]
    question: Mapping[str, Any] | None
    language: str | None
    zone: str
    tries: int


class Outbox:
    """The outbox, as one unit sees it."""

    def __init__(self, tx: Transaction, q: Queries, now: int) -> None:
        self._tx, self._q, self._now = tx, q, now

    def add(
        self,
        channel: str,
        address: str,
        key: str,
        data: Mapping[str, Any],
        *,
        subject: int | None = None,
        audience: str | None = None,
        turn: int = 0,
        question: Mapping[str, Any] | None = None,
    ) -> None:
        self._tx.run(
            self._q.add_outbox,
            channel=channel,
            address=address,
            subject=subject,
            audience=audience,
            turn=turn,
            key=key,
            data=msgspec.json.encode(data).decode(),
            question=msgspec.json.encode(question).decode() if question else None,
            at=self._now,
        )

    def ask(self, channel: str, address: str, key: str, data: Mapping[str, Any], question: Question) -> None:
        """A message about no job, at one address, with its buttons."""
        self.add(channel, address, key, data, question=asked(question, "", 0))

    def waiting(self, most: int, people: People, zone: str) -> list[Waiting]:
        """The next message of each address, ready to be rendered."""
        found = []
        for row in self._tx.all(self._q.waiting, now=self._now, most=most):
            speaker = people.speaker(row["channel"], row["address"])
            found.append(
                Waiting(
                    row["id"],
                    row["channel"],
                    row["address"],
                    row["subject"],
                    row["key"],
                    self._resolved(msgspec.json.decode(row["data"]), people),
                    self._resolved(msgspec.json.decode(row["question"]), people) if row["question"] else None,
                    speaker.language if speaker else None,
                    zone,
                    row["tries"],
                )
            )
        return found

    def sent(self, message_id: int, reference: str | None, menu: bool) -> None:
        self._tx.run(self._q.sent, id=message_id, at=self._now, reference=reference, menu=int(menu))

    def failed(self, message_id: int, error: str) -> None:
        self._tx.run(self._q.failed, id=message_id, error=error)

    def try_later(self, message_id: int, error: str, try_at: int) -> None:
        self._tx.run(self._q.try_later, id=message_id, error=error, try_at=try_at)

    def spent_menus(self, most: int) -> list[tuple[int, str, str, str | None]]:
        """Menus to be closed on the platform: (id, channel, address, reference)."""
        rows = self._tx.all(self._q.open_menus, most=most)
        return [(row["id"], row["channel"], row["address"], row["reference"]) for row in rows]

    def close_menu(self, message_id: int) -> None:
        self._tx.run(self._q.close_menu, id=message_id)

    def _resolved(self, value: Any, people: People, key: str = "") -> Any:
        if isinstance(value, dict):
            return {name: self._resolved(inner, people, name) for name, inner in value.items()}
        if isinstance(value, list):
            return [self._resolved(inner, people, key) for inner in value]
        if is_reference(value):
            row = self._tx.one(self._q.personal, id=personal_id(value))
            return row["value"] if row and row["value"] is not None else "—"
        if key in PEOPLE and isinstance(value, int):
            return people.name(value)
        return value


def asked(question: Question, number: str, turn: int) -> dict[str, Any]:
    """A question as the outbox keeps it: each button with what it says when tapped."""
    return {
        "key": question.key,
        "data": dict(question.data),
        "expects": question.expects,
        "buttons": [_button(button, number, turn) for button in question.buttons],
    }


def _button(button: Button, number: str, turn: int) -> dict[str, Any]:
    return {
        "label": button.label,
        "data": dict(button.data),
        "action": ":".join((button.verb, number, str(turn), *button.args)),
        "kind": button.kind,
        "tone": button.tone,
    }
