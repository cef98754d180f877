"""What an official account may still say to somebody is spent on what is worth it: U20, U25."""

from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import pytest

from bot.channels.choices import chosen as meant
from bot.channels.wechat.budget import chosen
from bot.channels.wechat.consents import left
from domain.effects import Button, Question
from handlers.said import Message
from storage.unit import Unit
from tests.channels.wechat_account import CONSENT, NOTICE, SEND, STAFF, WANG, WeChatAccount, an_account
from tests.fakes.tencent import Fault

LONG = 1_500
"""Bytes: two such make two messages."""


def message(number: int, key: str, weight: int = 100) -> Message:
    return Message(number, "x" * weight, key=key)


def packed(messages: Sequence[Message]) -> int:
    return -(-sum(len(one.text) for one in messages) // 2_000)


@pytest.mark.parametrize(
    ("room", "waiting", "go"),
    [
        (5, [(1, "noted", 100), (2, "callback", 100)], [1, 2]),
        (1, [(1, "noted", 100)], []),
        (2, [(1, "noted", 100)], [1]),
        (1, [(1, "noted", 100), (2, "callback", 100)], [1, 2]),
        (1, [(1, "noted", LONG), (2, "callback", LONG)], [2]),
        (1, [(1, "where", LONG), (2, "callback", LONG)], [2]),
        (1, [(1, "where", LONG), (2, "suspended-customer", LONG)], [1]),
        (1, [(1, "where", 9_000)], [1]),
        (0, [(1, "callback", 100)], []),
    ],
    ids=[
        "all together while there is room",
        "what nobody needs leaves the last one alone",
        "and goes while there are two",
        "it rides along for nothing",
        "but not where it would cost one more",
        "a question goes before news",
        "of equals the first",
        "of one that is too long its beginning",
        "nothing where nothing is left",
    ],
)
def test_what_goes_out(room: int, waiting: list[tuple[int, str, int]], go: list[int]) -> None:
    assert [one.id for one in chosen([message(*one) for one in waiting], room, packed)] == go


@pytest.fixture
async def account(tmp_path: Path) -> AsyncIterator[WeChatAccount]:
    templates = {"wechat_notice": NOTICE, "wechat_notice_staff": STAFF, "wechat_subscription": CONSENT}
    async with an_account(tmp_path, **templates) as account:
        yield account


@pytest.fixture
async def bare(tmp_path: Path) -> AsyncIterator[WeChatAccount]:
    """Without any template."""
    async with an_account(tmp_path) as account:
        yield account


async def test_several_messages_go_as_one(account: WeChatAccount) -> None:
    await account.fake.say(WANG, "你好")
    account.fake.calls.clear()
    await account.tell("unsubscribed", "resubscribed", "technician-found")
    assert account.fake.calls.count(SEND) == 1
    assert account.fake.heard(WANG)[-1].count("\n\n") == 2
    assert account.fake.followers[WANG].left == 4
    assert {row["state"] for row in await account.rows("select state from outbox")} == {"sent"}


async def test_what_nobody_needs_waits_for_the_next_message_and_rides_along(account: WeChatAccount) -> None:
    await account.fake.say(WANG, "你好")
    await account.spend(4)
    await account.tell("technician-found")
    await account.forward(hours=3)
    assert account.fake.followers[WANG].left == 1, "the last one is for what is worth it"
    await account.tell("visit-delayed", window=[account.clock.now(), account.clock.now() + 3_600_000])
    first, second = account.fake.heard(WANG)[-1].split("\n\n")
    assert first.startswith("李师傅接了单 10019")
    assert second.startswith("抱歉，李师傅要晚到")
    assert account.fake.followers[WANG].left == 0
    assert await account.rows("select key from outbox where state <> 'sent'") == []


async def test_it_rides_in_an_answer_too_and_is_said_once(account: WeChatAccount) -> None:
    await account.fake.say(WANG, "你好")
    await account.spend(4)
    await account.tell("wish-handled", "technician-found")
    await account.fake.say(WANG, "帮助")
    await account.forward(minutes=5)
    assert sum("李师傅" in text for text in account.fake.heard(WANG)) == 1
    assert account.fake.rules.outside == 0


async def test_what_still_waits_when_the_window_closes_goes_its_way(bare: WeChatAccount) -> None:
    await bare.fake.say(WANG, "你好")
    await bare.spend(4)
    await bare.tell("technician-found")
    assert await bare.rows("select state from outbox where key = 'technician-found'") == [{"state": "new"}]
    await bare.forward(hours=49)
    found = await bare.rows("select state, error from outbox where key = 'technician-found'")
    assert found == [{"state": "failed", "error": "window-closed"}]
    assert bare.fake.rules.outside == 0


async def test_two_questions_in_one_text_are_numbered_through(account: WeChatAccount) -> None:
    """U25: each number means what stands behind it; when one question is outdated the other's numbers still hold."""
    await account.fake.say(WANG, "你好")
    first, second = (
        Question("ask-pick", buttons=(Button(verb, (), "button-notice-next", number="10019"),)) for verb in ("a", "b")
    )

    def ask(unit: Unit) -> None:
        for question in (first, second):
            unit.outbox.ask("wechat", WANG, "unsubscribed", {}, question)

    await account.app.store.run(ask)
    await account.app.sender.drain()
    text = account.fake.heard(WANG)[-1]
    assert "\n1 " in text
    assert "\n2 " in text

    def numbers(unit: Unit) -> list[str]:
        return [meant(unit, "wechat", WANG, str(number), unit.now) for number in (1, 2, 3)]

    assert await account.app.store.run(numbers) == ["a:10019:0", "b:10019:0", ""]
    ids = [row["id"] for row in await account.rows("select id from outbox where question is not null order by id")]
    assert account.app.platforms.wechat is not None
    await account.app.platforms.wechat.channel.close_menu(WANG, int(str(ids[1])), None)
    assert await account.app.store.run(numbers) == ["a:10019:0", "", ""]
    await account.app.platforms.wechat.channel.close_menu(WANG, int(str(ids[0])), None)
    assert await account.app.store.run(numbers) == ["", "", ""]


async def test_a_consent_carries_one_question_when_no_window_is_open(account: WeChatAccount) -> None:
    """43101 is never met: what is used up is known."""
    await account.fake.say(WANG, "你好")
    await account.fake.consent(WANG, CONSENT["id"])
    await account.forward(hours=49)
    await account.tell("callback")
    await account.tell("callback")
    assert account.hows()[-2:] == ["consent", "template"]
    assert account.fake.rules.outside == 0


async def test_news_take_no_consent(account: WeChatAccount) -> None:
    await account.fake.consent(WANG, CONSENT["id"])
    await account.forward(hours=49)
    await account.tell("wish-handled")
    assert account.hows() == ["template"]
    assert account.fake.followers[WANG].consents == {CONSENT["id"]: 1}


async def test_a_consent_is_kept_while_a_window_is_open(account: WeChatAccount) -> None:
    await account.fake.say(WANG, "你好")
    await account.fake.consent(WANG, CONSENT["id"])
    await account.tell("callback")
    assert account.hows()[-1] == "custom"
    assert account.fake.followers[WANG].consents == {CONSENT["id"]: 1}


async def test_consents_are_counted_as_they_are_given_and_taken_back(account: WeChatAccount) -> None:
    """The platform's second try of an event counts once; a no ends them."""

    async def kept() -> int:
        return await account.app.store.run(lambda unit: left(unit, WANG, CONSENT["id"]))

    for _ in range(2):
        await account.fake.consent(WANG, CONSENT["id"])
    assert await kept() == 1, "the same second, the same event"
    await account.forward(seconds=2)
    await account.fake.consent(WANG, CONSENT["id"])
    assert await kept() == 2
    await account.forward(seconds=2)
    await account.fake.consent(WANG, CONSENT["id"], "reject")
    assert await kept() == 0


async def test_where_the_platform_knows_of_no_consent_the_template_goes(account: WeChatAccount) -> None:
    await account.fake.consent(WANG, CONSENT["id"])
    account.fake.followers[WANG].consents.clear()
    await account.forward(minutes=2)
    await account.tell("callback")
    assert account.hows() == ["template"]


@pytest.mark.parametrize("by", ["consent", "template"])
async def test_what_became_of_it_is_recorded(account: WeChatAccount, by: str) -> None:
    """The result comes as an event: a subscription's has no number that we know."""
    if by == "consent":
        await account.fake.consent(WANG, CONSENT["id"])
        await account.forward(minutes=2)
    await account.tell("callback")
    state = "select state, delivered_at is not null as shown from outbox where key = 'callback'"
    assert await account.rows(state) == [{"state": "sent", "shown": 0}]
    await account.fake.report()
    assert await account.rows(state) == [{"state": "sent", "shown": 1}]


@pytest.mark.parametrize("by", ["consent", "template"])
async def test_what_did_not_arrive_is_failed(account: WeChatAccount, by: str) -> None:
    if by == "consent":
        await account.fake.consent(WANG, CONSENT["id"])
        await account.forward(minutes=2)
    account.fake.rules.follower(WANG).refuses = True
    await account.tell("callback")
    await account.fake.report()
    assert [row["state"] for row in await account.rows("select state from outbox")] == ["failed"]


async def test_a_days_quota_pauses_the_channel_until_midnight_in_beijing(account: WeChatAccount) -> None:
    """45009: nobody's message is lost, and nothing is asked meanwhile."""
    await account.fake.say(WANG, "你好")
    account.fake.rules.quota = 0
    await account.tell("wish-handled")
    await account.fake.say("o-another", "你好")
    await account.tell("wish-handled", address="o-another")
    await account.forward(hours=10)
    assert account.fake.calls.count(SEND) == 1
    assert account.fake.followers[WANG].left == 5
    account.fake.rules.quota = 9
    await account.forward(hours=6)
    assert [account.hows(person)[-1] for person in (WANG, "o-another")] == ["custom", "custom"]


async def test_what_surely_did_not_go_costs_nothing(account: WeChatAccount) -> None:
    await account.fake.say(WANG, "你好")
    account.fake.faults.append(Fault(SEND, -1, times=3))
    await account.tell("wish-handled")
    await account.forward(minutes=5)
    assert account.hows()[-1] == "custom"
    assert await account.rows("select left from wechat_open where address = 'o-wang'") == [{"left": 4}]
