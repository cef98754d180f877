"""The rulebook as a page, for who works here."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from bot.channels.web.channel import NAME
from bot.channels.web.pages import page_words, preferred, show
from bot.channels.web.parts import WebParts
from policies.book import read_book
from policies.loader import Pack
from storage.people import RANKS, Speaker
from storage.unit import Unit


async def rules_page(request: Request, parts: WebParts, address: str | None) -> Response:
    """The rules that new jobs are opened under; 403 with what to do for who does not work here."""

    def look(unit: Unit) -> tuple[Speaker | None, Pack]:
        return (unit.people.speaker(NAME, address) if address else None), unit.shelf.current

    speaker, pack = await parts.store.run(look)
    own = speaker.language if speaker and "lang" not in request.query_params else None
    language = own or preferred(request, parts.language)
    shown: dict[str, Any] = {
        "company": parts.company[language],
        "words": page_words(language),
        "version": parts.version,
    }
    if speaker is None or speaker.role() not in RANKS:
        return show(request, "staff_only.html", status=403, **shown)
    other = "en" if language == "zh" else "zh"
    return show(request, "rules.html", book=read_book(pack, language), other=other, **shown)
