"""A running application with a bot, behind a fake Telegram; time stands still."""

import random
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from bot.app import App
from bot.clocks import HeldClock
from bot.company import DEMO, read_company
from bot.demo import seats_of
from bot.moving import settle
from bot.play import FIRST_DAY, FIRST_TIME
from bot.settings import load_settings
from storage.unit import Unit
from tests.channels.paging import Town, a_town
from tests.fakes.telegram import TOKEN, FakeTelegram

WANG, LI, ZHOU = 5_000_001, 5_000_002, 5_000_003
FAULT = "空调不制冷,幸福路8号3单元502,13800138000"
SEEDS = count()
STAFF = {"李师傅": LI, "周主管": ZHOU}


@dataclass
class Bot:
    """The application and its bot's world."""

    app: App
    fake: FakeTelegram
    clock: HeldClock

    async def go(self, later_ms: int = 2_000) -> None:
        """What waits at Telegram is fetched, files too, and everything is answered."""
        telegram = self.app.platforms.telegram
        assert telegram is not None
        while await telegram.polling.poll(0):
            pass
        await self.go_on(later_ms)

    async def go_on(self, later_ms: int = 2_000) -> None:
        """What is there already: files are fetched, everything is answered."""
        telegram = self.app.platforms.telegram
        assert telegram is not None
        await telegram.fetcher.drain(self.clock.now() + later_ms)
        await telegram.settled()
        await settle(self.app)
        await telegram.settled()

    async def run(self, work: Callable[[Unit], Any]) -> Any:
        return await self.app.store.run(work)

    async def events(self, number: str = "10019") -> list[str]:
        rows = await self.run(lambda unit: unit.tx.all(unit.q.events, subject=unit.numbered(number)))
        return [row["name"] for row in rows]

    async def event(self, name: str, number: str = "10019") -> Any:
        rows = await self.run(lambda unit: unit.hold(unit.numbered(number)).course.history())
        return next(event for event in reversed(rows) if event.name == name)

    async def count(self, table: str) -> int:
        row = await self.run(lambda unit: unit.tx.one(f"select count(*) as n from {table}"))  # noqa: S608
        return int(row["n"])

    async def staff_joins(self) -> None:
        """The technician and the supervisor have the bot open."""

        def join(unit: Unit) -> None:
            for name, number in STAFF.items():
                if unit.people.speaker("telegram", str(number)):
                    continue
                unit.people.add_address(self.app.people[name], "telegram", str(number), "zh")

        await self.run(join)

    async def accepted(self) -> None:
        """A job in the technician's hand."""
        await self.staff_joins()
        self.fake.say(WANG, FAULT)
        await self.go()
        await self.tap(ZHOU, "派李师傅")
        await self.tap(LI, "接单")

    async def on_site(self, *, arrive: bool = True) -> None:
        """The technician at the customer's, with the price agreed; or on the way there."""
        await self.accepted()
        for text in ("约好 今天 10:00", "出发"):
            self.fake.say(LI, text)
            await self.go()
        await self.tap(LI, "都带齐了，出发")
        if not arrive:
            return
        await self.tap(LI, "到了")
        await self.tap(LI, "保内，免费")

    async def tap(self, person: int, label: str) -> None:
        self.fake.tap_label(person, label)
        await self.go()


def channel(bot: Bot) -> Any:
    assert bot.app.platforms.telegram
    return bot.app.platforms.telegram.channel


def made(folder: Path, fake: FakeTelegram, clock: HeldClock, *, cls: type[App] = App, **more: object) -> App:
    """An application on what is in the folder, or on nothing yet."""
    given: dict[str, object] = {
        "database_url": f"sqlite:///{folder / 'paidan.db'}",
        "photos_url": (folder / "photos").as_uri(),
        "telegram_token": TOKEN,
        "telegram_api_url": fake.url,
    }
    company = read_company(DEMO)
    seeded = random.Random(next(SEEDS))  # a program that starts again does not repeat itself
    return cls(load_settings(**given | more), company, clock=clock, entropy=seeded.randbytes, seats=seats_of(company))


def opening() -> HeldClock:
    zone = load_settings().zone
    return HeldClock(int(datetime.combine(FIRST_DAY, FIRST_TIME, zone).timestamp() * 1000))


Make = Callable[..., Awaitable[Bot]]


@pytest.fixture
async def make(tmp_path: Path) -> AsyncIterator[Make]:
    """`await make(**settings)`: an application with its fake; closed at the end."""
    clock = opening()
    apps: list[App] = []
    async with FakeTelegram(clock.now) as fake:

        async def build(**more: object) -> Bot:
            app = made(tmp_path, fake, clock, **more)
            await app.open()
            apps.append(app)
            return Bot(app, fake, clock)

        yield build
        for app in apps:
            await app.close()


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Any]:
    """The application with an app on WeCom, whose people see cards."""
    from tests.channels.accounts import served
    from tests.channels.wecom_office import joined
    from tests.fakes.wecom import FakeWeCom
    from tests.fakes.wecom_phones import OnWeCom

    async with FakeWeCom(lambda: 0) as fake, served(tmp_path, fake, OnWeCom(fake)) as office:
        await joined(office)
        yield office


@pytest.fixture
async def bot(make: Make) -> Bot:
    return await make()


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    """An application with a gateway for text messages."""
    async with a_town(tmp_path) as built:
        yield built
