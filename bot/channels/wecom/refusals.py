"""What WeCom refuses, as the sender understands it. An answer that says "ok" may still name members it left out."""

from collections.abc import Mapping
from typing import Any

import structlog

from bot.channels.standing import Standing
from bot.channels.tencent import Declined
from bot.channels.wecom.inbound import NAME
from domain.errors import ChannelError

GONE_CODES = (40031, 46004, 60111, 81013, 82001)
"""No such member, or none whom the app may reach."""
NOT_ALLOWED = (40056, 48001, 48002, 48004, 50002, 60011, 301002)
"""The app may not do this: an operator must act."""
LATER_S = 600

log = structlog.get_logger()


def left_out(answer: Mapping[str, Any], address: str) -> ChannelError | None:
    """Whether a member was left out of a message that WeCom took; user ids have no case."""
    for field in ("invaliduser", "unlicenseduser"):
        if address.casefold() in str(answer.get(field) or "").casefold().split("|"):
            log.warning("WeCom left a member out", channel=NAME, why=field)
            return ChannelError("not-there", unreachable=True)
    return None


async def refusal(declined: Declined, standing: Standing) -> ChannelError:
    """Why a message was not taken, and what becomes of it."""
    if declined.untrusted:
        await standing.distrust(declined.untrusted)
        return ChannelError("channel-stopped", stopped=True, retry_after=LATER_S)
    if declined.code in GONE_CODES:
        return ChannelError("not-there", unreachable=True)
    if declined.code in NOT_ALLOWED:
        standing.serves(str(declined))
        log.error("WeCom does not let this app do that", channel=NAME, why=str(declined))
        return ChannelError("channel-stopped", stopped=True, retry_after=LATER_S)
    log.error("WeCom did not take a message", channel=NAME, why=str(declined))
    return ChannelError("not-taken", permanent=True)
