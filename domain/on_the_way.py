"""What a pack settles for visits that do not go straight: the lengths one tap away, and when the desk hears of it.

[on_the_way]
late     = ["15m", "30m", "1h"]    # taps for "I shall be late" (D5)
extend   = ["2h", "1d"]            # taps for "it needs longer" (S7)
suspend  = [1, 3, 7]               # taps for "it goes on in … days" (U3)
delays   = 2                       # from which told delay on the supervisor hears of it (D5)
delay    = "2h"                    # and of any that is longer than this
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from domain.durations import DAY, HOUR, MINUTE
from domain.errors import PackError
from domain.rules.row import Row, near

KEYS = ("late", "extend", "suspend", "hand_over", "delays", "delay")
HAND_OVER = ("desk", "free")


@dataclass(frozen=True, slots=True)
class OnTheWay:
    """The section as the core uses it; lengths in ms, `suspend` in days.

    free_hand_over  of packs that jobs were opened under before approvals were rules: what `free = true` says there
    """

    late: tuple[int, ...]
    extend: tuple[int, ...]
    suspend: tuple[int, ...]
    free_hand_over: bool
    delays: int
    delay: int


def read(table: Mapping[str, Any]) -> OnTheWay:
    """The section from a pack. Raises PackError."""
    row = Row("on_the_way", table, label="[on_the_way]")
    hand_over = row.take("hand_over", "desk")
    if hand_over not in HAND_OVER:
        raise PackError(row.key("hand_over"), '"desk" or "free"', near(str(hand_over), HAND_OVER))
    found = OnTheWay(
        late=_lengths(row, "late", (15 * MINUTE, 30 * MINUTE, HOUR)),
        extend=_lengths(row, "extend", (2 * HOUR, DAY)),
        suspend=_numbers(row, "suspend", (1, 3, 7)),
        free_hand_over=hand_over == "free",
        delays=_numbers(row, "delays", (2,))[0],
        delay=row.length("delay", row.take("delay", "2h")),
    )
    row.done(KEYS)
    return found


def _lengths(row: Row, name: str, default: tuple[int, ...]) -> tuple[int, ...]:
    value = row.take(name)
    if value is None:
        return default
    if not isinstance(value, list) or not value:
        raise PackError(row.key(name), f'a list of lengths of time, such as {name} = ["30m", "1h"]')
    lengths = tuple(row.length(name, length) for length in value)
    if min(lengths) <= 0:
        raise PackError(row.key(name), "lengths of time above zero")
    return lengths


def _numbers(row: Row, name: str, default: tuple[int, ...]) -> tuple[int, ...]:
    """Whole numbers above zero: one, or a list of them."""
    value = row.take(name)
    if value is None:
        return default
    numbers = value if isinstance(value, list) else [value]
    if not numbers or not all(isinstance(number, int) and number > 0 for number in numbers):
        raise PackError(row.key(name), "whole numbers above zero, such as suspend = [1, 3, 7] or delays = 2")
    return tuple(numbers)
