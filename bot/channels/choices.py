"""Buttons as numbers: what others tap is answered here with a number; it answers only the newest menu. U25."""

from collections.abc import Sequence

import msgspec

from handlers.said import Message, Tap
from handlers.texts import Texts
from storage.unit import Unit

MOST_DIGITS = 2


def numbered(message: Message, texts: Texts, first: int = 1) -> str:
    """The words with their choices under them, numbered from `first`."""
    if not message.taps:
        return message.text
    hint = texts.say("reply-number", {}, message.language, "UTC", 0)
    rows = [f"{first + n} {tap.label}" for n, tap in enumerate(message.taps)]
    return "\n".join(part for part in (message.text, hint, *rows) if part)


def offer(unit: Unit, channel: str, address: str, outbox: int, taps: Sequence[Tap]) -> None:
    """The newest choices at an address, kept before anybody can answer them."""
    if taps:
        buttons = msgspec.json.encode([tap.action for tap in taps]).decode()
        unit.tx.run(unit.q.set_menu, channel=channel, address=address, outbox=outbox, buttons=buttons)


def chosen(unit: Unit, channel: str, address: str, text: str) -> str:
    """The action that a typed number names; "" for anything else."""
    word = text.strip().rstrip("。.、,，")
    if not word.isdigit() or len(word) > MOST_DIGITS:
        return ""
    row = unit.tx.one(unit.q.menu, channel=channel, address=address)
    actions: list[str] = msgspec.json.decode(row["buttons"]) if row else []
    number = int(word)
    return actions[number - 1] if 1 <= number <= len(actions) else ""


def close(unit: Unit, channel: str, address: str, outbox: int) -> None:
    """A menu is outdated: its numbers mean nothing any more."""
    unit.tx.run(unit.q.drop_menu, channel=channel, address=address, outbox=outbox)


def forget(unit: Unit, channel: str, address: str) -> None:
    """Newer choices are shown another way: no number means anything there."""
    unit.tx.run(unit.q.forget_menu, channel=channel, address=address)
