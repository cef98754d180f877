"""How a maker writes model and serial number on its nameplates: what a photo of one is looked at for. I2, S3.

[nameplate]
patterns = [
    { field = "model", expression = 'KFR-\\d{2,3}[GL]W', example = "KFR-35GW" },     # in a photo, the line is searched
    { field = "serial", expression = '\\d[A-Z]\\d{11}', example = "4A03911270042" },
]

The value is what the expression finds, or its first group where it has one.
"""

import re
from collections.abc import Iterable, Mapping
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


_BETWEEN = re.compile(r"[\s,，、;；]+")
_LABEL = re.compile(
    r"^(?:产品)?(?:型号|机型)(?:是|为)?[:：]?|^(?:出厂|产品)?(?:编号|序列号|机号|条码)(?:是|为)?[:：]?"
    r"|^(?:model|serial|number|no\.?|s/n|is|and)[:：]?(?![A-Za-z0-9/-])",
    re.IGNORECASE,
)
_CODE = re.compile(r"(?=.*\d)[A-Za-z0-9][A-Za-z0-9/().+（）-]{3,39}")
_NO_CODE = re.compile(
    r"(?:\+?86)?1[3-9]\d{9}|0\d{9,11}|400\d{7}|(?:19|20)\d\d(?:0?[1-9]|1[0-2])(?:0?[1-9]|[12]\d|3[01])"
)
"""Telephone numbers and dates."""
LEAST_DIGITS, MOST_LETTERS = 6, 3
"""Of a serial number whose maker's pattern is not known. What has letters otherwise is a model."""


def told_apart(words: str, patterns: Iterable[PlatePattern]) -> dict[str, str]:
    """Model and serial as somebody types them, in any order, with spaces or commas between: by the makers' patterns,
    else by their shape. Empty where anything else stands there, or two of the same."""
    found: dict[str, str] = {}
    known = [(pattern.field, re.compile(pattern.expression, re.IGNORECASE)) for pattern in patterns]
    for word in (_LABEL.sub("", part) for part in _BETWEEN.split(words.strip(" 。.!！"))):
        if not word:
            continue
        field = next((field for field, expression in known if expression.fullmatch(word)), _by_shape(word))
        if not field or field in found:
            return {}
        found[field] = word
    return found


def _by_shape(word: str) -> str:
    """ "model", "serial", or "" for what is neither."""
    if not _CODE.fullmatch(word) or _NO_CODE.fullmatch(word.replace("-", "")):
        return ""
    letters, digits = sum(sign.isalpha() for sign in word), sum(sign.isdigit() for sign in word)
    plain = word.replace("-", "").isalnum()
    if plain and letters <= MOST_LETTERS and digits >= LEAST_DIGITS:
        return "serial"
    return "model" if letters else ""
