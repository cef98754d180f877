"""What a customer may do on the way, through the whole application: forged taps, odd words, and who reads what."""

from functools import partial
from typing import Any

import pytest

from bot.drawn import a_photo
from handlers.door import enter
from handlers.said import Said
from tests.conftest import House, Phone
from tests.test_bad_input import FAULT, dispatched, reported

pytestmark = pytest.mark.asyncio
NUMBER, PHONE, ADDRESS = "10019", "13800138000", "幸福路8号3单元502"


async def taken(house: House) -> str:
    await dispatched(house)
    await tap(house, "李师傅", "接单")
    return NUMBER


async def say(house: House, who: str, text: str, **more: Any) -> str:
    """What somebody hears last after saying it."""
    assert (await house.phones[who].say(text, **more)).status_code == 200
    await house.settle()
    return (await house.phones[who].heard())[-1]


async def tap(house: House, who: str, label: str) -> str:
    assert (await house.phones[who].tap(label)).status_code == 200
    await house.settle()
    return (await house.phones[who].heard())[-1]


async def stranger(house: House) -> Phone:
    await house.http.get("/chat/stranger/")
    house.phones["路人"] = Phone(house.http, "stranger")
    return house.phones["路人"]


@pytest.mark.parametrize("verb", ["move", "cancel_job:slow", "relay", "human", "broken", "reopen", "open"])
async def test_another_customers_job_is_unknown_whatever_is_tapped(verb: str, house: House) -> None:
    await taken(house)
    await stranger(house)
    before = await house.events(NUMBER)
    name, _, reason = verb.partition(":")
    action = f"{name}:{NUMBER}:999999" + (f":{reason}" if reason else "")
    assert "没有这个单号" in await say(house, "路人", "", action=action)
    assert await house.events(NUMBER) == before


@pytest.mark.parametrize(
    ("who", "action"),
    [
        ("王女士", "cancel_job:10019:999999:because"),
        ("王女士", "move:10019:999999:abc:def"),
        ("王女士", "move:10019:999999:99999999999999999:1"),
        ("王女士", "move:10019:999999:1"),
        ("王女士", "human:12345:1"),
        ("王女士", "relay:10019:999999:~1.abc"),
        ("王女士", "broken:10019:999999:~1.abc"),
        ("王女士", "take_wish:10019:999999"),
        ("王女士", "phoned:10019:999999"),
        ("王女士", "end_inquiry:10019:999999"),
        ("李师傅", "turn_round:10019:999999"),
        ("李师傅", "come_anyway:10019:999999"),
        ("李师傅", "call_off:10019:999999"),
        ("李师傅", "call_off:10019:999999:yes"),
        ("李师傅", "reopen:10019:999999"),
        ("张师傅", "relay:10019:999999"),
        ("周主管", "end_inquiry:10019:999999"),
        ("周主管", "call_off:10019:999999:yes"),
    ],
)
async def test_a_forged_tap_is_refused_and_changes_nothing(who: str, action: str, house: House) -> None:
    await taken(house)
    before = await house.events(NUMBER)
    heard = len(await house.phones[who].heard())
    await say(house, who, "", action=action)
    assert await house.events(NUMBER) == before
    assert len(await house.phones[who].heard()) == heard + 1
    assert "出了点问题" not in (await house.phones[who].heard())[-1]


async def test_a_draft_of_one_job_cannot_be_sent_into_another(house: House) -> None:
    """The words kept with a question belong to its job, whoever taps."""
    await taken(house)
    await say(house, "王女士", "空调漏水")
    action = next(
        b["action"] for line in await house.phones["王女士"].lines() for b in line["buttons"] if "同一件" in b["label"]
    )
    kept = action.rpartition(":")[2]
    await say(house, "王女士", "冰箱不制冷")
    assert "过时" in await say(house, "王女士", "", action=f"relay:10024:1000000:{kept}")


@pytest.mark.parametrize(
    "words", ["改时间 " + "啊" * 1500, "转告 <b>&amp;</b>", "改时间 ??", "人工 \u202e\u200b", "转告 🏠🏠"]
)
async def test_odd_words_are_answered(words: str, house: House) -> None:
    await taken(house)
    assert "出了点问题" not in await say(house, "王女士", words)


