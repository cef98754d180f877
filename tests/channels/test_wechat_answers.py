"""What rides in the answer to a callback is said once that was written out, else by the sender. K1, K4."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import suppress
from pathlib import Path

import httpx
import pytest
from starlette.types import Message

from bot.moving import settle
from tests.channels.wechat_account import FAULT, WANG, WeChatAccount, an_account

REPORT = {"MsgType": "text", "Content": FAULT, "MsgId": "1"}
STATES = "select state, delivered_at is not null as shown from outbox where channel = 'wechat' order by id"
WAITS, SHOWN = {"state": "new", "shown": 0}, {"state": "sent", "shown": 1}


@pytest.fixture
async def account(tmp_path: Path) -> AsyncIterator[WeChatAccount]:
    async with an_account(tmp_path) as account:
        yield account


async def unheard(account: WeChatAccount, content: Mapping[str, str], how: str = "hangs up") -> None:
    """WeChat posts, and hears no answer: it hangs up, the line breaks as we write, or it waited for too long."""
    app, before = account.app.web(awake=False), account.fake.post

    async def post(path: str, query: dict[str, str], body: bytes) -> httpx.Response:
        events = [{"type": "http.request", "body": body, "more_body": False}]
        events += [{"type": "http.disconnect"}] if how == "hangs up" else []

        async def receive() -> Message:
            if not events:
                await asyncio.Event().wait()
            return events.pop(0)

        async def send(_message: Message) -> None:
            if how == "breaks":
                raise OSError("broken pipe")
            if how == "too late":
                account.clock.move_to(account.clock.now() + 3_000)

        words = str(httpx.QueryParams(query)).encode()
        await app({"type": "http", "method": "POST", "path": path, "query_string": words, "headers": []}, receive, send)
        return httpx.Response(200)

    account.fake.post = post
    with suppress(OSError):
        await account.fake.posted(WANG, dict(content))
    account.fake.post = before


async def test_an_answer_that_was_written_out_is_said(account: WeChatAccount) -> None:
    await account.fake.deliver(WANG, REPORT)
    assert await account.rows(STATES) == [SHOWN]


@pytest.mark.parametrize("how", ["hangs up", "breaks", "too late"])
async def test_where_no_try_hears_it_the_sender_says_it_after_the_last(account: WeChatAccount, how: str) -> None:
    await unheard(account, REPORT, how)
    await settle(account.app)
    assert (await account.rows(STATES), account.hows()) == ([WAITS], []), "WeChat may still come for it"
    account.fake.rules.wrote(WANG)
    await account.forward(seconds=30)
    assert (await account.rows(STATES), account.hows()) == ([SHOWN], ["custom"])
    assert "已登记，单号 10019" in account.fake.heard(WANG)[-1]


async def test_the_next_try_takes_it(account: WeChatAccount) -> None:
    await unheard(account, REPORT)
    await account.fake.deliver(WANG, REPORT)
    await account.forward(minutes=1)
    assert (await account.rows(STATES), account.hows()) == ([SHOWN], ["reply"])


async def test_another_message_meanwhile_gets_its_own_answer(account: WeChatAccount) -> None:
    await unheard(account, REPORT)
    await account.fake.say(WANG, "2")
    assert "已登记" not in account.fake.heard(WANG)[-1]
    await account.fake.deliver(WANG, REPORT)
    await account.forward(minutes=1)
    assert sum("已登记" in text for text in account.fake.heard(WANG)) == 1
    assert await account.rows(STATES) == [SHOWN, SHOWN]
