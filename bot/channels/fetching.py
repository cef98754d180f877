"""Fetches the photos and voices of what is kept, stores them, and lets it through the door: for every channel alike.

One chat waits for its own files and nobody else's. A try is committed before it is made, so that an update that ends
the process is set aside in the end; a restart goes on with what is kept.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import structlog

from bot.channels.heard import Heard, KeyRefused, NoFile, Unreachable, Wanted
from bot.channels.keeping import Kept, claim, drop, next_try, set_aside_kept
from domain.errors import Refused
from handlers.said import Said
from storage.photos import Photo, Photos, Voice, name_photos, name_voice
from storage.store import Store
from storage.transaction import Busy
from storage.unit import Unit

MOST = 16
FETCH_TRIES = 8
"""Then the sender is asked to send it again: about four minutes."""
BUG_TRIES = 3
LOOK_EVERY_S = 5
RUINED = FETCH_TRIES + BUG_TRIES

log = structlog.get_logger()


@dataclass(slots=True)
class _Fetched:
    """What the files of a message turned out to be."""

    photos: list[Photo]
    voice: Voice | None = None
    trouble: str = ""


class Source(Protocol):
    """The platform whose messages are kept."""

    name: str

    def read(self, kept: Kept) -> Heard | None:
        """What it says; None when this program understands it no more."""

    async def file(self, file_id: str) -> bytes:
        """A file's bytes. raises NoFile, Unreachable, KeyRefused"""

    def hear(self, unit: Unit, said: Said, tapped: object | None) -> object:
        """Through the door, within a unit."""

    def heard(self, outcome: object) -> None:
        """What followed, once it is committed."""


class Fetcher:
    """Works off what is kept of one channel."""

    def __init__(self, store: Store[Unit], source: Source, photos: Photos, now: Callable[[], int]) -> None:
        self._store, self._source, self._photos, self._now = store, source, photos, now
        self._lock = asyncio.Lock()
        self.changed = asyncio.Event()

    async def run(self) -> None:
        """Work off what is kept whenever its time has come, until cancelled."""
        while True:
            self.changed.clear()
            try:
                await self.drain()
                at = await self._store.run(lambda unit: next_try(unit, self._source.name))
                pause = LOOK_EVERY_S if at is None else min(LOOK_EVERY_S, max(0.05, (at - self._now()) / 1000))
            except Exception:
                log.exception("what is kept could not be worked off; it is tried again")
                pause = LOOK_EVERY_S
            try:
                await asyncio.wait_for(self.changed.wait(), pause)
            except TimeoutError:
                continue

    async def drain(self, until: int | None = None) -> int:
        """Everything whose time has come by `until` (UTC ms, now when left out). Returns how many were taken up."""
        taken = 0
        async with self._lock:
            while heads := await self._store.run(lambda unit: claim(unit, self._source.name, until or unit.now, MOST)):
                await asyncio.gather(*(self._take(parts) for parts in heads))
                taken += len(heads)
        return taken

    async def _take(self, parts: tuple[Kept, ...]) -> None:
        tries = parts[0].tries
        heard = [found for part in parts if (found := self._source.read(part))]
        if not heard or tries > RUINED:
            log.error("a kept update is given up", message_id=parts[0].message_id, tries=tries)
            await self._aside(parts, heard[0].said if heard else None)
            return
        try:
            fetched = await self._fetch([wanted for one in heard for wanted in one.wanted])
        except (Unreachable, KeyRefused) as error:
            log.warning("a file could not be fetched", message_id=parts[0].message_id, tries=tries, error=str(error))
            if tries < FETCH_TRIES:
                return
            fetched = _Fetched([], trouble="file-gone")
        except Exception:
            log.exception("a file could not be stored", message_id=parts[0].message_id)
            if tries < RUINED:
                return
            fetched = _Fetched([], trouble="file-gone")
        await self._enter(parts, heard, fetched)

    async def _enter(self, parts: Sequence[Kept], heard: Sequence[Heard], fetched: _Fetched) -> None:
        said = _whole([one.said for one in heard], fetched)

        def work(unit: Unit) -> object:
            name_photos(unit, fetched.photos)
            if fetched.voice:
                name_voice(unit, fetched.voice)
            outcome = self._source.hear(unit, said, heard[0].tapped)
            drop(unit, self._source.name, parts)
            return outcome

        try:
            outcome = await self._store.run(work)
        except Busy:
            return  # it is claimed, and tried again
        except Exception:
            log.exception("a kept message met a bug", message_id=said.message_id, tries=parts[0].tries)
            if parts[0].tries >= BUG_TRIES:
                await self._aside(parts, said)
            return
        self._source.heard(outcome)

    async def _aside(self, parts: Sequence[Kept], said: Said | None) -> None:
        """With an apology; without one in the end, so that its chat goes on."""
        try:
            await self._store.run(lambda unit: set_aside_kept(unit, self._source.name, parts, said))
        except Exception:
            log.exception("a kept message could not be set aside", message_id=parts[0].message_id)
            if parts[0].tries > RUINED:
                await self._store.run(lambda unit: set_aside_kept(unit, self._source.name, parts, None))

    async def _fetch(self, wanted: Sequence[Wanted]) -> _Fetched:
        """Fetched and stored, before anything names them. raises Unreachable, KeyRefused; the photo store's errors"""
        fetched = _Fetched([])
        for one in wanted:
            try:
                data = await self._source.file(one.file_id)
                if one.kind == "voice":
                    fetched.voice = await self._photos.keep_voice(data)
                else:
                    fetched.photos.append(await self._photos.keep(data))
            except NoFile as error:
                fetched.trouble = "file-too-large" if error.large else "file-gone"
            except Refused as refused:
                fetched.trouble = refused.text
        return fetched


def _whole(said: Sequence[Said], fetched: _Fetched) -> Said:
    """An album is one message: its photos, and the words under any of them."""
    trouble = fetched.trouble or next((one.trouble for one in said if one.trouble), "")
    return replace(
        said[0],
        text="\n".join(one.text for one in said if one.text),
        photos=tuple(dict.fromkeys(photo.sha256 for photo in fetched.photos)),
        voice=fetched.voice.sha256 if fetched.voice else "",
        trouble=trouble,
    )
