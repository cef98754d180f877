"""Everything that can be asked of a branch's report."""

from dataclasses import dataclass

from domain.job.commands import Command


@dataclass(frozen=True, slots=True)
class Owe:
    """The pack in use wants it of this branch from now on."""

    number: str
    branch: str
    rule: str


@dataclass(frozen=True, slots=True)
class Cease:
    """The pack in use no longer wants it so: what was begun is still filed."""


@dataclass(frozen=True, slots=True)
class Note(Command):
    """Words or photos for the report that is due."""

    words: str = ""
    photos: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class File(Command):
    """上报: the report of a period is handed in; `period`: the event that began it."""

    period: int = 0


@dataclass(frozen=True, slots=True)
class Receive(Command):
    """看过了: who reads it has seen it."""

    period: int = 0


@dataclass(frozen=True, slots=True)
class Return(Command):
    """退回: who reads it asks for more, in words."""

    period: int = 0
    words: str = ""
