"""Receiving, as units of work: what a member says or taps enters the door, or is kept until its files are here."""

import re
from dataclasses import dataclass, replace

from bot.channels.choices import chosen
from bot.channels.heard import Heard
from bot.channels.keeping import keep, must_wait
from bot.channels.wecom.cards import CARD, PROBE, SAID, WORDS, reads, switch, unpacked
from bot.channels.wecom.inbound import NAME, Tapped
from handlers.door import enter
from handlers.said import Said
from storage.unit import Unit

NOT_OURS = "?"
"""What a button says that we never showed there: the door answers it."""
STAYS = ("photo", "language")
"""Buttons whose card stays open: they begin something, or belong to nothing."""
TASK = re.compile(r"(\d{1,18})-(\d{1,15})-\d{1,9}")


@dataclass(frozen=True, slots=True)
class Used:
    """A tapped card that is to show it.

    code      changes it, once
    label     what was chosen; "" when it was outdated
    language  the reader's; None where it was never chosen
    """

    address: str
    code: str
    label: str
    language: str | None


def receive(unit: Unit, heard: Heard, raw: str, *, cards: bool) -> tuple[bool, Used | None]:
    """One message or event, whole. Returns whether it is kept, and the card that it used."""
    if must_wait(unit, heard):
        keep(unit, heard, raw)
        return True, None
    return False, hear(unit, heard.said, heard.tapped, cards=cards)


def hear(unit: Unit, said: Said, tapped: object | None, *, cards: bool) -> Used | None:
    """Through the door; a number is the choice it names. Returns the card that was used."""
    if isinstance(tapped, Tapped):
        return _tap(unit, said, tapped)
    plain = not (said.photos or said.voice or said.location)
    wanted = WORDS.get(said.text.casefold(), "") if plain and cards else ""
    if wanted and unit.people.speaker(NAME, said.address):
        if unit.first_time(NAME, said.message_id, said.address):
            switch(unit, said.address, wanted)
        return None
    action = chosen(unit, NAME, said.address, said.text, said.recorded_at) if plain else ""
    enter(replace(said, action=action, text="" if action else said.text), unit)
    return None


def _tap(unit: Unit, said: Said, tapped: Tapped) -> Used | None:
    speaker = unit.people.speaker(NAME, said.address)
    blank = Used(said.address, tapped.code, "", speaker.language if speaker else None)
    if tapped.task.startswith(PROBE):
        return _sees_cards(unit, said, blank)
    outbox, buttons = _card(unit, said.address, tapped.task)
    if not tapped.key.isdecimal() or int(tapped.key) >= len(buttons):
        enter(replace(said, action=NOT_OURS), unit)
        return None
    label, action, kind = buttons[int(tapped.key)]
    stays = kind in STAYS or action.partition(":")[0] in STAYS
    first = not unit.tx.one(unit.q.inbox_row, channel=NAME, message_id=said.message_id)
    was_open = first and not stays and unit.tx.run(unit.q.wecom_close, outbox=outbox) == 1
    if not enter(replace(said, action=action), unit) or stays:
        return None
    reads(unit, said.address, CARD)
    done = was_open and not unit.refused  # somebody else may have tapped at the same moment
    return replace(blank, label=label if done else "") if tapped.code else None


def _card(unit: Unit, address: str, task: str) -> tuple[int, list[tuple[str, str, str]]]:
    """The card of that name at that address, and what its buttons say; none where it stands elsewhere."""
    found = TASK.fullmatch(task)
    row = unit.tx.one(unit.q.wecom_sent, outbox=int(found[1])) if found else None
    if found is None or row is None or row["address"] != address or str(row["born"]) != found[2]:
        return 0, []
    return row["outbox"], unpacked(row["buttons"])


def _sees_cards(unit: Unit, said: Said, used: Used) -> Used | None:
    """A member tapped the card that asked: buttons from now on."""
    if not unit.first_time(NAME, said.message_id, said.address):
        return None
    reads(unit, said.address, CARD)
    unit.outbox.add(NAME, said.address, SAID[CARD], {}, answers=True)
    return replace(used, label="OK") if used.code else None
