"""A doubtful photo from the technician's phone to the desk's word: nobody's tap, nor anybody's absence, loses it. S3"""

from collections.abc import AsyncIterator
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageFilter

from bot.drawn import a_photo
from tests.conftest import House, a_house
from tests.scheduler.test_belonging import LOOKED_AT
from tests.test_bad_input import FAULT
from tests.test_customer import NUMBER, say, tap
from tests.test_sheets import job, on_site

PRIVATE = a_photo("13912345678")

ALONE = (
    ('name   = "李师傅"\nroles  = ["technician"]', 'name   = "李师傅"\nroles  = ["technician", "supervisor"]'),
    ('[[person]]\nname  = "周主管"\nroles = ["supervisor"]\nseat  = "zhou"', ""),
)
"""What of the company's file is otherwise where 李师傅 is the whole desk."""


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


@pytest.mark.parametrize("whom", ["改派张师傅", "收回"])
async def test_a_doubt_of_who_is_taken_off_the_job_goes_to_the_desk(whom: str, doubted: House) -> None:
    await say(doubted, "周主管", "改派")
    for label in (whom, "赶不上"):
        assert await with_desk(doubted) == [False]
        await tap(doubted, "周主管", label)
    assert await with_desk(doubted) == [True]
    asked = next(line for line in await doubted.phones["周主管"].lines() if "的照片请您看一下" in line["text"])
    assert [button["label"] for button in asked["buttons"]] == ["可以", "记一笔…"], "nobody is there to take another"
    assert "记下了" in await tap(doubted, "周主管", "可以")


async def test_what_the_desk_accepted_is_not_doubted_when_it_is_sent_once_more(doubted: House) -> None:
    await tap(doubted, "李师傅", "就是这样")
    await tap(doubted, "周主管", "可以")
    await send(doubted, PRIVATE)
    assert (await job(doubted)).doubts == {}


async def test_what_the_desk_wanted_anew_is_doubted_when_it_is_sent_once_more(doubted: House) -> None:
    await tap(doubted, "李师傅", "就是这样")
    await tap(doubted, "周主管", "请重拍")
    await send(doubted, PRIVATE)
    assert await with_desk(doubted) == [False]


async def test_a_photo_that_is_looked_at_again_after_a_stop_stays_with_the_desk(doubted: House) -> None:
    await tap(doubted, "李师傅", "就是这样")
    await send(doubted, PRIVATE)
    assert await with_desk(doubted) == [True]
    assert "照片要看 1" in await say(doubted, "周主管", "待办")


async def test_who_is_the_whole_desk_hears_that_nobody_else_can_look(tmp_path: Path) -> None:
    text = LOOKED_AT.read_text(encoding="utf-8")
    for old, new in ALONE:
        assert old in text
        text = text.replace(old, new)
    company = tmp_path / "company.toml"
    company.write_text(text, encoding="utf-8")
    async with a_house(tmp_path, company) as house:
        await house.phones["王女士"].say(FAULT)
        await house.settle()
        for label in ("派李师傅", "接单"):
            await tap(house, "李师傅", label)
        await say(house, "李师傅", "约好 今天10点")
        for label in ("都带齐了，出发", "到了"):
            await tap(house, "李师傅", label)
        await send(house, PRIVATE)
        assert "没有别人能看" in await tap(house, "李师傅", "就是这样")
        assert "请主管看一下" not in await heard(house, "李师傅")


# A proof of which the pack does not say what it shows


def scene(*, light: float = 1, blur: float = 0) -> bytes:
    """A photo of something, taken well or not."""
    picture = Image.effect_noise((64, 48), 90).resize((1280, 960)).convert("RGB")
    dimmed = picture.point(lambda value: int(value * light))
    file = BytesIO()
    dimmed.filter(ImageFilter.GaussianBlur(blur)).save(file, "JPEG")
    return file.getvalue()


@pytest.mark.parametrize(
    ("bad", "why"),
    [(scene(light=0.05), "照片太暗了"), (scene(blur=40), "照片模糊了"), (a_photo("小"), "照片太小")],
    ids=["dark", "blurred", "small"],
)
async def test_a_proof_that_shows_nobody_anything_is_doubted_and_a_better_one_settles_it(
    bad: bytes, why: str, tmp_path: Path
) -> None:
    """S4: the dealer's pack wants a photo of the sheet, and says nothing about what stands on it."""
    async with a_house(tmp_path, LOOKED_AT, policy="appliance-dealer") as house:
        await on_site(house, until="没换配件")
        for photo, doubts in ((bad, 1), (scene(), 0)):
            await house.phones["李师傅"].say(action=f"photo:{NUMBER}:999:photo.sheet", photos=[photo])
            await house.settle()
            assert len((await job(house)).doubts) == doubts
            assert why in await heard(house, "李师傅")
