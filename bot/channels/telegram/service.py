"""The Telegram channel as a whole: connects, receives by polling or by webhook, works off what is kept.

Telegram being down never stops the start: it is tried again in the background. A token that Telegram refuses stops
this channel and nothing else, and the supervisors hear of it on their other channel.
"""

import asyncio
import hmac
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any

import structlog
from starlette.types import Receive, Scope, Send
from telegram.error import BadRequest, InvalidToken, TelegramError

from bot.channels import posted
from bot.channels.fetching import Fetcher
from bot.channels.heard import Heard
from bot.channels.keeping import Kept, keep, set_aside
from bot.channels.telegram.channel import TelegramChannel
from bot.channels.telegram.inbound import NAME, InGroup, Passed, Shut, Tapped, understood
from bot.channels.telegram.polling import Polling
from bot.channels.telegram.receiving import Used, hear, invite, read_kept, receive, stands
from bot.channels.telegram.refusals import Standing
from bot.channels.telegram.updates import ALLOWED, read_update
from bot.channels.telegram.wire import Wire
from handlers.said import Said
from handlers.texts import Texts
from scheduler.reaching import tell_desks
from storage.photos import Photos
from storage.store import Store
from storage.transaction import Busy
from storage.unit import Reach, Unit

PATH = "/telegram"
SECRET_HEADER = b"x-telegram-bot-api-secret-token"
MOST_BODY = 1_000_000
FIRST_PAUSE_S = 1
LONGEST_PAUSE_S = 60

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class TelegramParts:
    """What the channel works with.

    language  for people who never chose one
    secret    set: updates come by webhook; empty: we poll
    reach     learns the name of our bot, for the links that we give out
    """

    store: Store[Unit]
    photos: Photos
    texts: Texts
    now: Callable[[], int]
    language: str
    token: str
    api_url: str
    secret: str
    public_url: str
    reach: Reach


