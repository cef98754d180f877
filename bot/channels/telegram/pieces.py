"""What one message becomes on Telegram, piece by piece: photos, files, a voice, the words with buttons under the last.

A pause or a cut goes on where it was: what Telegram has is not sent again.
"""

from collections.abc import Awaitable, Callable, Sequence
from functools import partial

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
from telegram.error import BadRequest

from bot.channels.splitting import parts
from handlers.said import File, Message, Tap
from handlers.texts import Texts
from storage.photos import Photos

SIDE_BY_SIDE = 14
"""Half-width characters of a label of which two fit in a row."""
MOST_IN_ALBUM = 10
SHORT_CUTS = {"phone": ("button-share-number", "contact"), "address": ("button-share-place", "location")}
"""Questions that Telegram can answer with one tap below the keyboard."""
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
"""A link that we give out stays a line: whoever makes its picture would open it."""

Piece = Callable[[str], Awaitable[int]]
"""Sends one piece to an address. Returns the number of its message, 0 when there was nothing to send."""

log = structlog.get_logger()


class Pieces:
    """Sends what is left of a message."""

    def __init__(self, bot: Bot, photos: Photos, texts: Texts) -> None:
        self._bot, self._photos, self._texts = bot, photos, texts

    async def send(self, address: str, message: Message, taken: int, took: Callable[[int], Awaitable[None]]) -> int:
        """Everything after the first `taken` pieces; a photo is one, in an album too. The last one always goes.

        took     called with how many pieces Telegram has, before the next one goes
        returns  the number of the message that carries the buttons
        raises   TelegramError
        """
        rest = self._after_photos(message)
        photos, total = message.photos, len(message.photos) + len(rest)
        taken, last, as_files = min(taken, total - 1), 0, 0
        while taken < total:
            album = () if as_files > taken else photos[taken : taken + MOST_IN_ALBUM]
            if album:
                number = await self._album(address, album)
                if number is None:
                    as_files = taken + len(album)
                    continue
            elif taken < len(photos):
                number = await self._picture_as_file(address, photos[taken])
            else:
                number = await rest[taken - len(photos)](address)
            taken += len(album) or 1
            last = number or last
            if taken < total:
                await took(taken)
        return last or await self._say(message, "·", True, False, address)

    def _after_photos(self, message: Message) -> list[Piece]:
        """The same pieces whenever it is tried."""
        found: list[Piece] = [partial(self._file, file) for file in message.files]
        if message.voice:
            found.append(partial(self._voice, message.voice))
        shown = bool(found or message.photos)
        texts = parts(message.text) or ([] if shown and not message.taps else ["·"])
        end = len(texts) - 1
        return found + [
            partial(self._say, message, text, index == end, message.silent or index > 0)
            for index, text in enumerate(texts)
        ]

    async def _album(self, address: str, hashes: Sequence[str]) -> int | None:
        """None when Telegram does not take them as photos."""
        pictures = [picture for sha256 in hashes if (picture := await self._picture(sha256))]
        try:
            match pictures:
                case []:
                    return 0
                case [picture]:
                    return (await self._bot.send_photo(address, picture, disable_notification=True)).message_id
            album = [InputMediaPhoto(picture) for picture in pictures]
            return (await self._bot.send_media_group(address, album, disable_notification=True))[-1].message_id
        except BadRequest as error:
            if "chat not found" in error.message.casefold():
                raise
            return None

    async def _picture_as_file(self, address: str, sha256: str) -> int:
        picture = await self._picture(sha256)
        return await self._file(File("photo.jpg", picture), address) if picture else 0

    async def _picture(self, sha256: str) -> bytes | None:
        try:
            return await self._photos.view(sha256)
        except FileNotFoundError:
            log.error("a photo is named but not stored", sha256=sha256)
            return None

    async def _file(self, file: File, address: str) -> int:
        return (await self._bot.send_document(address, file.data, filename=file.name)).message_id

    async def _voice(self, sha256: str, address: str) -> int:
        try:
            sound = await self._photos.voice(sha256)
        except FileNotFoundError:
            log.error("a voice is named but not stored", sha256=sha256)
            return 0
        return (await self._bot.send_voice(address, sound, disable_notification=True)).message_id

    async def _say(self, message: Message, text: str, at_the_end: bool, silent: bool, address: str) -> int:
        sent = await self._bot.send_message(
            address,
            text,
            reply_markup=self._keyboard(message) if at_the_end else None,
            disable_notification=silent,
            link_preview_options=NO_PREVIEW,
        )
        return sent.message_id

    def _keyboard(self, message: Message) -> InlineKeyboardMarkup | ReplyKeyboardMarkup | None:
        if message.taps:
            return InlineKeyboardMarkup(_rows(message.id, message.taps))
        if message.expects not in SHORT_CUTS:
            return None
        label, kind = SHORT_CUTS[message.expects]
        words = self._texts.say(label, {}, message.language, "UTC", 0)
        key = KeyboardButton(words, request_contact=kind == "contact", request_location=kind == "location")
        return ReplyKeyboardMarkup([[key]], resize_keyboard=True, one_time_keyboard=True)


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
