"""What a breach counts for: fixed, growing with each of the person's own, or a multiple of a fee. S3 M1 §9.

    breach = { points = 5, fen = 5000, on = "technician" }                  each time the same
    breach = { points = 5, fen = 5000, doubling = true, on = … }            5, 10, 20 … and 50, 100, 200 yuan …
    breach = { points = 1, ladder = [{ points = 1, fen = 5000 }, …], … }    as listed, then the last of the list
    breach = { points = 10, times_fee = 10, on = … }                        money: ten times what the job costs

Points always, money only in a pack that counts in it.
"""

from collections.abc import Mapping
from typing import Any

from domain.errors import PackError
from domain.rules.row import ROLES, Row, near, one_of

KEYS = ("points", "fen", "on", "doubling", "ladder", "times_fee")
MOST_DOUBLINGS = 10
"""A ladder ends somewhere: 1024 times the first."""


def check(row: Row, breach: Any) -> None:
    """Raises PackError where a rule's `breach` cannot be kept."""
    if not isinstance(breach, Mapping):
        raise PackError(row.key("breach"), 'a table, such as breach = { points = 5, on = "technician" }')
    if not breach:
        return
    for key in breach:
        if key not in KEYS:
            raise PackError(row.key(f"breach.{key}"), f"one of {', '.join(KEYS)}", near(key, KEYS))
    one_of(row.key("breach.on"), breach.get("on"), ROLES, "a role")
    _whole(row, "breach.points", breach.get("points"))
    for name in ("fen", "times_fee"):
        if name in breach:
            _whole(row, f"breach.{name}", breach[name])
    ladder = breach.get("ladder", [])
    if not isinstance(ladder, list) or not all(isinstance(rung, Mapping) for rung in ladder):
        raise PackError(
            row.key("breach.ladder"), "a list such as [{ points = 1, fen = 5000 }, { points = 2, fen = 10000 }]"
        )
    for rung in ladder:
        if set(rung) - {"points", "fen"}:
            raise PackError(row.key("breach.ladder"), "only points and fen in each step of it")
        for name in ("points", "fen"):
            _whole(row, f"breach.ladder: {name}", rung.get(name, 0))
    doubling = breach.get("doubling", False)
    if not isinstance(doubling, bool) or (doubling and ladder):
        raise PackError(row.key("breach.doubling"), "true, or a ladder instead of it")


def charged(charge: Mapping[str, Any], nth: int, fee: int | None) -> dict[str, Any]:
    """What the `nth` of a person's breaches of a rule counts for: points, and fen where the rule names money.

    fee      fen of the job, None where it is not known: then a multiple of it says `times_fee` and no fen
    returns  points, fen, nth where it grows, times_fee where the money is a multiple
    """
    counted: dict[str, Any] = {name: charge[name] for name in ("points", "fen") if name in charge}
    if ladder := charge.get("ladder"):
        counted |= {**ladder[min(nth, len(ladder)) - 1], "nth": nth}
    elif charge.get("doubling"):
        times = 2 ** min(nth - 1, MOST_DOUBLINGS)
        counted = {name: amount * times for name, amount in counted.items()} | {"nth": nth}
    if times_fee := charge.get("times_fee"):
        counted |= {"times_fee": times_fee} | ({"fen": fee * times_fee} if fee is not None else {})
    return counted


def _whole(row: Row, name: str, value: Any) -> None:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 10**12:
        raise PackError(row.key(name), 'a whole number, such as breach = { points = 5, fen = 5000, on = "technician" }')
