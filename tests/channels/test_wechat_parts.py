"""What goes together and in parts: one refusal spoils no other message, and nothing that went goes again. U20, K4."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.channels.wechat.channel import WeChatChannel
from bot.play import a_photo
from domain.errors import ChannelError
from handlers.said import Message, Shared, Tap
from tests.channels.wechat_account import SEND, WANG, WeChatAccount, an_account
from tests.fakes.tencent import Fault

UPLOAD = "/cgi-bin/media/upload"
AGREE = (Tap("好的好的", "agree:10019:0", "tap", "primary"),)
PAGE = "https://service.example.com/s/abc"


@pytest.fixture
async def account(tmp_path: Path) -> AsyncIterator[WeChatAccount]:
    async with an_account(tmp_path) as account:
        await account.fake.say(WANG, "你好")
        yield account


def channel(account: WeChatAccount) -> WeChatChannel:
    assert account.app.platforms.wechat is not None
    return account.app.platforms.wechat.channel


async def shared(account: WeChatAccount, *messages: Message) -> Shared:
    return await channel(account).share(WANG, messages)


def heard(account: WeChatAccount) -> list[str]:
    """What came through the API: each text's beginning, and each picture."""
    return [one.text[:1] or one.kind for one in account.fake.chats[WANG] if one.how == "custom"]


@pytest.mark.parametrize("fault", [Fault(UPLOAD, 40009), Fault(SEND, 40007)], ids=["upload", "message"])
async def test_a_picture_that_wechat_does_not_take_stops_no_words(account: WeChatAccount, fault: Fault) -> None:
    photos = tuple([(await account.app.photos.keep(a_photo(name))).sha256 for name in "ab"])
    account.fake.faults.append(fault)
    went = await shared(account, Message(901, "photos", photos=photos), Message(902, "times", key="times-proposed"))
    assert (list(went.sent), went.refused) == ([901, 902], {})
    assert heard(account) == ["image", "p"]
    assert "另有 1 张照片" in account.fake.heard(WANG)[-1]


async def test_a_picture_that_was_refused_is_still_missing_after_a_cut(account: WeChatAccount) -> None:
    sha256 = (await account.app.photos.keep(a_photo("a"))).sha256
    account.fake.faults += [Fault(UPLOAD, 40009), Fault(SEND, -1)]
    for _ in range(2):
        await shared(account, Message(901, "photos", photos=(sha256,)))
    assert account.fake.calls.count(UPLOAD) == 1
    assert "另有 1 张照片" in account.fake.heard(WANG)[-1]


async def test_of_a_text_that_is_refused_the_others_go_singly(account: WeChatAccount) -> None:
    """87014: the words of one are not liked; nobody says whose."""
    account.fake.faults.append(Fault(SEND, 87014, times=2))
    went = await shared(account, *(Message(900 + n, word, key="callback") for n, word in enumerate("abc")))
    assert (list(went.sent), list(went.refused)) == ([901, 902], [900])
    refusal = went.refused[900]
    assert isinstance(refusal, ChannelError)
    assert (refusal.permanent, refusal.closed) == (True, False)
    assert heard(account) == ["b", "c"]


@pytest.mark.parametrize(
    ("fault", "twice"),
    [(Fault(SEND, -1, after=1), 0), (Fault(SEND, kind="down", after=1), 0), (Fault(SEND, kind="cut", after=1), 1)],
    ids=["busy", "down", "cut"],
)
async def test_a_long_text_goes_on_where_it_was(account: WeChatAccount, fault: Fault, twice: int) -> None:
    """Only the part that nobody answered may come twice; what came meanwhile goes after it."""
    account.fake.faults.append(fault)
    long = [Message(901, "a" * 1_900), Message(902, "b" * 1_900, AGREE)]
    assert not (await shared(account, *long)).sent
    assert list((await shared(account, *long, Message(903, "c"))).sent) == [901, 902, 903]
    assert heard(account) == ["a", *"b" * twice, "b", "c"]


async def test_what_is_left_of_it_counts_no_more_once_it_went_another_way(account: WeChatAccount) -> None:
    account.fake.faults.append(Fault(SEND, -1, after=1))
    await shared(account, Message(901, "a" * 1_900), Message(902, "b" * 1_900))
    await shared(account, Message(902, "b" * 1_900))
    assert heard(account) == ["a", "b"]


@pytest.mark.parametrize("room", [1, 2])
async def test_where_only_the_beginning_goes_choices_and_page_go_along(account: WeChatAccount, room: int) -> None:
    await account.spend(5 - room)
    before = len(account.fake.chats[WANG])
    went = await shared(account, Message(901, "长" * 3_000, AGREE, key="callback", page=PAGE))
    texts = [one.text for one in account.fake.chats[WANG][before:]]
    assert (list(went.sent), len(texts)) == ([901], room)
    assert texts[0].startswith("长长长")
    words, link, hint, choice = texts[-1].splitlines()
    assert (words[-1], PAGE in link, hint, choice) == ("…", True, "回数字：", "1 好的好的")
    assert account.fake.rules.outside == 0


async def test_nothing_rides_along_in_a_part_that_does_not_go(account: WeChatAccount) -> None:
    await account.spend(4)
    went = await shared(account, Message(901, "长" * 900, key="callback"), Message(902, "noted", key="noted"))
    assert list(went.sent) == [901]


async def test_words_about_a_picture_push_no_choice_out(account: WeChatAccount) -> None:
    await account.spend(4)
    sha256 = (await account.app.photos.keep(a_photo("a"))).sha256
    await shared(account, Message(901, "a" * 1_960, AGREE, photos=(sha256,)))
    assert account.fake.heard(WANG)[-1].endswith("1 好的好的")
