"""Does a chat notice when a rule of a pack is changed? `python -m tests.soak [PACK …]`; exit code 1 where none does.

Each rule is left out, and each length of a clock doubled; the chats that name the rule are played first, and the first
that goes another way ends it. Packs are changed as a user would: by a pack that extends them.
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

from bot.play import Chat, difference, play, read_chats
from domain.durations import duration
from policies.loader import PACKS

BESIDE = Path(__file__).parent / "chats"
PLAYED_AS = {"base": "gree-installer"}
"""base.toml is no company's whole pack."""


def extended(name: str) -> str:
    """A pack that says what the pack says."""
    return f'[pack]\nname = "mutant"\nextends = "{PLAYED_AS.get(name, name)}"\nzh = "变"\nen = "mutant"\n'


def mutants(name: str) -> Iterator[tuple[str, str, str]]:
    """(rule, what is changed, the changed pack) for every row of a pack's own file."""
    table = tomllib.loads((PACKS / f"{name}.toml").read_text(encoding="utf-8"))
    head = extended(name)
    for kind, rows in table.items():
        for row in rows if isinstance(rows, list) else ():
            yield row["id"], "left out", f'{head}drop = ["{row["id"]}"]\n'
            length, _, anchor = str(row.get("within", "")).partition(" ")
            if kind == "clock" and length and duration(length):
                changed = {**row, "within": f"{abs(duration(length)) * 2 // 1000}s {anchor}".strip()}
                lines = "\n".join(f"{key} = {_toml(value)}" for key, value in changed.items())
                yield row["id"], "twice as long", f"{head}\n[[{kind}]]\n{lines}\n"


def _toml(value: Any) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {_toml(inner)}" for key, inner in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(_toml, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def chats_of(name: str, rule: str) -> list[Chat]:
    """The pack's chats, and those beside that are played under it; those that name the rule first."""
    files = [PACKS / f"{name}.chat"]
    if PLAYED_AS.get(name, name) == "gree-installer":
        zh = (file for file in sorted(BESIDE.glob("*.chat")) if not file.stem.endswith("-en"))
        files += [file for file in zh if file.stem != "telegram" and not file.with_suffix(".toml").is_file()]
    chats = [chat for file in files for chat in read_chats(file.read_text(encoding="utf-8"))]
    return sorted(chats, key=lambda chat: rule.partition(".")[0] not in chat.title)


async def survives(pack: str, chats: list[Chat]) -> bool:
    """Whether every chat goes as written under the changed pack."""
    for chat in chats:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "mutant.toml"
            file.write_text(pack, encoding="utf-8")
            try:
                if difference(chat, await play(chat, Path(folder) / "data", pack=str(file))):
                    return False
            except ValueError:  # a button that the chat taps is not there
                return False
    return True


def main() -> None:
    structlog.configure(logger_factory=structlog.ReturnLoggerFactory())
    names = sys.argv[1:] or sorted(path.stem for path in PACKS.glob("*.toml"))
    for name in track(names, description="as they are"):  # a chat that fails without a change would prove anything
        if not asyncio.run(survives(extended(name), chats_of(name, ""))):
            sys.exit(f"{name}: a chat goes another way although nothing was changed")
    wanted = [(name, *mutant) for name in names for mutant in mutants(name)]
    alive = [
        f"{name} {rule}: {what}"
        for name, rule, what, pack in track(wanted, description="changed rules")
        if asyncio.run(survives(pack, chats_of(name, rule)))
    ]
    print(f"{len(wanted) - len(alive)} of {len(wanted)} changes made a chat fail")  # noqa: T201
    sys.exit("nobody noticed:\n  " + "\n  ".join(alive) if alive else 0)


if __name__ == "__main__":
    main()
