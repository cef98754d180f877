"""What can be asked of a job when the visit does not go straight: late, nobody at home, another visit, danger …"""

from dataclasses import dataclass

from domain.job.commands import Command


@dataclass(frozen=True, slots=True)
class Delay(Command):
    """要晚: by so many ms, or to another window. D5 (T7 art.3)."""

    by_ms: int = 0
    window: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class NobodyHome(Command):
    """没人在家: the technician stands at the door. U2."""


@dataclass(frozen=True, slots=True)
class AtTheDoor(Command):
    """The customer's answer to that: on the way home, or another time. U2."""

    comes: bool = True


@dataclass(frozen=True, slots=True)
class Appeared(Command):
    """The door was opened after all. U2."""


@dataclass(frozen=True, slots=True)
class EndVisit(Command):
    """This visit ends without finishing; another one is needed. U7."""

    reason: str = ""


@dataclass(frozen=True, slots=True)
class Suspend(Command):
    """挂起, with a reason and when it is expected to go on (UTC ms). U3."""

    reason: str = ""
    resume_at: int = 0


@dataclass(frozen=True, slots=True)
class Resume(Command):
    """It can go on: where it stood, or with a new appointment. U3."""

    anew: bool = False


@dataclass(frozen=True, slots=True)
class AskDesk(Command):
    """Something the desk must allow: `what` is "handover", "second", "extension" or "solution". S6 S7 U7.

    reason     a key of the pack's list, or a reference to words
    colleague  who is proposed; None: anybody
    by_ms      how much more time
    """

    what: str = ""
    reason: str = ""
    colleague: int | None = None
    by_ms: int = 0
    photos: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Decide(Command):
    """The desk's answer to it.

    choice  what the desk picks: a person's id, a way out; "words" when `reason` says it
    """

    what: str = ""
    granted: bool = True
    choice: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class LeaveTeam(Command):
    """A second technician is out of the team, with a reason from the list for declining. U7."""

    reason: str = ""


@dataclass(frozen=True, slots=True)
class ReportUnits(Command):
    """More units on site than were reported. S8 (T9.3)."""

    product: str = ""
    count: int = 0


@dataclass(frozen=True, slots=True)
class StopWork(Command):
    """Danger: everything stops at once; what it is may be said after. S9 (T7 art.17)."""

    reason: str = ""


@dataclass(frozen=True, slots=True)
class Release(Command):
    """The desk: safe, go on. S9."""


@dataclass(frozen=True, slots=True)
class SendHelp(Command):
    """The desk sends somebody to a place that was stopped. S9."""

    colleague: int = 0
