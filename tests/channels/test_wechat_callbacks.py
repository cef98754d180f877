"""WeChat's callbacks at /wechat: the proof of the address, what is not theirs, tries that come again, and all kinds of
messages."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.channels.sealed import MOST_BODY
from bot.moving import settle
from tests.channels.wechat_account import FAULT, WANG, WeChatAccount, an_account
from tests.fakes.tencent import AES_KEY, TOKEN, Sealing, connected
from tests.fakes.wechat import APP_ID, SECRET

XML = (
    "<xml><ToUserName>gh_0123456789ab</ToUserName><FromUserName>o-wang</FromUserName><MsgType>text</MsgType>"
    "<Content>空调不制冷</Content><MsgId>1</MsgId></xml>"
)
BOMB = '<!DOCTYPE x [<!ENTITY a "b">]><xml><FromUserName>&a;</FromUserName></xml>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><xml><FromUserName>&a;</FromUserName></xml>'
DEEP = XML.replace("<MsgId>", "<a>" * 3_000 + "</a>" * 3_000 + "<MsgId>")


@pytest.fixture
async def account(tmp_path: Path) -> AsyncIterator[WeChatAccount]:
    async with an_account(tmp_path) as account:
        yield account


def wrapped(sealed: str) -> bytes:
    return f"<xml><Encrypt>{sealed}</Encrypt></xml>".encode()


async def test_the_address_is_proved_in_either_of_wechats_ways(account: WeChatAccount) -> None:
    """WeChat signs the words alone, WeCom's way seals them; whoever knows no token gets nothing."""
    query, _sealed = account.fake.signed("")
    other, sealed = account.fake.signed("5837397520665436492")
    async with connected(account.fake, account.app) as http:
        plain = {name: query[name] for name in ("signature", "timestamp", "nonce")}
        proved = await http.get("/wechat", params={**plain, "echostr": "5837397520665436492"})
        proved_sealed = await http.get("/wechat", params={**other, "echostr": sealed})
        forged = await http.get("/wechat", params={**plain, "signature": "0" * 40, "echostr": "x"})
        bare = await http.get("/wechat", params={"echostr": "x"})
    assert {(one.status_code, one.content) for one in (proved, proved_sealed)} == {(200, b"5837397520665436492")}
    assert {(one.status_code, one.content) for one in (forged, bare)} == {(403, b"")}


async def test_a_proof_is_plain_words_whatever_it_says(account: WeChatAccount) -> None:
    """X11: who has seen a signed query makes no browser run what we echo."""
    query, _sealed = account.fake.signed("")
    script = "<html xmlns='http://www.w3.org/1999/xhtml'><script>alert(1)</script></html>"
    async with connected(account.fake, account.app) as http:
        plain = {name: query[name] for name in ("signature", "timestamp", "nonce")}
        echoed = await http.get("/wechat", params={**plain, "echostr": script})
    assert echoed.text == script
    assert echoed.headers["content-type"] == "text/plain; charset=utf-8"
    assert echoed.headers["x-content-type-options"] == "nosniff"


