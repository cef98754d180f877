"""Reads packs: resolves `extends`, gives each resolved pack its hash, and says where a mistake stands.

A resolved pack is plain JSON data. A job points to the hash it was opened under, so a changed file never changes the
rules of a job that is under way.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from domain.building import build
from domain.errors import PackError, PackGone
from domain.policy import Policy
from domain.rules.row import near
from domain.seasons import SECTION
from policies.files import Source, line_of, read
from policies.holidays import files, prepared

PACKS = Path(__file__).parent / "packs"
HEAD = ("name", "extends", "drop", "zh", "en")


@dataclass(frozen=True)
class Pack:
    """A pack as it is stored and used.

    hash    SHA-256 of `text`, hex
    text    the resolved pack with its time zone, as JSON with sorted keys
    files   what it was read from, the pack's own first; empty for a stored one
    """

    name: str
    hash: str
    text: str
    policy: Policy
    files: tuple[Path, ...] = ()

    @property
    def table(self) -> dict[str, Any]:
        """The resolved pack."""
        table: dict[str, Any] = json.loads(self.text)["pack"]
        return table


def load(name: str, zone: str, folder: Path = PACKS) -> Pack:
    """The pack `name` ("gree-installer", or a path to a .toml file) with all it extends. Raises PackError."""
    sources: list[Source] = []
    try:
        _gather(name, folder, sources)
        table, beside = _resolve(sources)
        text = json.dumps(
            {"zone": zone, "pack": table}, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str
        )
        # What is used is what is stored: a date in a pack is its text in both.
        policy = build(json.loads(text)["pack"], zone)
    except PackError as error:
        error.where = error.where or (_where(error.key, sources) if sources else "")
        error.read = tuple(str(source.path) for source in sources)
        raise
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Pack(name, digest, text, policy, (*(source.path for source in sources), *beside))


def stored(name: str, digest: str, text: str) -> Pack:
    """A pack from the text it was stored as."""
    kept = json.loads(text)
    return Pack(name, digest, text, build(kept["pack"], kept["zone"]))


def place(pack: Pack, key: str) -> str:
    """File and line of a rule ("clock D2") of a pack that was read from files, for people."""
    return _where(key, [read(path) for path in pack.files])


def _gather(name: str, folder: Path, found: list[Source]) -> None:
    """The pack's file, then what it extends, and so on, into `found`. Raises PackError."""
    wanted: object = name
    while wanted is not None:
        path = _path(wanted, folder, found)
        if any(path.resolve() == source.path.resolve() for source in found):
            chain = " → ".join(source.path.stem for source in found)
            raise PackError(
                "[pack] extends",
                f"a pack that does not extend itself ({chain} → {path.stem})",
                where=found[-1].place("extends"),
            )
        source = read(path)
        if "pack" not in source.table:  # a file that was cut off while it was saved is no pack without rules
            raise PackError("[pack]", "a section [pack] with name, zh and en", where=path.name)
        head = source.table["pack"]
        if not isinstance(head, dict):
            raise PackError("[pack]", "one bracket: [pack]", where=path.name)
        found.append(source)
        wanted = head.get("extends")


def _path(name: object, folder: Path, found: list[Source]) -> Path:
    known = sorted(p.stem for p in folder.glob("*.toml"))
    where = found[-1].place("extends") if found else ""
    if not isinstance(name, str):
        raise PackError("[pack] extends", f"one of {', '.join(known)}", where=where)
    path = Path(name) if name.endswith(".toml") else folder / f"{name}.toml"
    if not path.is_file() and found and name.endswith(".toml"):
        path = found[-1].path.parent / name
    if not path.is_file():
        shipped = "" if name.endswith(".toml") else f" ({', '.join(known)}, or a path to a .toml file)"
        raise PackGone(f"pack {name!r}", str(path.absolute()), near(name, known), where, shipped)
    return path


def _resolve(sources: list[Source]) -> tuple[dict[str, Any], list[Path]]:
    """All of them as one table, and the further files that were read."""
    table: dict[str, Any] = {}
    beside: list[Path] = []
    for source in reversed(sources):
        own, folder = dict(source.table), source.path.parent
        if "holidays" in own:
            beside += files(own["holidays"], folder)
            own["holidays"] = prepared(own["holidays"], folder)
        table = _merge(_without(table, own), own)
    return table, beside


def _without(base: dict[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """What is inherited, less the rules that the pack drops."""
    dropped = own.get("pack", {}).get("drop", [])
    return drop(base, dropped, "[pack] drop")


def drop(base: Mapping[str, Any], dropped: object, key: str) -> dict[str, Any]:
    """A table without these rules. Raises PackError for what is not there."""
    if not isinstance(dropped, list) or not all(isinstance(rule, str) for rule in dropped):
        raise PackError(key, 'a list of inherited rules, such as drop = ["U22"]')
    rows = {row.get("id") for rows in base.values() if isinstance(rows, list) for row in rows}
    for rule in dropped:
        if rule not in rows:
            known = sorted(str(row) for row in rows)
            raise PackError(key, f"the id of an inherited rule; found {rule!r}", near(rule, known))
    left = {
        section: [row for row in rows if row.get("id") not in dropped] if isinstance(rows, list) else rows
        for section, rows in base.items()
    }
    if SECTION in left:
        left[SECTION] = [without for row in left[SECTION] if (without := _season_without(row, dropped))]
    return left


def _season_without(row: Mapping[str, Any], dropped: list[str]) -> dict[str, Any] | None:
    """An inherited season without the rules that are dropped; None where it changed nothing else."""
    kept = {
        key: [rule for rule in value if rule.get("id") not in dropped] if isinstance(value, list) else value
        for key, value in row.items()
    }
    return {key: value for key, value in kept.items() if value != []} if any(map(_is_rows, kept.values())) else None


def _is_rows(value: object) -> bool:
    return isinstance(value, list) and bool(value)


def _merge(base: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    """`own` over `base`: rules by id, other sections key by key."""
    merged = dict(base)
    for section, value in own.items():
        if section in base and type(value) is not type(base[section]):
            wanted = f"two brackets: [[{section}]]" if isinstance(base[section], list) else f"one bracket: [{section}]"
            raise PackError(f"[{section}]", wanted)
        if isinstance(value, list):
            merged[section] = [*_kept(base.get(section, []), section, value), *value]
        elif isinstance(value, dict):
            merged[section] = {**base.get(section, {}), **value}
        else:
            raise PackError(section, f"a section: [{section}] or [[{section}]]")
    return merged


def _kept(base: list[Any], section: str, rows: list[Any]) -> list[Any]:
    """The inherited rows that none of these replaces. Raises PackError where an id stands twice."""
    seen: set[str] = set()
    for row in rows:
        if not isinstance(row, dict):
            raise PackError(f"[{section}]", f"two brackets: [[{section}]]")
        name = row.get("id")
        if not isinstance(name, str):
            raise PackError(f"{section} ?: id", 'a text, such as id = "D2"')
        if name in seen:
            raise PackError(f"{section} {name}", "an id of its own; this one stands twice")
        seen.add(name)
    return [row for row in base if row["id"] not in seen]


def _where(key: str, sources: list[Source]) -> str:
    """File and line of "clock D2: within", looked for in the pack and then in what it extends."""
    for source in sources:
        if found := line_of(key, source.lines):
            return f"{source.path.name}:{found}"
    return sources[0].path.name
