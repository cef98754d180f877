"""A notice as folded from its log. Plain values only: this is what stands as JSON on its row.

Its words are a reference `~id.digest` to an erasable row, as a customer's are; people stand by id.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from domain.turns import OfTheDesk


class Stage(StrEnum):
    """How far it has come: everybody who chats has it when it is SENT, everybody was phoned too when it is DONE."""

    DRAFTED = "drafted"
    SENDING = "sending"
    SENT = "sent"
    DONE = "done"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Receiver:
    """A customer a notice is for. chat: they can be written to; refused: they want none (U19)."""

    person: int
    chat: bool
    refused: bool


@dataclass(frozen=True)
class Notice(OfTheDesk):
    """One notice to the customers of a branch.

    on        ISO date of what it is about; held_at: UTC ms of that day's beginning
    product   only to whom has such an appliance; key: only to key customers
    total refused chat  how many there were when it was drafted
    after     id of the last customer that was taken up: they go in the order of their ids, each once
    sent      how many were written to
    to_call   customers without chat who are still to be phoned, the first first
    called missed  how many were reached by phone, and how many were not
    to_write  who was not reached and is owed a letter
    written   how many letters were sent
    """

    number: str = ""
    branch: str = ""
    by: int | None = None
    on: str = ""
    held_at: int = 0
    product: str | None = None
    key: bool = False
    words: str = ""
    total: int = 0
    refused: int = 0
    chat: int = 0
    stage: Stage = Stage.DRAFTED
    after: int = 0
    sent: int = 0
    to_call: tuple[int, ...] = ()
    called: int = 0
    missed: int = 0
    to_write: tuple[int, ...] = ()
    written: int = 0
    turns: dict[str, int] = field(default_factory=dict)

    @property
    def area(self) -> None:
        """It is about no place."""
        return None

    @property
    def outcome(self) -> str | None:
        """Whether it was called off."""
        return "cancelled" if self.stage is Stage.CANCELLED else None

    def view(self) -> dict[str, Any]:
        """What a rule's `when` may ask."""
        return {"kind": "notice", "product": self.product or "other", "stage": self.stage.value}
