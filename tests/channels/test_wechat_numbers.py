"""A number means what its reader saw: never a menu that did not arrive, nor one that came later. U25."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.channels.choices import KEPT, chosen
from bot.moving import settle
from bot.play import a_photo
from domain.effects import Button, Question
from storage.unit import Unit
from tests.channels.wechat_account import FAULT, SEND, WANG, WeChatAccount, an_account
from tests.fakes.tencent import Fault

MEDIA = "/cgi-bin/media/get"


@pytest.fixture
async def account(tmp_path: Path) -> AsyncIterator[WeChatAccount]:
    """A customer reads `1 拍铭牌, 2 跳过` under what was registered."""
    async with an_account(tmp_path) as account:
        await account.fake.say(WANG, FAULT)
        await account.forward(seconds=10)
        yield account


async def asked(account: WeChatAccount, verb: str) -> None:
    """Another question, with two choices."""
    buttons = tuple(Button(verb, (), "button-notice-next", number="10019") for _ in range(2))
    question = Question("ask-pick", buttons=buttons)
    await account.app.store.run(lambda unit: unit.outbox.ask("wechat", WANG, "unsubscribed", {}, question))
    await settle(account.app)


async def means(account: WeChatAccount, number: str) -> str:
    """What a number says now, without what stands behind it."""

    def look(unit: Unit) -> str:
        return chosen(unit, "wechat", WANG, number, unit.now).partition(":")[0]

    return await account.app.store.run(look)


@pytest.mark.parametrize("code", [45047, 87014, -1, 45009])
async def test_a_menu_that_wechat_did_not_take_was_never_there(account: WeChatAccount, code: int) -> None:
    before = await means(account, "1")
    account.fake.faults.append(Fault(SEND, code))
    await asked(account, "agree")
    assert await means(account, "1") == before != "agree"


async def test_while_wechat_is_down_the_menu_before_holds(account: WeChatAccount) -> None:
    """No line to it: nothing went. Once it serves again the new menu arrives, and holds."""
    before = await means(account, "1")
    account.fake.faults.append(Fault(SEND, kind="html", times=3))
    await asked(account, "agree")
    await account.forward(seconds=3)
    assert await means(account, "1") == before
    await account.forward(minutes=5)
    assert (account.hows()[-1], await means(account, "1")) == ("custom", "agree")


async def test_a_menu_that_may_have_arrived_holds(account: WeChatAccount) -> None:
    account.fake.faults.append(Fault(SEND, kind="cut"))
    await asked(account, "agree")
    assert await means(account, "1") == "agree"


async def test_a_number_behind_a_photo_answers_the_menu_it_was_typed_under(account: WeChatAccount) -> None:
    wechat = account.app.platforms.wechat
    assert wechat is not None
    account.fake.faults.append(Fault(MEDIA, kind="down", times=2))
    await account.fake.photo(WANG, a_photo("a"))
    await account.fake.say(WANG, "2")
    await wechat.fetcher.drain(account.clock.now())
    await account.forward(seconds=10)
    await asked(account, "agree")
    for _ in range(6):
        await wechat.fetcher.drain(account.clock.now())
        await account.forward(minutes=1)
    assert "这一步不用跳过" in account.fake.heard(WANG)[-1], "2 was 跳过; the photo has answered that meanwhile"


async def test_an_outdated_question_brings_no_older_menu_back(account: WeChatAccount) -> None:
    await asked(account, "agree")
    newest = (await account.rows("select max(id) as id from outbox where question is not null"))[0]["id"]
    assert account.app.platforms.wechat is not None
    await account.app.platforms.wechat.channel.close_menu(WANG, int(str(newest)), None)
    assert await means(account, "1") == ""


async def test_a_few_menus_are_kept(account: WeChatAccount) -> None:
    for number in range(KEPT + 3):
        await asked(account, f"agree{number}")
        await account.fake.say(WANG, "你好")
    assert await account.rows("select count(*) as n from menu") == [{"n": KEPT}]
