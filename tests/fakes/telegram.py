"""Telegram's Bot API over HTTP, as far as we use it, as strict as the real one, and able to misbehave.

People are spoken for by `say`, `photo`, `tap` …; what the bot did in a chat stands in `chats`. A `Fault` makes it
delay, refuse, or act and then cut the line; `repeat` and `reorder` deliver updates as badly as networks can.
"""

import asyncio
import json
import random
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, ClassVar
from urllib.parse import unquote

import httpx
from starlette.datastructures import UploadFile
from starlette.requests import Request

from tests.fakes.server import Server

TOKEN = "123456789:AAFakeFakeFakeFakeFakeFakeFakeFakeFake"  # noqa: S105
BOT = {"id": 123456789, "is_bot": True, "first_name": "Paidan", "username": "paidan_bot"}
LONGEST_WAIT_S = 1.0
"""A long poll is cut short here."""


@dataclass
class Fault:
    """What goes wrong with the next `times` calls of `method` ("*" is any).

    kind        "refuse" answers `status`; "delay" answers after `seconds`; "cut" acts, then cuts the line
    parameters  as Telegram adds them: {"retry_after": 3}
    after       so many calls go well before
    """

    method: str
    kind: str
    times: int = 1
    status: int = 500
    words: str = "it went wrong"
    seconds: float = 0.0
    parameters: dict[str, int] = field(default_factory=dict)
    chat: str = ""
    after: int = 0


@dataclass
class Shown:
    """One message of the bot in a chat."""

    number: int
    text: str
    buttons: list[tuple[str, str]]
    at: int
    kind: str = "text"
    silent: bool = False
    reply_keyboard: list[str] = field(default_factory=list)
    data: list[bytes] = field(default_factory=list)


class Refuse(Exception):
    """An answer that is not ok."""

    def __init__(self, status: int, words: str, **parameters: int) -> None:
        super().__init__(words)
        self.status, self.words, self.parameters = status, words, parameters


