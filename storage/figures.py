"""Figures of a branch in a period, for its reports. R1 R2 R3 R5 R6 A10.

Each is one statement over an index of times; what was counted stands in the log from then on, as it was reported.
"""

from collections.abc import Callable, Mapping, Sequence
from sqlite3 import Row
from typing import Any

from storage.queries import Queries
from storage.transaction import Transaction


def figures(
    tx: Transaction, q: Queries, branch: str, names: Sequence[str], start: int, until: int
) -> dict[str, dict[str, Any] | list[dict[str, Any]]]:
    """What happened from `start` until `until` (UTC ms), by the names of `domain.rules.report.FIGURES`."""
    period = {"branch": branch, "start": start, "until": until}
    found = {}
    for name in names:
        rows = tx.all(getattr(q, f"figure_{name}"), **period)
        found[name] = SHOWN[name](rows)
    return found


def _one(rows: Sequence[Row]) -> dict[str, Any]:
    return dict(rows[0])


def _ratings(rows: Sequence[Row]) -> dict[str, Any]:
    """The mean to one decimal, with how many there are: a mean of three says little."""
    count, total = rows[0]["count"], rows[0]["total"]
    return {"count": count, "mean": f"{total / count:.1f}" if count else "–"}


SHOWN: Mapping[str, Callable[[Sequence[Row]], dict[str, Any] | list[dict[str, Any]]]] = {
    "jobs": _one,
    "products": lambda rows: [dict(row) for row in rows],
    "repeats": _one,
    "ratings": _ratings,
    "callbacks": _one,
    "wishes": _one,
    "breaches": _one,
    "fees": _one,
    "sheets": _one,
    "kinds": lambda rows: [dict(row) for row in rows],
}
