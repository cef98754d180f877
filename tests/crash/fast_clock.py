"""A company's clock that runs many times as fast as the wall's, across restarts: in a minute, hours of deadlines."""

from dataclasses import dataclass
from datetime import datetime

from bot.clocks import WallClock

WALL = WallClock()


@dataclass(frozen=True)
class FastClock:
    """Showed `opened` when the wall showed `since` (both UTC ms); `ahead` ms further after a long stop."""

    opened: int
    since: int
    speed: int
    ahead: int = 0

    def now(self) -> int:
        return self.opened + self.ahead + (WALL.now() - self.since) * self.speed

    def wall(self, at: int) -> datetime:
        return WALL.wall(self.since + -(-(at - self.opened - self.ahead) // self.speed))
