"""Bad input gets a clear answer and loses nothing. One test a case."""

import asyncio
from io import BytesIO

import pytest
from PIL import Image

from bot.drawn import a_photo
from storage.unit import Unit
from tests.conftest import House

pytestmark = pytest.mark.asyncio
FAULT = "空调不制冷,幸福路8号3单元502,13800138000"


async def reported(house: House) -> str:
    """A job at the desk; its number."""
    await house.phones["王女士"].say(FAULT)
    await house.settle()
    return "10019"


async def dispatched(house: House, *, several: bool = False) -> str:
    number = await reported(house)
    await house.phones["周主管"].tap("同时问 2 位" if several else "派李师傅")
    await house.settle()
    return number


def kept_photos(unit: Unit, number: str) -> tuple[str, ...]:
    """The photos of a job, by hash."""
    photos: tuple[str, ...] = unit.hold(unit.numbered(number)).course.state.photos
    return photos


async def test_unknown_words_get_the_few_things_that_can_be_said(house: House) -> None:
    for name in ("王女士", "李师傅", "周主管"):
        await house.phones[name].say("阿巴阿巴")
    await house.settle()
    assert "例如" in (await house.phones["王女士"].heard())[-1]
    assert "我的单" in (await house.phones["李师傅"].heard())[-1]
    assert "待派" in (await house.phones["周主管"].heard())[-1]


async def test_the_same_message_three_times_is_one_job(house: House) -> None:
    phone = house.phones["王女士"]
    for _ in range(3):
        assert (await phone.say(FAULT, message_id="once")).status_code == 200
    await house.settle()
    assert [line["who"] for line in await phone.lines()] == ["me", "bot"]


async def test_a_double_tap_is_told_that_it_is_done(house: House) -> None:
    number = await dispatched(house)
    phone = house.phones["李师傅"]
    action = (await phone.lines())[-1]["buttons"][0]["action"]
    await asyncio.gather(phone.say(action=action), phone.say(action=action))
    await house.settle()
    assert (await house.events(number)).count("job.accepted") == 1
    assert any("已经接了" in text or "过时" in text for text in await phone.heard())


async def test_two_technicians_in_the_same_instant(house: House) -> None:
    number = await dispatched(house, several=True)
    li, zhang = house.phones["李师傅"], house.phones["张师傅"]
    await asyncio.gather(li.tap("接单"), zhang.tap("接单"))
    await house.settle()
    assert (await house.events(number)).count("job.accepted") == 1
    heard = [*(await li.heard()), *(await zhang.heard())]
    assert any("已被别的师傅接走" in text for text in heard)


async def test_the_wrong_role_cannot_dispatch(house: House) -> None:
    number = await reported(house)
    await house.phones["李师傅"].say(action=f"dispatch:{number}:9:1")
    await house.phones["王女士"].say(action=f"accept:{number}:9")
    await house.settle()
    assert "没有这个单号" in (await house.phones["李师傅"].heard())[-1]
    assert "不归您" in (await house.phones["王女士"].heard())[-1]
    assert "job.offered" not in await house.events(number)


async def test_another_customer_sees_nothing_of_a_job(house: House) -> None:
    number = await reported(house)
    await house.http.get("/chat/stranger/")
    stranger = type(house.phones["王女士"])(house.http, "stranger")
    await stranger.say(action=f"open:{number}:9")
    await stranger.say(action=f"rate:{number}:9:5")
    await house.settle()
    assert all("没有这个单号" in text for text in await stranger.heard())


@pytest.mark.parametrize("number", ["10020", "99999", "1001"])
async def test_an_unknown_job(house: House, number: str) -> None:
    await house.phones["周主管"].say(f"派单 {number} 李师傅")
    await house.settle()
    assert "没有这个单号" in (await house.phones["周主管"].heard())[-1]


async def test_a_button_of_an_old_state_shows_what_is_now(house: House) -> None:
    await dispatched(house)
    phone = house.phones["李师傅"]
    accept = (await phone.lines())[-1]["buttons"][0]["action"]
    await phone.tap("拒单")
    await house.settle()
    await phone.tap("太远")
    await house.settle()
    await phone.say(action=accept)
    await house.settle()
    assert "已经给别的师傅" in (await phone.heard())[-1]
    desk = house.phones["周主管"]
    first = next(line for line in await desk.lines() if line["buttons"])
    await desk.say(action=first["buttons"][0]["action"])
    await house.settle()
    now = (await desk.lines())[-1]
    assert "过时" in now["text"]
    assert [button["label"] for button in now["buttons"]] == ["改派李师傅"]


