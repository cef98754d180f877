"""What an operator meets: settings, commands, health, and `verify` on a database that somebody changed."""

import asyncio
import os
import subprocess
import sys
from pathlib import Path

import pytest
from rich.console import Console

from bot.control import ask_running, serving_commands
from bot.drawn import a_photo
from bot.settings import SettingsError, load_settings
from bot.verify import verify_all
from storage.listing import list_what_was_there
from tests.conftest import House
from tests.test_bad_input import dispatched


@pytest.mark.parametrize(
    ("variable", "value", "parts"),
    [
        ("PAIDAN_PORT", "eighty", ("port", "PAIDAN_PORT", "Example: PAIDAN_PORT=8080")),
        ("PAIDAN_TIMEZONE", "Mars/Base", ("timezone", "Asia/Shanghai")),
        ("PAIDAN_LANGUAGE", "klingon", ("language", "zh or en")),
        ("PAIDAN_DATABASE_URL", "mysql://secret-password@host", ("database_url", "sqlite:///")),
    ],
)
def test_a_wrong_setting_is_one_line_without_its_value(
    variable: str, value: str, parts: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable, value)
    with pytest.raises(SettingsError) as caught:
        load_settings()
    said = str(caught.value)
    assert all(part in said for part in parts), said
    assert value not in said
    assert "\n" not in said


def test_a_wrong_key_in_the_file_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "paidan.toml").write_text('langage = "zh"\n', encoding="utf-8")
    with pytest.raises(SettingsError, match="langage"):
        load_settings()


