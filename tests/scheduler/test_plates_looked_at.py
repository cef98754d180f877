"""I2, S2, S3: what becomes of a nameplate's photo where none is looked at, and when a technician's was taken."""

from pathlib import Path

import pytest

from domain.job.commands import Actor, Show
from domain.job.evidence import NAMEPLATE
from proof.findings import Proposal
from scheduler.plates import propose
from storage.tasks import PLATE
from storage.unit import Unit
from tests.conftest import DEMO, House, a_house
from tests.proof.test_origin import taken as a_photo_of
from tests.test_customer import NUMBER, say, taken, tap

CHATS = Path(__file__).parent.parent / "chats"
YESTERDAY = "2026:11:24 18:00:00"
"""The day before the house's first day."""
LOOKED_AT, NOT_LOOKED_AT = CHATS / "plate-proof-company.toml", DEMO
"""The first names the service number, the second does not."""


async def left(house: House) -> list[str]:
    """The kinds of what is still to be done."""
    return await house.app.store.run(lambda unit: [row["kind"] for row in unit.tx.all("select kind from task")])


async def test_a_customers_photo_where_none_is_looked_at_is_kept_and_nothing_is_left_to_do(house: House) -> None:
    await say(house, "王女士", "空调不制冷,幸福路8号3单元502,13800138000")
    await house.phones["王女士"].say(action=f"photo:{NUMBER}:999999:nameplate", photos=[a_photo_of(YESTERDAY)])
    await house.settle()
    assert await left(house) == []
    assert (await house.events(NUMBER))[-2:] == ["photo.received", "job.described"]
    assert "铭牌上" not in (await house.phones["王女士"].heard())[-1]


async def test_no_proof_stands_behind_a_customers_photo(tmp_path: Path) -> None:
    """A technician waits on site: a slow nameplate is in a lane of its own, and patient in the worker."""
    async with a_house(tmp_path, LOOKED_AT) as house:
        await say(house, "王女士", "空调不制冷,幸福路8号3单元502,13800138000")
        await house.phones["王女士"].say(action=f"photo:{NUMBER}:999999:nameplate", photos=[a_photo_of(YESTERDAY)])
        assert await left(house) == [PLATE]
        await house.settle()
        assert await left(house) == []


@pytest.mark.parametrize("company", [LOOKED_AT, NOT_LOOKED_AT], ids=["looked at", "not looked at"])
async def test_a_technicians_photo_from_the_day_before_is_a_doubt(company: Path, tmp_path: Path) -> None:
    """Whether what stands on it is read or not."""
    async with a_house(tmp_path, company, policy=str(CHATS / "plate-proof.toml")) as house:
        await taken(house)
        await say(house, "李师傅", "约好 今天10点")
        for label in ("都带齐了，出发", "到了", "保内，免费", "脏堵", "清洗", "没换配件"):
            await tap(house, "李师傅", label)
        await house.phones["李师傅"].say(photos=[a_photo_of(YESTERDAY)])
        await house.settle()
        assert await left(house) == []
        heard = await house.phones["李师傅"].heard()
        assert any("11月24日" in text and "到场" in text for text in heard[-3:]), heard[-3:]
        assert "photo.looked" in await house.events(NUMBER)
        doubts = await house.app.store.run(_doubts)
        assert doubts == {"photo.nameplate"}


async def test_a_doubtful_sign_is_named_to_whoever_is_asked(tmp_path: Path) -> None:
    async with a_house(tmp_path, LOOKED_AT) as house:
        await say(house, "王女士", "空调不制冷,幸福路8号3单元502,13800138000")
        await house.app.store.run(_a_photo_is_looked_at)
        await house.settle()
        heard = (await house.phones["王女士"].heard())[-1]
        assert "KFR-35GW/NhAa1BAJ（第 14 位看不太准：1/l），出厂编号 4A03911270042，对吗？" in heard


def _a_photo_is_looked_at(unit: Unit) -> None:
    held = unit.numbered(NUMBER)
    photo = "a" * 64
    model = Proposal("model", "KFR-35GW/NhAa1BAJ", 0.9, b"", ((13, "l"),))
    unit.perform(held, Show(Actor(unit.hold(held).course.state.customer, "customer"), (photo,), NAMEPLATE), unit.now)
    propose(unit, {"subject": held, "photo": photo}, (model, Proposal("serial", "4A03911270042", 0.9, b"")), None)


def _doubts(unit: Unit) -> set[str]:
    return {doubt.needs for doubt in unit.hold(unit.numbered(NUMBER)).course.state.doubts.values()}
