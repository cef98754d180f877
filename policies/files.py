"""A pack's file as it is read: never one that is too large or not text, and each mistake with its line."""

import re
import tomllib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from domain.errors import PackError, PackGone

LARGEST = 1_000_000
"""Bytes; the shipped packs are a fiftieth of it."""
AT_LINE = re.compile(r"\(at line (\d+)")


@dataclass(frozen=True)
class Source:
    """One file of a pack."""

    path: Path
    text: str
    table: dict[str, Any]

    @cached_property
    def lines(self) -> list[str]:
        return self.text.splitlines()

    def place(self, key: str) -> str:
        """File and line of a key of [pack]."""
        found = line_of(f"[pack] {key}", self.lines)
        return f"{self.path.name}:{found}" if found else self.path.name


def read(path: Path) -> Source:
    """The file's TOML. Raises PackError."""
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise PackError("the file", f"at most {LARGEST:,} bytes; found {size:,}", where=path.name)
        kept = path.read_bytes()
    except FileNotFoundError:
        raise PackGone("the file", str(path.absolute()), where=path.name) from None
    except OSError as error:
        raise PackError("the file", f"a file that can be read ({error.strerror})", where=path.name) from None
    try:
        text = kept.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = kept[: error.start].count(b"\n") + 1
        raise PackError("the file", "text in UTF-8: save it in that encoding", where=f"{path.name}:{line}") from None
    try:
        return Source(path, text, tomllib.loads(text))
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        at = AT_LINE.search(str(error))
        where = f"{path.name}:{at[1]}" if at else path.name
        raise PackError("the file", f"TOML ({str(error)[:200]})", where=where) from None


def line_of(key: str, lines: list[str]) -> int | None:
    """The line of "clock D2: within", "[hours] office: lunch", "overlay summer: from" or "overlay summer: clock D2:
    within"; of its header where the key itself is not found."""
    label, _, name = key.partition(": ")
    if label.startswith("overlay ") and ": " in name:
        return _line_in_season(label, name, lines)
    section, _, entry = label.partition(" ")
    bracket = section.startswith("[")
    kind = section.strip("[]") if bracket else section
    words = [entry, name] if bracket else [name]
    headers = (f"[{kind}]", f"[[{kind}]]", f"[[overlay.{kind}]]", f"[overlay.{kind}]")
    inside, of_kind, header = False, False, 0
    start: int | None = None
    found: int | None = None
    for number, line in enumerate(lines, 1):
        text = line.split("#")[0].strip()
        if text.startswith("[") and text.endswith("]") and "=" not in text:
            if found:
                return found
            inside = text in headers and (bracket or not entry)
            header, start = number, (start or number if inside else start)
            of_kind = text in headers
            continue
        if not bracket and entry and text.replace(" ", "") == f'id="{entry}"' and of_kind:
            inside, start = True, start or header
            found = found or _above(lines, header, number, words)
        if inside and found is None:
            found = number if any(_names(text, word) for word in words if word) else None
    return found or start


def _line_in_season(label: str, key: str, lines: list[str]) -> int | None:
    """The line of "clock D3: within" among the rows of one overlay; of the overlay where it is not found."""
    start = line_of(f"{label}: id", lines)
    if start is None:
        return None
    texts = [line.split("#")[0].strip() for line in lines]
    end = next((n for n in range(start, len(lines)) if texts[n] == "[[overlay]]"), len(lines))
    found = line_of(key, lines[start:end])
    return start + found if found else start


def _above(lines: list[str], header: int, number: int, words: list[str]) -> int | None:
    """A key that stands between the header and the id."""
    for line in range(header, number - 1):
        if any(_names(lines[line].split("#")[0].strip(), word) for word in words if word):
            return line + 1
    return None


def _names(text: str, word: str) -> bool:
    return text.split("=", maxsplit=1)[0].strip() == word.split(".", maxsplit=1)[0].split(":", maxsplit=1)[0]
