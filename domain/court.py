"""How a pack has breaches decided: who may say what until when, in what they count, whether many are decided at once.

[court]
contest_within = "3d"       # so long after it was proposed the person may contest it
decide_within  = "4d"       # and so long after that it is to be decided
batch          = true       # what nobody contested may be decided together, a rule at a time (U24)
counts         = "points"   # "amount": in money, where a rule names any (§9)
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from domain.durations import DAY
from domain.errors import PackError
from domain.rules.row import Row, near

KEYS = ("contest_within", "decide_within", "batch", "counts")
COUNTS = ("points", "amount")


@dataclass(frozen=True, slots=True)
class Court:
    """The section as the core uses it; lengths in ms.

    money  whether breaches are counted in money where their rule names any
    """

    contest_within: int = 3 * DAY
    decide_within: int = 4 * DAY
    batch: bool = False
    money: bool = False


def read(table: Mapping[str, Any]) -> Court:
    """The section from a pack. Raises PackError."""
    row = Row("court", table, label="[court]")
    counts = row.take("counts", "points")
    if counts not in COUNTS:
        raise PackError(row.key("counts"), '"points" or "amount"', near(str(counts), COUNTS))
    batch = row.take("batch", False)
    if not isinstance(batch, bool):
        raise PackError(row.key("batch"), f"true or false; found {batch!r}")
    contest, decide = (
        _above_zero(row, name, length) for name, length in (("contest_within", "3d"), ("decide_within", "4d"))
    )
    row.done(KEYS)
    return Court(contest, decide, batch, counts == "amount")


def _above_zero(row: Row, name: str, default: str) -> int:
    length = row.length(name, row.take(name, default), "3d")
    if length <= 0:
        raise PackError(row.key(name), 'a length of time above zero, such as "3d"')
    return length
