"""What WeChat's and WeCom's refusals mean to an operator, each with its mend."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

from bot.channels.heard import Unreachable
from bot.channels.tencent import Caller, Declined
from bot.checking import Amiss


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
