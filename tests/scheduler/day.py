"""One company over several starts of the program: what the tests of time and delivery share."""

import random
from datetime import datetime
from pathlib import Path

from bot.app import App
from bot.clocks import HeldClock
from bot.company import DEMO, read_company
from bot.moving import settle
from bot.play import FIRST_DAY, FIRST_TIME
from bot.settings import load_settings
from handlers.door import enter
from handlers.said import Said
from storage.unit import Unit

MINUTE = 60_000
HOUR = 60 * MINUTE
FAULT = "空调不制冷,幸福路8号3单元502,13800138000"


class Day:
    """One company over several starts of the program, with a clock that stands where it is put."""

    def __init__(self, folder: Path) -> None:
        self.settings = load_settings(
            database_url=f"sqlite:///{folder / 'paidan.db'}", photos_url=(folder / "photos").as_uri()
        )
        opened = datetime.combine(FIRST_DAY, FIRST_TIME, self.settings.zone)
        self.clock = HeldClock(int(opened.timestamp() * 1000))
        self.said = 0
        self.running: App | None = None

    async def start(self) -> App:
        entropy = random.Random(self.said).randbytes
        app = App(self.settings, read_company(DEMO), clock=self.clock, entropy=entropy, seats={"wang": "王女士"})
        await app.open()
        self.running = app
        return app

    async def end(self) -> None:
        """A test that failed leaves its program running: its writer's thread would keep the whole run from ending."""
        if self.running and not self.running.stopping.is_set():
            await self.running.close()

    def later(self, ms: int) -> None:
        self.clock.move_to(self.clock.now() + ms)

    async def say(self, app: App, name: str, text: str = "", action: str = "") -> None:
        """Somebody says something, as if by the web channel."""
        self.said += 1
        now = self.clock.now()
        said = Said("web", f"a-{name}", f"m{self.said}", text, (), action, now, now, "zh")

        def hear(unit: Unit) -> None:
            if unit.people.speaker("web", said.address) is None:
                unit.people.add_address(app.people[name], "web", said.address, "zh")
            enter(said, unit)

        await app.store.run(hear)

    async def accepted(self, app: App) -> None:
        """09:00: a job is reported, sent to Li and accepted."""
        for name in ("李师傅", "周主管", "张师傅"):
            await self.say(app, name, "帮助")
        self.later(MINUTE)
        await self.say(app, "王女士", FAULT)
        await self.say(app, "周主管", "派单 10019 李师傅")
        await self.say(app, "李师傅", "接单 10019")
        await settle(app)
        assert (await names(app))[-1] == "job.accepted"


async def names(app: App, number: str = "10019") -> list[str]:
    return [row["name"] for row in await log(app, number)]


async def log(app: App, number: str = "10019") -> list[object]:
    return await app.store.run(lambda unit: unit.tx.all(unit.q.events, subject=unit.numbered(number)))