class FakeTelegram(Server):
    """The server. `now` gives the date of messages, UTC ms."""

    METHODS: ClassVar[tuple[str, ...]] = (
        "getMe",
        "getWebhookInfo",
        "getUpdates",
        "setWebhook",
        "deleteWebhook",
        "sendMessage",
        "sendPhoto",
        "sendMediaGroup",
        "sendVoice",
        "sendDocument",
        "editMessageText",
        "editMessageReplyMarkup",
        "answerCallbackQuery",
        "getFile",
    )

    def __init__(self, now: Callable[[], int]) -> None:
        super().__init__()
        self.now = now
        self.token = TOKEN
        self.faults: list[Fault] = []
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.updates: list[tuple[int, dict[str, Any]]] = []
        self.all: list[tuple[int, dict[str, Any]]] = []
        self.confirmed = 0
        self.chats: dict[str, list[Shown]] = {}
        self.files: dict[str, bytes] = {}
        self.blocked: set[str] = set()
        self.strangers: set[str] = set()
        self.notices: list[str] = []
        self.webhook_error = ""
        self.webhook = ""
        self.secret = ""
        self.repeat = False
        self.reorder: random.Random | None = None
        self._open_callbacks: set[str] = set()
        self._numbers = iter(range(1, 1_000_000))
        self._update_ids = iter(range(700_000_001, 800_000_000))
        self._news = asyncio.Event()
        self._polls = 0

    # People

    def message(self, person: int, *, chat: dict[str, Any] | None = None, **content: Any) -> dict[str, Any]:
        """A message of somebody's, as an update that waits."""
        number = next(self._numbers)
        message = {
            "message_id": number,
            "from": {"id": person, "is_bot": False, "first_name": f"P{person}", "language_code": "zh-hans"},
            "chat": chat or {"id": person, "type": "private", "first_name": f"P{person}"},
            "date": self.now() // 1000,
            **content,
        }
        self.add({"message": message})
        return message

    def say(self, person: int, text: str, **more: Any) -> dict[str, Any]:
        return self.message(person, text=text, **more)

    def photo(self, person: int, data: bytes, **more: Any) -> dict[str, Any]:
        """A photo in two sizes; only the larger one is the picture."""
        small, large = self.file(b"small"), self.file(data)
        sizes = [
            {"file_id": small, "width": 90, "height": 67, "file_size": 5},
            {"file_id": large, "width": 1280, "height": 960, "file_size": len(data)},
        ]
        return self.message(person, photo=sizes, **more)

    def document(self, person: int, data: bytes, mime: str, **more: Any) -> dict[str, Any]:
        return self.message(
            person, document={"file_id": self.file(data), "mime_type": mime, "file_size": len(data)}, **more
        )

    def album(self, person: int, pictures: list[bytes], caption: str = "") -> None:
        """One update a picture; the words stand under the last."""
        group = f"album{next(self._numbers)}"
        for index, data in enumerate(pictures):
            words = {"caption": caption} if caption and index == len(pictures) - 1 else {}
            self.photo(person, data, media_group_id=group, **words)

    def voice(self, person: int, data: bytes) -> dict[str, Any]:
        sound = {"file_id": self.file(data), "duration": 3, "mime_type": "audio/ogg", "file_size": len(data)}
        return self.message(person, voice=sound)

    def tap(self, person: int, data: str, number: int = 1, text: str = "") -> str:
        """A button under message `number`; returns the query's id."""
        query = f"cb{next(self._numbers)}"
        self._open_callbacks.add(query)
        under = {"message_id": number, "chat": {"id": person, "type": "private"}, "date": 1, "text": text}
        sender = {"id": person, "is_bot": False, "first_name": f"P{person}", "language_code": "zh-hans"}
        self.add({"callback_query": {"id": query, "from": sender, "message": under, "data": data}})
        return query

    def tap_label(self, person: int, label: str) -> str:
        """The newest live button of that label in somebody's chat."""
        for shown in reversed(self.chats[str(person)]):
            for name, data in shown.buttons:
                if name == label:
                    return self.tap(person, data, shown.number, shown.text)
        raise AssertionError(f"no button {label!r} in {[shown.buttons for shown in self.chats[str(person)]]}")

    def block(self, person: int, blocked: bool = True) -> None:
        """Somebody blocks the bot, or opens it again."""
        (self.blocked.add if blocked else self.blocked.discard)(str(person))
        was, now = ("member", "kicked") if blocked else ("kicked", "member")
        change = {
            "chat": {"id": person, "type": "private"},
            "from": {"id": person, "is_bot": False, "first_name": "P"},
            "date": self.now() // 1000,
            "old_chat_member": {"user": BOT, "status": was},
            "new_chat_member": {"user": BOT, "status": now},
        }
        self.add({"my_chat_member": change})

    def file(self, data: bytes) -> str:
        file_id = f"F{next(self._numbers)}"
        self.files[file_id] = data
        return file_id

    def add(self, update: dict[str, Any]) -> int:
        """An update that waits to be fetched or posted. Returns its number."""
        number = next(self._update_ids)
        self.updates.append((number, {"update_id": number, **update}))
        self.all.append(self.updates[-1])
        self._news.set()
        return number

    def begin_numbers_at(self, number: int) -> None:
        """The next update has this number, as after a week without any."""
        self._update_ids = iter(range(number, number + 1_000_000))

    def heard(self, person: int) -> list[str]:
        """What the bot said in somebody's chat."""
        return [shown.text for shown in self.chats.get(str(person), [])]

    async def post(self) -> list[int]:
        """Deliver what waits to the webhook, each until it is taken with 200. Returns the statuses, tries included."""
        waiting, self.updates = self.updates, []
        if self.repeat:
            waiting = [update for update in waiting for _ in range(2)]
        if self.reorder:
            self.reorder.shuffle(waiting)
        statuses = []
        async with httpx.AsyncClient() as http:
            for _number, update in waiting:
                for _try in range(5):
                    headers = {"x-telegram-bot-api-secret-token": self.secret}
                    answer = await http.post(self.webhook, json=update, headers=headers)
                    statuses.append(answer.status_code)
                    if answer.status_code == 200:
                        break
        return statuses

    # The wire

    async def answered(self, verb: str, path: str, headers: list[Any], body: bytes) -> tuple[int, str, bytes, bool]:
        if verb == "GET" and path.startswith(f"/file/bot{self.token}/"):
            return await self._download(unquote(path.rsplit("/", 1)[1]))
        return await self._call(path, headers, body)

    async def _download(self, file_id: str) -> tuple[int, str, bytes, bool]:
        fault = self._fault("download", {})
        if fault and fault.kind == "refuse":
            return fault.status, "text/plain", b"", True
        if fault and fault.kind == "cut":
            return 200, "", b"", False
        if fault:
            await asyncio.sleep(fault.seconds)
        found = self.files.get(file_id)
        return (200, "application/octet-stream", found, True) if found is not None else (404, "text/plain", b"", True)

    async def _call(self, path: str, headers: list[Any], body: bytes) -> tuple[int, str, bytes, bool]:
        method = path.rsplit("/", 1)[1]
        params = await _params(headers, body)
        self.calls.append((method, params))
        fault = self._fault(method, params)
        status, stays = 200, True
        try:
            if path != f"/bot{self.token}/{method}":
                raise Refuse(401, "Unauthorized")
            if fault and fault.kind == "refuse":
                raise Refuse(fault.status, fault.words, **fault.parameters)
            if fault and fault.kind == "delay":
                await asyncio.sleep(fault.seconds)
            if method not in self.METHODS:
                raise Refuse(404, "Not Found")
            result = await getattr(self, f"_{method}")(params)
            stays = not (fault and fault.kind == "cut")
            answer: dict[str, Any] = {"ok": True, "result": result}
        except Refuse as no:
            status = no.status
            answer = {"ok": False, "error_code": no.status, "description": no.words}
            if no.parameters:
                answer["parameters"] = no.parameters
        return status, "application/json", json.dumps(answer).encode(), stays

    def _fault(self, method: str, params: dict[str, Any]) -> Fault | None:
        for fault in self.faults:
            here = not fault.chat or str(params.get("chat_id")) == fault.chat
            if fault.method in (method, "*") and here:
                if fault.after:
                    fault.after -= 1
                    continue
                fault.times -= 1
                if fault.times <= 0:
                    self.faults.remove(fault)
                return fault
        return None

    # Methods

    async def _getMe(self, _: dict[str, Any]) -> Any:  # noqa: N802  named as Telegram does
        return BOT

    async def _getWebhookInfo(self, _: dict[str, Any]) -> Any:  # noqa: N802
        error = {"last_error_message": self.webhook_error} if self.webhook_error else {}
        return {
            "url": self.webhook,
            "has_custom_certificate": False,
            "pending_update_count": len(self.updates),
            **error,
        }

    async def _getUpdates(self, params: dict[str, Any]) -> Any:  # noqa: N802
        if self.webhook:
            raise Refuse(409, "Conflict: can't use getUpdates method while webhook is active")
        self._polls += 1
        mine = self._polls
        offset = int(params.get("offset", 0))
        if not self.repeat:
            self.updates = [(number, update) for number, update in self.updates if number >= offset]
            self.confirmed = max(self.confirmed, offset)
        if not self.updates and int(params.get("timeout", 0)):
            self._news.clear()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._news.wait(), min(LONGEST_WAIT_S, int(params["timeout"])))
            if mine != self._polls:
                raise Refuse(409, "Conflict: terminated by other getUpdates request")
        batch = [update for _number, update in self.updates[: int(params.get("limit", 100))]]
        if self.reorder:
            self.reorder.shuffle(batch)
        return batch

    async def _setWebhook(self, params: dict[str, Any]) -> Any:  # noqa: N802
        self.webhook, self.secret = params["url"], params.get("secret_token", "")
        return True

    async def _deleteWebhook(self, _: dict[str, Any]) -> Any:  # noqa: N802
        self.webhook = ""
        return True

    async def _sendMessage(self, params: dict[str, Any]) -> Any:  # noqa: N802
        text = params.get("text", "")
        if not text.strip():
            raise Refuse(400, "Bad Request: message text is empty")
        if len(text.encode("utf-16-le")) // 2 > 4096:
            raise Refuse(400, "Bad Request: message is too long")
        return self._show(params, "text", text)

    async def _sendPhoto(self, params: dict[str, Any]) -> Any:  # noqa: N802
        return self._show(params, "photo", params.get("caption", ""), [params["photo"]])

    async def _sendDocument(self, params: dict[str, Any]) -> Any:  # noqa: N802
        return self._show(params, "document", params.get("caption", ""), [params["document"]])

    async def _sendVoice(self, params: dict[str, Any]) -> Any:  # noqa: N802
        return self._show(params, "voice", params.get("caption", ""), [params["voice"]])

    async def _sendMediaGroup(self, params: dict[str, Any]) -> Any:  # noqa: N802
        media = json.loads(params["media"])
        if not 2 <= len(media) <= 10:
            raise Refuse(400, "Bad Request: wrong number of media in the album")
        return [self._show(params, "photo", "", [params[one["media"].removeprefix("attach://")]]) for one in media]

    async def _editMessageText(self, params: dict[str, Any]) -> Any:  # noqa: N802
        return self._edit(params, text=params["text"])

    async def _editMessageReplyMarkup(self, params: dict[str, Any]) -> Any:  # noqa: N802
        return self._edit(params)

    async def _answerCallbackQuery(self, params: dict[str, Any]) -> Any:  # noqa: N802
        query = params["callback_query_id"]
        if query not in self._open_callbacks:
            raise Refuse(400, "Bad Request: query is too old and response timeout expired or query ID is invalid")
        words = str(params.get("text", ""))
        if len(words) > 200:
            raise Refuse(400, "Bad Request: MESSAGE_TOO_LONG")
        self._open_callbacks.discard(query)
        self.notices.append(words)
        return True

    async def _getFile(self, params: dict[str, Any]) -> Any:  # noqa: N802
        data = self.files.get(params["file_id"])
        if data is None:
            raise Refuse(400, "Bad Request: wrong file_id or the file is temporarily unavailable")
        if len(data) > 20_000_000:
            raise Refuse(400, "Bad Request: file is too big")
        return {"file_id": params["file_id"], "file_size": len(data), "file_path": f"documents/{params['file_id']}"}

    def _show(self, params: dict[str, Any], kind: str, text: str, data: list[bytes] | None = None) -> Any:
        chat = str(params["chat_id"])
        if chat in self.blocked:
            raise Refuse(403, "Forbidden: bot was blocked by the user")
        if chat in self.strangers:
            raise Refuse(400, "Bad Request: chat not found")
        buttons, keys = _keyboard(params)
        silent = str(params.get("disable_notification")).lower() == "true"
        shown = Shown(next(self._numbers), text, buttons, self.now(), kind, silent, keys, data or [])
        self.chats.setdefault(chat, []).append(shown)
        return _message(shown, chat)

    def _edit(self, params: dict[str, Any], text: str | None = None) -> Any:
        chat, number = str(params["chat_id"]), int(params["message_id"])
        shown = next((one for one in self.chats.get(chat, []) if one.number == number), None)
        if shown is None:
            raise Refuse(400, "Bad Request: message to edit not found")
        buttons, _ = _keyboard(params)
        if buttons == shown.buttons and text in (None, shown.text):
            raise Refuse(400, "Bad Request: message is not modified: it is exactly the same")
        shown.buttons, shown.text = buttons, shown.text if text is None else text
        return _message(shown, chat)


