"""Every chat of the packs and of `tests/chats` goes as it is written: silence and chatter both fail."""

from pathlib import Path

import pytest

from bot.company import DEMO
from bot.phones import Way
from bot.play import Chat, Misplayed, difference, play, read_chats
from tests.fakes.sms import FakeGateway, Fault
from tests.fakes.sms_phones import OnSms
from tests.fakes.telegram import FakeTelegram
from tests.fakes.telegram_phones import OnTelegram
from tests.fakes.wechat import FakeWeChat
from tests.fakes.wechat_phones import OnWeChat
from tests.fakes.wecom import FakeWeCom
from tests.fakes.wecom_phones import OnWeCom

ROOT = Path(__file__).parent.parent
FILES = sorted([*(ROOT / "policies" / "packs").glob("*.chat"), *(ROOT / "tests" / "chats").glob("*.chat")])
PHOTOS = ("nameplate", "paper-sheet", "photos", "plate-proof", "reused", "same-machine")
AGAIN = tuple(
    f"{name}-en" for name in ("approval", "care", "cause", "counting", "court", "notice", "reports", "tagging")
)
NOT_HERE = {"web": ("telegram", "sms"), "telegram": ("joining", "sms", *PHOTOS, *AGAIN)}
"""Voices and places come by Telegram only; a link that is opened in a browser is no matter of Telegram's; who only
phones hears less, so that their chats are their own. What is seen in a photo, and the English of what a pack adds,
are no matter of the channel, and take time."""


def written(channel: str) -> pytest.MarkDecorator:
    """Every chat that can be played on a channel."""
    return of(*(file.stem for file in FILES if not file.stem.startswith(NOT_HERE[channel])))


WINDOWED = (
    *("whole-job-by-taps", "whole-job-by-taps-en", "two-jobs", "joining", "counting", "auto", "digest"),
    *("approval", "court-en", "notice-en", "tagging-en", "care"),
)
"""Chats in which a customer on an official account hears no more than its windows let through."""
ON_CARDS = (
    *("whole-job-by-taps", "auto", "digest", "court-en", "cause-en", "approval"),
    *("desk-en", "reports-en", "notice-en", "customer-en", "technician-en", "counting-en"),
)
"""Whole journeys with the staff on WeCom, who tap cards."""
BY_NUMBER = ("whole-job-by-taps-en",)
"""The same with a staff who read WeCom in WeChat."""
BY_PHONE = ("sms", "sms-en")
"""Whole journeys of customers who only phone: text messages, and the page behind their link."""


def of(*stems: str) -> pytest.MarkDecorator:
    """Every chat of these files."""
    files = [file for file in FILES if file.stem in stems]
    chats = [(file, chat) for file in files for chat in read_chats(file.read_text(encoding="utf-8"))]
    return pytest.mark.parametrize(("file", "chat"), chats, ids=[f"{file.stem}: {chat.title}" for file, chat in chats])


@written("web")
async def test_the_chat_goes_as_written(file: Path, chat: Chat, tmp_path: Path) -> None:
    await _goes_as_written(file, chat, tmp_path)


@written("telegram")
async def test_the_chat_goes_as_written_on_telegram(file: Path, chat: Chat, tmp_path: Path) -> None:
    """The same words, buttons and log for people on Telegram, over HTTP through the fake server.

    One thing differs and is not shown: a camera button opens no camera there, so that tapping it is answered with "send
    the photo now" before the photo is sent (`tests/fakes/telegram_phones.py`).
    """
    async with FakeTelegram(lambda: 0) as fake:
        await _goes_as_written(file, chat, tmp_path, OnTelegram(fake))


@of(*WINDOWED)
async def test_the_chat_goes_as_written_with_customers_on_wechat(file: Path, chat: Chat, tmp_path: Path) -> None:
    """The same words and log for customers on an official account: buttons are numbers, answers ride in the answer to
    the callback, the rest goes through the API while a window is open."""
    async with FakeWeChat(lambda: 0) as fake:
        await _goes_as_written(file, chat, tmp_path, OnWeChat(fake))


