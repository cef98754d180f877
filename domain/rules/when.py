"""When a rule holds (`when`): what a pack may ask of a subject before a rule counts. Pure.

    kind service product stage count channel     a word or a list of words
    warranty                                     "in", "out" or "unknown"
    tag                                          a key of the pack's [tags]: the customer's, one of them is enough
    contract                                     true or false: contract service, or the customer's tag "contract"
    units price_fen visits moves absences delays times   { from = 2 }, { to = 10 } or both, each included
    not                                          a table of the same: none of it may hold

A number that is not known (no price yet) lies in no span.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from domain.errors import PackError

CONTRACT = "contract"
"""The tag, and the service type, of a customer under contract."""

WARRANTY: Mapping[object, str] = MappingProxyType({"free": "in", "paid": "out", "check": "unknown"})
CHANNELS = ("telegram", "wechat", "wecom", "web", "page", "phone")
"""Where a report came from; "phone": the desk wrote it down."""

KNOWN: Mapping[str, tuple[str, ...] | None] = MappingProxyType(
    {
        "kind": ("repair", "install", "inquiry", "service"),
        "service": ("free", "paid", "check", CONTRACT),
        "product": None,
        "stage": (
            *("reported", "offered", "accepted", "appointed", "under_way", "on_site", "suspended", "finished"),
            *("closed", "opened", "served", "first_asked", "second_asked"),
        ),
        "count": None,
        "channel": CHANNELS,
        "warranty": tuple(WARRANTY.values()),
        "tag": None,
    }
)
"""What words each may be; None: names of the pack's own."""

NUMBERS = ("units", "price_fen", "visits", "moves", "absences", "delays", "times")
KEYS = (*KNOWN, CONTRACT, *NUMBERS, "not")
MOST = 10**12


@dataclass(frozen=True, slots=True)
class Span:
    """Whole numbers from `least` to `most`, both included; None: no end."""

    least: int | None = None
    most: int | None = None

    def holds(self, number: object) -> bool:
        if not isinstance(number, int):
            return False
        return (self.least is None or number >= self.least) and (self.most is None or number <= self.most)

    def meets(self, other: "Span") -> bool:
        """Whether some number lies in both."""
        least = max(one.least or 0 for one in (self, other))
        ends = [one.most for one in (self, other) if one.most is not None]
        return not ends or least <= min(ends)

    def within(self, other: "Span") -> bool:
        """Whether every number of this span lies in the other."""
        low = other.least is None or (self.least is not None and self.least >= other.least)
        return low and (other.most is None or (self.most is not None and self.most <= other.most))


Condition = frozenset[str] | bool | Span


@dataclass(frozen=True, slots=True)
class When:
    """The conditions of a rule: all of `asks` hold, and none of `never`."""

    asks: Mapping[str, Condition] = field(default_factory=dict)
    never: Mapping[str, Condition] = field(default_factory=dict)

    def holds(self, view: Mapping[str, Any]) -> bool:
        """Whether they hold of a subject, by what it says of itself."""
        for key, asked in self.asks.items():  # asked at every event of every job: no generators
            if not _holds(key, asked, view):
                return False
        for key, asked in self.never.items():  # noqa: SIM110
            if _holds(key, asked, view):
                return False
        return True

    def meets(self, other: "When") -> bool:
        """Whether both can hold of one subject. Only a plain contradiction counts as one."""
        one, two = self.asks, other.asks
        if any(not _meet(key, one[key], two[key]) for key in one.keys() & two.keys()) or not _warranties_meet(one, two):
            return False
        return not (_shuts_out(self.never, other.asks) or _shuts_out(other.never, self.asks))

    @property
    def tags(self) -> frozenset[str]:
        """The tags it names."""
        return self._words("tag") | (frozenset({CONTRACT}) if CONTRACT in {*self.asks, *self.never} else frozenset())

    @property
    def counts(self) -> frozenset[str]:
        """The count rules it names."""
        return self._words("count")

    def asked(self, key: str) -> frozenset[str]:
        """The words of which one is asked for; empty where any will do."""
        words = self.asks.get(key)
        return words if isinstance(words, frozenset) else frozenset()

    def _words(self, key: str) -> frozenset[str]:
        found = (table.get(key) for table in (self.asks, self.never))
        return frozenset[str]().union(*(words for words in found if isinstance(words, frozenset)))


