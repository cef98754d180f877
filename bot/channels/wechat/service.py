"""The official account as a whole: callbacks in, answers in the very answer, the rest through the API.

GET /wechat proves the address; POST /wechat brings messages and events. What is forged gets 403 and a line in the log,
what nobody can read 200 and a line: WeChat would post it again for nothing.
"""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

import msgspec
import structlog
from starlette.types import Receive, Scope, Send

from bot.channels import posted
from bot.channels.fetching import Fetcher
from bot.channels.heard import Heard, KeyRefused, Unreachable
from bot.channels.keeping import Kept, keep, set_aside
from bot.channels.sealed import MOST_BODY, Forged, Seal, Unreadable, cdata
from bot.channels.tencent import Api
from bot.channels.wechat.channel import Notice, Standing, WeChatChannel
from bot.channels.wechat.inbound import NAME, Delivered, Event, Left, Passed, understood
from bot.channels.wechat.receiving import answer, hear, receive
from handlers.said import Said
from handlers.texts import Texts
from scheduler.reaching import blocked, hand_to_a_person, tell_desks
from storage.photos import Photos
from storage.store import Store
from storage.transaction import Busy
from storage.unit import Unit

PATH = "/wechat"
MEDIA = "/cgi-bin/media/get"
NOTHING = b"success"
"""The answer that says: we have it, and say nothing now."""

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class WeChatParts:
    """What the channel works with.

    seal     the callback's secrets
    notice   the template for what is said outside of every window
    """

    store: Store[Unit]
    photos: Photos
    texts: Texts
    now: Callable[[], int]
    zone: str
    language: str
    app_id: str
    secret: str
    api_url: str
    seal: Seal
    notice: Notice