async def test_what_is_not_theirs_enters_nowhere_and_says_no_secret(
    account: WeChatAccount, capfd: pytest.CaptureFixture[str]
) -> None:
    """Forged, replayed, old, swapped, for another account, cut, plain: 403. Unreadable: 200, or it would come again."""
    fake = account.fake
    assert fake.post is not None
    query, sealed = fake.signed(XML)
    _other, other = fake.signed(XML.replace("空调", "洗衣机"))
    cut, stamp = sealed[:-24], query["timestamp"]
    old = str(fake.now() // 1000 - 301)
    forged = [
        (query | {"msg_signature": "0" * 40}, wrapped(sealed)),
        (query, wrapped(other)),
        (
            query | {"timestamp": old, "msg_signature": fake.sealing.signature(old, "old", sealed), "nonce": "old"},
            wrapped(sealed),
        ),
        (query | {"nonce": "cut", "msg_signature": fake.sealing.signature(stamp, "cut", cut)}, wrapped(cut)),
        (query | {"nonce": "", "msg_signature": fake.sealing.signature(stamp, "", sealed)}, wrapped(sealed)),
        ({name: query[name] for name in ("signature", "timestamp", "nonce")}, XML.encode()),
    ]
    for one in (*forged, *forged):
        assert (await fake.post("/wechat", *one)).status_code == 403
    assert (await fake.posted_xml(XML, Sealing("wxsomebodyelse"))).status_code == 403
    assert await account.rows("select count(*) as n from inbox") == [{"n": 0}]

    assert (await fake.post("/wechat", query, wrapped(sealed))).status_code == 200
    again = query | {"msg_signature": fake.sealing.signature(stamp, query["nonce"], other)}
    assert (await fake.post("/wechat", again, wrapped(other))).status_code == 403, "a nonce is good for one body"
    assert MOST_BODY < 200_000
    unread = [await fake.post("/wechat", query, body) for body in (b"x" * 10_000_000, b"<a>" * 200_000)]
    unread += [await fake.posted_xml(xml) for xml in (BOMB, OUTSIDE, DEEP, "<html>busy</html>", "", "{}")]
    assert {(one.status_code, one.content) for one in unread} == {(200, b"success")}
    assert await account.rows("select count(*) as n from inbox") == [{"n": 1}]
    said = "".join(capfd.readouterr())
    assert not [secret for secret in (AES_KEY, TOKEN, SECRET, APP_ID, "空调", "root:") if secret in said]


async def test_two_tries_at_once_get_the_same_answer(account: WeChatAccount) -> None:
    """A try may come while the one before it still runs."""
    content = {"MsgType": "text", "Content": FAULT, "MsgId": "1"}
    first, second = await asyncio.gather(*(account.fake.posted(WANG, content) for _ in range(2)))
    words = [account.fake.shown(WANG, one.content) for one in (first, second)]
    assert words[0] == words[1] != ""
    await settle(account.app)
    assert account.hows() == ["reply", "reply"], "and nothing besides"
    assert await account.rows("select count(*) as n from subject where kind = 'job'") == [{"n": 1}]


@pytest.mark.parametrize("kind", ["text", "image", "event"])
async def test_a_second_try_opens_no_window_anew(account: WeChatAccount, kind: str) -> None:
    """What was sent since the first try counts, as it does at WeChat's."""
    event = {"MsgType": "event", "Event": "CLICK", "EventKey": "进度"}
    content = {
        "text": {"MsgType": "text", "Content": FAULT, "MsgId": "1"},
        "image": {"MsgType": "image", "MediaId": "gone", "MsgId": "1"},
        "event": {**event, "CreateTime": str(account.fake.now() // 1000)},
    }[kind]
    account.fake.rules.wrote(WANG)
    if kind == "event":
        account.fake.rules.tapped(WANG, follows=True)
    await account.fake.deliver(WANG, content)
    before = await account.rows("select left, tap_left, until, tap_until from wechat_open")
    await account.tell("wish-handled", "wish-handled")
    await account.forward(seconds=6)
    spent = await account.rows("select left, tap_left, until, tap_until from wechat_open")
    assert spent != before
    await account.fake.deliver(WANG, content)
    assert await account.rows("select left, tap_left, until, tap_until from wechat_open") == spent


async def test_no_name_ends_the_answer(account: WeChatAccount) -> None:
    """`]]>` and markup in a name arrive as they are written."""
    name = "李]]><MsgType>image</MsgType>&amp;"
    await account.fake.say(WANG, FAULT)
    await account.spend(4)
    await account.tell("technician-found", technician=name)
    assert name not in "".join(account.fake.heard(WANG)), "it waits for the next answer"
    await account.fake.say(WANG, "2")
    assert name in account.fake.heard(WANG)[-1]


async def test_a_voice_says_what_wechat_understood_and_is_kept_where_it_did_not(account: WeChatAccount) -> None:
    await account.fake.voice(WANG, b"#!AMR\n1", Recognition="空调不制冷，幸福路8号，13800138000。")
    assert "已登记，单号 10019" in account.fake.heard(WANG)[-1]
    await account.fake.voice(WANG, b"#!AMR\n2")
    assert account.app.platforms.wechat is not None
    await account.app.platforms.wechat.fetcher.drain(account.clock.now())
    await settle(account.app)
    assert await account.rows("select count(*) as n from voice") == [{"n": 1}]
    assert len(account.fake.chats[WANG]) == 2, "it is answered"


async def test_a_place_is_taken_and_one_that_cannot_be_is_answered(account: WeChatAccount) -> None:
    await account.fake.say(WANG, FAULT)
    for north, east in (("24.87", "118.67"), ("nowhere", "118.67"), ("91", "0"), ("", "")):
        await account.fake.place(WANG, north, east)
    assert account.fake.statuses == [200] * 5
    assert len(account.fake.chats[WANG]) == 5
