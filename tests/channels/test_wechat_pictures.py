"""Pictures on an official account: what is sent is uploaded first, what comes is fetched while it is there."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.drawn import a_photo
from bot.moving import settle
from tests.channels.wechat_account import FAULT, SEND, WANG, WeChatAccount, an_account
from tests.fakes.tencent import MEDIA_S, Fault

UPLOAD, MEDIA = "/cgi-bin/media/upload", "/cgi-bin/media/get"


@pytest.fixture
async def account(tmp_path: Path) -> AsyncIterator[WeChatAccount]:
    async with an_account(tmp_path) as account:
        await account.fake.say(WANG, FAULT)
        yield account


async def kept(account: WeChatAccount, *names: str) -> list[str]:
    return [(await account.app.photos.keep(a_photo(name))).sha256 for name in names]


def kinds(account: WeChatAccount) -> list[str]:
    """What came through the API."""
    return [one.kind for one in account.fake.chats[WANG] if one.how == "custom"]


async def test_pictures_go_before_their_words_and_leave_the_last_message_alone(account: WeChatAccount) -> None:
    await account.tell("wish-handled", photos=await kept(account, "a", "b"))
    assert kinds(account) == ["image", "image", "text"]
    await account.fake.say(WANG, "进度")
    await account.tell("wish-handled", photos=await kept(account, "a", "b", "c", "d", "e"))
    assert kinds(account)[3:] == ["image"] * 3 + ["text"]
    assert "另有 2 张照片" in account.fake.heard(WANG)[-1]
    assert account.fake.rules.outside == 0


@pytest.mark.parametrize("fault", [Fault(SEND, kind="down", after=1), Fault(UPLOAD, kind="html", after=1)])
async def test_after_a_cut_what_went_is_not_sent_again(account: WeChatAccount, fault: Fault) -> None:
    account.fake.faults.append(fault)
    await account.tell("wish-handled", photos=await kept(account, "a", "b"))
    assert kinds(account) == ["image"]
    await account.forward(minutes=2)
    assert kinds(account) == ["image", "image", "text"]


async def test_a_picture_of_which_nothing_is_stored_stops_no_words(account: WeChatAccount) -> None:
    await account.tell("wish-handled", photos=["0" * 64])
    assert kinds(account) == ["text"]


async def test_a_token_that_ends_while_a_picture_is_sent_is_renewed_once(account: WeChatAccount) -> None:
    await account.tell("wish-handled")
    account.fake.expired.add(account.fake.tokens[-1])
    await account.tell("wish-handled", photos=await kept(account, "a"))
    assert kinds(account) == ["text", "image", "text"]
    assert account.fake.token_asks == 2


@pytest.mark.parametrize("kind", ["html", "down"])
async def test_a_page_instead_of_a_picture_is_tried_again(account: WeChatAccount, kind: str) -> None:
    account.fake.faults.append(Fault(MEDIA, times=2, kind=kind))
    await account.fake.photo(WANG, a_photo("a"))
    wechat = account.app.platforms.wechat
    assert wechat is not None
    for _ in range(3):
        await wechat.fetcher.drain(account.clock.now())
        await account.forward(seconds=10)
    assert await account.rows("select count(*) as n from photo") == [{"n": 1}]


async def test_a_picture_that_ended_at_wechats_is_asked_for_again(account: WeChatAccount) -> None:
    """We were down for three days: its media id means nothing any more."""
    media = account.fake.file(a_photo("a"))
    await account.forward(seconds=MEDIA_S)
    await account.fake.message(WANG, MsgType="image", MediaId=media)
    wechat = account.app.platforms.wechat
    assert wechat is not None
    await wechat.fetcher.drain(account.clock.now())
    await settle(account.app)
    assert "再发" in account.fake.heard(WANG)[-1]
