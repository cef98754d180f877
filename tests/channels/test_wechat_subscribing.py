"""At sign-off a customer is asked for one more message; the page behind the link carries WeChat's button. U20, A1."""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from bot.moving import settle
from storage.unit import Unit
from tests.channels.wechat_account import CONSENT, FAULT, WANG, WeChatAccount, an_account
from tests.fakes.tencent import Fault

PAGES = "https://service.example.com"
INSIDE = {"user-agent": "Mozilla/5.0 (iPhone) MicroMessenger/8.0.50"}
SCRIPT = "https://res.wx.qq.com"


@pytest.fixture
async def account(tmp_path: Path) -> AsyncIterator[WeChatAccount]:
    async with an_account(tmp_path, public_url=PAGES, wechat_subscription=CONSENT) as account:
        yield account


async def signed_off(account: WeChatAccount) -> str:
    """A customer says yes to the work. Returns what they read."""
    await account.fake.say(WANG, FAULT)

    def confirm(unit: Unit) -> None:
        job = unit.tx.one("select subject, audience from outbox where channel = 'wechat' and subject is not null")
        assert job is not None
        facts = {"number": "10019"}
        unit.outbox.add("wechat", WANG, "confirmed", facts, subject=job["subject"], audience="customer")

    await account.app.store.run(confirm)
    await settle(account.app)
    return account.fake.heard(WANG)[-1]


async def opened(account: WeChatAccount, words: str, **headers: str) -> httpx.Response:
    """The page that the words lead to."""
    transport = httpx.ASGITransport(account.app.web(awake=False))
    async with httpx.AsyncClient(transport=transport, base_url=PAGES, headers=headers) as http:
        return await http.get(words[words.index(PAGES) :].split(maxsplit=1)[0])


async def test_the_way_to_the_page_stands_under_the_thanks(account: WeChatAccount) -> None:
    page = await opened(account, await signed_off(account), **INSIDE)
    assert f'template="{CONSENT["id"]}"' in page.text
    assert SCRIPT in page.headers["content-security-policy"]


async def test_another_browser_loads_nothing_of_wechats(account: WeChatAccount) -> None:
    page = await opened(account, await signed_off(account))
    assert page.status_code == 200
    assert SCRIPT not in page.text + page.headers["content-security-policy"]


async def test_a_page_without_the_button_is_a_page_all_the_same(account: WeChatAccount) -> None:
    words = await signed_off(account)
    account.fake.faults.append(Fault("/cgi-bin/ticket/getticket", kind="html"))
    page = await opened(account, words, **INSIDE)
    assert (page.status_code, "wx-open-subscribe" in page.text) == (200, False)


async def test_an_account_without_subscriptions_asks_for_none(tmp_path: Path) -> None:
    async with an_account(tmp_path, public_url=PAGES) as bare:
        assert PAGES not in await signed_off(bare)
