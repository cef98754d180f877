"""Ten more ways a job goes for somebody who only phones: what comes as a text message over the gateway, what is done on
the page behind its link, without a script. I10, U1–U3, U7–U9, S2, D5.

Each ends without a call that the desk would owe: all that mattered was heard.
"""

import pytest

from tests.channels.paging import LINK, PHOTO, REPORT, Page, Town

TODAY, TOMORROW = "今天 下午 13:00–18:00", "明天 上午 08:00–12:00"
PAID = REPORT.replace("空调", "空调2015年买的")


async def agreed(town: Town, report: str = REPORT) -> Page:
    """Written down by the desk, times suggested, one of them picked on the page."""
    await town.says("周主管", report)
    await town.taps("周主管", "登记", "派李师傅")
    await town.taps("李师傅", "接单", "发时间给客户选")
    await town.forward(minutes=1.6)
    page = await town.page()
    await page.tap(TODAY)
    await town.settle()
    return page


async def on_site(town: Town, report: str = REPORT) -> Page:
    page = await agreed(town, report)
    await town.forward(hours=4)
    await town.taps("李师傅", "都带齐了，出发", "到了")
    return page


async def newest(town: Town, page: Page | None = None) -> str:
    """The text message that came last, a minute later; the page is opened by its link."""
    await town.forward(minutes=2)
    if page is not None:
        await page.open()
    return LINK.sub("LINK", town.texts()[-1]).removeprefix("【格力售后】")


async def heard(town: Town, who: str) -> str:
    return (await town.phones[who].heard())[-1]


async def nobody_has_to_phone(town: Town) -> None:
    assert "call.owed" not in await town.events("10019")
    assert not [state for state in await town.states() if state[1] == "failed"]


async def test_the_visit_is_moved_on_the_page(town: Town) -> None:
    page = await agreed(town)
    await page.tap("改时间")
    await page.tap(TOMORROW)
    await town.settle()
    assert TOMORROW in await heard(town, "李师傅")
    await page.open()
    assert TOMORROW in page.html
    await nobody_has_to_phone(town)


async def test_the_report_is_cancelled_with_a_reason_and_may_be_taken_back(town: Town) -> None:
    page = await agreed(town)
    await page.tap("取消")
    await page.tap("自己好了")
    await town.settle()
    assert await heard(town, "李师傅") == "单 10019 客户取消了（自己好了），不用去了。"
    assert (await town.events("10019"))[-2:] == ["job.cancelled", "job.closed"]
    assert "恢复这一单" in page.buttons()
    await nobody_has_to_phone(town)


async def test_a_delay_is_told_before_the_time(town: Town) -> None:
    page = await agreed(town)
    await town.forward(hours=3.9)
    await town.taps("李师傅", "其他情况…", "晚 30 分钟")
    assert await newest(town, page) == "抱歉，李师傅要晚到：今天 13:30–18:30（单10019）。详情： LINK"
    assert "改时间" in page.buttons()
    await nobody_has_to_phone(town)


async def test_nobody_opens_the_door_until_the_text_message_is_read(town: Town) -> None:
    page = await on_site(town)
    await town.taps("李师傅", "其他情况…", "没人在家")
    assert await newest(town, page) == "李师傅在您门口，没人开门（单10019）。请点： LINK"
    await page.tap("马上到")
    await town.settle()
    assert "客户说马上到" in await heard(town, "李师傅")
    await nobody_has_to_phone(town)


async def test_nobody_was_at_home_and_another_time_is_picked(town: Town) -> None:
    page = await on_site(town)
    await town.taps("李师傅", "其他情况…", "没人在家")
    await town.forward(minutes=40)
    await town.taps("李师傅", "发时间给客户选")
    assert await newest(town, page) == "李师傅想约上门时间，请点开选一个（单10019）： LINK"
    await page.tap(TOMORROW)
    await town.settle()
    assert f"客户选了 {TOMORROW}" in await heard(town, "李师傅")


