"""What time it is. The demo and the tests have a clock that can be moved; everything else has the wall's."""

import time
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """The company's clock."""

    def now(self) -> int:
        """UTC ms."""

    def wall(self, at: int) -> datetime:
        """The wall-clock time at which this clock shows `at`."""


class WallClock:
    """The machine's clock."""

    def now(self) -> int:
        return time.time_ns() // 1_000_000

    def wall(self, at: int) -> datetime:
        return datetime.fromtimestamp(at / 1000, UTC)


class MovedClock:
    """A clock some way ahead of the wall's, which can be moved forward. Demo only."""

    def __init__(self, ahead: int = 0) -> None:
        self.ahead = ahead
        self._wall = WallClock()

    def now(self) -> int:
        return self._wall.now() + self.ahead

    def wall(self, at: int) -> datetime:
        return self._wall.wall(at - self.ahead)

    def move_to(self, at: int) -> None:
        """Show `at`; never back."""
        self.ahead += max(0, at - self.now())


class HeldClock:
    """A clock that stands where it is put: played chats."""

    def __init__(self, at: int) -> None:
        self._at = at

    def now(self) -> int:
        return self._at

    def wall(self, at: int) -> datetime:
        return datetime.fromtimestamp(at / 1000, UTC)

    def move_to(self, at: int) -> None:
        """Show `at`; never back."""
        self._at = max(self._at, at)
