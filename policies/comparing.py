"""What changed between two rulebooks, in words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from policies.book import Book, Entry
from policies.prose.pen import Pen


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is different.

    what    "added", "dropped", "changed", or "setting" for what stands beside the rules
    about   the rule's id and wording, or the setting
    points  what changed of it: point, before, after; an empty before or after: it was not, or is no longer said
    """

    what: str
    about: str
    points: tuple[tuple[str, str, str], ...] = ()


def compare(before: Book, after: Book) -> Iterator[Change]:
    """From one book to another, both in the same language: rules in the order of the books, then the settings."""
    old, new = ({entry.id: entry for entry in book.entries()} for book in (before, after))
    for entry in after.entries():
        if entry.id not in old:
            yield Change("added", _named(entry), tuple(("", "", line) for line in entry.lines))
        elif points := tuple(_points(old[entry.id], entry, Pen(after.language))):
            yield Change("changed", _named(entry), points)
    yield from (Change("dropped", _named(entry)) for entry in before.entries() if entry.id not in new)
    for was, now in (
        (dict(before.settings), dict(after.settings)),
        (dict(before.lists), dict(after.lists)),
    ):
        yield from (Change("setting", point, (("", old_, new_),)) for point, old_, new_ in _differences(was, now))


def _named(entry: Entry) -> str:
    return f"{entry.id} {entry.wording}"


def _points(old: Entry, new: Entry, pen: Pen) -> Iterator[tuple[str, str, str]]:
    yield from _differences(
        {pen("原文", "wording"): old.wording, pen("出处", "source"): old.source, **old.facts},
        {pen("原文", "wording"): new.wording, pen("出处", "source"): new.source, **new.facts},
    )


def _differences(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    for point in (*old, *(point for point in new if point not in old)):
        if old.get(point, "") != new.get(point, ""):
            yield point, old.get(point, ""), new.get(point, "")
