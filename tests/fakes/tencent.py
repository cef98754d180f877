"""What the fakes of WeChat's and WeCom's platforms share: Tencent's AES written here once more, sealed posts tried
three times, tokens that end, files, and faults on demand."""

import asyncio
import base64
import hashlib
import json
import os
import struct
from abc import abstractmethod
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit
from xml.sax.saxutils import escape

import httpx
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from bot.app import App
from tests.fakes.server import Server

AES_KEY, TOKEN = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG", "our-token"
LIFE_S = 7200
MEDIA_S = 3 * 86_400
TRIES, PATIENCE_S = 3, 5

Post = Callable[[str, dict[str, str], bytes], Awaitable[httpx.Response]]


class Sealing:
    """AES-256-CBC, PKCS#7 in blocks of 32, length before, id behind."""

    def __init__(self, own_id: str, token: str = TOKEN, aes_key: str = AES_KEY) -> None:
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
class Fault:
    """After `after` calls the next `times` calls of `path` answer `code`, or `html`, or act and cut the line."""

    path: str
    code: Any = 0
    times: int = 1
    kind: str = "code"
    words: str = "a fault"
    after: int = 0


class FakeTencent(Server):
    """A platform of Tencent's.

    now       UTC ms
    post      how it reaches us; `path`: where
    own_id    app id or corp id
    patience  seconds it waits for an answer
    cuts      how often it acted and nobody heard
    """

    path: str
    account: str
    asked_at: str

    def __init__(self, now: Callable[[], int], own_id: str) -> None:
        super().__init__()
        self.now = now
        self.post: Post | None = None
        self.sealing = Sealing(own_id)
        self.tokens: list[str] = []
        self.token_asks = 0
        self.expired: set[str] = set()
        self.faults: list[Fault] = []
        self.calls: list[str] = []
        self.cuts = 0
        self.files: dict[str, tuple[bytes, float]] = {}
        self.patience: float = PATIENCE_S
        self._slow: set[asyncio.Task[httpx.Response]] = set()
        self.statuses: list[int] = []
        self.numbers: Iterator[int] = iter(range(1, 1_000_000))

    def file(self, data: bytes) -> str:
        media = f"media{next(self.numbers)}"
        self.files[media] = data, self.now() / 1000 + MEDIA_S
        return media

    def there(self, media: str) -> bool:
        """Whether a file is known and has not ended."""
        _data, until = self.files.get(media, (b"", 0.0))
        return self.now() / 1000 < until

    # Callbacks

    async def message(self, person: str, **content: str) -> None:
        """A message of theirs."""
        await self.deliver(person, {**content, "MsgId": str(24_000_000_000_000_000 + next(self.numbers))})

    async def say(self, person: str, text: str) -> None:
        await self.message(person, MsgType="text", Content=text)

    async def photo(self, person: str, data: bytes) -> None:
        await self.message(person, MsgType="image", PicUrl="http://mmbiz.qpic.cn/x", MediaId=self.file(data))

    async def voice(self, person: str, data: bytes, **more: str) -> None:
        await self.message(person, MsgType="voice", MediaId=self.file(data), Format="amr", **more)

    async def place(self, person: str, north: str, east: str) -> None:
        await self.message(person, MsgType="location", Location_X=north, Location_Y=east, Label="")

    async def deliver(self, person: str, content: dict[str, Any], tries: int = TRIES) -> list[str]:
        """Post it until it is answered with 200 in time, three times in all; a slow one goes on meanwhile. Returns what
        was answered."""
        answers = []
        for _try in range(tries):
            posting = asyncio.create_task(self.posted(person, content))
            self._slow.add(posting)
            posting.add_done_callback(self._slow.discard)
            done, _late = await asyncio.wait((posting,), timeout=self.patience)
            if not done:
                continue
            answer = posting.result()
            self.statuses.append(answer.status_code)
            if answer.status_code == 200:
                answers.append(self.shown(person, answer.content))
                break
        return answers

    async def posted(self, person: str, content: dict[str, Any]) -> httpx.Response:
        """One try, sealed."""
        fields = {"ToUserName": self.account, "FromUserName": person, "CreateTime": str(self.now() // 1000), **content}
        return await self.posted_xml(f"<xml>{_xml(fields)}</xml>")

    async def posted_xml(self, xml: str, sealing: Sealing | None = None) -> httpx.Response:
        """A whole message, sealed."""
        sealing = sealing or self.sealing
        query, sealed = self.signed(xml, sealing)
        body = f"<xml><ToUserName><![CDATA[{self.account}]]></ToUserName><Encrypt><![CDATA[{sealed}]]></Encrypt></xml>"
        assert self.post is not None
        return await self.post(self.path, query, body.encode())

    def signed(self, words: str, sealing: Sealing | None = None) -> tuple[dict[str, str], str]:
        """The query of a callback, and what is sealed in it."""
        sealing = sealing or self.sealing
        sealed = sealing.sealed(words)
        stamp, nonce = str(self.now() // 1000), f"n{next(self.numbers)}"
        query = {
            "signature": sealing.signature(stamp, nonce),
            "timestamp": stamp,
            "nonce": nonce,
            "encrypt_type": "aes",
            "msg_signature": sealing.signature(stamp, nonce, sealed),
        }
        return query, sealed

    @abstractmethod
    def shown(self, person: str, answer: bytes) -> str:
        """The answer to a callback, on the phone. Returns its words."""

    # The API

    async def answered(self, verb: str, path: str, headers: list[Any], body: bytes) -> tuple[int, str, bytes, bool]:
        parts = urlsplit(path)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        self.calls.append(parts.path)
        fault = next((fault for fault in self.faults if fault.path == parts.path and fault.times > 0), None)
        if fault and fault.after > 0:
            fault.after -= 1
            fault = None
        if fault:
            fault.times -= 1
            if fault.kind == "html":
                return 200, "text/html", b"<html>busy</html>", True
            if fault.kind == "down":
                return 502, "text/html", b"bad gateway", True
            if fault.kind == "code":
                return _json({"errcode": fault.code, "errmsg": fault.words})
        if parts.path == self.asked_at:
            found = self._token(query, body)
        elif query.get("access_token") not in self.tokens or query["access_token"] in self.expired:
            found = {"errcode": 42001 if query.get("access_token") in self.expired else 40014, "errmsg": "token"}
        elif parts.path == "/cgi-bin/media/get":
            if self.there(query.get("media_id", "")):
                return 200, "image/jpeg", self.files[query["media_id"]][0], True
            found = {"errcode": 40007, "errmsg": "invalid media_id"}
        elif parts.path == "/cgi-bin/media/upload":
            found = {"type": query["type"], "media_id": self.file(body), "created_at": self.now() // 1000}
        else:
            found = self.called(parts.path, query, json.loads(body) if body else {})
        status, kind, data, stays = _json(found)
        cut = fault is not None and fault.kind == "cut"
        self.cuts += cut
        return status, kind, data, stays and not cut

    def _token(self, query: dict[str, str], body: bytes) -> dict[str, Any]:
        self.token_asks += 1
        if refused := self.refused(query, body):
            return refused
        if not self.tokens or self.tokens[-1] in self.expired:
            self.tokens.append(f"token{len(self.tokens)}")
        return {"access_token": self.tokens[-1], "expires_in": LIFE_S}

    @abstractmethod
    def refused(self, query: dict[str, str], body: bytes) -> dict[str, Any] | None:
        """Whether a request for a token names somebody whom the platform does not know."""

    @abstractmethod
    def called(self, path: str, query: dict[str, str], asked: dict[str, Any]) -> dict[str, Any]:
        """The answer to any other call."""


@asynccontextmanager
async def connected(fake: FakeTencent, app: App) -> AsyncIterator[httpx.AsyncClient]:
    """The platform reaches the program, over HTTP; so may others."""
    transport = httpx.ASGITransport(app.web(awake=False))
    async with httpx.AsyncClient(transport=transport, base_url="http://paidan") as http:

        async def post(path: str, query: dict[str, str], body: bytes) -> httpx.Response:
            return await http.post(path, params=query, content=body)

        fake.post = post
        yield http


def _xml(fields: dict[str, Any]) -> str:
    inner = {name: _xml(value) if isinstance(value, dict) else escape(value) for name, value in fields.items()}
    return "".join(f"<{name}>{value}</{name}>" for name, value in inner.items())


def _json(table: dict[str, Any]) -> tuple[int, str, bytes, bool]:
    return 200, "application/json; encoding=utf-8", json.dumps(table).encode(), True
