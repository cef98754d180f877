"""How choices are shown: as a card with buttons, or as numbers under plain text.

Cards are not shown to those who read WeCom in WeChat, and nothing tells who does. So choices are numbers until a member
has tapped a card: the first menu comes with a card that asks. 按钮 and 数字 (buttons, numbers) say it in words.
"""

from collections.abc import Sequence
from typing import Any

import msgspec

from bot.channels.wecom.inbound import NAME
from handlers.said import Message, Tap
from handlers.texts import Texts
from storage.unit import Unit

CARD, NUMBERS, ASK = "card", "numbers", "ask"
WORDS = {"按钮": CARD, "用按钮": CARD, "buttons": CARD, "数字": NUMBERS, "用数字": NUMBERS, "numbers": NUMBERS}
SAID = {CARD: "choices-as-buttons", NUMBERS: "choices-as-numbers"}
MOST_BUTTONS = 6
MOST_LABEL = 12
"""Characters of a label that stay readable on a button."""
MOST_TITLE, MOST_WORDS = 36, 160
"""Characters of a card's title and of its words that WeCom shows."""
MOST_REPLACED = 20
STYLES = {"primary": 1, "danger": 3}
PLAIN = 2
PROBE = "probe"


def shown_to(unit: Unit, address: str, taps: Sequence[Tap], *, cards: bool) -> str:
    """How these choices are shown to a member. `cards`: the company uses cards at all."""
    if not cards or not taps:
        return NUMBERS
    row = unit.tx.one(unit.q.wecom_reader, address=address)
    if row is None:
        return ASK
    fits = len(taps) <= MOST_BUTTONS and all(len(tap.label) <= MOST_LABEL for tap in taps)
    return CARD if row["shown"] == CARD and fits else NUMBERS


def reads(unit: Unit, address: str, shown: str) -> None:
    """How a member sees choices from now on."""
    unit.tx.run(unit.q.wecom_reads, address=address, shown=shown)


def switch(unit: Unit, address: str, shown: str) -> None:
    """A member asked for buttons, or for numbers: from now on, and the newest open card is said again."""
    reads(unit, address, shown)
    unit.outbox.add(NAME, address, SAID[shown], {}, answers=True)
    cards = unit.tx.all(unit.q.wecom_open, address=address)
    if shown == NUMBERS and cards:
        unit.tx.run(unit.q.outbox_again, id=cards[-1]["outbox"], at=unit.now)


def fits_card(text: str) -> bool:
    """Whether the words find room on a card."""
    first, _, rest = text.partition("\n")
    return len(text) <= MOST_WORDS or (len(first) <= MOST_TITLE and len(rest) <= MOST_WORDS)


def card(message: Message, task: str, texts: Texts) -> dict[str, Any]:
    """The card of a message. What has no room on it was said before it."""
    first, _, rest = message.text.partition("\n")
    choose = texts.say("card-title", {}, message.language, "UTC", 0)
    title, words = (first, rest) if len(first) <= MOST_TITLE else (choose, message.text)
    if not fits_card(message.text):
        title, words = choose, ""
    found = _card(title, words, task, [(tap.label, STYLES.get(tap.tone, PLAIN)) for tap in message.taps])
    return found | {"card_action": {"type": 1, "url": message.page}} if message.page else found


def probe(message: Message, task: str, texts: Texts) -> dict[str, Any]:
    """The card that asks whether cards are seen."""
    words = [texts.say(key, {}, message.language, "UTC", 0) for key in ("cards-probe", "button-use-buttons")]
    return _card(words[0], "", task, [(words[1], 1)])


def _card(title: str, words: str, task: str, buttons: Sequence[tuple[str, int]]) -> dict[str, Any]:
    listed = [{"text": text, "style": style, "key": str(place)} for place, (text, style) in enumerate(buttons)]
    return {
        "card_type": "button_interaction",
        "main_title": {"title": title},
        **({"sub_title_text": words} if words else {}),
        "task_id": task,
        "button_list": listed,
    }


def packed(taps: Sequence[Tap]) -> str:
    """What buttons say, as it is kept."""
    return msgspec.json.encode([[tap.label, tap.action, tap.kind] for tap in taps]).decode()


def unpacked(buttons: str) -> list[tuple[str, str, str]]:
    """Label, action and kind of each button."""
    return [(label, action, kind) for label, action, kind in msgspec.json.decode(buttons)]
