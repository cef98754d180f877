"""`paidan doctor` against the platforms' fakes: what is right, each mend once, and never a secret."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import httpx
import pytest
from typer.testing import CliRunner

from bot import machine_checks
from bot.app import App
from bot.cli import cli
from bot.company import DEMO, read_company
from bot.doctor import NOT_SET, RIGHT, WRONG, examine
from bot.settings import Settings, load_settings
from storage.lock import DataLock
from tests.fakes.server import Server
from tests.fakes.sms import KEY as SMS_KEY
from tests.fakes.sms import FakeGateway
from tests.fakes.telegram import TOKEN as BOT_TOKEN
from tests.fakes.telegram import FakeTelegram
from tests.fakes.telegram import Fault as BotFault
from tests.fakes.telegram_phones import OnTelegram
from tests.fakes.tencent import AES_KEY, TOKEN, Fault
from tests.fakes.wechat import SECRET as WECHAT_SECRET
from tests.fakes.wechat import FakeWeChat
from tests.fakes.wechat_phones import OnWeChat
from tests.fakes.wecom import SECRET as WECOM_SECRET
from tests.fakes.wecom import FakeWeCom
from tests.fakes.wecom_phones import OnWeCom

SECRETS = (AES_KEY, TOKEN, BOT_TOKEN, WECHAT_SECRET, WECOM_SECRET, SMS_KEY)
PUBLIC = "https://service.example.com"
SUBSCRIPTION = {"priTmplId": "S1", "title": "回访提醒", "content": "内容:{{thing1.DATA}}", "type": 2}
TEMPLATE = {"template_id": "T1", "title": "进度通知", "content": "{{thing1.DATA}} {{thing2.DATA}}"}
MACHINE, TELEGRAM = ("bot.machine_checks",), ("bot.channels.telegram.checks",)
WECHAT, WECOM = ("bot.channels.wechat.checks",), ("bot.channels.wecom.checks",)


def settings(folder: Path, *ways: Mapping[str, object], **more: object) -> Settings:
    given: dict[str, object] = {
        "database_url": f"sqlite:///{folder / 'paidan.db'}",
        "company": str(DEMO),
        "public_url": PUBLIC,
    }
    for way in ways:
        given |= way
    return load_settings(**given | more)


async def found(settings: Settings, parts: tuple[str, ...] | None = None) -> dict[str, tuple[str, str]]:
    """name → mark and words; no words hold a secret."""
    lines = await (examine(settings, parts) if parts else examine(settings))
    assert not [words for _mark, _name, words in lines if any(secret in words for secret in SECRETS)]
    return {name: (mark, words) for mark, name, words in lines}


async def test_everything_is_right(tmp_path: Path) -> None:
    async with (
        FakeTelegram(lambda: 0) as bot,
        FakeWeChat(lambda: 0) as wechat,
        FakeWeCom(lambda: 0) as wecom,
        FakeGateway() as gateway,
    ):
        wechat.templates.append(TEMPLATE)
        wechat.subscriptions.append(SUBSCRIPTION)
        notice, consent = ({"id": name, "fields": {"thing1": "text"}} for name in ("T1", "S1"))
        ways = [OnTelegram(bot).settings, OnWeChat(wechat).settings, OnWeCom(wecom).settings, gateway.settings]
        notices = {"wechat_notice": notice, "wechat_notice_staff": notice, "wechat_subscription": consent}
        lines = await found(settings(tmp_path, *ways, **notices, public_url=PUBLIC))
    for reached in ("wechat callback", "wecom callback"):  # nobody serves there; see below
        assert lines.pop(reached)[0] == WRONG
    assert {mark for mark, _words in lines.values()} == {RIGHT}, lines
    assert (lines["telegram"][1], lines["wecom"][1]) == ("@paidan_bot", "app 派单")


async def test_what_is_not_set_is_no_mistake(tmp_path: Path) -> None:
    lines = await found(settings(tmp_path, public_url=""))
    assert {name for name, (mark, _words) in lines.items() if mark == NOT_SET} == {
        *(
            "telegram",
            "telegram updates",
            "wechat",
            "wechat callback",
            "wechat notice",
            "wechat staff notice",
            "wechat subscription",
            "wecom",
            "wecom callback",
            "wecom domain",
            "sms",
            "public_url",
        )
    }
    assert WRONG not in {mark for mark, _words in lines.values()}


@pytest.mark.parametrize(
    ("fault", "mend"),
    [
        (BotFault("*", "refuse", 9, 401, "Unauthorized"), "@BotFather"),
        (BotFault("*", "refuse", 9, 502, "Bad Gateway"), "network"),
    ],
    ids=["token", "down"],
)
async def test_telegram(fault: BotFault, mend: str, tmp_path: Path) -> None:
    async with FakeTelegram(lambda: 0) as fake:
        fake.faults.append(fault)
        lines = await found(settings(tmp_path, OnTelegram(fake).settings), TELEGRAM)
    assert lines["telegram"][0] == WRONG
    assert mend in lines["telegram"][1]


async def test_a_webhook_that_telegram_cannot_reach(tmp_path: Path) -> None:
    async with FakeTelegram(lambda: 0) as fake:
        fake.webhook, fake.webhook_error = f"{PUBLIC}/telegram", "Connection refused"
        way = OnTelegram(fake).settings
        lines = await found(settings(tmp_path, way, telegram_webhook_secret="s" * 20), TELEGRAM)
    assert lines["telegram updates"] == (WRONG, f"Telegram could not post to {PUBLIC}/telegram: Connection refused")


STABLE_TOKEN = "/cgi-bin/stable_token"  # noqa: S105  a path
IP = "invalid ip 203.0.113.7 ipv6 ::ffff:203.0.113.7, not in whitelist"


@pytest.mark.parametrize(
    ("fault", "mend"),
    [
        (Fault(STABLE_TOKEN, 40164, 9, words=IP), "IP 203.0.113.7 to the IP 白名单"),
        (Fault(STABLE_TOKEN, 40125, 9), "AppSecret"),
        (Fault(STABLE_TOKEN, 40013, 9), "PAIDAN_WECHAT_APP_ID"),
        (Fault(STABLE_TOKEN, kind="html", times=9), "network"),
        (Fault("/cgi-bin/get_api_domain_ip", 48001, 9), "服务号"),
    ],
    ids=["ip", "secret", "app id", "html", "not verified"],
)
async def test_wechat(fault: Fault, mend: str, tmp_path: Path) -> None:
    async with FakeWeChat(lambda: 0) as fake:
        fake.faults.append(fault)
        mark, words = (await found(settings(tmp_path, OnWeChat(fake).settings), WECHAT))["wechat"]
    assert mark == WRONG
    assert mend in words


@pytest.mark.parametrize(
    ("notice", "mend"),
    [
        ({"id": "T2", "fields": {"thing1": "text"}}, "no template T2"),
        ({"id": "T1", "fields": {"thing1": "text", "thing9": "more"}}, "no field thing9"),
    ],
    ids=["template", "field"],
)
async def test_the_notice(notice: dict[str, object], mend: str, tmp_path: Path) -> None:
    async with FakeWeChat(lambda: 0) as fake:
        fake.templates.append(TEMPLATE)
        lines = await found(settings(tmp_path, OnWeChat(fake).settings, wechat_notice=notice), WECHAT)
    assert lines["wechat"][0] == RIGHT
    assert mend in lines["wechat notice"][1]


@pytest.mark.parametrize(
    ("wrong", "mend"),
    [
        ({"wecom_corp_id": "wwfedcba9876543210"}, "企业ID"),
        ({"wecom_secret": "another"}, "Secret"),
        ({"wecom_agent_id": "1000003"}, "AgentId"),
        ({}, "IP 203.0.113.7 to the app's 企业可信IP"),
    ],
    ids=["corp id", "secret", "agent id", "ip"],
)
async def test_wecom(wrong: dict[str, object], mend: str, tmp_path: Path) -> None:
    async with FakeWeCom(lambda: 0) as fake:
        fake.trusted = bool(wrong)
        mark, words = (await found(settings(tmp_path, OnWeCom(fake).settings, **wrong), WECOM))["wecom"]
    assert mark == WRONG
    assert mend in words


@pytest.mark.parametrize(
    ("wrong", "name", "mend"),
    [
        ({"policy": "gree-instaler"}, "policy", "gree-installer"),
        ({"company": "nowhere.toml"}, "company", "paidan company > nowhere.toml"),
        ({"photos_url": "s3://"}, "photos", "PAIDAN_PHOTOS_URL"),
        ({"database_url": "sqlite:////proc/nowhere/paidan.db"}, "data folder", "PAIDAN_DATABASE_URL"),
        ({"public_url": ""}, "public_url", "PAIDAN_PUBLIC_URL"),
        ({"public_url": "http://service.example.com"}, "public_url", "https://"),
        ({"public_url": "https://192.168.1.7"}, "public_url", "from outside"),
        ({"public_url": "https://localhost"}, "public_url", "from outside"),
    ],
    ids=["policy", "company", "photos", "folder", "no address", "http", "inside", "localhost"],
)
async def test_the_machine(wrong: dict[str, object], name: str, mend: str, tmp_path: Path) -> None:
    hook = {"telegram_token": "", "telegram_webhook_secret": "s" * 20} if name == "public_url" else {}
    if name == "public_url" and not wrong["public_url"]:
        hook = {**OnWeCom(FakeWeCom(lambda: 0)).settings, "wecom_api_url": "http://127.0.0.1:1"}
    mark, words = (await found(settings(tmp_path, hook, **wrong), MACHINE))[name]
    assert mark == WRONG
    assert mend in words


async def test_a_full_disk_and_a_folder_in_use(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with DataLock(tmp_path):
        mark, words = (await found(settings(tmp_path), MACHINE))["data folder"]
    assert (mark, "in use by process" in words) == (RIGHT, True)
    monkeypatch.setattr(machine_checks, "FREE_MB", 10**12)
    mark, words = (await found(settings(tmp_path), MACHINE))["data folder"]
    assert (mark, "make room" in words) == (WRONG, True)


def test_the_command_says_a_line_each_and_exits_1(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    looked = CliRunner().invoke(cli, ["doctor"])
    assert (looked.exit_code, "✗ company" in looked.stdout) == (1, True)
    assert not list(tmp_path.rglob("*.db")), "nothing is made"
    (tmp_path / "paidan.toml").write_text('langage = "zh"\n', encoding="utf-8")
    wrong = CliRunner().invoke(cli, ["doctor"])
    assert (wrong.exit_code, wrong.stdout.count("\n")) == (1, 1)
    assert "langage" in wrong.stdout


async def test_a_gateway_that_is_gone(tmp_path: Path) -> None:
    async with FakeGateway() as gateway:
        given = settings(tmp_path, gateway.settings)
    lines = await found(given, ("bot.channels.sms.checks",))
    assert (lines["sms"][0], "PAIDAN_SMS_URL" in lines["sms"][1]) == (WRONG, True)


@pytest.mark.parametrize(
    ("wrong", "mend"),
    [
        ({"wechat_subscription": {"id": "S2", "fields": {}}}, "no template S2; add it under 订阅通知"),
        ({"wechat_subscription": {"id": "S1", "fields": {"thing7": "text"}}}, "no field thing7"),
        ({"public_url": ""}, "set PAIDAN_PUBLIC_URL"),
        ({}, "48001"),
    ],
    ids=["template", "field", "no page", "not verified"],
)
async def test_the_subscription(wrong: dict[str, object], mend: str, tmp_path: Path) -> None:
    consent = {"wechat_subscription": {"id": "S1", "fields": {"thing1": "text"}}}
    async with FakeWeChat(lambda: 0) as fake:
        fake.subscriptions.append(SUBSCRIPTION)
        if not wrong:
            fake.forbidden.add("/cgi-bin/ticket/getticket")
        lines = await found(settings(tmp_path, OnWeChat(fake).settings, consent, **wrong), WECHAT)
    assert lines["wechat subscription"][0] == WRONG
    assert mend in lines["wechat subscription"][1]


@pytest.mark.parametrize(("domain", "mend"), [("", "网页授权及JS-SDK"), ("other.example.com", "other.example.com")])
async def test_the_trusted_domain(domain: str, mend: str, tmp_path: Path) -> None:
    async with FakeWeCom(lambda: 0) as fake:
        fake.domain = domain
        mark, words = (await found(settings(tmp_path, OnWeCom(fake).settings), WECOM))["wecom domain"]
    assert mark == WRONG
    assert mend in words


class Front(Server):
    """The proxy before a program that serves, or before something else."""

    def __init__(self, app: App | None) -> None:
        super().__init__()
        self._app = app

    async def answered(self, verb: str, path: str, headers: list[Any], body: bytes) -> tuple[int, str, bytes, bool]:
        if self._app is None:
            return 404, "text/html", b"<html>nginx</html>", True
        transport = httpx.ASGITransport(self._app.web(awake=False))
        async with httpx.AsyncClient(transport=transport, base_url="http://paidan") as http:
            answer = await http.request(verb, path)
        return answer.status_code, answer.headers["content-type"], answer.content, True


@pytest.mark.parametrize(
    ("serves", "changed", "mark", "words"),
    [
        (True, {}, RIGHT, "proves that it is ours"),
        (True, {"token": "another-token"}, WRONG, "another token or key"),
        (True, {"aes_key": AES_KEY[::-1]}, WRONG, "another token or key"),
        (False, {}, WRONG, "HTTP 404"),
        (None, {}, WRONG, "is `paidan serve` running"),
    ],
    ids=["right", "token", "key", "another program", "nobody"],
)
@pytest.mark.parametrize("channel", ["wechat", "wecom"])
async def test_the_callback(
    channel: str, serves: bool | None, changed: dict[str, str], mark: str, words: str, tmp_path: Path
) -> None:
    """Asked over HTTP for a proof, as the platform asks; the platform itself is not."""
    ways = {**OnWeChat(FakeWeChat(lambda: 0)).settings, **OnWeCom(FakeWeCom(lambda: 0)).settings}
    nowhere = {"wechat_api_url": "http://127.0.0.1:1", "wecom_api_url": "http://127.0.0.1:1"}
    ours = {f"{channel}_{name}": value for name, value in changed.items()}
    app = App(settings(tmp_path, ways, nowhere), read_company(DEMO))
    await app.open()
    try:
        async with Front(app if serves else None) as front:
            if serves is None:
                await front.down()
            given = settings(tmp_path, ways, nowhere, ours, public_url=front.url)
            lines = await found(given, (f"bot.channels.{channel}.checks",))
    finally:
        await app.close()
    assert (lines[f"{channel} callback"][0], words in lines[f"{channel} callback"][1]) == (mark, True)
