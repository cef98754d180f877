"""The official account as a whole: callbacks in, answers in the very answer, the rest through the API."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec
import structlog

from bot.channels.account import Account
from bot.channels.heard import Heard, Passed
from bot.channels.keeping import Kept
from bot.channels.sealed import Seal, cdata
from bot.channels.tencent import Api, Caller
from bot.channels.wechat.channel import WeChatChannel
from bot.channels.wechat.consents import answered
from bot.channels.wechat.inbound import NAME, Consented, Delivered, Event, Left, understood
from bot.channels.wechat.jssdk import JsSdk
from bot.channels.wechat.notices import Notices, Templates
from bot.channels.wechat.receiving import Wording, answer, hear, receive, told
from handlers.said import Said
from handlers.texts import Texts
from scheduler.reaching import became, blocked
from storage.photos import Photos
from storage.store import Store
from storage.transaction import Busy
from storage.unit import Unit

DAY_MS, BEIJING_MS = 86_400_000, 8 * 3_600_000

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class WeChatParts:
    """What the channel works with.

    seal       the callback's secrets
    templates  what is said by outside of every window
    entropy    random bytes
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
    templates: Templates
    entropy: Callable[[int], bytes]


def next_day(now: int) -> int:
    """When the day's quotas return: at midnight in Beijing, where WeChat counts. UTC ms."""
    return (now + BEIJING_MS) // DAY_MS * DAY_MS + DAY_MS - BEIJING_MS


class WeChat(Account):
    """One official account."""

    name = NAME
    platform = "WeChat"
    mend = "PAIDAN_WECHAT_APP_ID, PAIDAN_WECHAT_SECRET"
    nothing = b"success"

    def __init__(self, parts: WeChatParts) -> None:
        super().__init__(parts.store, parts.photos, parts.now, parts.api_url, parts.seal, renews=next_day)
        self._parts = parts
        invites = bool(parts.templates.consent.id)
        self._wording = Wording(parts.texts, parts.zone, parts.language, invites)
        notices = Notices(parts.store, self.api, parts.templates)
        self.channel = WeChatChannel(
            parts.store, self.api, parts.photos, parts.texts, notices=notices, standing=self.standing, invites=invites
        )
        self.pages = JsSdk(
            parts.store,
            self.api,
            parts.now,
            parts.entropy,
            app_id=parts.app_id,
            template=parts.templates.consent.id,
        )

    async def probe(self) -> None:
        await self.api.call("/cgi-bin/get_api_domain_ip", {})

    async def ask_token(self, api: Api) -> dict[str, Any]:
        return await stable_token(api, self._parts.app_id, self._parts.secret)

    def read(self, kept: Kept) -> Heard | None:
        found = understood(msgspec.json.decode(kept.raw), kept.received_at)
        return found.heard if isinstance(found, Event) else None

    def hear(self, unit: Unit, said: Said, tapped: object | None) -> None:
        hear(unit, said)

    def heard(self, outcome: object) -> None:
        """Nothing follows a number."""

    async def receive(self, table: Mapping[str, Any]) -> str:
        found = understood(table, self._now())
        match found:
            case Event():
                said = await self._hear(found, table)
                return _reply(table, said, self._now()) if said else ""
            case Left(address):
                await self._store.run(lambda unit: blocked(unit, NAME, address))
            case Delivered():
                await self._store.run(lambda unit: _delivered(unit, found))
            case Consented(address, event_id, consents):
                await self._store.run(lambda unit: answered(unit, event_id, address, consents))
            case Passed(why):
                log.info("a callback is passed over", channel=NAME, why=why)
        return ""

    async def written(self, table: Mapping[str, Any]) -> None:
        """What fails here is said once more by the sender, a moment later."""
        found = understood(table, self._now())
        if not isinstance(found, Event):
            return
        try:
            await self._store.run(lambda unit: told(unit, found.heard.said, self._wording))
        except Exception:
            log.exception("an answer may be said twice", channel=NAME, message_id=found.heard.said.message_id)

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
            await self.aside(heard, raw)
        return await self._answer(heard)

    async def _answer(self, heard: Heard) -> str:
        """What is said back at once; what fails here is said by the sender a moment later."""
        try:
            return await self._store.run(lambda unit: answer(unit, heard, self._wording))
        except Busy:
            raise
        except Exception:
            log.exception("an answer could not be made at once", channel=NAME, message_id=heard.said.message_id)
            return ""


async def stable_token(api: Caller, app_id: str, secret: str) -> dict[str, Any]:
    """The stable token: the same for all who ask. raises Declined, Unreachable"""
    asked = {"grant_type": "client_credential", "appid": app_id, "secret": secret}
    return await api.plain("POST", "/cgi-bin/stable_token", asked)


def _reply(table: Mapping[str, Any], words: str, now: int) -> str:
    return (
        f"<xml><ToUserName>{cdata(str(table['FromUserName']))}</ToUserName>"
        f"<FromUserName>{cdata(str(table.get('ToUserName', '')))}</FromUserName><CreateTime>{now // 1000}</CreateTime>"
        f"<MsgType><![CDATA[text]]></MsgType><Content>{cdata(words)}</Content></xml>"
    )


def _delivered(unit: Unit, result: Delivered) -> None:
    """What became of a template or a subscription message: shown, or failed. Told twice it is one result. U20."""
    if not unit.first_time(NAME, result.event_id, result.address):
        return
    row = unit.tx.one(unit.q.outbox_referenced, reference=result.reference) if result.reference else None
    if row is None and result.template:
        row = unit.tx.one(unit.q.wechat_consented, address=result.address, template=result.template)
    if row is not None:
        became(unit, row["id"], result.why)
