"""A photo of the service sheet: whose it is, whether it is signed, whether what must be written is there. S2, S4, S5.

Marks and codes say where the page lies; each box is straightened by what stands nearest to it. Ink is what is dark and
thin, so that a shadow is none; what goes straight through a whole box is a fold, not a pen.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from proof import pictures
from proof.findings import Code, Corners, Finding, Outcome, Reason
from proof.ink import Ink, seen_in
from proof.layout import AROUND_SIGNATURE, CODES, MARKS, SIGNATURE, Area, areas
from proof.pictures import Picture, Pixels

DETAIL = 6.0  # pixels a millimetre of a straightened box, at most
ASTRAY = 2.0  # millimetres by which a mark may lie elsewhere than the others say
QUIET = 3  # modules around a code, within its area
LEAST_MARKS = 2
_DICTIONARY = cv2.aruco.getPredefinedDictionary(cv2.aruco.DICT_4X4_50)

Points = NDArray[np.float32]
"""(n, 2)"""


def findings(picture: Picture, codes: Sequence[Code], required: Iterable[str]) -> tuple[Finding, ...]:
    """What the checks "sheet", "signature" and "written" say.

    codes     those in the picture; what they say is the app's to judge, which has the secret
    required  fields of the sheet that the pack wants written on: "cause"
    """
    place = located(picture, codes)
    if place is None:
        return (Finding("sheet", Outcome.UNSEEN, Reason("sheet-not-found")),)
    empty = [field for field in required if not any(place.ink(area).written for area in place.seen(field))]
    return (Finding("sheet", Outcome.PASS), _signature(place), _written(place, empty))


def _signature(place: "Place") -> Finding:
    (area,) = areas(SIGNATURE)
    if not place.sees(area):
        return Finding("signature", Outcome.UNSEEN, Reason("signature-not-in-picture"))
    ink = place.ink(area)
    if ink.signed:
        return Finding("signature", Outcome.PASS, None, "signed", place.crop(area))
    why = "signature-doubtful" if ink.anything else "signature-missing"
    return Finding("signature", Outcome.DOUBT, Reason(why), "doubtful" if ink.anything else "empty", place.crop(area))


def _written(place: "Place", empty: Sequence[str]) -> Finding:
    if not empty:
        return Finding("written", Outcome.PASS)
    hidden = [field for field in empty if not place.seen(field)]
    if hidden == list(empty):
        return Finding("written", Outcome.UNSEEN, Reason("boxes-not-in-picture"), " ".join(empty))
    missing = [field for field in empty if field not in hidden]
    crop = place.crop(areas(missing[0])[0])
    return Finding("written", Outcome.DOUBT, Reason("boxes-empty", {"count": len(missing)}), " ".join(missing), crop)


@dataclass(frozen=True, slots=True)
class Place:
    """Where the sheet lies in a photo.

    page, sign  homographies from millimetres to pixels: of the whole page, and around the signature
    """

    grey: Pixels
    rgb: Pixels
    page: NDArray[np.float64]
    sign: NDArray[np.float64]

    def ink(self, area: Area) -> Ink:
        """What is written in a box."""
        warp = self._warp(area)
        across, down = _size(warp, area)
        scale = float(np.clip(min(across / area.width, down / area.height), 2, DETAIL))
        wide, tall = round(area.width * scale), round(area.height * scale)
        flat = np.array([[0, 0], [wide, 0], [wide, tall], [0, tall]], np.float32)
        back = cv2.getPerspectiveTransform(flat, _corners(warp, area))
        way = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
        box = cv2.warpPerspective(self.grey, back, (wide, tall), flags=way)
        return seen_in(np.asarray(box, np.uint8), scale)

    def sees(self, area: Area) -> bool:
        """Whether all of it is in the photo."""
        corners = _corners(self._warp(area), area)
        tall, wide = self.grey.shape
        inside = (corners >= 0).all() and (corners[:, 0] < wide).all() and (corners[:, 1] < tall).all()
        return bool(inside)

    def seen(self, field: str) -> tuple[Area, ...]:
        """The boxes of a field that are in the photo."""
        return tuple(area for area in areas(field) if self.sees(area))

    def crop(self, area: Area) -> bytes:
        """A JPEG of a box as it is in the photo."""
        tall, wide = self.grey.shape
        points = np.clip(_corners(self._warp(area), area), 0, (wide - 1, tall - 1))
        one, two, three, four = ((float(x), float(y)) for x, y in points)
        corners: Corners = (one, two, three, four)
        return pictures.crop(self.rgb, corners, margin=0.1)

    def _warp(self, area: Area) -> NDArray[np.float64]:
        return self.sign if area in areas(SIGNATURE) else self.page


def located(picture: Picture, codes: Sequence[Code]) -> Place | None:
    """Where the sheet is, from at least two of its marks; None where it cannot be told."""
    grey = np.asarray(cv2.cvtColor(picture.rgb, cv2.COLOR_RGB2GRAY), np.uint8)
    marks = _marks(grey)
    if len(marks) < LEAST_MARKS:
        return None
    on_page, in_photo = _pairs(marks)
    rough = _fitted(on_page, in_photo)
    if rough is None:
        return None
    for code in codes:
        if found := _code_pairs(code, rough):
            on_page, in_photo = np.vstack([on_page, found[0]]), np.vstack([in_photo, found[1]])
    page = _fitted(on_page, in_photo)
    near = {number: corners for number, corners in marks.items() if number in _NEAR}
    sign = _fitted(*_pairs(near)) if len(near) >= LEAST_MARKS else None
    if page is None:
        return None
    return Place(grey, picture.rgb, page, page if sign is None else sign)


_NEAR = {mark.id for mark in AROUND_SIGNATURE}
_AREAS = {mark.id: mark.area for mark in MARKS}


def _marks(grey: NDArray[np.uint8]) -> dict[int, Points]:
    """The corners of each of our marks in the photo; the photo is tried as it is, sharper, and with even light."""
    found: dict[int, Points] = {}
    for pixels in _tries(grey):
        corners, ids, _rejected = _detector().detectMarkers(pixels)
        numbers = [] if ids is None else [int(number) for number in ids.ravel()]
        for quad, number in zip(corners, numbers, strict=True):
            if number in _AREAS:
                found.setdefault(number, np.asarray(quad[0], np.float32))
        if len(found) == len(MARKS) or len(_NEAR & found.keys()) == len(_NEAR):
            break
    return found


def _tries(grey: NDArray[np.uint8]) -> Iterable[NDArray[np.uint8]]:
    yield grey
    soft = cv2.GaussianBlur(grey, (0, 0), 2.5)
    yield np.asarray(cv2.addWeighted(grey, 2.5, soft, -1.5, 0), np.uint8)
    yield np.asarray(cv2.createCLAHE(3, (8, 8)).apply(cv2.GaussianBlur(grey, (0, 0), 1)), np.uint8)


def _detector() -> cv2.aruco.ArucoDetector:
    how = cv2.aruco.DetectorParameters()
    how.cornerRefinementMethod = cv2.aruco.CORNER_REFINE_SUBPIX
    how.adaptiveThreshWinSizeMin, how.adaptiveThreshWinSizeMax, how.adaptiveThreshWinSizeStep = 7, 47, 10
    how.minMarkerPerimeterRate = 0.02
    return cv2.aruco.ArucoDetector(_DICTIONARY, how)


def _pairs(marks: dict[int, Points]) -> tuple[Points, Points]:
    """Corners on the page, mm, and in the photo."""
    on_page = np.array([_AREAS[number].corners for number in marks], np.float32).reshape(-1, 2)
    return on_page, np.array(list(marks.values()), np.float32).reshape(-1, 2)


def _code_pairs(code: Code, rough: NDArray[np.float64]) -> tuple[Points, Points] | None:
    """The same of a QR code, where it lies on one of its places."""
    for area in CODES:
        edge = area.width * QUIET / (_modules(code) + 2 * QUIET)
        inner = Area(area.x + edge, area.y + edge, area.width - 2 * edge, area.height - 2 * edge)
        expected, seen = _corners(rough, inner), np.array(code.corners, np.float32)
        if np.abs(expected - seen).max() < 0.3 * np.linalg.norm(seen[0] - seen[2]):
            return np.array(inner.corners, np.float32), seen
    return None


def _modules(code: Code) -> int:
    """Along a side of it."""
    sides = np.linalg.norm(np.array(code.corners) - np.roll(np.array(code.corners), 1, axis=0), axis=1)
    return round(float(sides.min()) / code.module)


def _fitted(on_page: Points, in_photo: Points) -> NDArray[np.float64] | None:
    """From millimetres to pixels; what lies elsewhere than the others say is left out."""
    back, fits = cv2.findHomography(in_photo, on_page, cv2.RANSAC, ASTRAY)
    if back is None or fits.sum() < 4 * LEAST_MARKS:
        return None
    good = fits.ravel().astype(bool)
    warp, _ = cv2.findHomography(on_page[good], in_photo[good], 0)
    return None if warp is None else np.asarray(warp, np.float64)


def _corners(warp: NDArray[np.float64], area: Area) -> Points:
    points = np.array([area.corners], np.float32)
    return np.asarray(cv2.perspectiveTransform(points, warp)[0], np.float32)


def _size(warp: NDArray[np.float64], area: Area) -> tuple[float, float]:
    """Width and height in the photo, pixels: the shorter of opposite sides."""
    quad = _corners(warp, area)
    side = [float(np.linalg.norm(quad[n] - quad[n - 1])) for n in range(4)]
    return min(side[1], side[3]), min(side[0], side[2])
