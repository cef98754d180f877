"""Requests to WeChat's and WeCom's API: one token for all who ask, kept in storage, fetched once and renewed once.

The library's own client blocks, has no timeout, and asks for ever on 42001; this one is small and bounded.
"""

import asyncio
import re
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import httpx
import msgspec
import structlog

from bot.channels.heard import KeyRefused, NoFile, Unreachable
from bot.channels.read_json import read_json
from storage.memory import remember, remembered
from storage.store import Store
from storage.unit import Unit

TIMEOUT_S = 10
MEDIA_TIMEOUT_S = 40
MOST_BYTES = 20_000_000
EARLY_MS = 300_000
"""A token is renewed so long before its end: the platform hands out the next one then."""
TOKEN_CODES = (40001, 40014, 42001)
WRONG_KEY = (40013, 40091, 40125, 41002, 41004)
"""The account or its secret is not known."""
IP_CODES = (40164, 60020)
"""The platform takes requests from listed addresses only, and ours is none of them."""
IP = re.compile(r"\b\d{1,3}(?:\.\d{1,3}){3}\b")
WHOLE = re.compile(r"-?\d{1,9}", re.ASCII)
QUOTA_CODE = 45009
BUSY_CODES = (-1, QUOTA_CODE, 45011)
A_WHILE_S = 600
"""Our quota is used up, or we ask too often: later."""

log = structlog.get_logger()


class Declined(Exception):
    """The platform will not do this: its code, and what it says."""

    def __init__(self, code: int, words: str) -> None:
        super().__init__(f"{code} {words}"[:200])
        self.code, self.words = code, words

    @property
    def untrusted(self) -> str:
        """Our address as the platform sees it, where it takes nothing from there ("?" unnamed); else ""."""
        if self.code not in IP_CODES:
            return ""
        found = IP.search(self.words)
        return found[0] if found else "?"


class Caller:
    """Calls of one platform that need no token, or bring their own. `base`: "https://api.weixin.qq.com"."""

    def __init__(self, base: str) -> None:
        self._base = base.rstrip("/")
        self._http = httpx.AsyncClient(timeout=TIMEOUT_S)

    async def close(self) -> None:
        await self._http.aclose()

    async def plain(self, method: str, path: str, asked: Mapping[str, Any] | None, **query: str) -> dict[str, Any]:
        """One call as it stands. raises Declined, Unreachable"""
        body = msgspec.json.encode(asked) if asked is not None else None  # WeChat shows \\u escapes as they stand
        headers = {"content-type": "application/json"} if body is not None else {}
        request = self._http.request(method, self._base + path, params=query, content=body, headers=headers)
        return await self._answer(request)

    async def _answer(self, request: Awaitable[httpx.Response]) -> dict[str, Any]:
        try:
            answer = await request
        except httpx.HTTPError as error:
            sure = isinstance(error, httpx.ConnectError | httpx.ConnectTimeout | httpx.PoolTimeout)
            raise Unreachable(type(error).__name__, unknown=not sure) from None
        if answer.is_error:
            raise Unreachable(f"HTTP {answer.status_code}", unknown=True)
        return _told(answer.content)


def in_a_while(now: int) -> int:
    """When a quota that is used up may have returned, where nothing better is known. UTC ms."""
    return now + A_WHILE_S * 1000


class QuotaUsed(Unreachable):
    """What we may ask of this kind is used up, for `retry_after` seconds."""


