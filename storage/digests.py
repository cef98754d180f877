"""Digests (汇总, U24): a hundred escalations of one rule reach a supervisor as one message, and none of them is lost.

The first few within a short time are said at once. The further ones are kept in the outbox as held: they block nobody,
survive a crash, and come as one message, with the most urgent on top and all of them a tap away. Each stays an event in
its own job's log. What is said in answer, and the rules that say "always", never come here.
"""

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from domain.durations import DAY, HOUR, MINUTE
from domain.effects import Button, Question
from domain.events import audience
from domain.policy import Policy
from storage.outbox import LASTING, Outbox, asked
from storage.people import People
from storage.queries import Queries
from storage.transaction import Transaction

AT_ONCE = 3
"""Escalations of one rule that are said singly …"""
WITHIN = 10 * MINUTE
"""… within this time; and the shortest time between two digests of the rule."""
GATHER = MINUTE
"""How long the first of a digest waits for others."""
LISTED = 10
BUTTONS = 3
LEFT = "left"
"""Why an escalation was not said: its reader is no longer of the desk."""

DIGESTS = {
    "clock-late": "digest-late",
    "clock-late-open": "digest-late-open",
    "step-told": "digest-late-open",
    "moved-on": "digest-moved-on",
    "nobody-left": "digest-nobody-left",
}
"""What can be gathered, and the text of its digest."""


class Digests:
    """Held escalations, as one unit sees them."""

    def __init__(self, tx: Transaction, q: Queries, outbox: Outbox, people: People, now: int) -> None:
        self._tx, self._q, self._outbox, self._people, self._now = tx, q, outbox, people, now

    def held_until(self, channel: str, address: str, rule: str, key: str, policy: Policy) -> int | None:
        """UTC ms until which an escalation waits for others; None when it is said at once."""
        if not rule or key not in DIGESTS:
            return None
        of = {"channel": channel, "address": address, "rule": rule}
        if (waiting := self._tx.one(self._q.held_first, **of, key=key)) is not None:
            return int(waiting["try_at"])
        lately = self._tx.all(self._q.alarms_since, **of, key=key, since=self._now - WITHIN, most=AT_ONCE)
        if len(lately) < AT_ONCE:
            return None
        last = self._tx.all(self._q.alarms_since, **of, key=DIGESTS[key], since=self._now - WITHIN, most=1)
        at = max(self._now + GATHER, last[0]["created_at"] + WITHIN if last else 0)
        return policy.quiet.over(at) if policy.quiet else at

    def gather(self) -> None:
        """Held escalations whose time has come become one message for each supervisor and rule."""
        for group in self._tx.all(self._q.held_ripe, now=self._now):
            of = {name: group[name] for name in ("channel", "address", "rule", "key")}
            if not self._at_the_desk(group["channel"], group["address"]):
                self._tx.run(self._q.drop_held, error=LEFT, **of)
                continue
            rows = self._tx.all(self._q.held, **of)
            if len(rows) == 1:
                self._tx.run(self._q.release_held, now=self._now, **of)
                self._outbox.open_lane(group["channel"], group["address"])
                continue
            digest = rows[0]["id"]
            late = urgent(rows)
            self._outbox.add(
                group["channel"],
                group["address"],
                DIGESTS[group["key"]],
                self._said(late),
                audience="desk",
                turn=LASTING,
                question=asked(_buttons(digest, late), "", LASTING),
                silent=all(row["silent"] for row in rows),
                rule=group["rule"],
            )
            self._tx.run(self._q.gather_held, digest=digest, **of)

    def next_at(self) -> int | None:
        """When the next digest is to be gathered, UTC ms; None when nothing is held."""
        row = self._tx.one(self._q.next_held)
        return row["at"] if row else None

    def _at_the_desk(self, channel: str, address: str) -> bool:
        """A night may lie between: whoever has left the company meanwhile is told nothing any more."""
        speaker = self._people.speaker(channel, address)
        return speaker is not None and any(audience(role) == "desk" for _branch, role in speaker.roles)

    def gathered(self, digest: int, addresses: Sequence[tuple[str, str]]) -> list[dict[str, Any]]:
        """What came in a digest, the most urgent first; nothing when it went to none of these addresses."""
        rows = self._tx.all(self._q.gathered, digest=digest)
        return urgent(row for row in rows if (row["channel"], row["address"]) in addresses)

    def _said(self, late: Sequence[dict[str, Any]]) -> dict[str, Any]:
        more = len(late) - LISTED
        return {
            "rule": late[0]["rule"],
            "wording": late[0].get("wording", ""),
            "count": len(late),
            "lines": [self._line(one) for one in late[:LISTED]],
            "more": {"text": "digest-more", "count": more} if more > 0 else "",
        }

    def _line(self, one: dict[str, Any]) -> dict[str, Any]:
        """Which job, whose, how late."""
        line = {"number": one["number"], "product": one["product"], "technician": one.get("technician")}
        if "next_technician" in one:
            return line | {"text": "digest-line-moved", "next_technician": one["next_technician"]}
        if "due_at" not in one:
            return line | {"text": "digest-line-job"}
        text = "digest-line" if one.get("technician") is not None else "digest-line-open"
        return line | {"text": text, "late": _late(self._now - one["due_at"], one["due_at"])}


def urgent(rows: Iterable[Any]) -> list[dict[str, Any]]:
    """The data of escalations, what is due longest first; a job that was escalated twice stands once."""
    found: dict[int, dict[str, Any]] = {}
    for row in rows:
        found.setdefault(row["subject"], {"rule": row["rule"], **msgspec.json.decode(row["data"])})
    return sorted(({"subject": one, **data} for one, data in found.items()), key=lambda one: one.get("due_at", 0))


def _late(length: int, due_at: int) -> dict[str, Any]:
    if length < MINUTE:
        return {"text": "digest-due", "due_at": due_at}
    if length >= 2 * DAY:
        return {"text": "digest-days", "days": length // DAY}
    if length >= 2 * HOUR:
        return {"text": "digest-hours", "hours": length // HOUR}
    return {"text": "digest-minutes", "minutes": length // MINUTE}


def _buttons(digest: int, late: Sequence[dict[str, Any]]) -> Question:
    jobs = tuple(open_button(one["number"], one["product"]) for one in late[:BUTTONS])
    every = Button("digest", ("0",), "button-digest-all", {"count": len(late)}, number=str(digest), tone="primary")
    return Question("choose", buttons=(*jobs, every), lasting=True)


def open_button(number: str, product: str) -> Button:
    """A job by its number: how it stands now, and its next step."""
    return Button("open", (), "button-open-job", {"number": number, "product": product}, number=number)