@pytest.mark.parametrize(
    "action", ["", ":", "accept", "accept:10019", "accept:10019:x", "nonsense:1:2", "photo::", "a" * 500]
)
async def test_a_made_up_button_is_answered(house: House, action: str) -> None:
    await reported(house)
    before = len(await house.phones["李师傅"].heard())
    assert (await house.phones["李师傅"].say(action=action)).status_code == 200
    await house.settle()
    assert len(await house.phones["李师傅"].heard()) == before + 1


async def test_a_file_that_is_not_a_photo(house: House) -> None:
    answer = await house.phones["王女士"].say(photos=[b"<svg onload=alert(1)>"])
    assert answer.status_code == 422
    assert "不是照片" in answer.json()["error"]


async def test_a_bomb_of_60_megapixels(house: House) -> None:
    bomb = BytesIO()
    Image.new("1", (10_000, 6_000)).save(bomb, "PNG")
    answer = await house.phones["王女士"].say(photos=[bomb.getvalue()])
    assert answer.status_code == 422
    assert "太大" in answer.json()["error"]


async def test_ten_photos_at_once_are_kept_and_eleven_are_answered(house: House) -> None:
    number = await reported(house)
    phone = house.phones["王女士"]
    assert (await phone.say(photos=[a_photo(f"p{n}") for n in range(10)])).status_code == 200
    answer = await phone.say(photos=[a_photo(f"q{n}") for n in range(11)])
    await house.settle()
    assert (answer.status_code, "10 张" in answer.json()["error"]) == (422, True)
    assert any("收到 10 张" in text for text in await phone.heard())
    assert len(set(await house.app.store.run(lambda unit: kept_photos(unit, number)))) == 10


async def test_a_photo_before_there_is_a_job_goes_along_with_the_report(house: House) -> None:
    phone = house.phones["王女士"]
    await phone.say(photos=[a_photo("early")])
    await house.settle()
    assert "先替您存着" in (await phone.heard())[-1]
    await phone.say(FAULT)
    await house.settle()
    assert len(await house.app.store.run(lambda unit: kept_photos(unit, "10019"))) == 1


async def test_100_kb_of_text(house: House) -> None:
    phone = house.phones["王女士"]
    assert (await phone.say("坏" * 50_000)).status_code == 200
    await house.settle()
    assert "太长" in (await phone.heard())[-1]
    assert len((await phone.lines())[0]["text"]) == 50_000


async def test_two_megabytes_of_text_are_too_long(house: House) -> None:
    answer = await house.phones["王女士"].say("坏" * 700_000)
    assert answer.status_code == 422
    assert "太长" in answer.json()["error"]


@pytest.mark.parametrize("kind", ["multipart/form-data; boundary=x", "multipart/form-data", "application/json"])
async def test_a_broken_form_is_asked_for_a_sentence(kind: str, house: House) -> None:
    headers = {"x-paidan": "web", "accept-language": "zh", "content-type": kind}
    answer = await house.http.post("/chat/wang/say", content=b"{nothing}", headers=headers)
    assert answer.status_code == 422
    assert "请说一句" in answer.json()["error"]


async def test_a_refusal_speaks_the_language_of_its_reader(house: House) -> None:
    """The browser asks for Chinese, the person chose English."""
    phone = house.phones["王女士"]
    await phone.say("English")
    assert "not a photo" in (await phone.say(photos=[b"nothing"])).json()["error"]


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("什么时候来", "单 10019（空调）：待派单。"),
        ("不修了", "取消单 10019（空调），为什么？"),
        ("再催一下", "转告主管了。"),
        ("多少钱？", "转告主管了。"),
    ],
)
async def test_a_question_is_no_model_and_no_hours(words: str, answer: str, house: House) -> None:
    """Where the model or the hours are asked for, other words are answered, and nothing of it is noted."""
    await reported(house)
    phone = house.phones["王女士"]
    await phone.say(words)
    await phone.tap("跳过")
    await house.settle()
    await phone.say(words)
    await house.settle()
    assert (await phone.heard())[-1].startswith(answer)
    details = await house.app.store.run(lambda unit: unit.hold(unit.numbered("10019")).course.state.details)
    assert details.keys().isdisjoint({"model", "at_home"})


