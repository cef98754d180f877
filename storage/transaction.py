"""What a unit of work reads and writes through, and how the store can fail it."""

import sqlite3
from typing import Any


class StoreError(Exception):
    """The store could not run a unit. Nothing of the unit was kept."""


class Busy(StoreError):
    """Too many units wait. Ask again later."""


class Closed(StoreError):
    """The store was closed before this unit was asked for."""


class TooSlow(StoreError):
    """The unit's SQL ran longer than the store allows and was stopped."""


class Undone(StoreError):
    """The transaction has ended under the unit: SQLite rolled it back, or the unit was over already."""


class Crashed(StoreError):
    """The unit raised what must not reach the event loop (SystemExit, KeyboardInterrupt, StopIteration …)."""


class Transaction:
    """What a unit reads and writes through. It serves one run of one unit; later use raises Undone."""

    __slots__ = ("_connection", "_over")

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._over = False

    def one(self, sql: str, /, **params: Any) -> sqlite3.Row | None:
        """The first row, or None. The statement runs to its end: limit it to the row that is wanted."""
        rows = self.all(sql, **params)
        return rows[0] if rows else None

    def all(self, sql: str, /, **params: Any) -> list[sqlite3.Row]:
        """Every row."""
        return self._execute(sql, params).fetchall()

    def run(self, sql: str, /, **params: Any) -> int:
        """Write. Returns the number of rows changed: 0 tells a compare-and-set that another was first."""
        cursor = self._execute(sql, params)
        cursor.fetchall()  # a statement with RETURNING has done its work, and counted it, only at its end
        return cursor.rowcount

    def end(self) -> None:
        self._over = True

    def _execute(self, sql: str, params: dict[str, Any]) -> sqlite3.Cursor:
        # A full disk or a stopped write rolls the whole transaction back. A unit that caught that error must not
        # go on: its next statement would be committed at once, alone.
        if self._over or not self._connection.in_transaction:
            raise Undone("the unit's transaction has ended")
        return self._connection.execute(sql, params)
