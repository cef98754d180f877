"""Stickers: printed, posted by a technician, scanned by whoever has the appliance. S3, X15."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.people_commands import answer
from domain.job.model import Job
from proof.tokens import Purpose, signed
from storage.stickers import print_stickers, sticker
from tests.conftest import House, Phone
from tests.test_bad_input import FAULT
from tests.test_customer import say
from tests.test_sheets import on_site


async def printed(house: House) -> str:
    """The code of a new sticker."""
    (made,) = await house.app.store.run(lambda unit: print_stickers(unit, 1))
    return signed(house.app.reach.secret, Purpose.STICKER, made)


async def posted(house: House) -> str:
    """A sticker that 李师傅 has scanned on site."""
    await on_site(house, until="补漏加氟")
    code = await printed(house)
    assert "贴纸记在单 10019" in await say(house, "李师傅", f"/start {code}")
    return code


async def stranger(house: House, code: str) -> Phone:
    """Somebody new who opens a sticker's page and taps 我要报修."""
    page = await house.http.get(f"/q/{code}", headers={"accept-language": "zh"})
    assert f"/chat/me/?key={code}" in page.text
    await house.http.get(f"/chat/me/?key={code}", headers={"accept-language": "zh"})
    await house.settle()
    return Phone(house.http, "me")


async def newest(house: House) -> Job:
    """The job that was reported last."""

    def read(unit: object) -> Job:
        (row,) = unit.tx.all("select id from subject where kind = 'job' order by id desc limit 1")  # type: ignore[attr-defined]
        state: Job = unit.hold(row["id"]).course.state  # type: ignore[attr-defined]
        return state

    return await house.app.store.run(read)


async def test_an_unused_sticker_opens_plain_intake(house: House) -> None:
    phone = await stranger(house, await printed(house))
    assert (await phone.heard())[-1].startswith("您好！哪里坏了？")


async def test_a_posted_sticker_opens_intake_with_the_product_and_shows_no_data(house: House) -> None:
    code = await posted(house)
    assert "空调" not in (await house.http.get(f"/q/{code}")).text
    phone = await stranger(house, code)
    heard = (await phone.heard())[-1]
    assert heard.startswith("您好！这台空调")
    assert not any(value in heard for value in FAULT.split(",")[1:])
    await phone.say("不制冷了，没有风")
    await house.settle()
    job = await newest(house)
    assert (job.number == "10019", job.product) == (False, "air_conditioner")


async def test_a_sticker_is_bound_once(house: House) -> None:
    code = await posted(house)
    assert "贴纸记在单 10019" in await say(house, "李师傅", f"/start {code}")


async def test_what_was_bound_by_mistake_is_released_by_the_desk(house: House) -> None:
    code = await posted(house)
    assert await answer(house.app, {"do": "release", "job": "10019"}) == {"count": 1}
    phone = await stranger(house, code)
    assert (await phone.heard())[-1].startswith("您好！哪里坏了？")
    assert "10019" in (await answer(house.app, {"do": "release", "job": "10019"}))["error"]


async def test_a_technician_who_is_not_on_site_binds_nothing(house: House) -> None:
    (made,) = await house.app.store.run(lambda unit: print_stickers(unit, 1))
    code = signed(house.app.reach.secret, Purpose.STICKER, made)
    heard = await say(house, "李师傅", f"/start {code}")
    found = await house.app.store.run(lambda unit: sticker(unit, made))
    assert found is not None
    assert found.subject is None, heard


@pytest.mark.parametrize("secret", [b"somebody else's", b""])
async def test_a_sticker_of_others_opens_nothing(secret: bytes, house: House) -> None:
    code = signed(secret, Purpose.STICKER, "000000000000")
    assert (await house.http.get(f"/q/{code}")).status_code == 404
    assert "别家" in await say(house, "王女士", f"/start {code}")


async def test_sheets_of_stickers_are_printed(house: House, tmp_path: Path) -> None:
    house.app.company = replace(house.app.company, phone="400-812-3456")
    made = await answer(house.app, {"do": "stickers", "count": 3, "language": "zh"})
    assert set(made) == {"pdf"}
    rows = await house.app.store.run(lambda unit: unit.tx.all("select id from sticker"))
    assert len(rows) == 3
