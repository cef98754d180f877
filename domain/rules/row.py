"""Reading a row of a pack: every key is asked for by name, so what is left over is a mistake, said with a near miss."""

from collections.abc import Collection, Mapping
from difflib import get_close_matches
from typing import Any

from domain.durations import duration
from domain.effects import Wording
from domain.errors import PackError
from domain.events import EVENTS, Event
from domain.rules.when import When, read_when

ROLES = ("customer", "technician", "supervisor", "manager")


def near(word: str, known: Collection[str]) -> str | None:
    """The known word closest to `word`, if any is close."""
    found = get_close_matches(word, known, n=1, cutoff=0.6)
    return found[0] if found else None


def one_of(key: str, word: object, known: Collection[str], what: str) -> str:
    """`word` if it is known. Raises PackError that names what was wanted."""
    if not isinstance(word, str) or word not in known:
        some = ", ".join(list(known)[:6])
        raise PackError(key, f"{what}, such as {some}; found {word!r}", near(str(word), known))
    return word


class Row:
    """One `[[kind]]` table while it is read."""

    def __init__(self, kind: str, row: Mapping[str, Any], *, label: str | None = None) -> None:
        self._left = dict(row)
        self._label = label or f"{kind} {row.get('id', '?')}"
        self.id = self._label if label else self.text("id")

    def key(self, name: str) -> str:
        return f"{self._label}: {name}"

    def take(self, name: str, default: Any = None) -> Any:
        return self._left.pop(name, default)

    def tables(self, name: str) -> list["Row"]:
        """A table within the row, or a list of them; none where it is left out."""
        value = self._left.pop(name, None)
        entries = [] if value is None else value if isinstance(value, list) else [value]
        if not all(isinstance(entry, dict) for entry in entries):
            raise PackError(self.key(name), f"a table, such as {name} = {{ … }}, or a list of them")
        return [Row(name, entry, label=self.key(name)) for entry in entries]

    def text(self, name: str, default: str | None = None) -> str:
        value = self._left.pop(name, default)
        if not isinstance(value, str) or not value.strip():
            raise PackError(self.key(name), f'a text, such as {name} = "…"')
        return value

    def wording(self, prefix: str = "") -> Wording:
        return {language: self.text(f"{prefix}{language}") for language in ("zh", "en")}

    def events(self, name: str, *, needed: bool = True) -> frozenset[str]:
        value = self._left.pop(name, None)
        if value is None and not needed:
            return frozenset()
        words = [value] if isinstance(value, str) else value
        if not isinstance(words, list) or not words:
            raise PackError(self.key(name), f'an event or a list of them, such as {name} = ["job.dispatched"]')
        return frozenset(one_of(self.key(name), word, EVENTS, "an event of docs/rulebook.md") for word in words)

    def length(self, name: str, value: object, example: str = "30m") -> int:
        if not isinstance(value, str):
            raise PackError(self.key(name), f'a length of time, such as "{example}"; found {value!r}')
        try:
            return duration(value)
        except ValueError:
            raise PackError(self.key(name), f'a length of time, such as "{example}"; found {value!r}') from None

    def rows(self, name: str, known: Collection[str]) -> list[Mapping[str, Any]]:
        """A list of small tables, such as the steps of a clock."""
        entries = self._left.pop(name, [])
        if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
            raise PackError(self.key(name), f"a list of tables, such as {name} = [{{ … }}]")
        for entry in entries:
            for key in entry:
                if key not in known:
                    raise PackError(self.key(name), f"only {', '.join(known)} in it; found {key!r}", near(key, known))
        return entries

    def when(self) -> When:
        table = self._left.pop("when", {})
        if not isinstance(table, dict):
            raise PackError(self.key("when"), 'a table, such as when = { kind = ["repair"] }')
        return read_when(table, self.wrong)

    def having(self) -> Mapping[str, frozenset[str]]:
        """What the event itself must say, by the key of its data: the words it may say."""
        value = self._left.pop("having", {})
        if not isinstance(value, dict):
            raise PackError(self.key("having"), 'a table, such as having = { whom = "technician" }')
        return {key: frozenset(map(str, words if isinstance(words, list) else [words])) for key, words in value.items()}

    def wrong(self, name: str, wanted: str, found: str = "", known: Collection[str] = ()) -> PackError:
        """The error for a key of this row, with the near miss of what was found."""
        return PackError(self.key(name), wanted, near(found, known) if found else None)

    def done(self, known: Collection[str]) -> None:
        """Nothing may be left over."""
        for name in self._left:
            raise PackError(self.key(name), f"a key of this kind ({', '.join(sorted(known))})", near(name, known))


def says(event: Event, having: Mapping[str, frozenset[str]]) -> bool:
    """Whether an event says what a rule asks of it."""
    return all(str(event.data.get(key)) in words for key, words in having.items())
