"""Photos and voices in a folder or a bucket, named by the SHA-256 of what was sent.

- The original is kept byte for byte: it is evidence, and nobody is sent it. Beside it lie a display copy and a
  thumbnail: upright, small, without metadata (`shown.py`).
- A photo is on disk before `keep` returns, so a row that names it never points into the void.
- A picture is judged by its header before a pixel is decoded: a few kilobytes can unpack into gigabytes.
"""

import asyncio
import hashlib
import os
import re
import warnings
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urlsplit

from obstore.exceptions import AlreadyExistsError
from obstore.store import LocalStore, ObjectStore, from_url
from PIL import Image

from domain.errors import Refused
from storage.queries import Queries
from storage.shown import LYING, display_copy, thumbnail, turn
from storage.transaction import Transaction

MOST_MEGABYTES = 20
MOST_MEGAPIXELS = 40
AT_ONCE = 2  # pictures decoded side by side: one may need 160 MB

# Pillow's names. What it finds in a JPEG with a second picture inside (many phones) it calls MPO.
MIME = {
    "JPEG": "image/jpeg",
    "MPO": "image/jpeg",
    "PNG": "image/png",
    "WEBP": "image/webp",
    "GIF": "image/gif",
    "BMP": "image/bmp",
}
FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "BMP")

SOUNDS = {b"OggS": "audio/ogg", b"ID3": "audio/mpeg", b"\xff\xfb": "audio/mpeg", b"#!AMR": "audio/amr"}
"""What voice messages begin with, and what they are."""

_SHA256 = re.compile(r"[0-9a-f]{64}")
_NAME = re.compile(r"([0-9a-f]{2})/([0-9a-f]{62})")

warnings.simplefilter("error", Image.DecompressionBombWarning)


class NotAPhoto(Refused):
    """No picture of an accepted kind, or a damaged one."""

    def __init__(self) -> None:
        super().__init__("photo_not_an_image")


class NotAVoice(Refused):
    """No sound of a kind that phones record."""

    def __init__(self) -> None:
        super().__init__("file-not-taken")


class VoiceTooLarge(Refused):
    """More than we take."""

    def __init__(self) -> None:
        super().__init__("file-too-large")


class Naming(Protocol):
    """A unit of work, as far as naming what is stored needs it."""

    tx: Transaction
    q: Queries
    now: int


class PhotoTooLarge(Refused):
    """More than we take. `data` names the limit it broke: `megapixels` or `megabytes`."""

    def __init__(self, **limit: int) -> None:
        super().__init__("photo_too_large", **limit)


@dataclass(frozen=True, slots=True)
class Photo:
    """A kept original."""

    sha256: str  # 64 hex digits, of the original bytes
    bytes: int
    width: int  # pixels, as a person sees it: after the turn its EXIF asks for
    height: int
    mime: str


@dataclass(frozen=True, slots=True)
class Voice:
    """A kept voice message."""

    sha256: str  # 64 hex digits, of the bytes as they came
    bytes: int
    mime: str


