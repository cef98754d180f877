"""Technicians on an official account: an offer that cannot reach them is not delivered, never unanswered. U5, U20."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.moving import settle
from domain.job.commands import Actor
from domain.job.desk_commands import Dispatch
from storage.unit import Unit
from tests.channels.wechat_account import FAULT, NOTICE, STAFF, WANG, WeChatAccount, an_account

LI = "o-li"
WHY = "select json_extract(data, '$.why') as why from event where name = 'offer.passed'"


@pytest.fixture
async def bare(tmp_path: Path) -> AsyncIterator[WeChatAccount]:
    async with an_account(tmp_path) as account:
        yield account


@pytest.fixture
async def account(tmp_path: Path) -> AsyncIterator[WeChatAccount]:
    async with an_account(tmp_path, wechat_notice=NOTICE, wechat_notice_staff=STAFF) as account:
        yield account


async def offered(account: WeChatAccount, *, wrote: bool) -> None:
    """Li is on WeChat alone, and has written lately or not; a job is offered to him at nine."""
    li, zhou = account.app.people["李师傅"], account.app.people["周主管"]

    def move_in(unit: Unit) -> None:
        unit.people.add_address(li, "wechat", LI, "zh")
        unit.people.add_address(zhou, "web", "demo-zhou", "zh")

    await account.app.store.run(move_in)
    if wrote:
        await account.fake.say(LI, "帮助")
    await account.fake.say(WANG, FAULT)
    await account.app.store.run(
        lambda unit: unit.perform(unit.numbered("10019"), Dispatch(Actor(zhou, "supervisor"), (li,)), unit.now) and None
    )
    await settle(account.app)


async def test_an_offer_in_an_open_window_runs_and_goes_unanswered(bare: WeChatAccount) -> None:
    await offered(bare, wrote=True)
    assert "10019" in bare.fake.heard(LI)[-1]
    await bare.forward(minutes=11)
    assert await bare.rows(WHY) == [{"why": "unanswered"}]


async def test_an_offer_that_may_not_be_sent_is_not_delivered(bare: WeChatAccount) -> None:
    """The desk hears at once that Li is not reached; ten minutes later the next one is asked."""
    await offered(bare, wrote=False)
    told = await bare.rows("select address from outbox where key = 'not-reached'")
    assert told == [{"address": "demo-zhou"}]
    await bare.forward(minutes=11)
    assert await bare.rows(WHY) == [{"why": "undelivered"}]
    assert bare.fake.rules.outside == 0


async def test_by_the_staffs_template_it_runs_from_when_it_arrived(account: WeChatAccount) -> None:
    await offered(account, wrote=False)
    assert account.hows(LI) == ["template"]
    delivered = "select count(*) as n from event where name = 'offer.delivered'"
    assert await account.rows(delivered) == [{"n": 0}]
    await account.forward(minutes=5)
    await account.fake.report()
    assert await account.rows(delivered) == [{"n": 1}]
    await account.forward(minutes=8)
    assert await account.rows(WHY) == [], "ten minutes from when it arrived"
    await account.forward(minutes=3)
    assert await account.rows(WHY) == [{"why": "unanswered"}]


async def test_a_template_that_fails_on_the_phone_is_not_delivered(account: WeChatAccount) -> None:
    account.fake.rules.follower(LI).refuses = True
    await offered(account, wrote=False)
    await account.fake.report()
    await account.forward(minutes=11)
    assert await account.rows(WHY) == [{"why": "undelivered"}]


async def test_a_question_that_cannot_reach_one_supervisor_is_told_to_another(bare: WeChatAccount) -> None:
    """Zhou is on WeChat alone and has not written; the manager is on the web."""
    zhou, boss = bare.app.people["周主管"], bare.app.people["陈师傅"]

    def move_in(unit: Unit) -> None:
        unit.people.add_address(zhou, "wechat", "o-zhou", "zh")
        unit.people.add_address(boss, "web", "demo-boss", "zh")
        unit.people.join(boss, "main", "supervisor")

    await bare.app.store.run(move_in)
    await bare.fake.say(WANG, FAULT)
    await settle(bare.app)
    assert await bare.rows("select address from outbox where key = 'not-reached'") == [{"address": "demo-boss"}]
