"""Sends to the members of a company: words, pictures, voices, and choices as a card or as numbers.

A message goes in parts, each counted before it goes and noted once WeCom has it: after a cut or a pause it goes on
where it was. Words are plain text, never markup: WeCom takes `<a>` for a link.
"""

import re
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import Any

import structlog

from bot.channels.choices import close as close_numbers
from bot.channels.choices import numbered, withdraw
from bot.channels.heard import KeyRefused, Unreachable
from bot.channels.splitting import parts, utf8
from bot.channels.standing import Standing
from bot.channels.tencent import Api, Declined
from bot.channels.wecom.cards import ASK, CARD, MOST_REPLACED, PROBE, card, fits_card, probe
from bot.channels.wecom.inbound import NAME
from bot.channels.wecom.pace import spend
from bot.channels.wecom.refusals import left_out, refusal
from bot.channels.wecom.sent import Card, Sent, close, prepare, took, whole
from domain.errors import ChannelError
from handlers.said import File, Message
from handlers.texts import Texts
from storage.photos import Photos
from storage.store import Store
from storage.unit import Unit

SEND = "/cgi-bin/message/send"
UPDATE = "/cgi-bin/message/update_template_card"
UPLOAD = "/cgi-bin/media/upload"
MOST_BYTES = 2_000
"""Of a text; WeCom cuts what is longer."""
LINK = re.compile(r"<(?=\s*/?\s*a\b)", re.IGNORECASE)
AMR = b"#!AMR"
MARK = "✓"

Part = Callable[[], Awaitable[tuple[str, Any]]]
"""One message as WeCom counts them: makes its type and what it holds."""

log = structlog.get_logger()


class WeComChannel:
    """One app. `cards`: its members see cards at all."""

    name = NAME
    links = True
    files = True

    def __init__(
        self,
        store: Store[Unit],
        api: Api,
        photos: Photos,
        texts: Texts,
        *,
        agent_id: int,
        language: str,
        cards: bool,
        accounts: int,
        standing: Standing,
    ) -> None:
        self._store, self._api, self._photos, self._texts = store, api, photos, texts
        self._agent_id, self._language, self._cards, self.standing = agent_id, language, cards, standing
        self._accounts = accounts

    # Channel

    async def send(self, address: str, message: Message) -> str | None:
        """The message in as many parts as it takes. The same message twice is one."""
        if self.standing.refused:
            raise ChannelError("channel-stopped", stopped=True, retry_after=60)
        sent = await self._store.run(lambda unit: prepare(unit, address, message, cards=self._cards))
        wanted, code = self._parts(message, sent), ""
        for number, part in enumerate(wanted[sent.taken :], sent.taken + 1):
            try:
                answer = await self._send(address, part)
            except ChannelError as refusal:
                if refusal.permanent and (menu := sent.menu) is not None:
                    await self._store.run(lambda unit: withdraw(unit, menu))  # nobody saw its numbers
                raise
            code = str(answer.get("response_code") or code)
            await self._store.run(partial(took, message=message, parts=number))
        if not sent.whole:
            outdated = await self._store.run(lambda unit: whole(unit, address, message, sent.shown, code))
            await self._expire(address, outdated)
        return None

    async def close_menu(self, address: str, message_id: int, reference: str | None) -> None:
        """Its numbers mean nothing any more; a card says that it is outdated."""

        def closed(unit: Unit) -> list[Card]:
            close_numbers(unit, NAME, address, message_id)
            return close(unit, message_id)

        await self._expire(address, await self._store.run(closed))

    # What follows a tap, best effort: what it said is committed already

    async def show_used(self, address: str, code: str, label: str, language: str | None) -> None:
        """The card shows what was chosen, or that it was outdated. Its code is good for once."""
        words = f"{MARK} {label}" if label else self._say("tap-outdated", language)
        asked = {
            "userids": [address],
            "agentid": self._agent_id,
            "response_code": code,
            "button": {"replace_name": words[:MOST_REPLACED]},
        }
        try:
            await self._api.call(UPDATE, asked)
        except (Declined, Unreachable, KeyRefused) as error:
            log.warning("a card stays as it was", channel=NAME, why=str(error))

    async def _expire(self, address: str, cards: Sequence[Card]) -> None:
        for one in cards:
            if one.code:
                await self.show_used(address, one.code, "", one.language)

    def _say(self, key: str, language: str | None) -> str:
        return self._texts.say(key, {}, language or self._language, "UTC", 0)

    # Parts

    def _parts(self, message: Message, sent: Sent) -> list[Part]:
        """Pictures first, then the words, the choices at last: the same ones whenever it is tried."""
        found: list[Part] = [partial(self._picture, sha256) for sha256 in message.photos]
        found += [partial(self._file, file) for file in message.files]
        if message.voice:
            found.append(partial(self._voice, message.voice))
        as_card = sent.shown == CARD
        if not as_card:
            found += self._texts_of(self._words(message), bool(found))
        elif not fits_card(message.text):
            found += self._texts_of(message.text, bool(found))
        if as_card:
            found.append(partial(_made, "template_card", card(message, sent.task, self._texts)))
        if sent.shown == ASK:
            found.append(partial(_made, "template_card", probe(message, f"{PROBE}-{sent.task}", self._texts)))
        return found

    def _words(self, message: Message) -> str:
        """The words with numbers under them, and the page's link at last."""
        if not message.page:
            return numbered(message, self._texts)
        link = self._texts.say("page-link", {"page": message.page}, message.language, "UTC", 0)
        return f"{numbered(message, self._texts)}\n{link}"

    def _texts_of(self, text: str, something_before: bool) -> list[Part]:
        found = parts(LINK.sub("＜", text), MOST_BYTES, utf8)
        return [partial(_made, "text", {"content": part}) for part in found or ([] if something_before else ["·"])]

    async def _picture(self, sha256: str) -> tuple[str, Any]:
        return "image", await self._uploaded("image", "photo.jpg", await self._photos.view(sha256))

    async def _voice(self, sha256: str) -> tuple[str, Any]:
        """As a voice where WeCom can play it, else as a file."""
        sound = await self._photos.voice(sha256)
        kind = "voice" if sound.startswith(AMR) else "file"
        return kind, await self._uploaded(kind, "voice.amr" if kind == "voice" else "voice.ogg", sound)

    async def _file(self, file: File) -> tuple[str, Any]:
        return "file", await self._uploaded("file", file.name, file.data)

    async def _uploaded(self, kind: str, name: str, data: bytes) -> dict[str, str]:
        return {"media_id": await self._api.upload(UPLOAD, kind, name, data)}

    # Requests

    async def _send(self, address: str, part: Part) -> dict[str, Any]:
        """One part, counted. Returns WeCom's answer. raises ChannelError"""
        await self._store.run(lambda unit: spend(unit, address, self._accounts))
        try:
            try:
                kind, content = await part()
            except FileNotFoundError:
                log.error("a file is named but not stored", channel=NAME)
                return {}
            answer = await self._api.call(
                SEND, {"touser": address, "agentid": self._agent_id, "msgtype": kind, kind: content}
            )
        except Declined as declined:
            raise await refusal(declined, self.standing) from None
        except KeyRefused:
            await self.standing.refuse()
            raise ChannelError("channel-stopped", stopped=True, retry_after=60) from None
        except Unreachable as error:
            self.standing.fails(str(error))
            raise ChannelError("platform-down", outage=True, retry_after=error.retry_after or None) from None
        if refused := left_out(answer, address):
            raise refused
        self.standing.serves()
        return answer


async def _made(kind: str, content: Any) -> tuple[str, Any]:
    return kind, content
