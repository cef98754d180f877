"""An app with an official account and the fake platform, which the tests of the channel share."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.moving import settle
from storage.unit import Unit
from tests.channels.accounts import Account, served
from tests.fakes.wechat import FakeWeChat
from tests.fakes.wechat_phones import OnWeChat

WANG = "o-wang"
FAULT = "空调不制冷,幸福路8号3单元502,13800138000"
SEND = "/cgi-bin/message/custom/send"
CONSENT = {"id": "consent-template", "fields": {"thing1": "text", "thing2": "more"}}
NOTICE = {"id": "notice-template", "fields": {"thing1": "text", "thing2": "more"}}
STAFF = {"id": "staff-template", "fields": {"thing1": "text", "thing2": "more"}}


class WeChatAccount(Account[FakeWeChat]):
    """An app with an official account, and the platform."""

    async def tell(self, *keys: str, address: str = WANG, **data: object) -> None:
        """Texts for an address, at once; what may go goes."""
        facts = {"number": "10019", "count": 1, "technician": "李师傅", "product": "air_conditioner", **data}

        def add(unit: Unit) -> None:
            for key in keys:
                unit.outbox.add("wechat", address, key, facts)

        await self.app.store.run(add)
        await settle(self.app)

    async def spend(self, count: int) -> None:
        """So many of the window are used up."""
        for _ in range(count):
            await self.tell("unsubscribed")

    def hows(self, person: str = WANG) -> list[str]:
        return [one.how for one in self.fake.chats.get(person, [])]


@asynccontextmanager
async def an_account(folder: Path, **settings: object) -> AsyncIterator[WeChatAccount]:
    """It serves while this lasts, at 08:59 on a Wednesday; time stands still."""
    async with FakeWeChat(lambda: 0) as fake, served(folder, fake, OnWeChat(fake), **settings) as account:
        yield WeChatAccount(account.app, account.fake, account.clock)
