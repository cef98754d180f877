"""Reads packs: resolves `extends`, gives each resolved pack its hash, and says where a mistake stands.

A resolved pack is plain JSON data. A job points to the hash it was opened under, so a changed file never changes the
rules of a job that is under way.
"""

import hashlib
import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from domain.errors import PackError
from domain.policy import Policy, build
from domain.rules.row import near

PACKS = Path(__file__).parent / "packs"


@dataclass(frozen=True)
class Pack:
    """A pack as it is stored and used.

    hash    SHA-256 of `text`, hex
    text    the resolved pack with its time zone, as JSON with sorted keys
    """

    name: str
    hash: str
    text: str
    policy: Policy


def load(name: str, zone: str, folder: Path = PACKS) -> Pack:
    """The pack `name` ("gree-installer", or a path to a .toml file) with all it extends. Raises PackError."""
    table = _resolve(name, folder, ())
    text = json.dumps({"zone": zone, "pack": table}, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return Pack(name, hashlib.sha256(text.encode()).hexdigest(), text, _build(table, zone, name, folder))


def stored(name: str, digest: str, text: str) -> Pack:
    """A pack from the text it was stored as."""
    kept = json.loads(text)
    return Pack(name, digest, text, build(kept["pack"], kept["zone"]))


def _build(table: Mapping[str, Any], zone: str, name: str, folder: Path) -> Policy:
    try:
        return build(table, zone)
    except PackError as error:
        error.where = error.where or _where(error.key, _path(name, folder), folder)
        raise


def _resolve(name: str, folder: Path, seen: tuple[str, ...]) -> dict[str, Any]:
    path = _path(name, folder)
    if not path.is_file():
        known = sorted(p.stem for p in folder.glob("*.toml"))
        raise PackError(f"pack {name!r}", f"one of {', '.join(known)}", near(name, known))
    if name in seen:
        raise PackError(f"pack {name!r}: extends", "a pack that does not extend itself", where=str(path))
    try:
        own = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PackError("the file", f"TOML ({error})", where=path.name) from None
    parent = own.get("pack", {}).get("extends")
    return own if parent is None else _merge(_resolve(parent, folder, (*seen, name)), own)


def _path(name: str, folder: Path) -> Path:
    return Path(name) if name.endswith(".toml") else folder / f"{name}.toml"


def _merge(base: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    """`own` over `base`: rules by id, other sections key by key."""
    merged = dict(base)
    for section, value in own.items():
        if section in base and type(value) is not type(base[section]):
            wanted = f"two brackets: [[{section}]]" if isinstance(base[section], list) else f"one bracket: [{section}]"
            raise PackError(f"[{section}]", wanted)
        if isinstance(value, list):
            rows = {row.get("id"): row for row in base.get(section, [])}
            rows.update({row.get("id"): row for row in value})
            merged[section] = list(rows.values())
        else:
            merged[section] = {**base.get(section, {}), **value}
    return merged


def _where(key: str, path: Path, folder: Path) -> str:
    """File and line of "clock D2: within", looked for in the pack and then in what it extends."""
    while True:
        lines = path.read_text(encoding="utf-8").splitlines()
        found = _line(key, lines)
        parent = tomllib.loads("\n".join(lines)).get("pack", {}).get("extends")
        if found or parent is None:
            return f"{path.name}:{found}" if found else path.name
        path = _path(parent, folder)


def _line(key: str, lines: list[str]) -> int | None:
    label, _, name = key.partition(": ")
    kind, _, rule_id = label.partition(" ")
    within = False
    start = None
    for number, line in enumerate(lines, 1):
        words = line.split("#")[0].strip()
        if words.startswith("["):
            within = words == label or (not rule_id and words == kind)
            header = number
            continue
        if words.replace(" ", "").startswith(f'id="{rule_id}"') and rule_id:
            within, start = True, header
        if within and name and words.split("=")[0].strip() == name.split(".")[0]:
            return number
    return start
