"""Why a photo is of no use: too small, too dark, blurred. Of one that is read, said only when that failed. S2, S3.

Measured on synthetic photos (docs/proof.md): each is a reason for the person who took it, never a verdict.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from proof.findings import Reason
from proof.pictures import Picture

SIDE = 960  # pixels at which sharpness is measured
TILE = 96
NOISE = 1.2  # pixels: finer grain than this is no detail


@dataclass(frozen=True, slots=True)
class Limits:
    """Beyond them a photo is called bad.

    side        pixels of the shorter side
    bright      95th percentile of the brightness, of 255
    mean        of the brightness
    sharp       variance of the Laplacian in the third sharpest tile
    """

    side: int = 400
    bright: float = 60
    mean: float = 35
    sharp: float = 10


USELESS = Limits(bright=45, mean=25, sharp=4)
"""Of a photo that nobody reads anything in: so bad that it shows a person nothing."""


@dataclass(frozen=True, slots=True)
class Quality:
    """A photo measured: the units of `Limits`."""

    side: int
    bright: float
    mean: float
    sharp: float


def measured(picture: Picture) -> Quality:
    """Size, light and sharpness."""
    image = Image.fromarray(picture.rgb).convert("L")
    image.thumbnail((SIDE, SIDE))
    pixels = np.asarray(image, np.float32)
    smooth = np.asarray(image.filter(ImageFilter.GaussianBlur(NOISE)), np.float32)
    return Quality(
        side=min(picture.width, picture.height),
        bright=float(np.percentile(pixels, 95)),
        mean=float(pixels.mean()),
        sharp=_sharpness(smooth),
    )


def fault(quality: Quality, limits: Limits | None = None) -> Reason | None:
    """What is wrong with it, the plainest first; None where nothing stands out."""
    limits = limits or Limits()
    if quality.side < limits.side:
        return Reason("photo-too-small", {"pixels": quality.side})
    if quality.bright < limits.bright or quality.mean < limits.mean:
        return Reason("photo-too-dark")
    if quality.sharp < limits.sharp:
        return Reason("photo-blurred")
    return None


def _sharpness(pixels: NDArray[np.float32]) -> float:
    inner = pixels[1:-1, 1:-1]
    edges = pixels[:-2, 1:-1] + pixels[2:, 1:-1] + pixels[1:-1, :-2] + pixels[1:-1, 2:] - 4 * inner
    tiles = sorted(
        float(edges[y : y + TILE, x : x + TILE].var())
        for y in range(0, max(edges.shape[0] - TILE // 2, 1), TILE)
        for x in range(0, max(edges.shape[1] - TILE // 2, 1), TILE)
        if edges.size
    )
    return tiles[-min(3, len(tiles))] if tiles else 0.0
