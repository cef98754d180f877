"""The sender: empties the outbox. Renders in the reader's language, sends in order per address, records the outcome.

Each address is a lane of its own: one that is slow, blocked or told "too many requests" delays nobody else, and neither
does a channel, for each has its own places. What a platform does not take now closes that lane for a while, longer each
time; what it will never take is marked failed with the reason, never forgotten. What became of messages is written in
turns, together with taking up the next lanes: one small transaction for many.
"""

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from functools import partial

import structlog

from domain.errors import ChannelError
from handlers.said import Changing, Channel, File, Message, Shared, Sparing
from handlers.texts import Texts
from scheduler import outcomes
from scheduler.outcomes import Outcome
from scheduler.rendering import rendered
from storage.lanes import Lane, Waiting
from storage.links import with_page
from storage.store import Store
from storage.transaction import StoreError
from storage.unit import Unit

PLACES = 64
"""Addresses of one channel that are served at the same time."""

AT_ONCE = 8
"""Addresses taken up in one unit, with all that waits for them: a person's message may wait behind it."""

LONGEST_WAIT_MS = 3 * 86_400_000
"""How long a platform's trouble is waited out; a night and a weekend of it lose nothing."""

TRIES = 12
"""Of a message that meets a mistake of ours."""

STOP_WITHIN_S = 3

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
        sheet: Callable[[str, str], Awaitable[File]] | None = None,
    ) -> None:
        """
        picture  makes and keeps the QR code of some words; returns its SHA-256
        sheet    makes the service sheet of a job, by number and language
        """
        self._store, self._channels, self._texts = store, channels, texts
        self._zone, self._language, self._now = zone, language, now
        self._picture, self._sheet = picture, sheet
        self._sparing = {name: channel for name, channel in channels.items() if isinstance(channel, Sparing)}
        self._serving: dict[tuple[str, str], asyncio.Task[None]] = {}
        self._outcomes: list[tuple[Lane | Waiting, Outcome]] = []
        self._left: list[tuple[str, str]] = []  # lanes that are done, their last outcome not yet written
        self._odd: set[tuple[str, str]] = set()  # addresses at which something could not be written
        self._news = asyncio.Event()
        self._draining = asyncio.Lock()
        self._stopping = False
        self.gives_way: Callable[[], bool] = lambda: False
        """While this is true only those who have just spoken are served: a heap of alarms is decided first."""

    @property
    def channels(self) -> frozenset[str]:
        """The names of the channels it sends through."""
        return frozenset(self._channels)

    def wake(self) -> None:
        """Something may wait, or an address may be free again: the next turn is due."""
        self._news.set()

    async def drain(self) -> int:
        """Send everything whose time has come, until nothing of it is under way; what comes meanwhile is sent too.

        Returns how many messages were taken up.
        """
        taken = 0
        async with self._draining:
            while True:
                self._news.clear()
                lanes = await self._turn()
                for lane in lanes:
                    self._serving[lane.channel, lane.address] = asyncio.create_task(self._serve(lane))
                    taken += len(lane.messages)
                if not lanes and not self._serving:
                    return taken
                if not lanes:
                    await self._news.wait()

    async def next_try(self) -> int | None:
        """When there is something to send again, UTC ms; None when nothing waits for its time."""
        return await self._store.run(self._next_try, patient=True)

    async def stop(self) -> None:
        """Nothing new is taken up. What the platforms have in hand is finished, for a moment, and recorded."""
        self._stopping = True
        if serving := list(self._serving.values()):
            _done, late = await asyncio.wait(serving, timeout=STOP_WITHIN_S)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
        await self._turn()

    async def _turn(self) -> list[Lane]:
        """Write what became of messages, and take up the next lanes."""
        written, left = tuple(self._outcomes), tuple(self._left)
        serving = self._serving.keys() - set(left)
        busy = {channel: [address for of, address in serving if of == channel] for channel in self._channels}
        try:
            lanes = await self._store.run(partial(self._written, written, busy), patient=True)
        except (StoreError, sqlite3.OperationalError):
            raise  # nothing was kept: all of it is written in the next turn
        except Exception:
            lanes = []
            await self._write_singly(written)
        del self._outcomes[: len(written)], self._left[: len(left)]
        for place in left:
            del self._serving[place]
        return lanes

    async def _write_singly(self, written: tuple[tuple[Lane | Waiting, Outcome], ...]) -> None:
        """One of them is a mistake of ours: it stops no other, and its address waits for a while."""
        for of, outcome in written:
            try:
                await self._store.run(outcome, patient=True)
            except (StoreError, sqlite3.OperationalError):
                raise
            except Exception as error:
                log.error("what became of a message could not be written", channel=of.channel, exc_info=error)
                self._odd.add((of.channel, of.address))

    def _ended(self, lane: Lane, ending: Outcome, unit: Unit) -> None:
        if (lane.channel, lane.address) in self._odd:
            ending = partial(outcomes.rested, lane=lane)
        ending(unit)

    def _written(
        self, written: tuple[tuple[Lane | Waiting, Outcome], ...], busy: Mapping[str, list[str]], unit: Unit
    ) -> list[Lane]:
        for _of, outcome in written:
            outcome(unit)
        if self._stopping:
            return []
        unit.digests.gather()
        news = not self.gives_way()
        return [
            self._linked(unit, lane)
            for channel, addresses in busy.items()
            if len(addresses) < PLACES
            for lane in unit.lanes.due(channel, addresses, min(AT_ONCE, PLACES - len(addresses)), self._zone, news=news)
        ]

    def _linked(self, unit: Unit, lane: Lane) -> Lane:
        """Each message with a link to its reader's page, where the channel wants one."""
        if not self._channels[lane.channel].links:
            return lane
        return replace(lane, messages=tuple(with_page(unit, waiting) for waiting in lane.messages))

    def _next_try(self, unit: Unit) -> int | None:
        opening = [unit.digests.next_at(), *(unit.lanes.next_at(channel) for channel in self._channels)]
        return min((at for at in opening if at is not None), default=None)

    def _record(self, of: Lane | Waiting, outcome: Outcome) -> None:
        self._outcomes.append((of, outcome))
        self._news.set()

    async def _serve(self, lane: Lane) -> None:
        """One address: its messages in order, then its outdated menus. Ends early when the platform says "not now"."""
        self._odd.discard((lane.channel, lane.address))
        ending: Outcome = partial(outcomes.left, lane=lane)
        sparing = self._sparing.get(lane.channel)
        try:
            ending = await (self._share(sparing, lane) if sparing else self._each(lane))
        finally:
            self._left.append((lane.channel, lane.address))
            self._record(lane, partial(self._ended, lane, ending))

    async def _each(self, lane: Lane) -> Outcome:
        """One message after the other. Returns how it ends."""
        for waiting in lane.messages:
            if self._stopping:
                break
            refusal = await self._send(waiting)
            if refusal is not None and refusal.unreachable:
                break  # what is left goes to the person's next address, or is taken up again
            if refusal is not None and (refusal.closed or refusal.elsewhere):
                continue
            if refusal is not None and not refusal.permanent:
                return partial(outcomes.closed, lane=lane, tries=waiting.tries, refusal=refusal)
        else:
            return await self._close_menus(lane)
        return partial(outcomes.left, lane=lane)

    async def _send(self, waiting: Waiting) -> ChannelError | None:
        """Send one message. Returns why it was not taken."""
        try:
            message = await self._readied(waiting)
            reference = await self._channels[waiting.channel].send(waiting.address, message)
        except Exception as error:
            return self._refused(waiting, error)
        self._record(waiting, partial(outcomes.sent, waiting=waiting, message=message, reference=reference))
        return None

    async def _share(self, channel: Sparing, lane: Lane) -> Outcome:
        """A whole address at once, where a channel may say only so much. Returns how it ends."""
        readied: list[tuple[Waiting, Message]] = []
        for waiting in lane.messages:
            try:
                readied.append((waiting, await self._readied(waiting)))
            except Exception as error:
                self._refused(waiting, error)
        try:
            shared = await channel.share(lane.address, [message for _waiting, message in readied])
        except Exception as error:
            shared = Shared({}, dict.fromkeys((message.id for _waiting, message in readied), error))
        ending: Outcome = partial(outcomes.left, lane=lane)
        for waiting, message in readied:
            if message.id in shared.sent:
                reference = shared.sent[message.id]
                self._record(waiting, partial(outcomes.sent, waiting=waiting, message=message, reference=reference))
            elif message.id in shared.refused:
                refusal = self._refused(waiting, shared.refused[message.id])
                if not (refusal.permanent or refusal.closed or refusal.elsewhere):
                    ending = partial(outcomes.closed, lane=lane, tries=waiting.tries, refusal=refusal)
            elif not shared.refused:
                ending = partial(outcomes.rests, lane=lane, until=shared.waits)
        await self._close_menus(lane)
        return ending

    def _refused(self, waiting: Waiting, error: Exception) -> ChannelError:
        """What is recorded of a message that was not taken. Returns why."""
        hopeless = self._now() - waiting.created_at > LONGEST_WAIT_MS
        if isinstance(error, ChannelError):
            refusal = ChannelError(error.text, permanent=True) if hopeless else error
        else:
            log.error("a message could not be rendered or sent", message=waiting.id, key=waiting.key, exc_info=error)
            hopeless = isinstance(error, LookupError | ValueError) or waiting.tries + 1 >= TRIES
            refusal = ChannelError(type(error).__name__, permanent=hopeless)
        self._record(waiting, partial(outcomes.not_taken, waiting=waiting, refusal=refusal))
        return refusal

    async def _readied(self, waiting: Waiting) -> Message:
        """Rendered, with a picture (QR) of what it says to scan, and the files that go along.

        raises  LookupError, ValueError
        """
        message = rendered(waiting, self._texts, self._language, self._now())
        words = waiting.data.get("qr")
        if words and self._picture is not None:
            message = replace(message, photos=(*message.photos, await self._picture(words)))
        if message.sheets and self._sheet is not None and self._channels[waiting.channel].files:
            made = [await self._sheet(number, message.language) for number in message.sheets]
            message = replace(message, files=tuple(made))
        return message

    async def _close_menus(self, lane: Lane) -> Outcome:
        """Outdated menus, and words that are to be hidden: those are not given up while the platform may take them."""
        for menu, reference in () if self._stopping else lane.menus:
            try:
                await self._close_menu(menu, reference)
            except ChannelError as error:
                if menu.data.get("hidden") and not (error.permanent or error.unreachable or error.closed):
                    self._record(menu, partial(outcomes.not_changed, waiting=menu, refusal=error))
                    return partial(outcomes.closed, lane=lane, tries=menu.tries, refusal=error)
                log.warning("a menu stays open", message=menu.id, error=repr(error))
            except Exception as error:
                # An old button that stays visible does no harm: it is answered with what can be said now.
                log.warning("a menu stays open", message=menu.id, error=repr(error))
            self._record(menu, partial(outcomes.menu_closed, message_id=menu.id))
        return partial(outcomes.left, lane=lane)

    async def _close_menu(self, menu: Waiting, reference: str | None) -> None:
        channel = self._channels[menu.channel]
        if menu.data.get("hidden") and isinstance(channel, Changing):
            message = rendered(menu, self._texts, self._language, menu.created_at)
            await channel.change(menu.address, replace(message, taps=()), reference)
        else:
            await channel.close_menu(menu.address, menu.id, reference)
