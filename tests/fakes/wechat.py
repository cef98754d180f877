"""WeChat's official-account platform, as far as we use it: posts sealed callbacks and tries three times, serves the
API with its windows, its tokens that end, its files that are gone, and its own AES.

People are spoken for by `say`, `photo`, `scan` …; what they received stands in `chats`. It counts what may still be
sent to whom as the real one does, and refuses the rest with the real one's codes.
"""

import base64
import hashlib
import json
import os
import struct
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit
from xml.sax.saxutils import escape

import httpx
import xmltodict
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from tests.fakes.server import Server

APP_ID, SECRET, TOKEN = "wx0123456789abcdef", "0123456789abcdef0123456789abcdef", "our-token"
AES_KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"
ACCOUNT = "gh_0123456789ab"
DAY_S, TAP_S = 48 * 3600, 60
LIFE_S = 7200
TRIES = 3

Post = Callable[[str, dict[str, str], bytes], Awaitable[httpx.Response]]


class Sealing:
    """WeChat's AES, written here once more: AES-256-CBC, PKCS#7 in blocks of 32, length before, id behind."""

    def __init__(self, token: str = TOKEN, aes_key: str = AES_KEY, own_id: str = APP_ID) -> None:
        self.token, self.own_id = token, own_id
        self._key = base64.b64decode(aes_key + "=")

    def _cipher(self) -> Cipher[modes.CBC]:
        return Cipher(algorithms.AES(self._key), modes.CBC(self._key[:16]))

    def sealed(self, xml: str) -> str:
        data = xml.encode()
        whole = os.urandom(16) + struct.pack("!I", len(data)) + data + self.own_id.encode()
        pad = 32 - len(whole) % 32
        encryptor = self._cipher().encryptor()
        return base64.b64encode(encryptor.update(whole + bytes([pad]) * pad) + encryptor.finalize()).decode()

    def opened(self, sealed: str) -> str:
        decryptor = self._cipher().decryptor()
        whole = decryptor.update(base64.b64decode(sealed)) + decryptor.finalize()
        whole = whole[16 : -whole[-1]]
        length = struct.unpack("!I", whole[:4])[0]
        assert whole[4 + length :].decode() == self.own_id
        return whole[4 : 4 + length].decode()

    def signature(self, *parts: str) -> str:
        return hashlib.sha1("".join(sorted((self.token, *parts))).encode()).hexdigest()  # noqa: S324


@dataclass
class Received:
    """One message on somebody's phone. `how`: "reply" in the answer to a callback, "custom" or "template"."""

    text: str
    how: str
    at: int
    kind: str = "text"


@dataclass
class Follower:
    """What may still be sent to somebody."""

    until: float = 0
    left: int = 0
    tap_until: float = 0
    tap_left: int = 0
    follows: bool = True


@dataclass
class Fault:
    """The next `times` calls of `path` answer `code`, or `html`, or act and cut the line."""

    path: str
    code: int = 0
    times: int = 1
    kind: str = "code"