def _message(shown: Shown, chat: str) -> dict[str, Any]:
    where = {"id": int(chat), "type": "private" if int(chat) > 0 else "group"}
    return {"message_id": shown.number, "date": shown.at // 1000, "chat": where, "text": shown.text}


def _keyboard(params: dict[str, Any]) -> tuple[list[tuple[str, str]], list[str]]:
    """Inline buttons (label, data), and the labels of a reply keyboard."""
    markup = json.loads(params["reply_markup"]) if params.get("reply_markup") else {}
    buttons = []
    for row in markup.get("inline_keyboard", []):
        if len(row) > 8:
            raise Refuse(400, "Bad Request: too many buttons in a row")
        for button in row:
            if not 1 <= len(button["callback_data"].encode()) <= 64 or not button["text"].strip():
                raise Refuse(400, "Bad Request: BUTTON_DATA_INVALID")
            buttons.append((button["text"], button["callback_data"]))
    return buttons, [key["text"] for row in markup.get("keyboard", []) for key in row]


async def _params(headers: list[Any], body: bytes) -> dict[str, Any]:
    kind = next((value for name, value in headers if name.lower() == "content-type"), "")
    if kind.startswith("application/json"):
        found: dict[str, Any] = json.loads(body)
        return found

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    scope = {"type": "http", "method": "POST", "headers": [(n.lower().encode(), v.encode()) for n, v in headers]}
    params: dict[str, Any] = {}
    async with Request(scope, receive).form() as form:
        for name, value in form.multi_items():
            params[name] = await value.read() if isinstance(value, UploadFile) else value
    return params
