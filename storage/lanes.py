"""What the sender sees of the outbox: a lane for each address at which something is to be done, whose time has come.

Order holds within a lane and nowhere else. A platform's "not now" closes the lane of that address for a while; whoever
has just spoken is answered before those who are only told something.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from storage.people import People
from storage.personal import MARK, is_reference, personal_id
from storage.queries import Queries
from storage.transaction import Transaction

PEOPLE = ("technician", "next_technician", "customer", "person", "by_person", "on", "colleague")
"""Keys of a text's data whose value is a person."""

ANSWER, NEWS = 0, 1
"""What a lane holds: something for a person who waits for it, or not."""

AT_ONCE = 16
"""Messages and spent menus of one address that are taken up together: memory is bounded, and a long lane goes behind
the others again."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A message as the sender gets it: references and people resolved to what is to be read.

    language  the reader's
    question  what is asked with it, its buttons as {label, data, action, kind, tone}
    silent    without a sound
    page      a link to the reader's page, where the channel asks for one
    audience  as whom the reader is told: "customer", "technician", "desk"
    """

    id: int
    channel: str
    address: str
    subject: int | None
    key: str
    data: Mapping[str, Any]
    question: Mapping[str, Any] | None
    language: str | None
    zone: str
    tries: int
    created_at: int
    silent: bool
    page: str = ""
    audience: str | None = None


@dataclass(frozen=True, slots=True)
class Lane:
    """What is to be done at one address now, in order.

    menus  messages with menus that are outdated or words that are to be hidden, each with the platform's reference
    more   whether there may be more that was not taken up
    """

    channel: str
    address: str
    messages: tuple[Waiting, ...]
    menus: tuple[tuple[Waiting, str | None], ...]
    more: bool


class Lanes:
    """The lanes, as one unit sees them."""

    def __init__(self, tx: Transaction, q: Queries, people: People, now: int) -> None:
        self._tx, self._q, self._people, self._now = tx, q, people, now

    def due(self, channel: str, busy: Collection[str], most: int, zone: str, *, news: bool = True) -> list[Lane]:
        """The next lanes of a channel, at most `most`, without the addresses that are `busy`.

        news  also those at which nobody waits for an answer
        """
        found: list[Lane] = []
        for kind in (ANSWER, NEWS) if news else (ANSWER,):
            place = {"channel": channel, "news": kind, "now": self._now}
            for row in self._tx.all(self._q.lanes, **place, most=most + len(busy)):
                if len(found) < most and row["address"] not in busy:
                    found.append(self._lane(channel, row["address"], zone))
        return found

    def next_at(self, channel: str) -> int | None:
        """When a lane of a channel opens again; None when none is closed."""
        soonest = (
            self._tx.one(self._q.next_lane, channel=channel, news=news, now=self._now) for news in (ANSWER, NEWS)
        )
        return min((row["at"] for row in soonest if row and row["at"] is not None), default=None)

    def leave(self, lane: Lane) -> None:
        """What was taken up is done. A lane that holds more goes behind the others; an empty one ends."""
        at: int | None = self._now
        if not lane.more:
            row = self._tx.one(self._q.lane_next, channel=lane.channel, address=lane.address)
            at = row["at"] if row else None
        if at is None:
            self._tx.run(self._q.drop_lane, channel=lane.channel, address=lane.address)
        else:
            self._move(lane, at, 0)

    def rest(self, lane: Lane, until: int) -> None:
        """What was taken up waits until `until` (UTC ms), or goes along with the next that is said there."""
        last = max((waiting.id for waiting in lane.messages), default=0)
        row = self._tx.one(self._q.lane_next_after, channel=lane.channel, address=lane.address, last=last)
        came = row["at"] if row else None
        self._move(lane, until if came is None else min(came, until), 0)

    def close(self, lane: Lane, until: int) -> int:
        """The platform takes nothing more at this address before `until`. Returns since when it has not (UTC ms)."""
        self._move(lane, until, until)
        row = self._tx.one(self._q.lane_closed, channel=lane.channel, address=lane.address)
        return int(row["since"]) if row else self._now

    def closed_until(self, channel: str, address: str) -> int:
        """Before when a platform takes nothing at an address (UTC ms), 0 where it was not refused."""
        row = self._tx.one(self._q.lane_closed, channel=channel, address=address)
        return int(row["until"]) if row else 0

    def _move(self, lane: Lane, at: int, closed_until: int) -> None:
        place = {"channel": lane.channel, "address": lane.address}
        self._tx.run(self._q.move_lane, **place, at=at, closed_until=closed_until, now=self._now)

    def waiting(self, channel: str, address: str, zone: str) -> Lane:
        """The lane of one address, for a channel that says something by another way than the sender."""
        return self._lane(channel, address, zone)

    def said(self, channel: str, address: str, ids: Collection[int], zone: str) -> list[Waiting]:
        """Messages that were sent there already, as they were."""
        speaker = self._people.speaker(channel, address)
        rows = [self._tx.one(self._q.outbox_message, id=one, channel=channel, address=address) for one in ids]
        return [self._waiting(row, speaker.language if speaker else None, zone) for row in rows if row]

    def shown(self, row: Any, language: str, zone: str) -> Waiting:
        """A row of the outbox as somebody reads it now."""
        return self._waiting(row, language, zone)

    def unsent(
        self, key: str, data: Mapping[str, Any], question: Mapping[str, Any] | None, language: str, zone: str
    ) -> Waiting:
        """Words that stand in no outbox, for a page that shows how things are now."""
        kept = msgspec.json.decode(msgspec.json.encode([data, question]))
        places, asking = self._resolved(kept)
        return Waiting(0, "", "", None, key, places, asking, language, zone, 0, self._now, silent=False)

    def _lane(self, channel: str, address: str, zone: str) -> Lane:
        place = {"channel": channel, "address": address, "most": AT_ONCE}
        messages = self._tx.all(self._q.lane_messages, **place, now=self._now)
        menus = self._tx.all(self._q.lane_menus, **place)
        speaker = self._people.speaker(channel, address) if messages or menus else None
        language = speaker.language if speaker else None
        return Lane(
            channel,
            address,
            tuple(self._waiting(row, language, zone) for row in messages),
            tuple((self._waiting(row, language, zone), row["reference"]) for row in menus),
            more=AT_ONCE in (len(messages), len(menus)),
        )

    def _waiting(self, row: Any, language: str | None, zone: str) -> Waiting:
        data, question = row["data"], row["question"]
        return Waiting(
            row["id"],
            row["channel"],
            row["address"],
            row["subject"],
            row["key"],
            self._resolved(msgspec.json.decode(data)),
            self._resolved(msgspec.json.decode(question)) if question else None,
            language,
            zone,
            row["tries"],
            row["created_at"],
            bool(row["silent"]),
            audience=row["audience"],
        )

    def _resolved(self, value: Any, key: str = "") -> Any:
        if isinstance(value, dict):
            return {name: self._resolved(inner, name) for name, inner in value.items()}
        if isinstance(value, list):
            return [self._resolved(inner, key) for inner in value]
        if isinstance(value, str):
            return self._revealed(value) if value[:1] == MARK and is_reference(value) else value
        if key in PEOPLE and isinstance(value, int):
            return self._people.name(value)
        return value

    def _revealed(self, reference: str) -> str:
        row = self._tx.one(self._q.personal, id=personal_id(reference))
        return row["value"] if row and row["value"] is not None else "—"
