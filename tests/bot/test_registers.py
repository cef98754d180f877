"""The registers as files: a spreadsheet opens them, and no cell is a formula. A8, R10."""

import csv
from io import StringIO
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.play import play, read_chats
from bot.registers import BOM, REGISTERS, Registers, plain
from handlers.texts import Texts
from storage.queries import load as load_queries
from tests.bot.test_operating import paidan
from tests.test_chats import ROOT

QUERIES = ROOT / "storage" / "queries.sql"
CHATS = ROOT / "tests" / "chats"


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+8613800138000", "'+8613800138000"),
        ("-2", "'-2"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("空调=好", "空调=好"),
        (None, ""),
        (3, "3"),
    ],
)
def test_a_cell_is_never_a_formula(value: object, cell: str) -> None:
    assert plain(value) == cell


async def played(folder: Path, title: str, file: str = "notice") -> Path:
    """The database after a chat."""
    chats = read_chats((CHATS / f"{file}.chat").read_text(encoding="utf-8"))
    await play(next(chat for chat in chats if title in chat.title), folder, pack=str(CHATS / f"{file}.toml"))
    (folder / "paidan.toml").write_text(f'database_url = "sqlite:///{folder / "paidan.db"}"\n', encoding="utf-8")
    return folder / "paidan.db"


def table(
    database: Path, register: str, *, language: str = "zh", branch: str | None = None, since: int = 0
) -> list[dict[str, str]]:
    out = StringIO(newline="")
    with Registers(database, load_queries(QUERIES), Texts(), language, ZoneInfo("Asia/Shanghai")) as registers:
        count = registers.write(register, since, branch, out)
    rows = list(csv.DictReader(StringIO(out.getvalue())))
    assert len(rows) == count
    return rows


async def test_calls_and_letters_of_a_notice(tmp_path: Path) -> None:
    database = await played(tmp_path, "通知先看人数")
    (call,) = table(database, "calls")
    assert call == {
        "日期": "2026-11-25",
        "时间": "14:12",
        "网点": "main",
        "编号": "N10019",
        "客户": "李先生",
        "电话": "13900139000",
        "事项": "通知没打通",
        "内容": "",
        "经手人": "周主管",
    }
    letters = table(database, "letters", language="en")
    assert [(row["Number"], row["Customer"], row["Words"]) for row in letters] == [
        ("N10019", "李先生", "冬季免费检查,想约的回个话"),
        ("A10019", "王女士", "保养提醒信"),
    ]
    assert table(database, "calls", branch="elsewhere") == []
    assert table(database, "letters", since=2**50) == []


async def test_follow_ups_with_what_was_asked_and_customers_files(tmp_path: Path) -> None:
    database = await played(tmp_path, "结单三天后回访", "care")
    said = table(database, "followups")
    assert [row["回答"] for row in said] == ["好"] * 5
    assert "用得好吗？" in [row["问了什么"] for row in said]
    (file,) = table(database, "customers")
    assert (file["客户"], file["产品"], file["上门次数"]) == ("王女士", "空调", "1")


async def test_jobs_with_who_was_sent_when_and_for_how_much(tmp_path: Path) -> None:
    """R9: the paid job of the demo, from the report to the price that the customer agreed to."""
    chats = read_chats((CHATS / "whole-job-by-taps.chat").read_text(encoding="utf-8"))
    await play(chats[0], tmp_path)
    (job,) = table(tmp_path / "paidan.db", "jobs")
    assert (job["编号"], job["师傅"], job["产品"], job["类型"]) == ("10019", "李师傅", "空调", "维修")
    times = [job[step] for step in ("派单", "接单", "到场", "完工")]
    assert times == sorted(times)
    assert all(time.startswith("2026-11-25 ") for time in times)
    assert job["金额（元）"] == "260.00"
    assert table(tmp_path / "paidan.db", "jobs", since=2**50) == []


def test_each_column_has_its_words() -> None:
    texts = Texts()
    for language in ("zh", "en"):
        assert {f"column-{column}" for columns in REGISTERS.values() for column in columns} <= texts.ids(language)


async def test_the_command_writes_a_file_that_excel_opens(tmp_path: Path) -> None:
    await played(tmp_path, "通知先看人数")
    wrote = paidan(tmp_path, "report", "calls", "--since", "2026-11-01", "--branch", "main", "-o", "calls.csv")
    assert wrote.returncode == 0, wrote.stderr
    text = (tmp_path / "calls.csv").read_bytes().decode("utf-8")
    assert text.startswith(f"{BOM}日期,")
    assert text.count("\r\n") == 2
    assert not (tmp_path / ".calls.csv.new").exists()
    unknown = paidan(tmp_path, "report", "letters", "--branch", "mian")
    assert (unknown.returncode, unknown.stderr.count("\n")) == (2, 1)
    assert "main" in unknown.stderr
    nowhere = paidan(tmp_path, "report", "letters", "-o", "no/such/folder.csv")
    assert (nowhere.returncode, nowhere.stderr.count("\n")) == (2, 1)


def test_without_a_database_it_says_where_it_looked(tmp_path: Path) -> None:
    said = paidan(tmp_path, "report", "customers")
    assert said.returncode == 2
    assert "there is no database" in said.stderr
