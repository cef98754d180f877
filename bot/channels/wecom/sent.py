"""What WeCom has of our messages, as units of work: its parts, how its choices are shown, the code of its card."""

from dataclasses import dataclass

from bot.channels.choices import forget, offer
from bot.channels.wecom.cards import ASK, CARD, NUMBERS, packed, shown_to, unpacked
from bot.channels.wecom.inbound import NAME
from handlers.said import Message
from scheduler.reaching import delivered
from storage.unit import Unit

CODE_LASTS_MS = 72 * 3_600_000


@dataclass(frozen=True, slots=True)
class Sent:
    """A message as WeCom has it.

    shown  how its choices are shown, settled when it was first sent: "card", "numbers" or "ask"
    taken  how many of its parts WeCom has
    task   its card's name, another one at each try and in each database
    whole  whether WeCom has all of it
    menu   its choices as numbers, where this try offers them
    """

    shown: str
    taken: int
    task: str
    whole: bool
    menu: int | None


@dataclass(frozen=True, slots=True)
class Card:
    """A card whose buttons are to go. `code` changes it once; "" when that is over."""

    code: str
    language: str | None


def prepare(unit: Unit, address: str, message: Message, *, cards: bool) -> Sent:
    """Before its first part goes: what its choices mean is kept before anybody can answer them."""
    shown = shown_to(unit, address, message.taps, cards=cards)
    kept = {"outbox": message.id, "address": address, "at": unit.now}
    unit.tx.run(unit.q.wecom_prepare, **kept, shown=shown, buttons=packed(message.taps))
    row = unit.tx.all(unit.q.wecom_sent, outbox=message.id)[0]
    menu = None
    if row["shown"] == CARD:
        forget(unit, NAME, address)
    elif row["taken"] == 0:
        menu = offer(unit, NAME, address, [message])
    task = f"{message.id}-{row['born']}-{row['tries']}"
    return Sent(row["shown"], row["taken"], task, row["sent_at"] is not None, menu)


def took(unit: Unit, message: Message, parts: int) -> None:
    """WeCom has so many of its parts."""
    unit.tx.run(unit.q.wecom_taken, outbox=message.id, taken=parts)


def whole(unit: Unit, address: str, message: Message, shown: str, code: str) -> list[Card]:
    """WeCom has all of it. Returns cards that ask the same: a question shows once."""
    actions = {tap.action for tap in message.taps}
    outdated = []
    for row in unit.tx.all(unit.q.wecom_open, address=address) if actions else ():
        if {action for _label, action, _kind in unpacked(row["buttons"])} <= actions:
            outdated += close(unit, row["outbox"])
    unit.tx.run(unit.q.wecom_whole, outbox=message.id, open=int(shown == CARD), response=code or None, at=unit.now)
    if shown == ASK:
        unit.tx.run(unit.q.wecom_asked, address=address, shown=NUMBERS)
    delivered(unit, NAME, address, message.id)
    return outdated


def close(unit: Unit, message_id: int) -> list[Card]:
    """A card is outdated. Returns it, unless it was closed already, or never was one."""
    row = unit.tx.one(unit.q.wecom_sent, outbox=message_id)
    if row is None or unit.tx.run(unit.q.wecom_close, outbox=message_id) == 0:
        return []
    speaker = unit.people.speaker(NAME, row["address"])
    fresh = row["sent_at"] is not None and unit.now - row["sent_at"] < CODE_LASTS_MS
    return [Card((row["response"] or "") if fresh else "", speaker.language if speaker else None)]
