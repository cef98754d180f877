"""Bad input where a visit does not go straight: forged and old buttons, other people's jobs, two taps at once."""

import asyncio

import pytest

from tests.conftest import House, Phone
from tests.test_bad_input import dispatched

pytestmark = pytest.mark.asyncio


async def on_site(house: House) -> str:
    """李师傅 on site; the job's number."""
    number = await dispatched(house)
    li = house.phones["李师傅"]
    for step in ("[接单]", "约好 今天10点", "[都带齐了，出发]", "[到了]"):
        await (li.tap(step.strip("[]")) if step.startswith("[") else li.say(step))
        await house.settle()
    return number


async def last(phone: Phone) -> str:
    return (await phone.heard())[-1]


@pytest.mark.parametrize(
    ("action", "said"),
    [
        ("suspend:{number}:999:part:99999999999", "过时"),
        ("suspend:{number}:999:part:-1", "过时"),
        ("suspend:{number}:999:~1.abc:1", "过时"),
        ("suspend:{number}:999:rain", "过时"),
        ("end_visit:{number}:999:~1.abc", "过时"),
        ("unsolved:{number}:999:whim", "过时"),
        ("extend:{number}:999:9999999999999:part", "三个月以内"),
        ("extend:{number}:999:0:part", "要比原来"),
        ("hand_over:{number}:999:77:far", "不在本网点"),
        ("hand_over:{number}:999:any:whim", "过时"),
        ("units:{number}:999:piano:2", "过时"),
        ("units:{number}:999:tv:1000000", "1 到 99"),
        ("late:{number}:999:30", "没有可推迟"),
        ("danger:{number}:999:~1.abc", "过时"),
        ("decide:{number}:999:solution:replace", "不归您"),
        ("release:{number}:999", "不归您"),
        ("door:{number}:999:yes", "不归您"),
        ("leave_team:{number}:999:far", "不是这一步"),
    ],
)
async def test_a_forged_button_changes_nothing(house: House, action: str, said: str) -> None:
    number = await on_site(house)
    before = await house.events(number)
    await house.phones["李师傅"].say(action=action.format(number=number))
    await house.settle()
    assert said in await last(house.phones["李师傅"])
    assert await house.events(number) == before


@pytest.mark.parametrize(
    "verb", ["late", "nobody", "danger", "second", "suspend", "units", "resume", "appeared", "more"]
)
async def test_another_technician_can_do_nothing_to_a_job(house: House, verb: str) -> None:
    number = await on_site(house)
    before = await house.events(number)
    await house.phones["张师傅"].say(action=f"{verb}:{number}:999")
    await house.settle()
    assert "没有这个单号" in await last(house.phones["张师傅"])
    assert await house.events(number) == before


async def test_an_old_danger_button_still_stops_the_work(house: House) -> None:
    number = await on_site(house)
    await house.phones["李师傅"].say(action=f"danger:{number}:1")
    await house.settle()
    assert "work.stopped" in await house.events(number)


async def test_two_of_the_desk_decide_at_once_and_one_is_heard(house: House) -> None:
    number = await on_site(house)
    await house.phones["李师傅"].say("延期")
    await house.settle()
    for tap in ("多 2 小时", "等配件"):
        await house.phones["李师傅"].tap(tap)
        await house.settle()
    desk = house.phones["周主管"]
    yes, no = [button["action"] for button in (await desk.lines())[-1]["buttons"]]
    await asyncio.gather(desk.say(action=yes), desk.say(action=f"{no}:no_need"))
    await house.settle()
    events = await house.events(number)
    assert events.count("approval.granted") + events.count("approval.refused") == 1


async def test_who_was_in_the_team_no_longer_sees_the_job(house: House) -> None:
    """The second technician sees it while they help, and finds it in their list; afterwards they do not."""
    number = await on_site(house)
    zhang = house.phones["张师傅"]
    await house.phones["李师傅"].say("加人")
    await house.settle()
    await house.phones["周主管"].tap("加张师傅")
    await house.settle()
    await zhang.say("我的单")
    await house.settle()
    assert number in await last(zhang)
    await house.phones["李师傅"].say("下次再来 配件没带")
    await house.settle()
    assert "不用去了" in await last(zhang)
    for words in ("我的单", f"到场 {number}"):
        await zhang.say(words)
        await house.settle()
        assert "幸福路" not in await last(zhang)
