"""What a fault comes from, and whether it is free then: the cause found decides in the end. I6 (T3.4, T4.2, T8.1).

[causes]
classes = [
    { key = "making", zh = "制造问题", en = "Making", free = "in_warranty" },     # free while the warranty holds
    { key = "our_work", zh = "我们装坏的", en = "Our own work", free = true },    # free at any time
    { key = "misuse", zh = "使用不当", en = "Wrong use", free = false },          # paid, also in warranty
]
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from domain.effects import Wording
from domain.errors import PackError
from domain.rules import Gate, Rule
from domain.rules.row import Row

FREE = {True: "free", False: "paid", "in_warranty": None}
"""What a class makes of a job: free, paid, or what the warranty says."""
EVIDENCE = "settled.cause"
KEYS = ("key", "zh", "en", "free")


@dataclass(frozen=True, slots=True)
class Cause:
    """One class. `service` is what it makes of a job: "free", "paid", or None where the warranty decides."""

    key: str
    wording: Wording
    service: str | None


def read(table: Mapping[str, Any], rules: Mapping[str, Rule]) -> tuple[Cause, ...]:
    """A pack's [causes] section. Raises PackError, also where a proof wants a class and there is none."""
    row = Row("causes", table, label="[causes]")
    found = []
    for entry in row.rows("classes", KEYS):
        free = entry.get("free")
        known = isinstance(free, bool) or free == "in_warranty"
        if set(entry) != set(KEYS) or not known or not all(isinstance(entry[key], str) for key in KEYS[:3]):
            raise PackError(
                row.key("classes"),
                'a list such as [{ key = "misuse", zh = "使用不当", en = "Wrong use", free = false }], '
                'free = true, false or "in_warranty"',
            )
        found.append(Cause(entry["key"], {"zh": entry["zh"], "en": entry["en"]}, FREE[free]))
    row.done(("classes",))
    if len({cause.key for cause in found}) < len(found):
        raise PackError(row.key("classes"), "a key of its own for each class")
    wanting = next((r for r in rules.values() if isinstance(r, Gate) and r.needs == EVIDENCE), None)
    if wanting is not None and not found:
        raise PackError(f"proof {wanting.id}: needs", "classes in [causes] to choose from")
    return tuple(found)
