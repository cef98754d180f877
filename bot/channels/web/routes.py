"""The web chat over HTTP: a page, its lines, what is new live, and what somebody says. See docs/architecture.md.

A message is acknowledged (200) only after it is committed. Its id comes from the page, so a retry counts once.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, HTTPException, Query
from fastapi import Path as PathParameter
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response, StreamingResponse

from bot.channels.web.channel import NAME, shown_line
from bot.channels.web.pages import page_words, preferred, show
from bot.channels.web.parts import WebParts
from bot.channels.web.rules_page import rules_page
from bot.channels.web.saying import hear, number, read
from bot.channels.web.sessions import COOKIE_DAYS, address_of, come_in, sit_down, token_hash, visitor
from bot.channels.web.sheets import sheet_for
from domain.durations import MINUTE
from domain.errors import Refused
from handlers.dispatching import shown
from handlers.door import enter
from handlers.said import Said
from handlers.stickers import is_code
from storage.invitations import by_link
from storage.people import Speaker
from storage.transaction import Busy
from storage.unit import Unit

HEARTBEAT_S = 15
OF_OTHERS = {"cache-control": "private, max-age=86400", "content-security-policy": "sandbox; default-src 'none'"}
"""Headers of what somebody sent: kept by this browser only, and never run."""
MOST_LINE = 2**53
Line = Annotated[int, Query(le=MOST_LINE)]
Sha256 = Annotated[str, PathParameter(pattern=r"^[0-9a-f]{64}$")]
Number = Annotated[str, PathParameter(pattern=r"^[0-9]{4,12}$")]
Seat = Annotated[str, PathParameter(pattern=r"^[a-z0-9-]{1,24}$")]


def routes(parts: WebParts) -> APIRouter:
    """The web chat's routes."""
    router = APIRouter()

    @router.get("/chat")
    async def front() -> Response:
        return RedirectResponse("/chat/me/")

    @router.get("/chat/join")
    async def invited(request: Request, code: str = "") -> Response:
        """Asks whether to join; nothing is used up, so that a chat's preview of the link does no harm."""
        language = preferred(request, parts.language)
        found = await parts.store.run(lambda unit: by_link(unit, code))
        if found is None or found.state != "open":
            return _gone(request, parts)
        company, words = parts.company[language], page_words(language)
        return show(request, "join.html", code=code, company=company, words=words, version=parts.version)

    @router.get("/chat/{seat}/")
    async def page(request: Request, seat: Seat, key: str | None = None) -> Response:
        cookie = None
        language = preferred(request, parts.language)
        if key is not None:
            return await _come_in(request, parts, seat, key)
        address = await _address(request, parts, seat)
        if address is None:
            cookie = await parts.store.run(lambda unit: _sit(unit, parts, seat, language))
            address = await parts.store.run(lambda unit: address_of(unit, cookie)) or ""
        speaker = await parts.store.run(lambda unit: unit.people.speaker(NAME, address))
        language = (speaker.language if speaker else None) or language
        answer = show(
            request,
            "chat.html",
            seat=seat,
            language=language,
            words=page_words(language),
            person={"name": speaker.name, "role": speaker.role()} if speaker and speaker.name else None,
            company=parts.company[language],
            zone=parts.zone,
            demo=bool(parts.seats),
            version=parts.version,
        )
        return _with_cookie(answer, seat, cookie, parts.secure) if cookie else answer

    @router.get("/rules")
    async def rules_of_mine() -> Response:
        return RedirectResponse("/chat/me/rules")

    @router.get("/chat/{seat}/rules")
    async def rules(request: Request, seat: Seat) -> Response:
        """The rules in force, in prose, for who works here."""
        return await rules_page(request, parts, await _address(request, parts, seat))

    @router.get("/chat/{seat}/lines")
    async def lines(request: Request, seat: Seat, after: Line = 0) -> Response:
        address = await _known(request, parts, seat)
        return JSONResponse({"lines": await _lines(parts, address, after), "now": parts.clock.now()})

    @router.get("/chat/{seat}/live")
    async def live(request: Request, seat: Seat, after: Line = 0) -> Response:
        address = await _known(request, parts, seat)
        last = max(after, number(request.headers.get("last-event-id")))
        return StreamingResponse(
            _stream(parts, address, last, token_hash(request.cookies[f"paidan_{seat}"])),
            media_type="text/event-stream",
            headers={"cache-control": "no-store", "x-accel-buffering": "no"},
        )

    @router.post("/chat/{seat}/say")
    async def say(request: Request, seat: Seat) -> Response:
        address = await _known(request, parts, seat)
        language = preferred(request, parts.language)
        try:
            said, label = await read(request, parts, NAME, address, language)
        except Refused as refused:
            speaker = await parts.store.run(lambda unit: unit.people.speaker(NAME, address))
            language = (speaker.language if speaker else None) or language
            words = parts.texts.say(refused.text, refused.data, language, parts.zone, parts.clock.now())
            return JSONResponse({"error": words}, 422)
        try:
            used = await hear(parts, said, label)
        except Busy:
            return JSONResponse({"error": "busy"}, 503, headers={"retry-after": "1"})
        for line, chosen in used:
            parts.channel.closed(address, line, chosen)
        parts.channel.news(address)
        return JSONResponse({"ok": True})

    @router.post("/chat/{seat}/seen")
    async def seen(request: Request, seat: Seat) -> Response:
        address = await _known(request, parts, seat)
        try:
            upto = msgspec.json.decode(await request.body(), type=dict[str, int])["upto"]
        except (msgspec.DecodeError, KeyError):
            raise HTTPException(422, "upto: a line's number") from None
        await parts.store.run(lambda unit: mark_seen(unit, address, min(upto, MOST_LINE)))
        return Response(status_code=204)

    @router.get("/chat/{seat}/photo/{sha256}")
    async def photo(request: Request, seat: Seat, sha256: Sha256) -> Response:
        return await _photo(request, parts, seat, sha256, parts.photos.view)

    @router.get("/chat/{seat}/photo/{sha256}/small")
    async def small_photo(request: Request, seat: Seat, sha256: Sha256) -> Response:
        return await _photo(request, parts, seat, sha256, parts.photos.thumb)

    @router.get("/chat/{seat}/sheet/{number}")
    async def sheet(request: Request, seat: Seat, number: Number) -> Response:
        return await sheet_for(parts, NAME, await _known(request, parts, seat), number)

    @router.get("/chat/{seat}/voice/{sha256}")
    async def voice(request: Request, seat: Seat, sha256: Sha256) -> Response:
        address = await _known(request, parts, seat)
        row = await parts.readers.one(parts.q.web_voice, address=address, sha256=sha256)
        if row is None:
            raise HTTPException(404)
        return Response(await parts.photos.voice(sha256), media_type=row["mime"], headers=OF_OTHERS)

    return router


