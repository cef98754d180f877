"""Model and serial number on a nameplate, proposed for a person to confirm by a tap. S3."""

import re
from collections.abc import Iterable, Iterator

import numpy as np

from proof.findings import Corners, Pattern, Proposal
from proof.pictures import Pixels, crop
from proof.reading import Line

BY_LABEL, BESIDE_LABEL = 0.95, 0.85
"""What a value is worth that no maker's pattern knows: behind its label, in the line beside it."""
_LABELS = {
    "model": re.compile(r"(?:产品型号|型号|机型|规格型号|\bmodel(?:\s*no)?\b)[\s.:：]*", re.IGNORECASE),
    "serial": re.compile(
        r"(?:出厂编号|产品编号|机身号|机号|条形码|条码|序列号|\bs/?n\b|\bserial(?:\s*(?:no|number))?\b)[\s.:：]*",
        re.IGNORECASE,
    ),
}
_VALUES = {
    "model": re.compile(r"(?=[A-Z0-9/().+-]*\d)(?=[A-Z0-9/().+-]*[A-Z])[A-Z0-9][A-Z0-9/().+-]{3,31}"),
    "serial": re.compile(r"(?=[A-Z0-9-]*\d{3})[A-Z0-9][A-Z0-9-]{5,31}"),
}


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
            if match := expression.search(line.text) or expression.search(line.text.replace(" ", "")):
                yield pattern.field, match[1] if expression.groups else match[0], 1.0, line


def _by_label(lines: list[Line]) -> Iterator[_Candidate]:
    for line in lines:
        for field, label in _LABELS.items():
            if not (match := label.search(line.text)):
                continue
            if value := _VALUES[field].match(line.text[match.end() :].upper()):
                yield field, value[0], BY_LABEL, line
            elif not line.text[match.end() :] and (beside := _beside(line, lines)):
                if value := _VALUES[field].fullmatch(beside.text.upper().replace(" ", "")):
                    yield field, value[0], BESIDE_LABEL, beside


def _beside(line: Line, lines: list[Line]) -> Line | None:
    """The nearest line to the right in the same row."""
    corners: Corners = line.corners
    a = np.array(corners)
    along = (a[1] - a[0]) / max(float(np.linalg.norm(a[1] - a[0])), 1)
    tall = float(np.linalg.norm(a[3] - a[0]))
    ahead: dict[float, Line] = {}
    for other in lines:
        gap = np.array(other.corners[0]) - a[1]
        step, drift = float(gap @ along), float(abs(gap @ np.array([-along[1], along[0]])))
        if other is not line and -0.5 * tall < step < 12 * tall and drift < 0.6 * tall:
            ahead[step] = other
    return ahead[min(ahead)] if ahead else None


def _sure(line: Line, value: str) -> float:
    """The least sure character of the value; of the line where it stands there otherwise spelled."""
    at = line.text.upper().find(value)
    return min(line.sure[at : at + len(value)] if at >= 0 else line.sure)