async def test_an_emoji_is_no_address(house: House) -> None:
    phone = house.phones["王女士"]
    await phone.say("冰箱不制冷")
    await house.settle()
    await phone.say("13800138000")
    await house.settle()
    await phone.say("🏠🏠🏠🏠")
    await house.settle()
    assert "没看明白地址" in (await phone.heard())[-1]
    await phone.say("幸福路8号")
    await house.settle()
    assert "intake.completed" in await house.events("10019")


async def test_a_post_of_another_site_is_refused(house: House) -> None:
    answer = await house.http.post("/chat/wang/say", data={"id": "1", "text": FAULT})
    assert answer.status_code == 403


async def test_without_a_cookie_nothing_is_shown(house: House) -> None:
    house.http.cookies.clear()
    assert (await house.http.get("/chat/wang/lines")).status_code == 401


async def test_markup_is_text(house: House) -> None:
    phone = house.phones["王女士"]
    await phone.say("空调坏了<script>{$x}</script>,幸福路8号,13800138000")
    await house.settle()
    assert "<script>{$x}</script>" in (await house.phones["周主管"].heard())[-1]


@pytest.mark.parametrize(
    "text", ["\x00", "\u00b2", "派单 \u00b2", "约好 \u00b2", "报价 1e9", "更正 10019 预约 25:99 x", "\u202e反", "10019"]
)
async def test_odd_characters_and_numbers_are_answered_by_each_role(text: str, house: House) -> None:
    await reported(house)
    for name in ("王女士", "李师傅", "周主管"):
        before = len(await house.phones[name].heard())
        assert (await house.phones[name].say(text)).status_code == 200
        await house.settle()
        assert len(await house.phones[name].heard()) > before


@pytest.mark.parametrize(
    ("path", "status"),
    [("lines?after=abc", 422), (f"lines?after={9**30}", 422), ("photo/abc", 422), ("?key=", 410), ("nothing", 404)],
)
async def test_made_up_addresses_are_refused(path: str, status: int, house: House) -> None:
    assert (await house.http.get(f"/chat/wang/{path}")).status_code == status


async def test_a_technician_cannot_do_anothers_job(house: House) -> None:
    number = await dispatched(house)
    await house.phones["李师傅"].tap("接单")
    await house.settle()
    for action in ("depart", "arrive", "finish", "leave", "stated"):
        await house.phones["张师傅"].say(action=f"{action}:{number}:99")
        await house.settle()
        assert "没有这个单号" in (await house.phones["张师傅"].heard())[-1]


async def test_which_job_is_asked_and_the_tap_opens_it(house: House) -> None:
    """A word that could be about two jobs: a button each, and the word is done with that tap, or answered."""
    await dispatched(house)
    await house.phones["王女士"].say("冰箱不制冷")
    await house.settle()
    await house.phones["周主管"].say("派单 10024 李师傅")
    for number in ("10019", "10024"):
        await house.phones["李师傅"].say(f"接单 {number}")
    await house.settle()
    li = house.phones["李师傅"]
    await li.say("取消")
    await li.say("完工")
    await house.settle()
    assert (await li.heard())[-1] == "哪一单？"
    await li.tap("10024 冰箱")
    await house.settle()
    assert (await li.heard())[-1].startswith("到场后才能做这一步。")


async def test_usual_work_and_prices_that_the_pack_does_not_list(house: House) -> None:
    """A made-up or outdated button is answered, and nothing is noted."""
    number = await dispatched(house)
    li = house.phones["李师傅"]
    await li.tap("接单")
    await house.settle()
    before = await house.events(number)
    for action in (f"usual:{number}:99:7", f"usual:{number}:99:x", f"usual:{number}:99", f"usual_price:{number}:99:7"):
        await li.say(action=action)
        await house.settle()
        assert "这个按钮过时了。" in (await li.heard())[-1], action
    assert await house.events(number) == before
