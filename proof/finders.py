"""Where a QR code may be, by the three finders in its corners: blurred ones too, which no reader of codes sees. X15.

A finder that is blurred is a dark spot in a light ring in a dark one, from whichever side: that is looked for in the
picture at several sizes (normalised correlation), then three of them that stand like the corners of a square.
"""

from collections.abc import Iterator
from functools import cache
from itertools import permutations

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from proof.findings import Corners
from proof.grids import Place
from proof.pictures import Pixels
from proof.squares import FINDER, Reals

SQUARE = 2.0  # pixels of a square at the size at which finders are looked for
SIZES = (3.2, 4.0, 5.0, 6.3, 8.0, 10.0, 12.6)  # pixels of a square in the picture
BLUR = 0.7  # squares
REACH = 4.4  # squares from a finder's centre that are looked at
LIKELY = 0.5  # of a correlation
MOST = 14  # spots of one size
KEPT = 16  # spots of all sizes
PLACES = 3
INSET = FINDER / 2


def places(grey: Pixels) -> list[Place]:
    """Where a code may be, the likeliest first; pixels of `grey`."""
    found = sorted(_corners(_spots(grey)), key=lambda one: -one[0])
    return [place for _, place in found[:PLACES]]


def _spots(grey: Pixels) -> list[tuple[float, float, float, float]]:
    """What looks like a finder: how much, where, and pixels of its squares."""
    image = Image.fromarray(grey)
    spots = []
    for size in SIZES:
        by = SQUARE / size
        if min(image.size) * by < 8 * REACH:
            continue
        small = image.resize((round(image.width * by), round(image.height * by)), Image.Resampling.BOX)
        likeness = _likeness(np.asarray(small, np.float32) - 128)
        for _ in range(MOST):
            y, x = np.unravel_index(int(likeness.argmax()), likeness.shape)
            if likeness[y, x] < LIKELY:
                break
            spots.append((float(likeness[y, x]), (x + 0.5) / by, (y + 0.5) / by, size))
            likeness[max(y - FINDER, 0) : y + FINDER + 1, max(x - FINDER, 0) : x + FINDER + 1] = 0
    kept: list[tuple[float, float, float, float]] = []
    for spot in sorted(spots, reverse=True):
        if all(np.hypot(spot[1] - one[1], spot[2] - one[2]) > 3 * max(spot[3], one[3]) for one in kept):
            kept.append(spot)
    return kept[:KEPT]


def _corners(spots: list[tuple[float, float, float, float]]) -> Iterator[tuple[float, Place]]:
    """Three finders that stand like those of a code, and how much they do."""
    for first, across, down in permutations(spots, 3):
        sizes = (first[3], across[3], down[3])
        right, low = np.subtract(across[1:3], first[1:3]), np.subtract(down[1:3], first[1:3])
        wide, tall = float(np.hypot(*right)), float(np.hypot(*low))
        lean, squares = abs(float(right @ low)) / (wide * tall), (wide + tall) / 2 / float(np.mean(sizes))
        upright = right[0] * low[1] > right[1] * low[0]  # a mirrored one is none
        if not upright or max(sizes) > 1.7 * min(sizes) or lean > 0.5 or not 10 < squares < 60:
            continue
        unequal = abs(float(np.log(wide / tall)))
        if unequal > 0.6:
            continue
        start = np.array(first[1:3])
        one, two, three, four = (
            (float(x), float(y)) for x, y in (start, start + right, start + right + low, start + low)
        )
        corners: Corners = (one, two, three, four)
        yield first[0] + across[0] + down[0] - lean - unequal / 2, Place(corners, INSET, squares + FINDER)


@cache
def _finder() -> tuple[Reals, Reals]:
    """A finder seen from all sides at once, blurred, and what of it is looked at."""
    fine, reach = 4, int(REACH * SQUARE) + 2
    along = np.arange(-reach * fine, reach * fine + 1) / fine / SQUARE
    across, down = np.meshgrid(along, along)
    out = np.maximum(abs(across), abs(down))
    drawn = ((out < 1.5) | ((out >= 2.5) & (out < INSET))).astype(float)
    away = np.hypot(across, down)
    ring = (away * 8).astype(int)
    around = (np.bincount(ring.ravel(), drawn.ravel()) / np.bincount(ring.ravel()))[ring]
    weights = np.exp(-0.5 * (np.subtract.outer(along, along) / BLUR) ** 2)
    weights /= weights.sum(axis=1, keepdims=True)
    mask = (away[::fine, ::fine] < REACH).astype(float)
    finder = (weights @ around @ weights.T)[::fine, ::fine]
    even = (finder - (finder * mask).sum() / mask.sum()) * mask
    return even.astype(np.float32), mask.astype(np.float32)


def _likeness(image: Reals) -> Reals:
    """How much each place looks like a finder's centre, at most 1; 0 at the edge."""
    finder, mask = _finder()
    shape, half = (image.shape[0] + len(mask), image.shape[1] + len(mask)), len(mask) // 2
    waves, squared = np.fft.rfft2(image, s=shape), np.fft.rfft2(image**2, s=shape)

    def summed(of: NDArray[np.complexfloating], weights: Reals) -> Reals:
        found = np.fft.irfft2(of * np.fft.rfft2(weights, s=shape), s=shape)  # both are the same from all sides
        return np.asarray(found[half : half + image.shape[0], half : half + image.shape[1]])

    total = mask.sum()
    spread = summed(squared, mask) - summed(waves, mask) ** 2 / total
    least = 2.0 * total  # levels²: less is only grain
    likeness = -summed(waves, finder) / np.sqrt(np.maximum(spread, least) * (finder**2).sum())
    inner = np.pad(np.ones(np.subtract(likeness.shape, 2 * half), bool), half)
    return np.where(inner, likeness, 0.0)