def _holds(key: str, asked: Condition, view: Mapping[str, Any]) -> bool:
    if isinstance(asked, frozenset):
        if key == "tag":
            return not asked.isdisjoint(view.get("tags", ()))
        if key == "warranty":
            return WARRANTY.get(view.get("service")) in asked
        return view.get(key) in asked
    if isinstance(asked, Span):
        return asked.holds(view.get(key))
    return asked is (view.get("service") == CONTRACT or CONTRACT in view.get("tags", ()))


def _meet(key: str, one: Condition, two: Condition) -> bool:
    if isinstance(one, Span) and isinstance(two, Span):
        return one.meets(two)
    if isinstance(one, frozenset) and isinstance(two, frozenset):
        return key == "tag" or not one.isdisjoint(two)  # a customer may have several tags
    return one == two


def _services(asks: Mapping[str, Condition]) -> frozenset[str] | None:
    """The service types that are meant; None: any."""
    found = None
    for key, kept in (("service", lambda word: word), ("warranty", WARRANTY.get)):
        words = asks.get(key)
        if isinstance(words, frozenset):
            meant = frozenset(word for word in KNOWN["service"] or () if kept(word) in words)
            found = meant if found is None else found & meant
    return found


def _warranties_meet(one: Mapping[str, Condition], two: Mapping[str, Condition]) -> bool:
    services = [found for found in (_services(one), _services(two)) if found is not None]
    return not services or bool(frozenset.intersection(*services))


def _shuts_out(never: Mapping[str, Condition], asks: Mapping[str, Condition]) -> bool:
    """Whether what must not hold is all that is asked for."""
    for key in never.keys() & asks.keys():
        no, asked = never[key], asks[key]
        if isinstance(no, Span) and isinstance(asked, Span) and asked.within(no):
            return True
        if isinstance(no, frozenset) and isinstance(asked, frozenset) and asked <= no:
            return True
        if isinstance(no, bool) and no == asked:
            return True
    return False


Wrong = Callable[..., PackError]
"""Makes the error: of the path below the row ("when.kind"), what was wanted, and where there is one the word that was
found and those it may have been meant to be."""


def read_when(table: Mapping[str, Any], wrong: Wrong) -> When:
    """The conditions of a `when` table. Raises PackError, made by `wrong`."""
    asks = dict(_read(table, "when", wrong))
    return When(asks, dict(_not(table, wrong)))


def _not(table: Mapping[str, Any], wrong: Wrong) -> Iterator[tuple[str, Condition]]:
    inner = table.get("not", {})
    if not isinstance(inner, dict) or ("not" in table and not inner):
        raise wrong("when.not", 'a table of what may not hold, such as not = { kind = "inquiry" }')
    if "not" in inner:
        raise wrong("when.not.not", "what may not hold once, not twice")
    yield from _read(inner, "when.not", wrong)


def _read(table: Mapping[str, Any], path: str, wrong: Wrong) -> Iterator[tuple[str, Condition]]:
    for key, value in table.items():
        if key not in KEYS:
            raise wrong(path, f"something known of a subject ({', '.join(KEYS)}); found {key!r}", key, KEYS)
        name = f"{path}.{key}"
        if key in NUMBERS:
            yield key, _span(name, value, wrong)
        elif key == CONTRACT:
            if not isinstance(value, bool):
                raise wrong(name, f"true or false; found {value!r}")
            yield key, value
        elif key != "not":
            yield key, _words(name, value, KNOWN[key], wrong)


def _words(name: str, value: object, known: tuple[str, ...] | None, wrong: Wrong) -> frozenset[str]:
    words = [value] if isinstance(value, str) else value
    if not isinstance(words, list) or not words or not all(isinstance(word, str) for word in words):
        raise wrong(name, f'a word or a list of words, such as ["{(known or ("one",))[0]}"]; found {value!r}')
    for word in words:
        if known is not None and word not in known:
            raise wrong(name, f"{', '.join(known)}; found {word!r}", word, known)
    return frozenset(words)


def _span(name: str, value: object, wrong: Wrong) -> Span:
    wanted = f"a table such as {name.rpartition('.')[2]} = {{ from = 2, to = 10 }}"
    if not isinstance(value, dict) or not value:
        raise wrong(name, f"{wanted}; found {value!r}")
    for key, number in value.items():
        if key not in ("from", "to"):
            raise wrong(name, f"{wanted}; found {key!r}", key, ("from", "to"))
        if type(number) is not int or not 0 <= number < MOST:
            raise wrong(name, f"whole numbers from 0 on in it; found {number!r}")
    found = Span(value.get("from"), value.get("to"))
    if found.least is not None and found.most is not None and found.least > found.most:
        raise wrong(name, f"a span that does not end ({found.most}) before it begins ({found.least})")
    return found
