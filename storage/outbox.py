"""What is to be said, kept until the platform has it. Rows hold text ids and references, never a person's values."""

from collections.abc import Mapping
from typing import Any

import msgspec

from domain.effects import Button, Question
from domain.events import AUDIENCES
from storage.lanes import ANSWER, NEWS
from storage.queries import Queries
from storage.transaction import Transaction

LASTING = 1_000_000
"""The turn of a menu that stays good whatever happens to its job."""


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
        answers: bool = False,
        silent: bool = False,
        rule: str = "",
        digest: int | None = None,
    ) -> None:
        """One more message for an address; it leaves behind those that wait there already.

        answers  somebody has just spoken there and waits for it: this address goes first
        rule     the rule whose clock says it to the desk
        digest   the digest that says it; None: it is sent by itself
        """
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
            silent=int(silent),
            rule=rule or None,
            due_at=data.get("due_at") if rule else None,
            state="new" if digest is None else "gathered",
            digest=digest,
        )
        if digest is None:
            self.open_lane(channel, address, ANSWER if answers else NEWS)

    def ask(self, channel: str, address: str, key: str, data: Mapping[str, Any], question: Question) -> None:
        """A message about no job, at one address, with its buttons."""
        self.add(channel, address, key, data, question=asked(question, "", 0))

    def sent(self, message_id: int, reference: str | None, menu: bool, *, shows: bool = False) -> None:
        """`shows`: where and by what number somebody is reached, to a reader who may lose that right."""
        place = {"id": message_id, "at": self._now, "reference": reference}
        self._tx.run(self._q.sent, **place, menu=int(menu), shows=int(shows))

    def left(self, message_id: int, why: str) -> None:
        """Not sent: it stands on the reader's page."""
        self._tx.run(self._q.left, id=message_id, error=why)

    def failed(self, message_id: int, error: str) -> None:
        self._tx.run(self._q.failed, id=message_id, error=error)

    def not_taken(self, message_id: int, error: str) -> None:
        """The platform did not take it now; it stays the first of its lane."""
        self._tx.run(self._q.not_taken, id=message_id, error=error)

    def spend_menus(self, subject: int, turns: Mapping[str, int]) -> None:
        """The subject moved on: menus from before its turns (audience → seq) are to be closed where they were shown."""
        turn = {audience: turns.get(audience, 0) for audience in AUDIENCES}
        for row in self._tx.all(self._q.spend_menus, subject=subject, **turn):
            self.open_lane(row["channel"], row["address"], NEWS)

    def close_menu(self, message_id: int) -> None:
        self._tx.run(self._q.close_menu, id=message_id)

    def reword(self, row: Any, data: Mapping[str, Any], question: Mapping[str, Any] | None) -> None:
        """A message reads otherwise from now on, on the platform too where that has it."""
        self._tx.run(
            self._q.reword,
            id=row["id"],
            data=msgspec.json.encode(data).decode(),
            question=msgspec.json.encode(question).decode() if question else None,
        )
        self.open_lane(row["channel"], row["address"], NEWS)

    def open_lane(self, channel: str, address: str, news: int = NEWS) -> None:
        """Something is to be done at an address."""
        self._tx.run(self._q.open_lane, channel=channel, address=address, news=news, at=self._now)


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
        "action": ":".join((button.verb, button.number or number, str(turn), *button.args)),
        "kind": button.kind,
        "tone": button.tone,
    }
