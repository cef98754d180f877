"""Which certificates a pack wants for which product, and who has none that holds. D11 (T4.4).

[dispatch]
certificates = { elevator = ["lift"] }        # keys of the list below, or any name

[reasons]
certificates = [{ key = "lift", zh = "电梯作业证", en = "Lift certificate" }]
"""

from collections.abc import Mapping
from typing import Any

from domain.effects import Wording
from domain.errors import PackError
from domain.rules.row import near

WANTED = 'a table such as certificates = { elevator = ["lift"] }'


def read(table: Any, listed: tuple[Wording, ...]) -> dict[str, tuple[Wording, ...]]:
    """Product → the certificates it wants, each {key, zh, en}. Raises PackError for what the list does not have."""
    if not isinstance(table, Mapping):
        raise PackError("[dispatch] certificates", WANTED)
    found = {}
    for product, names in table.items():
        if not isinstance(names, list) or not names or not all(isinstance(name, str) and name for name in names):
            raise PackError(f"[dispatch] certificates: {product}", WANTED)
        for name in names:
            keys = [one["key"] for one in listed]
            if listed and name not in keys:
                wanted = f"one of [reasons] certificates ({', '.join(keys)})"
                raise PackError(f"[dispatch] certificates: {product}", wanted, near(name, keys))
        found[str(product)] = tuple(named(name, listed) for name in names)
    return found


def named(name: str, listed: tuple[Wording, ...]) -> Wording:
    """A certificate in people's words: the pack's, or its name as it was written."""
    return next((one for one in listed if one["key"] == name), {"key": name, "zh": name, "en": name})


def lacking(wanted: tuple[Wording, ...], held: Mapping[str, int], now: int) -> Wording | None:
    """The first certificate that somebody has not, or not any more."""
    return next((one for one in wanted if held.get(one["key"], 0) <= now), None)
