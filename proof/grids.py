"""A QR code read square by square, where its paper is bent or its picture blurred. X15.

What every code of a size has in common (finders, timing, alignment) is laid over the picture and moved, tilted and bent
until it fits best (Gauss-Newton). That tells where each square lies, how blurred the picture is, and what is black here
and white there; the squares are then those that would look like this when blurred so. A reader of codes mends the rest.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from proof.findings import Code, Corners
from proof.pictures import Pixels
from proof.squares import FINDER, QUIET, READ, Reals, common, gaussian, lens_of, said, turned, unblurred

VERSIONS = range(2, 9)
LARGEST = 700  # pixels of the longer side of what is looked at: about eight for a square
FINE = 2  # samples along a square when the grid is fitted
FLAT, BENT, FREE = range(8), range(12), range(14)
"""What may move: the plane; the paper along one way and the other; and more at one end than at the other."""
BLURS = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.15, 1.3, 1.5)  # squares
FIRST_BLURS = BLURS[-5:]
SHARPER = (0.95, 0.87, 1.03, 0.75, 1.12)
"""How much of the blur that fits best is taken back, in the order in which it helps."""
LIKELY = 3  # sizes that are fitted finely
PLAUSIBLE = 0.5
"""Of the picture's variance that a fit must explain."""
FLATTEST = 0.2
"""Sine of the flattest corner that a code's place may have."""
STEPS = np.array([0.05] * 6 + [1e-3] * 8)
"""By which each parameter is moved to see what it does: pixels, then shares."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a code may be: its corners, or with `inset` the centres of its finders and what completes them.

    inset    squares that the points lie within the code
    squares  along a side, roughly; 0 where unknown
    """

    corners: Corners
    inset: float = 0.0
    squares: float = 0.0

    def sizes(self) -> list[int]:
        """Squares along a side that it may have, the likeliest first."""
        sizes = [17 + 4 * version for version in VERSIONS]
        if not self.squares:
            return sizes
        return sorted(sizes, key=lambda size: abs(np.log(size / self.squares)))[:4]

    def scaled(self, by: float) -> "Place":
        """The same in a picture so many times as large."""
        return Place(scaled(self.corners, by), self.inset, self.squares)

    def over(self, other: "Place") -> bool:
        """Whether both are one code's."""
        apart = np.mean(self.corners, axis=0) - np.mean(other.corners, axis=0)
        return bool(np.hypot(*apart) < 0.3 * shortest(other.corners))


def scaled(corners: Corners, by: float) -> Corners:
    """The same place in a picture so many times as large."""
    one, two, three, four = ((x * by, y * by) for x, y in corners)
    return (one, two, three, four)


def shortest(corners: Corners) -> float:
    """Pixels of the shortest side."""
    points = np.array(corners)
    return float(np.linalg.norm(points - np.roll(points, 1, axis=0), axis=1).min())


def read(grey: Pixels, place: Place) -> Code | None:
    """The code at a place of a picture, None where none can be read. Its own place is pixels of `grey`."""
    points = np.array(place.corners)
    room = 0.35 * float(np.ptp(points, axis=0).max()) + 8
    low = np.maximum(points.min(axis=0) - room, 0).astype(int)
    high = np.ceil(points.max(axis=0) + room).astype(int)
    part = grey[low[1] : high[1], low[0] : high[0]]
    if min(part.shape) < FINDER * FINE or not _square_like(points):
        return None
    by = min(LARGEST / max(part.shape), 1)
    try:
        code = _read(_Sight(part, by), (points - low) * by, place)
    except np.linalg.LinAlgError:  # corners that make no plane
        code = None
    if code is None:
        return None
    one, two, three, four = ((x / by + low[0], y / by + low[1]) for x, y in code.corners)
    return Code(code.text, (one, two, three, four), code.module / by)


def _square_like(points: Reals) -> bool:
    """Whether they go around something, clockwise, and no corner is nearly flat."""
    along = np.roll(points, -1, axis=0) - points
    turn = along[:, 0] * np.roll(along[:, 1], -1) - along[:, 1] * np.roll(along[:, 0], -1)
    lengths = np.hypot(along[:, 0], along[:, 1])
    return bool((turn > FLATTEST * lengths * np.roll(lengths, -1)).all() and lengths.min() > FINDER)


def _read(sight: "_Sight", points: Reals, place: Place) -> Code | None:
    begun = [_Fit.begun(sight, points, place.inset, size) for size in place.sizes()]
    likely = [fit for fit in sorted(begun, key=_Fit.worse)[:LIKELY] if fit.score > PLAUSIBLE and fit.finished()]
    for fit in sorted(likely, key=_Fit.worse):
        if text := fit.text():
            return Code(text, fit.corners(), fit.square())
    return None


