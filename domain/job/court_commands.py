"""What people say about a proposed breach. §9."""

from dataclasses import dataclass

from domain.job.commands import Command


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
