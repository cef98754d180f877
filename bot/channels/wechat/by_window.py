"""What goes to an address while a window is open: what waits there together, pictures first, in as few texts as can be.

After a cut it goes on where it was; a restart forgets that. What may have gone counts, until nothing else is left: then
it is tried, and WeChat refuses where it did go, so that a minute of trouble there uses up no window. U20.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import structlog

from bot.channels.choices import offer, withdraw
from bot.channels.heard import KeyRefused, Unreachable
from bot.channels.standing import Standing
from bot.channels.tencent import Api, Declined
from bot.channels.wechat.budget import chosen
from bot.channels.wechat.fitting import shortened, whole
from bot.channels.wechat.inbound import NAME
from bot.channels.wechat.receiving import taken
from bot.channels.wechat.refusals import CLOSED_CODES, asked
from bot.channels.wechat.windows import Spent, Window, give_back, shut, spend, window
from domain.errors import ChannelError
from handlers.said import Message
from handlers.texts import Texts
from storage.photos import Photos
from storage.store import Store
from storage.unit import Unit

SEND = "/cgi-bin/message/custom/send"
UPLOAD = "/cgi-bin/media/upload"

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Went:
    """What became of messages, by id; what is in neither goes another way.

    until    UTC ms: when the address's window ends; 0 for none
    stopped  nothing goes there now, by no way
    """

    sent: Sequence[int]
    refused: Mapping[int, ChannelError]
    until: int
    stopped: bool


@dataclass(frozen=True, slots=True)
class _Begun:
    """Messages of which WeChat has a part: what is left of their texts."""

    ids: tuple[int, ...]
    texts: tuple[str, ...]


class ByWindow:
    """Sends by the windows of an account's followers."""

    def __init__(self, store: Store[Unit], api: Api, photos: Photos, texts: Texts, standing: Standing) -> None:
        self._store, self._api, self._photos, self._texts, self._standing = store, api, photos, texts, standing
        self._shown: dict[tuple[int, str], bool] = {}
        self._begun: dict[str, _Begun] = {}
        self._doubted: dict[str, tuple[Spent, int]] = {}

    async def share(self, address: str, messages: Sequence[Message]) -> Went:
        """What of the messages the windows take; those that WeChat does not take together go one by one."""
        left, singly, stopped = list(messages), False, False
        sent: list[int] = []
        refused: dict[int, ChannelError] = {}
        seen = await self._seen(address)
        while going := self._next(address, left, seen.room)[: 1 if singly else None]:
            try:
                await self._send(address, going, seen.room)
            except ChannelError as refusal:
                before, seen = seen, await self._seen(address)
                if refusal.closed and seen.room < before.room:
                    continue  # the tap's window is over, the message's may not be
                if refusal.closed:
                    break
                if refusal.permanent and not refusal.unreachable and len(going) > 1:
                    singly = True
                    continue
                refused |= dict.fromkeys((message.id for message in going), refusal)
                if stopped := refusal.unreachable or not refusal.permanent:
                    break
            else:
                sent += [message.id for message in going]
                seen = await self._seen(address)
            left = [message for message in left if message not in going]
        return Went(sent, refused, seen.until, stopped)

    async def _seen(self, address: str) -> Window:
        """What an address takes. Where nothing is left, what may have gone is taken not to have."""
        seen = await self._store.run(lambda unit: window(unit, address))
        if seen.room == 0 and address in self._doubted:
            spent, until = self._doubted.pop(address)
            if until == seen.until:
                await self._store.run(lambda unit: give_back(unit, address, spent))
                return await self._store.run(lambda unit: window(unit, address))
        return seen

    def _next(self, address: str, left: Sequence[Message], room: int) -> list[Message]:
        """What goes together: first that of which a part went."""
        if begun := self._begun.get(address):
            going = [message for message in left if message.id in begun.ids]
            if len(going) == len(begun.ids) and len(begun.texts) <= room:
                return going
            del self._begun[address]
        return chosen(left, room, self._count)

    def _count(self, messages: Sequence[Message]) -> int:
        return len(whole(messages, self._texts))

    async def _send(self, address: str, messages: Sequence[Message], room: int) -> None:
        """Together, after as many pictures as leave the last message alone. Raises ChannelError."""
        ids, begun = tuple(message.id for message in messages), self._begun.pop(address, None)
        if begun is None or begun.ids != ids:
            spare = max(0, room - self._count(messages) - 1)
            missing = await self._pictures(address, messages, spare)
            begun = _Begun(ids, self._worded(messages, missing, room))
        menu = await self._store.run(lambda unit: offer(unit, NAME, address, messages))
        for number, text in enumerate(begun.texts):
            try:
                await self._post(address, {"msgtype": "text", "text": {"content": text}}, menu)
            except ChannelError as refusal:
                if number and not (refusal.permanent or refusal.closed):
                    self._begun[address] = _Begun(ids, begun.texts[number:])
                raise
        for photo in [(message.id, photo) for message in messages for photo in message.photos]:
            self._shown.pop(photo, None)
        await self._store.run(lambda unit: taken(unit, address, ids))

    async def _pictures(self, address: str, messages: Sequence[Message], most: int) -> int:
        """Send those that did not go yet, at most `most`. Returns how many do not go. Raises ChannelError."""
        photos = [(message.id, photo) for message in messages for photo in message.photos]
        left = [photo for photo in photos if photo not in self._shown]
        for message_id, sha256 in left[:most]:
            self._shown[message_id, sha256] = await self._shows(address, sha256)
        return sum(not self._shown.get(photo, False) for photo in photos)

    async def _shows(self, address: str, sha256: str) -> bool:
        """Whether a picture goes: not one that is stored no more, or that WeChat does not take. Raises ChannelError."""
        try:
            data = await self._photos.view(sha256)
            media = await asked(self._api.upload(UPLOAD, "image", "photo.jpg", data), self._standing)
            await self._post(address, {"msgtype": "image", "image": {"media_id": media}})
        except FileNotFoundError:
            log.error("a photo is named but not stored", channel=NAME, sha256=sha256)
            return False
        except ChannelError as refusal:
            if refusal.unreachable or not refusal.permanent:
                raise
            return False
        return True

    def _worded(self, messages: Sequence[Message], missing: int, room: int) -> tuple[str, ...]:
        """Their texts; of what is too long the beginning, with all choices. `missing`: pictures that stay behind."""
        found = [("more-pictures", {"count": missing})] if missing else []
        found += [("voice-elsewhere", {})] if any(message.voice for message in messages) else []
        words = [self._texts.say(key, data, messages[0].language, "UTC", 0) for key, data in found]
        for further in (words, ()):
            texts = whole(messages, self._texts, *further)
            if len(texts) <= room:
                return tuple(texts)
        return tuple(shortened(messages, self._texts, room))

    async def _post(self, address: str, part: Mapping[str, Any], menu: int | None = None) -> None:
        """One message of the window. `menu`: whose choices it shows. Raises ChannelError."""
        spent = await self._store.run(lambda unit: spend(unit, address, 1))
        await asked(self._called(address, part, spent, menu), self._standing)

    async def _called(self, address: str, part: Mapping[str, Any], spent: Spent, menu: int | None) -> None:
        """It counts, and its choices hold, unless it surely did not go. Raises what the API raises."""
        try:
            await self._api.call(SEND, {"touser": address, **part})
        except Declined as declined:
            code = declined.code
            if code in CLOSED_CODES:
                self._doubted.pop(address, None)  # it did go
            await self._store.run(lambda unit: _did_not_go(unit, address, spent, menu, code))
            raise
        except (KeyRefused, Unreachable) as error:
            if isinstance(error, Unreachable) and error.unknown:
                await self._store.run(lambda unit: self._doubts(unit, address, spent))
            else:
                await self._store.run(lambda unit: _did_not_go(unit, address, spent, menu, 0))
            raise

    def _doubts(self, unit: Unit, address: str, spent: Spent) -> None:
        """It may have gone."""
        until = window(unit, address).until
        before, of = self._doubted.get(address, (Spent(0, 0), until))
        self._doubted[address] = (before + spent if of == until else spent), until


def _did_not_go(unit: Unit, address: str, spent: Spent, menu: int | None, code: int) -> None:
    """Nothing is used up, or the platform counts otherwise; nobody saw the choices."""
    if code in CLOSED_CODES:
        shut(unit, address, spent, code)
    else:
        give_back(unit, address, spent)
    if menu is not None:
        withdraw(unit, menu)
