"""Sends to an official account's followers: what waits for one of them goes out together, in as few customer-service
messages as can be, while their window is open; what is worth less waits for the next. Outside of every window a message
goes by a consent of theirs or by template, else not here. U20."""

from collections.abc import Sequence

from bot.channels.choices import close
from bot.channels.standing import Standing
from bot.channels.tencent import Api
from bot.channels.wechat.budget import rides_later
from bot.channels.wechat.by_window import ByWindow
from bot.channels.wechat.inbound import NAME
from bot.channels.wechat.inviting import with_invitation, with_sheet
from bot.channels.wechat.notices import Notices
from bot.channels.wechat.refusals import asked
from domain.errors import ChannelError
from handlers.said import Message, Shared
from handlers.texts import Texts
from storage.photos import Photos
from storage.store import Store
from storage.unit import Unit

MOST_RESTING = 8
"""Messages that wait for the next one to go along with: older ones go another way."""


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
        self._store, self._texts, self._notices = store, texts, notices
        self.standing, self._invites = standing, invites
        self._window = ByWindow(store, api, photos, texts, standing)

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
        went = await self._window.share(address, messages)
        sent: dict[int, str | None] = dict.fromkeys(went.sent)
        refused: dict[int, Exception] = dict(went.refused)
        if went.stopped:
            return Shared(sent, refused)
        left = [message for message in messages if message.id not in sent and message.id not in refused]
        resting = [message for message in left if went.until and rides_later(message)][-MOST_RESTING:]
        for message in left:
            if message in resting:
                continue
            try:
                sent[message.id] = await asked(self._notices.send(address, message), self.standing)
            except ChannelError as refusal:
                refused[message.id] = refusal
                if not refusal.closed:
                    break
        return Shared(sent, refused, went.until)

    async def close_menu(self, address: str, message_id: int, reference: str | None) -> None:
        """Its numbers mean nothing any more; the words stay."""
        await self._store.run(lambda unit: close(unit, NAME, address, message_id))

    def _led(self, message: Message) -> Message:
        """With the ways to the reader's page under it."""
        return with_sheet(with_invitation(message, self._texts, invites=self._invites), self._texts)
