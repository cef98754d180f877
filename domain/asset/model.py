"""An appliance's file as folded from its log. Plain values only: this is what stands as JSON on its row.

Personal values (phone, address, model, a customer's words) are references `~id.digest` to erasable rows.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from domain.turns import Turning


class Stage(StrEnum):
    """How far the follow-ups after the last visit have come."""

    OPENED = "opened"
    SERVED = "served"
    FIRST_ASKED = "first_asked"
    SECOND_ASKED = "second_asked"


FOLLOW_UP, SERVICE, TEST = "follow_up", "service", "test"
"""What a customer may be asked about an appliance; one at a time, in the order in which it came up."""


@dataclass(frozen=True)
class Wish:
    """A wish or complaint that somebody must handle. A2, A4.

    seq     of the event that noted it
    topic   key of the pack's topic it came with, "" for none
    words   the customer's own, None while they only tapped
    found   the answer, until the customer has heard it: they have no chat, the desk phones
    """

    seq: int
    topic: str = ""
    words: str | None = None
    passed_up: bool = False
    found: str | None = None


@dataclass(frozen=True)
class Asset(Turning):
    """One appliance of one customer.

    jobs        numbers of the jobs on it, the first first
    technician  who did the last one
    bought_on   ISO date, None where unknown
    ends_at     UTC ms: when its warranty ends, None where unknown
    service_at  UTC ms: when the next service is due, None without one
    stage       how far the follow-ups after the last visit have come
    topics      keys of what was asked since then
    matters     what the customer is being asked, the first shown: FOLLOW_UP, SERVICE, TEST
    left        topics of the open follow-up still to ask
    to_phone    the follow-up stayed unanswered: the desk phones
    telling     the customer has tapped that something is wrong and may say what
    wishes      what is still to be handled
    tested      the test before the warranty ends was offered
    refused     its customer wants no questions and no reminders (U19)
    every       care plan of a key customer: ms between contacts, None without one (A9)
    contact_at  UTC ms: the next contact of the plan
    channel tags  as those of its last job
    spoken_at   UTC ms: when somebody was last in touch with its owner; tried_at: tried on a round in vain (A11)
    """

    number: str = ""
    branch: str = ""
    customer: int | None = None
    product: str | None = None
    area: str | None = None
    details: dict[str, str] = field(default_factory=dict)
    phoned: bool = False
    jobs: tuple[str, ...] = ()
    kind: str = "repair"
    service: str = "check"
    technician: int | None = None
    bought_on: str | None = None
    ends_at: int | None = None
    service_at: int | None = None
    stage: Stage = Stage.OPENED
    topics: tuple[str, ...] = ()
    matters: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    to_phone: bool = False
    telling: int | None = None
    wishes: tuple[Wish, ...] = ()
    tested: bool = False
    refused: bool = False
    every: int | None = None
    contact_at: int | None = None
    contact_due: bool = False
    channel: str = ""
    tags: tuple[str, ...] = ()
    spoken_at: int = 0
    tried_at: int = 0
    turns: dict[str, int] = field(default_factory=dict)

    @property
    def customers(self) -> tuple[int, ...]:
        """Everybody who speaks as its customer."""
        return () if self.customer is None else (self.customer,)

    @property
    def technicians(self) -> tuple[int, ...]:
        """Technicians who may see it: an appliance's file is for its customer and the desk."""
        return ()

    @property
    def outcome(self) -> None:
        """A file is never closed."""
        return None

    @property
    def asked(self) -> str | None:
        """What the customer is being asked now. Somebody without chat is asked on the phone."""
        return self.matters[0] if self.matters and not self.phoned else None

    def wish(self, seq: int) -> Wish | None:
        return next((wish for wish in self.wishes if wish.seq == seq), None)

    def view(self) -> dict[str, Any]:
        """What a rule's `when` may ask."""
        return {
            "kind": self.kind,
            "service": self.service,
            "product": self.product or "other",
            "stage": self.stage.value,
            "channel": self.channel,
            "tags": self.tags,
        }
