"""The app as a whole: callbacks in, everything out through the API. WeCom hears at once that we have it."""

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec
import structlog

from bot.channels.account import Account
from bot.channels.heard import Heard, Passed
from bot.channels.keeping import Kept
from bot.channels.sealed import Seal
from bot.channels.tencent import Api, Caller
from bot.channels.wecom.channel import WeComChannel
from bot.channels.wecom.inbound import NAME, Seen, understood
from bot.channels.wecom.receiving import Used, hear, receive
from handlers.said import Said
from handlers.texts import Texts
from scheduler.reaching import blocked
from storage.photos import Photos
from storage.store import Store
from storage.transaction import Busy
from storage.unit import Unit

AGENT = "/cgi-bin/agent/get"

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class WeComParts:
    """What the channel works with.

    seal      the callback's secrets
    cards     members see cards, or may: without them choices are numbers for everybody
    accounts  that the company has, where more than the members we know
    """

    store: Store[Unit]
    photos: Photos
    texts: Texts
    now: Callable[[], int]
    language: str
    corp_id: str
    agent_id: int
    secret: str
    api_url: str
    seal: Seal
    cards: bool
    accounts: int


class WeCom(Account):
    """One self-built app of one company."""

    name = NAME
    platform = "WeCom"
    mend = "PAIDAN_WECOM_CORP_ID, PAIDAN_WECOM_SECRET"
    nothing = b""

    def __init__(self, parts: WeComParts) -> None:
        super().__init__(parts.store, parts.photos, parts.now, parts.api_url, parts.seal)
        self._parts = parts
        self._small: set[asyncio.Task[None]] = set()
        self.channel = WeComChannel(
            parts.store,
            self.api,
            parts.photos,
            parts.texts,
            agent_id=parts.agent_id,
            language=parts.language,
            cards=parts.cards,
            accounts=parts.accounts,
            standing=self.standing,
        )

    async def probe(self) -> None:
        await self.api.ask(AGENT, agentid=str(self._parts.agent_id))

    async def ask_token(self, api: Api) -> dict[str, Any]:
        return await token(api, self._parts.corp_id, self._parts.secret)

    async def stop(self) -> None:
        for task in self._small:
            task.cancel()
        await asyncio.gather(*self._small, return_exceptions=True)
        await super().stop()

    async def settled(self) -> None:
        """Until the small things that follow taps are done."""
        while self._small:
            await asyncio.gather(*self._small)

    def read(self, kept: Kept) -> Heard | None:
        found = understood(msgspec.json.decode(kept.raw), kept.received_at)
        return found if isinstance(found, Heard) else None

    def hear(self, unit: Unit, said: Said, tapped: object | None) -> Used | None:
        return hear(unit, said, tapped, cards=self._parts.cards)

    def heard(self, outcome: object) -> None:
        """A card that was used shows it."""
        if isinstance(outcome, Used):
            self._soon(self.channel.show_used(outcome.address, outcome.code, outcome.label, outcome.language))

    async def receive(self, table: Mapping[str, Any]) -> str:
        found = understood(table, self._now())
        match found:
            case Heard():
                await self._hear(found, table)
            case Seen(address, True):
                await self._store.run(lambda unit: _seen_again(unit, address))
            case Seen(address, False):
                await self._store.run(lambda unit: blocked(unit, NAME, address))
            case Passed(why):
                log.info("a callback is passed over", channel=NAME, why=why)
        return ""

    async def _hear(self, heard: Heard, table: Mapping[str, Any]) -> None:
        raw, cards = msgspec.json.encode(table).decode(), self._parts.cards
        try:
            waits, used = await self._store.run(lambda unit: receive(unit, heard, raw, cards=cards))
        except Busy:
            raise
        except Exception:
            log.exception("a message met a bug", channel=NAME, message_id=heard.said.message_id)
            await self.aside(heard, raw)
            return
        self.heard(used)
        if waits:
            self.fetcher.changed.set()

    def _soon(self, small: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(small)
        self._small.add(task)
        task.add_done_callback(self._small.discard)


async def token(api: Caller, corp_id: str, secret: str) -> dict[str, Any]:
    """The app's token. raises Declined, Unreachable"""
    return await api.plain("GET", "/cgi-bin/gettoken", None, corpid=corp_id, corpsecret=secret)


def _seen_again(unit: Unit, address: str) -> None:
    speaker = unit.people.speaker(NAME, address)
    if speaker:
        unit.people.touch(speaker)
