"""The pages' own words and templates, and the headers every answer carries."""

from pathlib import Path
from typing import Any

from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax import FluentParser
from fluent.syntax.ast import Message as FluentMessage
from fluent.syntax.ast import Resource
from starlette.requests import Request
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.templating import Jinja2Templates
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from storage.links import PATH

HERE = Path(__file__).parent
TEMPLATES = Jinja2Templates(directory=HERE / "templates")
POLICY = (
    "default-src 'self'; img-src 'self' blob: data:; frame-src 'self'; frame-ancestors 'self'; "
    "object-src 'none'; base-uri 'none'; form-action 'self'"
)
HEADERS = {
    b"content-security-policy": POLICY.encode(),
    b"x-content-type-options": b"nosniff",
    b"referrer-policy": b"same-origin",
    b"permissions-policy": b"geolocation=(), microphone=(), camera=(self)",
}


def page_words(language: str) -> dict[str, str]:
    """The pages' own words in a language."""
    return _WORDS[language]


def _read_words(language: str) -> dict[str, str]:
    text = (HERE / "locales" / f"{language}.ftl").read_text(encoding="utf-8")
    bundle = FluentBundle([language], use_isolating=False)
    bundle.add_resource(FluentResource(text))
    parsed: Resource = FluentParser().parse(text)
    words = {}
    for entry in parsed.body:
        if isinstance(entry, FluentMessage):
            pattern = bundle.get_message(entry.id.name).value
            words[entry.id.name] = str(bundle.format_pattern(pattern, {})[0]) if pattern else ""
    return words


_WORDS = {language: _read_words(language) for language in ("zh", "en")}


def show(request: Request, name: str, *, status: int = 200, **context: object) -> Response:
    """A page from its template."""
    return TEMPLATES.TemplateResponse(request, name, context, status, headers={"cache-control": "no-store"})


def preferred(request: Request, default: str) -> str:
    """The language a browser asks for: zh or en."""
    asked = request.query_params.get("lang") or request.headers.get("accept-language", "")
    first = asked.split(",")[0].strip().casefold()
    return "zh" if first.startswith("zh") else "en" if first.startswith("en") else default


class VersionedFiles(StaticFiles):
    """Static files under an address that changes with them: a phone fetches each once."""

    def file_response(self, *args: Any, **kwargs: Any) -> Response:
        answer = super().file_response(*args, **kwargs)
        answer.headers["cache-control"] = "public, max-age=31536000, immutable"
        return answer


class Guard:
    """Security headers on every answer, and no POST that another site made."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                present = {name for name, _value in message["headers"]}
                message["headers"] = [
                    *message["headers"],
                    *((name, value) for name, value in HEADERS.items() if name not in present),
                ]
            await send(message)

        if scope["method"] not in ("GET", "HEAD", "OPTIONS") and _from_elsewhere(Request(scope)):
            refusal = Response("cross-site request refused", status_code=403)
            await refusal(scope, receive, with_headers)
            return
        await self._app(scope, receive, with_headers)


def _from_elsewhere(request: Request) -> bool:
    """Whether another site's page made this request. Our own pages send a header that a form cannot; the address of a
    page behind a link is a secret that no other site knows."""
    site = request.headers.get("sec-fetch-site")
    ours = request.headers.get("x-paidan") == "web" or request.url.path.startswith(PATH)
    return not ours or site not in (None, "same-origin", "none")
