"""Callbacks of WeChat and WeCom: what is not theirs, not now, or not for us is refused. X2 X3"""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.sealed import MOST_BODY, Forged, Seal, Unreadable, cdata
from bot.channels.wechat.inbound import Passed, understood
from tests.fakes.tencent import AES_KEY, TOKEN, Sealing
from tests.fakes.wechat import APP_ID

NOW = 1_700_000_000_000
SAMPLES = Path(__file__).parent.parent.parent.parent / "shared" / "samples"
XML = "<xml><FromUserName>wang</FromUserName><MsgType>text</MsgType><Content>空调不制冷</Content></xml>"


def posted(xml: str = XML, *, sealing: Sealing | None = None, now: int = NOW, nonce: str = "n1") -> tuple[Any, bytes]:
    """The query and the body of a callback."""
    sealing = sealing or Sealing(APP_ID)
    sealed = sealing.sealed(xml)
    stamp = str(now // 1000)
    query = {"timestamp": stamp, "nonce": nonce, "msg_signature": sealing.signature(stamp, nonce, sealed)}
    return query, f"<xml><Encrypt>{sealed}</Encrypt></xml>".encode()


@pytest.fixture
def seal() -> Seal:
    return Seal(TOKEN, AES_KEY, APP_ID)


def test_what_another_hand_sealed_is_opened_and_the_other_way_round(seal: Seal) -> None:
    query, body = posted()
    assert seal.opened(query, body, NOW)["Content"] == "空调不制冷"
    answer = seal.sealed("<xml><Content>好</Content></xml>", "n2", NOW)
    inner = answer.split("<Encrypt><![CDATA[")[1].split("]]>")[0]
    assert Sealing(APP_ID).opened(inner) == "<xml><Content>好</Content></xml>"


def wrong_signature(query: dict[str, str], body: bytes) -> tuple[dict[str, str], bytes]:
    return query | {"msg_signature": "0" * 40}, body


def another_body(query: dict[str, str], body: bytes) -> tuple[dict[str, str], bytes]:
    return query, posted("<xml><Content>别的</Content></xml>")[1]


def cut(query: dict[str, str], body: bytes) -> tuple[dict[str, str], bytes]:
    sealed = body.decode().split("<Encrypt>")[1].split("<")[0][:-24]
    signed = Sealing(APP_ID).signature(query["timestamp"], query["nonce"], sealed)
    return query | {"msg_signature": signed}, f"<xml><Encrypt>{sealed}</Encrypt></xml>".encode()


def no_nonce(query: dict[str, str], body: bytes) -> tuple[dict[str, str], bytes]:
    return posted(nonce="")


def a_foreign_key(query: dict[str, str], body: bytes) -> tuple[dict[str, str], bytes]:
    return posted(sealing=Sealing(APP_ID, aes_key=AES_KEY[::-1]))


def another_app_id(query: dict[str, str], body: bytes) -> tuple[dict[str, str], bytes]:
    return posted(sealing=Sealing("wxsomebodyelse"))


def not_even_base64(query: dict[str, str], body: bytes) -> tuple[dict[str, str], bytes]:
    signed = Sealing(APP_ID).signature(query["timestamp"], query["nonce"], "%%%")
    return query | {"msg_signature": signed}, b"<xml><Encrypt>%%%</Encrypt></xml>"


@pytest.mark.parametrize(
    "change",
    [wrong_signature, another_body, cut, no_nonce, a_foreign_key, another_app_id, not_even_base64],
    ids=lambda change: change.__name__,
)
def test_what_is_not_theirs_or_not_for_us_is_refused(seal: Seal, change: Any) -> None:
    with pytest.raises(Forged):
        seal.opened(*change(*posted()), NOW)


@pytest.mark.parametrize("off", [-301_000, 301_000, 86_400_000])
def test_what_is_five_minutes_off_is_refused(seal: Seal, off: int) -> None:
    query, body = posted(now=NOW + off)
    with pytest.raises(Forged, match="five minutes"):
        seal.opened(query, body, NOW)


def test_a_used_nonce_is_good_for_the_same_thing_alone(seal: Seal) -> None:
    query, body = posted()
    assert seal.opened(query, body, NOW) == seal.opened(query, body, NOW + 5_000)
    with pytest.raises(Forged, match="nonce"):
        seal.opened(*posted("<xml><Content>再来</Content></xml>"), NOW)


def test_plain_mode_is_for_a_sandbox_alone(seal: Seal) -> None:
    stamp = str(NOW // 1000)
    query = {"timestamp": stamp, "nonce": "n1", "signature": Sealing(APP_ID).signature(stamp, "n1")}
    with pytest.raises(Forged, match="plain mode"):
        seal.opened(query, XML.encode(), NOW)
    sandbox = Seal(TOKEN, AES_KEY, APP_ID, plain=True)
    assert sandbox.opened(query, XML.encode(), NOW)["FromUserName"] == "wang"
    with pytest.raises(Forged, match="nonce"):
        sandbox.opened(query, XML.replace("wang", "li").encode(), NOW)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{}",
        b"<xml>",
        b"<html><body>busy</body></html>",
        b"<a>" * 20_000,
        b'<!DOCTYPE x [<!ENTITY a "b"><!ENTITY c "&a;&a;">]><xml><A>&c;</A></xml>',
        b'<!DOCTYPE x SYSTEM "file:///etc/passwd"><xml>&x;</xml>',
        b"<xml>\xff\xfe</xml>",
        b"x" * (MOST_BODY + 1),
        b"<xml></xml>",
        b"<xml>" + b"<a>" * 3_000 + b"</a>" * 3_000 + b"</xml>",
    ],
    ids=["empty", "json", "open", "html", "deep", "bomb", "outside", "encoding", "large", "bare", "nested"],
)
def test_what_nobody_can_read_is_neither_opened_nor_a_crash(seal: Seal, body: bytes) -> None:
    with pytest.raises((Unreadable, Forged)):
        seal.opened({}, body, NOW)
    query, sealed = posted(body.decode("latin-1"), nonce=str(len(body)))
    with pytest.raises(Unreadable):
        seal.opened(query, sealed, NOW)


