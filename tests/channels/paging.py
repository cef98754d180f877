"""Somebody who only phones: a running application with a gateway for text messages, and the page their link opens."""

import random
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import httpx

from bot.app import App
from bot.clocks import HeldClock
from bot.company import DEMO, read_company
from bot.demo import seats_of
from bot.drawn import a_photo
from bot.moving import move_to
from bot.play import FIRST_DAY, FIRST_TIME
from bot.settings import load_settings
from tests.conftest import House
from tests.fakes.page import Page
from tests.fakes.sms import FakeGateway

PHONE, OTHER = "13900139000", "13700137000"
REPORT = f"报修 王女士 空调不制冷,幸福路8号3单元502,{PHONE}"
LINK = re.compile(r"http://paidan(/s/[0-9A-Za-z]{22})\b")
PHOTO = a_photo("x")


@dataclass
class Town(House):
    """A house whose by-phone customers have a phone that takes text messages."""

    app: App
    clock: HeldClock
    http: httpx.AsyncClient
    gateway: FakeGateway

    def __post_init__(self) -> None:
        super().__init__(self.app, self.clock, self.http)

    async def forward(self, *, minutes: float = 0, hours: float = 0) -> None:
        await move_to(self.app, self.clock, self.clock.now() + int((minutes + hours * 60) * 60_000))

    async def says(self, who: str, text: str) -> None:
        await self.phones[who].say(text)
        await self.settle()

    async def taps(self, who: str, *labels: str) -> None:
        for label in labels:
            await self.phones[who].tap(label)
            await self.settle()

    async def reported(self) -> None:
        """The desk writes down a customer who phones."""
        await self.says("周主管", REPORT)
        await self.taps("周主管", "登记")

    async def proposed(self) -> None:
        """A technician has it and suggests times; a minute later the text message has come."""
        await self.reported()
        await self.taps("周主管", "派李师傅")
        await self.taps("李师傅", "接单", "发时间给客户选")
        await self.forward(minutes=1.6)

    def texts(self, number: str = PHONE) -> list[str]:
        return self.gateway.phones.get(number, [])

    async def page(self, number: str = PHONE) -> Page:
        """What the newest link on a phone opens."""
        path = LINK.findall(self.texts(number)[-1])[0]
        page = Page(self.http, self.clock, path)
        await page.open()
        return page

    async def states(self) -> list[tuple[str, str, str]]:
        """Key, state and error of each message for somebody who only phones."""
        rows = await self.app.store.run(
            lambda unit: unit.tx.all("select key, state, error from outbox where channel = 'sms' order by id")
        )
        return [(row["key"], row["state"], row["error"] or "") for row in rows]


@asynccontextmanager
async def a_town(folder: Path, **more: object) -> AsyncIterator[Town]:
    """A demo company at 08:59 on a Wednesday; time stands still."""
    async with FakeGateway() as gateway:
        given = {"database_url": f"sqlite:///{folder / 'paidan.db'}", "photos_url": "memory:///"}
        settings = load_settings(**{**given, **gateway.settings, **more})
        company = read_company(DEMO)
        clock = HeldClock(int(datetime.combine(FIRST_DAY, FIRST_TIME, settings.zone).timestamp() * 1000))
        app = App(settings, company, clock=clock, entropy=random.Random(7).randbytes, seats=seats_of(company))
        await app.open()
        transport = httpx.ASGITransport(app.web(awake=False))
        async with httpx.AsyncClient(transport=transport, base_url="http://paidan") as http:
            town = Town(app, clock, http, gateway)
            await town.open_phones()
            yield town
        await app.close()
