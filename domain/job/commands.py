"""Everything that can be asked of a job. Commands are verbs; the log keeps what came of them as past participles."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from domain.events import Event
from domain.rules import Running, Step


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


@dataclass(frozen=True, slots=True)
class Dispatch(Command):
    """派单 to one technician, or to several of whom the first yes wins. D1, U6. Once somebody is under way: why."""

    technicians: tuple[int, ...] = ()
    reason: str = ""


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
class Waive(Command):
    """The supervisor lets a proof go with a reason, or does not. U23."""

    needs: str = ""
    reason: str = ""
    granted: bool = True


@dataclass(frozen=True, slots=True)
class Finish(Command):
    """完工. Refused while a proof is missing, whatever button or page is used. S2, S3, S5."""


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
class SendBack(Command):
    """The supervisor sends the technician again, with a key of the pack's list or a reference to words. U11."""

    reason: str = ""


@dataclass(frozen=True, slots=True)
class Close(Command):
    """The supervisor closes what is finished."""


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

    to  "technician" where the customer says so; else for whom they are talking with
    """

    words: str | None = None
    photos: tuple[str, ...] = ()
    voice: str = ""
    to: str = ""


@dataclass(frozen=True, slots=True)
class AskHuman(Command):
    """人工: the customer wants a person. I3, I4."""

    words: str | None = None


@dataclass(frozen=True, slots=True)
class AnswerHuman(Command):
    """The desk answers the customer: in words through the bot, or by phone (no words). I3."""

    words: str | None = None


@dataclass(frozen=True, slots=True)
class EndInquiry(Command):
    """The desk ends an inquiry that became no repair. I1."""


@dataclass(frozen=True, slots=True)
class ByPhone(Command):
    """What the customer said on the phone, as the desk heard it: `said` is the customer's own command. I10."""

    said: Command | None = None


@dataclass(frozen=True, slots=True)
class Called(Command):
    """The desk has told the customer what was owed. I10."""


@dataclass(frozen=True, slots=True)
class TryCall(Command):
    """打不通: the desk phoned and nobody answered, or (`off`) it was switched off. D8.

    technician  whom of those who have to do with the job; None: the customer
    """

    technician: int | None = None
    off: bool = False


@dataclass(frozen=True, slots=True)
class AmHere(Command):
    """我在: the technician whom the desk could not reach answers. D8."""


@dataclass(frozen=True, slots=True)
class Claim(Command):
    """记一笔: the desk says that a rule of the pack was broken by a technician of the job. D7, D9, D15.

    reason  a reference to words
    """

    rule: str = ""
    technician: int | None = None
    reason: str = ""
    photos: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TakeOver(Command):
    """收回: the desk takes the job off whoever has it. Once somebody is under way: why. U10."""

    reason: str = ""


@dataclass(frozen=True, slots=True)
class Volunteer(Command):
    """接单 for a job that nobody was asked to take: seen in a group. U26."""


@dataclass(frozen=True, slots=True)
class Merge(Command):
    """合并: this report is the same as `kept`, a job as it stands now, which goes on instead. U8."""

    kept: Any = None


@dataclass(frozen=True, slots=True)
class Join(Command):
    """The kept job takes in `merged`, a job as it stood before it was closed. U8, U21."""

    merged: Any = None


@dataclass(frozen=True, slots=True)
class Unmerge(Command):
    """撤销合并: it was another matter after all. U8."""


@dataclass(frozen=True, slots=True)
class Separate(Command):
    """The kept job gives back what came with the report of that number. U8."""

    number: str = ""


@dataclass(frozen=True, slots=True)
class Invalidate(Command):
    """无效: closed as nonsense, with a key of the pack's list or a reference to words. U8."""

    reason: str = ""


@dataclass(frozen=True, slots=True)
class Object(Command):
    """The customer: no, it is meant. U8."""


@dataclass(frozen=True, slots=True)
class Correct(Command):
    """When an event really happened, with the reason. U23."""

    seq: int = 0
    at: int = 0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Contest(Command):
    """申诉: what the technician says against a proposed breach: a reason, photos, or both. §9.

    breach  its place among those of the job, from 0
    """

    breach: int = 0
    reason: str = ""
    photos: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Concede(Command):
    """认可: the technician has nothing to say against it. Decided it is all the same. §9."""

    breach: int = 0


@dataclass(frozen=True, slots=True)
class Judge(Command):
    """核定 or 免记, with the reason. §9."""

    breach: int = 0
    upheld: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Take:
    """A clock's step is due: what follows from it. Not said by anybody.

    brought_by  whose correction made it due, None where it is due by itself
    """

    clock: Running
    step: Step
    brought_by: int | None = None


@dataclass(frozen=True, slots=True)
class Withdraw:
    """A breach that was proposed proves not to be true."""

    rule: str
    started_by: int
    due_at: int


@dataclass(frozen=True, slots=True)
class AskFor:
    """A rule of the pack asks for somebody's yes by itself. Not said by anybody."""

    what: str


@dataclass(frozen=True, slots=True)
class Reached:
    """A count rule has counted to a number at which something follows. Not said by anybody.

    event  the one that made the number full
    on     the technician it is about, None where it is about nobody
    since  UTC ms of the first that was counted
    jobs   the numbers of the jobs they happened on
    """

    rule: str
    event: Event
    who: str
    on: int | None
    count: int
    since: int
    jobs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SitOut:
    """Our own recorded standstill, UTC ms."""

    since: int
    until: int


Anything = Command | Take | Withdraw | AskFor | Reached | SitOut


@dataclass(frozen=True, slots=True)
class Technician:
    """What dispatch knows of somebody who could go. U6.

    skills       products, empty for all
    areas        names of districts, empty for all
    absent_until     UTC ms, None while present
    load         jobs not yet finished
    """

    person: int
    skills: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    absent_until: int | None = None
    load: int = 0


@dataclass(frozen=True, slots=True)
class Record:
    """How many breaches of one rule a person has on other jobs: upheld, and standing (upheld or still open)."""

    upheld: int = 0
    standing: int = 0


@dataclass(frozen=True)
class Facts:
    """What a decision may look at: the job, its running clocks, and named things beside it.

    ask_staff    who could go: looked up only when a decision asks
    ask_desk     who acts in a role of the desk now, deputies for those who are away: looked up as `ask_staff` is
    ask_record   a person's breaches of a rule on other jobs; looked up likewise
    ask_log      the job's own log so far; read likewise
    recorded_at  UTC ms when this is being written down; a clock's step may be older
    """

    job: Any
    ask_staff: Callable[[], tuple[Technician, ...]] = tuple
    clocks: tuple[Running, ...] = ()
    ask_desk: Callable[[str], tuple[int, ...]] = lambda _role: ()
    ask_record: Callable[[int, str], Record] = lambda _person, _rule: Record()
    ask_log: Callable[[], Sequence[Event]] = tuple
    recorded_at: int = 0

    @property
    def staff(self) -> tuple[Technician, ...]:
        return self.ask_staff()