class _Sight:
    """Part of a picture, `by` times as large, with even contrast, as blurred as one asks."""

    def __init__(self, pixels: Pixels, by: float) -> None:
        image = Image.fromarray(pixels)
        size = (max(round(image.width * by), 1), max(round(image.height * by), 1))
        pixels = np.asarray(image.resize(size, Image.Resampling.BOX) if by < 1 else image)
        dark, light = np.percentile(pixels, (1, 99))
        even = (pixels.astype(np.float32) - dark) * (255 / max(float(light - dark), 8))
        self._image = Image.fromarray(np.clip(even, 0, 255).astype(np.uint8))
        self._kept: dict[float, NDArray[np.float32]] = {}

    def blurred(self, by: float) -> NDArray[np.float32]:
        """By a standard deviation in pixels."""
        by = round(min(by, max(self._image.size)), 1)
        if by not in self._kept:
            self._kept[by] = np.asarray(self._image.filter(ImageFilter.GaussianBlur(by)), np.float32)
        return self._kept[by]


class _Fit:
    """A code of so many squares laid over a picture.

    way    the homography from the unit square (8), how far the paper bends (4) and how unevenly (2)
    score  share of the variance that is explained, at most 1
    """

    def __init__(self, sight: _Sight, way: Reals, size: int) -> None:
        self.score = -1.0
        self._sight, self._way, self._size = sight, way, size
        self._truth = common(size)
        self._known = np.kron(~np.isnan(self._truth), np.ones((FINE, FINE))) > 0
        self._across, self._down = (part[self._known] for part in self._samples(FINE))

    @classmethod
    def begun(cls, sight: _Sight, points: Reals, inset: float, size: int) -> "_Fit":
        """Roughly fitted."""
        near, far = inset / size, 1 - inset / size
        start = _homography(((near, near), (far, near), (far, far), (near, far)), points)
        fit = cls(sight, np.concatenate([start, np.zeros(len(FREE) - len(FLAT))]), size)
        fit._refine(FLAT, FIRST_BLURS[2], 0.8, 6)
        fit._refine(BENT, fit._blur(FIRST_BLURS, 0.8), 0.8, 8)
        return fit

    def finished(self) -> bool:
        """Fitted as well as can be; False where that is not good enough."""
        self._refine(BENT, self._blur(BLURS, 0.4), 0.4, 10)
        self._refine(FREE, self._blur(BLURS, 0.25), 0.25, 10)
        return self.score > PLAUSIBLE

    def worse(self) -> float:
        """Sorts the best first."""
        return -self.score

    def corners(self) -> Corners:
        """Of the code, clockwise from its top left."""
        ends = np.array([0.0, 1.0, 1.0, 0.0]), np.array([0.0, 0.0, 1.0, 1.0])
        one, two, three, four = ((float(x), float(y)) for x, y in zip(*self._at(self._way, *ends), strict=True))
        return (one, two, three, four)

    def square(self) -> float:
        """Pixels of a side of a square, where they are smallest."""
        return shortest(self.corners()) / self._size

    def text(self) -> str:
        """What the squares say, empty where they make no sense."""
        blur = self._blur(BLURS, 0.25)
        across, down = self._samples(READ)
        seen = _sampled(self._smooth(0.25), *self._at(self._way, across, down))
        known = np.kron(~np.isnan(self._truth), np.ones((READ, READ))) > 0
        for share in SHARPER:
            lens = lens_of(len(self._truth), max(blur * share, 0.15))
            printed = lens @ np.nan_to_num(self._truth, nan=0.5) @ lens.T
            light = _terms(across[known], down[known], printed[known])
            white, ink = np.split(np.linalg.lstsq(light, seen[known], rcond=None)[0], 2)
            plane = np.stack([np.ones_like(across), across, down], axis=-1)
            share_of_ink = (seen - plane @ white) / np.minimum(plane @ ink, -1)
            squares = unblurred(np.clip(share_of_ink, -0.5, 1.5), lens, self._truth)
            if text := said(squares) or said(turned(squares, share_of_ink, lens, self._truth)):
                return text
        return ""

    def _refine(self, free: Sequence[int], blur: float, smooth: float, most: int) -> None:
        """Move what is free until it fits best. blur, smooth: of the print and of the picture, in squares."""
        image, basis = self._smooth(smooth), self._basis(blur)

        def missed(way: Reals) -> tuple[Reals, float]:
            seen = _sampled(image, *self._at(way, self._across, self._down))
            rest = seen - basis @ (basis.T @ seen)
            return rest, 1 - float(rest @ rest) / max(float(((seen - seen.mean()) ** 2).sum()), 1e-9)

        which, damping = list(free), 1e-2
        rest, self.score = missed(self._way)
        for _ in range(most):
            slopes = np.empty((len(rest), len(which)))
            for n, moved in enumerate(which):
                way = self._way.copy()
                way[moved] += STEPS[moved]
                slopes[:, n] = (missed(way)[0] - rest) / STEPS[moved]
            scale = np.sqrt((slopes**2).sum(axis=0)) + 1e-9
            slopes /= scale
            normal, towards, before = slopes.T @ slopes, slopes.T @ rest, self.score
            for _ in range(4):
                way = self._way.copy()
                way[which] -= np.linalg.solve(normal + damping * np.eye(len(which)), towards) / scale
                left, score = missed(way)
                if score > before:
                    self._way, rest, self.score, damping = way, left, score, max(damping / 4, 1e-4)
                    break
                damping *= 6
            if self.score - before < 1e-4:
                return

    def _blur(self, blurs: Iterable[float], smooth: float) -> float:
        """Which blur of the print looks most like the picture, in squares."""
        seen = _sampled(self._smooth(smooth), *self._at(self._way, self._across, self._down))

        def explained(blur: float) -> float:
            return float(((self._basis(blur).T @ seen) ** 2).sum())

        return max(blurs, key=explained)

    def _basis(self, blur: float) -> Reals:
        """What black and white, brighter on one side and the other, can look like: orthonormal."""
        fine = np.kron(np.nan_to_num(self._truth, nan=0.5), np.ones((FINE, FINE)))
        lens = gaussian(len(fine), blur * FINE)
        return np.linalg.qr(_terms(self._across, self._down, (lens @ fine @ lens.T)[self._known]))[0]

    def _smooth(self, squares: float) -> NDArray[np.float32]:
        return self._sight.blurred(squares * self.square())

    def _samples(self, fine: int) -> tuple[Reals, Reals]:
        """Across and down, as shares of the code, of so many samples a square."""
        count = self._size + 2 * QUIET
        along = ((np.arange(count * fine) + 0.5) / fine - QUIET) / self._size
        across, down = np.meshgrid(along, along)
        return across, down

    def _at(self, way: Reals, across: Reals, down: Reals) -> tuple[Reals, Reals]:
        """Pixels of shares of the code."""
        one, other = 4 * across * (1 - across), 4 * down * (1 - down)
        u = across + way[8] * one + way[9] * other + way[12] * one * (2 * across - 1)
        v = down + way[10] * one + way[11] * other + way[13] * other * (2 * down - 1)
        deep = way[6] * u + way[7] * v + 1
        deep = np.where(abs(deep) < 1e-6, 1e-6, deep)
        return (way[0] * u + way[1] * v + way[2]) / deep, (way[3] * u + way[4] * v + way[5]) / deep


