"""The official account through HTTP: answers in the answer, windows, one token for all, nothing said twice or lost."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.channels.heard import KeyRefused, Unreachable
from bot.drawn import a_photo as picture
from bot.moving import settle
from domain.job.commands import Accept, Actor, Propose
from domain.job.desk_commands import Dispatch
from storage.unit import Unit
from tests.channels.wechat_account import FAULT, SEND, WANG, WeChatAccount, an_account
from tests.fakes.tencent import Fault
from tests.fakes.wechat import APP_ID


@pytest.fixture
async def account(tmp_path: Path) -> AsyncIterator[WeChatAccount]:
    async with an_account(tmp_path) as account:
        yield account


async def test_a_report_is_answered_in_the_answer(account: WeChatAccount) -> None:
    await account.fake.say(WANG, FAULT)
    (heard,) = account.fake.chats[WANG]
    assert heard.how == "reply"
    assert "已登记，单号 10019" in heard.text
    assert "回数字：\n1 拍铭牌\n2 跳过" in heard.text
    await settle(account.app)
    assert len(account.fake.chats[WANG]) == 1, "nothing is said twice"


async def test_the_platforms_second_try_gets_the_same_answer(account: WeChatAccount) -> None:
    content = {"MsgType": "text", "Content": FAULT, "MsgId": "1"}
    first, second = [await account.fake.deliver(WANG, content) for _ in range(2)]
    assert first == second != [""]
    assert await account.rows("select count(*) as n from subject where kind = 'job'") == [{"n": 1}]


async def test_a_number_answers_the_newest_menu_only(account: WeChatAccount) -> None:
    await account.fake.say(WANG, FAULT)
    assert "2 跳过" in account.fake.heard(WANG)[-1]
    await account.fake.say(WANG, "2")
    assert "1 随时有人" in account.fake.heard(WANG)[-1]
    await account.fake.say(WANG, "1")
    assert "回数字" not in account.fake.heard(WANG)[-1]
    await account.fake.say(WANG, "９")
    stage = "select stage, json_extract(state, '$.skipped') as skipped from subject where number = '10019'"
    assert await account.rows(stage) == [{"stage": "reported", "skipped": '["model"]'}]


async def test_a_photo_is_fetched_before_it_enters_and_words_wait_behind_it(account: WeChatAccount) -> None:
    await account.fake.say(WANG, FAULT)
    await account.fake.photo(WANG, picture("a"))
    await account.fake.say(WANG, "2")
    assert len(account.fake.chats[WANG]) == 1
    assert account.app.platforms.wechat is not None
    await account.app.platforms.wechat.fetcher.drain(account.clock.now())
    await settle(account.app)
    assert await account.rows("select count(*) as n from photo") == [{"n": 1}]
    assert [one.how for one in account.fake.chats[WANG][1:]] == ["custom"] * len(account.fake.chats[WANG][1:])


async def test_a_picture_that_is_gone_is_asked_for_again(account: WeChatAccount) -> None:
    await account.fake.say(WANG, FAULT)
    await account.fake.message(WANG, MsgType="image", MediaId="gone")
    assert account.app.platforms.wechat is not None
    await account.app.platforms.wechat.fetcher.drain(account.clock.now())
    await settle(account.app)
    assert "再发" in account.fake.heard(WANG)[-1]


async def test_a_window_that_is_over_makes_the_desk_phone(account: WeChatAccount) -> None:
    """U20: beyond 48 hours nothing may be sent; with no other channel a person phones, with the words to say."""
    await account.fake.say(WANG, FAULT)
    await account.forward(hours=49)
    zhou, li = account.app.people["周主管"], account.app.people["李师傅"]

    def on_the_way(unit: Unit) -> None:
        job, at = unit.numbered("10019"), unit.now
        unit.people.add_address(zhou, "web", "demo-zhou", "zh")
        unit.perform(job, Dispatch(Actor(zhou, "supervisor"), (li,)), at)
        unit.perform(job, Accept(Actor(li, "technician")), at)
        unit.perform(job, Propose(Actor(li, "technician"), ((at + 3_600_000, at + 7_200_000),)), at)

    await account.app.store.run(on_the_way)
    await settle(account.app)
    failed = await account.rows("select key, error from outbox where channel = 'wechat' and state = 'failed'")
    assert [row["error"] for row in failed] == ["window-closed"] * len(failed) != []
    assert SEND not in account.fake.calls, "what may not be sent is not tried"
    told = await account.rows("select key from outbox where key = 'please-phone'")
    assert told == [{"key": "please-phone"}]


async def test_eight_callers_fetch_one_token_and_renew_it_once(account: WeChatAccount) -> None:
    assert account.app.platforms.wechat is not None
    api = account.app.platforms.wechat.api
    await asyncio.gather(*(api.call("/cgi-bin/get_api_domain_ip", {}) for _ in range(8)))
    assert account.fake.token_asks == 1
    account.fake.expired.add(account.fake.tokens[-1])
    await asyncio.gather(*(api.call("/cgi-bin/get_api_domain_ip", {}) for _ in range(8)))
    assert account.fake.token_asks == 2


async def test_a_token_that_is_refused_for_ever_is_asked_for_twice_at_most(account: WeChatAccount) -> None:
    assert account.app.platforms.wechat is not None
    account.fake.faults.append(Fault("/cgi-bin/get_api_domain_ip", 42001, times=1_000))
    with pytest.raises(Unreachable):
        await account.app.platforms.wechat.api.call("/cgi-bin/get_api_domain_ip", {})
    assert account.fake.calls.count("/cgi-bin/get_api_domain_ip") == 2


@pytest.mark.parametrize("path", [SEND, "/cgi-bin/stable_token"])
@pytest.mark.parametrize("kind", ["html", "down"])
async def test_a_page_instead_of_an_answer_is_tried_again(account: WeChatAccount, kind: str, path: str) -> None:
    await account.fake.say(WANG, FAULT)
    account.fake.faults.append(Fault(path, times=1, kind=kind))
    await account.app.store.run(lambda unit: unit.outbox.add("wechat", WANG, "unsubscribed", {}))
    await settle(account.app)
    await account.forward(minutes=1)
    assert [one.how for one in account.fake.chats[WANG]] == ["reply", "custom"]


async def test_a_wrong_secret_is_said_and_stops_nothing_else(account: WeChatAccount) -> None:
    assert account.app.platforms.wechat is not None
    account.fake.faults.append(Fault("/cgi-bin/stable_token", 40125, times=9))
    with pytest.raises(KeyRefused):
        await account.app.platforms.wechat.api.call("/cgi-bin/get_api_domain_ip", {})
    await account.fake.say(WANG, FAULT)
    assert "已登记" in account.fake.heard(WANG)[-1], "what rides in the answer needs no token"


async def test_who_leaves_is_reached_elsewhere(account: WeChatAccount) -> None:
    await account.fake.say(WANG, FAULT)
    await account.fake.event(WANG, "unsubscribe")
    assert await account.rows("select blocked_at is not null as gone from address where address = 'o-wang'") == [
        {"gone": 1}
    ]


async def test_forged_and_unreadable_callbacks(account: WeChatAccount, caplog: pytest.LogCaptureFixture) -> None:
    assert account.fake.post is not None
    forged = await account.fake.post("/wechat", {"msg_signature": "0" * 40, "nonce": "n", "timestamp": "1"}, b"<xml/>")
    unread = await account.fake.post("/wechat", {}, b"not xml")
    assert (forged.status_code, unread.status_code, unread.content) == (200, 200, b"success")
    swapped = await account.fake.post(
        "/wechat", {"msg_signature": "0" * 40, "nonce": "n", "timestamp": "1"}, b"<xml><Encrypt>x</Encrypt></xml>"
    )
    assert swapped.status_code == 403
    assert APP_ID not in caplog.text


async def test_a_scan_and_an_unknown_event(account: WeChatAccount) -> None:
    await account.fake.event(WANG, "subscribe", "qrscene_NOCODE12")
    await account.fake.event(WANG, "subscribe", "last_trade_no_4008072001201701105817415015")
    await account.fake.event(WANG, "from_the_future", "x")
    assert account.fake.statuses == [200, 200, 200]
    assert len(account.fake.chats[WANG]) == 2
