"""Model and serial number on a nameplate, proposed for a person to confirm by a tap. S3."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from proof.findings import Corners, Pattern, Proposal
from proof.lookalikes import Reading, doubtful, likelihood, readings, shares
from proof.pictures import Picture, Pixels, crop, length
from proof.reading import CLOSER, LOOK, OUTLINE, Line, Reader, even, step, straightened

LONGEST = 80
"""Characters of a line that a pattern is tried on: `domain/expressions.py` reckons with so many."""
BY_LABEL, BESIDE_LABEL = 0.95, 0.85
"""What a value is worth that no maker's pattern knows: behind its label, in the line beside it."""
NOT_AS_WRITTEN = 0.6
"""What that is worth where the makers' patterns say how such a thing is written, and it is written otherwise."""
CORRECTED = 0.75
"""What a value is worth that fits once a sign is exchanged for one that looks like it: the line was hard to read."""
CUT = "/-(+"
"""A value that ends so goes on where the line was cut."""
SURE = 0.6
"""Below that the photo is looked at closer: whatever is written otherwise than its makers write it."""
ROOM = 6
"""Heights of a line that are read beyond its end, where its value may go on."""
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


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A value somewhere. `likely`: compared with other readings of the same place."""

    field: str
    value: str
    worth: float
    sure: float
    likely: float
    line: Line

    @property
    def confidence(self) -> float:
        return round(self.worth * self.sure, 3)


def read(reader: Reader, picture: Picture, patterns: Iterable[Pattern]) -> tuple[Proposal, ...]:
    """What a photo of a nameplate proposes; looked at closer where model or serial is missing or hardly sure."""
    lines, patterns = reader.lines(picture.rgb, LOOK, OUTLINE), tuple(patterns)
    found = _found(lines, patterns)
    if len(found) < len(_LABELS) or any(one.confidence < SURE for one, _values in found):
        lines += _closer(reader, picture.rgb, lines)
        found = _found(lines, patterns)
    return proposals(picture.rgb, _whole(reader, picture.rgb, lines, [one for one, _values in found]), patterns)


def proposals(rgb: Pixels, lines: Iterable[Line], patterns: Iterable[Pattern]) -> tuple[Proposal, ...]:
    """The most confident value of each field: a maker's pattern first, then what stands behind a label or beside one.

    raises  re.error for a pattern that is no regular expression
    """
    return tuple(
        Proposal(one.field, one.value, one.confidence, crop(rgb, one.line.corners), doubtful(values))
        for one, values in _found(list(lines), tuple(patterns))
    )


def _found(lines: list[Line], patterns: tuple[Pattern, ...]) -> list[tuple[_Candidate, dict[str, float]]]:
    """Of each field the most confident line, its most likely reading, and the share of each of its readings."""
    candidates = list(_candidates(lines, patterns))
    return [_best(here) for field in _LABELS if (here := [one for one in candidates if one.field == field])]


def _best(candidates: list[_Candidate]) -> tuple[_Candidate, dict[str, float]]:
    first = max(candidates, key=lambda one: one.confidence)
    same = [one for one in candidates if one.line is first.line and one.worth == first.worth]
    likely: dict[str, float] = {}
    for one in same:
        likely[one.value] = max(one.likely, likely.get(one.value, 0))
    values = shares(likely)
    return next(one for one in same if one.value == next(iter(values))), values


def _whole(reader: Reader, rgb: Pixels, lines: list[Line], found: list[_Candidate]) -> list[Line]:
    """The lines, longer where the model at their end goes on: blurred and curved ones are found too short."""
    short = [one for one in found if one.field == "model" and one.line.text.rstrip().endswith(one.value[-3:])]
    places = [_longer(one.line.corners) for one in short]
    longer = {}
    for one, place, text in zip(
        short, places, reader.read([straightened(rgb, place) for place in places]), strict=True
    ):
        if one.value in text.text and not text.text.endswith(one.value):
            longer[id(one.line)] = Line(text.text, text.sure, place, text.rivals)
    return [longer.get(id(line), line) for line in lines]


def _longer(corners: Corners) -> Corners:
    one, two, three, four = np.array(corners)
    way = (two - one) / max(length(one, two), 1) * length(one, four) * ROOM
    (x, y), (to_x, to_y) = two + way, three + way
    return corners[0], (float(x), float(y)), (float(to_x), float(to_y)), corners[3]


def _candidates(lines: list[Line], patterns: tuple[Pattern, ...]) -> Iterator[_Candidate]:
    expressions = [(pattern.field, re.compile(pattern.expression)) for pattern in patterns]
    written = {field for field, _expression in expressions}
    labelled = {id(beside): field for field, beside in _labelled(lines)}
    for line in lines:
        as_read: set[str] = set()
        for at, reading in enumerate(readings(line)):
            spans = (*_by_pattern(reading, expressions), *_by_label(reading, labelled.get(id(line))))
            as_read |= {field for field, *_rest in spans} if at == 0 else set()
            for field, worth, text, begin, end in spans:
                sure, likely = min(text.sure[begin:end]), likelihood(text, begin, end)
                worth_here = worth * (NOT_AS_WRITTEN if worth < 1 and field in written else 1)
                worth_here *= 1 if field in as_read else CORRECTED
                yield _Candidate(field, text.text[begin:end], worth_here, sure, likely, line)


_Span = tuple[str, float, Reading, int, int]
"""Field, worth, and where in a reading the value begins and ends."""


def _by_pattern(reading: Reading, expressions: list[tuple[str, re.Pattern[str]]]) -> Iterator[_Span]:
    for field, expression in expressions:
        for text in (reading, reading.closed()):
            if match := expression.search(text.text[:LONGEST]):
                yield field, 1.0, text, *match.span(1 if expression.groups else 0)
                break


def _by_label(reading: Reading, labelled: str | None) -> Iterator[_Span]:
    """`labelled`: what the label beside the line says it is."""
    for field, label in _LABELS.items():
        if match := label.search(reading.text):
            found = _VALUES[field].match(reading.text, match.end())
            if found and found[0][-1] not in CUT:
                yield field, BY_LABEL, reading, *found.span()
    closed = reading.closed()
    if labelled and (found := _VALUES[labelled].fullmatch(closed.text)) and found[0][-1] not in CUT:
        yield labelled, BESIDE_LABEL, closed, *found.span()


def _labelled(lines: list[Line]) -> Iterator[tuple[str, Line]]:
    """Lines that stand beside one which is only a label."""
    for line in lines:
        for field, label in _LABELS.items():
            match = label.search(line.text)
            beside = _beside(line, lines) if match and match.end() == len(line.text) else None
            if beside:
                yield field, beside


def _beside(line: Line, lines: list[Line]) -> Line | None:
    """The nearest line to the right in the same row."""
    ahead = {}
    for other in lines:
        along, down = step(line, other)
        if other is not line and -0.5 < along < 12 and abs(down) < 0.6:
            ahead[along] = other
    return ahead[min(ahead)] if ahead else None


def _closer(reader: Reader, rgb: Pixels, lines: list[Line]) -> list[Line]:
    """The lines of what surrounds those that were seen, with even light; of the whole photo where none were."""
    points = np.array([corner for line in lines for corner in line.corners] or [(0, 0), rgb.shape[1::-1]])
    low, high = points.min(axis=0), points.max(axis=0)
    room = (high - low).max() / 2
    (x0, y0), (x1, y1) = np.maximum(low - room, 0).astype(int), np.ceil(high + room).astype(int)
    return [
        Line(line.text, line.sure, _moved(line.corners, x0, y0), line.rivals)
        for line in reader.lines(even(rgb[y0:y1, x0:x1]), CLOSER, OUTLINE)
    ]


def _moved(corners: Corners, x: int, y: int) -> Corners:
    one, two, three, four = ((left + x, top + y) for left, top in corners)
    return one, two, three, four
