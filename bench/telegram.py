"""Telegram's updates as they come over the wire, and a door for them over the app."""

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from bench.company import CHANNEL
from bot.app import App
from handlers.door import enter
from handlers.said import Said


class Chat(msgspec.Struct):
    id: int


class Text(msgspec.Struct):
    chat: Chat
    date: int
    text: str = ""


class Tapped(msgspec.Struct):
    id: str
    message: Text
    data: str = ""


class Update(msgspec.Struct):
    update_id: int
    message: Text | None = None
    callback_query: Tapped | None = None


_decode = msgspec.json.Decoder(Update).decode


def door(app: App) -> None:
    """POST /telegram: 200 after the commit."""

    async def telegram(scope: Scope, receive: Receive, send: Send) -> None:
        update = _decode(await Request(scope, receive).body())
        said = _said(update, app.clock.now())
        await app.store.run(lambda unit: enter(said, unit))
        await Response()(scope, receive, send)

    app.hooks["/telegram"] = telegram


def _said(update: Update, now: int) -> Said:
    name = str(update.update_id)
    if tap := update.callback_query:
        return Said(CHANNEL, str(tap.message.chat.id), name, action=tap.data, happened_at=now, recorded_at=now)
    message = update.message or Text(Chat(0), 0)
    return Said(CHANNEL, str(message.chat.id), name, message.text, happened_at=now, recorded_at=now, language="zh")


def tap(update_id: int, chat: int, action: str, at: int) -> bytes:
    """A button press as Telegram posts it."""
    person = {"id": chat, "is_bot": False, "first_name": "客", "language_code": "zh-hans"}
    message = {
        "message_id": update_id,
        "from": {"id": 1, "is_bot": True, "first_name": "派单", "username": "paidan_bot"},
        "chat": {"id": chat, "first_name": "客", "type": "private"},
        "date": at // 1000,
        "text": "新派单 10019 · 空调 · 幸福路",
        "reply_markup": {"inline_keyboard": [[{"text": "接单", "callback_data": action}]]},
    }
    query = {"id": str(update_id), "from": person, "message": message, "chat_instance": "1", "data": action}
    return msgspec.json.encode({"update_id": update_id, "callback_query": query})


def text(update_id: int, chat: int, words: str, at: int) -> bytes:
    """A message as Telegram posts it."""
    person = {"id": chat, "is_bot": False, "first_name": "客", "language_code": "zh-hans"}
    message = {
        "message_id": update_id,
        "from": person,
        "chat": {"id": chat, "first_name": "客", "type": "private"},
        "date": at // 1000,
        "text": words,
    }
    return msgspec.json.encode({"update_id": update_id, "message": message})
