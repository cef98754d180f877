"""What a pen left in a straightened box: dark, thin, and no fold that goes straight through. S2, S5.

Measured on drawn sheets (`bench/proof/sheets.py`), the half that thresholds may be chosen on.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

STROKE = 2.2  # mm: what is wider than that and dark is a shadow
EDGE = 1.2  # mm along the border that are not looked at: the printed frame
DARK = 0.07  # of the paper's brightness that a pen takes away, at least
SURE = 1.3  # times that: somewhere in each piece of ink
NOISE = 4.5  # standard deviations of the grain
SMOOTH = 0.18  # mm
SPECK = 0.35  # mm²
BENDS = 2.5  # mm by which a fold may leave the straight way
BAND = 0.8  # mm to each side of it
MOST_LINES = 40
THROUGH = 0.62  # of its way through the box that a fold shows
PIECES = 6  # of such a way, each of which must be dark to
DARK_PIECE = 0.3
MOST_FOLDS = 8
DENSE = 0.03  # of the area that ink extends over
SMALL = 9  # mm: in a box to tick a pen goes through, too

Mask = NDArray[np.uint8]
Ends = tuple[tuple[int, int], tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Ink:
    """area: mm² of ink without folds; length, breadth: mm over which nine tenths of it extend along its longest way and
    across it."""

    area: float
    length: float
    breadth: float

    @property
    def written(self) -> bool:
        """A word or a tick."""
        return self.area >= 1.2 and self.length >= 2 and self.breadth >= 1

    @property
    def anything(self) -> bool:
        """Something that may be a signature."""
        return self.area >= 3 and self.breadth >= 2

    @property
    def dense(self) -> bool:
        """It stands together: what is left of a fold is strewn over the box."""
        return self.area >= DENSE * self.length * self.breadth

    @property
    def signed(self) -> bool:
        """A signature: enough of it, in both directions."""
        return self.area >= 9 and self.length >= 5 and self.breadth >= 2.8 and self.dense


def seen_in(grey: NDArray[np.uint8], scale: float) -> Ink:
    """Measure a straightened box. scale: pixels a millimetre."""
    mask = _pen(grey, scale)
    if min(mask.shape) > SMALL * scale:
        mask = _unfolded(mask, scale)
    mask = _without_specks(mask, SPECK * scale * scale)
    places = np.argwhere(mask).astype(np.float64)
    if len(places) < 3:
        return Ink(0, 0, 0)
    _spread, ways = np.linalg.eigh(np.cov(places.T))
    across, along = ((places @ ways).T / scale).tolist()
    return Ink(len(places) / scale**2, _extent(along), _extent(across))


def _pen(grey: NDArray[np.uint8], scale: float) -> Mask:
    """Where it is darker than the paper around by more than the grain of the photo."""
    side = 2 * round(STROKE * scale / 2) + 1
    smooth = cv2.GaussianBlur(grey.astype(np.float32), (0, 0), SMOOTH * scale)
    paper = cv2.morphologyEx(smooth, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side)))
    paper = cv2.GaussianBlur(paper, (0, 0), side / 4)
    edge = round(EDGE * scale)
    inner = (slice(edge, -edge), slice(edge, -edge))
    taken, whole = (paper - smooth)[inner], np.maximum(paper[inner], 8)
    low, middle = (float(level) for level in np.percentile(taken, (16, 50)))  # of the paper: ink is above both
    dark = np.maximum(DARK * whole, middle + NOISE * (middle - low))
    return _grown(taken > SURE * dark, (taken > dark).astype(np.uint8))


def _grown(sure: NDArray[np.bool_], maybe: Mask) -> Mask:
    """The pieces of `maybe` in which something is sure."""
    count, labels = cv2.connectedComponents(maybe, connectivity=8)
    kept = np.zeros(count, np.uint8)
    kept[np.unique(labels[sure])] = 1
    kept[0] = 0
    return np.asarray(kept[labels], np.uint8)


def _unfolded(mask: Mask, scale: float) -> Mask:
    """Without what goes through from side to side, straight or in a shallow curve."""
    left = mask.copy()
    for _ in range(MOST_FOLDS):
        crease = _crease(left, scale)
        if crease is None:
            break
        left[crease] = 0
    return left


def _crease(mask: Mask, scale: float) -> tuple[NDArray[np.intp], NDArray[np.intp]] | None:
    """The pixels (rows, columns) of the surest way through the box; None where there is none."""
    tall, wide = mask.shape
    reach = max(round(scale), 1)
    thick = cv2.dilate(mask, np.ones((reach, reach), np.uint8))
    lines = cv2.HoughLines(thick, 2, np.pi / 180, round(0.5 * min(tall, wide)))
    rows, columns = np.nonzero(mask)
    best, most = None, THROUGH
    for rho, theta in [] if lines is None else lines[:MOST_LINES, 0].tolist():
        ends = _ends(rho, theta, wide, tall)
        if ends is None:
            continue
        share, near = _followed(rows, columns, ends, scale)
        if share > most:
            best, most = (rows[near], columns[near]), share
    return best


def _followed(
    rows: NDArray[np.intp], columns: NDArray[np.intp], ends: Ends, scale: float
) -> tuple[float, NDArray[np.bool_]]:
    """How much of the way between two ends is dark, along a shallow curve, and which pixels are of it.

    The share is 0 where a piece of the way is hardly dark at all: a pen stops, a fold goes on.
    """
    (x, y), (to_x, to_y) = ends
    length = float(np.hypot(to_x - x, to_y - y))
    ahead = np.array([to_x - x, to_y - y]) / length
    along = ((columns - x) * ahead[0] + (rows - y) * ahead[1]) / length
    aside = ((rows - y) * ahead[0] - (columns - x) * ahead[1]) / scale
    near = np.abs(aside) < BENDS
    for tolerance in (1.2, BAND):
        if near.sum() < 20:
            return 0, near
        curve = np.polyfit(along[near], aside[near], 2)
        near = np.abs(aside - np.polyval(curve, along)) < tolerance
    steps = max(round(length / scale), PIECES)
    dark = np.zeros(steps)
    dark[np.clip((along[near] * steps).astype(int), 0, steps - 1)] = 1
    pieces = [float(piece.mean()) for piece in np.array_split(dark, PIECES)]
    return (float(dark.mean()) if min(pieces) >= DARK_PIECE else 0.0), near


def _ends(rho: float, theta: float, wide: int, tall: int) -> Ends | None:
    """Where a line enters and leaves the box; None where it only cuts a corner."""
    c, s = np.cos(theta), np.sin(theta)
    far = 2 * (wide + tall)
    x, y = c * rho, s * rho
    one, two = (round(x - far * s), round(y + far * c)), (round(x + far * s), round(y - far * c))
    inside, (x, y), (to_x, to_y) = cv2.clipLine((0, 0, wide, tall), one, two)
    if not inside or np.hypot(to_x - x, to_y - y) < 0.8 * min(wide, tall):
        return None
    return (int(x), int(y)), (int(to_x), int(to_y))


def _without_specks(mask: Mask, least: float) -> Mask:
    count, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    large = np.zeros(count, np.uint8)
    large[1:] = stats[1:, cv2.CC_STAT_AREA] >= least
    return np.asarray(large[labels], np.uint8)


def _extent(places: list[float]) -> float:
    low, high = np.percentile(places, (5, 95))
    return float(high - low)
