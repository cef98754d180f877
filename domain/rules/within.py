"""How long a clock runs (`within`, `opens`): "30m", "0m after visit_until", "1d per 10 units". D13.

"30m"                     a length
"30d before warranty_ends_at", "8h after visit_until"   from a time that the starting event carries
"1d per 10 units"         a length for each lot of so many units, the last one begun counts: 11 units are two lots
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from domain.errors import PackError
from domain.rules.row import Row, near, one_of

ANCHORS = (
    *("visit_from", "visit_until", "resume_at", "contest_by", "decide_by"),
    *("service_due_at", "warranty_ends_at", "contact_at", "day_ends_at"),
    *("held_at", "next_at"),
)
"""Times that an event may carry and a clock may count from."""

UNITS = "units"
WANTED = 'a length of time, such as "30m", "0m after visit_until" or "1d per 10 units"'
WORDS = ("before", "after", "per")
LARGEST_LOT = 10_000
MOST_LOTS = 1_000
"""More lots than these are reckoned as so many: a mistyped number does not make a clock of a thousand years."""


@dataclass(frozen=True, slots=True)
class Within:
    """A clock's length.

    length  ms; below zero: before the anchor
    anchor  the time of the starting event that it counts from, None: from the event itself
    lot     units for which one `length` is given, None: the length is the same for any number
    """

    length: int
    anchor: str | None = None
    lot: int | None = None

    def of(self, data: Mapping[str, Any], view: Mapping[str, Any]) -> int:
        """Ms for what an event, else its subject, says of its units: at least one lot."""
        if self.lot is None:
            return self.length
        said = data.get(UNITS, view.get(UNITS))
        units = said if isinstance(said, int) else 1
        return self.length * min(max(1, -(-units // self.lot)), MOST_LOTS)


def read_within(row: Row) -> Within:
    """The `within` of a row. Raises PackError."""
    words = row.text("within").split()
    if len(words) == 1 or words[1:2] == ["per"]:
        length = row.length("within", words[0])
        if length <= 0:
            raise PackError(row.key("within"), 'a length of time above zero, such as "30m"')
        return Within(length, lot=_lot(row, words[1:]) if words[1:] else None)
    if len(words) == 3 and words[1] in ("before", "after"):
        sign = -1 if words[1] == "before" else 1
        anchor = one_of(row.key("within"), words[2], ANCHORS, "a time of an event")
        return Within(sign * row.length("within", words[0]), anchor)
    raise PackError(row.key("within"), WANTED, near(words[1], WORDS))


def _lot(row: Row, words: list[str]) -> int:
    """The 10 of "per 10 units"."""
    wanted = 'so many units, such as "1d per 10 units"'
    if len(words) != 3 or words[2] not in (UNITS, "unit"):
        raise PackError(row.key("within"), wanted, near(words[2], (UNITS,)) if len(words) == 3 else None)
    if not (words[1].isascii() and words[1].isdigit() and 0 < int(words[1][:9]) <= LARGEST_LOT):
        raise PackError(row.key("within"), f"{wanted}: a whole number from 1 to {LARGEST_LOT:,}; found {words[1]!r}")
    return int(words[1])


def read_opens(row: Row, within: Within) -> int:
    """The `opens` of a row: ms after the start, 0 where the clock is open from its start. Raises PackError."""
    value = row.take("opens")
    if value is None:
        return 0
    opens = row.length("opens", value, "3d")
    if within.anchor or within.lot:
        raise PackError(row.key("opens"), 'a clock with one plain length, such as opens = "3d" and within = "7d"')
    if not 0 < opens < within.length:
        raise PackError(
            row.key("opens"), f"a length of time above zero that ends before `within` does; found {value!r}"
        )
    return opens
