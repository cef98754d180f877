"""What the desk asks of a job: who goes, what it takes back, lets go, answers, merges, claims, closes, corrects."""

from dataclasses import dataclass
from typing import Any

from domain.job.commands import Command


@dataclass(frozen=True, slots=True)
class Dispatch(Command):
    """派单 to one technician, or to several of whom the first yes wins. D1, U6. Once somebody is under way: why."""

    technicians: tuple[int, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Waive(Command):
    """The supervisor lets a proof go with a reason, or does not. U23.

    blamed  it is missing by the technician's own fault: let go, and counted where the pack counts it (S3)
    """

    needs: str = ""
    reason: str = ""
    granted: bool = True
    blamed: bool = False


@dataclass(frozen=True, slots=True)
class SendBack(Command):
    """The supervisor sends the technician again, with a key of the pack's list or a reference to words. U11."""

    reason: str = ""


@dataclass(frozen=True, slots=True)
class Close(Command):
    """The supervisor closes what is finished."""


@dataclass(frozen=True, slots=True)
class AnswerHuman(Command):
    """The desk answers the customer: in words through the bot, or by phone (no words). I3."""

    words: str | None = None


@dataclass(frozen=True, slots=True)
class Opine(Command):
    """处理意见: what is done about the report; `words` is a reference. I4."""

    words: str = ""


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
class Claim(Command):
    """记一笔: the desk says that a rule of the pack was broken by a technician of the job. D7, D9, D15.

    reason  a reference to words
    about   the beginning of a doubtful photo's name: it is of whoever took that, and decides on it
    """

    rule: str = ""
    technician: int | None = None
    reason: str = ""
    photos: tuple[str, ...] = ()
    about: str = ""


@dataclass(frozen=True, slots=True)
class AnswerQuality(Command):
    """The company's answer to a quality problem: 知道了, or 交给 `to`, a key of the pack's list or a reference. R7."""

    to: str = ""


@dataclass(frozen=True, slots=True)
class CompareForm(Command):
    """Whether the evaluation that was filed matches what the customer says in chat. S13."""

    matches: bool = True


@dataclass(frozen=True, slots=True)
class JudgeRepeat(Command):
    """返修责任: whose fault the repeat was ("technician", "material", "customer"), and why. S12.

    reason  a key of the pack's list, or a reference to words
    """

    fault: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class TakeOver(Command):
    """收回: the desk takes the job off whoever has it. Once somebody is under way: why. U10."""

    reason: str = ""


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
class Correct(Command):
    """When an event really happened, with the reason. U23."""

    seq: int = 0
    at: int = 0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Tag(Command):
    """The customer's tags, keys of the pack's list, as they are now."""

    tags: tuple[str, ...] = ()
