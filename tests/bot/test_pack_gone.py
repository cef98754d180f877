"""A pack whose file is gone, or one that it needs: one message with place and mend, and nothing half loaded."""

import random
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import httpx
import pytest

from bot.app import App
from bot.clocks import HeldClock
from bot.company import DEMO, read_company
from bot.demo import seats_of
from bot.play import FIRST_DAY, FIRST_TIME
from bot.settings import Settings, load_settings
from domain.errors import PackGone
from tests.bot.test_operating import paidan
from tests.bot.test_pack_watch import FAULT, PACK
from tests.conftest import House

HOLIDAYS = PACK + '\n[holidays]\nfile = "days.toml"\n'
Break = Callable[[Path], None]


def removed(pack: Path) -> None:
    """The pack's own file."""
    pack.unlink()


def without_its_base(pack: Path) -> None:
    """What it extends."""
    pack.write_text(PACK.replace("gree-installer", "our-base.toml"), encoding="utf-8")


def without_its_holidays(pack: Path) -> None:
    """The company's own days off."""
    pack.write_text(HOLIDAYS, encoding="utf-8")


GONE = {removed: "mine.toml", without_its_base: "our-base.toml", without_its_holidays: "days.toml"}


@pytest.mark.parametrize(("breaks", "missing"), GONE.items(), ids=[one.__name__ for one in GONE])
def test_the_start_and_the_check_end_with_one_message_and_leave_nothing(
    tmp_path: Path, breaks: Break, missing: str
) -> None:
    pack = tmp_path / "mine.toml"
    pack.write_text(PACK, encoding="utf-8")
    breaks(pack)
    (tmp_path / "company.toml").write_text(DEMO.read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "paidan.toml").write_text('policy = "mine.toml"\n', encoding="utf-8")
    before = sorted(path.name for path in tmp_path.iterdir())
    for words in (["serve"], ["demo"], ["link", "李师傅"], ["policy", "check", "mine.toml"]):
        said = paidan(tmp_path, *words)
        assert (said.returncode, said.stderr.count("\n")) == (2, 1), said.stderr
        assert str(tmp_path / missing) in said.stderr
        assert "put it back" in said.stderr
        assert "Traceback" not in said.stderr
        assert sorted(path.name for path in tmp_path.iterdir()) == before, words
    if breaks is not removed:
        assert "mine.toml:" in said.stderr  # with the line that names it


def settings(folder: Path, policy: str) -> Settings:
    return load_settings(database_url=f"sqlite:///{folder / 'paidan.db'}", photos_url="memory:///", policy=policy)


def app(folder: Path, policy: str, now: int = 0) -> App:
    company = read_company(DEMO)
    kept = settings(folder, policy)
    opened = int(datetime.combine(FIRST_DAY, FIRST_TIME, kept.zone).timestamp() * 1000)
    clock = HeldClock(max(opened, now))
    return App(kept, company, clock=clock, entropy=random.Random(now).randbytes, seats=seats_of(company))


async def test_jobs_under_way_go_on_under_the_pack_that_is_gone(tmp_path: Path) -> None:
    """Started again with another pack: their clocks ring as they were promised, by hash."""
    pack = tmp_path / "mine.toml"
    tight = PACK + '\n[[clock]]\nid = "I4"\nsource = "ours"\nfrom = "intake.completed"\nuntil = "job.offered"\n'
    tight += (
        'within = "7m"\nlate = [{ at = "0m", tell = "supervisor" }]\nzh = "七分钟内派单"\nen = "In seven minutes"\n'
    )
    pack.write_text(tight, encoding="utf-8")
    first = app(tmp_path, str(pack))
    await first.open()
    transport = httpx.ASGITransport(first.web(awake=False))
    async with httpx.AsyncClient(transport=transport, base_url="http://paidan") as http:
        house = House(first, first.clock, http)  # type: ignore[arg-type]
        await house.open_phones()
        await house.phones["王女士"].say(FAULT)
    now = first.clock.now()
    await first.close()
    pack.unlink()
    with pytest.raises(PackGone, match="put it back"):
        app(tmp_path, str(pack))
    again = app(tmp_path, "base", now + 8 * 60_000)  # the folder is free: nothing was half opened
    await again.open()
    try:
        await again.bell.ring()
        rows = await again.store.run(lambda unit: unit.tx.all("select data from event where name = 'step.escalated'"))
        assert ['"rule":"I4"' in row["data"] for row in rows] == [True]
    finally:
        await again.close()
