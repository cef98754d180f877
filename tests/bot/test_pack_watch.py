"""A changed pack is in use at once for what is new; a bad one is refused, said, and nothing changes."""

import random
from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path

import httpx
import pytest

from bot.app import App
from bot.clocks import HeldClock
from bot.company import DEMO, read_company
from bot.demo import seats_of
from bot.play import FIRST_DAY, FIRST_TIME
from bot.settings import load_settings
from tests.conftest import House

PACK = """
[pack]
name = "mine"
extends = "gree-installer"
zh = "我们的"
en = "Ours"

[dispatch]
take = false
"""
FAULT = "空调不制冷,幸福路8号3单元502,13800138000"


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    file = tmp_path / "mine.toml"
    file.write_text(PACK, encoding="utf-8")
    return file


@pytest.fixture
async def ours(tmp_path: Path, pack: Path) -> AsyncIterator[House]:
    """The demo's people under a pack of their own."""
    settings = load_settings(
        database_url=f"sqlite:///{tmp_path / 'paidan.db'}", photos_url="memory:///", policy=str(pack)
    )
    company = read_company(DEMO)
    clock = HeldClock(int(datetime.combine(FIRST_DAY, FIRST_TIME, settings.zone).timestamp() * 1000))
    app = App(settings, company, clock=clock, entropy=random.Random(7).randbytes, seats=seats_of(company))
    await app.open()
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app.web(awake=False)), base_url="http://paidan") as http:
        house = House(app, clock, http)
        await house.open_phones()
        yield house
    await app.close()


async def policy_of(house: House, number: str) -> str:
    return await house.app.store.run(
        lambda unit: unit.tx.all("select policy from subject where number = :number", number=number)[0]["policy"]
    )


async def test_a_changed_pack_holds_for_new_jobs_and_not_for_those_under_way(ours: House, pack: Path) -> None:
    await ours.phones["王女士"].say(FAULT)
    before = await policy_of(ours, "10019")
    pack.write_text(PACK.replace("take = false", "take = true"), encoding="utf-8")  # noqa: ASYNC240  nobody waits
    await ours.app.watch.look()
    await ours.settle()
    assert any("制度包换好了" in text for text in await ours.phones["周主管"].heard())
    await ours.phones["王女士"].say("冰箱也坏了,幸福路8号3单元502,13800138000")
    assert await policy_of(ours, "10019") == before
    assert await policy_of(ours, "10024") == ours.app.shelf.current.hash != before


async def test_a_bad_one_is_refused_once_with_its_place_and_the_old_one_stays(ours: House, pack: Path) -> None:
    before = ours.app.shelf.current.hash
    for content in (PACK.replace("take", "tke"), PACK + "\n[[clock]]\n", ""):
        pack.write_text(content, encoding="utf-8")  # noqa: ASYNC240  nobody waits
        await ours.app.watch.look()
        await ours.app.watch.look()
        await ours.settle()
    refused = [text for text in await ours.phones["周主管"].heard() if "制度包没有换" in text]
    assert len(refused) == 3
    assert "mine.toml:9: [dispatch] tke" in refused[0]
    assert all("mine.toml" in text for text in refused)
    assert ours.app.shelf.current.hash == before


async def test_a_pack_that_is_removed_stays_in_use(ours: House, pack: Path) -> None:
    before = ours.app.shelf.current.hash
    pack.unlink()  # noqa: ASYNC240  nobody waits
    await ours.app.watch.look()
    await ours.phones["王女士"].say(FAULT)
    assert await policy_of(ours, "10019") == before


REPORT = """
[[report]]
id = "R1"
source = "T1.10"
every = "week"
by = "18h"
zh = "周报"
en = "Weekly"
"""


async def test_a_report_that_the_changed_pack_wants_is_owed_from_now_on(ours: House, pack: Path) -> None:
    """R1: owed once, however often the pack changes beside it; changed itself, it ends and begins anew."""
    zhou = ours.phones["周主管"]
    await zhou.say("报表")
    await ours.settle()
    assert "没有要交的报表" in (await zhou.heard())[-1]
    for content, owed in (
        (PACK + REPORT, ["owed"]),
        (PACK.replace("take = false", "take = true") + REPORT, ["owed"]),
        (PACK + REPORT.replace("18h", "20h"), ["ended", "owed"]),
        (PACK, ["ended", "ended"]),
    ):
        pack.write_text(content, encoding="utf-8")  # noqa: ASYNC240  nobody waits
        await ours.app.watch.look()
        rows = await ours.app.store.run(
            lambda unit: unit.tx.all("select stage from subject where kind = 'duty' order by id")
        )
        assert [row["stage"] for row in rows] == owed


async def told(house: House) -> list[str]:
    await house.settle()
    return [text for text in await house.phones["周主管"].heard() if "制度包没有换" in text]


async def test_while_running_a_pack_that_is_gone_is_refused_and_told_once(ours: House, pack: Path) -> None:
    before = ours.app.shelf.current.hash
    pack.unlink()  # noqa: ASYNC240  nobody waits
    await ours.app.watch.look()
    await ours.app.watch.look()
    (said,) = await told(ours)
    assert str(pack) in said
    assert ours.app.shelf.current.hash == before
    pack.write_text(PACK, encoding="utf-8")  # noqa: ASYNC240  put back as it was: nothing to tell
    await ours.app.watch.look()
    assert len(await told(ours)) == 1


@pytest.mark.parametrize(
    ("changed", "file", "mend"),
    [
        (PACK.replace("gree-installer", "our-base.toml"), "our-base.toml", PACK.replace("mine", "base of ours")),
        (PACK + '\n[holidays]\nfile = "days.toml"\n', "days.toml", 'off = ["2026-12-31"]'),
    ],
    ids=["what it extends", "its holidays"],
)
async def test_while_running_a_file_it_needs_is_missed_and_then_found(
    ours: House, pack: Path, changed: str, file: str, mend: str
) -> None:
    """Mended in a file that the old pack did not have: it is noticed all the same."""
    before = ours.app.shelf.current.hash
    pack.write_text(changed, encoding="utf-8")  # noqa: ASYNC240  nobody waits
    await ours.app.watch.look()
    (said,) = await told(ours)
    assert file in said
    assert ours.app.shelf.current.hash == before
    pack.with_name(file).write_text(mend, encoding="utf-8")
    await ours.app.watch.look()
    assert ours.app.shelf.current.hash != before
    assert len(await told(ours)) == 1
