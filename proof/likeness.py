"""Whether two pictures are one: the second sieve. X18.

Points that fit say how one picture would have to lie on the other. That alone proves nothing: two stickers of one
design fit perfectly. So one picture is laid on the other, and all of it is compared in small squares: in a copy nearly
every square agrees, in two photos of one design those of the sticker do.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from proof.features import Features, Floats, features, mirrored
from proof.findings import Reason
from proof.pictures import opened

RATIO = 0.85  # of the distances to the best and the second best fitting point
FEWEST = 12  # points that fit
OFF = 4.0  # pixels
TILE = 40  # pixels
SMOOTH = 1.5  # pixels: grain and the blocks of JPEG are no difference
PLAIN = 8.0  # standard deviation of grey under which there is nothing to compare
AGREE = 0.6  # correlation of a square with its like
FEWEST_TILES = 12
SAME = 0.78  # of the squares; two photos of one design reached 0.72
HALF, QUARTER = 0.5, 0.25  # a copy shows this share of the first, and fills this share of its own frame


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much of a picture is in another.

    share      of the squares both show, those that agree: 0 to 1
    of_kept    share of the kept picture that the asked one shows, 0 to 1
    of_asked   share of the asked picture that the kept one fills, 0 to 1
    points     that fit
    """

    share: float = 0.0
    of_kept: float = 0.0
    of_asked: float = 0.0
    points: int = 0

    @property
    def same(self) -> bool:
        """Whether a person should see both side by side."""
        return self.share >= SAME and self.of_kept >= HALF and self.of_asked >= QUARTER


NONE = Likeness()


def compared(asked: bytes, kept: bytes) -> Likeness:
    """Of two picture files; the asked one may be mirrored too."""
    ours, theirs = _features(asked), _features(kept)
    if ours is None or theirs is None:
        return NONE
    plain = likeness(ours, theirs)
    return plain if plain.same else max(plain, likeness(mirrored(ours), theirs), key=lambda like: like.share)


@lru_cache(maxsize=2)
def _features(data: bytes) -> Features | None:
    """A picture is compared with several others, one after the other."""
    picture = opened(data)
    return None if isinstance(picture, Reason) else features(picture.rgb)


def likeness(asked: Features, kept: Features) -> Likeness:
    """Of two pictures, which may be turned or cut, not mirrored."""
    found = _laid(asked, kept)
    if found is None:
        return NONE
    lay, points = found
    height, width = asked.grey.shape
    size = (width, height)
    laid = cv2.GaussianBlur(cv2.warpPerspective(kept.grey, lay, size, flags=cv2.INTER_LINEAR), (0, 0), SMOOTH)
    inside = cv2.warpPerspective(np.ones_like(kept.grey), lay, size, flags=cv2.INTER_NEAREST) > 0
    scale = abs(float(np.linalg.det(lay[:2, :2])))
    of_asked = float(inside.mean())
    of_kept = min(1.0, of_asked * height * width / max(scale * kept.grey.size, 1))
    smooth = cv2.GaussianBlur(asked.grey, (0, 0), SMOOTH)
    return Likeness(_agreement(np.asarray(smooth), np.asarray(laid), inside), of_kept, of_asked, points)


def _laid(asked: Features, kept: Features) -> tuple[Floats, int] | None:
    """How the kept picture lies on the asked one, and how many points say so."""
    ours, theirs = matched(asked.descriptors, kept.descriptors)
    if len(ours) < FEWEST:
        return None
    lay, fits = cv2.findHomography(kept.points[theirs], asked.points[ours], cv2.USAC_MAGSAC, OFF, maxIters=2000)
    if lay is None or int(fits.sum()) < FEWEST:
        return None
    laid = np.asarray(lay, np.float32)
    return (laid, int(fits.sum())) if _flat(laid, kept.grey.shape) else None


def matched(ours: Floats, theirs: Floats) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Which of ours fits which of theirs clearly better than any other."""
    if len(theirs) < 2 or not len(ours):
        return np.zeros(0, np.intp), np.zeros(0, np.intp)
    apart = np.sqrt(np.maximum(2 - 2 * (ours @ theirs.T), 0))
    best = apart.argmin(axis=1)
    rows = np.arange(len(ours))
    nearest = apart[rows, best].copy()
    apart[rows, best] = np.inf
    clear = np.flatnonzero(nearest < RATIO * apart.min(axis=1))
    return clear, best[clear]


def _flat(lay: Floats, shape: tuple[int, ...]) -> bool:
    """Whether it is what a picture seen from somewhere can look like: not folded, not shrunk to nothing."""
    height, width = shape
    corners = np.array([[[0, 0], [width, 0], [width, height], [0, height]]], np.float32)
    laid = cv2.perspectiveTransform(corners, lay)[0]
    area = cv2.contourArea(laid, oriented=True)
    return bool(cv2.isContourConvex(laid) and area / (width * height) > 0.05)


def _agreement(one: NDArray[Any], other: NDArray[Any], inside: NDArray[np.bool_]) -> float:
    """The share of squares that agree, of those in which there is something to see."""
    a, b, whole = (_squares(np.asarray(values, np.float32)) for values in (one, other, inside))
    a, b = (values - values.mean(axis=1, keepdims=True) for values in (a, b))
    spread_a, spread_b = a.std(axis=1), b.std(axis=1)
    seen = (whole.min(axis=1) > 0) & (np.maximum(spread_a, spread_b) > PLAIN)
    if seen.sum() < FEWEST_TILES:
        return 0.0
    correlation = (a * b).mean(axis=1) / np.maximum(spread_a * spread_b, 1e-3)
    return float((correlation[seen] > AGREE).mean())


def _squares(values: Floats) -> Floats:
    """(n, TILE²): the squares of a picture, what is over at the right and below left out."""
    rows, columns = (side // TILE for side in values.shape)
    cut = values[: rows * TILE, : columns * TILE].reshape(rows, TILE, columns, TILE)
    return cut.swapaxes(1, 2).reshape(rows * columns, TILE * TILE)
