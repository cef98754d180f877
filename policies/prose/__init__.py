"""The rulebook as people read it: each kind of rule brings its own prose. One file each, known by nobody else by name.

A module is the prose of a kind when it has

    KIND               the word of its rows in a pack, as in `domain/rules/`
    begins(row)        the event whose chapter a rule stands in whose id names none; None where there is none
    facts(row, pen)    what the row says, point by point: the words of the point → the words of its value. Two packs
                       are compared by these
    lines(row, pen)    sentences made of the same row: the first says what matters, further ones are small print

`row` is the row as it stands in the resolved pack, already checked. A key of the row that no point and no sentence
speaks of is a mistake (`tests/policies/test_prose.py`).
"""

import pkgutil
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from typing import Any, Protocol, cast

from policies.prose.pen import Pen

Row = Mapping[str, Any]


class Prose(Protocol):
    """What the module of a kind has."""

    KIND: str

    def begins(self, row: Row) -> str | None: ...
    def facts(self, row: Row, pen: Pen) -> Mapping[str, str]: ...
    def lines(self, row: Row, pen: Pen) -> Iterator[str]: ...


@cache
def kinds() -> Mapping[str, Prose]:
    """Every kind that has prose, by the word of its rows."""
    modules = (import_module(f"{__name__}.{module.name}") for module in pkgutil.iter_modules(__path__))
    return {module.KIND: cast(Prose, module) for module in modules if hasattr(module, "KIND")}
