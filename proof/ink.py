"""What a pen left in a straightened box: dark, thin, and no fold that goes straight through. S2, S5.

Measured on drawn sheets (`bench/proof/sheets.py`), the half that thresholds may be chosen on.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

STROKE = 2.4  # mm: what is wider than that and dark is a shadow
EDGE = 1.2  # mm along the border that are not looked at: the printed frame
DARK = 0.13  # of the paper's brightness that a pen takes away, at least
NOISE = 4.5  # standard deviations of the grain
SPECK = 0.25  # mm²
BAND = 1.4  # mm to each side of a fold
THROUGH = 0.62  # of its way through the box that a fold shows
PIECES = 6  # of such a way, each of which must be dark to
DARK_PIECE = 0.3
MOST_FOLDS = 8
SMALL = 9  # mm: in a box to tick a pen goes through, too

Mask = NDArray[np.uint8]


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
    def signed(self) -> bool:
        """A signature: enough of it, in both directions."""
        return self.area >= 9 and self.length >= 5 and self.breadth >= 3.5


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
    """Where it is much darker than the paper around."""
    side = 2 * round(STROKE * scale / 2) + 1
    smooth = cv2.GaussianBlur(grey, (0, 0), 0.12 * scale)
    paper = cv2.morphologyEx(smooth, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side)))
    paper = cv2.GaussianBlur(paper, (0, 0), side / 4)
    taken = 1 - smooth.astype(np.float32) / np.maximum(paper.astype(np.float32), 8)
    edge = round(EDGE * scale)
    taken = taken[edge:-edge, edge:-edge]
    grain = 1.4826 * float(np.median(np.abs(taken - np.median(taken))))
    dark = max(DARK, float(np.median(taken)) + NOISE * grain)
    return (taken > dark).astype(np.uint8)


def _unfolded(mask: Mask, scale: float) -> Mask:
    """Without what goes straight through from side to side."""
    left = mask.copy()
    for _ in range(MOST_FOLDS):
        line = _straight_through(left, scale)
        if line is None:
            break
        cv2.line(left, *line, 0, max(round(2 * BAND * scale), 1))
    return left


def _straight_through(mask: Mask, scale: float) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """The ends of the straightest dark way through the box, None where there is none."""
    tall, wide = mask.shape
    reach = max(round(0.5 * scale), 1)
    thick = cv2.dilate(mask, np.ones((reach, reach), np.uint8))
    lines = cv2.HoughLines(thick, 2, np.pi / 180, round(0.5 * min(tall, wide)))
    best, most = None, THROUGH
    for rho, theta in [] if lines is None else lines[:60, 0]:
        ends = _ends(float(rho), float(theta), wide, tall)
        if ends is None:
            continue
        share = _share(thick, *ends)
        if share > most:
            best, most = ends, share
    return best


def _share(mask: Mask, one: tuple[int, int], two: tuple[int, int]) -> float:
    """Of the way from one side to the other that is dark; 0 where a piece of it is hardly dark at all: a pen stops."""
    steps = int(np.hypot(one[0] - two[0], one[1] - two[1])) + 1
    columns = np.linspace(one[0], two[0], steps).round().astype(int)
    rows = np.linspace(one[1], two[1], steps).round().astype(int)
    pieces = [float(piece.mean()) for piece in np.array_split(mask[rows, columns], PIECES)]
    return float(np.mean(pieces)) if min(pieces) >= DARK_PIECE else 0.0


def _ends(rho: float, theta: float, wide: int, tall: int) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Where a line enters and leaves the box; None where it only cuts a corner."""
    c, s = np.cos(theta), np.sin(theta)
    far = 2 * (wide + tall)
    x, y = c * rho, s * rho
    one, two = (round(x - far * s), round(y + far * c)), (round(x + far * s), round(y - far * c))
    inside, one, two = cv2.clipLine((0, 0, wide, tall), one, two)
    if not inside or np.hypot(one[0] - two[0], one[1] - two[1]) < 0.8 * min(wide, tall):
        return None
    return (int(one[0]), int(one[1])), (int(two[0]), int(two[1]))


def _without_specks(mask: Mask, least: float) -> Mask:
    count, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    large = np.zeros(count, np.uint8)
    large[1:] = stats[1:, cv2.CC_STAT_AREA] >= least
    return np.asarray(large[labels], np.uint8)


def _extent(places: list[float]) -> float:
    low, high = np.percentile(places, (5, 95))
    return float(high - low)
