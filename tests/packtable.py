"""The table of the packs in the README, made from the packs: `python -m tests.packtable README.md`."""

import sys
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

from domain import rules
from policies.loader import PACKS, load

BEGINS, ENDS = "<!-- packs: `make packs` -->", "<!-- /packs -->"
HEAD = "| pack | for whom | template | rules | its own |\n| --- | --- | --- | --- | --- |"


def table() -> str:
    """A row a pack: whose rulebook it is, how many rules of which kind hold, and which are its own."""
    return "\n".join([HEAD, *(_row(path) for path in sorted(PACKS.glob("*.toml")) if path.stem != "base")])


def inserted(page: str) -> str:
    """The page with the table as it is now."""
    before, _, rest = page.partition(BEGINS)
    return f"{before}{BEGINS}\n{table()}\n{ENDS}{rest.partition(ENDS)[2]}"


def _row(path: Path) -> str:
    own = tomllib.loads(path.read_text(encoding="utf-8"))
    pack = load(path.stem, "Asia/Shanghai").table
    kinds = Counter({kind: len(pack[kind]) for kind in rules.kinds() if kind in pack})
    counted = ", ".join(f"{count} {kind}{'s' if count > 1 else ''}" for kind, count in sorted(kinds.items()))
    ids = dict.fromkeys(row["id"].partition(".")[0] for row in _rows(own))
    sources = sorted({row["source"].split()[0].split(".")[0] for row in _rows(own)} - {"ours", "practice"})
    head, link = own["pack"], f"[`{path.stem}`](policies/packs/{path.name})"
    template = ", ".join(sources) or head["extends"]
    return f"| {link} | {head['zh']} · {head['en']} | {template} | {counted} | {' '.join(ids) or '–'} |"


def _rows(pack: dict[str, Any]) -> list[dict[str, Any]]:
    return [row for kind, rows in pack.items() if kind in rules.kinds() for row in rows]


if __name__ == "__main__":
    page = Path(sys.argv[1])
    page.write_text(inserted(page.read_text(encoding="utf-8")), encoding="utf-8")
