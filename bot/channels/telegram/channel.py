"""Sends to Telegram: words with buttons under them, photos, voices; closes menus that are used or outdated.

A button's callback data names the row that keeps what it says (`telegram_sent`) and its place there: 64 bytes are
never short, and what a button says cannot be made up. Words are plain text, never markup.
"""

from collections.abc import Awaitable
from dataclasses import dataclass

import msgspec
import structlog
from telegram import Bot
from telegram.error import ChatMigrated, TelegramError
from telegram.request import HTTPXRequest

from bot.channels.splitting import MOST_UNITS, parts, units
from bot.channels.telegram.inbound import NAME
from bot.channels.telegram.pieces import NO_PREVIEW, Pieces
from bot.channels.telegram.receiving import Used
from bot.channels.telegram.refusals import Standing, harmless, refusal
from domain.errors import ChannelError
from handlers.said import Message
from handlers.texts import Texts
from scheduler.reaching import delivered
from storage.photos import Photos
from storage.store import Store
from storage.unit import Unit

MOST_IN_NOTICE = 200
MARK = "✓"

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Sent:
    """What Telegram has of a message of ours: its number there, None until it has all of it, and so many pieces."""

    message: int | None
    taken: int


class TelegramChannel:
    """Sends into private chats; `standing` says whether the channel works at all."""

    name = NAME
    links = False
    files = True

    def __init__(
        self,
        store: Store[Unit],
        photos: Photos,
        texts: Texts,
        *,
        token: str,
        api_url: str,
        language: str,
        standing: Standing,
    ) -> None:
        self._store, self._texts, self._standing = store, texts, standing
        self._language = language
        base = api_url.rstrip("/")
        self._requests = tuple(
            HTTPXRequest(16, connect_timeout=10, read_timeout=20, write_timeout=20, pool_timeout=20) for _ in range(2)
        )
        self.bot = Bot(
            token,
            base_url=f"{base}/bot",
            base_file_url=f"{base}/file/bot",
            request=self._requests[0],
            get_updates_request=self._requests[1],
        )
        self._pieces = Pieces(self.bot, photos, texts)

    async def close(self) -> None:
        for request in self._requests:
            await request.shutdown()

    # Channel

    async def send(self, address: str, message: Message) -> str | None:
        """The message in as many parts as it takes, its buttons under the last. The same message twice is one."""
        if self._standing.refused:
            raise ChannelError("channel-stopped", stopped=True, retry_after=60)
        before = await self._store.run(lambda unit: _prepare(unit, address, message))
        if before.message is not None:
            return str(before.message)
        try:
            sent = await self._send(address, message, before.taken)
        except ChatMigrated as moved:
            sent = await self._again(address, str(moved.new_chat_id), message)
        except TelegramError as error:
            raise refusal(error, self._standing) from None
        outdated = await self._store.run(lambda unit: _record(unit, address, message, sent))
        for number in outdated:
            await self._quietly(self._strip(address, number))
        return str(sent)

    async def close_menu(self, address: str, message_id: int, reference: str | None) -> None:
        """The buttons go, the words stay."""
        number = await self._store.run(lambda unit: _close(unit, message_id))
        if number is None or self._standing.refused:
            return
        try:
            await self._strip(address, number)
        except TelegramError as error:
            if not harmless(error):
                raise refusal(error, self._standing) from None

    async def change(self, address: str, message: Message, reference: str | None) -> None:
        """Other words without buttons; of a text that was split, its end."""
        if self._standing.refused:
            raise ChannelError("channel-stopped", stopped=True, retry_after=60)
        await self._store.run(lambda unit: _close(unit, message.id))
        text = parts(message.text)[-1]
        try:
            await self.bot.edit_message_text(text, address, int(reference or 0), link_preview_options=NO_PREVIEW)
        except TelegramError as error:
            if not harmless(error):
                raise refusal(error, self._standing) from None

    # What follows a tap, best effort: what it said is committed already

    async def answer(self, callback_id: str, used: Used | None) -> None:
        """The button stops turning; a short word on the screen says what was taken, or that it was outdated."""
        word = self._word(used)[:MOST_IN_NOTICE] if used else None
        await self._quietly(self.bot.answer_callback_query(callback_id, word))

    def _word(self, used: Used) -> str:
        if used.label:
            return f"{MARK} {used.label}"
        return self._texts.say("tap-outdated", {}, used.language or self._language, "UTC", 0)

    async def show_used(self, used: Used) -> None:
        """The menu shows what was chosen; an outdated one only loses its buttons."""
        if used.message is None:
            return
        text = f"{used.text}\n\n{MARK} {used.label}" if used.text and used.label else ""
        if text and units(text) <= MOST_UNITS:
            where = (used.chat, used.message)
            await self._quietly(self.bot.edit_message_text(text, *where, link_preview_options=NO_PREVIEW))
        else:
            await self._quietly(self._strip(used.chat, used.message))

    # Requests

    async def _send(self, chat: str, message: Message, taken: int) -> int:
        """What is left of it after `taken` pieces. Returns the number of the message that carries the buttons."""

        async def took(pieces: int) -> None:
            await self._store.run(lambda unit: unit.tx.run(unit.q.telegram_took, outbox=message.id, taken=pieces))

        return await self._pieces.send(chat, message, taken, took)

    async def _again(self, address: str, chat: str, message: Message) -> int:
        """A group became a supergroup: there, once."""
        before = await self._store.run(lambda unit: _prepare(unit, address, message))
        try:
            return await self._send(chat, message, before.taken)
        except TelegramError as error:
            raise refusal(error, self._standing) from None

    async def _strip(self, address: str, number: int) -> None:
        await self.bot.edit_message_reply_markup(address, number, reply_markup=None)

    async def _quietly(self, asked: Awaitable[object]) -> None:
        try:
            await asked
        except TelegramError as error:
            if not harmless(error):
                log.warning("Telegram did not do a small thing", why=type(error).__name__)


def _prepare(unit: Unit, address: str, message: Message) -> Sent:
    """What its buttons say is kept before anybody can tap them. Returns what Telegram has of it already."""
    row = unit.tx.one(unit.q.telegram_sent, outbox=message.id)
    here = row is not None and row["chat"] == address
    if row and here and row["message"] is not None:
        return Sent(row["message"], row["taken"])
    buttons = msgspec.json.encode([[tap.label, tap.action, tap.kind] for tap in message.taps]).decode()
    unit.tx.run(unit.q.telegram_prepare, outbox=message.id, chat=address, buttons=buttons)
    return Sent(None, row["taken"] if row and here else 0)


def _record(unit: Unit, address: str, message: Message, number: int) -> list[int]:
    """Telegram has it: an offer in it runs from now (U5). Returns menus that it repeats: a question shows once."""
    actions = {tap.action for tap in message.taps}
    outdated = []
    for row in unit.tx.all(unit.q.telegram_open, chat=address) if actions else ():
        if {action for _label, action, _kind in msgspec.json.decode(row["buttons"])} <= actions:
            unit.tx.run(unit.q.telegram_close, outbox=row["outbox"])
            outdated.append(row["message"])
    unit.tx.run(unit.q.telegram_record, outbox=message.id, message=number, open=int(bool(actions)))
    delivered(unit, NAME, address, message.id)
    return outdated


def _close(unit: Unit, message_id: int) -> int | None:
    """The number of the menu to be closed; None when it is closed already, or was never there."""
    row = unit.tx.one(unit.q.telegram_sent, outbox=message_id)
    if row is None or unit.tx.run(unit.q.telegram_close, outbox=message_id) == 0:
        return None
    return int(row["message"])
