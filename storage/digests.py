"""Digests (汇总, U24): a hundred escalations of one rule reach a supervisor as one message, and none of them is lost.

The first few within a short time are said at once. The further ones stand in the outbox, gathered into a digest that
waits there as a row of its own: they block nobody, survive a crash, and come as one message, the most urgent on top and
all of them a tap away. Each stays an event in its own job's log. What is said in answer, and the rules that say
"always", never come here.
"""

from collections.abc import Sequence
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
MOST = 20
"""Digests made in one unit."""
LISTED = 10
BUTTONS = 3
LEFT = "left"
"""Why an escalation was not said: its reader is no longer of the desk."""

DIGESTS = {
    "clock-late": "digest-late",
    "clock-late-open": "digest-late-open",
    "step-told": "digest-told",
    "moved-on": "digest-moved-on",
    "nobody-left": "digest-nobody-left",
}
"""What can be gathered, and the text of its digest."""


class Digests:
    """Held escalations, as one unit sees them."""

    def __init__(self, tx: Transaction, q: Queries, outbox: Outbox, people: People, now: int) -> None:
        self._tx, self._q, self._outbox, self._people, self._now = tx, q, outbox, people, now

    def into(self, channel: str, address: str, rule: str, key: str, policy: Policy) -> int | None:
        """The digest in which an escalation is said; None when it is said by itself, at once."""
        if not rule or key not in DIGESTS:
            return None
        of = {"channel": channel, "address": address, "rule": rule}
        if (waiting := self._tx.one(self._q.digest_held, **of, key=DIGESTS[key])) is not None:
            return int(waiting["id"])
        since = self._now - WITHIN
        if len(self._tx.all(self._q.alarms_since, **of, key=key, since=since, most=AT_ONCE)) < AT_ONCE:
            return None
        last = self._tx.one(self._q.alarms_since, **of, key=DIGESTS[key], since=0, most=1)
        at = max(self._now + GATHER, last["try_at"] + WITHIN if last else 0)
        at = policy.quiet.over(at) if policy.quiet else at
        opened = self._tx.one(self._q.add_digest, **of, key=DIGESTS[key], turn=LASTING, at=self._now, try_at=at)
        assert opened is not None  # noqa: S101  `returning` always answers
        return int(opened["id"])

    def gather(self) -> None:
        """Digests whose time has come are sent: one message for each supervisor and rule."""
        for row in self._tx.all(self._q.digests_ripe, now=self._now, most=MOST):
            digest = row["id"]
            counts = self._tx.one(self._q.digest_counts, digest=digest)
            assert counts is not None  # noqa: S101  a count always answers
            if not self._at_the_desk(row["channel"], row["address"]):
                self._outbox.failed(digest, LEFT)
            elif counts["said"] == 1:
                self._tx.run(self._q.release_gathered, digest=digest, now=self._now)
                self._tx.run(self._q.drop_digest, id=digest)
                self._outbox.open_lane(row["channel"], row["address"])
            else:
                late = self.jobs(digest)
                said, question = self._said(late, counts["jobs"]), _buttons(digest, late, counts["jobs"])
                self._tx.run(
                    self._q.send_digest,
                    id=digest,
                    now=self._now,
                    data=_json(said),
                    question=_json(asked(question, "", LASTING)),
                    silent=counts["silent"],
                )
                self._outbox.open_lane(row["channel"], row["address"])

    def next_at(self) -> int | None:
        """When the next digest is to be gathered, UTC ms; None when nothing is held."""
        row = self._tx.one(self._q.next_held)
        return row["at"] if row else None

    def _at_the_desk(self, channel: str, address: str) -> bool:
        """A night may lie between: whoever has left the company meanwhile is told nothing any more."""
        speaker = self._people.speaker(channel, address)
        return speaker is not None and any(audience(role) == "desk" for _branch, role in speaker.roles)

    def went_to(self, digest: int, addresses: Sequence[tuple[str, str]]) -> bool:
        """Whether there is such a digest, and it went to one of these addresses."""
        row = self._tx.one(self._q.outbox_row, id=digest)
        return row is not None and row["key"] in DIGESTS.values() and (row["channel"], row["address"]) in addresses

    def count(self, digest: int) -> int:
        """How many jobs came in it."""
        row = self._tx.one(self._q.digest_counts, digest=digest)
        return row["jobs"] if row else 0

    def jobs(self, digest: int, after: int = 0) -> list[dict[str, Any]]:
        """A page of what came in it, what is due longest first: the data of each escalation, its subject and rule."""
        rows = self._tx.all(self._q.digest_jobs, digest=digest, most=LISTED, after=after)
        return [{"rule": row["rule"], **msgspec.json.decode(row["data"]), "subject": row["subject"]} for row in rows]

    def _said(self, late: Sequence[dict[str, Any]], count: int) -> dict[str, Any]:
        more = count - len(late)
        return {
            "rule": late[0]["rule"],
            "wording": late[0].get("wording", ""),
            "count": count,
            "lines": [self._line(one) for one in late],
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


def _late(length: int, due_at: int) -> dict[str, Any]:
    if length < MINUTE:
        return {"text": "digest-due", "due_at": due_at}
    if length >= 2 * DAY:
        return {"text": "digest-days", "days": length // DAY}
    if length >= 2 * HOUR:
        return {"text": "digest-hours", "hours": length // HOUR}
    return {"text": "digest-minutes", "minutes": length // MINUTE}


def _buttons(digest: int, late: Sequence[dict[str, Any]], count: int) -> Question:
    jobs = tuple(open_button(one["number"], one["product"]) for one in late[:BUTTONS])
    every = Button("digest", ("0",), "button-digest-all", {"count": count}, number=str(digest), tone="primary")
    return Question("choose", buttons=(*jobs, every), lasting=True)


def open_button(number: str, product: str) -> Button:
    """A job by its number: how it stands now, and its next step."""
    return Button("open", (), "button-open-job", {"number": number, "product": product}, number=number)


def _json(value: Any) -> str:
    return msgspec.json.encode(value).decode()
