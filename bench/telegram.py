"""Telegram's updates as whole requests, and what the company of the benchmarks is known by there."""

import msgspec

SECRET = "a-secret-of-the-benchmarks"  # noqa: S105  guards nothing
TOKEN = "123456789:the-token-of-the-benchmarks-at-nobody"  # noqa: S105  nobody's


def tap(update_id: int, chat: int, message: int, at: int) -> bytes:
    """The first button under a message of ours is pressed, as Telegram posts it."""
    data = f"{message}:0"
    person = {"id": chat, "is_bot": False, "first_name": "客", "language_code": "zh-hans"}
    shown = {
        "message_id": message,
        "from": {"id": 1, "is_bot": True, "first_name": "派单", "username": "paidan_bot"},
        "chat": {"id": chat, "first_name": "客", "type": "private"},
        "date": at // 1000,
        "text": "新派单 10019 · 空调 · 幸福路",
        "reply_markup": {"inline_keyboard": [[{"text": "接单", "callback_data": data}]]},
    }
    query = {"id": str(update_id), "from": person, "message": shown, "chat_instance": "1", "data": data}
    return _posted({"update_id": update_id, "callback_query": query})


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
    return _posted({"update_id": update_id, "message": message})


def _posted(update: dict[str, object]) -> bytes:
    body = msgspec.json.encode(update)
    head = (
        "POST /telegram HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n"
        f"x-telegram-bot-api-secret-token: {SECRET}\r\ncontent-length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body
