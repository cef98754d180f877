"""The fake Telegram is as strict as the real one, and misbehaves when it is told to."""

import random
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from tests.fakes.telegram import TOKEN, FakeTelegram, Fault

ANN = 42


@pytest.fixture
async def fake() -> AsyncIterator[FakeTelegram]:
    async with FakeTelegram(lambda: 1_800_000_000_000) as running:
        yield running


async def call(fake: FakeTelegram, method: str, token: str = TOKEN, **params: Any) -> tuple[int, Any]:
    async with httpx.AsyncClient() as http:
        answer = await http.post(f"{fake.url}/bot{token}/{method}", json=params, timeout=5)
    told = answer.json()
    return answer.status_code, told.get("result", told.get("description"))


async def test_updates_stay_until_they_are_confirmed(fake: FakeTelegram) -> None:
    fake.say(ANN, "a")
    fake.say(ANN, "b")
    for _ in range(2):
        _, batch = await call(fake, "getUpdates")
        assert [update["message"]["text"] for update in batch] == ["a", "b"]
    _, rest = await call(fake, "getUpdates", offset=batch[0]["update_id"] + 1)
    assert [update["message"]["text"] for update in rest] == ["b"]


async def test_it_repeats_and_reorders(fake: FakeTelegram) -> None:
    for text in "abcdef":
        fake.say(ANN, text)
    fake.repeat, fake.reorder = True, random.Random(1)
    _, first = await call(fake, "getUpdates")
    _, again = await call(fake, "getUpdates", offset=first[-1]["update_id"] + 9)
    orders = [[update["message"]["text"] for update in batch] for batch in (first, again)]
    assert sorted(orders[0]) == sorted(orders[1]) == list("abcdef")
    assert orders[0] != list("abcdef")


@pytest.mark.parametrize("status", [400, 401, 403, 409, 429, 500])
async def test_it_refuses(status: int, fake: FakeTelegram) -> None:
    fake.faults.append(Fault("sendMessage", "refuse", times=2, status=status, words="no"))
    assert [(await call(fake, "sendMessage", chat_id=ANN, text="x"))[0] for _ in range(3)] == [status, status, 200]


async def test_it_acts_and_then_cuts_the_line(fake: FakeTelegram) -> None:
    fake.faults.append(Fault("sendMessage", "cut"))
    with pytest.raises(httpx.TransportError):
        await call(fake, "sendMessage", chat_id=ANN, text="x")
    assert fake.heard(ANN) == ["x"]


async def test_it_is_slow(fake: FakeTelegram) -> None:
    fake.faults.append(Fault("getMe", "delay", seconds=0.5))
    async with httpx.AsyncClient() as http:
        with pytest.raises(httpx.ReadTimeout):
            await http.post(f"{fake.url}/bot{TOKEN}/getMe", timeout=0.05)


async def test_it_is_as_strict_as_telegram(fake: FakeTelegram) -> None:
    def keyboard(data: str) -> str:
        return '{"inline_keyboard": [[{"text": "x", "callback_data": "' + data + '"}]]}'

    async def sent(**params: Any) -> int:
        return (await call(fake, "sendMessage", chat_id=ANN, **params))[0]

    assert await sent(text="") == 400
    assert await sent(text="x" * 4097) == 400
    assert await sent(text="🏠" * 2049) == 400
    assert await sent(text="x", reply_markup=keyboard("x" * 65)) == 400
    assert await sent(text="x", reply_markup=keyboard("x" * 64)) == 200
    number = fake.chats[str(ANN)][0].number
    same = {"chat_id": ANN, "message_id": number}
    assert await call(fake, "editMessageReplyMarkup", **same, reply_markup=keyboard("x" * 64)) == (
        400,
        "Bad Request: message is not modified: it is exactly the same",
    )
    assert (await call(fake, "editMessageReplyMarkup", **same))[0] == 200
    assert (await call(fake, "editMessageText", chat_id=ANN, message_id=0, text="x"))[0] == 400
    assert (await call(fake, "answerCallbackQuery", callback_query_id="never"))[0] == 400
    assert (await call(fake, "getMe", token="1:wrong"))[0] == 401  # noqa: S106
    assert (await call(fake, "noSuchMethod"))[0] == 404
    fake.blocked.add(str(ANN))
    assert await sent(text="x") == 403


async def test_with_a_webhook_nobody_polls(fake: FakeTelegram) -> None:
    await call(fake, "setWebhook", url="http://nowhere")
    assert (await call(fake, "getUpdates"))[0] == 409
    await call(fake, "deleteWebhook")
    assert (await call(fake, "getUpdates"))[0] == 200


async def test_files_are_given_out_by_their_id(fake: FakeTelegram) -> None:
    file_id = fake.file(b"abc")
    _, found = await call(fake, "getFile", file_id=file_id)
    async with httpx.AsyncClient() as http:
        address = f"{fake.url}/file/bot{TOKEN}/{found['file_path']}"
        assert (await http.get(address)).content == b"abc"
        fake.faults.append(Fault("download", "refuse", status=500))
        assert (await http.get(address)).status_code == 500
    assert (await call(fake, "getFile", file_id="gone"))[0] == 400
