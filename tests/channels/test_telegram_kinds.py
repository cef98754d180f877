"""What comes from Telegram and is neither words nor a file of ours: nobody who sends something meets silence."""

from typing import Any

import pytest

from tests.channels.conftest import FAULT, WANG, Bot

SENT = ("sticker", "video", "poll", "video_note", "dice", "story", "paid_media", "invoice", "what_comes_next_year")
HAPPENS = ("pinned_message", "message_auto_delete_timer_changed", "write_access_allowed", "chat_background_set")
PICTURE = {"photo": [{"file_id": "x", "width": 90}]}


@pytest.mark.parametrize("kind", SENT)
async def test_what_we_cannot_take_is_answered_whatever_it_is(kind: str, bot: Bot) -> None:
    bot.fake.message(WANG, **{kind: {}})
    await bot.go()
    assert "收不了" in bot.fake.heard(WANG)[0]


@pytest.mark.parametrize("kind", HAPPENS)
async def test_what_happens_to_a_chat_and_nobody_says_is_passed_over(kind: str, bot: Bot) -> None:
    bot.fake.message(WANG, **{kind: {}})
    await bot.go()
    assert bot.fake.heard(WANG) == []


@pytest.mark.parametrize("content", [PICTURE, PICTURE | {"caption": "另一张"}, {"sticker": {}}, {"text": "另一句"}])
async def test_a_changed_message_of_any_kind_is_answered(content: dict[str, Any], bot: Bot) -> None:
    message = bot.fake.say(WANG, FAULT)
    await bot.go()
    changed = {name: value for name, value in message.items() if name != "text"} | {"edit_date": message["date"]}
    bot.fake.add({"edited_message": changed | content})
    await bot.go()
    assert "改过的消息不算数" in bot.fake.heard(WANG)[-1]
