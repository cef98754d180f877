"""An account at Tencent, WeChat's or WeCom's, as a whole: callbacks in, files fetched, and whether the API knows us.

GET proves the address; POST brings messages and events. What is forged gets 403 and a line in the log, what nobody can
read 200 and a line: the platform would post it again for nothing.
"""

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import parse_qsl

import structlog
from starlette.requests import Request
from starlette.types import Receive, Scope, Send

from bot.channels import posted
from bot.channels.fetching import Fetcher
from bot.channels.heard import Heard, KeyRefused, Unreachable
from bot.channels.keeping import Kept, keep, set_aside
from bot.channels.sealed import MOST_BODY, Forged, Seal, Unreadable
from bot.channels.standing import Standing
from bot.channels.tencent import Api, Declined, in_a_while
from handlers.said import Said
from storage.photos import Photos
from storage.store import Store
from storage.transaction import Busy
from storage.unit import Unit

MEDIA = "/cgi-bin/media/get"
PATIENCE_MS = 5_000
"""How long the platforms wait for an answer."""
XML, PLAIN = b"text/xml; charset=utf-8", b"text/plain; charset=utf-8"

log = structlog.get_logger()


class Account(ABC):
    """One account.

    name      the channel's
    platform  as people call it
    mend      the settings to be set anew when the platform does not know us
    nothing   the answer that says: we have it, and say nothing now
    """

    name: str
    platform: str
    mend: str
    nothing: bytes

    def __init__(
        self,
        store: Store[Unit],
        photos: Photos,
        now: Callable[[], int],
        api_url: str,
        seal: Seal,
        renews: Callable[[int], int] = in_a_while,
    ) -> None:
        self._store, self._now, self._seal = store, now, seal
        self.standing = Standing(store, self.name, self.platform, self.mend)
        self.api = Api(store, now, base=api_url, name=f"{self.name}_token", ask_token=self.ask_token, renews=renews)
        self.fetcher = Fetcher(store, self, photos, now)
        self._fetching: asyncio.Task[None] | None = None

    @abstractmethod
    async def ask_token(self, api: Api) -> dict[str, Any]:
        """A token from the platform. raises Declined, Unreachable"""

    @abstractmethod
    async def probe(self) -> None:
        """A question that changes nothing. raises Declined, Unreachable, KeyRefused"""

    @abstractmethod
    async def receive(self, table: Mapping[str, Any]) -> str:
        """One message or event as it was posted. Returns the XML that answers it at once, "" for none. raises Busy"""

    @abstractmethod
    def read(self, kept: Kept) -> Heard | None:
        """What a kept message says; None when this program understands it no more."""

    @abstractmethod
    def hear(self, unit: Unit, said: Said, tapped: object | None) -> object:
        """Through the door, within a unit."""

    @abstractmethod
    def heard(self, outcome: object) -> None:
        """What followed, once it is committed."""

    async def written(self, table: Mapping[str, Any]) -> None:
        """What answers it in words was written out, while the platform waited for it."""
        log.debug("a callback is answered in words", channel=self.name)

    async def file(self, file_id: str) -> bytes:
        """A picture or a voice that somebody sent. raises NoFile, Unreachable, KeyRefused"""
        return await self.api.media(MEDIA, file_id)

    # Standing

    def start(self) -> None:
        """Work off what is kept, in the background, and see whether the account's secrets are right."""
        self._fetching = asyncio.create_task(self._run())

    async def stop(self) -> None:
        """What is under way is given up: what is kept is taken up again."""
        if self._fetching:
            self._fetching.cancel()
            await asyncio.gather(self._fetching, return_exceptions=True)
        await self.api.close()

    async def _run(self) -> None:
        await self.connect()
        await self.fetcher.run()

    async def connect(self) -> None:
        """Ask once. Never stops the start: a platform that is down is waited out by whoever sends."""
        try:
            await self.probe()
        except KeyRefused:
            await self.standing.refuse()
        except Declined as declined:
            if declined.untrusted:
                await self.standing.distrust(declined.untrusted)
                return
            self.standing.serves(str(declined))
            log.warning("the platform answers, but refuses a question", channel=self.name, why=str(declined))
        except Unreachable as error:
            self.standing.fails(str(error))
            log.warning("a platform cannot be reached; the next message tries again", channel=self.name, why=str(error))
        except Exception as error:  # whatever it is, what was sent to us is fetched all the same
            self.standing.fails(type(error).__name__)
            log.error("a platform could not be asked whether our key is right", channel=self.name, exc_info=error)
        else:
            self.standing.serves()

    # Callbacks

    async def callback(self, scope: Scope, receive: Receive, send: Send) -> None:
        """GET and POST where the platform was told to come."""
        query = dict(parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True))
        if scope["method"] != "POST":
            await _write(send, *self._proved(query), PLAIN)
            return
        began = self._now()
        status, body, table = await self._posted(query, receive)
        waits = table is not None and not await Request(scope, receive).is_disconnected()
        await _write(send, status, body, XML if body.startswith(b"<") else PLAIN)
        if table is not None and waits and self._now() - began < PATIENCE_MS:
            await self.written(table)

    def _proved(self, query: Mapping[str, str]) -> tuple[int, bytes]:
        try:
            return 200, self._seal.echo(query, self._now()).encode()
        except (Forged, Unreadable) as error:
            log.warning("somebody who is not the platform asked for a proof", channel=self.name, why=str(error))
            return 403, b""

    async def _posted(self, query: Mapping[str, str], receive: Receive) -> tuple[int, bytes, Mapping[str, Any] | None]:
        """Status and body, and what it is that they answer with words."""
        body = await posted.body(receive, MOST_BODY)
        try:
            if body is None:
                raise Unreadable("too large")
            table = self._seal.opened(query, body, self._now())
        except Forged as error:
            log.warning("a forged callback was refused", channel=self.name, why=str(error))
            return 403, b"", None
        except Unreadable as error:
            log.warning("a callback that nobody can read", channel=self.name, why=str(error))
            return 200, self.nothing, None
        try:
            xml = await self.receive(table)
        except Busy:
            return 503, b"", None
        if not xml:
            return 200, self.nothing, None
        return 200, self._seal.answer(xml, query, self._now()).encode(), table

    async def aside(self, heard: Heard, raw: str) -> None:
        """A bug met it: set aside with an apology; if even that fails it is kept, and stops only its own chat."""
        try:
            await self._store.run(lambda unit: set_aside(unit, heard.said))
        except Exception:
            log.exception("a message could not be set aside", channel=self.name, message_id=heard.said.message_id)
            await self._store.run(lambda unit: keep(unit, heard, raw))


async def _write(send: Send, status: int, body: bytes, kind: bytes) -> None:
    """An answer that no browser takes for anything else than it says."""
    headers = [
        (b"content-type", kind),
        (b"content-length", str(len(body)).encode()),
        (b"x-content-type-options", b"nosniff"),
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
