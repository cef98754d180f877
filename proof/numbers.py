"""Telephone numbers in lines of text: the company's, digit for digit, and mobile numbers that are nobody's we know. S3.

A service number counts only whole: with a digit more or less, or another one beside it, it is another number.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from proof.findings import Corners
from proof.pictures import length
from proof.reading import Line, step

SAFE = str.maketrans("OoQ〇lI|", "0000111")
"""What is read for a digit where the rest are digits, and can be no other digit."""
_ALIKE = {"0": "OoQDU〇", "1": "lIiJ|/!丨[]()", "2": "Zz", "5": "Ss", "6": "bG", "7": "T", "8": "B", "9": "gq"}
LOOSE = {ord(letter): digit for digit, letters in _ALIKE.items() for letter in letters}
"""What hand-written digits are read for."""
CLEAR = 0.98
"""Confidence of the least sure digit above which a line is printed, or as good as printed."""
COUNTRY = ("86", "0086")
MOBILE = re.compile(r"1[3-9]\d{9}")
PRINTED = ((11,), (3, 4, 4), (3, 8), (7, 4), (4, 4, 3), (4, 7))
"""How printers group the digits of a mobile number."""
_RUN = re.compile(r"(?<![A-Za-z])[0-9OoQ〇lI|][0-9OoQ〇lI|\-–—−‐·. ()]*(?![A-Za-z])")
_GROUP = re.compile(r"[0-9]+")
_HYPHEN = re.compile(r"[\-–—−‐·.()]")


@dataclass(frozen=True, slots=True)
class Number:
    """Digits as they were read. `sure`: the least sure of them, from 0 to 1."""

    digits: str
    sure: float
    corners: Corners


@dataclass(frozen=True, slots=True)
class Run:
    """Groups of digits with only separators between. `joints[n]` stands behind group n: " ", "-" or "" at the end."""

    groups: tuple[str, ...]
    joints: tuple[str, ...]
    sure: tuple[float, ...]  # of each digit
    corners: Corners


def digits_of(number: str) -> str:
    """A number as people write it, without country code and separators."""
    digits = re.sub(r"\D", "", unicodedata.normalize("NFKC", number))
    for code in ("0086", "86"):
        if digits.startswith(code) and len(digits) - len(code) >= 10:
            return digits.removeprefix(code)
    return digits


def service_numbers(lines: Iterable[Line], numbers: Iterable[str]) -> list[Number]:
    """Where one of these numbers stands, whole and digit for digit."""
    wanted = {digits_of(number) for number in numbers} - {""}
    found = []
    for run in runs(lines):
        for first, last in _spans(run):
            digits = "".join(run.groups[first:last])
            if digits in wanted and _alone(run, first, last):
                found.append(Number(digits, _least(run, first, last), run.corners))
    return found


def mobile_numbers(lines: Iterable[Line]) -> list[Number]:
    """Every mobile number that is printed or written plainly."""
    found: dict[str, Number] = {}
    for run in runs(lines):
        for first, last in _spans(run):
            digits = "".join(run.groups[first:last])
            shape = tuple(len(group) for group in run.groups[first:last])
            plain = shape in PRINTED and not _hyphened(run, first, last)
            if MOBILE.fullmatch(digits) and (plain or _alone(run, first, last)):
                found.setdefault(digits, Number(digits, _least(run, first, last), run.corners))
    return list(found.values())


def loose_digits(line: Line) -> Number | None:
    """All digits of a line that holds one number and little else; None where it holds other things."""
    digits = [(letter, sure) for letter, sure in zip(_plain(line.text), line.sure, strict=True) if letter.isdigit()]
    if len(digits) < 7 or len(digits) > 13:
        return None
    return Number("".join(letter for letter, _ in digits), min(sure for _, sure in digits), line.corners)


def handwritten(lines: Iterable[Line]) -> list[Number]:
    """What may be a mobile number by hand: ten to twelve digits with some doubt, and nothing else on the line."""
    found = []
    lines = list(lines)
    for line in (*lines, *_joined(lines)):
        text = _plain(line.text)
        kept = [(letter.translate(LOOSE), sure) for letter, sure in zip(text, line.sure, strict=True)]
        digits = "".join(letter for letter, _ in kept if letter.isdigit())
        rest = sum(not letter.isdigit() and letter not in " -.,·'\"`~_—–:" for letter, _ in kept)
        sure = min((sure for letter, sure in kept if letter.isdigit()), default=1)
        if 10 <= len(digits) <= 12 and rest <= 1 and digits[0] in "17" and sure < CLEAR:
            found.append(Number(digits, sure, line.corners))
    return found


def runs(lines: Iterable[Line]) -> Iterator[Run]:
    """Runs of digits in lines, and in lines that follow each other on one row or one below the other."""
    lines = list(lines)
    for line in (*lines, *_joined(lines)):
        text = _plain(line.text)
        for match in _RUN.finditer(text):
            spelled = match[0]
            digits = sum(letter.isdigit() for letter in spelled)
            letters = sum(letter.isalpha() or letter == "|" for letter in spelled)
            if digits < 3 or letters > digits / 4:
                continue
            yield _run(spelled, line.sure[match.start() : match.end()], line.corners)


def distance(one: str, other: str) -> int:
    """Digits to change, add or leave out."""
    row = list(range(len(other) + 1))
    for n, a in enumerate(one, 1):
        before, row[0] = row[0], n
        for m, b in enumerate(other, 1):
            before, row[m] = row[m], min(row[m] + 1, row[m - 1] + 1, before + (a != b))
    return row[-1]


def _run(spelled: str, sure: tuple[float, ...], corners: Corners) -> Run:
    text = spelled.translate(SAFE)
    groups = list(_GROUP.finditer(text))
    joints = ["-" if _HYPHEN.search(text[a.end() : b.start()]) else " " for a, b in pairwise(groups)]
    each = tuple(sure[n] for group in groups for n in range(group.start(), group.end()))
    return Run(tuple(group[0] for group in groups), (*joints, ""), each, corners)


def _spans(run: Run) -> Iterator[tuple[int, int]]:
    for first in range(len(run.groups)):
        for last in range(first + 1, min(first + 6, len(run.groups)) + 1):
            yield first, last


def _alone(run: Run, first: int, last: int) -> bool:
    """Whether what stands beside these groups belongs to something else: nothing, a country code, or, behind a space,
    another number of its own length."""
    numbers = _hyphen_joined(run)
    before = (
        first == 0 or run.groups[first - 1] in COUNTRY or (run.joints[first - 1] == " " and numbers[first - 1] >= 7)
    )
    after = last == len(run.groups) or (run.joints[last - 1] == " " and numbers[last] >= 7)
    return before and after


def _hyphen_joined(run: Run) -> list[int]:
    """For each group, how many digits the groups have that hyphens join to it."""
    sizes = [len(group) for group in run.groups]
    for n in range(1, len(sizes)):
        if run.joints[n - 1] == "-":
            sizes[n] += sizes[n - 1]
    for n in reversed(range(len(sizes) - 1)):
        if run.joints[n] == "-":
            sizes[n] = sizes[n + 1]
    return sizes


def _hyphened(run: Run, first: int, last: int) -> bool:
    return (first > 0 and run.joints[first - 1] == "-") or run.joints[last - 1] == "-"


def _least(run: Run, first: int, last: int) -> float:
    begin = sum(len(group) for group in run.groups[:first])
    return min(run.sure[begin : begin + sum(len(group) for group in run.groups[first:last])])


def _plain(text: str) -> str:
    """Full-width letters as narrow ones, as many as before."""
    return "".join(unicodedata.normalize("NFKC", letter)[:1] or " " for letter in text)


def _joined(lines: list[Line]) -> Iterator[Line]:
    """Pairs that may be one number: the end of one line and the start of the next."""
    ends = [line for line in lines if _plain(line.text)[-1:].isdigit() or _HYPHEN.search(line.text[-1:])]
    starts = [line for line in lines if _plain(line.text)[:1].isdigit() or _HYPHEN.search(line.text[:1])]
    for one in ends:
        for other in starts:
            if one is not other and _follows(one, other):
                yield Line(f"{one.text} {other.text}", (*one.sure, 1, *other.sure), _around(one, other))


def _follows(one: Line, other: Line) -> bool:
    along, down = step(one, other)
    beside = -0.5 < along < 2.5 and abs(down) < 0.5
    a, b = np.array(one.corners), np.array(other.corners)
    tall, wide = length(a[0], a[3]), length(a[0], a[1])
    below = 0.6 < down < 1.9 and abs(along + (wide + length(b[0], b[1])) / 2 / max(tall, 1)) < 3
    return beside or below


def _around(one: Line, other: Line) -> Corners:
    points = np.array([*one.corners, *other.corners])
    (x0, y0), (x1, y1) = points.min(axis=0), points.max(axis=0)
    return (float(x0), float(y0)), (float(x1), float(y0)), (float(x1), float(y1)), (float(x0), float(y1))