class Telegram:
    """One bot."""

    def __init__(self, parts: TelegramParts) -> None:
        self._parts, self._store, self._now = parts, parts.store, parts.now
        self._secret, self.by_webhook = parts.secret.encode(), bool(parts.secret)
        self.standing = Standing()
        self.channel = TelegramChannel(
            parts.store,
            parts.photos,
            parts.texts,
            token=parts.token,
            api_url=parts.api_url,
            language=parts.language,
            standing=self.standing,
        )
        self._wire = Wire(parts.api_url, parts.token)
        self.fetcher = Fetcher(parts.store, self, parts.photos, parts.now)
        self.polling = Polling(self._wire, self.receive, self.standing)
        self._tasks: list[asyncio.Task[None]] = []
        self._small: set[asyncio.Task[None]] = set()

    def start(self) -> None:
        """Connect and receive, in the background."""
        self._tasks = [asyncio.create_task(self._run()), asyncio.create_task(self.fetcher.run())]

    async def stop(self) -> None:
        """What is under way is given up: Telegram sends again what was not confirmed."""
        for task in (*self._tasks, *self._small):
            task.cancel()
        await asyncio.gather(*self._tasks, *self._small, return_exceptions=True)
        await self._wire.close()
        await self.channel.close()

    async def catch_up(self, within_s: float) -> None:
        """Wait until what Telegram held for us has entered, at most so long. For a webhook it is Telegram's to come."""
        if self._parts.secret:
            return
        try:
            async with asyncio.timeout(within_s):
                await self.polling.drained.wait()
                await self.fetcher.drain()
        except TimeoutError:
            log.warning("Telegram is slow: the bell does not wait for it", seconds=within_s)

    async def settled(self) -> None:
        """Until the small things that follow taps are done."""
        while self._small:
            await asyncio.gather(*self._small)

    # Receiving

    async def receive(self, raw: bytes) -> None:
        """One update as it came. Returns once it is committed, or known to be nothing. raises Busy"""
        update = read_update(raw)
        if update is None:
            log.warning("an update that is none", bytes=len(raw))
            return
        found = understood(update, self._now())
        match found:
            case Heard():
                await self._hear(found, raw)
            case InGroup():
                await self._store.run(lambda unit: invite(unit, found, self.standing.bot))
                self._stop_turning(found.callback_id)
            case Shut():
                await self._store.run(lambda unit: stands(unit, found))
            case Passed(why, callback_id):
                log.info("an update is passed over", update=update.update_id, why=why)
                self._stop_turning(callback_id)

    async def _hear(self, heard: Heard, raw: bytes) -> None:
        text = raw.decode(errors="replace")
        try:
            waits, used = await self._store.run(lambda unit: receive(unit, heard, text))
        except Busy:
            raise
        except Exception:
            log.exception("a message met a bug", channel=NAME, message_id=heard.said.message_id)
            waits, used = True, None
            await self._aside(heard, text)
        if isinstance(heard.tapped, Tapped):
            self._stop_turning(heard.tapped.callback_id, used)
        if used:
            self._used(used)
        if waits:
            self.fetcher.changed.set()

    # What is kept

    name = NAME

    def read(self, kept: Kept) -> Heard | None:
        """What a kept update says."""
        return read_kept(kept)

    async def file(self, file_id: str) -> bytes:
        """A file's bytes. raises NoFile, Unreachable, KeyRefused"""
        return await self._wire.file(file_id)

    def hear(self, unit: Unit, said: Said, tapped: object | None) -> Used | None:
        """Through the door. Returns the button that was used."""
        return hear(unit, said, tapped)

    def heard(self, outcome: object) -> None:
        """The menu of a button that was used shows it."""
        if isinstance(outcome, Used):
            self._used(outcome)

    async def _aside(self, heard: Heard, text: str) -> None:
        """Set aside with an apology; if even that fails it is kept, so that it stops nobody's messages but its own."""
        try:
            await self._store.run(lambda unit: set_aside(unit, heard.said))
        except Exception:
            log.exception("a message could not be set aside", channel=NAME, message_id=heard.said.message_id)
            await self._store.run(lambda unit: keep(unit, heard, text))

    def _used(self, used: Used) -> None:
        self._soon(self.channel.show_used(used))

    def _stop_turning(self, callback_id: str, used: Used | None = None) -> None:
        if callback_id:
            self._soon(self.channel.answer(callback_id, used))

    def _soon(self, small: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(small)
        self._small.add(task)
        task.add_done_callback(self._small.discard)

    # Connecting

    async def _run(self) -> None:
        try:
            await self._connect()
            if not self._parts.secret and not self.standing.refused:
                await self.polling.run()
            await self.standing.refusal.wait()
        except asyncio.CancelledError:
            raise
        except Exception:
            log.exception("the Telegram channel stumbled")
        if self.standing.refused:
            await self._refused()

    async def _connect(self) -> None:
        """Who we are, and how updates come. Tried again until it succeeds or the token is refused."""
        pause = FIRST_PAUSE_S
        while True:
            try:
                me = await self.channel.bot.get_me()
                self.standing.bot = f"@{me.username}"
                self._parts.reach.telegram = me.username or ""
                await self._choose_way()
            except InvalidToken:
                self.standing.refusal.set()
                return
            except BadRequest as error:
                self.standing.state = "webhook-refused"
                where = self._parts.public_url
                log.error("Telegram does not take our webhook; tried again", said=error.message, public_url=where)
            except TelegramError as error:
                self.standing.state = "unreachable"
                log.warning("Telegram cannot be reached; tried again", why=type(error).__name__, seconds=pause)
            else:
                log.info("connected to Telegram", bot=self.standing.bot, way=self.standing.state)
                return
            self.polling.drained.set()  # nobody waits for what cannot come
            await asyncio.sleep(pause)
            pause = min(LONGEST_PAUSE_S, pause * 2)

    async def _choose_way(self) -> None:
        bot, parts = self.channel.bot, self._parts
        if parts.secret:
            address = parts.public_url.rstrip("/") + PATH
            await bot.set_webhook(address, secret_token=parts.secret, allowed_updates=list(ALLOWED))
            self.standing.state = "webhook"
        else:
            await bot.delete_webhook()
            self.standing.state = "polling"

    async def _refused(self) -> None:
        self.standing.state = "stopped"
        self.polling.drained.set()
        log.error("Telegram refuses our token: the channel has stopped. Set a new PAIDAN_TELEGRAM_TOKEN and restart")
        await self._store.run(lambda unit: tell_desks(unit, "channel-stopped", NAME, channel="Telegram"))

    # Webhook

    async def webhook(self, scope: Scope, receive: Receive, send: Send) -> None:
        """POST /telegram: 200 only after the commit; what is no update is answered too, or it would come for ever."""
        await send({"type": "http.response.start", **await self._posted(scope, receive)})
        await send({"type": "http.response.body"})

    async def _posted(self, scope: Scope, receive: Receive) -> dict[str, Any]:
        """Status and headers of the answer."""
        given = [value for name, value in scope["headers"] if name == SECRET_HEADER]
        if len(given) != 1 or not hmac.compare_digest(given[0], self._secret):
            log.warning("a forged update was refused")
            return _answer(401)
        body = await posted.body(receive, MOST_BODY)
        if body is None:
            return _answer(413)
        try:
            await self.receive(body)
        except Busy:
            return _answer(503, (b"retry-after", b"1"))
        return _answer(200)


def _answer(status: int, *headers: tuple[bytes, bytes]) -> dict[str, Any]:
    return {"status": status, "headers": [(b"content-length", b"0"), *headers]}