class Photos:
    """The photo store behind `url`: `file:///folder` (made when missing), `memory:///`, `s3://bucket/prefix` …"""

    def __init__(self, url: str) -> None:
        self._folder: Path | None = None
        self._store: ObjectStore
        if url.startswith("file:"):
            self._folder = Path(unquote(urlsplit(url).path))
            self._store = LocalStore(self._folder, mkdir=True)
        else:
            self._store = from_url(url)
        self._decoding = asyncio.Semaphore(AT_ONCE)

    async def probe(self) -> None:
        """Whether what is written can be read again. Leaves nothing behind. Raises what the store raises."""
        name, data = f"probe/{os.urandom(8).hex()}", b"probe"
        await self._store.put_async(name, data)
        try:
            read = bytes(await (await self._store.get_async(name)).bytes_async())
        finally:
            await self._store.delete_async(name)
        if read != data:
            raise OSError("what was written is not what is read")

    async def keep(self, data: bytes) -> Photo:
        """Keep a picture and its display copy; keeping the same bytes twice is keeping them once.

        raises  NotAPhoto, PhotoTooLarge (nothing is kept); obstore.exceptions.BaseError when the store fails
        """
        if len(data) > MOST_MEGABYTES * 1_000_000:
            raise PhotoTooLarge(megabytes=MOST_MEGABYTES)
        async with self._decoding:
            photo, view = await asyncio.to_thread(_look_at, data)
        # The original comes last: where it is, its copies are too.
        await self._put(_view_name(photo.sha256), view)
        await self._put(_thumb_name(photo.sha256), await asyncio.to_thread(thumbnail, view))
        await self._put(_name(photo.sha256), data)
        if self._folder is not None:
            names = (_name(photo.sha256), _view_name(photo.sha256), _thumb_name(photo.sha256))
            await asyncio.to_thread(_flush, self._folder, *names)
        return photo

    async def original(self, sha256: str) -> bytes:
        """The bytes as they were sent. raises ValueError for no hash, FileNotFoundError for an unknown one."""
        return await self._get(_name(sha256))

    async def view(self, sha256: str) -> bytes:
        """The display copy: a JPEG of at most 1600 pixels a side. raises as `original` does."""
        return await self._get(_view_name(sha256))

    async def thumb(self, sha256: str) -> bytes:
        """The thumbnail: a JPEG of at most 480 pixels a side. Photos from before there were any get theirs now. raises
        as `original` does."""
        try:
            return await self._get(_thumb_name(sha256))
        except FileNotFoundError:
            thumb = await asyncio.to_thread(thumbnail, await self.view(sha256))
            await self._put(_thumb_name(sha256), thumb)
            return thumb

    async def keep_voice(self, data: bytes) -> Voice:
        """Keep a voice message as it came. raises NotAVoice, VoiceTooLarge (nothing is kept); the store's errors."""
        if len(data) > MOST_MEGABYTES * 1_000_000:
            raise VoiceTooLarge
        mime = next((mime for start, mime in SOUNDS.items() if data.startswith(start)), None)
        if mime is None:
            raise NotAVoice
        kept = Voice(hashlib.sha256(data).hexdigest(), len(data), mime)
        await self._put(_voice_name(kept.sha256), data)
        if self._folder is not None:
            await asyncio.to_thread(_flush, self._folder, _voice_name(kept.sha256))
        return kept

    async def voice(self, sha256: str) -> bytes:
        """A voice message as it came. raises as `original` does."""
        return await self._get(_voice_name(sha256))

    async def has_voice(self, sha256: str) -> bool:
        """Whether it is kept. raises ValueError for no hash."""
        try:
            await self._store.head_async(_voice_name(sha256))
        except FileNotFoundError:
            return False
        return True

    async def has(self, sha256: str) -> bool:
        """Whether the original is kept. raises ValueError for no hash."""
        try:
            await self._store.head_async(_name(sha256))
        except FileNotFoundError:
            return False
        return True

    async def names(self) -> AsyncIterator[str]:
        """The SHA-256 of each original, in no order."""
        async for batch in self._store.list():
            for entry in batch:
                if match := _NAME.fullmatch(entry["path"]):
                    yield match[1] + match[2]

    async def _get(self, name: str) -> bytes:
        found = await self._store.get_async(name)
        return bytes(await found.bytes_async())

    async def _put(self, name: str, data: bytes) -> None:
        try:
            await self._store.put_async(name, data, mode="create")
        except AlreadyExistsError:
            # A power cut can leave a name with nothing under it. The same bytes again mend that.
            there = await self._store.head_async(name)
            if there["size"] != len(data):
                await self._store.put_async(name, data, mode="overwrite")


def _name(sha256: str) -> str:
    if not _SHA256.fullmatch(sha256):
        raise ValueError("a photo is named by 64 lower-case hex digits")
    return f"{sha256[:2]}/{sha256[2:]}"


def _view_name(sha256: str) -> str:
    return _name(sha256) + ".view.jpg"


def _thumb_name(sha256: str) -> str:
    return _name(sha256) + ".thumb.jpg"


def _voice_name(sha256: str) -> str:
    return f"voice/{_name(sha256)}.sound"


def _flush(folder: Path, *names: str) -> None:
    """Have the system write the files and their names: obstore leaves them in its cache."""
    files = [folder / name for name in names]
    folders = dict.fromkeys(parent for file in files for parent in file.parents if parent.is_relative_to(folder))
    for path in (*files, *folders):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def name_photos(unit: Naming, kept: Iterable[Photo]) -> None:
    """Rows that name photos which are stored already."""
    for photo in kept:
        unit.tx.run(
            unit.q.keep_photo,
            sha256=photo.sha256,
            mime=photo.mime,
            bytes=photo.bytes,
            width=photo.width,
            height=photo.height,
            at=unit.now,
        )


def name_voice(unit: Naming, voice: Voice) -> None:
    """A row that names a voice message which is stored already."""
    unit.tx.run(unit.q.keep_voice, sha256=voice.sha256, mime=voice.mime, bytes=voice.bytes, at=unit.now)


def _look_at(data: bytes) -> tuple[Photo, bytes]:
    """What was sent, and its display copy."""
    try:
        with Image.open(BytesIO(data), formats=FORMATS) as image:
            width, height = image.size
            if width * height > MOST_MEGAPIXELS * 1_000_000:
                raise PhotoTooLarge(megapixels=MOST_MEGAPIXELS)
            mime = MIME[image.format or ""]
            lies = turn(image) in LYING
            view = display_copy(image)
    except (PhotoTooLarge, MemoryError):
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise PhotoTooLarge(megapixels=MOST_MEGAPIXELS) from None
    except Exception as error:  # Pillow meets a damaged file with almost any exception there is
        raise NotAPhoto from error
    if lies:
        width, height = height, width
    return Photo(hashlib.sha256(data).hexdigest(), len(data), width, height, mime), view
