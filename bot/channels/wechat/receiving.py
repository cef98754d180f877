"""Receiving, as units of work: what is posted enters the door; what is said back at once rides in the answer.

WeChat waits five seconds for the answer and posts again when none came: the same message gets the same answer. What is
to be said leads a lane that the sender leaves alone for a moment, so that nothing is said twice.
"""

from dataclasses import replace

import msgspec

from bot.channels.choices import chosen, numbered, offer
from bot.channels.heard import Heard
from bot.channels.keeping import keep, must_wait
from bot.channels.splitting import utf8
from bot.channels.wechat.inbound import NAME, Event
from bot.channels.wechat.windows import opened
from handlers.door import enter
from handlers.said import Message, Said
from handlers.texts import Texts
from scheduler.rendering import rendered
from storage.lanes import Lane, Waiting
from storage.unit import Unit

MOST_BYTES = 2_000
HELD_MS = 4_000
"""How long the sender leaves an address to the answer of its callback."""
REMEMBERED_MS = 3_600_000
PASSIVE = "reply"
"""The reference of a message that went in the answer to a callback: WeChat gives none."""


def receive(unit: Unit, event: Event, raw: str) -> bool:
    """One message or event, whole: entered, or kept until its files are here. Returns whether it is kept."""
    said = event.heard.said
    opened(unit, said.address, event.opens.how)
    if must_wait(unit, event.heard):
        keep(unit, event.heard, raw)
        return True
    unit.tx.run(unit.q.hold_lane, channel=NAME, address=said.address, until=unit.now + HELD_MS)
    hear(unit, said)
    return False


def hear(unit: Unit, said: Said) -> None:
    """Through the door; a number is the choice it names."""
    action = "" if said.photos or said.voice or said.location else chosen(unit, NAME, said.address, said.text)
    enter(replace(said, action=action, text="" if action else said.text), unit)


def answer(unit: Unit, heard: Heard, texts: Texts, zone: str, language: str) -> str:
    """What is said back in the answer to the callback; "" for nothing. It counts as sent: WeChat tells no more."""
    said = heard.said
    before = unit.tx.one(unit.q.wechat_replied, message_id=said.message_id)
    lane = unit.lanes.waiting(NAME, said.address, zone)
    if before:
        unit.lanes.leave(lane)
        return _again(unit, said.address, msgspec.json.decode(before["outbox"]), texts, zone, language)
    taken, words = _fitting(lane, texts, language, unit.now)
    if taken:
        for waiting, message in taken:
            unit.outbox.sent(waiting.id, PASSIVE, bool(message.taps))
        taps = [tap for _waiting, message in taken for tap in message.taps]
        offer(unit, NAME, said.address, taken[-1][0].id, taps)
        ids = msgspec.json.encode([waiting.id for waiting, _message in taken]).decode()
        unit.tx.run(unit.q.wechat_forget_replies, before=unit.now - REMEMBERED_MS)
        unit.tx.run(unit.q.wechat_reply, message_id=said.message_id, address=said.address, outbox=ids, at=unit.now)
    unit.lanes.leave(replace(lane, more=False))
    return words


def _fitting(lane: Lane, texts: Texts, language: str, now: int) -> tuple[list[tuple[Waiting, Message]], str]:
    """The first messages that fit into one answer, their choices numbered through; pictures go another way."""
    taken: list[tuple[Waiting, Message]] = []
    words, count = "", 0
    for waiting in lane.messages:
        if waiting.data.get("qr") or waiting.data.get("sheets"):
            break
        message = rendered(waiting, texts, language, now)
        further = "\n\n".join(filter(None, (words, numbered(message, texts, count + 1))))
        if message.photos or message.voice or sum(map(utf8, further)) > MOST_BYTES:
            break
        taken.append((waiting, message))
        words, count = further, count + len(message.taps)
    return taken, words


def _again(unit: Unit, address: str, ids: list[int], texts: Texts, zone: str, language: str) -> str:
    messages = [rendered(one, texts, language, unit.now) for one in unit.lanes.said(NAME, address, ids, zone)]
    words, count = "", 0
    for message in messages:
        words = "\n\n".join(filter(None, (words, numbered(message, texts, count + 1))))
        count += len(message.taps)
    return words
