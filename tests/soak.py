"""Does a chat notice when a rule of a pack is changed? `python -m tests.soak [PACK …]`; exit code 1 where none does.

Each rule is left out (a request to the desk: nobody is asked), and each length of a clock, or time of a report,
doubled; the chats that name the rule are played first, and the first that goes another way ends it. Packs are changed
as a user would: by a pack that extends them, and chats that have a pack of their own under one that extends that.
"""

import asyncio
import json
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import structlog
from rich.progress import track

from bot.company import DEMO
from bot.play import Chat, difference, play, read_chats
from domain.durations import duration
from domain.errors import PackError
from domain.rules.approval import REQUESTS
from policies.loader import PACKS

BESIDE = Path(__file__).parent / "chats"
PLAYED_AS = {"base": "gree-installer"}
"""base.toml is no company's whole pack."""


Played = tuple[Chat, str, Path]
"""A chat, the pack it is played under, and the company's file."""


def extended(pack: str, change: str = "") -> str:
    """A pack that says what the pack says, but for the change."""
    return f'[pack]\nname = "mutant"\nextends = "{pack}"\nzh = "变"\nen = "mutant"\n{change}'


def mutants(name: str) -> Iterator[tuple[str, str, str]]:
    """(rule, what is changed, the change) for every row of a pack's own file."""
    table = tomllib.loads((PACKS / f"{name}.toml").read_text(encoding="utf-8"))
    for kind, rows in table.items():
        for row in rows if isinstance(rows, list) else ():
            if row.get("what") in REQUESTS and "by" in row:  # without a row the supervisor says yes all the same
                yield row["id"], "nobody asked", _row(kind, {**row, "free": True} | {"by": None})
            else:
                yield row["id"], "left out", f'drop = ["{row["id"]}"]\n'
            key = {"clock": "within", "report": "by"}.get(kind, "")
            longer = _twice(str(row.get(key, "")))
            if longer:
                yield row["id"], "twice as long", _row(kind, {**row, key: longer})


def _row(kind: str, row: dict[str, Any]) -> str:
    lines = "\n".join(f"{name} = {_toml(value)}" for name, value in row.items() if value is not None)
    return f"\n[[{kind}]]\n{lines}\n"


def _twice(length: str) -> str:
    """ "30m" → "3600s"; "day 5" → "day 10"; "" where there is nothing to double."""
    first, _, rest = length.partition(" ")
    if first == "day":
        return f"day {min(28, int(rest) * 2)}" if int(rest) > 1 else "2d"
    return f"{abs(duration(first)) * 2 // 1000}s {rest}".strip() if first and duration(first) else ""


def _toml(value: Any) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {_toml(inner)}" for key, inner in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(_toml, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def chats_of(name: str, rule: str) -> list[Played]:
    """The pack's chats, and those beside that are played under it or under a pack that extends it; those that name the
    rule first."""
    pack = PLAYED_AS.get(name, name)
    files = [(PACKS / f"{file}.chat", pack) for file in dict.fromkeys((name, pack))]
    if pack == "gree-installer":
        beside = (file for file in sorted(BESIDE.glob("*.chat")) if not file.stem.endswith("-en"))
        files += [(file, _own(file) or pack) for file in beside if file.stem not in ("telegram", "sms")]
    chats = [
        (chat, played_under, _company(file))
        for file, played_under in files
        if name == "base" or played_under == pack
        for chat in read_chats(file.read_text(encoding="utf-8"))
    ]
    return sorted(chats, key=lambda played: rule.partition(".")[0] not in played[0].title)


def _own(file: Path) -> str:
    own = file.with_suffix(".toml")
    return str(own) if own.is_file() else ""


def _company(file: Path) -> Path:
    own = file.with_name(f"{file.stem}-company.toml")
    return own if own.is_file() else DEMO


async def survives(change: str, chats: list[Played]) -> bool:
    """Whether every chat goes as written under the changed pack. One that no pack takes is noticed before any chat."""
    played = 0
    for chat, pack, company in chats:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "mutant.toml"
            file.write_text(extended(pack, change), encoding="utf-8")
            try:
                if difference(chat, await play(chat, Path(folder) / "data", pack=str(file), staff=company)):
                    return False
            except PackError:
                if pack.endswith(".toml"):  # a pack beside that has no such rule: this chat proves nothing
                    continue
                return False
            except ValueError:  # a button that the chat taps is not there
                return False
        played += 1
    return played > 0


def main() -> None:
    structlog.configure(logger_factory=structlog.ReturnLoggerFactory())
    names = sys.argv[1:] or sorted(path.stem for path in PACKS.glob("*.toml"))
    for name in track(names, description="as they are"):  # a chat that fails without a change would prove anything
        if not asyncio.run(survives("", chats_of(name, ""))):
            sys.exit(f"{name}: a chat goes another way although nothing was changed")
    wanted = [(name, *mutant) for name in names for mutant in mutants(name)]
    alive = [
        f"{name} {rule}: {what}"
        for name, rule, what, change in track(wanted, description="changed rules")
        if asyncio.run(survives(change, chats_of(name, rule)))
    ]
    print(f"{len(wanted) - len(alive)} of {len(wanted)} changes made a chat fail")  # noqa: T201
    sys.exit("nobody noticed:\n  " + "\n  ".join(alive) if alive else 0)


if __name__ == "__main__":
    main()
