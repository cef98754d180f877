"""Buttons as numbers: what others tap is answered here with a number. U25.

It answers the newest menu that stood there when it was said, as we heard it: words that wait behind a photo mean what
their reader saw, and a menu that the platform did not take was never there. Menus and messages are dated by our own
clock; the platform's may differ by seconds, in which people answer.
"""

from collections.abc import Sequence

import msgspec

from handlers.said import Message
from handlers.texts import Texts
from storage.unit import Unit

MOST_DIGITS = 2
KEPT = 5
"""Menus of an address."""


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


def offer(unit: Unit, channel: str, address: str, messages: Sequence[Message]) -> int | None:
    """The newest choices at an address, those of several messages numbered through, kept before anybody can answer.

    Returns the menu, to withdraw it where nobody sees it; None for no choices, or those that stand there already.
    """
    choices = [(message.id, tap.action) for message in messages for tap in message.taps]
    return _keep(unit, channel, address, choices) if choices else None


def withdraw(unit: Unit, menu: int) -> None:
    """Nobody saw it: numbers answer the one before."""
    unit.tx.run(unit.q.drop_menu, id=menu)


def chosen(unit: Unit, channel: str, address: str, text: str, at: int) -> str:
    """The action that a typed number names; "" for anything else. `at`: when we heard it, UTC ms."""
    word = text.strip().rstrip("。.、,，")
    if not word.isdigit() or len(word) > MOST_DIGITS:
        return ""
    row = unit.tx.one(unit.q.menu, channel=channel, address=address, at=at)
    choices = _choices(row["buttons"]) if row else []
    number = int(word)
    return choices[number - 1][1] if 1 <= number <= len(choices) else ""


def close(unit: Unit, channel: str, address: str, outbox: int) -> None:
    """A question is outdated: its numbers mean nothing any more, those of another in the same text still do."""
    for row in unit.tx.all(unit.q.menus, channel=channel, address=address):
        choices = _choices(row["buttons"])
        left = [(owner, "" if owner == outbox else action) for owner, action in choices]
        if left != choices:
            unit.tx.run(unit.q.change_menu, id=row["id"], buttons=msgspec.json.encode(left).decode())


def forget(unit: Unit, channel: str, address: str) -> None:
    """No number that is said from now on means anything there."""
    _keep(unit, channel, address, ())


def _keep(unit: Unit, channel: str, address: str, choices: Sequence[tuple[int, str]]) -> int | None:
    """The newest menu; None where it is that already."""
    place, buttons = {"channel": channel, "address": address}, msgspec.json.encode(choices).decode()
    menus = unit.tx.all(unit.q.menus, **place)
    if (menus[0]["buttons"] if menus else "[]") == buttons:
        return None
    for row in menus[KEPT - 1 :]:
        unit.tx.run(unit.q.drop_menu, id=row["id"])
    return int(unit.tx.all(unit.q.add_menu, **place, buttons=buttons, at=unit.now)[0]["id"])


def _choices(buttons: str) -> list[tuple[int, str]]:
    """(message, action) by number."""
    return msgspec.json.decode(buttons, type=list[tuple[int, str]])
