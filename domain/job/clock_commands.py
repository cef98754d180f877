"""What time, the pack and our own standstills ask of a job: nobody says these."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from domain.events import Event
from domain.job.commands import Command
from domain.rules import Running, Step


@dataclass(frozen=True, slots=True)
class Take:
    """A clock's step is due: what follows from it. Not said by anybody.

    brought_by  whose correction made it due, None where it is due by itself
    """

    clock: Running
    step: Step
    brought_by: int | None = None

    @property
    def key(self) -> dict[str, Any]:
        """Under which the step is logged, so that it is never taken twice."""
        clock = self.clock
        return {"rule": clock.rule, "started_by": clock.started_by, "step": self.step.name, "due_at": clock.due}


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
class Looked:
    """A photo was looked at. Not said by anybody. S2 S3 X18

    passed  checks that have nothing to say
    doubts  each {"check", "why": {"text": id, …}, "crop": a photo's name, or ""}
    taken   UTC ms by the camera's clock; None where the photo does not say
    camera  its name, "" where the photo does not say
    """

    photo: str
    needs: str
    technician: int | None
    passed: tuple[str, ...] = ()
    doubts: tuple[Mapping[str, Any], ...] = ()
    taken: int | None = None
    camera: str = ""


@dataclass(frozen=True, slots=True)
class Unsaid:
    """What was to be said to its customer can be sent nowhere: the desk phones. Not said by anybody. U20

    key, data  of the text, as it was to be sent
    """

    key: str
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class SitOut:
    """Our own recorded standstill, UTC ms."""

    since: int
    until: int


@dataclass(frozen=True, slots=True)
class FoundAgain:
    """A photo of the job looks like one that was shown before. Not said by anybody. X18 S3

    photo, needs, person           which it is, for which proof, who showed it
    other, number, other_person    the one it looks like, the job that was shown on, by whom
    other_at                       when, UTC ms
    percent                        of what both show, what agrees; 100: the same bytes
    shown                          whether the desk of this job may see the other one
    """

    photo: str
    needs: str
    person: int
    other: str
    number: str
    other_person: int
    other_at: int
    percent: int
    shown: bool


Anything = FoundAgain | Command | Take | Withdraw | AskFor | Reached | SitOut
