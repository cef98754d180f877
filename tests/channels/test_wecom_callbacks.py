"""WeCom's callbacks at /wecom: the proof of the address, what is not theirs, and real messages."""

import json
import time
from pathlib import Path

import pytest
from wechatpy.enterprise.crypto import WeChatCrypto

from bot.channels.heard import Heard
from bot.channels.sealed import MOST_BODY, Seal
from bot.channels.wecom.inbound import Passed, Seen, Tapped, understood
from tests.channels.wecom_office import Office
from tests.fakes.tencent import AES_KEY, TOKEN, Sealing, connected
from tests.fakes.wecom import CORP_ID

NOW = 1_700_000_000_000
SAMPLES = Path(__file__).parent.parent.parent.parent / "shared" / "samples"
XML = "<xml><FromUserName>LiShifu</FromUserName><MsgType>text</MsgType><Content>我的单</Content></xml>"
CARD = """<xml><ToUserName><![CDATA[ww0123456789abcdef]]></ToUserName><FromUserName><![CDATA[LiShifu]]></FromUserName>
<CreateTime>1700000000</CreateTime><MsgType><![CDATA[event]]></MsgType><Event><![CDATA[template_card_event]]></Event>
<EventKey><![CDATA[0]]></EventKey><TaskId><![CDATA[7-1700000000000-1]]></TaskId>
<CardType><![CDATA[button_interaction]]></CardType><ResponseCode><![CDATA[code-1]]></ResponseCode><AgentID>1000002</AgentID>
<SelectedItems><SelectedItem><QuestionKey>q</QuestionKey><OptionIds><OptionId>a</OptionId><OptionId>b</OptionId>
</OptionIds></SelectedItem></SelectedItems></xml>"""


async def test_the_address_is_proved_bare_and_at_once(office: Office) -> None:
    query, sealed = office.fake.signed("1616140317555161061")
    async with connected(office.fake, office.app) as http:
        began = time.perf_counter()
        proved = await http.get("/wecom", params={**query, "echostr": sealed})
        assert time.perf_counter() - began < 1
        forged = await http.get("/wecom", params={**query, "echostr": sealed, "msg_signature": "0" * 40})
        bare = await http.get("/wecom", params={"echostr": "x"})
    assert (proved.status_code, proved.content) == (200, b"1616140317555161061")
    assert [(answer.status_code, answer.content) for answer in (forged, bare)] == [(403, b"")] * 2