async def _photo(
    request: Request, parts: WebParts, seat: str, sha256: str, copy: Callable[[str], Awaitable[bytes]]
) -> Response:
    """A copy of a photo that stands in this chat."""
    address = await _known(request, parts, seat)
    if await parts.readers.one(parts.q.web_photo, address=address, sha256=sha256) is None:
        raise HTTPException(404)
    return Response(await copy(sha256), media_type="image/jpeg", headers=OF_OTHERS)


async def _come_in(request: Request, parts: WebParts, seat: str, key: str) -> Response:
    """A one-time link, opened: the chat of whoever it is for, or the page that says that it is used."""
    language = preferred(request, parts.language)
    here = await _address(request, parts, seat)
    came = await parts.store.run(lambda unit: come_in(unit, key, here, language))
    if came is None:
        return _gone(request, parts)
    if came.joins:
        now = parts.clock.now()
        once = f"{key}:{now // MINUTE if is_code(key) else ''}"  # a sticker is scanned whenever something is wrong
        message_id = f"{came.address}:join:{token_hash(once)[:16]}"
        said = Said(
            NAME, came.address, message_id, f"/start {key}", happened_at=now, recorded_at=now, language=language
        )
        await parts.store.run(lambda unit: enter(said, unit))
    answer = RedirectResponse(f"/chat/{seat}/", 303)
    return _with_cookie(answer, seat, came.cookie, parts.secure) if came.cookie else answer


