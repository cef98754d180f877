"""Named statements: SQL lives in `.sql` files, code calls it by name.

A statement stands under `-- name --` and one English line that says what it answers; its parameters are `:named`.
A file that breaks this is refused when it is loaded, not when the statement is first needed.
"""

import re
from difflib import get_close_matches
from pathlib import Path

_HEAD = re.compile(r"^-- (\w+) --[ \t]*$", re.MULTILINE)
_ENGLISH = re.compile(r"\n-- \S.*\n")


class Queries:
    """The statements of one file as attributes; `vars(queries)` lists them by name."""

    def __init__(self, statements: dict[str, str]) -> None:
        self.__dict__.update(statements)

    def __getattr__(self, name: str) -> str:
        """Reached only when no statement has this name: AttributeError with the near miss."""
        near = get_close_matches(name, self.__dict__, n=1)
        raise AttributeError(f"no statement {name!r}" + (f"; did you mean {near[0]!r}?" if near else ""))


def load(path: Path) -> Queries:
    """Read the statements of `path`.

    raises  ValueError naming the file and the statement: a name used twice, no English line, no SQL,
            or SQL that stands before the first name
    """
    preface, *parts = _HEAD.split(path.read_text(encoding="utf-8"))
    if _without_comments(preface):
        raise ValueError(f"{path.name}: SQL stands before the first '-- name --'")
    statements: dict[str, str] = {}
    for name, body in zip(parts[::2], parts[1::2], strict=True):
        if name in statements:
            raise ValueError(f"{path.name}: {name} is there twice")
        if not _ENGLISH.match(body):
            raise ValueError(f"{path.name}: {name} needs an English line '-- …' under its name")
        statements[name] = _without_comments(body)
        if not statements[name]:
            raise ValueError(f"{path.name}: {name} holds no SQL")
    return Queries(statements)


def _without_comments(text: str) -> str:
    return "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("--")).strip()
