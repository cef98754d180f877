"""Stickers whose code opens WeChat: made by the account, scanned by a customer, known again in a photo. S3, X15."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.people_commands import answer
from proof.findings import Code, Finding, Kind, Outcome, Reason, Verdict
from scheduler.belonging import belonging
from storage.stickers import sticker
from storage.unit import Unit
from tests.channels.wechat_account import FAULT, WANG, WeChatAccount, an_account
from tests.fakes.tencent import Fault

NOWHERE = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0))
ASKED = {"do": "stickers", "count": 2, "language": "zh", "opens": "wechat"}


@pytest.fixture
async def account(tmp_path: Path) -> AsyncIterator[WeChatAccount]:
    async with an_account(tmp_path) as account:
        account.app.company = replace(account.app.company, phone="400-812-3456")
        yield account


async def test_each_sticker_has_a_code_of_the_account_and_scanning_it_opens_the_report(account: WeChatAccount) -> None:
    made = await answer(account.app, ASKED)
    assert set(made) == {"pdf"}, made
    assert len(account.fake.scenes) == 2
    scene = next(iter(account.fake.scenes.values()))
    await account.fake.event(WANG, "SCAN", scene)
    assert "哪里坏了" in account.fake.heard(WANG)[-1]


async def test_a_photo_of_it_belongs_to_the_job_where_it_was_posted(account: WeChatAccount) -> None:
    """WeChat's link does not say whose it is: it is kept when it is made."""
    await answer(account.app, ASKED)
    await account.fake.say(WANG, FAULT)
    link, unknown = next(iter(account.fake.scenes)), "http://weixin.qq.com/q/0elsewhere"
    unread = Finding("service_number", Outcome.DOUBT, Reason("number-unread"))

    def seen(unit: Unit, text: str) -> Finding | None:
        verdict = Verdict((unread,), (Code(text, NOWHERE, 5),))
        found = belonging(unit, unit.numbered("10019"), Kind.SERVICE_NUMBER, verdict)
        return next((one for one in found if one.check == "code"), None)

    good = await account.app.store.run(lambda unit: seen(unit, link))
    other = await account.app.store.run(lambda unit: seen(unit, unknown))
    assert good is not None
    assert good.outcome is Outcome.PASS
    assert other is not None
    assert other.reason == Reason("qr-elsewhere", {"host": "weixin.qq.com"})
    bound = await account.app.store.run(
        lambda unit: [sticker(unit, row["id"]) for row in unit.tx.all("select id from sticker where link = :l", l=link)]
    )
    assert [one.subject is not None for one in bound if one] == [True]


@pytest.mark.parametrize(("code", "mend"), [(48001, "认证"), (40164, "IP 白名单"), (40053, "40053")])
async def test_a_refusal_says_what_to_do(account: WeChatAccount, code: int, mend: str) -> None:
    account.fake.faults.append(Fault("/cgi-bin/qrcode/create", code))
    made = await answer(account.app, ASKED)
    assert mend in made["error"]


async def test_without_an_account_it_says_so(account: WeChatAccount) -> None:
    made = await answer(account.app, {**ASKED, "opens": "telegram"})
    assert "PAIDAN_TELEGRAM_TOKEN" in made["error"]