class FakeWeChat(Server):
    """The platform. `now`: UTC ms; `post`: how it reaches us."""

    def __init__(self, now: Callable[[], int]) -> None:
        super().__init__()
        self.now = now
        self.post: Post | None = None
        self.sealing = Sealing()
        self.tokens: list[str] = []
        self.token_asks = 0
        self.expired: set[str] = set()
        self.faults: list[Fault] = []
        self.calls: list[str] = []
        self.chats: dict[str, list[Received]] = {}
        self.followers: dict[str, Follower] = {}
        self.files: dict[str, bytes] = {}
        self.statuses: list[int] = []
        self._numbers = iter(range(1, 1_000_000))

    # People

    async def say(self, person: str, text: str) -> None:
        await self.message(person, MsgType="text", Content=text)

    async def photo(self, person: str, data: bytes) -> None:
        await self.message(person, MsgType="image", PicUrl="http://mmbiz.qpic.cn/x", MediaId=self.file(data))

    async def voice(self, person: str, data: bytes, words: str = "") -> None:
        await self.message(
            person, MsgType="voice", MediaId=self.file(data), Format="amr", **({"Recognition": words} if words else {})
        )

    async def message(self, person: str, **content: str) -> None:
        """A message of theirs; five may be sent within 48 hours."""
        follower = self._follower(person)
        follower.until, follower.left = self.now() / 1000 + DAY_S, 5
        await self.deliver(person, {**content, "MsgId": str(24_000_000_000_000_000 + next(self._numbers))})

    async def event(self, person: str, name: str, key: str = "", **more: str) -> None:
        """A tap, a follow, a scan: three may be sent within a minute."""
        follower = self._follower(person)
        follower.follows = name != "unsubscribe"
        follower.tap_until, follower.tap_left = self.now() / 1000 + TAP_S, 3
        await self.deliver(person, {"MsgType": "event", "Event": name, "EventKey": key, **more})

    def file(self, data: bytes) -> str:
        media = f"media{next(self._numbers)}"
        self.files[media] = data
        return media

    async def deliver(self, person: str, content: dict[str, str], tries: int = TRIES) -> list[str]:
        """Post it until it is answered with 200, three times in all. Returns what was answered."""
        answers = []
        for _try in range(tries):
            answer = await self.posted(person, content)
            self.statuses.append(answer.status_code)
            if answer.status_code == 200:
                answers.append(self._shown(person, answer.content))
                break
        return answers

    async def posted(self, person: str, content: dict[str, str]) -> httpx.Response:
        """One try, sealed."""
        fields = {"ToUserName": ACCOUNT, "FromUserName": person, "CreateTime": str(self.now() // 1000), **content}
        inner = "".join(f"<{name}>{escape(value)}</{name}>" for name, value in fields.items())
        sealed = self.sealing.sealed(f"<xml>{inner}</xml>")
        stamp, nonce = str(self.now() // 1000), f"n{next(self._numbers)}"
        query = {
            "signature": self.sealing.signature(stamp, nonce),
            "timestamp": stamp,
            "nonce": nonce,
            "encrypt_type": "aes",
            "msg_signature": self.sealing.signature(stamp, nonce, sealed),
        }
        body = f"<xml><ToUserName><![CDATA[{ACCOUNT}]]></ToUserName><Encrypt><![CDATA[{sealed}]]></Encrypt></xml>"
        assert self.post is not None
        return await self.post("/wechat", query, body.encode())

    def heard(self, person: str) -> list[str]:
        return [one.text for one in self.chats.get(person, [])]

    def _shown(self, person: str, answer: bytes) -> str:
        """The answer to a callback, on the phone. It costs nothing of any window."""
        if answer in (b"", b"success"):
            return ""
        outer = xmltodict.parse(answer)["xml"]
        assert outer["MsgSignature"] == self.sealing.signature(outer["TimeStamp"], outer["Nonce"], outer["Encrypt"])
        inner = xmltodict.parse(self.sealing.opened(outer["Encrypt"]))["xml"]
        assert (inner["ToUserName"], inner["FromUserName"], inner["MsgType"]) == (person, ACCOUNT, "text")
        assert len(inner["Content"].encode()) <= 2048
        self.chats.setdefault(person, []).append(Received(inner["Content"], "reply", self.now()))
        return str(inner["Content"])

    def _follower(self, person: str) -> Follower:
        return self.followers.setdefault(person, Follower())

    # The API

    async def answered(self, verb: str, path: str, headers: list[Any], body: bytes) -> tuple[int, str, bytes, bool]:
        parts = urlsplit(path)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        self.calls.append(parts.path)
        fault = next((fault for fault in self.faults if fault.path == parts.path and fault.times > 0), None)
        if fault:
            fault.times -= 1
            if fault.kind == "html":
                return 200, "text/html", b"<html>busy</html>", True
            if fault.kind == "down":
                return 502, "text/html", b"bad gateway", True
            if fault.kind == "code":
                return _json({"errcode": fault.code, "errmsg": "a fault"})
        if parts.path == "/cgi-bin/stable_token":
            found = self._stable_token(json.loads(body))
        elif query.get("access_token") not in self.tokens or query["access_token"] in self.expired:
            found = {"errcode": 42001 if query.get("access_token") in self.expired else 40001, "errmsg": "token"}
        elif parts.path == "/cgi-bin/media/get":
            data = self.files.get(query.get("media_id", ""))
            if data is not None:
                return 200, "image/jpeg", data, True
            found = {"errcode": 40007, "errmsg": "invalid media_id"}
        elif parts.path == "/cgi-bin/media/upload":
            found = {"type": query["type"], "media_id": self.file(body), "created_at": self.now() // 1000}
        elif parts.path == "/cgi-bin/message/custom/send":
            found = self._custom(json.loads(body))
        elif parts.path == "/cgi-bin/message/template/send":
            found = self._template(json.loads(body))
        else:
            found = {"ip_list": ["127.0.0.1"]}
        status, kind, data, stays = _json(found)
        return status, kind, data, stays and not (fault and fault.kind == "cut")

    def _stable_token(self, asked: dict[str, Any]) -> dict[str, Any]:
        self.token_asks += 1
        if (asked["appid"], asked["secret"]) != (APP_ID, SECRET):
            return {"errcode": 40125, "errmsg": "invalid appsecret"}
        if not self.tokens or self.tokens[-1] in self.expired:
            self.tokens.append(f"token{len(self.tokens)}")
        return {"access_token": self.tokens[-1], "expires_in": LIFE_S}

    def _custom(self, asked: dict[str, Any]) -> dict[str, Any]:
        follower, now = self._follower(asked["touser"]), self.now() / 1000
        if not follower.follows:
            return {"errcode": 45015, "errmsg": "response out of time limit or subscription is canceled"}
        if now < follower.tap_until and follower.tap_left:
            follower.tap_left -= 1
        elif now < follower.until and follower.left:
            follower.left -= 1
        else:
            over = now >= follower.until and now >= follower.tap_until
            return {"errcode": 45015 if over else 45047, "errmsg": "out of response count limit"}
        kind = asked["msgtype"]
        text = asked["text"]["content"] if kind == "text" else ""
        assert kind != "text" or len(text.encode()) <= 2048
        self.chats.setdefault(asked["touser"], []).append(Received(text, "custom", self.now(), kind))
        return {"errcode": 0, "errmsg": "ok"}

    def _template(self, asked: dict[str, Any]) -> dict[str, Any]:
        if not self._follower(asked["touser"]).follows:
            return {"errcode": 43004, "errmsg": "require subscribe"}
        words = " ".join(value["value"] for value in asked["data"].values())
        self.chats.setdefault(asked["touser"], []).append(Received(words, "template", self.now()))
        return {"errcode": 0, "errmsg": "ok", "msgid": 200_000_000 + next(self._numbers)}


def _json(table: dict[str, Any]) -> tuple[int, str, bytes, bool]:
    return 200, "application/json; encoding=utf-8", json.dumps(table).encode(), True
