"""A service sheet as a download, for who may have it. D1, U9."""

from urllib.parse import quote

from fastapi import HTTPException
from starlette.responses import Response

from bot.channels.web.parts import WebParts
from domain.errors import Refused
from handlers.said import File
from handlers.sheets import may_see
from storage.unit import Unit

PRIVATE = {"cache-control": "no-store", "referrer-policy": "no-referrer"}


async def sheet_for(parts: WebParts, channel: str, address: str, number: str) -> Response:
    """The sheet of a job for whoever speaks at an address. Raises HTTPException: 404 where it is not theirs."""

    def allowed(unit: Unit) -> str | None:
        speaker = unit.people.speaker(channel, address)
        if speaker is None or not may_see(unit.visible(unit.numbered(number), speaker).course.state, speaker):
            return None
        return speaker.language or parts.language

    try:
        language = await parts.store.run(allowed)
        if language is None:
            raise HTTPException(404)
        return as_download(await parts.papers.sheet(number, language))
    except Refused:
        raise HTTPException(404) from None


def as_download(file: File) -> Response:
    """Shown by the browser, and saved under its name."""
    named = {"content-disposition": f"inline; filename*=UTF-8''{quote(file.name)}"}
    return Response(file.data, media_type="application/pdf", headers={**PRIVATE, **named})
