"""The service number on a posted sticker, and private numbers beside it. S3.

What is not sure at first sight is looked at again: the lines with digits enlarged, with more contrast and sharper; then
the whole photo with its light made even. A number counts when one reading is sure of every digit or two readings agree.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

import cv2
import numpy as np

from proof.findings import Finding, Outcome, Reason, Wanted
from proof.numbers import Number, digits_of, distance, handwritten, loose_digits, mobile_numbers, service_numbers
from proof.pictures import Picture, Pixels, crop
from proof.reading import CLOSER, Line, Reader, even, straightened

ENLARGED = 72  # pixels of height to which a line is enlarged
MOST_AGAIN = 6  # lines looked at again


@dataclass(frozen=True, slots=True)
class Limits:
    """From which confidence a reading counts.

    sure      of the least sure digit, in one reading
    agreed    the same in two readings
    other     of a number that differs: then it is another number, not a bad photo
    """

    sure: float = 0.6
    agreed: float = 0.3
    other: float = 0.9


@dataclass
class Sight:
    """One photo read for its numbers, as often as it takes."""

    reader: Reader
    picture: Picture
    wanted: Wanted
    limits: Limits = field(default_factory=Limits)
    readings: list[list[Line]] = field(default_factory=list)

    def findings(self) -> tuple[Finding, Finding]:
        """The service number, then private numbers."""
        self.readings.append(self.reader.lines(self.picture.rgb))
        service = self._service()
        if service is None or self._unsure():
            self.readings += self._again()
            service = service or self._service()
        if service is None and not self._others():
            self.readings.append(self.reader.lines(even(self.picture.rgb), CLOSER))
            service = self._service()
        return self._service_finding(service), self._private_finding()

    @cached_property
    def _targets(self) -> tuple[str, ...]:
        return tuple(filter(None, map(digits_of, self.wanted.service_numbers)))

    def _service(self) -> Number | None:
        found = [number for lines in self.readings for number in service_numbers(lines, self._targets)]
        best = max(found, key=lambda number: number.sure, default=None)
        if best is None:
            return None
        agreed = sum(number.sure >= self.limits.agreed and number.digits == best.digits for number in found)
        contradicted = any(other.sure > best.sure and _over(best, other) for other in self._others())
        return best if (best.sure >= self.limits.sure or agreed > 1) and not contradicted else None

    def _others(self) -> list[Number]:
        """Numbers that are surely read, nearly the service number, and not it."""
        return [
            number
            for lines in self.readings
            for line in lines
            if (number := loose_digits(line)) and number.sure >= self.limits.other
            if any(0 < distance(number.digits, target) <= 2 for target in self._targets)
        ]

    def _unsure(self) -> list[Line]:
        """Lines with digits that may be numbers and are not clear."""
        return [line for line in self.readings[0] if _worth_another_look(line, self.limits.other)]

    def _again(self) -> Iterator[list[Line]]:
        """The unsure lines enlarged, once for each way to prepare them."""
        lines = sorted(self._unsure(), key=lambda line: -sum(letter.isdigit() for letter in line.text))[:MOST_AGAIN]
        crops = [_enlarged(straightened(self.picture.rgb, line.corners)) for line in lines]
        for prepare in (even, _sharp):
            read = self.reader.read([prepare(pixels) for pixels in crops])
            yield [Line(one.text, one.sure, line.corners) for one, line in zip(read, lines, strict=True) if one.text]

    def _service_finding(self, service: Number | None) -> Finding:
        check = "service_number"
        if service:
            return Finding(check, Outcome.PASS, None, service.digits, crop(self.picture.rgb, service.corners))
        if others := self._others():
            other = max(others, key=lambda number: number.sure)
            reason = Reason("service-number-differs", {"read": other.digits})
            return Finding(check, Outcome.DOUBT, reason, other.digits, crop(self.picture.rgb, other.corners))
        unsure = self._unsure()
        shown = crop(self.picture.rgb, unsure[0].corners) if unsure else None
        return Finding(check, Outcome.DOUBT, Reason("service-number-unread"), "", shown)

    def _private_finding(self) -> Finding:
        check = "private_number"
        seen = self._private()
        if seen is None:
            return Finding(check, Outcome.PASS)
        shown = crop(self.picture.rgb, seen.corners)
        return Finding(check, Outcome.DOUBT, Reason("private-number-seen", {"read": seen.digits}), seen.digits, shown)

    def _private(self) -> Number | None:
        known = (*self._targets, *map(digits_of, self.wanted.known_numbers))
        for find in (mobile_numbers, handwritten):
            for lines in self.readings:
                for number in find(lines):
                    if not any(_same(number, other, self.limits.other) for other in known):
                        return number
        return None


def _same(number: Number, known: str, sure: float) -> bool:
    """Whether it is that number, or an unsure reading of it."""
    return number.digits == known or (number.sure < sure and distance(number.digits, known) <= 2)


def _over(one: Number, other: Number) -> bool:
    """Whether they stand in the same place."""
    a, b = np.array(one.corners), np.array(other.corners)
    return bool(((a.min(axis=0) < b.max(axis=0)) & (b.min(axis=0) < a.max(axis=0))).all())


def _worth_another_look(line: Line, sure: float) -> bool:
    digits = [value for letter, value in zip(line.text, line.sure, strict=True) if letter.isdigit()]
    return len(digits) >= 3 and min(digits) < sure


def _enlarged(pixels: Pixels) -> Pixels:
    by = max(ENLARGED / pixels.shape[0], 1)
    return np.asarray(cv2.resize(pixels, None, fx=by, fy=by, interpolation=cv2.INTER_CUBIC), np.uint8)


def _sharp(rgb: Pixels) -> Pixels:
    soft = cv2.GaussianBlur(rgb, (0, 0), 3)
    return np.asarray(cv2.addWeighted(rgb, 2, soft, -1, 0), np.uint8)
