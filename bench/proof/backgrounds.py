"""Surfaces on which stickers sit: RGB arrays of any size, drawn with the given chance."""

from collections.abc import Callable

import cv2
import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]
Surface = Callable[[Generator, int, int], Pixels]
"""(chance, width, height) → (height, width, 3)"""


def _plain(rng: Generator, width: int, height: int, low: int, high: int) -> NDArray[np.float32]:
    """One tint with a slope of light across it."""
    tint = rng.uniform(low, high) + rng.normal(0, 7, 3)
    slope = np.linspace(rng.uniform(-25, 25), rng.uniform(-25, 25), width)[None, :, None]
    fall = np.linspace(rng.uniform(-20, 20), rng.uniform(-20, 20), height)[:, None, None]
    return np.asarray(tint + slope + fall, np.float32)


def _pixels(values: NDArray[np.float32]) -> Pixels:
    return np.clip(values, 0, 255).astype(np.uint8)


def enamel(rng: Generator, width: int, height: int) -> Pixels:
    """A white or grey cabinet."""
    return _pixels(_plain(rng, width, height, 150, 235))


def vents(rng: Generator, width: int, height: int) -> Pixels:
    """The slots of an air conditioner."""
    base = _plain(rng, width, height, 140, 230)
    step = int(rng.integers(24, 60))
    for y in range(int(rng.integers(0, step)), height, step):
        base[y : y + step // 4] -= 70
    return _pixels(base)


def tiles(rng: Generator, width: int, height: int) -> Pixels:
    """A tiled wall."""
    base = _plain(rng, width, height, 130, 220)
    step = int(rng.integers(120, 260))
    base[::step, :] -= 60
    base[:, ::step] -= 60
    return cv2.GaussianBlur(_pixels(base), (0, 0), 1.5)


def brushed_metal(rng: Generator, width: int, height: int) -> Pixels:
    """Steel with fine lines."""
    lines = cv2.GaussianBlur(rng.normal(0, 40, (height, width)).astype(np.float32), (0, 0), sigmaX=25, sigmaY=0.6)
    return _pixels(_plain(rng, width, height, 110, 190) + 6 * lines[:, :, None])


def wood(rng: Generator, width: int, height: int) -> Pixels:
    """A cupboard's door."""
    grain = cv2.GaussianBlur(rng.normal(0, 1, (height, width)).astype(np.float32), (0, 0), sigmaX=2, sigmaY=60)
    rings = np.sin(np.linspace(0, rng.uniform(20, 60), width)[None, :] + 30 * grain)
    brown = np.array(rng.choice([[150, 105, 70], [120, 80, 50], [190, 150, 110]]), np.float32)
    return _pixels(brown + 22 * rings[:, :, None].astype(np.float32))


def bricks(rng: Generator, width: int, height: int) -> Pixels:
    """A wall beside the outdoor unit."""
    wall = np.full((height, width, 3), 170, np.float32)
    tall, wide = int(rng.integers(50, 90)), int(rng.integers(130, 220))
    for row, y in enumerate(range(0, height, tall)):
        for x in range(-(row % 2) * wide // 2, width, wide):
            colour = np.array([150, 80, 65]) + rng.normal(0, 14, 3)
            wall[y + 4 : y + tall, max(x + 4, 0) : max(x + wide, 0)] = colour
    return _pixels(wall + rng.normal(0, 6, wall.shape).astype(np.float32))
