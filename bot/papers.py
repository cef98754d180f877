"""Papers of a job for whoever is handed one: read in a unit, typeset beside it, stored nowhere. D1, S2, S4."""

import asyncio
from collections.abc import Mapping

from bot.sheet_pages import as_pdf, as_png
from handlers.said import File
from handlers.sheets import Sheet, sheet
from handlers.texts import Texts
from storage.photos import Photos
from storage.store import Store
from storage.unit import Unit


class Papers:
    """Makes them.

    company  its name, by language
    """

    def __init__(
        self, store: Store[Unit], photos: Photos, texts: Texts, *, company: Mapping[str, str], zone: str
    ) -> None:
        self._store, self._photos, self._texts = store, photos, texts
        self._company, self._zone = company, zone

    async def sheet(self, number: str, language: str) -> File:
        """A job's service sheet as PDF; a signed one in the language in which it was signed.

        raises  Refused, FontMissing
        """
        found, strokes = await self._found(number, language)
        data = await asyncio.to_thread(as_pdf, *self._printed(found), strokes)
        title = self._texts.say("sheet-title", {}, found.contents.language, self._zone, 0)
        return File(f"{title}-{number}.pdf", data)

    async def picture(self, number: str, language: str) -> bytes:
        """The company's copy of the same as PNG. Raises as `sheet`."""
        found, strokes = await self._found(number, language)
        return await asyncio.to_thread(as_png, *self._printed(found), strokes)

    async def _found(self, number: str, language: str) -> tuple[Sheet, bytes | None]:
        found = await self._store.run(lambda unit: sheet(unit, number, self._texts, language, self._zone))
        return found, await self._photos.original(found.strokes) if found.strokes else None

    def _printed(self, found: Sheet) -> tuple[Sheet, Texts, str, str]:
        return found, self._texts, self._company[found.contents.language], self._zone
