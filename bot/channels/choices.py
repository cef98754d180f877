"""Buttons as numbers: what others tap is answered here with a number; it answers only the newest menu. U25."""

from collections.abc import Sequence

import msgspec

from handlers.said import Message
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


def together(messages: Sequence[Message], texts: Texts) -> str:
    """Several messages as one text, their choices numbered through."""
    found, count = [], 0
    for message in messages:
        found.append(numbered(message, texts, count + 1))
        count += len(message.taps)
    return "\n\n".join(part for part in found if part)


def offer(unit: Unit, channel: str, address: str, messages: Sequence[Message]) -> None:
    """The newest choices at an address, those of several messages numbered through, kept before anybody can answer."""
    choices = [(message.id, tap.action) for message in messages for tap in message.taps]
    if choices:
        _keep(unit, channel, address, choices)


def chosen(unit: Unit, channel: str, address: str, text: str) -> str:
    """The action that a typed number names; "" for anything else."""
    word = text.strip().rstrip("。.、,，")
    if not word.isdigit() or len(word) > MOST_DIGITS:
        return ""
    row = unit.tx.one(unit.q.menu, channel=channel, address=address)
    choices = _choices(row["buttons"]) if row else []
    number = int(word)
    return choices[number - 1][1] if 1 <= number <= len(choices) else ""


def close(unit: Unit, channel: str, address: str, outbox: int) -> None:
    """A question is outdated: its numbers mean nothing any more, those of another in the same text still do."""
    row = unit.tx.one(unit.q.menu, channel=channel, address=address)
    choices = _choices(row["buttons"]) if row else []
    left = [(owner, "" if owner == outbox else action) for owner, action in choices]
    if any(action for _owner, action in left):
        _keep(unit, channel, address, left)
    else:
        forget(unit, channel, address)


def forget(unit: Unit, channel: str, address: str) -> None:
    """No number means anything there any more."""
    unit.tx.run(unit.q.forget_menu, channel=channel, address=address)


def _keep(unit: Unit, channel: str, address: str, choices: Sequence[tuple[int, str]]) -> None:
    buttons = msgspec.json.encode(choices).decode()
    unit.tx.run(unit.q.set_menu, channel=channel, address=address, outbox=choices[-1][0], buttons=buttons)


def _choices(buttons: str) -> list[tuple[int, str]]:
    """(message, action) by number."""
    return msgspec.json.decode(buttons, type=list[tuple[int, str]])
