"""Everything that can be asked of an appliance's file."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from domain.job.commands import Command


@dataclass(frozen=True, slots=True)
class Keep(Command):
    """A job on the appliance was finished: its file is opened, or the job added to it. I7.

    number   the file's own; job: the job's
    """

    number: str = ""
    branch: str = ""
    product: str | None = None
    area: str | None = None
    details: Mapping[str, str] = field(default_factory=dict)
    phoned: bool = False
    job: str = ""
    kind: str = "repair"
    service: str = "check"
    technician: int | None = None
    bought_on: str | None = None
    refused: bool = False
    channel: str = ""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Learn(Command):
    """Model and serial number, known once the work was finished: references by name. I7."""

    details: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Serve(Command):
    """The job on it is closed, the work done: follow-ups and the next service are reckoned from here. A2 A5 A6."""

    job: str = ""


@dataclass(frozen=True, slots=True)
class AnswerTopic(Command):
    """好 / 不好 to the topic that is open, by its customer, or as the desk heard it on the phone. A2 A3."""

    good: bool = True
    words: str | None = None


@dataclass(frozen=True, slots=True)
class Wish(Command):
    """A wish or complaint in words. A2."""

    words: str = ""


@dataclass(frozen=True, slots=True)
class NotReached(Command):
    """没打通: the desk phoned and nobody answered. A8."""


@dataclass(frozen=True, slots=True)
class Handle(Command):
    """处理好了, with an answer for the customer where there is one. A2 A4."""

    wish: int = 0
    words: str | None = None


@dataclass(frozen=True, slots=True)
class PassUp(Command):
    """The desk cannot answer it: it goes to the manager. A4."""

    wish: int = 0


@dataclass(frozen=True, slots=True)
class Told(Command):
    """The customer heard the answer on the phone. A4."""

    wish: int = 0


@dataclass(frozen=True, slots=True)
class Book(Command):
    """The customer wants the service or the test; `job` is the job that was opened for it. A5 A6."""

    what: str = ""
    job: str = ""


@dataclass(frozen=True, slots=True)
class PutOff(Command):
    """不用了: no service, no test this time. A5 A6."""

    what: str = ""


@dataclass(frozen=True, slots=True)
class Refuse(Command):
    """退订: no questions and no reminders any more, or again after all. U19."""

    refused: bool = True


@dataclass(frozen=True, slots=True)
class Spoken(Command):
    """打过了, 去过了: on a round somebody spoke to the owner, by "phone" or at the place ("visit"). A11."""

    how: str = "phone"


@dataclass(frozen=True, slots=True)
class RoundMissed(Command):
    """没打通: on a round the owner was not reached. A11 A8."""


@dataclass(frozen=True, slots=True)
class Post(Command):
    """寄信: a letter went to the customer. A8."""

    words: str = ""


@dataclass(frozen=True, slots=True)
class Plan(Command):
    """重点客户: somebody of the company is in touch every so often; None ends it. A9."""

    every: int | None = None


@dataclass(frozen=True, slots=True)
class Contacted(Command):
    """The contact of the care plan was made. A9."""
