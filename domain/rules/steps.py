"""Steps of a rule that runs in time, as a pack writes them: `remind` and `late`, each { at, tell } or { at, do }."""

from collections.abc import Collection, Iterator

from domain.errors import PackError
from domain.rules import Step
from domain.rules.row import ROLES, Row, one_of


def steps(row: Row, does: Collection[str], charged: str | None = None) -> Iterator[Step]:
    """Reminders, then what is told when late, then the breach, then what the rule does itself. Raises PackError.

    does     what `do` may name; empty: these rows only tell
    charged  the role against which a breach is proposed when due, None where none is
    """
    acts: list[Step] = []
    for name in ("remind", "late"):
        for entry in row.rows(name, ("at", "tell", "do", "zh", "en") if does else ("at", "tell", "zh", "en")):
            at = row.length(f"{name}.at", entry.get("at"), "-10m")
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
