"""The house keeps its own rules: rooms, words, rules of the book, queries, personal data."""

import ast
import importlib.metadata
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from fluent.syntax import FluentParser
from fluent.syntax import ast as fluent

from bot.play import read_chats
from domain.events import EVENTS
from domain.job.phoned import READ_OUT
from domain.rules.report import FIGURES
from policies.loader import PACKS, load
from storage.migrate import migrate
from storage.queries import load as load_queries
from tests.conftest import House
from tests.packtable import inserted
from tests.test_bad_input import FAULT, dispatched

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
ROOMS = PROJECT["tool"]["importlinter"]["root_packages"]
BESIDE = {"tests", "docs", "bench", "build", "data"}
SAID = {
    "Tell": 1,
    "Ask": 1,
    "Question": 0,
    "Refused": 0,
    "Unclear": 0,
    "tell": 0,
    "tell_with_next": 0,
    "asked_words": 0,
}
WALL = re.compile(r"datetime\.now|time\.time|utcnow|import random|date\.today|import secrets")
LABELS = re.compile(r'"(button-[a-z-]+)"')


def sources() -> Iterator[Path]:
    for room in ROOMS:
        yield from (ROOT / room).rglob("*.py")


def messages(language: str) -> dict[str, set[str]]:
    """Every text of a language with the names of its places."""
    text = (ROOT / "handlers" / "locales" / f"{language}.ftl").read_text(encoding="utf-8")
    found = {}
    for entry in FluentParser().parse(text).body:
        if isinstance(entry, fluent.Message):
            assert entry.id.name not in found, f"{entry.id.name} stands twice in {language}.ftl"
            found[entry.id.name] = set(re.findall(r"\$(\w+)", text[entry.span.start : entry.span.end]))
        assert not isinstance(entry, fluent.Junk), f"{language}.ftl: {entry.content[:80]}"
    return found


# Rooms


def test_every_room_on_disk_has_its_place_in_the_contract() -> None:
    on_disk = {path.parent.name for path in ROOT.glob("*/__init__.py")} - BESIDE
    layers = PROJECT["tool"]["importlinter"]["contracts"][0]["layers"]
    assert on_disk == set(ROOMS) == set(layers)


def test_every_package_is_installed() -> None:
    packages = set(PROJECT["tool"]["setuptools"]["packages"])
    on_disk = {
        ".".join(path.parent.relative_to(ROOT).parts) for room in ROOMS for path in (ROOT / room).rglob("__init__.py")
    }
    assert packages == on_disk


def test_no_other_installed_package_owns_one_of_our_names() -> None:
    owners = importlib.metadata.packages_distributions()
    for room in ROOMS:
        assert set(owners.get(room, [])) <= {"paidan"}, f"{room} belongs to {owners[room]}"


def test_the_wall_clock_and_chance_stay_at_the_front_door() -> None:
    """`time.perf_counter` measures, it does not tell the time; the player and what it draws have seeded chance."""
    allowed = {"bot/clocks.py", "bot/app.py", "bot/play.py", "bot/drawn.py"}
    wrong = []
    for path in sources():
        name = str(path.relative_to(ROOT))
        text = path.read_text(encoding="utf-8")
        if name not in allowed and re.search(
            r"datetime\.now|time\.time|utcnow|import random|date\.today|import secrets", text
        ):
            wrong.append(name)
    assert wrong == []


# Words


def test_each_text_exists_in_both_languages_with_the_same_places() -> None:
    assert messages("zh") == messages("en")


def test_each_text_the_code_says_exists() -> None:
    known = set(messages("zh"))
    said = set()
    for path in sources():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                place = SAID.get(name)
                if place is not None and len(node.args) > place and isinstance(node.args[place], ast.Constant):
                    said.add(node.args[place].value)
        said |= set(LABELS.findall(path.read_text(encoding="utf-8")))
    assert {text for text in said if isinstance(text, str)} - known == set()


def test_what_is_read_out_on_the_phone_stands_by_itself() -> None:
    """A question inside another text has no places of its own to be filled."""
    for language in ("zh", "en"):
        known = messages(language)
        assert {key: known[key] for key in READ_OUT} == {key: set() for key in READ_OUT}


# Rules


def packed_rules() -> set[str]:
    return {rule for pack in PACKS.glob("*.toml") for rule in load(pack.stem, "Asia/Shanghai").policy.rules}


def book() -> dict[str, str]:
    """The rulebook's rows: id → state."""
    text = (ROOT / "docs" / "rulebook.md").read_text(encoding="utf-8")
    return dict(re.findall(r"^\| ([A-Z]\d+|§9) \| (works|partly|later) \|", text, re.MULTILINE))


OPEN = (
    "I9",
    *(f"M{n}" for n in range(1, 9)),
    *(f"P{n}" for n in range(1, 6)),
    *(f"C{n}" for n in range(1, 7)),
    *("R4", "R8"),
    *("U12", "U13", "U14", "U15", "U19", "U27"),
)
"""Rows of the rulebook of which nothing works yet. The list only shrinks."""


def test_the_rows_that_are_still_open_are_these() -> None:
    text = (ROOT / "docs" / "rulebook.md").read_text(encoding="utf-8")
    later = [row for rows in re.findall(r"^\| ([^|]+) \| later \|", text, re.MULTILINE) for row in rows.split()]
    assert sorted(later) == sorted(OPEN)