def _gone(request: Request, parts: WebParts) -> Response:
    """The page for a link that was used or is too old."""
    language = preferred(request, parts.language)
    company, words = parts.company[language], page_words(language)
    return show(request, "gone.html", status=410, company=company, words=words, version=parts.version)


def _sit(unit: Unit, parts: WebParts, seat: str, language: str) -> str:
    """A cookie: of the demo's seat, or of somebody new."""
    if seat in parts.seats:
        return sit_down(unit, parts.seats[seat], f"demo-{seat}", language)
    return visitor(unit)[0]


async def _address(request: Request, parts: WebParts, seat: str) -> str | None:
    token = request.cookies.get(f"paidan_{seat}")
    return await parts.store.run(lambda unit: address_of(unit, token)) if token else None


async def _known(request: Request, parts: WebParts, seat: str) -> str:
    address = await _address(request, parts, seat)
    if address is None:
        raise HTTPException(401, "open the page first")
    return address


def _with_cookie(answer: Response, seat: str, cookie: str, secure: bool) -> Response:
    answer.set_cookie(
        f"paidan_{seat}",
        cookie,
        max_age=COOKIE_DAYS * 86_400,
        path=f"/chat/{seat}/",
        httponly=True,
        samesite="lax",
        secure=secure,
    )
    return answer


def mark_seen(unit: Unit, address: str, upto: int) -> None:
    """Everything up to a line was shown: an offer among it runs from now. U5, U20."""
    speaker: Speaker | None = unit.people.speaker(NAME, address)
    for row in unit.tx.all(unit.q.web_seen, address=address, upto=upto):
        unit.tx.run(unit.q.delivered, id=row["id"], at=unit.now)
        if row["key"] == "job-offered" and speaker:
            shown(speaker, row["subject"], unit)


async def _lines(parts: WebParts, address: str, after: int) -> list[dict[str, Any]]:
    if after:
        rows = await parts.readers.all(parts.q.web_lines, address=address, after=after)
    else:
        rows = list(reversed(await parts.readers.all(parts.q.web_lines_latest, address=address)))
    return [_own(shown_line(row), address) for row in rows]


def _own(line: dict[str, Any], address: str) -> dict[str, Any]:
    """The page knows its messages by its own ids."""
    if line["ref"]:
        line["ref"] = line["ref"].removeprefix(f"{address}:")
    return line


async def _stream(parts: WebParts, address: str, last: int, cookie: str) -> AsyncIterator[str]:
    """Lines after `last` as they come, menus that close, and a heartbeat, until the page goes away or we stop.

    cookie  its hash: once it is revoked the page hears nothing more (X6)
    """
    with parts.channel.listening(address) as listener:
        yield ": here\n\n"
        while not parts.stopping.is_set():
            if await parts.readers.one(parts.q.web_session, token_hash=cookie) is None:
                return
            listener.news.clear()
            while listener.closed:
                yield f"event: close\ndata: {_json(listener.closed.pop(0))}\n\n"
            rows = await parts.readers.all(parts.q.web_lines, address=address, after=last)
            for row in rows:
                last = row["id"]
                yield f"id: {last}\nevent: line\ndata: {_json(_own(shown_line(row), address))}\n\n"
            try:
                await asyncio.wait_for(listener.news.wait(), HEARTBEAT_S)
            except TimeoutError:
                yield ": still here\n\n"


def _json(value: Any) -> str:
    return msgspec.json.encode(value).decode()
