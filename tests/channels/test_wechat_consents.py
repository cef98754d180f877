"""A consent carries one message: none is lost when the platform stumbles, and none is counted twice. U20, K4."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.channels.wechat.consents import left
from bot.channels.wechat.notices import CONSENTED
from tests.channels.wechat_account import CONSENT, WANG, WeChatAccount, an_account
from tests.fakes.tencent import Fault

STATES = "select state, delivered_at is not null as shown from outbox where channel = 'wechat' order by id"


@pytest.fixture
async def account(tmp_path: Path) -> AsyncIterator[WeChatAccount]:
    """A customer agreed to one message; no window is open, and no template is set."""
    async with an_account(tmp_path, wechat_subscription=CONSENT) as account:
        await account.fake.consent(WANG, CONSENT["id"])
        await account.forward(hours=49)
        yield account


@pytest.mark.parametrize(
    "fault",
    [Fault(CONSENTED, -1), Fault(CONSENTED, kind="html"), Fault(CONSENTED, kind="down"), Fault(CONSENTED, 45009)],
    ids=["busy", "a page", "down", "quota"],
)
async def test_the_next_try_goes_by_the_same_consent(account: WeChatAccount, fault: Fault) -> None:
    account.fake.faults.append(fault)
    await account.tell("callback")
    await account.forward(hours=20)
    assert account.hows() == ["consent"]
    assert await account.app.store.run(lambda unit: left(unit, WANG, CONSENT["id"])) == 0
    assert account.fake.rules.outside == 0


async def test_what_went_without_an_answer_is_sent_once_the_event_says_so(account: WeChatAccount) -> None:
    account.fake.faults.append(Fault(CONSENTED, kind="cut"))
    await account.tell("callback")
    await account.fake.report()
    await account.forward(minutes=5)
    assert account.hows() == ["consent"], "it is said once"
    assert await account.rows(STATES) == [{"state": "sent", "shown": 1}]


async def test_a_late_event_is_waited_for(account: WeChatAccount) -> None:
    """43101 at the second try: the first one took the consent, or it was taken back; the event tells."""
    account.fake.faults.append(Fault(CONSENTED, kind="cut"))
    await account.tell("callback")
    await account.forward(minutes=1)
    assert await account.rows(STATES) == [{"state": "new", "shown": 0}]
    await account.fake.report()
    await account.forward(minutes=5)
    assert await account.rows(STATES) == [{"state": "sent", "shown": 1}]


async def test_without_an_event_it_did_not_go(account: WeChatAccount) -> None:
    """Somebody phones rather than nobody."""
    account.fake.faults.append(Fault(CONSENTED, kind="down"))
    await account.tell("callback")
    account.fake.followers[WANG].consents.clear()
    await account.forward(hours=1)
    assert await account.rows(STATES) == [{"state": "failed", "shown": 0}]


async def test_what_goes_in_a_window_after_all_leaves_the_consent_to_another(account: WeChatAccount) -> None:
    account.fake.faults.append(Fault(CONSENTED, kind="down"))
    await account.tell("callback")
    await account.fake.say(WANG, "你好")
    await account.forward(minutes=5)
    assert "consent" not in account.hows()
    await account.forward(hours=49)
    await account.tell("callback")
    assert account.hows()[-1] == "consent"
    assert account.fake.rules.outside == 0


async def test_a_result_that_is_told_twice_is_one(account: WeChatAccount) -> None:
    """Two went, and the first was refused on the phone; the platform posts that again while the second is under way."""
    await account.fake.consent(WANG, CONSENT["id"])
    account.fake.rules.follower(WANG).refuses = True
    await account.tell("callback")
    refused = list(account.fake.rules.results)
    account.fake.rules.follower(WANG).refuses = False
    await account.tell("callback")
    account.fake.rules.results[:] = refused
    await account.fake.report(times=2)
    assert await account.rows(STATES) == [{"state": "failed", "shown": 0}, {"state": "sent", "shown": 0}]


async def test_two_results_of_one_second_are_two(account: WeChatAccount) -> None:
    await account.fake.consent(WANG, CONSENT["id"])
    await account.tell("callback")
    await account.tell("callback")
    await account.fake.report()
    assert await account.rows(STATES) == [{"state": "sent", "shown": 1}] * 2
