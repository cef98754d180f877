"""What the gateway tells later of a text message, over HTTP: it arrived, or the desk phones. U20."""

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from bot.channels.sms.reports import MOST_BODY, Reports, Told
from tests.channels.paging import PHONE, Town, a_town
from tests.fakes.sms import TEMPLATES

KEY = "canary-key-of-reports"
REPORTS: dict[str, Any] = {
    "key": KEY,
    "within": "sms_status",
    "id": "sid",
    "delivered": {"report_status": "SUCCESS"},
    "why": "error_msg",
    "answer": "SUCCESS",
}
FORM = {"content-type": "application/x-www-form-urlencoded"}


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    async with a_town(tmp_path, sms_templates={**TEMPLATES, "names": "sid", "reports": REPORTS}) as town:
        yield town


async def post(town: Town, body: str | bytes, key: str = KEY) -> tuple[int, str]:
    answer = await town.http.post(f"/sms/report?key={key}", content=body, headers=FORM)
    await town.settle()
    return answer.status_code, answer.text


def told(*entries: tuple[int, str, str]) -> str:
    """As 云片 posts it: a form with a list as JSON."""
    table = [
        {"sid": sid, "mobile": PHONE, "report_status": status, "error_msg": why, "uid": None}
        for sid, status, why in entries
    ]
    return f"sms_status={quote(json.dumps(table))}"


async def delivered(town: Town) -> list[str]:
    rows = await town.app.store.run(
        lambda unit: unit.tx.all("select key from outbox where channel = 'sms' and delivered_at is not null")
    )
    return [row["key"] for row in rows]


async def test_what_arrived_is_known(town: Town) -> None:
    await town.proposed()
    assert await delivered(town) == []
    for _twice in range(2):
        assert await post(town, told((1, "SUCCESS", ""), (2, "SUCCESS", ""))) == (200, "SUCCESS")
    assert await delivered(town) == ["registered", "times-proposed"]
    assert await post(town, told((2, "FAIL", "late"))) == (200, "SUCCESS")
    assert "call.owed" not in await town.events("10019"), "what arrived has arrived"


async def test_what_did_not_arrive_is_a_call_for_the_desk(town: Town, capfd: pytest.CaptureFixture[str]) -> None:
    """Undelivered never counts as unanswered; a reason keeps no number."""
    await town.proposed()
    for _twice in range(2):
        assert await post(town, told((2, "FAIL", f"UNDELIV {PHONE}"))) == (200, "SUCCESS")
    assert ("times-proposed", "failed", "not-delivered UNDELIV …") in await town.states()
    assert (await town.events("10019")).count("call.owed") == 1
    assert "李师傅想和您约上门时间" in "\n".join(await town.phones["周主管"].heard())
    said = "".join(capfd.readouterr())
    assert "did not arrive" in said
    assert not [secret for secret in (PHONE, KEY) if secret in said]


@pytest.mark.parametrize("key", ["", "wrong", KEY[:-1]])
async def test_without_the_key_there_is_nothing(town: Town, key: str) -> None:
    await town.proposed()
    assert await post(town, told((2, "FAIL", "")), key) == (404, "")
    assert {state for _key, state, _why in await town.states()} == {"sent", "page"}


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"sms_status=",
        b"sms_status=%5B",
        b"{}",
        b"[1, 2]",
        b"\xff\xfe",
        b"[" * 200_000,
        b"x" * (MOST_BODY + 1),
        told((99, "FAIL", "")).encode(),
        b'{"sms_status": [{"sid": {"a": 1}}, {"sid": null}, 7, "x"]}',
    ],
    ids=["nothing", "empty", "cut", "table", "numbers", "bytes", "deep", "large", "unknown", "odd"],
)
async def test_whatever_else_comes_is_answered_and_changes_nothing(town: Town, body: bytes) -> None:
    await town.proposed()
    before = await town.states()
    assert await post(town, body) == (200, "SUCCESS")
    assert await town.states() == before


async def test_without_reports_nobody_may_post_there(tmp_path: Path) -> None:
    async with a_town(tmp_path) as bare:
        assert (await post(bare, told((1, "FAIL", ""))))[0] == 403


def test_one_at_a_time_and_what_is_neither() -> None:
    """Twilio posts a form for each step of one message."""
    twilio = Reports(
        key=KEY,
        id="MessageSid",
        delivered={"MessageStatus": "delivered"},
        failed={"MessageStatus": ["undelivered", "failed"]},
        why="ErrorCode",
    )
    entry = {"MessageSid": "SM1", "To": "+8613900139000"}
    assert twilio.read(entry | {"MessageStatus": "sent"}) == ()
    assert twilio.read(entry | {"MessageStatus": "delivered"}) == (Told("SM1"),)
    assert twilio.read(entry | {"MessageStatus": "failed", "ErrorCode": "30005"}) == (
        Told("SM1", "not-delivered 30005"),
    )
