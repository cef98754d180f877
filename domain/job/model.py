"""A job as folded from its log. Plain values only: this is what stands as JSON on its row.

Personal values (phone, address, the words of a fault …) are references `~id.digest` to erasable rows.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from domain.job.evidence import SHEET, Doubt, Plate, Signature
from domain.turns import Turning


class Stage(StrEnum):
    """Where a job stands. Every stage but CLOSED has somebody who must act next."""

    REPORTED = "reported"
    OFFERED = "offered"
    ACCEPTED = "accepted"
    APPOINTED = "appointed"
    UNDER_WAY = "under_way"
    ON_SITE = "on_site"
    SUSPENDED = "suspended"
    FINISHED = "finished"
    CLOSED = "closed"


TAKEN = (Stage.ACCEPTED, Stage.APPOINTED, Stage.UNDER_WAY, Stage.ON_SITE, Stage.SUSPENDED, Stage.FINISHED)

MOVING = (Stage.UNDER_WAY, Stage.ON_SITE, Stage.SUSPENDED)
"""Somebody has set out or begun: taking it off them needs a reason (U10)."""

DETAILS = ("phone", "address", "fault")
"""What is enough to start (I2)."""

WISHES = ("model", "at_home")
"""What is asked once and may be left out."""


INQUIRY = "inquiry"
"""The kind of a job that is only words so far: somebody answers, then it ends or becomes a repair (I1)."""


OPEN = ("proposed", "accepted", "contested")
"""A breach that nobody has decided yet."""


@dataclass(frozen=True)
class Breach:
    """A proposed breach and what became of it: never applied by a machine (§9).

    proposal    seq of its proposal in the log
    at          UTC ms, when it was due
    began       UTC ms of which the rule's values are: when its clock started, or it was counted
    contest_by  UTC ms until which the person may contest it; decide_by: until which it is to be decided
    charge      what it counts for: points, fen, nth, times_fee; provisional until it is upheld
    brought_by  who claimed it, or whose correction brought it: they do not decide it
    state       "proposed", "accepted", "contested", "upheld", "waived" or "withdrawn"
    reason photos  what the person says against it
    """

    rule: str
    on: int | None
    started_by: int
    due_at: int
    proposal: int = 0
    at: int = 0
    began: int = 0
    contest_by: int = 0
    decide_by: int = 0
    charge: dict[str, int] = field(default_factory=dict)
    brought_by: int | None = None
    state: str = "proposed"
    contested: bool = False
    reason: str = ""
    photos: tuple[str, ...] = ()
    decided_at: int | None = None

    @property
    def standing(self) -> bool:
        """Whether it still holds by the log, decided or not."""
        return self.state != "withdrawn"

    @property
    def open(self) -> bool:
        """Whether somebody is still to decide it."""
        return self.state in OPEN

    @property
    def part(self) -> tuple[int, ...]:
        """Who is part of it: whom it concerns and who caused it. They do not decide it."""
        return tuple(person for person in (self.on, self.brought_by) if person is not None)


@dataclass(frozen=True)
class Visit:
    """A visit that did not finish the job, with the evidence it left. U7."""

    technician: int | None
    reason: str
    evidence: dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class Suspension:
    """Why a job stands still, until when it is expected to (UTC ms), and whether it does so on site. U3."""

    reason: str
    resume_at: int
    on_site: bool


@dataclass(frozen=True)
class Job(Turning):
    """One work order.

    bought_on  ISO date of purchase, as far as the customer said (I2)
    details    what is known of it, by name: fault, address, phone, model, serial, at_home; values are references
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
    doubts     photos of which somebody should say whether they are what they should be
    again      evidence names that the desk wants shown once more although the work counts as finished
    waivers    evidence name → ("asked" or "refused", the reason given); a waived one stands in `evidence`
    wish       {"window": [from, until] or None, "words": reference or None}: the time the customer asks for
    moves      how often the customer moved an agreed visit (U2)
    cancelling the reason, while technician or desk decide whether the job is called off
    notes      the customer's latest words, for whoever has the job next
    owed       the technician owes the customer an answer
    heard      who spoke to the customer last, "technician" or "desk": what the customer types is for them
    human      the desk owes the customer an answer
    repeat     the job whose fault is back: {"of": number, "technician": person, "days": n, "times": n},
               with "raised" while the desk is to decide whose fault it was, and that "fault" (S12)
    repeated   the number of the job that this one came back as
    delays     how often a delay was told
    awaited    nobody opens (U2): "asked", or "coming" once the customer said so
    absences   how often nobody was at home
    visits     visits that did not finish the job, the first first
    suspended  why it stands still, if it does
    asks       what the desk is being asked, by `what` (S6 S7 U7): the data of `approval.asked`
    missed     technicians whom the desk could not reach and who have not answered since (D8)
    reached    the count rule that counted to its number last
    approved   what the pack's own rules had asked and somebody said yes to → a reference to the words with it, or ""
    team       second technicians → "joined", "on_site" or "left"
    units      product → how many more than were reported (S8)
    stopped    who stopped the work for danger, and the danger's name or "" (S9)
    phoned     who reported has no chat: the desk phones, and records what they say (I10)
    calls      text ids of what the desk still has to tell them on the phone
    alike      numbers of open jobs that this one may be the same as, until somebody is asked (U8)
    also       customers of reports that were merged into this one: they hear and say what the customer does (U21)
    joined     number of a merged report → what came with it: customers, names of details, photos, and whom to phone
    merged     the number of the job that was kept instead, None while this one stands for itself
    volunteers technicians who want it although nobody asked them (U26)
    opinion    what the desk says is done about the report, a reference; "" while nothing (I4)
    quality    "open" while a quality problem waits for the company's answer, then "answered" (R7)
    form       "asked" while the desk compares the filed evaluation with what the customer says, then "matches" or
               "differs" (S13)
    objected   the customer said once that an invalid report was meant
    channel    where the report came from: "web", "telegram", "phone"; "" for jobs from before this was kept
    tags       keys of the pack's tags that its customer has
    signature  the last sheet that was signed with a finger
    plate      the last photos of the nameplate
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
    doubts: dict[str, Doubt] = field(default_factory=dict)
    again: tuple[str, ...] = ()
    left: bool = False
    confirmed: bool | None = None
    stars: int | None = None
    callback: str | None = None
    outcome: str | None = None
    breaches: tuple[Breach, ...] = ()
    wish: dict[str, Any] | None = None
    moves: int = 0
    cancelling: str | None = None
    notes: tuple[str, ...] = ()
    owed: bool = False
    heard: str = ""
    human: bool = False
    repeat: dict[str, Any] | None = None
    repeated: str | None = None
    closed_at: int | None = None
    delays: int = 0
    awaited: str | None = None
    absences: int = 0
    visits: tuple[Visit, ...] = ()
    suspended: Suspension | None = None
    asks: dict[str, dict[str, Any]] = field(default_factory=dict)
    missed: tuple[int, ...] = ()
    reached: str = ""
    approved: dict[str, str] = field(default_factory=dict)
    team: dict[int, str] = field(default_factory=dict)
    units: dict[str, int] = field(default_factory=dict)
    stopped: tuple[int, str] | None = None
    phoned: bool = False
    calls: tuple[str, ...] = ()
    alike: tuple[str, ...] = ()
    also: tuple[int, ...] = ()
    joined: dict[str, dict[str, Any]] = field(default_factory=dict)
    merged: str | None = None
    volunteers: tuple[int, ...] = ()
    opinion: str = ""
    quality: str = ""
    form: str = ""
    objected: bool = False
    bought_on: str | None = None
    channel: str = ""
    tags: tuple[str, ...] = ()
    signature: Signature | None = None
    plate: Plate = field(default_factory=Plate)
    turns: dict[str, int] = field(default_factory=dict)

    @property
    def signed(self) -> Signature | None:
        """The finger's signature under the sheet of this visit."""
        there = self.signature is not None and self.signature.strokes in self.evidence.get(SHEET, ())
        return self.signature if there else None

    @property
    def customers(self) -> tuple[int, ...]:
        """Everybody who speaks as its customer, who reported first."""
        return () if self.customer is None else (self.customer, *self.also)

    @property
    def technicians(self) -> tuple[int | None, ...]:
        """Technicians who may see it: who goes, who was asked, who helps."""
        return (self.technician, *self.offers, *self.team, *(breach.on for breach in self.breaches))

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

    @property
    def inquiry(self) -> bool:
        return self.kind == INQUIRY

    @property
    def taken(self) -> bool:
        """A technician has said yes and the job is not closed: the two may talk, and know where and whom (U9)."""
        return self.technician is not None and self.stage in TAKEN

    def helps(self, person: int) -> bool:
        """Whether they are a second technician of the job, while it is open (U7)."""
        return self.taken and self.team.get(person) in ("joined", "on_site")

    @property
    def with_desk(self) -> bool:
        """The customer is talking with the desk, or waits for it."""
        return self.human or self.heard == "desk"

    def view(self) -> dict[str, Any]:
        """What a rule's `when` may ask."""
        return {
            "kind": self.kind,
            "service": self.service,
            "product": self.product or "other",
            "stage": self.stage.value,
            "count": self.reached,
            "channel": self.channel,
            "tags": self.tags,
            "units": 1 + sum(self.units.values()),
            "price_fen": self.price["total"] if self.price else None,
            "visits": len(self.visits),
            "moves": self.moves,
            "absences": self.absences,
            "delays": self.delays,
            "times": self.repeat["times"] if self.repeat else 0,
        }

    def wanting(self) -> tuple[str, ...]:
        """What must still be known before it can be dispatched (I2)."""
        return tuple(name for name in DETAILS if name not in self.details)

    def wishing(self) -> tuple[str, ...]:
        """What may still be asked of the customer, once each."""
        return tuple(name for name in WISHES if name not in self.details and name not in self.skipped)