async def test_the_work_stands_still_and_the_day_on_which_it_goes_on_is_told(town: Town) -> None:
    page = await on_site(town)
    await town.taps("李师傅", "其他情况…", "先停下…", "等配件", "明天")
    assert await newest(town, page) == "单10019要等一等，预计明天 09:00继续。原因： LINK"
    assert "等配件" in page.html
    await nobody_has_to_phone(town)


@pytest.mark.parametrize(("answer", "told"), [("同意 260 元", "客户同意 260 元，开始吧。"), ("不同意", "客户不同意")])
async def test_the_price_is_agreed_or_not_before_anything_is_done(town: Town, answer: str, told: str) -> None:
    page = await on_site(town, PAID)
    await town.taps("李师傅", "补漏加氟 260 元")
    assert await newest(town, page) == "单10019报价260元，同意了才动手，请点： LINK"
    await page.tap(answer)
    await town.settle()
    assert told in await heard(town, "李师傅")
    await nobody_has_to_phone(town)


async def test_it_is_not_mended_and_somebody_comes_again(town: Town) -> None:
    page = await on_site(town)
    await town.taps("李师傅", "保内，免费", "缺氟/漏氟，补漏加氟，没换配件", "已试机，正常")
    for name in ("sheet", "number"):
        await town.phones["李师傅"].say(photos=[PHOTO + name.encode()])
        await town.settle()
    await town.taps("李师傅", "完工")
    assert await newest(town, page) == "李师傅说修好了（单10019）。好了没有、打几分，请点： LINK"
    await page.tap("还没好")
    await town.settle()
    assert "客户说还没好，单 10019 要再跑一趟" in await heard(town, "李师傅")
    assert "客户说没修好，李师傅 要再约" in await heard(town, "周主管")
    await nobody_has_to_phone(town)


async def test_customer_and_technician_write_to_each_other_without_numbers(town: Town) -> None:
    page = await agreed(town)
    await page.tap("联系师傅")
    await page.write("门禁密码 1234")
    await town.settle()
    assert await heard(town, "李师傅") == "客户说（单 10019）：门禁密码 1234"
    await town.says("李师傅", "转告 收到，两点到")
    assert await newest(town, page) == "李师傅有话转告您（单10019），请看： LINK"
    assert "收到，两点到" in page.html
    await nobody_has_to_phone(town)


async def test_another_technician_comes_and_suggests_times_anew(town: Town) -> None:
    page = await agreed(town)
    await town.says("周主管", "10019")
    await town.taps("周主管", "改派张师傅")
    await town.taps("张师傅", "接单")
    assert await newest(town, page) == "单10019换一位师傅，会再约时间。详情： LINK"
    await town.taps("张师傅", "发时间给客户选")
    assert "张师傅想约上门时间" in await newest(town, page)
    await page.tap(TODAY)
    await town.settle()
    assert f"客户选了 {TODAY}" in await heard(town, "张师傅")
    await nobody_has_to_phone(town)


async def test_a_person_is_asked_for_and_the_desk_answers(town: Town) -> None:
    page = await agreed(town)
    await page.tap("人工")
    await town.settle()
    assert "客户找人工" in await heard(town, "周主管")
    await town.says("周主管", "转告 马上处理")
    assert await newest(town, page) == "客服回复您了（单10019），请看： LINK"
    assert "马上处理" in page.html


async def test_a_journey_notices_a_text_message_that_does_not_come(town: Town) -> None:
    """The harness can fail: the gateway takes nothing."""
    from tests.fakes.sms import Fault

    await agreed(town)
    town.gateway.faults = [Fault(body='{"code": 2}', times=99)]
    before = len(town.texts())
    await town.says("李师傅", "转告 您好")
    await town.forward(minutes=2)
    assert len(town.texts()) == before
    with pytest.raises(AssertionError):
        await nobody_has_to_phone(town)