async def test_what_is_not_theirs_is_refused_and_says_no_secret(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    """Forged, replayed, old, swapped, for another company, cut: 403 and nothing entered. Unreadable: 200, once."""
    fake = office.fake
    assert fake.post is not None
    query, sealed = fake.signed(XML)
    body = f"<xml><Encrypt>{sealed}</Encrypt></xml>".encode()
    other_query, other = fake.signed(XML.replace("我的单", "别的"))
    cut = sealed[:-24]
    cut_query = other_query | {"nonce": "cut"}
    cut_query["msg_signature"] = fake.sealing.signature(cut_query["timestamp"], "cut", cut)
    old = query | {"timestamp": str(fake.now() // 1000 - 301), "nonce": "old"}
    old["msg_signature"] = fake.sealing.signature(old["timestamp"], "old", sealed)
    forged = [
        (query | {"msg_signature": "0" * 40}, body),
        (query, f"<xml><Encrypt>{other}</Encrypt></xml>".encode()),
        (old, body),
        (cut_query, f"<xml><Encrypt>{cut}</Encrypt></xml>".encode()),
    ]
    assert [(await fake.post("/wecom", *one)).status_code for one in forged] == [403] * 4
    assert (await fake.posted_xml(XML, Sealing("wwsomebodyelse"))).status_code == 403
    assert (await fake.post("/wecom", query, body)).status_code == 200
    replayed = query | {"msg_signature": fake.sealing.signature(query["timestamp"], query["nonce"], other)}
    assert (await fake.post("/wecom", replayed, f"<xml><Encrypt>{other}</Encrypt></xml>".encode())).status_code == 403
    bomb = '<!DOCTYPE x [<!ENTITY a "b">]><xml><FromUserName>&a;</FromUserName></xml>'
    unread = [await fake.post("/wecom", query, b"x" * 10_000_000), await fake.posted_xml(bomb)]
    assert [(one.status_code, one.content) for one in unread] == [(200, b"")] * 2
    assert MOST_BODY < 10_000_000
    entered = await office.rows("select count(*) as n from inbox")
    assert entered == [{"n": 1}]
    said = "".join(capsys.readouterr())
    assert not [secret for secret in (AES_KEY, TOKEN, CORP_ID, "我的单") if secret in said]


async def test_plain_mode_is_refused(office: Office) -> None:
    assert office.fake.post is not None
    query, _sealed = office.fake.signed(XML)
    del query["msg_signature"]
    assert (await office.fake.post("/wecom", query, XML.encode())).status_code == 403


def test_wechatpys_crypto_for_companies_agrees_with_ours() -> None:
    theirs, ours = WeChatCrypto(TOKEN, AES_KEY, CORP_ID), Seal(TOKEN, AES_KEY, CORP_ID)
    stamp = str(NOW // 1000)
    answer = ours.sealed(XML, "n1", NOW)
    signature = answer.split("<MsgSignature><![CDATA[")[1].split("]]>")[0]
    assert theirs.decrypt_message(answer, signature, stamp, "n1") == XML
    made = theirs.encrypt_message(XML, "n2", stamp)
    query = {"timestamp": stamp, "nonce": "n2"}
    query["msg_signature"] = made.split("<MsgSignature><![CDATA[")[1].split("]]>")[0]
    assert ours.opened(query, made.encode(), NOW)["Content"] == "我的单"


def test_what_messages_and_events_mean() -> None:
    def event(name: str, **more: str) -> object:
        return understood({"FromUserName": "Li", "MsgType": "event", "Event": name, **more}, NOW)

    text = understood(
        {"FromUserName": "Li", "MsgType": "text", "Content": " 好 ", "MsgId": "1", "CreateTime": "1699999999"}, NOW
    )
    assert isinstance(text, Heard)
    assert (text.said.text, text.said.message_id, text.said.happened_at) == ("好", "m1", 1_699_999_999_999)
    clicked = event("click", EventKey="我的单")
    assert isinstance(clicked, Heard)
    assert clicked.said.text == "我的单"
    assert (event("subscribe"), event("unsubscribe")) == (Seen("Li", True), Seen("Li", False))
    assert isinstance(event("enter_agent"), Heard)
    assert isinstance(event("change_contact"), Passed)
    assert isinstance(understood({"MsgType": "text"}, NOW), Passed)


def test_a_tap_is_read_from_its_event() -> None:
    sealing, seal = Sealing(CORP_ID), Seal(TOKEN, AES_KEY, CORP_ID)
    sealed = sealing.sealed(CARD)
    query = {"timestamp": str(NOW // 1000), "nonce": "n"}
    query["msg_signature"] = sealing.signature(query["timestamp"], "n", sealed)
    found = understood(seal.opened(query, f"<xml><Encrypt>{sealed}</Encrypt></xml>".encode(), NOW), NOW)
    assert isinstance(found, Heard)
    assert found.tapped == Tapped("7-1700000000000-1", "0", "code-1")


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="only beside the project's own samples")
async def test_real_messages_are_taken_at_the_callback(office: Office) -> None:
    """Every plain one of theirs, sealed for us and posted; addresses proved as Tencent's own demo does."""
    taken = proved = 0
    for sample in json.loads((SAMPLES / "manifest.json").read_text(encoding="utf-8"))["samples"]:
        if sample["platform"] != "wecom":
            continue
        text = (SAMPLES / sample["file"]).read_text(encoding="utf-8")
        if sample.get("inner"):
            answer = await office.fake.posted_xml(text)
            assert (answer.status_code, answer.content) == (200, b""), sample["file"]
            taken += 1
        elif sample["file"].startswith("wecom_verify"):
            config, query = sample["config"], json.loads(text)
            seal = Seal(config["token"], config["encoding_aes_key"], config["corpid"])
            assert seal.echo(query, int(query["timestamp"]) * 1000) == sample["expect_body"]
            proved += 1
    assert (taken, proved) == (7, 2)
