"""What WeChat answers a message with, as the sender sees it."""

from collections.abc import Awaitable
from typing import TypeVar

import structlog

from bot.channels.heard import KeyRefused, Unreachable
from bot.channels.standing import Standing
from bot.channels.tencent import Declined
from domain.errors import ChannelError

CLOSED_CODES = (45015, 45047)
GONE_CODES = (43004, 40003)
NOT_ALLOWED = (48001, 48002, 48004, 50002)
"""The account may not do this: an operator must act."""
Answer = TypeVar("Answer")

log = structlog.get_logger()


async def asked(asking: Awaitable[Answer], standing: Standing) -> Answer:
    """What the platform answers. Raises ChannelError."""
    try:
        answer = await asking
    except Declined as declined:
        raise await _refusal(declined, standing) from None
    except KeyRefused:
        await standing.refuse()
        raise ChannelError("channel-stopped", stopped=True, retry_after=60) from None
    except Unreachable as error:
        raise ChannelError("platform-down", outage=True, retry_after=error.retry_after or None) from None
    standing.serves()
    return answer


async def _refusal(declined: Declined, standing: Standing) -> ChannelError:
    if declined.code in CLOSED_CODES:
        return ChannelError("window-closed", closed=True)
    if declined.code in GONE_CODES:
        return ChannelError("blocked", unreachable=True)
    if declined.untrusted:
        await standing.distrust(declined.untrusted)
        return ChannelError("channel-stopped", stopped=True, retry_after=600)
    if declined.code in NOT_ALLOWED:
        standing.serves(str(declined))
        log.error("WeChat does not let this account do that", why=str(declined))
        return ChannelError("channel-stopped", stopped=True, retry_after=600)
    log.error("WeChat did not take a message", why=str(declined))
    return ChannelError("not-taken", permanent=True)
