"""Steps of a rule that runs in time, as a pack writes them: `remind` and `late`, each { at, tell } or { at, do }."""

from collections.abc import Collection, Iterator

from domain.errors import PackError
from domain.rules import Step
from domain.rules.row import ROLES, Row, one_of

OPEN = "open"
"""The `at` of a step that is due when a clock's window opens."""


def steps(row: Row, does: Collection[str], charged: str | None = None, opening: int | None = None) -> Iterator[Step]:
    """Reminders, then what is told when late, then the breach, then what the rule does itself. Raises PackError.

    does     what `do` may name; empty: these rows only tell
    charged  the role against which a breach is proposed when due, None where none is
    opening  ms from the due time at which the rule's window opens, None where it has none
    """
    acts: list[Step] = []
    for name in ("remind", "late"):
        for entry in row.rows(name, ("at", "tell", "do", "zh", "en") if does else ("at", "tell", "zh", "en")):
            at = _at(row, f"{name}.at", entry.get("at"), opening)
            words = {language: entry[language] for language in ("zh", "en") if language in entry} or None
            if words and len(words) == 1:
                raise PackError(row.key(name), "words in both languages, zh and en, or in none")
            if "do" in entry:
                act = one_of(row.key(f"{name}.do"), entry["do"], does, "something a clock can do")
                acts.append(Step(f"do:{entry['at']}:{act}", "do", at, act, words))
                continue
            who = one_of(row.key(f"{name}.tell"), entry.get("tell"), ROLES, "a role")
            heard = "remind" if name == "remind" else "tell"
            yield Step(f"{heard}:{entry['at']}:{who}", heard, at, who, words)
    if charged:
        yield Step("breach", "breach", 0, charged)
    yield from acts


def _at(row: Row, name: str, value: object, opening: int | None) -> int:
    """Ms from the due time on."""
    if value != OPEN:
        return row.length(name, value, "-10m")
    if opening is None:
        raise PackError(row.key(name), 'a clock with a window: opens = "3d"')
    return opening
