"""The registers as tables for a file: jobs, calls, letters, follow-ups, customers' files. A8, R9, R10 (T10 (6)–(8)).

Rows are read page by page beside the writer. A value that was erased is an empty cell. A cell that a spreadsheet would
take for a formula is quoted.
"""

import csv
import sqlite3
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, TextIO
from zoneinfo import ZoneInfo

import msgspec

from handlers.texts import Texts
from policies.loader import stored
from storage.personal import is_reference, personal_id
from storage.queries import Queries

PAGE = 500
BOM = "\ufeff"
"""By it Excel sees that a file is UTF-8."""
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
REGISTERS: Mapping[str, tuple[str, ...]] = {
    "calls": ("day", "time", "branch", "number", "customer", "phone", "what", "words", "by"),
    "letters": ("day", "time", "branch", "number", "customer", "phone", "address", "words", "by"),
    "followups": ("day", "time", "branch", "number", "customer", "phone", "what", "topics", "answer", "words", "by"),
    "jobs": (
        *("day", "time", "branch", "number", "customer", "phone", "address", "product", "kind", "charged"),
        *("technician", "dispatched", "accepted", "arrived", "finished", "price", "stage"),
    ),
    "customers": (
        *("branch", "number", "customer", "phone", "address", "product", "model", "bought", "warranty", "service"),
        *("visits", "key", "refused"),
    ),
}
"""The registers with their columns; each column has its text `column-NAME`."""


def plain(value: Any) -> str:
    """A cell: what begins as a formula does gets a quote before it (OWASP, CSV injection)."""
    words = "" if value is None else str(value)
    return f"'{words}" if words.startswith(FORMULA) else words


