"""Receiving, as units of work: what is posted enters the door; what is said back at once rides in the answer.

WeChat waits five seconds for the answer and posts again when none came: the same message gets the same answer. What is
to be said leads a lane that the sender leaves alone for a moment, so that nothing is said twice.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import msgspec

from bot.channels.choices import chosen, offer, together
from bot.channels.heard import Heard
from bot.channels.keeping import keep, must_wait
from bot.channels.splitting import utf8
from bot.channels.wechat.consents import freed
from bot.channels.wechat.fitting import MOST_BYTES
from bot.channels.wechat.inbound import NAME, Event
from bot.channels.wechat.inviting import with_invitation, with_sheet
from bot.channels.wechat.windows import opened
from handlers.door import enter
from handlers.said import Message, Said
from handlers.texts import Texts
from scheduler.reaching import delivered
from scheduler.rendering import rendered
from storage.lanes import Lane, Waiting
from storage.links import with_page
from storage.unit import Unit

HELD_MS = 4_000
"""How long the sender leaves an address to the answer of its callback."""
TRIES_MS = 20_000
"""When the platform's three tries are over for sure: it waits five seconds for each."""
REMEMBERED_MS = 3_600_000
PASSIVE = "reply"
"""The reference of a message that went in the answer to a callback: WeChat gives none."""


def receive(unit: Unit, event: Event, raw: str) -> bool:
    """One message or event, whole: entered, or kept until its files are here. Returns whether it is kept.

    WeChat's second try opens nothing: what was sent since the first one still counts.
    """
    said = event.heard.said
    if not _seen(unit, said):
        opened(unit, said.address, event.opens.how, said.happened_at)
    if must_wait(unit, event.heard):
        keep(unit, event.heard, raw)
        return True
    unit.tx.run(unit.q.hold_lane, channel=NAME, address=said.address, until=unit.now + HELD_MS)
    hear(unit, said)
    return False


def _seen(unit: Unit, said: Said) -> bool:
    """Whether it has entered, or waits for its files."""
    return unit.tx.one(unit.q.heard_before, channel=said.channel, message_id=said.message_id) is not None


def hear(unit: Unit, said: Said) -> None:
    """Through the door; a number is the choice it names."""
    plain = not (said.photos or said.voice or said.location)
    action = chosen(unit, NAME, said.address, said.text, said.recorded_at) if plain else ""
    enter(replace(said, action=action, text="" if action else said.text), unit)


@dataclass(frozen=True, slots=True)
class Wording:
    """How what is kept becomes words. `invites`: customers may be asked for one-time subscriptions."""

    texts: Texts
    zone: str
    language: str
    invites: bool

    def message(self, unit: Unit, waiting: Waiting) -> Message:
        """As it is said back."""
        found = rendered(with_page(unit, waiting), self.texts, self.language, unit.now)
        return with_sheet(with_invitation(found, self.texts, invites=self.invites), self.texts)


def answer(unit: Unit, heard: Heard, wording: Wording) -> str:
    """What is said back in the answer to the callback; "" for nothing.

    It is sent once that is written out (`told`); the sender says it when none of WeChat's tries took it.
    """
    said = heard.said
    before = unit.tx.one(unit.q.wechat_replied, message_id=said.message_id)
    lane = unit.lanes.waiting(NAME, said.address, wording.zone)
    if before:
        _leave(unit, lane)
        return _again(unit, said.address, msgspec.json.decode(before["outbox"]), wording)
    fits = _fitting(unit, lane, wording)
    if fits:
        offer(unit, NAME, said.address, fits)
        ids = msgspec.json.encode([message.id for message in fits]).decode()
        unit.tx.run(unit.q.wechat_forget_replies, before=unit.now - REMEMBERED_MS)
        unit.tx.run(unit.q.wechat_reply, message_id=said.message_id, address=said.address, outbox=ids, at=unit.now)
    _leave(unit, lane)
    return together(fits, wording.texts)


def told(unit: Unit, said: Said, wording: Wording) -> None:
    """The answer was written out: WeChat tells no more of it."""
    row = unit.tx.one(unit.q.wechat_replied, message_id=said.message_id)
    lane = unit.lanes.waiting(NAME, said.address, wording.zone)
    ids = msgspec.json.decode(row["outbox"]) if row else []
    for waiting in [waiting for waiting in lane.messages if waiting.id in ids]:
        unit.outbox.sent(waiting.id, PASSIVE, bool(waiting.question and waiting.question["buttons"]))
        taken(unit, said.address, [waiting.id])
    _leave(unit, unit.lanes.waiting(NAME, said.address, wording.zone))


def _leave(unit: Unit, lane: Lane) -> None:
    """The sender goes on there; not before WeChat's tries are over while an answer is under way."""
    if _under_way(unit, lane.address) & {waiting.id for waiting in lane.messages}:
        unit.tx.run(unit.q.hold_lane, channel=NAME, address=lane.address, until=unit.now + TRIES_MS)
    else:
        unit.lanes.leave(replace(lane, more=False))


def _under_way(unit: Unit, address: str) -> set[int]:
    """What stands in answers that WeChat may still take."""
    rows = unit.tx.all(unit.q.wechat_answering, address=address, since=unit.now - TRIES_MS)
    return {message_id for row in rows for message_id in msgspec.json.decode(row["outbox"])}


def taken(unit: Unit, address: str, ids: Sequence[int]) -> None:
    """WeChat has them, by a window of theirs: it tells no more."""
    for message_id in ids:
        delivered(unit, NAME, address, message_id)
        freed(unit, message_id)


def _fitting(unit: Unit, lane: Lane, wording: Wording) -> list[Message]:
    """The first messages that fit into one answer; pictures go another way, and what another answer says."""
    fits: list[Message] = []
    elsewhere = _under_way(unit, lane.address)
    for waiting in lane.messages:
        if waiting.id in elsewhere:
            continue
        if waiting.data.get("qr"):
            break
        message = wording.message(unit, waiting)
        size = sum(map(utf8, together([*fits, message], wording.texts)))
        if message.photos or message.voice or size > MOST_BYTES:
            break
        fits.append(message)
    return fits


def _again(unit: Unit, address: str, ids: list[int], wording: Wording) -> str:
    said = unit.lanes.said(NAME, address, ids, wording.zone)
    return together([wording.message(unit, one) for one in said], wording.texts)
