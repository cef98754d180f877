"""Whole logs, one after the other, beside the writer: for what looks at everything and writes nothing."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

from domain.events import Event
from storage.held import event_of
from storage.queries import Queries

PAGE = 500


@dataclass(frozen=True, slots=True)
class Log:
    """One subject's log. `until`, UTC ms: every step due before it has been taken."""

    kind: str
    events: list[Event]
    until: int


class Logs:
    """A connection that cannot write. Each page is read for itself, so that the writer is never held up."""

    def __init__(self, path: Path, q: Queries) -> None:
        self._q = q
        self._connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None)
        self._connection.row_factory = sqlite3.Row

    def __enter__(self) -> "Logs":
        self._connection.execute("pragma query_only = on")
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def count(self, since: int) -> int:
        """How many logs `each` gives."""
        return int(self._all(self._q.count_logs_since, since=since)[0]["n"])

    def each(self, since: int) -> Iterator[Log]:
        """The logs of what is open, and of what something happened in since then; UTC ms."""
        alive = self._alive()
        after = 0
        while rows := self._all(self._q.logs_since, after=after, since=since, most=PAGE):
            for row in rows:
                events = [event_of(event) for event in self._all(self._q.events, subject=row["id"])]
                yield Log(row["kind"], events, max(alive, row["until"]))
            after = rows[-1]["id"]

    def name(self, person: int) -> str:
        """What somebody is called; empty where nobody knows."""
        rows = self._all(self._q.person, id=person)
        return str(rows[0]["name"]) if rows else ""

    def _alive(self) -> int:
        """When the program was last alive: what was due later could not happen yet."""
        rows = self._all(self._q.meta, key="alive_at")
        return int(msgspec.json.decode(rows[0]["value"])) if rows else 0

    def _all(self, sql: str, /, **params: object) -> list[sqlite3.Row]:
        return self._connection.execute(sql, params).fetchall()
