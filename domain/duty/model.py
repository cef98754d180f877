"""A branch's report as folded from its log. Plain values only: this is what stands as JSON on its row."""

from dataclasses import dataclass, field
from typing import Any

from domain.turns import OfTheDesk

KEPT = 12
"""Filed periods that are kept on the row; the log keeps them all."""


@dataclass(frozen=True)
class Period:
    """One period of a report.

    seq       of the event that began it
    start until  UTC ms: its first instant, and the first one after it
    by_at     UTC ms until when it is filed
    figures   what was counted in it, as it was taken when it ended
    words     references to what was written
    photos    names of photos
    filed_by  person, None while it is not filed
    received  the one who reads it has seen it
    """

    seq: int
    start: int
    until: int
    by_at: int
    figures: dict[str, Any] = field(default_factory=dict)
    words: tuple[str, ...] = ()
    photos: tuple[str, ...] = ()
    filed_by: int | None = None
    received: bool = False


@dataclass(frozen=True)
class Duty(OfTheDesk):
    """One report of one branch.

    rule     the pack's rule that wants it
    periods  those not filed yet and the last ones that were, the oldest first
    ended    the pack no longer wants it
    """

    number: str = ""
    branch: str = ""
    rule: str = ""
    periods: tuple[Period, ...] = ()
    ended: bool = False
    turns: dict[str, int] = field(default_factory=dict)

    @property
    def outcome(self) -> None:
        return None

    @property
    def due(self) -> Period | None:
        """The oldest period that is not filed."""
        return next((period for period in self.periods if period.filed_by is None), None)

    def period(self, seq: int) -> Period | None:
        return next((period for period in self.periods if period.seq == seq), None)

    def view(self) -> dict[str, Any]:
        """What a rule may ask: a report follows only its own."""
        return {"rule": self.rule}
