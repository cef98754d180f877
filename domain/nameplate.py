"""How a maker writes model and serial number on its nameplates: what a photo of one is looked at for. I2, S3.

[nameplate]
patterns = [
    { field = "model", expression = 'KFR-\\d{2,3}[GL]W', example = "KFR-35GW" },     # in a photo, the line is searched
    { field = "serial", expression = '\\d[A-Z]\\d{11}', example = "4A03911270042" },
]

The value is what the expression finds, or its first group where it has one.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from domain.errors import PackError
from domain.expressions import TooHard, checked
from domain.rules.row import Row, one_of

FIELDS = ("model", "serial")
"""What a nameplate says."""
KEYS = ("field", "expression", "example")
MOST = 20
"""Patterns of a pack."""


@dataclass(frozen=True, slots=True)
class PlatePattern:
    """One way of writing one thing. `example`: one that the expression finds, for people who read the pack."""

    field: str
    expression: str
    example: str


def read(table: Mapping[str, Any]) -> tuple[PlatePattern, ...]:
    """A pack's [nameplate] section; empty where there is none. Raises PackError."""
    if not isinstance(table, Mapping):
        raise PackError("[nameplate]", "one bracket: [nameplate]")
    row = Row("nameplate", table, label="[nameplate]")
    key = row.key("patterns").replace(":", "")
    entries = row.rows("patterns", KEYS)
    row.done(("patterns",))
    if table and not entries:
        raise PackError(key, "at least one pattern")
    if len(entries) > MOST:
        raise PackError(key, f"at most {MOST} patterns")
    return tuple(_pattern(entry, key) for entry in entries)


def _pattern(entry: Mapping[str, Any], key: str) -> PlatePattern:
    if set(entry) != set(KEYS) or not all(isinstance(value, str) for value in entry.values()):
        raise PackError(key, "in each row field, expression and example, each a text")
    one_of(key, entry["field"], FIELDS, "what stands on a nameplate")
    pattern = PlatePattern(**entry)
    try:
        expression = checked(pattern.expression)
    except TooHard as error:
        raise PackError(key, f"{error}; found {pattern.expression!r}") from None
    found = value_in(expression, pattern.example)
    if found != pattern.example:
        raise PackError(key, f"an example that {pattern.expression!r} finds whole; it finds {found!r}")
    return pattern


def value_in(expression: re.Pattern[str], text: str) -> str | None:
    """What an expression says of a line: its first group, or all that it finds."""
    match = expression.search(text)
    if match is None:
        return None
    value = match[1] if expression.groups else match[0]
    return value or None
