"""What an address of an official account may still receive: five messages within 48 hours of one of theirs, three
within a minute of a tap, a follow or a scan. Kept, so that a restart knows it. U20."""

from storage.unit import Unit

MESSAGE_MS, MESSAGE_LEFT = 48 * 3_600_000, 5
TAP_MS, TAP_LEFT = 60_000, 3


def opened(unit: Unit, address: str, how: str) -> None:
    """They wrote ("message"), or tapped, followed, scanned ("tap")."""
    message = how == "message"
    unit.tx.run(
        unit.q.wechat_opens,
        address=address,
        until=unit.now + MESSAGE_MS if message else 0,
        left=MESSAGE_LEFT if message else 0,
        tap_until=0 if message else unit.now + TAP_MS,
        tap_left=0 if message else TAP_LEFT,
    )


def left(unit: Unit, address: str) -> int:
    """How many messages it still takes now."""
    row = unit.tx.one(unit.q.wechat_open, address=address)
    if row is None:
        return 0
    return _of(row["until"], row["left"], unit.now) + _of(row["tap_until"], row["tap_left"], unit.now)


def spend(unit: Unit, address: str, count: int) -> None:
    """So many go out: those that end soonest first."""
    row = unit.tx.one(unit.q.wechat_open, address=address)
    if row is None:
        return
    by_tap = min(count, _of(row["tap_until"], row["tap_left"], unit.now))
    by_message = min(count - by_tap, _of(row["until"], row["left"], unit.now))
    unit.tx.run(unit.q.wechat_spend, address=address, left=row["left"] - by_message, tap_left=row["tap_left"] - by_tap)


def shut(unit: Unit, address: str) -> None:
    """The platform counts otherwise: nothing more until they write again."""
    unit.tx.run(unit.q.wechat_shut, address=address)


def _of(until: int, count: int, now: int) -> int:
    return count if now < until else 0
