"""Ids are never given out twice, however many are wanted in a millisecond."""

from pathlib import Path

from bot.app import App
from bot.clocks import HeldClock
from bot.company import DEMO, read_company
from bot.settings import load_settings


async def test_ten_thousand_ids_of_one_millisecond_differ(tmp_path: Path) -> None:
    """Twenty random bits alone would meet twice; here even with no chance at all."""
    settings = load_settings(database_url=f"sqlite:///{tmp_path / 'paidan.db'}", photos_url="memory:///")
    app = App(settings, read_company(DEMO), clock=HeldClock(1_800_000_000_000), entropy=bytes)
    await app.open()
    ids = await app.store.run(lambda unit: [unit.new_id() for _ in range(10_000)])
    more = await app.store.run(lambda unit: [unit.new_id() for _ in range(10)])
    assert len({*ids, *more, *app.people.values()}) == 10_010 + len(app.people)
    await app.close()
