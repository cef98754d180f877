"""Text messages to customers who only phone: what goes, when, and what becomes of what does not."""

import pytest

from bot.channels.sms.channel import MOST_UNITS
from bot.channels.splitting import units
from scheduler.reaching import serve
from tests.channels.paging import LINK, PHONE, PHOTO, Town
from tests.fakes.sms import KEY, Fault

REFUSED = '{"code": 2, "msg": "请求参数格式错误"}'


async def test_a_customer_who_phones_chooses_a_time_and_rates_behind_a_link(town: Town) -> None:
    """The whole journey: the desk writes it down, the rest is text messages and one page. I10, U1, U20."""
    await town.reported()
    assert [LINK.sub("LINK", text) for text in town.texts()] == ["【格力售后】已登记，单号10019。进度和改时间点： LINK"]
    assert "这位客户会收到短信和链接" in "\n".join(await town.phones["周主管"].heard())
    await town.taps("周主管", "派李师傅")
    await town.taps("李师傅", "接单", "发时间给客户选")
    await town.forward(minutes=1.6)
    assert "李师傅想约上门时间，请点开选一个（单10019）：" in town.texts()[-1]

    page = await town.page()
    assert page.buttons()[:3] == ["今天 下午 13:00–18:00", "明天 上午 08:00–12:00", "明天 下午 13:00–18:00"]
    await page.tap("今天 下午 13:00–18:00")
    assert "约好了：今天 下午 13:00–18:00，李师傅上门。单 10019。" in page.html
    await town.settle()
    assert "客户选了 今天 下午 13:00–18:00" in (await town.phones["李师傅"].heard())[-1]

    await town.forward(hours=3.7)
    await town.taps("李师傅", "都带齐了，出发", "到了", "保内，免费", "缺氟/漏氟，补漏加氟，没换配件", "已试机，正常")
    for name in ("sheet", "number"):
        await town.phones["李师傅"].say(photos=[PHOTO + name.encode()])
        await town.settle()
    await town.taps("李师傅", "完工")
    assert "李师傅说修好了（单10019）" in town.texts()[-1]
    await page.open()
    await page.tap("好了")
    await page.tap("★★★★★")
    assert "谢谢您的 5 星" in page.html
    assert (await town.events("10019"))[-2:] == ["work.confirmed", "rating.given"]
    await town.forward(hours=72)
    assert "前两天修的空调用着怎么样（单10019）？" in town.texts()[-1]
    assert "call.owed" not in await town.events("10019"), "nobody had to phone"
    assert all(units(text) <= MOST_UNITS for text in town.texts()), "two parts each"


async def test_without_a_gateway_the_desk_phones_as_before(town: Town) -> None:
    town.app.reach.sms = False
    await town.proposed()
    assert town.texts() == []
    assert "call.owed" in await town.events("10019")


async def test_two_families_on_one_landline_get_no_text_message(town: Town) -> None:
    await town.says("周主管", "报修 王女士 空调不制冷,幸福路8号3单元502,0595-22345678")
    await town.taps("周主管", "登记")
    assert town.gateway.asked == []


async def test_what_is_not_worth_a_text_message_is_on_the_page_alone(town: Town) -> None:
    await town.proposed()
    states = await town.states()
    assert ("technician-found", "page", "not-worth-sms") in states
    assert len(town.texts()) == 2
    page = await town.page()
    assert "李师傅接了单 10019，会尽快和您约上门时间。" in page.html


async def test_a_gateway_that_answers_200_and_failed_is_a_call_for_the_desk(town: Town) -> None:
    """Undelivered never counts as unanswered."""
    await town.reported()
    town.gateway.faults = [Fault(body=REFUSED, times=99)]
    await town.taps("周主管", "派李师傅")
    await town.taps("李师傅", "接单", "发时间给客户选")
    await town.forward(minutes=1.6)
    assert ("times-proposed", "failed", "not-taken") in await town.states()
    assert "call.owed" in await town.events("10019")
    assert "李师傅想和您约上门时间" in "\n".join(await town.phones["周主管"].heard())


async def test_a_gateway_that_is_down_is_tried_again_and_nothing_is_lost(town: Town) -> None:
    html, later = Fault(body="<html>maintenance</html>"), Fault(body='{"code": 33}')
    town.gateway.faults = [Fault(status=500), Fault(status=429), html, later, Fault(cut=True)]
    await town.reported()
    await town.forward(minutes=10)
    assert town.gateway.faults == []
    assert len(town.texts()) == 1
    assert [state for _key, state, _error in await town.states()] == ["sent"]


