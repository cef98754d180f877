"""Everything that can be asked of a job. Commands are verbs; the log keeps what came of them as past participles."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Actor:
    """Who speaks: a person in one of their roles, as memberships say, never as a message says."""

    person: int
    role: str


@dataclass(frozen=True, slots=True)
class Command:
    """What somebody wants."""

    by: Actor


@dataclass(frozen=True, slots=True)
class Report(Command):
    """A customer's first sentence. I1, I2 (T5.4, T10.1).

    details       references to personal values
    reused        address and phone are those of the customer's last job
    repeat        the job whose fault is back: {"of": number, "technician": person, "days": n, "times": n}. S12
    heard_by      who heard it on the phone and reports for a customer without chat (I10); None for their own words
    alike         numbers of open jobs that it may be the same as (U8)
    open_already  how many open jobs the customer has (X17)
    bought_on     ISO date of purchase, None where unknown
    channel       where it came from: "web", "telegram", "phone"
    tags          keys of the pack's tags that the customer has
    machine       model and serial of the one they have, from its file: asked about before they count
    """

    number: str = ""
    branch: str = ""
    kind: str = "repair"
    product: str | None = None
    area: str | None = None
    details: Mapping[str, str] = field(default_factory=dict)
    photos: tuple[str, ...] = ()
    service: str = "check"
    reused: bool = False
    repeat: Mapping[str, Any] | None = None
    heard_by: int | None = None
    alike: tuple[str, ...] = ()
    open_already: int = 0
    bought_on: str | None = None
    channel: str = ""
    tags: tuple[str, ...] = ()
    machine: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Describe(Command):
    """A missing detail, a photo of the nameplate, or that it is left out; `kind` makes a repair of an inquiry."""

    details: Mapping[str, str] = field(default_factory=dict)
    product: str | None = None
    area: str | None = None
    service: str | None = None
    skip: str | None = None
    kind: str | None = None
    alike: tuple[str, ...] = ()
    bought_on: str | None = None


@dataclass(frozen=True, slots=True)
class Accept(Command):
    """接单. D1."""


@dataclass(frozen=True, slots=True)
class Decline(Command):
    """拒单, with a reason from the pack's list. U7."""

    reason: str = ""


@dataclass(frozen=True, slots=True)
class Delivered(Command):
    """An offer was shown on the technician's phone; by is the technician. U5."""


@dataclass(frozen=True, slots=True)
class Propose(Command):
    """Times for the customer to pick from. D2."""

    windows: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Pick(Command):
    """The customer's choice: an index into the proposed times, None for none of them."""

    choice: int | None = None


@dataclass(frozen=True, slots=True)
class Appoint(Command):
    """约好: what was agreed on the phone counts at once. D2, U22."""

    window: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class DisputeTime(Command):
    """The customer: that is not what we agreed. U22."""


@dataclass(frozen=True, slots=True)
class Depart(Command):
    """出发; `ticked` says that the pre-visit checklist was seen and is complete. D6."""

    ticked: bool = False


@dataclass(frozen=True, slots=True)
class Arrive(Command):
    """到场; `metres` from the address where the technician's and the customer's place are known: a hint. D4."""

    metres: int | None = None


@dataclass(frozen=True, slots=True)
class Settle(Command):
    """Free or paid, settled on site. I6."""

    service: str = ""


@dataclass(frozen=True, slots=True)
class Find(Command):
    """What the fault comes from: the key of a class of the pack. I6."""

    cause: str = ""


@dataclass(frozen=True, slots=True)
class Quote(Command):
    """An itemised price, amounts in fen. S1."""

    items: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Consent(Command):
    """The customer's answer to the price. S1."""

    agreed: bool = False


@dataclass(frozen=True, slots=True)
class Show(Command):
    """A photo, as evidence of `needs` ("photo.sheet"), or without a purpose yet."""

    photos: tuple[str, ...] = ()
    needs: str | None = None


@dataclass(frozen=True, slots=True)
class Note(Command):
    """Evidence in words or a tick: `value` is a reference to the words, or "1"; `voice` where it was spoken."""

    needs: str = ""
    value: str = ""
    voice: str = ""


