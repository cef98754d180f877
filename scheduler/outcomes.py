"""What becomes of a message and of its address, each written in the sender's unit. U20."""

from collections.abc import Callable

import structlog

from domain.errors import ChannelError
from domain.worth import ASKS, worth
from handlers.said import Message
from scheduler.reaching import hand_to_a_person, move_on
from scheduler.rendering import shows_contact
from storage.hiding import hide_again
from storage.lanes import Lane, Waiting
from storage.unit import Unit

FIRST_PAUSE_MS = 2_000
LONGEST_PAUSE_MS = 600_000
LONGEST_REST_S = 86_400
"""A platform that wants to be left alone for longer is asked again after a day."""

HOPED_FOR_MS = 3_600_000
"""So long a platform that is out of work is waited for with what an answer is waited for; then it goes another way."""
DETOURS = 3
"""How often a message goes to another channel because its own is out of work; two that are would pass it to and fro."""

Outcome = Callable[[Unit], None]

log = structlog.get_logger()


def sent(unit: Unit, waiting: Waiting, message: Message, reference: str | None) -> None:
    shows = shows_contact(waiting, message.text)
    unit.outbox.sent(waiting.id, reference, bool(message.taps), shows=shows)
    if shows and waiting.subject is not None:
        hide_again(unit, waiting.subject)


def menu_closed(unit: Unit, message_id: int) -> None:
    unit.outbox.close_menu(message_id)


def not_changed(unit: Unit, waiting: Waiting, refusal: ChannelError) -> None:
    """What is to be hidden is still to be read there: it is tried again, later each time."""
    unit.outbox.not_taken(waiting.id, refusal.text)


def not_taken(unit: Unit, waiting: Waiting, refusal: ChannelError) -> None:
    if refusal.elsewhere:
        unit.outbox.left(waiting.id, refusal.text)
        hand_to_a_person(unit, waiting.id)
        return
    if refusal.unreachable:
        unit.people.block(waiting.channel, waiting.address)
    detour = refusal.unreachable or refusal.closed or (refusal.stopped and _may_move(unit, waiting.id))
    if detour and move_on(unit, waiting.channel, waiting.address):
        return
    refused = refusal.permanent and not refusal.unreachable and _may_move(unit, waiting.id)
    if refused and move_on(unit, waiting.channel, waiting.address, only=waiting.id):
        return
    if refusal.permanent or refusal.closed:
        _given_up(unit, waiting.id, waiting.key, refusal.text)
    else:
        unit.outbox.not_taken(waiting.id, refusal.text)


def _may_move(unit: Unit, message_id: int) -> bool:
    row = unit.tx.one(unit.q.outbox_moved, id=message_id)
    return row is not None and row["moved"] < DETOURS


def _given_up(unit: Unit, message_id: int, key: str, why: str, *, out: bool = False) -> None:
    """`out`: its channel is out of work."""
    log.error("a message failed for good", message=message_id, key=key, error=why)
    unit.outbox.failed(message_id, why)
    hand_to_a_person(unit, message_id, stopped=out)


def left(unit: Unit, lane: Lane) -> None:
    unit.lanes.leave(lane)


def rests(unit: Unit, lane: Lane, until: int) -> None:
    """Some of it waits for the next message, or for the end of what the platform allows."""
    unit.lanes.rest(lane, until)


def rested(unit: Unit, lane: Lane) -> None:
    """A mistake of ours met it: not at once again."""
    unit.lanes.close(lane, unit.now + LONGEST_PAUSE_MS)


def closed(unit: Unit, lane: Lane, tries: int, refusal: ChannelError) -> None:
    """Not before the platform's own time, later each time, and a little apart from the others that were refused."""
    pause = min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** min(tries, 20))
    if refusal.retry_after is not None:
        pause = max(pause, int(min(LONGEST_REST_S, refusal.retry_after) * 1000))
    apart = min(pause, LONGEST_PAUSE_MS) * unit.entropy(1)[0] // 1024
    since = unit.lanes.close(lane, unit.now + pause + apart)
    if (refusal.outage or refusal.stopped) and unit.now + pause > since + HOPED_FOR_MS:
        _wait_no_longer(unit, lane, refusal)


def _wait_no_longer(unit: Unit, lane: Lane, refusal: ChannelError) -> None:
    """Its platform takes nothing for too long, or will not for too long: all goes to the person's next channel, or
    else the desk says what an answer is waited for with."""
    for row in unit.tx.all(unit.q.waiting_at, channel=lane.channel, address=lane.address):
        of = worth(row["key"])
        if of.window != ASKS or of.patient:
            continue
        if row["moved"] < DETOURS and move_on(unit, lane.channel, lane.address, by=unit.now + HOPED_FOR_MS):
            return
        _given_up(unit, row["id"], row["key"], refusal.text, out=True)
