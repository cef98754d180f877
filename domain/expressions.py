"""How much work a regular expression of a pack can be: refused before it is used where a short line could keep it busy.

Of the language of `re` only what is counted here may be written: characters, classes, groups, alternatives, `^ $ \\b`,
and `? * + {m,n}`. What looks ahead or behind, or refers back, is not counted and not taken.
"""

import re
from dataclasses import dataclass

LINE = 80
"""Characters of a line that is searched; what comes after them is not looked at."""
LONGEST = 200
"""Characters of an expression."""
MOST_WAYS = 10_000
"""Ways in which an expression may fit at one place, at most: a hundredth of a second for a whole line."""
DEEPEST = 20
"""Groups within groups."""
_ENDLESS = LINE
_COUNTS = re.compile(r"\{(\d{0,3})(,?)(\d{0,3})\}")
_CLASS = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]")
_ESCAPED = re.compile(r"\\(?:[dDwWsSbB]|[^A-Za-z0-9])")


class TooHard(ValueError):
    """An expression that is not taken. `why`: what to write instead, in English, as the other errors of packs."""


def checked(expression: str) -> re.Pattern[str]:
    """The expression, compiled. Raises TooHard."""
    if not expression or len(expression) > LONGEST:
        raise TooHard(f"an expression of 1 to {LONGEST} characters")
    try:
        compiled = re.compile(expression)
    except (re.error, OverflowError, RecursionError) as error:
        raise TooHard(f"a regular expression ({error})") from None
    if ways(expression) > MOST_WAYS:
        raise TooHard("an expression that ends soon: no + or * within a repeated group, and no more than two in all")
    if compiled.search(""):
        raise TooHard("an expression that does not find nothing")
    return compiled


def ways(expression: str) -> int:
    """At most so many ways there are to fit it at one place; counted no further than a little over MOST_WAYS. Raises
    TooHard for what is not counted."""
    reader = _Reader(expression)
    found = reader.alternatives(0)
    if reader.at < len(expression):
        raise TooHard("as many ( as )")
    return found


@dataclass(slots=True)
class _Reader:
    text: str
    at: int = 0

    def alternatives(self, depth: int) -> int:
        """Up to a ) or the end: the sum of what each alternative may do."""
        if depth > DEEPEST:
            raise TooHard(f"at most {DEEPEST} groups within groups")
        total = self._sequence(depth)
        while self._next() == "|":
            self.at += 1
            total += self._sequence(depth)
        return _capped(total)

    def _sequence(self, depth: int) -> int:
        product = 1
        while self._next() not in ("", "|", ")"):
            product = _capped(product * self._repeated(self._one(depth)))
        return product

    def _one(self, depth: int) -> int:
        """One character, class, sign or group."""
        if self._next() == "(":
            return self._group(depth)
        if self._next() in "*+?":
            raise TooHard("something before each of * + ?, and one of them at a time")
        expected = {"[": _CLASS, "\\": _ESCAPED}.get(self._next())
        if expected is None:
            self.at += 1
            return 1
        found = expected.match(self.text, self.at)
        if found is None:
            raise TooHard(r"only \d \w \s \b and escaped signs such as \( after a backslash")
        self.at = found.end()
        return 1

    def _group(self, depth: int) -> int:
        self.at += 1
        if self._next() == "?":
            if self.text[self.at : self.at + 2] != "?:":
                raise TooHard("plain groups: ( ) or (?: )")
            self.at += 2
        inside = self.alternatives(depth + 1)
        if self._next() != ")":
            raise TooHard("as many ( as )")
        self.at += 1
        return inside

    def _repeated(self, once: int) -> int:
        least, most = self._times()
        if least == most == 1:
            return once
        if once == 1:
            return most - least + 1
        total, power = 0, 1
        for count in range(most + 1):
            total = _capped(total + (power if count >= least else 0))
            power = _capped(power * once)
        return total

    def _times(self) -> tuple[int, int]:
        """How often what came before is repeated."""
        sign = self._next()
        simple = {"?": (0, 1), "*": (0, _ENDLESS), "+": (1, _ENDLESS)}.get(sign)
        counts = _COUNTS.match(self.text, self.at) if sign == "{" else None
        if simple is None and counts is None:
            return 1, 1
        if simple is not None:
            self.at += 1
            times = simple
        elif counts is not None:
            self.at = counts.end()
            times = _counted(counts)
        if self._next() == "?":  # rather few than many: as many ways
            self.at += 1
        return times

    def _next(self) -> str:
        return self.text[self.at : self.at + 1]


def _counted(counts: re.Match[str]) -> tuple[int, int]:
    least = int(counts[1] or 0)
    most = int(counts[3] or _ENDLESS) if counts[2] else least
    if max(least, most) > _ENDLESS or not (counts[1] or counts[3]):
        raise TooHard(f"counts up to {_ENDLESS}, such as {{2,8}}")
    return least, most


def _capped(ways: int) -> int:
    return min(ways, MOST_WAYS + 1)
