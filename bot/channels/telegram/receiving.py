"""Receiving, as units of work: what can be heard at once enters the door; what must wait is kept, in one commit.

Telegram learns that we have an update after that commit.
"""

import re
from dataclasses import dataclass

import msgspec

from bot.channels.heard import Heard
from bot.channels.keeping import Kept, keep, must_wait
from bot.channels.telegram.inbound import NAME, InGroup, Shut, Tapped, understood
from bot.channels.telegram.updates import read_update
from domain.copies import replace
from handlers.door import enter
from handlers.said import Said
from scheduler.reaching import blocked
from storage.unit import Unit

NOT_OURS = "?"
"""What a button says that we never showed there: the door answers it."""
STAYS = ("photo", "language")
"""Buttons whose menu stays open: they begin something, or belong to nothing."""
DATA = re.compile(r"(\d{1,18}):(\d{1,3})")
DAY_MS = 24 * 3_600_000


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
    if must_wait(unit, heard):
        keep(unit, heard, raw)
        return True, None
    return False, hear(unit, said, heard.tapped)


def hear(unit: Unit, said: Said, tapped: object | None = None) -> Used | None:
    """Through the door. Returns the button that was used."""
    if not isinstance(tapped, Tapped):
        enter(said, unit)
        return None
    action, used = _button(unit, said, tapped)
    if not enter(replace(said, action=action), unit):
        return None
    return replace(used, label="") if unit.refused and used.message else used  # a colleague may have been first


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


def invite(unit: Unit, group: InGroup, bot: str) -> None:
    """A group is told, once a day at most, to talk to us in private. Nothing else is ever said there."""
    if unit.first_time(NAME, f"g{group.chat}:{unit.now // DAY_MS}", group.chat):
        unit.outbox.add(NAME, group.chat, "group-hint", {"bot": bot})


def stands(unit: Unit, shut: Shut) -> None:
    """A chat was blocked or opened, unless we know something newer of it: updates come again, and out of order."""
    if not unit.people.told(NAME, shut.address, shut.at, shut.number):
        return
    speaker = unit.people.speaker(NAME, shut.address)
    if shut.blocked:
        blocked(unit, NAME, shut.address)
    elif speaker:
        unit.people.touch(speaker, speaker.credit, slowed=speaker.slowed)


def read_kept(kept: Kept) -> Heard | None:
    """What a kept update says; None when this program understands it no more."""
    update = read_update(kept.raw.encode())
    found = understood(update, kept.received_at) if update else None
    return found if isinstance(found, Heard) else None
