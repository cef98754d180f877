"""What the program remembers for itself, by name: when it was last alive, tokens, what each branch owes."""

from typing import TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
    from storage.unit import Unit


def remembered(unit: "Unit", key: str) -> Any:
    """A value the program keeps for itself; None when never kept."""
    row = unit.tx.one(unit.q.meta, key=key)
    return msgspec.json.decode(row["value"]) if row else None


def remember(unit: "Unit", key: str, value: Any) -> None:
    unit.tx.run(unit.q.set_meta, key=key, value=msgspec.json.encode(value).decode())
