"""Tags (标签): what the desk may say of a customer. Keys of the pack's list with their words, never free words."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from domain.effects import Wording
from domain.errors import PackError
from domain.rules import Rule
from domain.rules.row import near
from domain.rules.when import When

KEY = re.compile(r"[a-z][a-z_]{0,39}")
LONGEST = 20
"""Characters of a tag's words: they stand on a button."""


def read_tags(table: Mapping[str, Any]) -> dict[str, Wording]:
    """The section [tags] of a pack. Raises PackError."""
    said: dict[str, str] = {}
    for key, words in table.items():
        wanted = 'a key in small letters with both languages, such as contract = { zh = "合同", en = "contract" }'
        if not KEY.fullmatch(key) or not isinstance(words, Mapping) or set(words) != {"zh", "en"}:
            raise PackError(f"[tags] {key}", wanted)
        for word in (key, *words.values()):
            if not isinstance(word, str) or not 0 < len(word.strip()) <= LONGEST:
                raise PackError(f"[tags] {key}", f"words of at most {LONGEST} characters")
            if said.setdefault(word.strip().casefold(), key) != key:
                raise PackError(f"[tags] {key}", f"words of its own; {word!r} is said of {said[word.casefold()]!r} too")
    return dict(table)


def check_when(rules: Iterable[tuple[str, Rule]], tags: Mapping[str, Wording], counts: Iterable[str]) -> None:
    """What a rule's `when` names must be there. rules: with the word of their kind. Raises PackError."""
    known = tuple(counts)
    for kind, rule in rules:
        when: When = getattr(rule, "when", When())
        for name in sorted(when.tags - tags.keys()):
            raise PackError(
                f"{kind} {rule.id}: when",
                f"a tag of [tags] ({', '.join(tags) or 'there is none'}); found {name!r}",
                near(name, tags),
            )
        for name in sorted(when.counts - set(known)):
            raise PackError(f"{kind} {rule.id}: when", f"the id of a count rule; found {name!r}", near(name, known))
