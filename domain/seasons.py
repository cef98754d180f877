"""Seasons (U24): a dated `[[overlay]]` of a pack changes values of its rules from one day to another.

    [[overlay]]
    id    = "peak"
    from  = "2027-07-01"
    until = "2027-08-31"          # the last day; days are those of the pack's zone
    zh    = "旺季"
    en    = "peak season"

    [[overlay.clock]]
    id     = "D3"
    within = "12h after visit_until"      # only what is different

What happens in that time is under the changed rules; a clock keeps those under which it started.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from domain.errors import PackError
from domain.periods import midnight
from domain.rules.row import near

if TYPE_CHECKING:
    from domain.policy import Policy

SECTION = "overlay"
HEAD = ("id", "from", "until", "zh", "en")
FIXED = ("id", "source")
"""Keys of a rule that no season changes."""


@dataclass(frozen=True)
class Overlay:
    """One dated change of a pack.

    first last  days, both included
    changes     kind of rule → rule's id → the keys that are different
    """

    id: str
    first: date
    last: date
    changes: Mapping[str, Mapping[str, Mapping[str, Any]]]


@dataclass(frozen=True, slots=True)
class Season:
    """From `begins` to just before `ends` (UTC ms) this policy holds."""

    begins: int
    ends: int
    policy: "Policy"


@dataclass
class Year:
    """Which policy holds when: shared by all policies of one pack, so that each finds the others.

    plain    what holds outside the seasons
    seasons  in the order of time, none over another
    """

    plain: "Policy | None" = None
    seasons: Sequence[Season] = ()
    _begins: list[int] = field(default_factory=list)

    def set(self, plain: "Policy", seasons: Sequence[Season]) -> None:
        self.plain, self.seasons = plain, seasons
        self._begins = [season.begins for season in seasons]

    def at(self, at: int) -> "Policy | None":
        """The policy of an instant; None where the pack has no seasons."""
        if not self.seasons:
            return None
        index = bisect_right(self._begins, at) - 1
        if index >= 0 and at < self.seasons[index].ends:
            return self.seasons[index].policy
        return self.plain


def read_overlays(table: Mapping[str, Any], kinds: Sequence[str]) -> list[Overlay]:
    """The overlays of a resolved pack, in its order. Raises PackError."""
    rows = table.get(SECTION, [])
    if not isinstance(rows, list):
        raise PackError(f"[{SECTION}]", f"two brackets: [[{SECTION}]]")
    found = [_read(row, table, kinds) for row in rows]
    for n, one in enumerate(found):
        for other in found[:n]:
            _apart(other, one)
    return found


def changed(table: Mapping[str, Any], overlays: Sequence[Overlay]) -> dict[str, Any]:
    """The pack with the values of these overlays."""
    result = dict(table)
    for overlay in overlays:
        for kind, rules in overlay.changes.items():
            result[kind] = [{**row, **rules.get(row["id"], {})} for row in result[kind]]
    return result


def stretches(overlays: Sequence[Overlay], zone: str) -> Iterator[tuple[int, int, tuple[Overlay, ...]]]:
    """The times in which the same overlays hold: begins, ends (UTC ms), and which. Times without any are left out."""
    days = sorted({day for one in overlays for day in (one.first, one.last + timedelta(days=1))})
    for first, after in pairwise(days):
        if active := tuple(one for one in overlays if one.first <= first <= one.last):
            yield midnight(first, zone), midnight(after, zone), active


def _read(row: Any, table: Mapping[str, Any], kinds: Sequence[str]) -> Overlay:
    name = row.get("id") if isinstance(row, Mapping) else None
    if not isinstance(name, str) or not name.strip():
        raise PackError(f"{SECTION} ?: id", 'a text of its own, such as id = "peak"')
    label = f"{SECTION} {name}"
    for key in row:
        if key not in (*HEAD, *kinds):
            known = (*HEAD, *kinds)
            raise PackError(
                f"{label}: {key}", f"{', '.join(HEAD)}, and rows such as [[overlay.clock]]", near(key, known)
            )
    for language in ("zh", "en"):
        if not isinstance(row.get(language), str) or not row[language].strip():
            raise PackError(f"{label}: {language}", f'what people call it, such as {language} = "…"')
    first, last = _day(row, label, "from"), _day(row, label, "until")
    if last < first:
        raise PackError(f"{label}: until", f"a day that is not before {first}: it ends before it begins")
    changes = {kind: _rows(row[kind], kind, table, label) for kind in kinds if kind in row}
    if not any(changes.values()):
        raise PackError(
            label, 'the rules that it changes, such as [[overlay.clock]] with id = "D3" and what is different'
        )
    return Overlay(name, first, last, changes)


def _day(row: Mapping[str, Any], label: str, key: str) -> date:
    wanted = f'a day, such as {key} = "2027-07-01"'
    try:
        return date.fromisoformat(str(row[key]))
    except (KeyError, ValueError):
        raise PackError(f"{label}: {key}", f"{wanted}; found {row.get(key)!r}") from None


def _rows(rows: Any, kind: str, table: Mapping[str, Any], label: str) -> dict[str, Mapping[str, Any]]:
    if not isinstance(rows, list) or not all(isinstance(row, Mapping) for row in rows):
        raise PackError(f"{label}: {kind}", f"two brackets: [[{SECTION}.{kind}]]")
    known = [str(row.get("id")) for row in table.get(kind, [])]
    found: dict[str, Mapping[str, Any]] = {}
    for row in rows:
        rule = row.get("id")
        if rule not in known:
            some = f" ({', '.join(known[:6])} …)" if known else ": the pack has none"
            wanted = f"the id of a {kind} of the pack{some}; found {rule!r}"
            raise PackError(f"{label}: {kind} {rule}: id", wanted, near(str(rule), known))
        if rule in found:
            raise PackError(f"{label}: {kind} {rule}: id", "each rule once in a season; this one stands twice")
        if fixed := next((key for key in FIXED if key != "id" and key in row), None):
            raise PackError(
                f"{label}: {kind} {rule}: {fixed}", "what is different in the season; this stays the rule's"
            )
        found[rule] = {key: value for key, value in row.items() if key != "id"}
        if not found[rule]:
            raise PackError(f"{label}: {kind} {rule}: id", 'what is different, such as within = "12h"')
    return found


def _apart(one: Overlay, other: Overlay) -> None:
    """Two seasons at the same time change different rules."""
    if one.id == other.id:
        raise PackError(f"{SECTION} {one.id}", "an id of its own; this one stands twice")
    if one.first > other.last or other.first > one.last:
        return
    for kind, rules in other.changes.items():
        for rule in rules:
            if rule in one.changes.get(kind, {}):
                both = f"{max(one.first, other.first)} to {min(one.last, other.last)}"
                wanted = (
                    f"a rule that {one.id!r} does not change at the same time ({both}): move the days or join the two"
                )
                raise PackError(f"{SECTION} {other.id}: {kind} {rule}: id", wanted)
