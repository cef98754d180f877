"""Signs that look alike, 1 and l, 0 and O: what else a line may say, and which of it is likely. S3.

The recogniser says how likely each sign is. What a maker's pattern, or the shape of a value, leaves of that is
weighed against each other; no sign is exchanged that the recogniser does not see there as well.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from math import prod

from proof.reading import Line

RARE = dict.fromkeys("lIOQ", 0.1)
"""Makers leave these out of their numbers, because they look like figures: one for ten 1 or 0."""
MOST_SIGNS = 5
"""Signs of a line that are exchanged at once: those that are least sure."""
DOUBT = 0.1
"""The share of a line's readings at which another than the best is named."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a line. `sure`: of each sign that it is this or looks like it. `likely`: how likely the exchanged
    signs are, as by the recogniser and by what makers write; compared with other readings of the same line."""

    text: str
    sure: tuple[float, ...]
    likely: tuple[float, ...]

    def closed(self) -> "Reading":
        """The same without its spaces."""
        kept = [at for at, sign in enumerate(self.text) if sign != " "]
        if len(kept) == len(self.text):
            return self
        text = "".join(self.text[at] for at in kept)
        return Reading(text, tuple(self.sure[at] for at in kept), tuple(self.likely[at] for at in kept))


def readings(line: Line) -> Iterator[Reading]:
    """Every way to read a line, the one that was read first."""
    open_at = sorted((at for at, rivals in enumerate(line.rivals) if rivals), key=lambda at: line.sure[at])[:MOST_SIGNS]
    sure = tuple(
        min(1.0, own + sum(line.rivals[at].values())) if at in open_at else own for at, own in enumerate(line.sure)
    )
    for signs in product(*({line.text[at]: line.sure[at], **line.rivals[at]}.items() for at in open_at)):
        text, likely = list(line.text), [1.0] * len(line.text)
        for at, (sign, share) in zip(open_at, signs, strict=True):
            text[at], likely[at] = sign, share
        yield Reading("".join(text), sure, tuple(likely))


def likelihood(reading: Reading, begin: int, end: int) -> float:
    """Of a reading whose value stands from `begin` to `end`: outside of it letters are as usual as figures."""
    rare = (RARE.get(reading.text[at], 1.0) for at in range(begin, end) if reading.likely[at] < 1)
    return prod(reading.likely) * prod(rare)


def shares(likelihoods: Mapping[str, float]) -> dict[str, float]:
    """Of each value, the most likely first; together 1."""
    whole = sum(likelihoods.values())
    ordered = sorted(likelihoods.items(), key=lambda item: -item[1])
    return {value: likely / whole for value, likely in ordered} if whole else {}


def doubtful(values: Mapping[str, float]) -> tuple[tuple[int, str], ...]:
    """Where the best value might read otherwise: the place, from 0, and the signs that others have there.

    values  each with its share, the best first
    """
    best = next(iter(values), "")
    found: dict[int, str] = {}
    for value, share in values.items():
        if share < DOUBT or len(value) != len(best):
            continue
        for at, (one, other) in enumerate(zip(best, value, strict=True)):
            if one != other and other not in found.get(at, ""):
                found[at] = found.get(at, "") + other
    return tuple(sorted(found.items()))