class Api(Caller):
    """One account's API.

    base       "https://api.weixin.qq.com"
    ask_token  asks the platform for one: `access_token` and the seconds it lives, `expires_in`
    name       under which the token is kept
    renews     when a quota returns that is used up at a moment, both UTC ms; by default ten minutes later
    """

    def __init__(
        self,
        store: Store[Unit],
        now: Callable[[], int],
        *,
        base: str,
        name: str,
        ask_token: Callable[["Api"], Awaitable[dict[str, Any]]],
        renews: Callable[[int], int] = in_a_while,
    ) -> None:
        super().__init__(base)
        self._store, self._now, self._name, self._ask_token = store, now, name, ask_token
        self._renewing = asyncio.Lock()
        self._renews = renews
        self._used_up: dict[str, int] = {}

    async def call(self, path: str, asked: Mapping[str, Any], **query: str) -> dict[str, Any]:
        """One call with our token. raises Declined, Unreachable, KeyRefused

        Where a quota is used up nothing more of that kind is asked until it returns.
        """
        until = self._used_up.get(path, 0)
        if until > self._now():
            raise QuotaUsed("the quota is used up", (until - self._now()) / 1000)
        try:
            return await self._called(path, asked, **query)
        except QuotaUsed:
            self._used_up[path] = self._renews(self._now())
            log.error("a quota is used up: what is to be said waits", path=path, until=self._used_up[path])
            raise QuotaUsed("the quota is used up", (self._used_up[path] - self._now()) / 1000) from None

    async def _called(self, path: str, asked: Mapping[str, Any], **query: str) -> dict[str, Any]:
        return await self._with_token(lambda token: self.plain("POST", path, asked, access_token=token, **query))

    async def ask(self, path: str, **query: str) -> dict[str, Any]:
        """A question with our token that changes nothing. raises as `call` does"""
        return await self._with_token(lambda token: self.plain("GET", path, None, access_token=token, **query))

    async def upload(self, path: str, kind: str, name: str, data: bytes) -> str:
        """A file for the platform to keep. Returns its media id. raises as `call` does"""
        files = {"media": (name, data)}

        async def send(token: str) -> dict[str, Any]:
            query = {"access_token": token, "type": kind}
            return await self._answer(
                self._http.post(self._base + path, params=query, files=files, timeout=MEDIA_TIMEOUT_S)
            )

        return str((await self._with_token(send)).get("media_id", ""))

    async def media(self, path: str, media_id: str) -> bytes:
        """A file that somebody sent. raises NoFile, Unreachable, KeyRefused"""

        async def fetch(token: str) -> dict[str, Any]:
            return {"data": await self._download(path, {"access_token": token, "media_id": media_id})}

        try:
            return bytes((await self._with_token(fetch))["data"])
        except Declined as declined:
            if declined.untrusted:
                raise Unreachable(str(declined), A_WHILE_S) from None
            raise NoFile(large=False) from None

    async def _with_token(self, ask: Callable[[str], Awaitable[dict[str, Any]]]) -> dict[str, Any]:
        """A token that proves to be old is renewed, once."""
        token = await self._token()
        try:
            return await ask(token)
        except Declined as declined:
            if declined.code not in TOKEN_CODES:
                raise
        try:
            return await ask(await self._token(not_this=token))
        except Declined as declined:
            if declined.code in TOKEN_CODES:
                raise Unreachable(f"the new token is refused too: {declined.code}") from None
            raise

    async def _token(self, not_this: str = "") -> str:
        async with self._renewing:
            kept = await self._store.run(lambda unit: remembered(unit, self._name))
            if kept and kept["token"] != not_this and kept["until"] - EARLY_MS > self._now():
                return str(kept["token"])
            try:
                found = await self._ask_token(self)
            except Declined as declined:
                if declined.code in (*WRONG_KEY, *TOKEN_CODES):
                    raise KeyRefused from None
                if declined.untrusted:
                    raise
                raise Unreachable(f"no token: {declined.code}", A_WHILE_S) from None
            token, lives = str(found.get("access_token", "")), found.get("expires_in")
            if not token or not isinstance(lives, int) or lives <= 0:
                raise Unreachable("no token in the answer")
            new = {"token": token, "until": self._now() + lives * 1000}
            await self._store.run(lambda unit: remember(unit, self._name, new))
            return token

    async def _download(self, path: str, query: Mapping[str, str]) -> bytes:
        data = bytearray()
        try:
            async with self._http.stream("GET", self._base + path, params=query, timeout=MEDIA_TIMEOUT_S) as answer:
                if answer.is_error:
                    raise Unreachable(f"a file: HTTP {answer.status_code}")
                async for part in answer.aiter_bytes():
                    data += part
                    if len(data) > MOST_BYTES:
                        raise NoFile(large=True)
                kind = answer.headers.get("content-type", "")
        except httpx.HTTPError as error:
            raise Unreachable(f"a file: {type(error).__name__}") from None
        if "json" in kind or "text" in kind:
            _told(bytes(data))
            raise Unreachable("a file: words instead")
        return bytes(data)


def _told(content: bytes) -> dict[str, Any]:
    """The answer's table. raises Declined for a code, Unreachable for a page instead of an answer"""
    found = read_json(content)
    if not isinstance(found, dict):
        raise Unreachable("no table of JSON in the answer")
    if not WHOLE.fullmatch(str(found.get("errcode", 0))):
        raise Unreachable("an answer whose code is none")
    code = int(found.get("errcode", 0))
    if code == QUOTA_CODE:
        raise QuotaUsed("busy: the quota is used up", A_WHILE_S)
    if code in BUSY_CODES:
        raise Unreachable(f"busy: {code}", A_WHILE_S if code != -1 else 0)
    if code:
        raise Declined(code, str(found.get("errmsg", "")))
    return found
