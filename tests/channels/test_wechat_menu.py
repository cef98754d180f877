"""The account's own menu, its taps, follows and scans, and the button that asks for one more message."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.channels.web.pages import TEMPLATES, page_words
from bot.channels.wechat.jssdk import signature
from bot.settings import SettingsError
from bot.wechat_cli import set_menu
from tests.channels.wechat_account import CONSENT, FAULT, WANG, WeChatAccount, an_account
from tests.fakes.tencent import Fault


@pytest.fixture
async def account(tmp_path: Path) -> AsyncIterator[WeChatAccount]:
    async with an_account(tmp_path, wechat_subscription=CONSENT) as account:
        yield account


async def test_the_menu_is_set_once(account: WeChatAccount) -> None:
    assert await set_menu(account.app.settings) == ["was: —", "now: 报修 · 进度 · 人工"]
    account.fake.menu["menu"]["button"][0]["sub_button"] = []  # as WeChat gives it back
    assert await set_menu(account.app.settings) == ["menu: 报修 · 进度 · 人工 (as it was)"]
    assert account.fake.calls.count("/cgi-bin/menu/create") == 1


@pytest.mark.parametrize(("code", "mend"), [(48001, "认证"), (40164, "IP 白名单"), (45157, "45157")])
async def test_a_refusal_says_what_to_do(account: WeChatAccount, code: int, mend: str) -> None:
    account.fake.faults.append(Fault("/cgi-bin/menu/create", code))
    with pytest.raises(SettingsError, match=mend):
        await set_menu(account.app.settings)


@pytest.mark.parametrize("word", ["报修", "进度", "人工"])
async def test_a_tap_says_its_word_and_is_answered_in_the_answer(account: WeChatAccount, word: str) -> None:
    await account.fake.say(WANG, FAULT)
    await account.fake.say(WANG, word)
    typed = account.fake.heard(WANG)[-1]
    await account.fake.event(WANG, "CLICK", word)
    assert account.hows()[-1] == "reply"
    assert account.fake.heard(WANG)[-1].splitlines()[0] == typed.splitlines()[0] or word == "人工"


@pytest.mark.parametrize("key", ["", "qrscene_NOCODE12"])
async def test_who_follows_is_greeted_in_the_answer(account: WeChatAccount, key: str) -> None:
    await account.fake.event(WANG, "subscribe", key)
    assert account.hows() == ["reply"]


def test_the_signature_of_a_page_is_wechats() -> None:
    """The example of WeChat's documentation."""
    ticket = "sM4AOVdWfPE4DxkXGEs8VMCPGGVi4C3VM0P37wVUCFvkVAy_90u5h9nbSlYy3-Sl-HhTdfl2fzFy1AOcHKP7qg"
    signed = signature(ticket, "Wm3WZYTPz0wzccnW", 1414587457, "http://mp.weixin.qq.com?params=value#there")
    assert signed == "0f9de62fce790f9a083d5c99e95740ceb90c27ed"


async def test_pages_share_one_ticket(account: WeChatAccount) -> None:
    assert account.app.platforms.wechat is not None
    for _ in range(2):
        button = await account.app.platforms.wechat.pages.button("https://service.example.com/s/a")
    assert account.fake.calls.count("/cgi-bin/ticket/getticket") == 1
    await account.forward(hours=2)
    await account.app.platforms.wechat.pages.button("https://service.example.com/s/a")
    assert account.fake.calls.count("/cgi-bin/ticket/getticket") == 2
    assert button is not None
    shown = TEMPLATES.get_template("subscribe.html").render(subscribe=button, words=page_words("zh"), version="1")
    assert f'template="{CONSENT["id"]}"' in shown
    assert button["signature"] in shown


async def test_without_a_template_there_is_no_button(tmp_path: Path) -> None:
    async with an_account(tmp_path) as bare:
        assert bare.app.platforms.wechat is not None
        assert await bare.app.platforms.wechat.pages.button("https://service.example.com/s/a") is None
    assert "wx-open" not in TEMPLATES.get_template("subscribe.html").render(subscribe=None, words={}, version="1")