class WeChat:
    """One official account."""

    name = NAME

    def __init__(self, parts: WeChatParts) -> None:
        self._parts, self._store, self._now = parts, parts.store, parts.now
        self.standing = Standing()
        self.api = Api(parts.store, parts.now, base=parts.api_url, name="wechat_token", ask_token=self._ask_token)
        self.channel = WeChatChannel(
            parts.store, self.api, parts.photos, parts.texts, notice=parts.notice, standing=self.standing
        )
        self.fetcher = Fetcher(parts.store, self, parts.photos, parts.now)
        self._fetching: asyncio.Task[None] | None = None

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
        await self._connect()
        await self.fetcher.run()

    async def _connect(self) -> None:
        """Never stops the start: WeChat being down is waited out by whoever sends."""
        try:
            await self.api.call("/cgi-bin/get_api_domain_ip", {})
        except KeyRefused:
            self.standing.state, self.standing.why = "stopped", "the app id or its secret is refused"
            log.error("WeChat refuses our app id or secret: set PAIDAN_WECHAT_APP_ID and _SECRET anew and restart")
            await self._store.run(lambda unit: tell_desks(unit, "channel-stopped", NAME, channel="WeChat"))
        except Unreachable as error:
            self.standing.state, self.standing.why = "unreachable", str(error)
            log.warning("WeChat cannot be reached; it is tried again with the next message", why=str(error))
        except Exception as error:
            self.standing.state, self.standing.why = "serving", str(error)
            log.warning("WeChat answers, but refuses a question", why=str(error))
        else:
            self.standing.state = "serving"

    async def _ask_token(self, api: Api) -> dict[str, Any]:
        """The stable token: the same for all who ask."""
        asked = {"grant_type": "client_credential", "appid": self._parts.app_id, "secret": self._parts.secret}
        return await api.plain("POST", "/cgi-bin/stable_token", asked)

    # The source of what is kept

    def read(self, kept: Kept) -> Heard | None:
        """What a kept message says."""
        found = understood(msgspec.json.decode(kept.raw), kept.received_at)
        return found.heard if isinstance(found, Event) else None

    async def file(self, file_id: str) -> bytes:
        """A picture or a voice that somebody sent. raises NoFile, Unreachable, KeyRefused"""
        return await self.api.media(MEDIA, file_id)

    def hear(self, unit: Unit, said: Said, tapped: object | None) -> None:
        """Through the door."""
        hear(unit, said)

    def heard(self, outcome: object) -> None:
        """Nothing follows a number."""

    # Callbacks

    async def receive(self, table: Mapping[str, Any]) -> str:
        """One message or event as it was posted. Returns what is said back at once. raises Busy"""
        found = understood(table, self._now())
        match found:
            case Event():
                return await self._hear(found, table)
            case Left(address):
                await self._store.run(lambda unit: blocked(unit, NAME, address))
            case Delivered(_, reference, why):
                await self._store.run(lambda unit: _delivered(unit, reference, why))
            case Passed(why):
                log.info("a callback is passed over", channel=NAME, why=why)
        return ""

    async def _hear(self, event: Event, table: Mapping[str, Any]) -> str:
        heard, raw = event.heard, msgspec.json.encode(table).decode()
        try:
            if await self._store.run(lambda unit: receive(unit, event, raw)):
                self.fetcher.changed.set()
                return ""
        except Busy:
            raise
        except Exception:
            log.exception("a message met a bug", channel=NAME, message_id=heard.said.message_id)
            await self._aside(heard, raw)
        return await self._answer(heard)

    async def _answer(self, heard: Heard) -> str:
        """What is said back at once; what fails here is said by the sender a moment later."""
        parts = self._parts
        try:
            return await self._store.run(lambda unit: answer(unit, heard, parts.texts, parts.zone, parts.language))
        except Busy:
            raise
        except Exception:
            log.exception("an answer could not be made at once", channel=NAME, message_id=heard.said.message_id)
            return ""

    async def _aside(self, heard: Heard, raw: str) -> None:
        try:
            await self._store.run(lambda unit: set_aside(unit, heard.said))
        except Exception:
            log.exception("a message could not be set aside", channel=NAME, message_id=heard.said.message_id)
            await self._store.run(lambda unit: keep(unit, heard, raw))

    async def callback(self, scope: Scope, receive: Receive, send: Send) -> None:
        """GET and POST /wechat."""
        query = dict(parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True))
        status, body = await (self._posted(query, receive) if scope["method"] == "POST" else self._proved(query))
        headers = [
            (b"content-type", b"text/xml; charset=utf-8" if body.startswith(b"<") else b"text/plain; charset=utf-8"),
            (b"content-length", str(len(body)).encode()),
        ]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    async def _proved(self, query: Mapping[str, str]) -> tuple[int, bytes]:
        try:
            return 200, self._parts.seal.echo(query, self._now()).encode()
        except (Forged, Unreadable) as error:
            log.warning("somebody who is not WeChat asked for a proof", why=str(error))
            return 403, b""

    async def _posted(self, query: Mapping[str, str], receive: Receive) -> tuple[int, bytes]:
        body = await posted.body(receive, MOST_BODY)
        try:
            if body is None:
                raise Unreadable("too large")
            table = self._parts.seal.opened(query, body, self._now())
        except Forged as error:
            log.warning("a forged callback was refused", channel=NAME, why=str(error))
            return 403, b""
        except Unreadable as error:
            log.warning("a callback that nobody can read", channel=NAME, why=str(error))
            return 200, NOTHING
        try:
            words = await self.receive(table)
        except Busy:
            return 503, b""
        if not words:
            return 200, NOTHING
        xml = _reply(table, words, self._now())
        return 200, self._parts.seal.answer(xml, query, self._now()).encode()


def _reply(table: Mapping[str, Any], words: str, now: int) -> str:
    return (
        f"<xml><ToUserName>{cdata(str(table['FromUserName']))}</ToUserName>"
        f"<FromUserName>{cdata(str(table.get('ToUserName', '')))}</FromUserName><CreateTime>{now // 1000}</CreateTime>"
        f"<MsgType><![CDATA[text]]></MsgType><Content>{cdata(words)}</Content></xml>"
    )


def _delivered(unit: Unit, reference: str, why: str) -> None:
    """What became of a template: shown, or failed. U20."""
    row = unit.tx.one(unit.q.outbox_referenced, reference=reference) if reference else None
    if row is None:
        return
    if why:
        log.warning("a template did not arrive", message=row["id"], why=why)
        unit.outbox.failed(row["id"], why)
        hand_to_a_person(unit, row["id"])
    else:
        unit.tx.run(unit.q.delivered, id=row["id"], at=unit.now)