@dataclass(frozen=True, slots=True)
class NoteSeveral(Command):
    """Several notes at once, each a proof's name and a reference to its words: what a pack calls usual. S5."""

    notes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class AskWaiver(Command):
    """The technician: this proof cannot be had, and why; `voice` where it was spoken. U23."""

    needs: str = ""
    reason: str = ""
    voice: str = ""


@dataclass(frozen=True, slots=True)
class Speak(Command):
    """A voice message that answers nothing: kept, and played to whoever has the job. U25."""

    voice: str = ""


@dataclass(frozen=True, slots=True)
class Finish(Command):
    """完工. Refused while a proof is missing, whatever button or page is used. S2, S3, S5."""


@dataclass(frozen=True, slots=True)
class RaiseQuality(Command):
    """质量问题: a design fault, a machine nobody can fix, a serious quality problem. R7.

    reason  a key of the pack's list, or a reference to words
    """

    reason: str = ""
    photos: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StateTime(Command):
    """用时: how long the work took, ms, and when it ran again, UTC ms or None: stated anew after finishing. S5."""

    used: int = 0
    restored_at: int | None = None


@dataclass(frozen=True, slots=True)
class Leave(Command):
    """离场报备. S10."""


@dataclass(frozen=True, slots=True)
class Confirm(Command):
    """The customer: it works, or it does not. U11, U17."""

    works: bool = True


@dataclass(frozen=True, slots=True)
class Rate(Command):
    """Stars, 1 to 5, once, from who reported. U17."""

    stars: int = 0


@dataclass(frozen=True, slots=True)
class AnswerCallback(Command):
    """How it goes, in the customer's words or as the supervisor heard it on the phone. A1."""

    good: bool = True
    words: str | None = None


@dataclass(frozen=True, slots=True)
class Move(Command):
    """改时间: the customer wants another time; `words` are theirs, the window is what was read in them. U1, U2."""

    window: tuple[int, int] | None = None
    words: str | None = None


@dataclass(frozen=True, slots=True)
class TakeWish(Command):
    """The technician agrees the time that the customer wished. D2."""


@dataclass(frozen=True, slots=True)
class AnswerMove(Command):
    """On the road: the technician turns round, or comes all the same. U2."""

    turn_round: bool = True


@dataclass(frozen=True, slots=True)
class CallOff(Command):
    """取消: the customer calls the job off, with a reason from the pack's list. U1."""

    reason: str = ""


@dataclass(frozen=True, slots=True)
class AnswerCallOff(Command):
    """On site: technician or desk agrees that the job is called off, or does not. U1."""

    agreed: bool = True


@dataclass(frozen=True, slots=True)
class Reopen(Command):
    """A cancelled job is wanted after all. U1."""


@dataclass(frozen=True, slots=True)
class BrokenAgain(Command):
    """又坏了, while the job is finished and not closed. U11."""


@dataclass(frozen=True, slots=True)
class Repeat(Command):
    """又坏了, after closing: the new job's number. S12."""

    number: str = ""


@dataclass(frozen=True, slots=True)
class Relay(Command):
    """Words, photos or a voice message for the other side of the job: references and hashes. U9.

    to    "technician" where the customer says so; else for whom they are talking with
    less  a number was taken out of the words
    """

    words: str | None = None
    photos: tuple[str, ...] = ()
    voice: str = ""
    to: str = ""
    less: bool = False


@dataclass(frozen=True, slots=True)
class AskHuman(Command):
    """人工: the customer wants a person. I3, I4."""

    words: str | None = None


@dataclass(frozen=True, slots=True)
class AmHere(Command):
    """我在: the technician whom the desk could not reach answers. D8."""


@dataclass(frozen=True, slots=True)
class Volunteer(Command):
    """接单 for a job that nobody was asked to take: seen in a group. U26."""


@dataclass(frozen=True, slots=True)
class Object(Command):
    """The customer: no, it is meant. U8."""
