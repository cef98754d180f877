"""What WeChat's and WeCom's refusals mean to an operator, each with its mend; and whether they reach us."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

import httpx

from bot.channels.heard import Unreachable
from bot.channels.sealed import Seal
from bot.channels.tencent import TIMEOUT_S, Caller, Declined
from bot.checking import Amiss, NotSet
from bot.clocks import WallClock
from bot.settings import Settings


@asynccontextmanager
async def asking(base: str, mends: Mapping[int, str]) -> AsyncIterator[Caller]:
    """Ask the platform; what it refuses is said with its mend. `{ip}` stands for our address. raises Amiss"""
    caller = Caller(base)
    try:
        yield caller
    except Declined as declined:
        mend = mends.get(declined.code, "look the code up in the platform's documentation")
        raise Amiss(f"{declined}: {mend.format(ip=declined.untrusted or '?')}") from None
    except Unreachable as error:
        raise Amiss(f"{base} does not answer as it should ({error}): is the network, or a proxy, in the way?") from None
    finally:
        await caller.close()


async def proved(settings: Settings, path: str, seal: Seal) -> str:
    """Ask the callback's address for a proof, as the platform does when it is entered there. raises Amiss, NotSet"""
    if not settings.public_url:
        raise NotSet("PAIDAN_PUBLIC_URL")
    now = WallClock().now()
    url, words = f"{settings.address}{path}", f"doctor{now}"
    query = seal.asked(words, f"doctor{now}", now)
    try:
        async with httpx.AsyncClient(timeout=TIMEOUT_S) as http:
            answer = await http.get(url, params=query)
    except httpx.HTTPError as error:
        why = type(error).__name__
        raise Amiss(
            f"{url} does not answer from here ({why}): is `paidan serve` running, does the proxy lead there?"
        ) from None
    if answer.status_code == httpx.codes.OK and answer.text == words:
        return f"{url} proves that it is ours"
    if answer.status_code == httpx.codes.FORBIDDEN:
        raise Amiss(f"{url} answers with another token or key, or its clock is off: restart serve with these settings")
    raise Amiss(f"{url} is answered by something else (HTTP {answer.status_code}): the proxy must hand {path} to serve")
