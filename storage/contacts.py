"""One person with several addresses: by a number that platforms confirmed on both, or by a code typed. U16.

People who are one share `person.whole`: what stands under either id is theirs. Nothing is rewritten, no address moves,
so the desk, or the customer, can undo it. A typed number is never enough: two families may share a landline.
"""

import re
from dataclasses import dataclass

from storage.unit import Unit

SMS = "sms"
MOBILE = re.compile(r"1[3-9][0-9]{9}")


@dataclass(frozen=True, slots=True)
class Known:
    """Who else has a number: a confirmed one stands at an address, a recorded one beside a person."""

    person: int
    channel: str = ""
    address: str = ""


def confirmed_number(unit: Unit, channel: str, address: str) -> str | None:
    """The number that the platform confirmed to be this address's own."""
    row = unit.tx.one(unit.q.contact, channel=channel, address=address)
    return row["number"] if row else None


def confirm(unit: Unit, channel: str, address: str, number: str) -> None:
    """A platform says it is the sender's own; a changed number takes the place of the one before."""
    unit.tx.run(unit.q.set_contact, channel=channel, address=address, number=number, now=unit.now)


def confirmed_by_others(unit: Unit, person: int, number: str) -> list[Known]:
    """Other people at whose address the same number was confirmed, the last first."""
    mine = {person, *unit.people.one_with(person)}
    rows = unit.tx.all(unit.q.contacts_with, number=number)
    return [Known(row["whole"], row["channel"], row["address"]) for row in rows if row["whole"] not in mine]


def record(unit: Unit, person: int, number: str) -> None:
    """The desk wrote down a customer's number, as heard on the phone. It proves nothing by itself."""
    unit.tx.run(unit.q.record_phone, person=person, number=number, now=unit.now)


def text_to(unit: Unit, person: int, number: str) -> bool:
    """Somebody without chat is reached by text messages from now on, where they can be sent and the number takes them.

    The address names the person, so that the number itself stays where it can be erased. Returns whether they are.
    """
    if not unit.reach.sms or not MOBILE.fullmatch(number):
        return False
    record(unit, person, number)
    speaker = unit.people.speaker(SMS, str(person))
    if speaker is None:
        unit.people.add_address(person, SMS, str(person), None)
    else:
        unit.people.touch(speaker)
    return True


def number_to_text(unit: Unit, person: int) -> str | None:
    """The mobile number that was written down for somebody last."""
    rows = unit.tx.all(unit.q.number_to_text, person=person)
    return next((row["number"] for row in rows if MOBILE.fullmatch(row["number"])), None)


def chats(unit: Unit, person: int) -> bool:
    """Whether somebody has a chat; a number for text messages is none."""
    return any(channel != SMS for channel, _address in unit.people.addresses(person))


def recorded_for_others(unit: Unit, person: int, number: str) -> list[int]:
    """Other customers for whom the desk wrote this number down."""
    mine = {person, *unit.people.one_with(person)}
    found = (row["whole"] for row in unit.tx.all(unit.q.recorded_with, number=number))
    return list(dict.fromkeys(other for other in found if other not in mine))


def were_parted(unit: Unit, one: int, other: int) -> bool:
    """Whether somebody said that these two are not the same: nothing unites them by itself again."""
    group, others = {one, *unit.people.one_with(one)}, {other, *unit.people.one_with(other)}
    return any(
        row["undone_at"] is not None and {row["one"], row["other"]} & group and {row["one"], row["other"]} & others
        for person in group
        for row in unit.tx.all(unit.q.same_of, person=person)
    )


def unite(unit: Unit, person: int, with_: int, how: str) -> int:
    """Two people are one, who goes by the first's name. Returns the number under which it can be undone."""
    same = unit.new_id()
    unit.tx.run(unit.q.add_same, id=same, one=person, other=with_, how=how, now=unit.now)
    _settle(unit, {person, with_, *unit.people.one_with(person), *unit.people.one_with(with_)}, person)
    return same


def part(unit: Unit, same: int, person: int) -> bool:
    """They are two people after all; False when that was undone before, or is not about this person."""
    group = {person, *unit.people.one_with(person)}
    if not any(row["id"] == same for member in group for row in unit.tx.all(unit.q.same_of, person=member)):
        return False
    if unit.tx.run(unit.q.undo_same, id=same, now=unit.now) == 0:
        return False
    _settle(unit, group, person)
    return True


def unions(unit: Unit, person: int) -> list[int]:
    """What makes a person one with others now, the newest first."""
    rows = unit.tx.all(unit.q.same_of, person=person)
    return sorted((row["id"] for row in rows if row["undone_at"] is None), reverse=True)


def _settle(unit: Unit, people: set[int], first: int) -> None:
    """Reckons anew who of these is one with whom. The one who works here, else the first named, gives the name."""
    left = set(people)
    while left:
        start = first if first in left else min(left)
        group, found = {start}, [start]
        while found:
            for row in unit.tx.all(unit.q.same_of, person=found.pop()):
                ends = {row["one"], row["other"]} if row["undone_at"] is None else set()
                found += ends - group
                group |= ends
        head = next((member for member in sorted(group) if unit.people.own_roles(member)), min(group))
        for member in group:
            unit.tx.run(unit.q.set_whole, person=member, whole=head if len(group) > 1 else None)
        left -= group