@of(*ON_CARDS)
async def test_the_chat_goes_as_written_with_staff_on_wecom(file: Path, chat: Chat, tmp_path: Path) -> None:
    """The same words, buttons and log for a staff on WeCom, who tap cards; customers are on the web page."""
    async with FakeWeCom(lambda: 0) as fake:
        await _goes_as_written(file, chat, tmp_path, OnWeCom(fake))


@of(*BY_NUMBER)
async def test_the_chat_goes_as_written_with_staff_who_read_wecom_in_wechat(
    file: Path, chat: Chat, tmp_path: Path
) -> None:
    """Nobody of them sees a card: each choice is a number."""
    async with FakeWeCom(lambda: 0) as fake:
        await _goes_as_written(file, chat, tmp_path, OnWeCom(fake, cards=False))


@of(*BY_PHONE)
async def test_the_chat_goes_as_written_with_customers_who_only_phone(file: Path, chat: Chat, tmp_path: Path) -> None:
    """Every text over HTTP to the gateway, every tap a form of the page behind the link."""
    async with FakeGateway() as fake:
        await _goes_as_written(file, chat, tmp_path, OnSms(fake))


async def test_a_text_message_that_is_lost_is_noticed(tmp_path: Path) -> None:
    """The player by text message can fail: a gateway that says "taken" and delivers nothing, and a button that no page
    has."""
    file = ROOT / "tests" / "chats" / "sms.chat"
    chat = read_chats(file.read_text(encoding="utf-8"))[0]
    upto = next(n for n, line in enumerate(chat.lines) if line.startswith("09:05"))
    begun = Chat("", chat.lines[:upto])
    async with FakeGateway() as fake:
        fake.faults = [Fault(body='{"code": 0}', times=99)]
        heard = await play(begun, tmp_path / "a", way=OnSms(fake))
    assert "-      王女士 < 【格力售后】已登记，单号10019。进度和改时间点： 🔗" in difference(begun, heard)
    async with FakeGateway() as fake:
        with pytest.raises(Misplayed, match="has a button"):
            await play(Chat("", (*begun.lines, "09:10 王女士 > [好了]")), tmp_path / "b", way=OnSms(fake))


async def _goes_as_written(file: Path, chat: Chat, folder: Path, way: Way | None = None) -> None:
    language = "en" if file.stem.endswith("-en") else "zh"
    heard = await play(chat, folder, pack=_pack(file), language=language, way=way, staff=_staff(file))
    found = difference(chat, heard)
    if found:
        pytest.fail(f"{file.name}, {chat.title}\n{found}", pytrace=False)


def _pack(file: Path) -> str:
    """A pack's own chats are played under it, those of base.toml, which is no company's whole pack, under another.

    Others are played under the pack that stands beside them under their name, if there is one.
    """
    if file.parent.name == "packs":
        return "gree-installer" if file.stem == "base" else file.stem
    own = file.with_name(f"{file.stem.removesuffix('-en')}.toml")
    return str(own) if own.is_file() else "gree-installer"


def _staff(file: Path) -> Path:
    """The company that stands beside it, where it is not the demo's."""
    own = file.with_name(f"{file.stem.removesuffix('-en')}-company.toml")
    return own if own.is_file() else DEMO


async def test_the_player_notices_silence_and_chatter(tmp_path: Path) -> None:
    """The player can fail: a line that is not heard, and one that is not written."""
    said = "09:00 王女士 > 你好"
    silent = Chat("", (said,))
    wrong = Chat("", (said, "      王女士 < 别的话"))
    heard = await play(silent, tmp_path / "a")
    assert "+      王女士 < 您好" in difference(silent, heard)
    assert "-      王女士 < 别的话" in difference(wrong, heard)