def _homography(shares: Sequence[tuple[float, float]], points: Reals) -> Reals:
    """From four points of the unit square to four of the picture."""
    rows, values = [], []
    for (u, v), (x, y) in zip(shares, points, strict=True):
        rows += [[u, v, 1, 0, 0, 0, -x * u, -x * v], [0, 0, 0, u, v, 1, -y * u, -y * v]]
        values += [x, y]
    return np.asarray(np.linalg.solve(np.array(rows), np.array(values)))


def _sampled(image: NDArray[np.float32], x: Reals, y: Reals) -> Reals:
    """Between the pixels; beyond the edge as at the edge."""
    tall, wide = image.shape
    x = np.clip(np.nan_to_num(x - 0.5), 0, wide - 1.001)
    y = np.clip(np.nan_to_num(y - 0.5), 0, tall - 1.001)
    left, top = x.astype(np.int64), y.astype(np.int64)
    at, flat, right, low = top * wide + left, image.ravel(), x - left, y - top
    above = flat[at] * (1 - right) + flat[at + 1] * right
    below = flat[at + wide] * (1 - right) + flat[at + wide + 1] * right
    return np.asarray(above * (1 - low) + below * low)


def _terms(across: Reals, down: Reals, ink: Reals) -> Reals:
    """What brightness is made of: the paper's, and the ink's, each a plane."""
    return np.stack([np.ones_like(across), across, down, ink, ink * across, ink * down], axis=-1)
