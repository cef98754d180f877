"""What Telegram refuses, as the sender understands it, and how the channel stands."""

import asyncio
from dataclasses import dataclass, field

from telegram.error import (
    BadRequest,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from domain.errors import ChannelError

HARMLESS = (
    "message is not modified",
    "message to edit not found",
    "message can't be edited",
    "message_id_invalid",
    "query is too old",
    "query id is invalid",
)
"""Refusals of small things that change nothing: somebody, or we, did it already."""
GONE = ("chat not found", "user is deactivated", "peer_id_invalid", "user not found")


@dataclass(slots=True)
class Standing:
    """How the channel stands.

    state    "connecting", "polling", "webhook", "webhook-refused", "unreachable", "conflict" or "stopped"
    bot      our name there, "@…", once known
    refusal  set when Telegram does not know our token: nothing comes or goes until somebody sets a new one
    """

    state: str = "connecting"
    bot: str = "Telegram"
    refusal: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def refused(self) -> bool:
        return self.refusal.is_set()


def refusal(error: TelegramError, standing: Standing) -> ChannelError:
    """A refusal of a message. BadRequest comes before NetworkError, whose kind it is: it is never tried again."""
    match error:
        case InvalidToken():
            standing.refusal.set()
            return ChannelError("channel-stopped", stopped=True, retry_after=60)
        case Forbidden():
            return ChannelError("blocked", unreachable=True)
        case RetryAfter():
            return ChannelError("busy", retry_after=_seconds(error))
        case BadRequest():
            gone = any(words in error.message.casefold() for words in GONE)
            return ChannelError("not-there" if gone else "not-taken", permanent=True, unreachable=gone)
        case TimedOut():
            return ChannelError("outcome-unknown", outage=True)  # tried again: said twice does no harm, not said does
        case Conflict() | NetworkError() | _:
            return ChannelError("platform-down", outage=True)


def harmless(error: TelegramError) -> bool:
    return isinstance(error, BadRequest) and any(words in error.message.casefold() for words in HARMLESS)


def _seconds(error: RetryAfter) -> float:
    wait = error.retry_after
    return wait.total_seconds() if hasattr(wait, "total_seconds") else float(wait)
