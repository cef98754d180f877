"""Reaching people: what an address no longer takes goes to the person's next one, with the question it asks."""

from collections.abc import Collection
from sqlite3 import Row

import msgspec
import structlog

from domain.job.clock_commands import Unsaid
from domain.notice.commands import Undelivered
from handlers.dispatching import shown
from storage.contacts import SMS
from storage.people import Speaker
from storage.unit import Unit

log = structlog.get_logger()

OFFER = "job-offered"
"""The text of an offer to a technician (U5)."""

NOTICE = "notice"
"""The text of a notice to its customer (A7)."""

CUT_OFF = "cut-off"
"""The text of a word to the desk that somebody of the company is reached nowhere."""

WORTH_A_WORD = (OFFER, "taken-off", "cancelled-technician", "customer-moves", "customer-cancels-now", "visit-noted")
"""What a technician must know: somebody else says it where no channel does."""


def move_on(unit: Unit, channel: str, address: str, *, only: int | None = None, by: int | None = None) -> bool:
    """Everything that waits for an address, or one message, waits for the person's next channel instead. False when
    they have none, or it takes nothing before `by` (UTC ms)."""
    speaker = unit.people.speaker(channel, address)
    other = unit.people.another_address(speaker.person, channel) if speaker else None
    if speaker is None or other is None:
        return False
    to_channel, to_address = other
    if by is not None and unit.lanes.closed_until(to_channel, to_address) > by:
        return False
    unit.tx.run(
        unit.q.move_waiting,
        channel=channel,
        address=address,
        to_channel=to_channel,
        to_address=to_address,
        at=unit.now,
        only=only,
    )
    unit.outbox.open_lane(to_channel, to_address)
    there = unit.people.speaker(to_channel, to_address)
    if speaker.form and there and not there.form:
        unit.people.set_form(to_channel, to_address, speaker.form)
    return True


def hand_to_a_person(unit: Unit, message_id: int, *, stopped: bool = False) -> None:
    """What can be sent nowhere, at last: the desk phones the customer, or hears that somebody of the company is not
    reached. U20

    stopped  its channel is out of work: the desk hears it by another one
    """
    row = unit.tx.one(unit.q.outbox_whole, id=message_id)
    if row is None:
        return
    speaker = unit.people.speaker(row["channel"], row["address"])
    out = row["channel"] if stopped else ""
    if row["subject"] is None:
        _about_no_job(unit, row, speaker, out)
        return
    held = unit.hold(row["subject"])
    if row["key"] == NOTICE:
        if speaker:
            unit.perform(held.id, Undelivered(speaker.person), unit.now)
    elif row["audience"] == "customer" and held.course.subject.name in ("job", "asset"):
        unit.perform(held.id, Unsaid(row["key"], msgspec.json.decode(row["data"])), unit.now)
    elif speaker and _others_must_know(row):
        told = {"person": speaker.person, "number": held.course.state.number}
        tell_desks(unit, "not-reached", out, (row["channel"], row["address"]), **told)


def _about_no_job(unit: Unit, row: Row, speaker: Speaker | None, out: str) -> None:
    """A digest, a bug's notice: another one at the desk hears who is not reached. That itself is told nobody else."""
    told = 0
    if speaker is not None and speaker.role() != "customer" and row["key"] != CUT_OFF:
        told = tell_desks(unit, CUT_OFF, out, (row["channel"], row["address"]), person=speaker.person)
    if not told:
        log.warning("a message about no job was sent nowhere", message=row["id"], key=row["key"])


def _others_must_know(row: Row) -> bool:
    """A technician's job changes, or somebody at the desk is asked something."""
    if row["audience"] == "technician":
        return row["key"] in WORTH_A_WORD
    return row["audience"] == "desk" and row["question"] is not None


def serve(unit: Unit, channels: Collection[str]) -> None:
    """At the start: these channels are served. What waits on another one goes another way, where there is one."""
    served = msgspec.json.encode(sorted(channels)).decode()
    unit.tx.run(unit.q.open_channels, served=served)
    unit.tx.run(unit.q.shut_channels, served=served)
    for row in unit.tx.all(unit.q.waiting_elsewhere, served=served):
        if not move_on(unit, row["channel"], row["address"]) and row["channel"] == SMS:
            _give_up(unit, row["address"])


def _give_up(unit: Unit, address: str) -> None:
    """Text messages are sent no more: what waits for somebody who only phones is a call."""
    for row in unit.tx.all(unit.q.waiting_at, channel=SMS, address=address):
        unit.outbox.failed(row["id"], "not-served")
        hand_to_a_person(unit, row["id"])


def blocked(unit: Unit, channel: str, address: str) -> None:
    """Somebody shut us out there: what waits goes another way, where there is one."""
    unit.people.block(channel, address)
    move_on(unit, channel, address)


def delivered(unit: Unit, channel: str, address: str, message_id: int) -> None:
    """On the person's phone, as far as the platform tells. An offer in it runs from now. U5, U20."""
    row = unit.tx.one(unit.q.outbox_row, id=message_id)
    if row is None or unit.tx.run(unit.q.delivered, id=message_id, at=unit.now) == 0:
        return
    speaker = unit.people.speaker(channel, address)
    if row["key"] == OFFER and speaker:
        shown(speaker, row["subject"], unit)


def became(unit: Unit, message_id: int, why: str) -> None:
    """What a platform tells later of a message that it took: it arrived (`why` is ""), or did not. U20."""
    row = unit.tx.one(unit.q.outbox_row, id=message_id)
    if row is None or row["state"] == "failed" or row["delivered_at"] is not None:
        return
    if not why:
        delivered(unit, row["channel"], row["address"], message_id)
        return
    log.warning("a message did not arrive", channel=row["channel"], message=message_id, why=why)
    unit.outbox.failed(message_id, why)
    hand_to_a_person(unit, message_id)


def tell_desks(unit: Unit, key: str, without: str, shut: tuple[str, str] | None = None, /, **data: object) -> int:
    """Words for every supervisor, by another channel than `without`, at another address than `shut`. Returns how many
    can hear it."""
    told = 0
    for row in unit.tx.all(unit.q.desks, now=unit.now):
        reach = [to for to in unit.people.addresses(row["person"]) if to[0] != without and to != shut]
        for channel, address in reach[:1]:
            unit.outbox.add(channel, address, key, data)
            told += 1
    return told
