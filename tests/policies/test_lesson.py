"""The lesson of policies/README.md is what its files are: every step loads, every line it shows was heard."""

import re
from pathlib import Path

import pytest

from bot.play import difference, play, read_chats
from policies.book import read_book
from policies.loader import PACKS, load

ZONE = "Asia/Shanghai"
EXAMPLES = PACKS.parent / "examples"
NAME = "water-purifier"
PAGE = (PACKS.parent / "README.md").read_text(encoding="utf-8")
LESSON = PAGE[PAGE.index("## A pack in ten minutes") : PAGE.index("## The reference")]
PACK = (EXAMPLES / f"{NAME}.toml").read_text(encoding="utf-8")
CHATS = (EXAMPLES / f"{NAME}.chat").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    """What stands in the lesson's fences of one language, "" for chats."""
    fences = re.findall(r"^```(\w*)\n(.*?)^```$", LESSON, re.MULTILINE | re.DOTALL)
    return [text for of, text in fences if of == language]


def test_the_steps_one_after_the_other_are_the_pack() -> None:
    assert "\n".join(blocks("toml")) == PACK


def test_after_each_step_the_file_is_a_pack(tmp_path: Path) -> None:
    file = tmp_path / f"{NAME}.toml"
    steps = blocks("toml")
    assert len(steps) == 7
    counts = []
    for step in range(1, 8):
        file.write_text("\n".join(steps[:step]), encoding="utf-8")
        counts.append(len(load(str(file), ZONE).policy.rules))
    base = counts[0]
    assert counts == [base, base + 1, base + 1, base + 1, base + 2, base + 2, base + 2]


def test_what_it_shows_of_chats_stands_in_the_chats_in_this_order() -> None:
    heard = [line.strip() for line in CHATS.splitlines()]
    shown = [line.strip() for block in blocks("") for line in block.splitlines()]
    assert len(shown) >= 20
    assert [line for line in shown if line not in heard] == []
    for block in blocks(""):
        places = [heard.index(line.strip()) for line in block.splitlines()]
        assert places == sorted(places)


@pytest.mark.parametrize("chat", read_chats(CHATS), ids=lambda chat: chat.title)
async def test_its_chats_go_as_written(chat, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    heard = await play(chat, tmp_path, pack=str(EXAMPLES / f"{NAME}.toml"))
    assert difference(chat, heard) == ""


def test_the_sentences_it_quotes_are_those_of_policy_show() -> None:
    book = read_book(load(str(EXAMPLES / f"{NAME}.toml"), ZONE), "en")
    lines = " ".join(line for entry in book.entries() for line in entry.lines)
    quoted = re.findall(r"`paidan policy show`: \*(.*?)\*", LESSON, re.DOTALL)
    assert quoted
    assert all(" ".join(words.split()) in lines for words in quoted)


def test_the_commands_it_names_exist() -> None:
    commands = re.findall(r"^paidan (\w+(?: \w+)?)", "\n".join(blocks("sh")), re.MULTILINE)
    assert {"policy check", "policy show", "policy test", "play"} <= {*commands, *(c.split()[0] for c in commands)}
