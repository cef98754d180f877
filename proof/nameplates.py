"""Model and serial number on a nameplate, proposed for a person to confirm by a tap. S3."""

import re
from collections.abc import Iterable, Iterator

from proof.findings import Pattern, Proposal
from proof.pictures import Picture, Pixels, crop
from proof.reading import CLOSER, Line, Reader, even, step

LONGEST = 80
"""Characters of a line that a pattern is tried on: `domain/expressions.py` reckons with so many."""
BY_LABEL, BESIDE_LABEL = 0.95, 0.85
"""What a value is worth that no maker's pattern knows: behind its label, in the line beside it."""
_LABELS = {
    "model": re.compile(r"(?:产品型号|型号|机型|规格型号|\bmodel(?:\s*no)?\b)[\s.:：]*", re.IGNORECASE),
    "serial": re.compile(
        r"(?:出厂编号|产品编号|机身号|机号|条形码|条码|序列号|\b[s5]/n\b|\bserial(?:\s*(?:no|number))?\b)[\s.:：]*",
        re.IGNORECASE,
    ),
}
_VALUES = {
    "model": re.compile(r"(?=[A-Z0-9/().+-]*\d)(?=[A-Z0-9/().+-]*[A-Z])[A-Z0-9][A-Z0-9/().+-]{3,31}", re.IGNORECASE),
    "serial": re.compile(r"(?=[A-Z0-9-]*\d{3})[A-Z0-9][A-Z0-9-]{5,31}", re.IGNORECASE),
}


def read(reader: Reader, picture: Picture, patterns: Iterable[Pattern]) -> tuple[Proposal, ...]:
    """What a photo of a nameplate proposes; looked at closer where model or serial is missing."""
    lines, patterns = reader.lines(picture.rgb), tuple(patterns)
    found = proposals(picture.rgb, lines, patterns)
    if len(found) == 2:
        return found
    return proposals(picture.rgb, [*lines, *reader.lines(even(picture.rgb), CLOSER)], patterns)


def proposals(rgb: Pixels, lines: Iterable[Line], patterns: Iterable[Pattern]) -> tuple[Proposal, ...]:
    """The most confident value of each field: a maker's pattern first, then what stands behind a label or beside one.

    raises  re.error for a pattern that is no regular expression
    """
    lines = list(lines)
    best: dict[str, Proposal] = {}
    for field, value, worth, line in (*_by_pattern(lines, patterns), *_by_label(lines)):
        confidence = round(worth * _sure(line, value), 3)
        if field not in best or confidence > best[field].confidence:
            best[field] = Proposal(field, value, confidence, crop(rgb, line.corners))
    return tuple(best[field] for field in ("model", "serial") if field in best)


_Candidate = tuple[str, str, float, Line]


def _by_pattern(lines: list[Line], patterns: Iterable[Pattern]) -> Iterator[_Candidate]:
    for pattern in patterns:
        expression = re.compile(pattern.expression)
        for line in lines:
            if match := expression.search(line.text[:LONGEST]) or expression.search(
                line.text.replace(" ", "")[:LONGEST]
            ):
                yield pattern.field, match[1] if expression.groups else match[0], 1.0, line


def _by_label(lines: list[Line]) -> Iterator[_Candidate]:
    for line in lines:
        for field, label in _LABELS.items():
            if not (match := label.search(line.text)):
                continue
            rest, value = line.text[match.end() :], _VALUES[field]
            if found := value.match(rest):
                yield field, found[0], BY_LABEL, line
            beside = None if rest else _beside(line, lines)
            if beside and (found := value.fullmatch(beside.text.replace(" ", ""))):
                yield field, found[0], BESIDE_LABEL, beside


def _beside(line: Line, lines: list[Line]) -> Line | None:
    """The nearest line to the right in the same row."""
    ahead = {}
    for other in lines:
        along, down = step(line, other)
        if other is not line and -0.5 < along < 12 and abs(down) < 0.6:
            ahead[along] = other
    return ahead[min(ahead)] if ahead else None


def _sure(line: Line, value: str) -> float:
    """The least sure character of the value; of the line where it stands there otherwise spelled."""
    at = line.text.find(value)
    return min(line.sure[at : at + len(value)] if at >= 0 else line.sure)