def paidan(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    here = {name: value for name, value in os.environ.items() if not name.startswith("PAIDAN_")}
    return subprocess.run(
        [sys.executable, "-m", "bot", *words],
        cwd=folder,
        env=here,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_the_commands_of_a_new_company(tmp_path: Path) -> None:
    """company → company.toml → link, without a server; a wrong name and a wrong pack are one line."""
    (tmp_path / "company.toml").write_text(paidan(tmp_path, "company").stdout, encoding="utf-8")
    link = paidan(tmp_path, "link", "李师傅")
    assert link.stdout.startswith("http://127.0.0.1:8080/chat/join?code="), link.stderr
    unknown = paidan(tmp_path, "link", "没有这人")
    assert (unknown.returncode, unknown.stderr.count("\n")) == (2, 1)
    assert "没有这人" in unknown.stderr
    assert "0 wrong" in paidan(tmp_path, "verify").stdout
    checked = paidan(tmp_path, "policy", "check", "gree-instaler")
    assert checked.returncode == 2
    assert "gree-installer" in checked.stderr


def test_serve_without_a_company_says_the_mend(tmp_path: Path) -> None:
    served = paidan(tmp_path, "serve")
    assert served.returncode == 2
    assert "paidan company > company.toml" in served.stderr


async def test_health_and_headers(house: House) -> None:
    ready = await house.http.get("/health")
    assert (ready.status_code, ready.json()["ready"]) == (200, True)
    assert (await house.http.get("/live")).status_code == 200
    page = await house.http.get("/chat/wang/")
    assert "default-src 'self'" in page.headers["content-security-policy"]
    assert page.headers["x-content-type-options"] == "nosniff"


async def test_only_the_demo_has_a_clock_to_move(house: House) -> None:
    before = house.clock.now()
    for method, path in (("GET", "/demo"), ("GET", "/demo/state"), ("POST", "/demo/clock"), ("POST", "/demo/reset")):
        answer = await house.http.request(method, path, json={"move": "2d"}, headers={"x-paidan": "web"})
        assert answer.status_code == 404
    assert house.clock.now() == before


TAMPERED = [
    ("update event set data = replace(data, 'main', 'east') where seq = 1", "the chain breaks at event 1"),
    ("delete from event where seq = 2", "the chain breaks at event 2"),
    ('update subject set state = replace(state, \'"kind":"repair"\', \'"kind":"install"\')', "not the fold"),
    ("update subject set stage = 'closed'", "columns differ"),
    ('update subject set clocks = replace(clocks, \'"rule":"D2"\', \'"rule":"D9"\')', "clocks differ"),
    ("update personal set value = '13900000000' where field = 'phone'", "was changed"),
    ("insert into team (person, subject) select 7, id from subject", "second technicians differs"),
    ("delete from policy", "pack is not stored"),
    ("insert into voice values (hex(zeroblob(32)), 'audio/ogg', 9, 0)", "voice 00"),
    ("delete from detail", "not found by the values"),
    ("insert into tally select id, 'D8', 1, '7', 1 from subject", "its rules counted"),
    ("insert into agenda select id, 'main', 'late', 0, 1 from subject", "the desk's list"),
    ("update photo set sha256 = 'ff' || substr(sha256, 3)", "named but not stored"),
]


@pytest.mark.parametrize(("change", "said"), [("select 1", None), *TAMPERED], ids=lambda value: str(value)[:40])
async def test_verify_finds_what_somebody_changed(change: str, said: str | None, house: House, tmp_path: Path) -> None:
    await dispatched(house)
    await house.phones["王女士"].say(photos=[a_photo("nameplate")])
    await house.settle()
    await house.app.store.run(lambda unit: unit.tx.all(change))
    found = await verify_all(house.app.settings, Console(quiet=True), house.app.photos)
    if said is None:
        assert found.wrong == []
        assert (found.subjects, found.photos) == (1, 1)
    else:
        assert any(said in line for line in found.wrong), found.wrong


async def test_what_waited_before_there_was_a_list_stands_in_it_after_the_next_start(house: House) -> None:
    await house.phones["王女士"].say("空调不制冷,幸福路8号3单元502,13800138000")
    await house.settle()
    await house.app.store.run(lambda unit: unit.tx.run("delete from agenda"))
    await house.app.store.run(lambda unit: unit.tx.run("delete from meta where key = 'agenda'"))
    await list_what_was_there(house.app.store)
    await house.phones["周主管"].say("待办")
    await house.settle()
    assert "待派 1" in (await house.phones["周主管"].heard())[-1]
    assert (await verify_all(house.app.settings, Console(quiet=True), house.app.photos)).wrong == []


async def test_erasing_a_value_leaves_the_log_verifiable(house: House) -> None:
    await dispatched(house)
    await house.app.store.run(lambda unit: unit.tx.run("delete from personal"))
    assert (await verify_all(house.app.settings, Console(quiet=True), house.app.photos)).wrong == []


async def test_a_running_program_answers_for_the_command_line(house: House) -> None:
    """Through the local socket, which alone may write; what is not understood is answered too."""
    folder = house.app.settings.folder
    async with serving_commands(house.app):
        asked = {"do": "invite", "role": "technician", "branch": "main", "name": "赵师傅"}
        made = await asyncio.to_thread(ask_running, folder, asked)
        assert made is not None
        assert made["links"][0].startswith(f"{house.app.settings.address}/chat/join?code=")
        listed = await asyncio.to_thread(ask_running, folder, {"do": "invitations"})
        assert listed is not None
        (found,) = listed["invitations"]
        assert (found["name"], found["role"]) == ("赵师傅", "technician")
        assert await asyncio.to_thread(ask_running, folder, {"do": "revoke", "id": found["id"]}) == {}
        refused = await asyncio.to_thread(ask_running, folder, {"do": "invite"})
        assert refused is not None
        assert "error" in refused
    assert ask_running(folder, {"do": "invitations"}) is None


def test_people_from_the_command_line(tmp_path: Path) -> None:
    """invite, list, revoke, leave, without a server."""
    (tmp_path / "company.toml").write_text(paidan(tmp_path, "company").stdout, encoding="utf-8")
    invited = paidan(tmp_path, "invite", "--name", "赵师傅", "--skills", "fridge", "--areas", "东湖")
    assert "/chat/join?code=" in invited.stdout, invited.stderr
    listed = paidan(tmp_path, "invitations").stdout.split()
    assert listed[1:4] == ["technician", "main", "赵师傅"]
    assert paidan(tmp_path, "revoke", listed[0]).stdout == "revoked\n"
    assert paidan(tmp_path, "invitations").stdout == "none\n"
    assert "ended as technician (main)" in paidan(tmp_path, "leave", "李师傅").stdout
    wrong = paidan(tmp_path, "leave", "周主管")
    assert (wrong.returncode, wrong.stderr.count("\n")) == (2, 1)
