"""Long polling of our own: every update is committed before the next request confirms it to Telegram.

A kill at any moment loses nothing: what was not confirmed comes again, and what came before counts once.
"""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable

import structlog

from bot.channels.heard import KeyRefused, Unreachable
from bot.channels.telegram.refusals import Standing
from bot.channels.telegram.updates import read_update
from bot.channels.telegram.wire import OtherPoller, Wire
from storage.transaction import Busy

WAIT_S = 25
FIRST_PAUSE_S = 1.0
LONGEST_PAUSE_S = 30.0
BUSY_PAUSE_S = 0.2

log = structlog.get_logger()


class Polling:
    """Fetches updates. `drained` is set once Telegram had nothing more for us, or cannot be reached."""

    def __init__(self, wire: Wire, receive: Callable[[bytes], Awaitable[None]], standing: Standing) -> None:
        self._wire, self._receive, self._standing = wire, receive, standing
        self._offset: int | None = None
        self.drained = asyncio.Event()

    async def run(self) -> None:
        """Until cancelled, or until the token is refused."""
        pause = FIRST_PAUSE_S
        while True:
            try:
                await self.poll(WAIT_S if self.drained.is_set() else 0)
                self._stands("polling")
                pause = FIRST_PAUSE_S
                continue
            except KeyRefused:
                self._standing.refusal.set()
                return
            except OtherPoller as error:
                self._stands("conflict")
                log.error("somebody else fetches this bot's updates: run one program a bot", said=str(error))
            except Unreachable as error:
                self._stands("unreachable")
                log.warning("Telegram cannot be reached; tried again", why=str(error), seconds=pause)
                pause = max(pause, error.retry_after)
            except Exception:
                log.exception("updates could not be taken in; they come again")
            self.drained.set()
            await asyncio.sleep(pause)
            pause = min(LONGEST_PAUSE_S, pause * 2)

    async def poll(self, wait_s: int) -> int:
        """One request, and all it brought committed. Returns how many came.

        raises  Unreachable, KeyRefused, OtherPoller; what receiving raised: then nothing of it is confirmed
        """
        batch = await self._wire.updates(self._offset, wait_s)
        if not batch:
            # All is confirmed. After a quiet week numbers begin anew, maybe lower: an offset would throw those away.
            self._offset = None
            self.drained.set()
            return 0
        chats: dict[int, list[bytes]] = defaultdict(list)
        for _number, raw in batch:
            chats[_chat(raw)].append(raw)
        await asyncio.gather(*(self._in_order(raws) for raws in chats.values()))
        numbers = [number for number, _raw in batch if number is not None]
        if not numbers:
            raise Unreachable("updates without a number")
        self._offset = max(numbers) + 1
        return len(batch)

    async def _in_order(self, raws: list[bytes]) -> None:
        """One chat's updates one after another; other chats do not wait for it."""
        for raw in raws:
            while True:
                try:
                    await self._receive(raw)
                    break
                except Busy:
                    await asyncio.sleep(BUSY_PAUSE_S)

    def _stands(self, state: str) -> None:
        if not self._standing.refused:
            self._standing.state = state


def _chat(raw: bytes) -> int:
    update = read_update(raw)
    if update is None:
        return 0
    message = update.message or update.edited_message
    if message:
        return message.chat.id
    if update.callback_query and update.callback_query.from_:
        return update.callback_query.from_.id
    return update.my_chat_member.chat.id if update.my_chat_member else 0
