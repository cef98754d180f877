"""`paidan doctor`: looks at each setting and says what is amiss and how it is mended, a line each. Changes nothing."""

import asyncio
from collections.abc import Sequence
from importlib import import_module

from pydantic import SecretStr

from bot.checking import Amiss, Check, NotSet
from bot.logs import redacted
from bot.settings import Settings

PARTS = (
    "bot.machine_checks",
    "bot.channels.telegram.checks",
    "bot.channels.wechat.checks",
    "bot.channels.wecom.checks",
    "bot.channels.sms.checks",
)
"""Modules whose `checks(settings)` lists what to look at."""
WITHIN_S = 20
RIGHT, WRONG, NOT_SET = "✓", "✗", "–"


async def examine(settings: Settings, parts: Sequence[str] = PARTS) -> list[tuple[str, str, str]]:
    """(mark, what was looked at, what was found) of each check, side by side. Says no secret."""
    checks: list[Check] = [check for part in parts for check in import_module(part).checks(settings)]
    found = await asyncio.gather(*map(_looked, checks))
    return [(mark, check.name, _hidden(words, settings)) for check, (mark, words) in zip(checks, found, strict=True)]


async def _looked(check: Check) -> tuple[str, str]:
    try:
        return RIGHT, await asyncio.wait_for(check.look(), WITHIN_S)
    except NotSet as absent:
        return NOT_SET, f"not set: {absent}"
    except Amiss as amiss:
        return WRONG, str(amiss)
    except TimeoutError:
        return WRONG, f"no answer within {WITHIN_S} seconds: is the network, or a proxy, in the way?"
    except Exception as error:
        return WRONG, f"could not be looked at ({type(error).__name__}: {error})"


def _hidden(words: str, settings: Settings) -> str:
    for value in dict(settings).values():
        if isinstance(value, SecretStr) and value.get_secret_value():
            words = words.replace(value.get_secret_value(), "[secret]")
    return redacted(" ".join(words.split()))