async def test_a_double_tap_cancels_once(house: House) -> None:
    await reported(house)
    await say(house, "王女士", "取消")
    await say(house, "王女士", "取消")
    action = next(b["action"] for b in (await house.phones["王女士"].lines())[-1]["buttons"] if b["label"] == "等太久")
    await say(house, "王女士", "", action=action)
    assert "已经结单" in await say(house, "王女士", "", action=action)
    assert (await house.events(NUMBER)).count("job.cancelled") == 1


async def test_a_second_tap_on_broken_again_shows_the_job_it_became(house: House) -> None:
    await closed(house)
    await tap(house, "王女士", "又坏了")
    assert "10024" in await tap(house, "王女士", "又坏了")
    assert (await house.events(NUMBER)).count("job.repeated") == 1


async def closed(house: House) -> None:
    await taken(house)
    await say(house, "李师傅", "约好 今天10点")
    for label in ("都带齐了，出发", "到了", "保内，免费", "缺氟/漏氟", "补漏加氟", "没换配件", "已试机，正常"):
        await tap(house, "李师傅", label)
    for name in ("sheet", "sticker"):
        await house.phones["李师傅"].say(photos=[a_photo(name)])
        await house.settle()
    await tap(house, "李师傅", "完工")
    await say(house, "周主管", f"进度 {NUMBER}")
    await house.phones["周主管"].say(action=f"callback:{NUMBER}:999999:good")
    await house.settle()
    assert (await house.events(NUMBER))[-1] == "job.closed"


async def test_after_closing_no_text_to_a_technician_holds_number_or_address(house: House) -> None:
    """X5: whatever is said to them from then on."""
    await closed(house)
    before = {name: len(await house.phones[name].heard()) for name in ("李师傅", "张师傅", "陈师傅")}
    for text in (
        f"转告 {NUMBER} 加我微信",
        f"进度 {NUMBER}",
        "我的单",
        f"约好 {NUMBER} 明天上午",
        "出发",
        f"返回 {NUMBER}",
    ):
        await say(house, "李师傅", text)
    await say(house, "王女士", f"师傅把阳台踩脏了,打{PHONE}")
    for name, count in before.items():
        new = (await house.phones[name].heard())[count:]
        assert not [text for text in new if PHONE in text or ADDRESS in text]
    assert any(PHONE in text for text in await house.phones["周主管"].heard())


async def test_an_offer_shows_the_fault_without_the_number_in_it(house: House) -> None:
    """U9: a customer who writes a second number into the fault does not give it to whoever is only asked."""
    await say(house, "王女士", "空调不制冷")
    await say(house, "王女士", PHONE)
    await say(house, "王女士", ADDRESS)
    await say(house, "周主管", f"补充 {NUMBER} 故障")
    await tap(house, "周主管", "派李师傅")
    offer = (await house.phones["李师傅"].heard())[-1]
    assert "空调不制冷" in offer
    assert PHONE not in offer
    assert ADDRESS not in offer
    assert PHONE in await tap(house, "李师傅", "接单")


async def test_words_and_photo_in_one_message_both_arrive(house: House) -> None:
    await taken(house)
    await house.phones["王女士"].say("就是这里滴水", photos=[a_photo("drip")])
    await house.settle()
    heard = (await house.phones["李师傅"].heard())[-3:]
    assert any("1 张照片" in text for text in heard)
    assert "photo.received" in await house.events(NUMBER)


async def test_a_photo_with_its_sentence_is_a_report(house: House) -> None:
    await house.phones["王女士"].say(FAULT, photos=[a_photo("ac")])
    await house.settle()
    assert NUMBER in (await house.phones["王女士"].heard())[-1]
    assert await house.events(NUMBER) == ["job.reported", "intake.completed"]


async def voice(house: House, who: str, message_id: str) -> None:
    address = house.phones[who].seat
    said = Said("web", f"demo-{address}", message_id, voice="ab" * 32, happened_at=house.clock.now())
    await house.app.store.run(partial(enter, said))
    await house.settle()


