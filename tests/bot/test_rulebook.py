"""The rulebook as people get it: in the terminal, on a phone, on the wall; another pack on the stored log."""

from io import StringIO
from pathlib import Path

import httpx
import pytest
from rich.console import Console

from bot.book_pages import as_html, as_pdf, as_text, in_words
from bot.play import play, read_chats
from bot.replay import replay_all, tables
from bot.typesetting import FontMissing
from policies.book import read_book
from policies.comparing import compare
from policies.loader import PACKS, load
from storage.logs import Logs
from storage.queries import load as load_queries
from tests.bot.test_operating import paidan
from tests.conftest import House
from tests.policies.test_prose import MORE, ZONE

ROOT = Path(__file__).parent.parent.parent
QUERIES = ROOT / "storage" / "queries.sql"
PACK = "gree-installer"


def mine(folder: Path) -> Path:
    path = folder / "mine.toml"
    path.write_text(MORE, encoding="utf-8")
    return path


async def late(folder: Path) -> Path:
    """A job whose visit time was agreed too late: a chat of the pack. Returns its database."""
    chats = read_chats((PACKS / f"{PACK}.chat").read_text(encoding="utf-8"))
    chat = next(chat for chat in chats if "迟迟不约时间" in chat.title)
    await play(chat, folder)
    return folder / "paidan.db"


def test_text_and_page_say_the_same() -> None:
    for language in ("zh", "en"):
        book = read_book(load(PACK, ZONE), language)
        text, page = as_text(book), as_html(book)
        assert text.count("\nD2  ") == 1
        assert "<link" not in page  # it stands alone
        assert "<script" not in page
        for entry in book.entries():
            assert entry.lines[0] in text
            assert f'id="{entry.id}"' in page


def test_words_of_a_pack_are_no_markup(tmp_path: Path) -> None:
    path = mine(tmp_path)
    path.write_text(MORE.replace("记录本拍照", "<b>#strong[拍] $x$ *照*</b>"), encoding="utf-8")
    book = read_book(load(str(path), ZONE), "zh")
    assert "<b>" not in as_html(book)
    assert as_pdf(book).startswith(b"%PDF")


def test_a_font_that_is_missing_is_said_with_the_mend(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.typesetting.FONTS", ("No Such Font",))
    with pytest.raises(FontMissing, match="fonts-noto-cjk"):
        as_pdf(read_book(load(PACK, ZONE), "zh"))


def test_the_commands(tmp_path: Path) -> None:
    path = mine(tmp_path)
    assert "从派单起 1 小时内" in paidan(tmp_path, "policy", "show", str(path)).stdout
    made = paidan(tmp_path, "policy", "show", PACK, "--format", "pdf", "--out", "rules.pdf")
    assert (made.returncode, made.stderr) == (0, "")
    assert (tmp_path / "rules.pdf").read_bytes().startswith(b"%PDF")
    assert "time: 30 minutes → 1 hour" in paidan(tmp_path, "policy", "diff", PACK, str(path), "--language", "en").stdout
    for words in (("diff", PACK), ("replay", PACK, "--since", "2026-11-01"), ("show", PACK, "--format", "pdf")):
        wrong = paidan(tmp_path, "policy", *words)
        assert (wrong.returncode, wrong.stdout) == (2, ""), words
        assert wrong.stderr.startswith("paidan:"), words


def test_a_packs_chats_are_played_against_it(tmp_path: Path) -> None:
    path = mine(tmp_path)
    chats = path.with_suffix(".chat")
    chats.write_text("== 你好\n09:00 王女士 > 帮助\n      王女士 < 别的话\n", encoding="utf-8")
    failed = paidan(tmp_path, "policy", "test", str(path))
    assert failed.returncode == 1
    assert "-      王女士 < 别的话" in failed.stdout


async def test_the_version_in_force_is_compared_with_the_file(tmp_path: Path) -> None:
    await late(tmp_path / "data")
    assert "没有差别" in paidan(tmp_path, "policy", "diff", PACK).stdout


async def test_the_same_pack_comes_to_the_same(tmp_path: Path) -> None:
    with Logs(await late(tmp_path), load_queries(QUERIES)) as logs:
        tally = replay_all(logs, load(PACK, ZONE).policy, 0, Console(quiet=True))
    assert tally.subjects == 1
    assert tally.rules[0][("D2", "breach")] == 1
    assert tally.rules[0] == tally.rules[1]
    assert tally.people[0] == tally.people[1]


async def test_what_is_counted_comes_to_the_same_and_to_less_under_a_pack_that_counts_less(tmp_path: Path) -> None:
    """D8: each missed call proposed, but those that were answered in time."""
    own = ROOT / "tests" / "chats" / "counting.toml"
    chat = read_chats(own.with_suffix(".chat").read_text(encoding="utf-8"))[0]
    await play(chat, tmp_path, pack=str(own))
    rows = own.read_text(encoding="utf-8")
    assert "every  = 1" in rows
    rarely = tmp_path / "rarely.toml"
    rarely.write_text(rows.replace("every  = 1", "every  = 2", 1), encoding="utf-8")
    with Logs(tmp_path / "paidan.db", load_queries(QUERIES)) as logs:
        same, less = (
            replay_all(logs, load(str(pack), ZONE).policy, 0, Console(quiet=True)).rules for pack in (own, rarely)
        )
    assert same[0] == same[1]
    assert (less[0][("D8", "breach")], less[1][("D8", "breach")]) == (1, 0)


async def test_another_pack_comes_to_something_else_and_nothing_is_written(tmp_path: Path) -> None:
    database = await late(tmp_path)
    before = database.read_bytes()
    policy = load(str(mine(tmp_path)), ZONE).policy
    with Logs(database, load_queries(QUERIES)) as logs:
        tally = replay_all(logs, policy, 0, Console(quiet=True))
        shown = Console(file=StringIO(), width=120)
        for table in tables(tally, policy, logs.name, "zh"):
            shown.print(table)
    assert tally.rules[1][("D2", "remind")] == 0  # it has no reminder
    assert tally.rules[0][("D2", "remind")] >= 1
    assert "李师傅" in shown.file.getvalue()  # type: ignore[attr-defined]
    assert database.read_bytes() == before


async def test_staff_read_the_rules_in_force_and_customers_do_not(house: House) -> None:
    transport = httpx.ASGITransport(app=house.app.web(awake=False))
    async with httpx.AsyncClient(transport=transport, base_url="http://test", follow_redirects=True) as http:
        await http.get("/chat/li/")
        read = await http.get("/chat/li/rules", params={"lang": "en"})
        assert read.status_code == 200
        assert "Within 30 minutes (counted 08:00–22:00)" in read.text
        await http.get("/chat/wang/")
        refused = await http.get("/chat/wang/rules")
        assert refused.status_code == 403
        assert "D2" not in refused.text
        assert (await http.get("/rules")).status_code == 403


def test_what_changed_is_said_in_both_languages(tmp_path: Path) -> None:
    path = str(mine(tmp_path))
    zh, en = (
        list(in_words(compare(read_book(load(PACK, ZONE), each), read_book(load(path, ZONE), each)), each))
        for each in ("zh", "en")
    )
    assert "    时限：30 分钟 → 1 小时" in zh
    assert "    time: 30 minutes → 1 hour" in en
    assert len(zh) == len(en)
