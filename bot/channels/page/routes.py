"""/s/TOKEN: somebody's page without login. GET only looks; what is said comes by POST and goes through the door. U1.

The token is the secret: it is never logged, no page of another site hears of it, nothing keeps a copy of the page.
"""

from collections.abc import Awaitable, Callable
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from fastapi import APIRouter, HTTPException
from fastapi import Path as PathParameter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.channels.page.view import AGENDA, View, Viewer, listen
from bot.channels.web.pages import POLICY, page_words, preferred, show
from bot.channels.web.parts import WebParts
from bot.channels.web.routes import Number
from bot.channels.web.saying import hear, read
from bot.channels.web.sheets import sheet_for
from domain.errors import Refused
from storage.links import LENGTH, LETTERS, PAGE, PATH, Link, count_unknown, opened, wait_of
from storage.people import Speaker
from storage.transaction import Busy
from storage.unit import Unit

PRIVATE = {"referrer-policy": "no-referrer", "x-robots-tag": "noindex, nofollow"}
"""Headers of every answer here, beside those that all pages carry."""
ID_BYTES = 12
INSIDE_WECHAT = "MicroMessenger"
WECHAT_POLICY = POLICY + "; script-src 'self' https://res.wx.qq.com"
"""Only inside WeChat, where its own script shows the button."""
Sha256 = Annotated[str, PathParameter(pattern=r"^[0-9a-f]{64}$")]


Subscribing = Callable[[str], Awaitable[dict[str, Any] | None]]
"""What WeChat's button needs on the page at a path with its query; None where there is none."""


class Closed(Exception):
    """A link that shows nothing: "unknown" (404), "ended" (410), or "busy" after too many unknown ones (429).

    wait  ms until the next try, for "busy"
    """

    STATUS = {"unknown": 404, "ended": 410, "busy": 429}  # noqa: RUF012  never changed

    def __init__(self, why: str, wait: int = 0) -> None:
        super().__init__(why)
        self.why, self.wait = why, wait


def page_routes(parts: WebParts, subscribing: Subscribing) -> APIRouter:
    """The pages' routes."""
    router = APIRouter()

    @router.api_route(PATH + "{token}", methods=["GET", "HEAD"])
    async def page(request: Request, token: str) -> Response:
        try:
            return await _shown(request, parts, token, subscribe=await _button(request, subscribing))
        except Closed as closed:
            return _closed(request, parts, closed)

    @router.post(PATH + "{token}")
    async def say(request: Request, token: str) -> Response:
        try:
            link = await _link(request, parts, token)
            return await _said(request, parts, token, link)
        except Closed as closed:
            return _closed(request, parts, closed)

    @router.get(PATH + "{token}/photo/{sha256}")
    async def photo(request: Request, token: str, sha256: Sha256) -> Response:
        return await _photo(request, parts, token, sha256, parts.photos.view)

    @router.get(PATH + "{token}/photo/{sha256}/small")
    async def small_photo(request: Request, token: str, sha256: Sha256) -> Response:
        return await _photo(request, parts, token, sha256, parts.photos.thumb)

    @router.get(PATH + "{token}/sheet/{number}")
    async def sheet(request: Request, token: str, number: Number) -> Response:
        try:
            link = await _link(request, parts, token)
        except Closed as closed:
            raise HTTPException(Closed.STATUS[closed.why]) from None
        return await sheet_for(parts, PAGE, link.address, number)

    return router


async def _photo(
    request: Request, parts: WebParts, token: str, sha256: str, copy: Callable[[str], Awaitable[bytes]]
) -> Response:
    """A copy of a photo that stands on this page."""
    try:
        _speaker, view = await _view(request, parts, await _link(request, parts, token))
    except Closed as closed:
        raise HTTPException(Closed.STATUS[closed.why]) from None
    if sha256 not in view.photos():
        raise HTTPException(404)
    policy = {"content-security-policy": "sandbox; default-src 'none'", "cache-control": "no-store"}
    return Response(await copy(sha256), media_type="image/jpeg", headers={**PRIVATE, **policy})


