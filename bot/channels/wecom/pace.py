"""How fast a member is written to. WeCom drops what goes beyond its limits and says nothing, so that we count: 30 a
minute and 1,000 an hour for each member, kept in storage so that a restart knows; 200 a day for each account of the
company, for all together, of which the desk is warned. What is beyond waits, or goes another way.
"""

import structlog

from bot.channels.wecom.inbound import NAME
from domain.errors import ChannelError
from scheduler.reaching import tell_desks
from storage.memory import remember, remembered
from storage.unit import Unit

LIMITS = ((30, 60_000), (1_000, 3_600_000))
"""So many messages in so many ms."""
MARGIN_MS = 5_000
"""WeCom counts when a message arrives, we when it leaves."""
A_DAY = 200
WARN_AT = 0.8
BEIJING_MS, DAY_MS = 8 * 3_600_000, 24 * 3_600_000
DAY = "wecom_day"

log = structlog.get_logger()


def spend(unit: Unit, address: str, accounts: int = 0) -> None:
    """One message goes to a member now. raises ChannelError with the seconds until one may

    accounts  that the company has; the members we know are fewer, but at least so many
    """
    longest = max(window for _most, window in LIMITS) + MARGIN_MS
    unit.tx.run(unit.q.wecom_forget, address=address, before=unit.now - longest)
    free = max(_free_at(unit, address, most, window) for most, window in LIMITS)
    if free > unit.now:
        raise ChannelError("busy", retry_after=(free - unit.now) / 1000)
    _count(unit, accounts)
    unit.tx.run(unit.q.wecom_spend, address=address, at=unit.now)


def _free_at(unit: Unit, address: str, most: int, window: int) -> int:
    """When one more fits into the window, UTC ms."""
    row = unit.tx.one(unit.q.wecom_nth, address=address, nth=most - 1)
    return row["at"] + window + MARGIN_MS if row else 0


def _count(unit: Unit, accounts: int) -> None:
    """One more today; the desk hears once a day when it comes near the sum that WeCom lets through."""
    most = A_DAY * max(1, accounts, unit.tx.all(unit.q.wecom_members)[0]["n"])
    day = (unit.now + BEIJING_MS) // DAY_MS
    kept = remembered(unit, DAY) or {}
    today = kept if kept.get("day") == day else {"day": day, "count": 0, "warned": False}
    if today["count"] >= most:
        tomorrow = (day + 1) * DAY_MS - BEIJING_MS
        raise ChannelError("day-used-up", outage=True, retry_after=(tomorrow + MARGIN_MS - unit.now) / 1000)
    today["count"] += 1
    if today["count"] >= WARN_AT * most and not today["warned"]:
        today["warned"] = True
        log.warning("WeCom's messages of today run short", channel=NAME, count=today["count"], most=most)
        tell_desks(unit, "wecom-day", "", count=today["count"], most=most)
    remember(unit, DAY, today)
