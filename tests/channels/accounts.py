"""A running application with an account at Tencent, behind a fake platform; time is moved by hand."""

import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from bot.app import App
from bot.clocks import HeldClock
from bot.company import DEMO, read_company
from bot.demo import seats_of
from bot.moving import move_to
from bot.phones import Way
from bot.settings import load_settings
from tests.channels.conftest import opening
from tests.fakes.tencent import FakeTencent, connected

Fake = TypeVar("Fake", bound=FakeTencent)
MS = {"seconds": 1_000, "minutes": 60_000, "hours": 3_600_000, "days": 86_400_000}


@dataclass
class Account(Generic[Fake]):
    """The application, and the platform."""

    app: App
    fake: Fake
    clock: HeldClock

    async def forward(self, **by: int) -> None:
        await move_to(self.app, self.clock, self.clock.now() + sum(MS[unit] * n for unit, n in by.items()))

    async def rows(self, sql: str) -> list[dict[str, object]]:
        return await self.app.store.run(lambda unit: [dict(row) for row in unit.tx.all(sql)])


@asynccontextmanager
async def served(folder: Path, fake: Fake, way: Way, **more: object) -> AsyncIterator[Account[Fake]]:
    """It runs while this lasts, on what is in the folder."""
    given = {"database_url": f"sqlite:///{folder / 'paidan.db'}", "photos_url": "memory:///", **way.settings, **more}
    clock, company = opening(), read_company(DEMO)
    fake.now = clock.now
    chance = random.Random(7).randbytes
    app = App(load_settings(**given), company, clock=clock, entropy=chance, seats=seats_of(company))
    await app.open()
    try:
        async with connected(fake, app):
            yield Account(app, fake, clock)
    finally:
        await app.close()
