"""What we ask Telegram ourselves: updates as they are, and files. Sending goes through python-telegram-bot.

Its `get_updates` would raise on an update it cannot read, and the whole batch would be stuck; here each stays raw.
"""

from urllib.parse import quote

import httpx
import msgspec

from bot.channels.heard import KeyRefused, NoFile, Unreachable
from bot.channels.read_json import read_as
from bot.channels.telegram.inbound import MOST_BYTES
from bot.channels.telegram.updates import ALLOWED

TIMEOUT_S = 20
FILE_TIMEOUT_S = 60


class OtherPoller(Exception):
    """Somebody else fetches this bot's updates, or a webhook is set."""


class _Refusal(Exception):
    """Telegram will not do this."""


class _Answer(msgspec.Struct):
    ok: bool = False
    result: msgspec.Raw = msgspec.Raw(b"null")
    description: str = ""
    parameters: dict[str, int] = msgspec.field(default_factory=dict)


_decode = msgspec.json.Decoder(_Answer).decode


class _FilePath(msgspec.Struct):
    file_path: str = ""
    file_size: int = 0


class _Numbered(msgspec.Struct):
    update_id: int | None = None


class Wire:
    """Requests to one bot's API. Errors never carry the address: it holds the token."""

    def __init__(self, api_url: str, token: str) -> None:
        base = api_url.rstrip("/")
        self._methods, self._files = f"{base}/bot{token}/", f"{base}/file/bot{token}/"
        self._http = httpx.AsyncClient(timeout=TIMEOUT_S)

    async def updates(self, offset: int | None, wait_s: int) -> list[tuple[int | None, bytes]]:
        """The next updates, oldest first, each (its number, as it came). `offset` confirms everything before it.

        raises  Unreachable, KeyRefused, OtherPoller
        """
        asked: dict[str, object] = {"timeout": wait_s, "allowed_updates": ALLOWED}
        if offset is not None:
            asked["offset"] = offset
        try:
            result = await self._ask("getUpdates", asked, wait_s + TIMEOUT_S)
            return [(_number(raw), bytes(raw)) for raw in msgspec.json.decode(result, type=list[msgspec.Raw])]
        except (msgspec.MsgspecError, _Refusal):
            raise Unreachable("getUpdates answered with something else") from None

    async def file(self, file_id: str) -> bytes:
        """A file's bytes, at most 20 MB. raises NoFile, Unreachable, KeyRefused"""
        try:
            found = msgspec.json.decode(await self._ask("getFile", {"file_id": file_id}), type=_FilePath)
        except _Refusal as refusal:
            raise NoFile(large="too big" in str(refusal)) from None
        except msgspec.MsgspecError:
            raise Unreachable("getFile answered with something else") from None
        if not found.file_path:
            raise NoFile(large=False)
        if found.file_size > MOST_BYTES:
            raise NoFile(large=True)
        return await self._download(found.file_path)

    async def close(self) -> None:
        await self._http.aclose()

    async def _download(self, path: str) -> bytes:
        data = bytearray()
        try:
            async with self._http.stream("GET", self._files + quote(path), timeout=FILE_TIMEOUT_S) as answer:
                if answer.status_code in (400, 404):
                    raise NoFile(large=False)
                if answer.is_error:
                    raise Unreachable(f"a file: HTTP {answer.status_code}")
                async for part in answer.aiter_bytes():
                    data += part
                    if len(data) > MOST_BYTES:
                        raise NoFile(large=True)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise Unreachable(f"a file: {type(error).__name__}") from None
        return bytes(data)

    async def _ask(self, method: str, params: dict[str, object], timeout_s: float = TIMEOUT_S) -> bytes:
        try:
            answer = await self._http.post(self._methods + method, json=params, timeout=timeout_s)
            told = read_as(_decode, answer.content)
        except httpx.HTTPError as error:
            raise Unreachable(f"{method}: {type(error).__name__}") from None
        except (ValueError, RecursionError):  # no JSON, or too deep
            raise Unreachable(f"{method}: HTTP {answer.status_code} without an answer") from None
        if told.ok:
            return bytes(told.result)
        match answer.status_code:
            case 401 | 404:
                raise KeyRefused
            case 409:
                raise OtherPoller(told.description)
            case 400:
                raise _Refusal(told.description)
            case code:
                raise Unreachable(f"{method}: HTTP {code}", told.parameters.get("retry_after", 0))


def _number(raw: msgspec.Raw) -> int | None:
    try:
        return msgspec.json.decode(raw, type=_Numbered).update_id
    except msgspec.MsgspecError:
        return None
