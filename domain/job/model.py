"""A job as folded from its log. Plain values only: this is what stands as JSON on its row.

Personal values (phone, address, the words of a fault …) are references `~id.digest` to erasable rows.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from domain.events import audience


class Stage(StrEnum):
    """Where a job stands. Every stage but CLOSED has somebody who must act next."""

    REPORTED = "reported"
    OFFERED = "offered"
    ACCEPTED = "accepted"
    APPOINTED = "appointed"
    UNDER_WAY = "under_way"
    ON_SITE = "on_site"
    FINISHED = "finished"
    CLOSED = "closed"


DETAILS = ("phone", "address", "fault")
"""What is enough to start (I2)."""

WISHES = ("model", "at_home")
"""What is asked once and may be left out."""


@dataclass(frozen=True, slots=True)
class Breach:
    """A proposed breach: never applied by a machine (§9)."""

    rule: str
    on: int | None
    started_by: int
    due_at: int
    standing: bool = True


@dataclass(frozen=True, slots=True)
class Job:
    """One work order.

    details    what is known of it, by name: fault, address, phone, model, at_home; values are references
    area       the branch's own name of a district, found in the address; not personal
    service    "free", "paid", or "check": to be checked on site (I6)
    ready      phone, address and fault are known: it can be dispatched
    skipped    wishes that were asked and left out
    offers     technician → "open", "accepted", "declined", "passed", or "withdrawn" by the desk
    delivered  technicians whose phone has shown the offer
    proposed   windows the customer may pick from, each (from, until) in UTC ms
    visit      the agreed window
    stated     the visit was stated by the technician, not picked by the customer
    price      {"items": [[label, fen], …], "total": fen}
    consent    "asked", "agreed" or "refused"
    evidence   what was shown, by name: "photo.sheet" → hashes, "note.cause" → references, "tick.trial_run" → ["1"]
    waivers    evidence name → ("asked" or "refused", the reason given); a waived one stands in `evidence`
    phoned     who reported has no chat: the desk phones, and records what they say (I10)
    owed       text ids of what the desk still has to tell them on the phone
    alike      numbers of open jobs that this one may be the same as, until somebody is asked (U8)
    also       customers of reports that were merged into this one: they hear and say what the customer does (U21)
    joined     number of a merged report → what came with it: customers, names of details, photos, and whom to phone
    merged     the number of the job that was kept instead, None while this one stands for itself
    volunteers technicians who want it although nobody asked them (U26)
    objected   the customer said once that an invalid report was meant
    turns      audience → seq of the last event that changed what they can say: a button shown before it is old
    """

    id: int = 0
    number: str = ""
    branch: str = ""
    customer: int | None = None
    stage: Stage = Stage.REPORTED
    kind: str = "repair"
    product: str | None = None
    area: str | None = None
    details: dict[str, str] = field(default_factory=dict)
    service: str = "check"
    ready: bool = False
    skipped: tuple[str, ...] = ()
    photos: tuple[str, ...] = ()
    offers: dict[int, str] = field(default_factory=dict)
    delivered: tuple[int, ...] = ()
    technician: int | None = None
    proposed: tuple[tuple[int, int], ...] = ()
    visit: tuple[int, int] | None = None
    stated: bool = False
    price: dict[str, Any] | None = None
    consent: str | None = None
    evidence: dict[str, tuple[str, ...]] = field(default_factory=dict)
    waivers: dict[str, tuple[str, str]] = field(default_factory=dict)
    left: bool = False
    confirmed: bool | None = None
    stars: int | None = None
    callback: str | None = None
    outcome: str | None = None
    breaches: tuple[Breach, ...] = ()
    phoned: bool = False
    owed: tuple[str, ...] = ()
    alike: tuple[str, ...] = ()
    also: tuple[int, ...] = ()
    joined: dict[str, dict[str, Any]] = field(default_factory=dict)
    merged: str | None = None
    volunteers: tuple[int, ...] = ()
    objected: bool = False
    turns: dict[str, int] = field(default_factory=dict)

    @property
    def customers(self) -> tuple[int, ...]:
        """Everybody who speaks as its customer, who reported first."""
        return () if self.customer is None else (self.customer, *self.also)

    @property
    def phones(self) -> bool:
        """Whether somebody who speaks as its customer has no chat, so that the desk phones them. I10."""
        return bool(self.contacts())

    def contacts(self) -> list[dict[str, str]]:
        """Who is to be phoned: name and phone, as far as they are known, of each customer without chat."""
        own: dict[str, str] = {name: self.details[name] for name in ("name", "phone") if name in self.details}
        joined = [came["phoned"] for came in self.joined.values() if came["phoned"] is not None]
        return [own, *joined] if self.phoned else joined

    def waiver_asked(self, needs: str) -> bool:
        """Whether the supervisor is being asked to let this proof go."""
        return self.waivers.get(needs, ("", ""))[0] == "asked"

    def turn(self, role: str) -> int:
        """Buttons shown to this role before that event (its seq) are old."""
        return self.turns.get(audience(role), 0)

    def view(self) -> dict[str, Any]:
        """What a rule's `when` may ask."""
        return {"kind": self.kind, "service": self.service, "product": self.product or "other"}

    def wanting(self) -> tuple[str, ...]:
        """What must still be known before it can be dispatched (I2)."""
        return tuple(name for name in DETAILS if name not in self.details)

    def wishing(self) -> tuple[str, ...]:
        """What may still be asked of the customer, once each."""
        return tuple(name for name in WISHES if name not in self.details and name not in self.skipped)