async def _said(request: Request, parts: WebParts, token: str, link: Link) -> Response:
    """What was typed, tapped or photographed; the page is shown anew, so that reloading it says nothing twice."""
    language = preferred(request, parts.language)
    try:
        said, label = await read(request, parts, PAGE, link.address, language)
    except Refused as refused:
        return await _shown(request, parts, token, refused)
    try:
        if said.text and not said.action:
            await parts.store.run(lambda unit: listen(unit, link))
        await hear(parts, said, label)
    except Busy:
        return await _shown(request, parts, token, Refused("page-busy"))
    asked = request.query_params.get("lang")
    query = f"?lang={language}" if asked else ""
    return RedirectResponse(f"{PATH}{token}{query}#answer", 303, headers={**PRIVATE, "cache-control": "no-store"})


async def _button(request: Request, subscribing: Subscribing) -> dict[str, Any] | None:
    """WeChat's script signs the address as the phone shows it."""
    if INSIDE_WECHAT not in request.headers.get("user-agent", ""):
        return None
    return await subscribing(f"{request.url.path}?{request.url.query}" if request.url.query else request.url.path)


async def _shown(
    request: Request,
    parts: WebParts,
    token: str,
    refused: Refused | None = None,
    *,
    subscribe: dict[str, Any] | None = None,
) -> Response:
    """The page. With `refused`, why what was sent could not be taken stands above it; with `subscribe`, a customer may
    let us write once more in WeChat."""
    link = await _link(request, parts, token)
    language, view = await _view(request, parts, link)
    now, zone = parts.clock.now(), ZoneInfo(parts.zone)
    why = parts.texts.say(refused.text, refused.data, language, parts.zone, now) if refused else ""
    answer = show(
        request,
        "page.html",
        status=422 if refused else 200,
        view=view,
        why=why,
        here=f"{PATH}{token}",
        query=f"?lang={language}" if request.query_params.get("lang") else "",
        other="en" if language == "zh" else "zh",
        words=page_words(language),
        company=parts.company[language],
        staff=link.subject is None,
        agenda=AGENDA,
        form_id=await parts.store.run(lambda unit: unit.entropy(ID_BYTES).hex()),
        zone=zone,
        version=parts.version,
        subscribe=subscribe if link.subject else None,
    )
    answer.headers.update(PRIVATE)
    if subscribe and link.subject:
        answer.headers["content-security-policy"] = WECHAT_POLICY
    return answer


async def _view(request: Request, parts: WebParts, link: Link) -> tuple[str, View]:
    def look(unit: Unit) -> tuple[str, View]:
        speaker: Speaker | None = unit.people.speaker(PAGE, link.address)
        own = speaker.language if speaker and "lang" not in request.query_params else None
        language = own or preferred(request, parts.language)
        return language, Viewer(unit, link, parts.texts, language, parts.zone).view()

    return await parts.store.run(look)


async def _link(request: Request, parts: WebParts, token: str) -> Link:
    """The link that was opened. Raises Closed."""
    network = request.client.host if request.client else ""
    well_formed = len(token) == LENGTH and set(token) <= set(LETTERS)

    def look(unit: Unit) -> Link | Closed:
        if wait := wait_of(unit, network):
            return Closed("busy", wait)
        link, known = opened(unit, token) if well_formed else (None, False)
        if not known:
            count_unknown(unit, network)
        return link or Closed("ended" if known else "unknown")

    found = await parts.store.run(look)
    if isinstance(found, Closed):
        raise found
    return found


def _closed(request: Request, parts: WebParts, closed: Closed) -> Response:
    """The page that says that a link does not work, and what to do."""
    language = preferred(request, parts.language)
    company, words = parts.company[language], page_words(language)
    status = Closed.STATUS[closed.why]
    answer = show(
        request, "closed.html", status=status, why=closed.why, company=company, words=words, version=parts.version
    )
    answer.headers.update(PRIVATE)
    if closed.wait:
        answer.headers["retry-after"] = str(closed.wait // 1000 + 1)
    return answer
