"""Sends to an official account's followers: customer-service messages while their window is open, else a notice by
template where one is set, else not here. U20."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import structlog

from bot.channels.choices import close, numbered, offer
from bot.channels.heard import KeyRefused, Unreachable
from bot.channels.splitting import parts, utf8
from bot.channels.standing import Standing
from bot.channels.tencent import Api, Declined
from bot.channels.wechat.inbound import NAME
from bot.channels.wechat.receiving import MOST_BYTES
from bot.channels.wechat.windows import left, shut, spend
from domain.errors import ChannelError
from handlers.said import Message
from handlers.texts import Texts
from storage.photos import Photos
from storage.store import Store
from storage.unit import Unit

SEND = "/cgi-bin/message/custom/send"
NOTICE = "/cgi-bin/message/template/send"
UPLOAD = "/cgi-bin/media/upload"
CLOSED_CODES = (45015, 45047)
GONE_CODES = (43004, 40003)
NOT_ALLOWED = (48001, 48002, 48004, 50002)
"""The account may not do this: an operator must act."""
SHORT = 20
"""Characters of a template's field."""

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Notice:
    """A template of the account, for what is to be said outside of every window.

    id      as the account lists it
    fields  its field → what it says: "text", "time", or words of one's own
    """

    id: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)


class WeChatChannel:
    """One official account."""

    name = NAME
    links = False
    files = False

    def __init__(
        self, store: Store[Unit], api: Api, photos: Photos, texts: Texts, *, notice: Notice, standing: Standing
    ) -> None:
        self._store, self._api, self._photos, self._texts = store, api, photos, texts
        self._notice, self.standing = notice, standing

    async def send(self, address: str, message: Message) -> str | None:
        """The message in as many parts as the window takes. The first part is what matters."""
        wanted = self._parts(message)
        room = await self._store.run(lambda unit: _prepare(unit, address, message, len(wanted)))
        try:
            if room == 0:
                return await self._by_notice(address, message)
            if message.photos or message.voice:
                wanted += await self._pictures(message, room - len(wanted))
            for part in wanted[:room]:
                await self._api.call(SEND, {"touser": address, **part})
        except Declined as declined:
            raise await self._refusal(address, declined) from None
        except KeyRefused:
            await self.standing.refuse()
            raise ChannelError("channel-stopped", stopped=True, retry_after=60) from None
        except Unreachable as error:
            raise ChannelError("platform-down", retry_after=error.retry_after or None) from None
        self.standing.serves()
        return None

    async def close_menu(self, address: str, message_id: int, reference: str | None) -> None:
        """Its numbers mean nothing any more; the words stay."""
        await self._store.run(lambda unit: close(unit, NAME, address, message_id))

    def _parts(self, message: Message) -> list[dict[str, Any]]:
        text = numbered(message, self._texts)
        if message.sheets and message.page:  # an official account sends no files
            text = f"{text}\n{self._words('sheet-on-page', message, page=message.page)}"
        return [{"msgtype": "text", "text": {"content": part}} for part in parts(text, MOST_BYTES, utf8)]

    async def _pictures(self, message: Message, room: int) -> list[dict[str, Any]]:
        """As many pictures as the window still takes, and a word about the others."""
        found: list[dict[str, Any]] = []
        fitting = message.photos[: max(0, room if len(message.photos) <= room else room - 1)]
        for sha256 in fitting:
            try:
                data = await self._photos.view(sha256)
            except FileNotFoundError:
                log.error("a photo is named but not stored", sha256=sha256)
                continue
            media = await self._api.upload(UPLOAD, "image", "photo.jpg", data)
            found.append({"msgtype": "image", "image": {"media_id": media}})
        rest = len(message.photos) - len(fitting)
        words = [self._words("more-pictures", message, count=rest)] if rest else []
        words += [self._words("voice-elsewhere", message)] if message.voice else []
        return [*found, *({"msgtype": "text", "text": {"content": text}} for text in words)]

    def _words(self, key: str, message: Message, **data: object) -> str:
        return self._texts.say(key, data, message.language, "UTC", 0)

    async def _by_notice(self, address: str, message: Message) -> str:
        """A template outside of every window. Returns the platform's number: what became of it comes as an event."""
        if not self._notice.id:
            raise ChannelError("window-closed", closed=True)
        lines = [line for line in message.text.splitlines() if line.strip()]
        said = {"text": lines[0] if lines else "·", "more": lines[1] if len(lines) > 1 else "·"}
        data = {name: {"value": said.get(what, what)[:SHORT]} for name, what in self._notice.fields.items()}
        asked = {"touser": address, "template_id": self._notice.id, "data": data}
        found = await self._api.call(NOTICE, asked)
        return str(found.get("msgid", ""))

    async def _refusal(self, address: str, declined: Declined) -> ChannelError:
        if declined.code in CLOSED_CODES:
            await self._store.run(lambda unit: shut(unit, address))
            return ChannelError("window-closed", closed=True)
        if declined.code in GONE_CODES:
            return ChannelError("blocked", unreachable=True)
        if declined.untrusted:
            await self.standing.distrust(declined.untrusted)
            return ChannelError("channel-stopped", stopped=True, retry_after=600)
        if declined.code in NOT_ALLOWED:
            self.standing.why = str(declined)
            log.error("WeChat does not let this account do that", why=str(declined))
            return ChannelError("channel-stopped", stopped=True, retry_after=600)
        log.error("WeChat did not take a message", why=str(declined))
        return ChannelError("not-taken", permanent=True)


def _prepare(unit: Unit, address: str, message: Message, count: int) -> int:
    """What its numbers mean is kept before anybody can answer them. Returns how many messages may go."""
    room = left(unit, address)
    wanted = min(room, count + len(message.photos) + bool(message.voice))
    spend(unit, address, wanted)
    if room:
        offer(unit, NAME, address, message.id, message.taps)
    return wanted
