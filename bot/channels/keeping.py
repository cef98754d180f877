"""What must wait before it enters the door, as units of work: kept in the commit that makes the platform forget it.

A message whose photo or voice must be fetched first waits in `kept`, and what its chat says meanwhile waits behind it,
so that nobody's words overtake their pictures.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.channels.heard import Heard
from handlers.door import apologise
from handlers.said import Said
from storage.unit import Unit

QUIET_MS = 1_500
"""An album is complete when nothing more of it has come for so long: its photos come one by one."""
FIRST_PAUSE_MS = 2_000
LONGEST_PAUSE_MS = 120_000


@dataclass(frozen=True, slots=True)
class Kept:
    """One message that waits, as it came."""

    id: int
    chat: str
    message_id: str
    album: str | None
    raw: str
    received_at: int
    tries: int


def must_wait(unit: Unit, heard: Heard) -> bool:
    """Whether it cannot enter yet: its files are missing, or something of its chat waits already."""
    said = heard.said
    kept = unit.tx.one(unit.q.kept_waits, channel=said.channel, chat=said.address)
    return bool(heard.wanted or heard.album or kept)


def keep(unit: Unit, heard: Heard, raw: str) -> None:
    """It waits, once, unless it has entered already."""
    said, album = heard.said, heard.album
    if unit.tx.one(unit.q.inbox_row, channel=said.channel, message_id=said.message_id):
        return
    try_at = unit.now + (QUIET_MS if album else 0)
    chat = {"channel": said.channel, "chat": said.address}
    unit.tx.run(unit.q.keep, **chat, message_id=said.message_id, album=album, raw=raw, at=unit.now, try_at=try_at)
    if album:
        unit.tx.run(unit.q.album_grows, **chat, album=album, try_at=try_at)


def claim(unit: Unit, channel: str, until: int, most: int) -> list[tuple[Kept, ...]]:
    """The first of each chat whose time has come, an album whole; each is tried again later unless it enters."""
    found = []
    for row in unit.tx.all(unit.q.kept_due, channel=channel, now=until, most=most):
        first = _kept(row)
        chat = {"channel": channel, "chat": first.chat}
        album = unit.tx.all(unit.q.kept_album, **chat, album=first.album) if first.album else [row]
        pause = min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** min(first.tries, 10))
        for part in album:
            unit.tx.run(unit.q.kept_claim, id=part["id"], try_at=max(until, unit.now) + pause)
        found.append(tuple(_kept(part) for part in album))
    return found


def next_try(unit: Unit, channel: str) -> int | None:
    """When something kept can be tried, UTC ms; None when nothing is kept."""
    row = unit.tx.one(unit.q.kept_next_try, channel=channel)
    return row["at"] if row else None


def set_aside(unit: Unit, said: Said) -> None:
    """A bug met it: remembered, answered, and a person is told. I3."""
    apologise(said, unit)


def set_aside_kept(unit: Unit, channel: str, parts: Sequence[Kept], said: Said | None) -> None:
    """What cannot enter stops its chat no longer. I3."""
    if said is not None:
        set_aside(unit, said)
    drop(unit, channel, parts)


def drop(unit: Unit, channel: str, parts: Sequence[Kept]) -> None:
    """It has entered, and waits no more."""
    for part in parts:
        unit.first_time(channel, part.message_id, part.chat)
        unit.tx.run(unit.q.kept_drop, id=part.id)


def _kept(row: Any) -> Kept:
    return Kept(
        row["id"], row["chat"], row["message_id"], row["album"], row["raw"], row["received_at"], row["tries"] + 1
    )
