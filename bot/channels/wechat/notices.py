"""What may be said outside of every window: by a consent of the reader's, else by a template of the account. U20.

A consent is for what its reader waits for; a template says the first two lines. What became of either comes as an
event. Both lead to the page where the message has one; what is worth less is left to that page altogether.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.channels.heard import KeyRefused, Unreachable
from bot.channels.tencent import Api, Declined
from bot.channels.wechat.consents import arrived, doubted, returned, spent, unknown_there
from bot.channels.wechat.inbound import NAME
from domain.errors import ChannelError
from domain.worth import ASKS, LESSER, worth
from handlers.said import Message
from storage.store import Store
from storage.unit import Unit

NOTICE = "/cgi-bin/message/template/send"
CONSENTED = "/cgi-bin/message/subscribe/bizsend"
NO_CONSENT = 43101
SHORT = 20
"""Characters of a template's field."""


@dataclass(frozen=True, slots=True)
class Notice:
    """A template of the account, for what is to be said outside of every window.

    id      as the account lists it
    fields  its field → what it says: "text", "more", or words of one's own
    """

    id: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)

    def filled(self, text: str) -> dict[str, dict[str, str]]:
        """Its fields, with the first two lines of a text."""
        lines = [line for line in text.splitlines() if line.strip()]
        said = {"text": lines[0] if lines else "·", "more": lines[1] if len(lines) > 1 else "·"}
        return {name: {"value": said.get(what, what)[:SHORT]} for name, what in self.fields.items()}


@dataclass(frozen=True, slots=True)
class Templates:
    """The account's templates; one without an id is not used.

    notice   for anyone
    staff    for technicians, where it is another
    consent  of the one-time subscription
    """

    notice: Notice = Notice()
    staff: Notice = Notice()
    consent: Notice = Notice()


class Notices:
    """The ways outside of every window."""

    def __init__(self, store: Store[Unit], api: Api, templates: Templates) -> None:
        self._store, self._api, self._templates = store, api, templates

    async def send(self, address: str, message: Message) -> str | None:
        """Returns the platform's number. Raises ChannelError where there is no way, and what the API raises."""
        if worth(message.key).window == LESSER and message.page:
            raise ChannelError("left-to-the-page", elsewhere=True)
        if worth(message.key).window == ASKS and await self._consented(address, message):
            try:
                return await self._by_consent(address, message)
            except Declined as declined:
                if declined.code != NO_CONSENT:
                    raise
        notice = await self._store.run(lambda unit: self._notice(unit, address))
        if not notice.id:
            raise ChannelError("window-closed", closed=True)
        return await self._call(NOTICE, address, message, notice, "url")

    async def _consented(self, address: str, message: Message) -> bool:
        template = self._templates.consent.id
        return bool(template) and await self._store.run(lambda unit: spent(unit, address, template, message.id))

    async def _by_consent(self, address: str, message: Message) -> str | None:
        """By the consent that is its own, which stands again where it surely did not go. Raises what `send` does."""
        template = self._templates.consent
        if await self._store.run(lambda unit: arrived(unit, message.id)):
            return None
        try:
            return await self._call(CONSENTED, address, message, template, "page")
        except Declined as declined:
            if declined.code == NO_CONSENT:
                await self._store.run(lambda unit: unknown_there(unit, address, template.id, message.id))
            else:
                await self._store.run(lambda unit: returned(unit, message.id))
            raise
        except (KeyRefused, Unreachable) as error:
            known = doubted if isinstance(error, Unreachable) and error.unknown else returned
            await self._store.run(lambda unit: known(unit, message.id))
            raise

    async def _call(self, path: str, address: str, message: Message, template: Notice, link: str) -> str | None:
        asked: dict[str, Any] = {"touser": address, "template_id": template.id, "data": template.filled(message.text)}
        found = await self._api.call(path, asked | ({link: message.page} if message.page else {}))
        return str(found["msgid"]) if "msgid" in found else None

    def _notice(self, unit: Unit, address: str) -> Notice:
        """The staff's for whoever works here, where there is one."""
        speaker = unit.people.speaker(NAME, address)
        staff = speaker is not None and speaker.role() != "customer"
        return self._templates.staff if staff and self._templates.staff.id else self._templates.notice
