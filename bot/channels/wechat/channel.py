"""Sends to an official account's followers: what waits for one of them goes out together, in as few customer-service
messages as can be, while their window is open; what is worth less waits for the next. Outside of every window a message
goes by a consent of theirs or by template, else not here. U20."""

from collections.abc import Awaitable, Mapping, Sequence
from typing import Any, TypeVar

import structlog

from bot.channels.choices import close, offer, together
from bot.channels.heard import KeyRefused, Unreachable
from bot.channels.splitting import parts, utf8
from bot.channels.standing import Standing
from bot.channels.tencent import Api, Declined
from bot.channels.wechat.budget import chosen, rides_later
from bot.channels.wechat.inbound import NAME
from bot.channels.wechat.inviting import with_invitation, with_sheet
from bot.channels.wechat.notices import Notices
from bot.channels.wechat.receiving import MOST_BYTES, taken
from bot.channels.wechat.windows import give_back, shut, spend, window
from domain.errors import ChannelError
from handlers.said import Message, Shared
from handlers.texts import Texts
from storage.photos import Photos
from storage.store import Store
from storage.unit import Unit

SEND = "/cgi-bin/message/custom/send"
UPLOAD = "/cgi-bin/media/upload"
CLOSED_CODES = (45015, 45047)
GONE_CODES = (43004, 40003)
NOT_ALLOWED = (48001, 48002, 48004, 50002)
"""The account may not do this: an operator must act."""

MOST_RESTING = 8
"""Messages that wait for the next one to go along with: older ones go another way."""
Answer = TypeVar("Answer")

log = structlog.get_logger()


class WeChatChannel:
    """One official account. `invites`: customers may be asked for one-time subscriptions."""

    name = NAME
    links = True
    files = False

    def __init__(
        self,
        store: Store[Unit],
        api: Api,
        photos: Photos,
        texts: Texts,
        *,
        notices: Notices,
        standing: Standing,
        invites: bool,
    ) -> None:
        self._store, self._api, self._photos, self._texts = store, api, photos, texts
        self._notices, self.standing, self._invites = notices, standing, invites
        self._shown: set[tuple[int, str]] = set()

    async def send(self, address: str, message: Message) -> str | None:
        """One message. Raises ChannelError, also where it waits for the next one."""
        shared = await self.share(address, [message])
        if refusal := shared.refused.get(message.id):
            raise refusal
        if message.id not in shared.sent:
            raise ChannelError("rides-later", retry_after=60)
        return shared.sent[message.id]

    async def share(self, address: str, messages: Sequence[Message]) -> Shared:
        """What waits for an address: together what the window takes, the others each by its own way."""
        if not messages:
            return Shared({}, {})
        messages = [self._led(message) for message in messages]
        seen = await self._store.run(lambda unit: window(unit, address))
        going = chosen(messages, seen.room, self._count)
        try:
            await self._by_window(address, going, seen.room)
        except ChannelError as refusal:
            if not refusal.closed:
                return Shared({}, {message.id: refusal for message in going})
            going = []
        sent: dict[int, str | None] = dict.fromkeys(message.id for message in going)
        refused: dict[int, Exception] = {}
        left = [message for message in messages if message not in going]
        resting = [message for message in left if seen.until and rides_later(message)][-MOST_RESTING:]
        for message in left:
            if message in resting:
                continue
            try:
                sent[message.id] = await self._otherwise(address, message)
            except ChannelError as refusal:
                refused[message.id] = refusal
                if not refusal.closed:
                    break
        return Shared(sent, refused, seen.until)

    async def close_menu(self, address: str, message_id: int, reference: str | None) -> None:
        """Its numbers mean nothing any more; the words stay."""
        await self._store.run(lambda unit: close(unit, NAME, address, message_id))

    def _led(self, message: Message) -> Message:
        """With the ways to the reader's page under it."""
        return with_sheet(with_invitation(message, self._texts, invites=self._invites), self._texts)

    def _texts_of(self, messages: Sequence[Message], *further: str) -> list[str]:
        """Messages as the texts that WeChat takes."""
        whole = "\n".join((together(messages, self._texts), *further))
        return parts(whole, MOST_BYTES, utf8)

    def _count(self, messages: Sequence[Message]) -> int:
        return len(self._texts_of(messages))

    async def _by_window(self, address: str, messages: Sequence[Message], room: int) -> None:
        """Together, after as many pictures as leave the last message alone. Raises ChannelError.

        After a cut a picture that went is not sent again; a restart forgets that.
        """
        if not messages:
            return
        photos = [(message.id, photo) for message in messages for photo in message.photos]
        photos = [photo for photo in photos if photo not in self._shown]
        spare = max(0, room - self._count(messages) - 1)
        further = self._left_out(messages, len(photos) - spare)
        texts = [{"msgtype": "text", "text": {"content": text}} for text in self._texts_of(messages, *further)]
        for message_id, sha256 in photos[:spare]:
            if picture := await self._asked(address, self._picture(sha256)):
                await self._asked(address, self._post(address, picture))
            self._shown.add((message_id, sha256))
        await self._store.run(lambda unit: offer(unit, NAME, address, messages))
        for part in texts[:room]:
            await self._asked(address, self._post(address, part))
        self._shown.difference_update([(message.id, photo) for message in messages for photo in message.photos])
        await self._store.run(lambda unit: taken(unit, address, [message.id for message in messages]))

    async def _post(self, address: str, part: Mapping[str, Any]) -> None:
        """One message of the window, which is used up unless it surely did not go."""
        spent = await self._store.run(lambda unit: spend(unit, address, 1))
        try:
            await self._api.call(SEND, {"touser": address, **part})
        except (Declined, KeyRefused, Unreachable) as error:
            if not (isinstance(error, Unreachable) and error.unknown):
                await self._store.run(lambda unit: give_back(unit, address, spent))
            raise

    async def _picture(self, sha256: str) -> dict[str, Any] | None:
        """A picture as WeChat takes it; None for one that is not stored any more."""
        try:
            data = await self._photos.view(sha256)
        except FileNotFoundError:
            log.error("a photo is named but not stored", channel=NAME, sha256=sha256)
            return None
        media = await self._api.upload(UPLOAD, "image", "photo.jpg", data)
        return {"msgtype": "image", "image": {"media_id": media}}

    def _left_out(self, messages: Sequence[Message], photos: int) -> list[str]:
        """Words about pictures and voices that do not go along."""
        voices = any(message.voice for message in messages)
        found = [("more-pictures", {"count": photos})] if photos > 0 else []
        found += [("voice-elsewhere", {})] if voices else []
        return [self._texts.say(key, data, messages[0].language, "UTC", 0) for key, data in found]

    async def _otherwise(self, address: str, message: Message) -> str | None:
        """Outside of every window. Raises ChannelError."""
        return await self._asked(address, self._notices.send(address, message))

    async def _asked(self, address: str, asking: Awaitable[Answer]) -> Answer:
        """What the platform answers. Raises ChannelError."""
        try:
            answer = await asking
        except Declined as declined:
            raise await self._refusal(address, declined) from None
        except KeyRefused:
            await self.standing.refuse()
            raise ChannelError("channel-stopped", stopped=True, retry_after=60) from None
        except Unreachable as error:
            raise ChannelError("platform-down", retry_after=error.retry_after or None) from None
        self.standing.serves()
        return answer

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
            self.standing.serves(str(declined))
            log.error("WeChat does not let this account do that", why=str(declined))
            return ChannelError("channel-stopped", stopped=True, retry_after=600)
        log.error("WeChat did not take a message", why=str(declined))
        return ChannelError("not-taken", permanent=True)
