"""Telegram's updates as they come over the wire, and what the company of the benchmarks is known by there."""

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
