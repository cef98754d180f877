"""The rulebook of a pack in prose: chapters, each rule with its id, wording, source and sentences."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from domain.building import SECTIONS
from domain.seasons import SECTION
from policies.loader import Pack
from policies.prose import kinds
from policies.prose.pen import Pen, words
from policies.prose.settings import in_season, settled

LETTERS = {
    "I": "intake",
    "D": "dispatch",
    "S": "site",
    "M": "money",
    "P": "parts",
    "A": "after",
    "C": "complaints",
    "R": "reports",
}
"""The chapter that a rule's id names; the others (U) stand where their event happens."""

LISTS = ("reasons", "usual", "causes")
"""Sections that are lists to tap from: compared, not printed on a wall."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One rule. `lines`: the first says what matters, further ones are small print."""

    id: str
    kind: str
    wording: str
    source: str
    lines: tuple[str, ...]
    facts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Chapter:
    """Rules that belong together, in the pack's order."""

    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Book:
    """A whole rulebook in one language.

    settings  what the pack settles beside its rules: (point, value)
    lists     the lists people tap from: (point, value)
    hash      of the pack, hex
    """

    title: str
    language: str
    hash: str
    chapters: tuple[Chapter, ...]
    settings: tuple[tuple[str, str], ...]
    lists: tuple[tuple[str, str], ...]

    def entries(self) -> Iterator[Entry]:
        for chapter in self.chapters:
            yield from chapter.entries


def read_book(pack: Pack, language: str) -> Book:
    """The book of a pack, in a language. Raises LookupError for a kind of rule without prose."""
    table: Mapping[str, Any] = json.loads(pack.text)["pack"]
    pen = Pen(language, table.get("hours"), table.get("tags"))
    chapters: dict[str, list[Entry]] = {name: [] for name in words()["chapter"]}
    for kind, rows in table.items():
        for row in () if kind in SECTIONS else rows:
            chapters[chapter_of(kind, row)].append(_entry(kind, row, pen, table.get(SECTION, ())))
    sections = {name: table[name] for name in SECTIONS if name in table and name != "pack"}
    return Book(
        title=pen.wording(pack.policy.title) or pack.name,
        language=language,
        hash=pack.hash,
        chapters=tuple(
            Chapter(pen.word("chapter", name), tuple(sorted(entries, key=_by_id)))
            for name, entries in chapters.items()
            if entries
        ),
        settings=_settled(sections, pen, lists=False),
        lists=_settled(sections, pen, lists=True),
    )


def chapter_of(kind: str, row: Mapping[str, Any]) -> str:
    """By the letter of the rule's id, else by the event it begins with."""
    if chapter := LETTERS.get(row["id"][:1]):
        return chapter
    event = _prose(kind).begins(row)
    return str(words()["chapter_of"].get(event, "after"))


def _entry(kind: str, row: Mapping[str, Any], pen: Pen, seasons: Sequence[Mapping[str, Any]]) -> Entry:
    prose = _prose(kind)
    facts, lines = dict(prose.facts(row, pen)), list(prose.lines(row, pen))
    for season in seasons:
        change = next((one for one in season.get(kind, ()) if one["id"] == row["id"]), None)
        if change is not None:
            when, said = in_season(season, pen), _different(prose, row, {**row, **change}, pen)
            facts[when] = said
            lines.append(f"{when}{pen('：', ': ')}{said}{pen('。', '.')}")
    return Entry(row["id"], kind, pen.wording(row), row["source"], tuple(lines), facts)


def _different(prose: Any, row: Mapping[str, Any], changed: Mapping[str, Any], pen: Pen) -> str:
    """What a season changes, point by point."""
    was, now = prose.facts(row, pen), prose.facts(changed, pen)
    said = [
        pen(f"{point}改为{' ' if value[:1].isdigit() else ''}{value}", f"{point}: {value}")
        for point, value in now.items()
        if was.get(point) != value
    ]
    if pen.wording(row) != pen.wording(changed):
        said.insert(0, f"“{pen.wording(changed)}”")
    return pen.points(said) or pen("没有变化", "nothing")


def _prose(kind: str) -> Any:
    if kind not in kinds():
        raise LookupError(f"rules of the kind {kind!r} have no prose: policies/prose/{kind}.py")
    return kinds()[kind]


def _settled(sections: Mapping[str, Any], pen: Pen, *, lists: bool) -> tuple[tuple[str, str], ...]:
    return tuple(
        point
        for section, table in sections.items()
        if (section in LISTS) is lists
        for point in settled(section, table, pen)
    )


def _by_id(entry: Entry) -> tuple[str, int, str]:
    """D2 before D10, U rules after the chapter's own."""
    head, _, tail = entry.id.partition(".")
    return ("~" if head[0] not in LETTERS else head[0], int(head[1:]) if head[1:].isdigit() else 0, tail)
