"""What often goes together, from a pack's [usual]: cause, remedy and parts in one tap, and prices to tap. S1 S5.

    [usual]
    work   = [{ cause = "缺氟/漏氟", remedy = "补漏加氟", parts = "没换配件" }]
    prices = [{ zh = "上门检测", en = "Visit and check", fen = 5000 }]

Work is named by the Chinese words of the pack's own choices. Gates still ask for each note; one tap gives several.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from domain.effects import Wording
from domain.errors import PackError
from domain.rules import Gate, Rule
from domain.rules.row import near, one_of

NOTE = "note."
COMMAS = (("zh", "，"), ("en", " · "))


@dataclass(frozen=True, slots=True)
class Usual:
    """What a pack lists.

    work    each a proof's name → the pack's words for it: {"note.cause": {zh, en}, …}
    prices  each {zh, en, fen}
    """

    work: tuple[Mapping[str, Wording], ...] = ()
    prices: tuple[Mapping[str, Any], ...] = ()

    def fitting(self, missing: Iterable[str]) -> list[tuple[int, Wording]]:
        """Work that answers several of the `missing` proofs and nothing else, by index, with its words in one line."""
        open_now = set(missing)
        return [
            (index, {language: comma.join(words[language] for words in notes.values()) for language, comma in COMMAS})
            for index, notes in enumerate(self.work)
            if set(notes) <= open_now
        ]


def read_usual(table: Mapping[str, Any], rules: Mapping[str, Rule]) -> Usual:
    """A pack's [usual] section. Raises PackError for what its proofs do not offer."""
    notes = {rule.needs.removeprefix(NOTE): rule for rule in rules.values() if isinstance(rule, Gate)}
    return Usual(
        tuple(_work(entry, notes) for entry in _tables(table, "work")),
        tuple(_price(entry) for entry in _tables(table, "prices")),
    )


def _tables(table: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    entries = table.get(key, [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise PackError(f"[usual] {key}", f"a list of tables, such as {key} = [{{ … }}]")
    return entries


def _work(entry: Mapping[str, Any], notes: Mapping[str, Gate]) -> Mapping[str, Wording]:
    found: dict[str, Wording] = {}
    for name, words in entry.items():
        known = {gate: rule for gate, rule in notes.items() if rule.needs == NOTE + gate}
        one_of("[usual] work", name, known, "a note of the pack")
        choice = next((one for one in known[name].choices if one["zh"] == words), None)
        if choice is None:
            offered = [one["zh"] for one in known[name].choices]
            raise PackError(f"[usual] work: {name}", f"one of {', '.join(offered)}", near(str(words), offered))
        found[NOTE + name] = choice
    # In the order in which the pack asks for them: a stored pack no longer has the order of the file.
    return {NOTE + name: found[NOTE + name] for name in notes if NOTE + name in found}


def _price(entry: Mapping[str, Any]) -> Mapping[str, Any]:
    fen = entry.get("fen")
    if set(entry) != {"zh", "en", "fen"} or not isinstance(fen, int) or isinstance(fen, bool) or fen <= 0:
        raise PackError("[usual] prices", 'a list such as [{ zh = "上门检测", en = "Visit and check", fen = 5000 }]')
    return entry