def test_each_rule_of_a_pack_has_its_row_in_the_book() -> None:
    rows = book()
    missing = {rule for rule in packed_rules() if rows.get(rule.partition(".")[0]) not in ("works", "partly")}
    assert missing == set()


def test_each_rule_of_a_pack_has_a_chat() -> None:
    titles = " ".join(
        chat.title
        for file in (*PACKS.glob("*.chat"), *(ROOT / "tests" / "chats").glob("*.chat"))
        for chat in read_chats(file.read_text(encoding="utf-8"))
    )
    named = set(re.findall(r"§9|\b[A-Z]\d+\b", titles))
    assert {rule.partition(".")[0] for rule in packed_rules()} - named == set()


def test_the_table_of_the_packs_is_as_they_are() -> None:
    page = (ROOT / "README.md").read_text(encoding="utf-8")
    assert inserted(page) == page, "make packs"


def test_each_event_that_a_pack_names_can_happen() -> None:
    """Every event of the catalogue is written somewhere in the core."""
    core = "\n".join(
        path.read_text(encoding="utf-8") for path in (ROOT / "domain").rglob("*.py") if path.name != "events.py"
    )
    silent = [name for name in EVENTS if f'Log("{name}"' not in core and f'"{name}"' not in core]
    assert silent == []


# Storage

HOT = (
    "lanes",
    "lane_messages",
    "lane_menus",
    "lane_next",
    "open_lane",
    "due",
    "next_due",
    "speaker",
    "subject",
    "events",
    "memberships",
    "open_of_owner",
    "open_of_customer",
)
HOT += ("assets_of_customer", "jobs_of_customer", "calls_of_customer", "opted_out", "calls")
HOT += ("receivers", "count_receivers", "owners_due", "owners_by_area", "letters", "notices")
HOT += ("ratings", "topics_answered", "care_counts", "every_call", "every_letter", "every_followup", "file_of_customer")
HOT += ("every_file",)
HOT += ("next_lane", "person_named", "customer_named", "latest_of_customer", "closed_of_customer", "outages_after")
HOT += ("alarms_since", "digest_held", "digests_ripe", "digest_counts", "digest_jobs", "next_held")
HOT += ("person", "guess", "invitation_of", "next_absence", "absences_to_begin", "contact", "contacts_with")
HOT += ("jobs_with_phone", "jobs_with_address", "agenda", "agenda_counts", "soon", "draft")
HOT += ("tally", "tally_of", "tags_of")
HOT += tuple(f"figure_{name}" for name in (*FIGURES, "kinds"))
HOT += ("certificates_of", "certificates_to_notice", "next_certificate")
HOT += (
    "web_lines",
    "web_lines_latest",
    "spend_menus",
    "addresses_of",
    "set_wake",
    "mark_inbox",
    "members",
    "web_session",
)
HOT += ("breaches_against", "breaches_of", "points_of", "open_breaches", "count_open_breaches", "breach_figures")
HOT += ("menu", "menus", "wecom_sent", "wecom_open", "wecom_nth", "wecom_reader", "wecom_members", "outbox_again")
HOT += ("wechat_answering", "wechat_spend_consent", "wechat_return_consent", "wechat_doubted", "wechat_free_consent")
HOT += ("newest_link", "link_of")
HOT += ("next_task", "next_task_at", "next_task_of_kind_at")
HOT += ("inbox_row", "kept_waits", "kept_due", "kept_next_try", "telegram_sent", "telegram_open")


HOT += ("pictures_like", "pictures_before", "drop_picture_words", "picture_uses", "add_picture_words")


@pytest.mark.parametrize("name", HOT)
def test_hot_queries_use_an_index(name: str, tmp_path: Path) -> None:
    import sqlite3

    connection = sqlite3.connect(tmp_path / "plan.db", isolation_level=None)
    migrate(connection, ROOT / "storage" / "migrations", None, at=0)
    sql = getattr(load_queries(ROOT / "storage" / "queries.sql"), name)
    values = dict.fromkeys(re.findall(r":(\w+)", sql), 1)
    plan = [row[3] for row in connection.execute(f"explain query plan {sql}", values)]
    tables = {row[0] for row in connection.execute("select name from sqlite_master where type = 'table'")}
    connection.close()
    aliases = tables | {"k", "o", "a", "p", "m", "t", "s", "e", "l"}
    assert not [step for step in plan if re.match(r"SCAN (\w+)$", step) and step.split()[1] in aliases], plan


# Personal data


async def test_no_personal_value_stands_in_the_log_the_state_or_the_outbox(house: House) -> None:
    """The phone, the address and the words of a customer stand in erasable rows only."""
    await dispatched(house)
    await house.phones["李师傅"].tap("接单")
    await house.settle()

    def everything(unit: object) -> str:
        rows = []
        for table in ("event", "subject", "outbox", "wake", "inbox"):
            rows += [str(tuple(row)) for row in unit.tx.all(f"select * from {table}")]  # type: ignore[attr-defined]  # noqa: S608
        return "\n".join(rows)

    kept = await house.app.store.run(everything)
    assert "~" in kept
    for canary in (*FAULT.split(","), "王女士", "李师傅"):
        assert canary not in kept
