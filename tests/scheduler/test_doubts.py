"""A doubtful photo from the technician's phone to the desk's word: nobody's tap, nor anybody's absence, loses it. S3"""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.drawn import a_photo
from tests.conftest import House, a_house
from tests.scheduler.test_belonging import LOOKED_AT
from tests.test_customer import NUMBER, say, tap
from tests.test_sheets import job, on_site

PRIVATE = a_photo("13912345678")


@pytest.fixture
async def doubted(tmp_path: Path) -> AsyncIterator[House]:
    """李师傅 is on site, and a private number stands in the photo of the posted one."""
    async with a_house(tmp_path, LOOKED_AT) as house:
        await on_site(house)
        await send(house, PRIVATE)
        yield house


async def send(house: House, photo: bytes) -> None:
    """A photo of the posted number, looked at."""
    await house.phones["李师傅"].say(action=f"photo:{NUMBER}:999:photo.service_number", photos=[photo])
    await house.settle()


async def with_desk(house: House) -> list[bool]:
    """Of each doubt, whether the desk was asked."""
    return [doubt.with_desk for doubt in (await job(house)).doubts.values()]


async def heard(house: House, who: str) -> str:
    return "\n".join(line["text"] for line in await house.phones[who].lines())


async def test_a_claim_that_is_not_made_leaves_the_doubt_with_the_desk(doubted: House) -> None:
    await tap(doubted, "李师傅", "就是这样")
    assert "记哪一条" in await tap(doubted, "周主管", "记一笔…")
    await tap(doubted, "周主管", "返回")
    assert "照片要看 1" in await say(doubted, "周主管", "待办")
    assert "记下了" in await tap(doubted, "周主管", "可以")
    assert "breach.claimed" not in await doubted.events(NUMBER)


async def test_a_claim_decides_on_the_photo_in_the_moment_in_which_it_is_made(doubted: House) -> None:
    await tap(doubted, "李师傅", "就是这样")
    await tap(doubted, "周主管", "记一笔…")
    await tap(doubted, "周主管", "没留公司服务电话，或留私人电话")
    assert await with_desk(doubted) == [True]
    await say(doubted, "周主管", "贴的是他自己的手机")
    events = await doubted.events(NUMBER)
    assert events[events.index("photo.judged") + 1] == "breach.claimed"
    assert (await job(doubted)).doubts == {}
