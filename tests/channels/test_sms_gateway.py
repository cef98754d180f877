"""A gateway as an operator describes it: what is sent, how success looks, and what stops the start with one line."""

from typing import Any

import pytest

from bot.channels.sms.answers import says
from bot.channels.sms.channel import words_of
from bot.channels.sms.gateway import Gateway
from bot.settings import SettingsError, load_settings
from domain.worth import TEXT_MESSAGES
from handlers.texts import LANGUAGES, Texts

VALUES = {
    "phone": "13900139000",
    "e164": "+8613900139000",
    "text": '约好"明天"',
    "link": "https://x.cn/s/T",
    "token": "T",
    "template": "SMS_1",
    "number": "10019",
    "technician": "李师傅",
    "window": "明天 上午",
}
LINKED = {"form": {"to": "{phone}", "content": "{text} {link}"}}


@pytest.mark.parametrize(
    ("described", "sent"),
    [
        pytest.param(
            {"form": {"apikey": "k", "mobile": "{phone}", "text": "【公司】{text} {link}"}},
            {"data": {"apikey": "k", "mobile": "13900139000", "text": '【公司】约好"明天" https://x.cn/s/T'}},
            id="a form (云片, Submail)",
        ),
        pytest.param(
            {"method": "GET", "query": {"method": "Submit", "mobile": "{phone}", "content": "{text}{link}"}},
            {"params": {"method": "Submit", "mobile": "13900139000", "content": '约好"明天"https://x.cn/s/T'}},
            id="a query (互亿无线)",
        ),
        pytest.param(
            {
                "form": {"to": "{phone}", "project": "{template}", "vars": {"单号": "{number}", "t": "{token}"}},
                "ids": {"closed": "x"},
            },
            {"data": {"to": "13900139000", "project": "SMS_1", "vars": '{"单号":"10019","t":"T"}'}},
            id="a template with parameters as JSON in a form",
        ),
        pytest.param(
            {"body": {"to": ["{e164}"], "text": "{text} {link}"}},
            {"content": '{"to":["+8613900139000"],"text":"约好\\"明天\\" https://x.cn/s/T"}'.encode()},
            id="JSON",
        ),
    ],
)
def test_what_is_sent(described: dict[str, Any], sent: dict[str, Any]) -> None:
    asked = Gateway(**described).request(VALUES)
    asked.pop("headers")
    assert asked == sent


def test_a_secret_goes_in_a_header() -> None:
    gateway = Gateway(headers={"authorization": "Basic abc"}, **LINKED)
    assert gateway.request(VALUES)["headers"] == {"authorization": "Basic abc"}


@pytest.mark.parametrize(
    ("success", "answer", "taken"),
    [
        ({"code": 0}, {"code": 0}, True),
        ({"code": 0}, {"code": "0"}, True),
        ({"code": 0}, {"code": 22, "msg": "频率"}, False),
        ({"code": 0}, {}, False),
        ({"code": 2}, {"code": 2, "smsid": "1"}, True),
        ({"status": ["success", "ok"]}, {"status": "ok"}, True),
        ({"data.0.status": "sent"}, {"data": [{"status": "sent"}]}, True),
        ({"data.0.status": "sent"}, {"data": []}, False),
        ({"code": 0}, ["code"], False),
    ],
)
def test_how_success_looks(success: dict[str, Any], answer: Any, taken: bool) -> None:
    assert says(answer, Gateway(success=success, **LINKED).success) is taken


REPORTS = {"key": "k" * 16, "id": "sid", "delivered": {"status": "SUCCESS"}}
URL = {"sms_url": "https://sms.example.com", "public_url": "https://x.cn"}


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({**URL}, "sms_templates: it must say what is sent to sms_url"),
        ({"sms_templates": LINKED}, "sms_url: sms_templates says what is sent, but not where"),
        ({"sms_url": "https://sms.example.com", "sms_templates": LINKED}, "public_url, which is not set"),
        ({**URL, "sms_url": "sms.example.com", "sms_templates": LINKED}, "must begin with https://"),
        ({**URL, "sms_templates": {"form": {"to": "{phone}", "t": "{text}"}}}, "must carry {link}"),
        ({**URL, "sms_templates": {"form": {"t": "{link}"}}}, "must name {phone}"),
        ({**URL, "sms_templates": {"form": {"to": "{phon}", "t": "{link}"}}}, "did you mean {phone}?"),
        ({**URL, "sms_templates": {**LINKED, "ids": {"visit-agred": "1"}}}, "did you mean 'visit-agreed'?"),
        ({**URL, "sms_templates": {**LINKED, "method": "PUT"}}, "'GET' or 'POST'"),
        ({**URL, "sms_templates": {**LINKED, "succes": {}}}, "sms_templates"),
        ({**URL, "sms_templates": {**LINKED, "reports": REPORTS}}, "reports need names"),
        (
            {**URL, "sms_templates": {**LINKED, "names": "sid", "reports": REPORTS | {"key": "short"}}},
            "their key must be 16",
        ),
    ],
)
def test_what_cannot_work_stops_the_start_with_one_line(given: dict[str, Any], why: str) -> None:
    with pytest.raises(SettingsError) as caught:
        load_settings(**given)
    assert why in str(caught.value)
    assert "\n" not in str(caught.value)


def test_the_setting_may_come_from_the_environment_as_json(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAIDAN_SMS_TEMPLATES", '{"form": {"apikey": "canary", "to": "{phone}", "t": "{link}"}}')
    settings = load_settings(**URL)
    assert settings.sms_templates.form["apikey"] == "canary"
    assert "canary" not in repr(settings)
    monkeypatch.setenv("PAIDAN_SMS_TEMPLATES", "{canary")
    with pytest.raises(SettingsError) as caught:
        load_settings(**URL)
    assert "sms_templates" in str(caught.value)
    assert "canary" not in str(caught.value)


def test_each_message_worth_a_text_has_short_words_of_its_own() -> None:
    texts = Texts()
    missing = {key for key in TEXT_MESSAGES for language in LANGUAGES if not texts.has(words_of(key), language)}
    assert missing == set()
