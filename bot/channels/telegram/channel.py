"""Sends to Telegram: words with buttons under them, photos, voices; closes menus that are used or outdated.

A button's callback data names the row that keeps what it says (`telegram_sent`) and its place there: 64 bytes are
never short, and what a button says cannot be made up. Words are plain text, never markup.
"""

from collections.abc import Awaitable, Sequence
from dataclasses import dataclass

import msgspec
import structlog
from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    KeyboardButton,
    LinkPreviewOptions,
    ReplyKeyboardMarkup,
)
from telegram.error import BadRequest, ChatMigrated, TelegramError
from telegram.request import HTTPXRequest

from bot.channels.splitting import MOST_UNITS, parts, units
from bot.channels.telegram.inbound import NAME
from bot.channels.telegram.receiving import Used
from bot.channels.telegram.refusals import Standing, harmless, refusal
from domain.errors import ChannelError
from handlers.said import Message, Tap
from handlers.texts import Texts
from scheduler.reaching import delivered
from storage.photos import Photos
from storage.store import Store
from storage.unit import Unit

SIDE_BY_SIDE = 14
"""Half-width characters of a label of which two fit in a row."""
MOST_IN_ALBUM = 10
MOST_IN_NOTICE = 200
MARK = "✓"
SHORT_CUTS = {"phone": ("button-share-number", "contact"), "address": ("button-share-place", "location")}
"""Questions that Telegram can answer with one tap below the keyboard."""

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Sent:
    """What Telegram has of a message of ours."""

    message: int | None


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
        self._store, self._photos, self._texts, self._standing = store, photos, texts, standing
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
            sent = await self._send(address, message)
        except ChatMigrated as moved:
            sent = await self._again(str(moved.new_chat_id), message)
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
        preview, text = LinkPreviewOptions(is_disabled=True), parts(message.text)[-1]
        try:
            await self.bot.edit_message_text(text, address, int(reference or 0), link_preview_options=preview)
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
            await self._quietly(self.bot.edit_message_text(text, used.chat, used.message, reply_markup=None))
        else:
            await self._quietly(self._strip(used.chat, used.message))

    # Requests

    async def _send(self, address: str, message: Message) -> int:
        """Returns the number of the message that carries the buttons."""
        last = 0
        if message.photos:
            last = await self._send_photos(address, message)
        for file in message.files:
            last = (await self.bot.send_document(address, file.data, filename=file.name)).message_id
        if message.voice:
            last = await self._send_voice(address, message) or last
        texts = parts(message.text) or ([] if last and not message.taps else ["·"])
        for index, text in enumerate(texts):
            sent = await self.bot.send_message(
                address,
                text,
                reply_markup=self._keyboard(message) if index == len(texts) - 1 else None,
                disable_notification=message.silent or index > 0,
                link_preview_options=LinkPreviewOptions(is_disabled=True),
            )
            last = sent.message_id
        return last

    async def _again(self, address: str, message: Message) -> int:
        """A group became a supergroup: there, once."""
        try:
            return await self._send(address, message)
        except TelegramError as error:
            raise refusal(error, self._standing) from None

    def _keyboard(self, message: Message) -> InlineKeyboardMarkup | ReplyKeyboardMarkup | None:
        if message.taps:
            return InlineKeyboardMarkup(_rows(message.id, message.taps))
        if message.expects not in SHORT_CUTS:
            return None
        label, kind = SHORT_CUTS[message.expects]
        words = self._texts.say(label, {}, message.language, "UTC", 0)
        key = KeyboardButton(words, request_contact=kind == "contact", request_location=kind == "location")
        return ReplyKeyboardMarkup([[key]], resize_keyboard=True, one_time_keyboard=True)

    async def _send_photos(self, address: str, message: Message) -> int:
        """As an album; as files when Telegram does not take them as photos. Returns the last one's number."""
        pictures = [picture for sha256 in message.photos if (picture := await self._picture(sha256))]
        last = 0
        for start in range(0, len(pictures), MOST_IN_ALBUM):
            some = pictures[start : start + MOST_IN_ALBUM]
            try:
                if len(some) == 1:
                    last = (await self.bot.send_photo(address, some[0], disable_notification=True)).message_id
                else:
                    album = [InputMediaPhoto(picture) for picture in some]
                    last = (await self.bot.send_media_group(address, album, disable_notification=True))[-1].message_id
            except BadRequest as error:
                if _about_chat(error):
                    raise
                for picture in some:
                    sent = await self.bot.send_document(address, picture, filename="photo.jpg")
                    last = sent.message_id
        return last

    async def _picture(self, sha256: str) -> bytes | None:
        try:
            return await self._photos.view(sha256)
        except FileNotFoundError:
            log.error("a photo is named but not stored", sha256=sha256)
            return None

    async def _send_voice(self, address: str, message: Message) -> int | None:
        try:
            sound = await self._photos.voice(message.voice)
        except FileNotFoundError:
            log.error("a voice is named but not stored", sha256=message.voice)
            return None
        return (await self.bot.send_voice(address, sound, disable_notification=True)).message_id

    async def _strip(self, address: str, number: int) -> None:
        await self.bot.edit_message_reply_markup(address, number, reply_markup=None)

    async def _quietly(self, asked: Awaitable[object]) -> None:
        try:
            await asked
        except TelegramError as error:
            if not harmless(error):
                log.warning("Telegram did not do a small thing", why=type(error).__name__)


def _about_chat(error: BadRequest) -> bool:
    return "chat not found" in error.message.casefold()


def _rows(message_id: int, taps: Sequence[Tap]) -> list[list[InlineKeyboardButton]]:
    """One button a row, or two when both are short."""
    rows: list[list[InlineKeyboardButton]] = []
    short_before = False
    for index, tap in enumerate(taps):
        button = InlineKeyboardButton(tap.label, callback_data=f"{message_id}:{index}")
        short = sum(1 + (character > "\u2e7f") for character in tap.label) <= SIDE_BY_SIDE
        if short and short_before and len(rows[-1]) == 1:
            rows[-1].append(button)
        else:
            rows.append([button])
        short_before = short
    return rows


def _prepare(unit: Unit, address: str, message: Message) -> Sent:
    """What its buttons say is kept before anybody can tap them. Returns what Telegram has of it already."""
    row = unit.tx.one(unit.q.telegram_sent, outbox=message.id)
    if row and row["message"] is not None and row["chat"] == address:
        return Sent(row["message"])
    buttons = msgspec.json.encode([[tap.label, tap.action, tap.kind] for tap in message.taps]).decode()
    unit.tx.run(unit.q.telegram_prepare, outbox=message.id, chat=address, buttons=buttons)
    return Sent(None)


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
