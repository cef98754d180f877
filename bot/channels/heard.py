"""What a platform's message turns out to be, before it enters the door: words, and files that must be fetched first."""

from dataclasses import dataclass

from handlers.said import Said


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file to be fetched before the message can enter."""

    kind: str  # "photo" or "voice"
    file_id: str


@dataclass(frozen=True, slots=True)
class Heard:
    """Something a person said to us alone.

    tapped  the button behind it, as the channel knows it
    """

    said: Said
    wanted: tuple[Wanted, ...] = ()
    album: str | None = None
    tapped: object | None = None


@dataclass(frozen=True, slots=True)
class Passed:
    """Nothing to be done, and why."""

    why: str


class NoFile(Exception):
    """The file is gone, or larger than the platform gives out; `large` says which."""

    def __init__(self, *, large: bool) -> None:
        super().__init__("too large" if large else "gone")
        self.large = large


class Unreachable(Exception):
    """No answer, or one that says nothing: try again.

    retry_after  seconds the platform asked for
    unknown      it may have done what it was asked for
    """

    def __init__(self, why: str, retry_after: float = 0, *, unknown: bool = False) -> None:
        super().__init__(why)
        self.retry_after, self.unknown = retry_after, unknown


class KeyRefused(Exception):
    """The platform does not know our token or secret (any more)."""