async def test_a_voice_message_without_a_job_becomes_an_inquiry(house: House) -> None:
    await voice(house, "王女士", "v1")
    assert await house.events(NUMBER) == ["job.reported", "message.left"]
    assert "语音" in (await house.phones["周主管"].heard())[-1]


async def test_a_voice_message_on_the_way_goes_to_the_technician(house: House) -> None:
    await taken(house)
    await voice(house, "王女士", "v1")
    assert "语音" in (await house.phones["李师傅"].heard())[-1]
    await tap(house, "李师傅", "回复客户")
    await voice(house, "李师傅", "v2")
    assert "语音" in (await house.phones["王女士"].heard())[-1]
    assert (await house.events(NUMBER))[-2:] == ["message.relayed", "message.answered"]


async def test_nobody_new_becomes_an_inquiry_by_a_greeting(house: House) -> None:
    assert "例如" in await say(house, "王女士", "你好")
    assert "例如" in await say(house, "王女士", "阿巴阿巴")


async def test_no_words_of_anybody_stand_in_the_log(house: House) -> None:
    """What is passed on is kept aside: the log holds references."""
    await taken(house)
    await say(house, "王女士", "门口保安要登记")
    await say(house, "李师傅", "回复 马上就到楼下")
    await say(house, "王女士", "人工 师傅太慢了")
    await say(house, "周主管", f"回复 {NUMBER} 这就催他")
    await say(house, "王女士", "改时间 等出差回来")

    def everything(unit: Any) -> str:
        tables = ("event", "subject", "outbox", "wake", "inbox")
        return "\n".join(str(tuple(row)) for table in tables for row in unit.tx.all(f"select * from {table}"))  # noqa: S608

    kept = await house.app.store.run(everything)
    assert "message.relayed" in kept
    for canary in ("保安", "楼下", "太慢", "催他", "出差"):
        assert canary not in kept


async def test_a_choice_between_two_jobs_opens_that_one(house: House) -> None:
    await taken(house)
    await say(house, "王女士", "冰箱不制冷")
    assert "哪一单" in await say(house, "周主管", "改派 张师傅")
    assert "单 10024" in await tap(house, "周主管", "10024 冰箱")


async def test_a_reminder_keeps_its_buttons_when_the_customer_writes_in_the_same_moment(house: House) -> None:
    """D2 is due when the message comes in: both are said at once, each with its own taps."""
    await taken(house)
    house.clock.move_to(house.clock.now() + 21 * 60_000)
    await house.phones["王女士"].say("门口保安要登记")
    await house.settle()
    reminder, words = (await house.phones["李师傅"].lines())[-2:]
    assert [button["label"] for button in reminder["buttons"]] == [
        "发时间给客户选",
        "电话约好了",
        "其他情况…",
        "回复客户",
        "为什么",
    ]
    assert [button["label"] for button in words["buttons"]] == ["回复客户"]


async def test_words_for_one_of_two_jobs_are_typed_once(house: House) -> None:
    """Nobody is on the way: which job is asked, and the tap takes the words along."""
    await taken(house)
    await say(house, "王女士", "冰箱不制冷")
    await tap(house, "周主管", "派李师傅")
    await tap(house, "李师傅", "接单")
    await say(house, "李师傅", "取消")
    assert "哪一单" in await say(house, "李师傅", "转告 明天一起来看")
    assert "转告客户了" in await tap(house, "李师傅", "10024 冰箱")
    assert "明天一起来看" in (await house.phones["王女士"].heard())[-1]
    assert (await house.events("10024"))[-1] == "message.answered"


async def test_a_nameplate_where_no_photo_is_looked_at_is_kept_and_nothing_is_left_to_do(house: House) -> None:
    """The demo's company has no service number of its own."""
    await reported(house)
    await house.phones["王女士"].say(photos=[a_photo("plate")])
    await house.settle()
    assert (await house.events(NUMBER))[-2:] == ["photo.received", "job.described"]
    assert await house.app.store.run(lambda unit: [row["kind"] for row in unit.tx.all("select * from task")]) == []
