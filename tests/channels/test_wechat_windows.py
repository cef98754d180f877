"""When a window ends and what it still takes, where WeChat's clock, count or answers differ from ours. U20."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.moving import settle
from storage.unit import Unit
from tests.channels.wechat_account import FAULT, SEND, WANG, WeChatAccount, an_account
from tests.fakes.tencent import Fault

LEFT = "select left, tap_left from wechat_open"
HOUR, MINUTE = 3_600_000, 60_000


@pytest.fixture
async def account(tmp_path: Path) -> AsyncIterator[WeChatAccount]:
    async with an_account(tmp_path) as account:
        yield account


async def test_the_platform_counts_otherwise_than_we(account: WeChatAccount) -> None:
    await account.fake.say(WANG, FAULT)
    account.fake.faults.append(Fault(SEND, 45047, times=9))
    await account.spend(2)
    await settle(account.app)
    assert await account.rows(LEFT) == [{"left": 0, "tap_left": 0}]
    assert account.fake.calls.count(SEND) == 1, "the second is not even tried"


@pytest.mark.parametrize("opens", ["message", "tap"])
@pytest.mark.parametrize("early_ms", [0, 900, 4_900])
async def test_nothing_goes_at_the_border(account: WeChatAccount, opens: str, early_ms: int) -> None:
    """WeChat takes it at the beginning of its second, and it reaches us later."""
    began = account.fake.now()
    if opens == "message":
        content = {"MsgType": "text", "Content": FAULT, "MsgId": "1"}
        account.fake.rules.wrote(WANG)
    else:
        content = {"MsgType": "event", "Event": "CLICK", "EventKey": "进度"}
        account.fake.rules.tapped(WANG, follows=True)
    account.clock.move_to(began + 900)
    await account.fake.deliver(WANG, {**content, "CreateTime": str(began // 1000)})
    ends = began + (48 * HOUR if opens == "message" else MINUTE)
    account.clock.move_to(ends + 900 - early_ms)
    await account.tell("unsubscribed")
    assert account.fake.rules.outside == 0


async def test_a_window_is_used_until_shortly_before_its_end(account: WeChatAccount) -> None:
    await account.fake.say(WANG, FAULT)
    account.clock.move_to(account.fake.now() + 48 * HOUR - 7_000)
    await account.tell("unsubscribed")
    assert account.hows() == ["reply", "custom"]


async def test_a_tap_that_is_used_up_leaves_the_message_window_alone(account: WeChatAccount) -> None:
    """Three may go within a minute of a tap, and five after a message: WeChat refuses the tap's only."""
    await account.fake.say(WANG, "你好")
    await account.fake.event(WANG, "CLICK", "进度")
    account.fake.faults.append(Fault(SEND, 45047))
    await account.tell("unsubscribed")
    assert await account.rows(LEFT) == [{"left": 4, "tap_left": 0}]
    assert account.hows()[-1] == "custom"


async def test_a_time_that_is_over_is_over_for_both(account: WeChatAccount) -> None:
    """45015: they left, or the clocks differ."""
    await account.fake.say(WANG, "你好")
    await account.fake.event(WANG, "CLICK", "进度")
    account.fake.faults.append(Fault(SEND, 45015))
    await account.tell("unsubscribed")
    assert await account.rows(LEFT) == [{"left": 0, "tap_left": 0}]
    assert account.fake.calls.count(SEND) == 1


@pytest.mark.parametrize("used", [0, 4], ids=["five are left", "the last one"])
async def test_a_minute_of_trouble_uses_up_no_window(account: WeChatAccount, used: int) -> None:
    await account.fake.say(WANG, "你好")
    await account.spend(used)
    account.fake.faults.append(Fault(SEND, kind="down", times=6))
    await account.tell("visit-delayed", window=[0, 1])
    await account.forward(minutes=10)
    assert account.hows()[-1] == "custom"
    assert account.fake.rules.outside == 0
    assert account.fake.followers[WANG].left == 4 - used


async def test_what_may_have_gone_is_counted_once(account: WeChatAccount) -> None:
    """The line is cut after WeChat acted: it is heard twice, and counts twice."""
    await account.fake.say(WANG, "你好")
    account.fake.faults.append(Fault(SEND, kind="cut"))
    await account.tell("wish-handled")
    await account.forward(minutes=5)
    assert account.fake.followers[WANG].left == 3
    assert (await account.rows(LEFT))[0]["left"] == 3


async def test_what_went_five_times_without_an_answer_ends_with_the_window(account: WeChatAccount) -> None:
    """One message too many at most, which WeChat refuses."""
    await account.fake.say(WANG, "你好")
    account.fake.faults.append(Fault(SEND, times=5, kind="cut"))
    await account.tell("wish-handled")
    await account.forward(hours=2)
    assert account.fake.calls.count(SEND) == 6
    assert account.fake.rules.outside == 1
    assert await account.rows("select state from outbox where key = 'wish-handled'") == [{"state": "failed"}]


async def test_a_window_that_opens_anew_has_forgotten_what_may_have_gone(account: WeChatAccount) -> None:
    await account.fake.say(WANG, "你好")
    account.fake.faults.append(Fault(SEND, kind="down"))
    await account.tell("wish-handled")

    def gone(unit: Unit) -> None:
        unit.tx.run("update outbox set state = 'failed' where state = 'new'")

    await account.app.store.run(gone)
    await account.forward(minutes=1)
    await account.fake.say(WANG, "你好")
    for _ in range(6):
        await account.tell("wish-handled")
    assert account.fake.rules.outside == 0
