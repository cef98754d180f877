"""What somebody says on a page: read from its form, photos stored first, and heard once. For every page with a form."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import structlog
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException as RequestRefused
from starlette.formparsers import MultiPartException
from starlette.requests import Request

from bot.channels.web.channel import add_own_line
from bot.channels.web.parts import WebParts
from domain.errors import Refused
from handlers.door import LONGEST_TEXT, apologise, enter
from handlers.said import Said
from storage.photos import name_photos
from storage.transaction import Busy
from storage.unit import Unit

MOST_BYTES = 64 * 1024 * 1024
MOST_PHOTOS = 10

log = structlog.get_logger()


async def read(request: Request, parts: WebParts, channel: str, address: str, language: str) -> tuple[Said, str]:
    """The message in a request; its photos are stored before anything names them. Raises Refused."""
    length = number(request.headers.get("content-length"))
    if not 0 < length <= MOST_BYTES:
        raise Refused("photo_too_large", megabytes=MOST_BYTES // 2**20)
    async with _form(request) as form:
        words = {name: value for name, value in form.items() if isinstance(value, str)}
        sent = [value for name, value in form.multi_items() if name == "photos" and isinstance(value, UploadFile)]
        files = [file for file in sent if file.filename or file.size]  # a form sends an empty one where none was chosen
        kept = [await parts.photos.keep(await file.read()) for file in files]
    now = parts.clock.now()
    if kept:
        await parts.store.run(lambda unit: name_photos(unit, kept))
    message_id = words.get("id", "")
    if not 1 <= len(message_id) <= 64:
        raise Refused("say-something")
    said = Said(
        channel=channel,
        address=address,
        message_id=f"{address}:{message_id}",
        text=words.get("text", "").replace("\r\n", "\n").strip(),
        photos=tuple(photo.sha256 for photo in kept),
        action=words.get("action", "")[:200],
        happened_at=now,
        recorded_at=now,
        language=language,
    )
    return said, words.get("label", "")[:100]


@asynccontextmanager
async def _form(request: Request) -> AsyncIterator[FormData]:
    try:
        form = await request.form(max_files=MOST_PHOTOS, max_fields=8)
    except (MultiPartException, RequestRefused) as error:
        raise _unreadable(str(error)) from None
    try:
        yield form
    finally:
        await form.close()


def _unreadable(why: str) -> Refused:
    """Which of the form's limits was broken, from what its reader says; a broken form says nothing."""
    if "Too many files" in why:
        return Refused("too-many-photos", count=MOST_PHOTOS)
    return Refused("too-long", count=LONGEST_TEXT) if "maximum size" in why else Refused("say-something")


async def hear(parts: WebParts, said: Said, label: str) -> list[tuple[int, str]]:
    """Through the door; what meets a bug is set aside with an apology, and a person is told. Raises Busy.

    returns  the lines whose buttons are used now, with the label
    """
    try:
        return await parts.store.run(lambda unit: add_own_line(unit, said, label) if enter(said, unit) else [])
    except Busy:
        raise
    except Exception:
        log.exception("a message met a bug", channel=said.channel, message_id=said.message_id)
        return await parts.store.run(lambda unit: _set_aside(unit, said, label))


def _set_aside(unit: Unit, said: Said, label: str) -> list[tuple[int, str]]:
    apologise(said, unit)
    return add_own_line(unit, said, label)


def number(text: str | None) -> int:
    """A whole number in a header or a form; 0 where there is none."""
    return int(text) if text and text.isascii() and text.isdigit() else 0
