"""What an address of an official account may still receive: five messages within 48 hours of one of theirs, three
within a minute of a tap, a follow or a scan. Kept, so that a restart knows it. U20.

WeChat says in which second they did it: a window counts from its beginning, and ends a little earlier for us.
"""

from dataclasses import dataclass
from sqlite3 import Row

from storage.unit import Unit

MESSAGE_MS, MESSAGE_LEFT = 48 * 3_600_000, 5
TAP_MS, TAP_LEFT = 60_000, 3
MARGIN_MS = 5_000
"""WeChat counts when a message arrives, we when it leaves."""
COUNT_USED_UP = 45047


def opened(unit: Unit, address: str, how: str, at: int) -> None:
    """They wrote ("message"), or tapped, followed, scanned ("tap"). `at`: when, by WeChat's time in UTC ms."""
    message, began = how == "message", at // 1000 * 1000 - MARGIN_MS
    unit.tx.run(
        unit.q.wechat_opens,
        address=address,
        until=began + MESSAGE_MS if message else 0,
        left=MESSAGE_LEFT if message else 0,
        tap_until=0 if message else began + TAP_MS,
        tap_left=0 if message else TAP_LEFT,
    )


@dataclass(frozen=True, slots=True)
class Window:
    """What may be sent to somebody now.

    room   how many messages
    until  UTC ms: when the longer of their windows ends, also where its messages are used up; 0 for none
    """

    room: int
    until: int


@dataclass(frozen=True, slots=True)
class Spent:
    """What some messages used up, of the window that a tap opened and of the one after a message."""

    by_tap: int
    by_message: int

    def __add__(self, other: "Spent") -> "Spent":
        return Spent(self.by_tap + other.by_tap, self.by_message + other.by_message)


def window(unit: Unit, address: str) -> Window:
    """What an address still takes."""
    row = unit.tx.one(unit.q.wechat_open, address=address)
    if row is None:
        return Window(0, 0)
    until = max(row["until"], row["tap_until"])
    return Window(_of_tap(unit, row) + _of_message(unit, row), until if until > unit.now else 0)


def spend(unit: Unit, address: str, count: int) -> Spent:
    """So many go out: those that end soonest first."""
    row = unit.tx.one(unit.q.wechat_open, address=address)
    if row is None:
        return Spent(0, 0)
    by_tap = min(count, _of_tap(unit, row))
    spent = Spent(by_tap, min(count - by_tap, _of_message(unit, row)))
    _count(unit, address, row, spent, -1)
    return spent


def give_back(unit: Unit, address: str, spent: Spent) -> None:
    """They surely did not go out."""
    row = unit.tx.one(unit.q.wechat_open, address=address)
    if row is not None:
        _count(unit, address, row, spent, +1)


def shut(unit: Unit, address: str, spent: Spent, code: int) -> None:
    """The platform counts otherwise: nothing more of the window from which we spent, of neither where it says that the
    time is over, until they write again."""
    row = unit.tx.one(unit.q.wechat_open, address=address)
    if row is not None:
        left = row["left"] if code == COUNT_USED_UP and spent.by_tap else 0
        unit.tx.run(unit.q.wechat_spend, address=address, left=left, tap_left=0)


def _of_tap(unit: Unit, row: Row) -> int:
    return int(row["tap_left"]) if unit.now < row["tap_until"] else 0


def _of_message(unit: Unit, row: Row) -> int:
    return int(row["left"]) if unit.now < row["until"] else 0


def _count(unit: Unit, address: str, row: Row, spent: Spent, sign: int) -> None:
    left = min(MESSAGE_LEFT, row["left"] + sign * spent.by_message)
    tap_left = min(TAP_LEFT, row["tap_left"] + sign * spent.by_tap)
    unit.tx.run(unit.q.wechat_spend, address=address, left=left, tap_left=tap_left)
