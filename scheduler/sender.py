"""The sender: empties the outbox. Renders in the reader's language, sends in order per address, records the outcome.

One address that is slow or blocked delays nobody else. What a platform does not take now is tried again, later each
time; what it will never take is marked failed with the reason, never forgotten.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

import structlog

from domain.errors import ChannelError
from handlers.said import Channel, Message, Tap
from handlers.texts import Texts
from storage.outbox import Waiting
from storage.store import Store
from storage.unit import Unit

MOST = 64
FIRST_PAUSE_MS = 2_000
LONGEST_PAUSE_MS = 600_000
TRIES = 12

log = structlog.get_logger()


class Sender:
    """Sends what waits, through the channel of each address."""

    def __init__(
        self,
        store: Store[Unit],
        channels: Mapping[str, Channel],
        texts: Texts,
        *,
        zone: str,
        language: str,
        now: Callable[[], int],
        picture: Callable[[str], Awaitable[str]] | None = None,
    ) -> None:
        self._store, self._channels, self._texts = store, channels, texts
        self._zone, self._language, self._now, self._picture = zone, language, now, picture
        self._sending = asyncio.Lock()

    async def drain(self) -> int:
        """Send everything that waits and whose time has come. Returns how many messages were taken up."""
        taken = 0
        async with self._sending:
            while waiting := await self._store.run(self._waiting):
                await asyncio.gather(*(self._send(message) for message in waiting))
                taken += len(waiting)
            await self._close_menus()
        return taken

    def _waiting(self, unit: Unit) -> list[Waiting]:
        return unit.outbox.waiting(MOST, unit.people, self._zone)

    async def _send(self, waiting: Waiting) -> None:
        try:
            channel = self._channels[waiting.channel]
            message = await self._drawn(self._render(waiting), waiting)
            reference = await channel.send(waiting.address, message)
        except ChannelError as refusal:
            await self._store.run(partial(_not_taken, waiting=waiting, error=refusal))
        except Exception as error:
            log.exception("a message could not be rendered or sent", message=waiting.id, key=waiting.key)
            broken = ChannelError(type(error).__name__, permanent=isinstance(error, LookupError | ValueError))
            await self._store.run(partial(_not_taken, waiting=waiting, error=broken))
        else:
            await self._store.run(lambda unit: unit.outbox.sent(waiting.id, reference, menu=bool(message.taps)))

    async def _close_menus(self) -> None:
        while spent := await self._store.run(lambda unit: unit.outbox.spent_menus(MOST)):
            for message_id, channel, address, reference in spent:
                try:
                    await self._channels[channel].close_menu(address, message_id, reference)
                except (ChannelError, KeyError) as error:
                    # An old button that stays visible does no harm: it is answered with what can be said now.
                    log.warning("a menu stays open", message=message_id, error=str(error))
                await self._store.run(partial(_closed, message_id=message_id))

    async def _drawn(self, message: Message, waiting: Waiting) -> Message:
        """With a picture (QR) of what the message says to scan."""
        words = waiting.data.get("qr")
        if not words or self._picture is None:
            return message
        return replace(message, photos=(*message.photos, await self._picture(words)))

    def _render(self, waiting: Waiting) -> Message:
        language = waiting.language or self._language
        now = self._now()

        def say(key: str, data: Mapping[str, Any]) -> str:
            return self._texts.say(key, data, language, waiting.zone, now)

        parts = [say(waiting.key, waiting.data)]
        taps: tuple[Tap, ...] = ()
        if waiting.question:
            parts.append(say(waiting.question["key"], {**waiting.data, **waiting.question["data"]}))
            taps = tuple(
                Tap(
                    self._texts.label(button["label"], button["data"], language, waiting.zone, now),
                    button["action"],
                    button["kind"],
                    button["tone"],
                )
                for button in waiting.question["buttons"]
            )
        text = "\n".join(part for part in parts if part)
        return Message(waiting.id, text, taps, tuple(waiting.data.get("photos", ())))


def _closed(unit: Unit, message_id: int) -> None:
    unit.outbox.close_menu(message_id)


def _not_taken(unit: Unit, waiting: Waiting, error: ChannelError) -> None:
    if error.permanent or waiting.tries + 1 >= TRIES:
        log.error("a message failed for good", message=waiting.id, key=waiting.key, error=error.text)
        unit.outbox.failed(waiting.id, error.text)
        return
    pause = min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2**waiting.tries)
    if error.retry_after is not None:
        pause = max(pause, int(error.retry_after * 1000))
    unit.outbox.try_later(waiting.id, error.text, unit.now + pause)
