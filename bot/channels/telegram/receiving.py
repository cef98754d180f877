"""Receiving, as units of work: what can be heard at once enters the door; what must wait is kept, in one commit.

An update whose photo or voice must be fetched first waits in `telegram_kept`, and what its chat says meanwhile waits
behind it, so that nobody's words overtake their pictures. Telegram learns that we have it after that commit.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from bot.channels.telegram.inbound import NAME, Heard, InGroup, Tapped, understood
from bot.channels.telegram.updates import read_update
from domain.copies import replace
from handlers.door import apologise, enter
from handlers.said import Said
from storage.unit import Unit

QUIET_MS = 1_500
"""An album is complete when nothing more of it has come for so long: Telegram sends its photos one by one."""
FIRST_PAUSE_MS = 2_000
LONGEST_PAUSE_MS = 120_000
NOT_OURS = "?"
"""What a button says that we never showed there: the door answers it."""
STAYS = ("photo", "language")
"""Buttons whose menu stays open: they begin something, or belong to nothing."""
DATA = re.compile(r"(\d{1,18}):(\d{1,3})")
DAY_MS = 24 * 3_600_000


@dataclass(frozen=True, slots=True)
class Kept:
    """An update that waits."""

    id: int
    chat: str
    message_id: str
    album: str | None
    raw: str
    received_at: int
    tries: int

    def heard(self) -> Heard | None:
        """What it says; None when this program understands it no more."""
        update = read_update(self.raw.encode())
        found = understood(update, self.received_at) if update else None
        return found if isinstance(found, Heard) else None


@dataclass(frozen=True)
class Used:
    """A button that was heard.

    message   the menu that is to be closed, with its words; None when it stays
    label     what was chosen; "" when the button was outdated
    language  the reader's; None where it was never chosen
    """

    chat: str
    message: int | None
    text: str
    label: str
    language: str | None


def receive(unit: Unit, heard: Heard, raw: str) -> tuple[bool, Used | None]:
    """One update, whole: entered, or kept until it can be. Returns whether it was kept, and the button that it used."""
    said = heard.said
    if heard.wanted or heard.album or unit.tx.one(unit.q.telegram_waits, chat=said.address):
        keep(unit, heard, raw)
        return True, None
    return False, hear(unit, said, heard.tapped)


def hear(unit: Unit, said: Said, tapped: Tapped | None = None) -> Used | None:
    """Through the door. Returns the button that was used."""
    if tapped is None:
        enter(said, unit)
        return None
    action, used = _button(unit, said, tapped)
    return used if enter(replace(said, action=action), unit) else None


def keep(unit: Unit, heard: Heard, raw: str) -> None:
    """It waits, once, unless it has entered already."""
    said = heard.said
    if unit.tx.one(unit.q.inbox_row, channel=NAME, message_id=said.message_id):
        return
    album = heard.album
    try_at = unit.now + (QUIET_MS if album else 0)
    row = {"chat": said.address, "message_id": said.message_id, "album": album, "raw": raw}
    unit.tx.run(unit.q.telegram_keep, **row, at=unit.now, try_at=try_at)
    if album:
        unit.tx.run(unit.q.telegram_album_grows, chat=said.address, album=album, try_at=try_at)


def _button(unit: Unit, said: Said, tapped: Tapped) -> tuple[str, Used]:
    """What a tapped button says, and its menu. Another chat's button says nothing here."""
    address, speaker = said.address, unit.people.speaker(NAME, said.address)
    stays = Used(address, None, "", "", (speaker.language if speaker else None) or said.language)
    found = DATA.fullmatch(tapped.data)
    row = unit.tx.one(unit.q.telegram_sent, outbox=int(found[1])) if found else None
    buttons = msgspec.json.decode(row["buttons"]) if row else []
    if found is None or row is None or row["chat"] != address or int(found[2]) >= len(buttons):
        return NOT_OURS, stays
    label, action, kind = buttons[int(found[2])]
    if kind in STAYS or action.partition(":")[0] in STAYS:
        return action, replace(stays, label=label)
    was_open = unit.tx.run(unit.q.telegram_close, outbox=row["outbox"]) == 1
    message = row["message"] or tapped.message
    return action, replace(stays, message=message, text=tapped.text, label=label if was_open else "")


def set_aside(unit: Unit, said: Said) -> None:
    """A bug met it: remembered, answered, and a person is told. I3."""
    apologise(said, unit)


def invite(unit: Unit, group: InGroup, bot: str) -> None:
    """A group is told, once a day at most, to talk to us in private. Nothing else is ever said there."""
    if unit.first_time(NAME, f"g{group.chat}:{unit.now // DAY_MS}", group.chat):
        unit.outbox.add(NAME, group.chat, "group-hint", {"bot": bot})


# What is kept


def claim(unit: Unit, until: int, most: int) -> list[tuple[Kept, ...]]:
    """The first of each chat whose time has come, an album whole; each is tried again later unless it enters."""
    found = []
    for row in unit.tx.all(unit.q.telegram_due, now=until, most=most):
        first = _kept(row)
        album = unit.tx.all(unit.q.telegram_album, chat=first.chat, album=first.album) if first.album else [row]
        pause = min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** min(first.tries, 10))
        for part in album:
            unit.tx.run(unit.q.telegram_claim, id=part["id"], try_at=max(until, unit.now) + pause)
        found.append(tuple(_kept(part) for part in album))
    return found


def next_try(unit: Unit) -> int | None:
    """When something kept can be tried, UTC ms; None when nothing is kept."""
    row = unit.tx.one(unit.q.telegram_next_try)
    return row["at"] if row else None


def enter_kept(unit: Unit, parts: Sequence[Kept], said: Said, tapped: Tapped | None) -> Used | None:
    """What waited enters the door, and waits no more."""
    used = hear(unit, said, tapped)
    _dropped(unit, parts)
    return used


def set_aside_kept(unit: Unit, parts: Sequence[Kept], said: Said | None) -> None:
    """What cannot enter stops its chat no longer. I3."""
    if said is not None:
        set_aside(unit, said)
    _dropped(unit, parts)


def _dropped(unit: Unit, parts: Sequence[Kept]) -> None:
    for part in parts:
        unit.first_time(NAME, part.message_id, part.chat)
        unit.tx.run(unit.q.telegram_drop, id=part.id)


def _kept(row: Any) -> Kept:
    return Kept(
        row["id"], row["chat"], row["message_id"], row["album"], row["raw"], row["received_at"], row["tries"] + 1
    )