@given(st.text())
def test_no_words_end_their_section(words: str) -> None:
    import xmltodict

    found = xmltodict.parse(f"<xml><A>{cdata(words)}</A><B>after</B></xml>", strip_whitespace=False)["xml"]
    assert found["B"] == "after"
    kept = "".join(character for character in words if character >= " " or character in "\t\n\r")
    kept = kept.replace("\r\n", "\n").replace("\r", "\n").replace("\ufffe", "").replace("\uffff", "")
    assert (found["A"] or "") == kept


@given(st.dictionaries(st.sampled_from(["FromUserName", "MsgType", "Event", "CreateTime", "Content"]), st.text()))
def test_whatever_stands_in_a_message_is_understood_as_something(fields: dict[str, str]) -> None:
    assert understood(fields, NOW) is not None
    assert isinstance(understood({}, NOW), Passed)


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="only beside the project's own samples")
def test_real_messages_are_opened_and_understood() -> None:
    """Sealed by Tencent's own demo and by other libraries, and every plain one of theirs."""
    seen = 0
    for sample in json.loads((SAMPLES / "manifest.json").read_text(encoding="utf-8"))["samples"]:
        config, query = sample.get("config", {}), sample.get("query", {})
        own = config.get("appid") or config.get("corpid")
        body = (SAMPLES / sample["file"]).read_bytes()
        if "msg_signature" in query:
            seal = Seal(config["token"], config["encoding_aes_key"], own)
            found = seal.opened(query, body, int(query["timestamp"]) * 1000)
            assert found.items() >= sample["expect"].items(), sample["file"]
            seen += 1
        elif sample["platform"] == "wechat_oa" and sample["file"].endswith(".xml"):
            sandbox = Seal("t", AES_KEY, "x", plain=True)
            stamp = str(NOW // 1000)
            signed = hashlib.sha1("".join(sorted(("t", stamp, "n"))).encode()).hexdigest()  # noqa: S324
            opened = sandbox.opened({"timestamp": stamp, "nonce": "n", "signature": signed}, body, NOW)
            assert understood(opened, NOW), sample["file"]
            seen += 1
    assert seen > 15
