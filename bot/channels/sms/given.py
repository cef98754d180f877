"""Whom a text message goes to, whether it may go now, and how many went: each costs, a flood costs nothing. U4."""

from domain.durations import DAY, MINUTE
from domain.errors import ChannelError
from storage.contacts import number_to_text
from storage.unit import Unit

APART = MINUTE
"""Between two text messages to one number; the second waits."""
A_DAY, A_DAY_LAST = 8, 5
"""To one number within 24 hours: at most so many, and so many until only what matters most goes."""
KEPT = 2 * DAY


def give(unit: Unit, person: int, message_id: int, *, first: bool) -> str:
    """The number that this message goes to now; it counts from here on, however often it is tried.

    raises  ChannelError: there is no number; it is quiet, or a minute has not passed (it waits); the day's number is
            used up (it is for the page and the desk)
    """
    number = number_to_text(unit, person)
    if number is None:
        raise ChannelError("no-number", unreachable=True)
    opens = unit.policy.on(unit.now).quiet
    if opens and (at := opens.over(unit.now)) > unit.now:
        raise ChannelError("quiet-hours", retry_after=(at - unit.now) / 1000)
    given = unit.tx.one(unit.q.sms_given, number=number, since=unit.now - DAY, but=message_id)
    count, last = (given["count"], given["last"]) if given else (0, None)
    if count >= (A_DAY if first else A_DAY_LAST):
        raise ChannelError("enough-for-today", elsewhere=True)
    if last is not None and unit.now - last < APART:
        raise ChannelError("too-soon", retry_after=(last + APART - unit.now) / 1000)
    unit.tx.run(unit.q.forget_sms_given, before=unit.now - KEPT)
    unit.tx.run(unit.q.give_sms, outbox=message_id, person=person, now=unit.now)
    return number