async def test_a_gateway_that_refuses_our_key_stops_the_channel_and_is_tried_again(town: Town) -> None:
    town.gateway.faults = [Fault(status=401, times=99)]
    await town.reported()
    health = (await town.http.get("/health")).json()
    assert health["channels"] == {"sms": "stopped"}
    town.gateway.faults = []
    await town.forward(minutes=20)
    assert len(town.texts()) == 1


@pytest.mark.parametrize(
    ("fault", "why"),
    [
        (Fault(status=401, times=999), "channel-stopped"),
        (Fault(status=502, times=999), "platform-down"),
        (Fault(body="<html>", times=999), "platform-down"),
    ],
    ids=["refused key", "bad gateway", "a page"],
)
async def test_what_an_answer_is_waited_for_with_is_a_call_when_the_channel_stands_for_an_hour(
    town: Town, fault: Fault, why: str
) -> None:
    """Nobody waits for days for a key that is refused; what is told without a question waits."""
    await town.reported()
    town.gateway.faults = [fault]
    await town.taps("周主管", "派李师傅")
    await town.taps("李师傅", "接单", "发时间给客户选")
    await town.forward(minutes=45)
    assert "call.owed" not in await town.events("10019")
    await town.forward(minutes=20)
    assert ("times-proposed", "failed", why) in await town.states()
    assert (await town.events("10019")).count("call.owed") == 1
    assert "李师傅想和您约上门时间" in "\n".join(await town.phones["周主管"].heard())


@pytest.mark.parametrize("rest", ["99999999999999999999", "9" * 400, "99999999"])
async def test_a_gateway_that_wants_to_rest_for_ever_holds_nobody_up(town: Town, rest: str) -> None:
    town.gateway.faults = [Fault(status=503, retry_after=rest, times=99)]
    await town.reported()
    await town.says("李师傅", "我的单")
    assert "没有" in (await town.phones["李师傅"].heard())[-1], "other people are answered"
    town.gateway.faults = []
    await town.forward(hours=31)
    assert len(town.texts()) == 1, "asked again after a day"


TAKEN = '{"code": 0, "msg": "发送成功", "sid": "7"}'


@pytest.mark.parametrize("answer", [TAKEN.encode("gb18030"), TAKEN.encode("utf-8-sig")], ids=["gbk", "with a mark"])
async def test_an_answer_in_another_encoding_is_read_as_well(answer: bytes, town: Town) -> None:
    """A text that was taken is not said to have failed."""
    town.gateway.faults = [Fault(body=answer, acts=True)]
    await town.reported()
    assert len(town.texts()) == 1
    assert [state for _key, state, _error in await town.states()] == ["sent"]


async def test_at_night_nothing_is_sent_until_the_morning(town: Town) -> None:
    await town.forward(hours=14)  # 22:59
    await town.reported()
    assert town.texts() == []
    await town.forward(hours=12)
    assert len(town.texts()) == 1


async def test_one_a_minute_and_eight_a_day_go_to_a_number_whoever_writes(town: Town) -> None:
    await town.proposed()
    for hour in range(9):
        await town.says("李师傅", f"转告 第{hour}句")
        await town.forward(minutes=2)
    assert len(town.texts()) == 5, "what matters less stops at five"
    assert ("technician-says", "page", "enough-for-today") in await town.states()
    assert "call.owed" in await town.events("10019"), "what did not go is a call"


async def test_the_number_the_key_and_the_token_stand_in_no_log(town: Town, capfd: pytest.CaptureFixture[str]) -> None:
    await town.proposed()
    town.gateway.faults = [Fault(body=REFUSED)]
    await town.says("李师傅", "转告 您好")
    await town.forward(minutes=2)
    page = await town.page()
    said = "".join(capfd.readouterr())
    assert "did not take a message" in said
    assert not [secret for secret in (PHONE, KEY, page.path.removeprefix("/s/")) if secret in said]
    assert PHONE not in repr(
        await town.app.store.run(lambda unit: [tuple(r) for r in unit.tx.all("select * from outbox")])
    )


async def test_what_waits_when_the_gateway_is_taken_away_becomes_calls(town: Town) -> None:
    await town.reported()
    town.gateway.faults = [Fault(status=500, times=99)]
    await town.taps("周主管", "派李师傅")
    await town.taps("李师傅", "接单", "发时间给客户选")
    await town.app.store.run(lambda unit: serve(unit, {"web", "page"}))
    await town.settle()
    assert ("times-proposed", "failed", "not-served") in await town.states()
    assert "call.owed" in await town.events("10019")