class Registers:
    """A connection that cannot write. One register at a time, in one language.

    zone  in which days and times are written
    """

    def __init__(self, path: Path, q: Queries, texts: Texts, language: str, zone: ZoneInfo) -> None:
        self._q, self._texts, self._language, self._zone = q, texts, language, zone
        self._connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None)
        self._connection.row_factory = sqlite3.Row
        self._topics: dict[str, Mapping[str, str]] = {}
        self._names: dict[int, str] = {}

    def __enter__(self) -> "Registers":
        self._connection.execute("pragma query_only = on")
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def branches(self) -> list[str]:
        """Every branch that has anything."""
        return [row["branch"] for row in self._all(self._q.branches_kept)]

    def write(self, register: str, since: int, branch: str | None, out: TextIO) -> int:
        """The register as CSV, the oldest row first. Returns how many rows.

        since  UTC ms; customers' files are written whole
        """
        columns = REGISTERS[register]
        writer = csv.writer(out)
        writer.writerow([self._say(f"column-{column}") for column in columns])
        count = 0
        match register:
            case "customers":
                rows = self._customers(branch)
            case "jobs":
                rows = self._jobs(since, branch)
            case _:
                rows = self._events(register, since, branch)
        for row in rows:
            writer.writerow([plain(row.get(column)) for column in columns])
            count += 1
        return count

    def _events(self, register: str, since: int, branch: str | None) -> Iterator[dict[str, Any]]:
        sql = {"calls": self._q.every_call, "letters": self._q.every_letter, "followups": self._q.every_followup}
        place = {"since": since, "subject": 0, "seq": 0}
        while rows := self._all(sql[register], **place, branch=branch, most=PAGE):
            for row in rows:
                yield self._event(row, msgspec.json.decode(row["data"]))
            last = rows[-1]
            place = {"since": last["recorded_at"], "subject": last["subject"], "seq": last["seq"]}

    def _event(self, row: sqlite3.Row, data: Mapping[str, Any]) -> dict[str, Any]:
        at = datetime.fromtimestamp(row["at"] / 1000, self._zone)
        answer = "" if "good" not in data else self._say("answer-good" if data["good"] else "answer-bad")
        return {
            "day": f"{at:%Y-%m-%d}",
            "time": f"{at:%H:%M}",
            "branch": row["branch"],
            "number": row["number"],
            **self._whom(row, data),
            "what": self._say(f"call-{row['name'].replace('.', '-')}"),
            "topics": " ".join(self._topic(key, row["policy"]) for key in data.get("topics", ())),
            "answer": answer,
            "words": self._revealed(data.get("words")),
            "by": self._name(data.get("by")),
        }

    def _whom(self, row: sqlite3.Row, data: Mapping[str, Any]) -> dict[str, Any]:
        """The customer of a row: of a notice each row has its own."""
        customer, state = row["customer"], msgspec.json.decode(row["state"])
        if "customer" in data:
            customer = data["customer"]
            files = self._all(self._q.file_of_customer, person=customer)
            state = msgspec.json.decode(files[0]["state"]) if files else {}
        return self._person(customer, state.get("details", {}))

    def _person(self, customer: int | None, details: Mapping[str, Any]) -> dict[str, Any]:
        known = {name: self._revealed(details.get(name)) for name in ("name", "phone", "address", "model")}
        return {**known, "customer": known["name"] or self._name(customer)}

    def _customers(self, branch: str | None) -> Iterator[dict[str, Any]]:
        after = 0
        while rows := self._all(self._q.every_file, after=after, branch=branch, most=PAGE):
            for row in rows:
                state = msgspec.json.decode(row["state"])
                yield {
                    "branch": row["branch"],
                    "number": row["number"],
                    **self._person(row["customer"], state.get("details", {})),
                    "product": self._say(f"product-{state.get('product') or 'other'}"),
                    "bought": state.get("bought_on"),
                    "warranty": self._day(state.get("ends_at")),
                    "service": self._day(state.get("service_at")),
                    "visits": len(state.get("jobs", ())),
                    "key": self._say("answer-yes") if state.get("every") else "",
                    "refused": self._say("answer-yes") if state.get("refused") else "",
                }
            after = rows[-1]["id"]

    def _jobs(self, since: int, branch: str | None) -> Iterator[dict[str, Any]]:
        """Who was sent when, and what it cost. R9"""
        after = 0
        while rows := self._all(self._q.every_job, after=after, since=since, branch=branch, most=PAGE):
            for row in rows:
                state = msgspec.json.decode(row["state"])
                reported = self._moment(row["opened_at"])
                total = (state.get("price") or {}).get("total") if state.get("consent") == "agreed" else None
                yield {
                    "day": reported[:10],
                    "time": reported[11:],
                    "branch": row["branch"],
                    "number": row["number"],
                    **self._person(row["customer"], state.get("details", {})),
                    "product": self._say(f"product-{state.get('product') or 'other'}"),
                    "kind": self._say(f"kind-{state.get('kind', 'repair')}"),
                    "charged": self._say(f"service-{state.get('service', 'check')}"),
                    "technician": self._name(state.get("technician")),
                    **{name: self._moment(row[name]) for name in ("dispatched", "accepted", "arrived", "finished")},
                    "price": "" if total is None else f"{total / 100:.2f}",
                    "stage": self._say(f"stage-{state.get('stage', 'reported')}"),
                }
            after = rows[-1]["id"]

    def _moment(self, at: int | None) -> str:
        return f"{datetime.fromtimestamp(at / 1000, self._zone):%Y-%m-%d %H:%M}" if at else ""

    def _day(self, at: int | None) -> str:
        return f"{datetime.fromtimestamp(at / 1000, self._zone):%Y-%m-%d}" if at else ""

    def _topic(self, key: str, policy: str) -> str:
        """A topic in the words of the pack it was asked under."""
        if policy not in self._topics:
            kept = self._all(self._q.policy, hash=policy)
            care = stored(kept[0]["name"], policy, kept[0]["text"]).policy.care if kept else None
            topics = care.topics if care else ()
            self._topics[policy] = {topic["key"]: topic[self._language] for topic in topics}
        return self._topics[policy].get(key, key)

    def _revealed(self, value: Any) -> str:
        if not is_reference(value):
            return "" if value is None else str(value)
        rows = self._all(self._q.personal, id=personal_id(value))
        return str(rows[0]["value"] or "") if rows else ""

    def _name(self, person: int | None) -> str:
        if person is None:
            return ""
        if person not in self._names:
            rows = self._all(self._q.person, id=person)
            self._names[person] = str(rows[0]["name"]) if rows else ""
        return self._names[person]

    def _say(self, key: str) -> str:
        return self._texts.say(key, {}, self._language, self._zone.key, 0)

    def _all(self, sql: str, /, **params: object) -> list[sqlite3.Row]:
        return self._connection.execute(sql, params).fetchall()
