"""/q/TOKEN: what a signed code opens. Of a visit's: the page on which the customer signs the sheet. S2, S4, X15.

GET only looks. What was signed is what the page showed: its SHA-256 comes back with the signature.
"""

from io import BytesIO

from fastapi import APIRouter, HTTPException
from PIL import Image
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.channels.web.pages import page_words, preferred, show
from bot.channels.web.parts import WebParts
from bot.channels.web.saying import number
from bot.channels.web.sheets import PRIVATE, as_download
from domain.errors import Refused
from handlers.sheets import Contents, Sheet, sheet
from handlers.signing import job_to_sign, sign
from proof.tokens import Purpose, opened
from storage.photos import name_photos
from storage.transaction import Busy
from storage.unit import Unit

MOST_BYTES = 500_000
ROOM = 100_000  # bytes for the rest of the form; its length must be told, and no server reads further
MOST_PIXELS = 4_000_000
LEAST_PIXELS = 30  # along each side of a signature
GONE = ("qr-expired", "sheet-erased", "sign-page-over")
STATUS = {True: 410, False: 404}
HEADERS = {**PRIVATE, "x-robots-tag": "noindex, nofollow"}


def signing_routes(parts: WebParts) -> APIRouter:
    """The routes of codes."""
    router = APIRouter()

    @router.api_route("/q/{token}", methods=["GET", "HEAD"])
    async def page(request: Request, token: str) -> Response:
        language = preferred(request, parts.language)
        try:
            if token.startswith(Purpose.STICKER):
                return _sticker(request, parts, token)
            found = await parts.store.run(lambda unit: _sheet(unit, parts, token, language))
            return _shown(request, parts, token, found)
        except Refused as refused:
            return _refused(request, parts, refused)

    @router.post("/q/{token}")
    async def signature(request: Request, token: str) -> Response:
        language = preferred(request, parts.language)
        try:
            await _sign(request, parts, token, language)
        except Refused as refused:
            words = parts.texts.say(refused.text, refused.data, language, parts.zone, parts.clock.now())
            return JSONResponse({"error": words}, 413 if refused.text == "signature-too-large" else 422)
        except Busy:
            return JSONResponse({"error": "busy"}, 503, headers={"retry-after": "1"})
        return JSONResponse({"ok": True})

    @router.get("/q/{token}/sheet.pdf")
    async def paper(request: Request, token: str) -> Response:
        language = preferred(request, parts.language)
        try:
            number = await parts.store.run(lambda unit: job_to_sign(unit, token))
            return as_download(await parts.papers.sheet(number, language))
        except Refused:
            raise HTTPException(404) from None

    return router


def _sticker(request: Request, parts: WebParts, token: str) -> Response:
    """Where a report can be made. It says nothing of the appliance. X15. Raises Refused."""
    opened(parts.secret, token, Purpose.STICKER, parts.clock.now())
    language = preferred(request, parts.language)
    company, words = parts.company[language], page_words(language)
    answer = show(request, "sticker.html", token=token, company=company, words=words, version=parts.version)
    answer.headers.update(HEADERS)
    return answer


def _sheet(unit: Unit, parts: WebParts, token: str, language: str) -> Sheet:
    """What a visit's code shows. Raises Refused."""
    return sheet(unit, job_to_sign(unit, token), parts.texts, language, parts.zone)


async def _sign(request: Request, parts: WebParts, token: str, language: str) -> None:
    """The signature is stored, then named in the log, if the sheet still is what the page showed. Raises Refused."""
    await parts.store.run(lambda unit: _sheet(unit, parts, token, language))
    if not 0 < number(request.headers.get("content-length")) <= MOST_BYTES + ROOM:
        raise Refused("signature-too-large")
    async with request.form(max_files=1, max_fields=2) as form:
        strokes, digest = form.get("strokes"), form.get("digest")
        data = await strokes.read(MOST_BYTES + 1) if isinstance(strokes, UploadFile) else b""

    def read(unit: Unit) -> Contents:
        found = _sheet(unit, parts, token, language)
        if found.strokes:
            raise Refused("signed-already")
        if digest != found.contents.digest:
            raise Refused("sheet-changed")
        return found.contents

    await parts.store.run(read)  # so that nothing is stored for a page that is out of date
    if not _drawn(data):
        raise Refused("signature-empty")
    kept = await parts.photos.keep(data)

    def write(unit: Unit) -> None:
        contents = read(unit)
        name_photos(unit, [kept])
        sign(unit, contents, kept.sha256)

    await parts.store.run(write)


def _drawn(data: bytes) -> bool:
    """Whether it is a PNG with strokes of some size on nothing."""
    if not 0 < len(data) <= MOST_BYTES:
        return False
    try:
        with Image.open(BytesIO(data), formats=("PNG",)) as image:
            if image.width * image.height > MOST_PIXELS or image.mode != "RGBA":
                return False
            box = image.getchannel("A").getbbox()
    except Exception:  # Pillow meets a damaged file with almost any exception there is
        return False
    return box is not None and min(box[2] - box[0], box[3] - box[1]) >= LEAST_PIXELS


def _shown(request: Request, parts: WebParts, token: str, found: Sheet) -> Response:
    language = found.contents.language

    def say(key: str, **places: object) -> str:
        return parts.texts.say(f"sheet-{key}", places, language, parts.zone, 0)

    written = {**found.contents.facts, **found.contents.boxes}
    answer = show(
        request,
        "sign.html",
        lines=[(say(name), value) for name, value in written.items() if value],
        title=f"{say('title')} {found.contents.number}",
        hint=say("signature-hint"),
        signed=say("signed-at", when=found.signed_on(parts.zone)) if found.strokes else "",
        digest=found.digest or found.contents.digest,
        here=f"/q/{token}",
        language=language,
        other="en" if language == "zh" else "zh",
        words=page_words(language),
        company=parts.company[language],
        version=parts.version,
    )
    answer.headers.update(HEADERS)
    return answer


def _refused(request: Request, parts: WebParts, refused: Refused) -> Response:
    """Why a code opens nothing."""
    language = preferred(request, parts.language)
    why = parts.texts.say(refused.text, refused.data, language, parts.zone, parts.clock.now())
    status = STATUS[refused.text in GONE]
    company, words = parts.company[language], page_words(language)
    answer = show(request, "code.html", status=status, why=why, company=company, words=words, version=parts.version)
    answer.headers.update(HEADERS)
    return answer
