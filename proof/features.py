"""Points of a picture that are found again in its copies: SIFT, with the extra `proof`. X18.

A mirrored picture's descriptors are those of the picture in another order, so nothing is described twice.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from proof.pictures import Pixels

SIDE = 800  # pixels of the longer side
MOST = 700  # points
FAINT = 0.02  # contrast below which a point is not kept
DARK, BRIGHT = 1, 99  # percentiles of grey that become black and white
SQUARES, TURNS = 4, 8  # a descriptor: squares a side, directions in each

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Features:
    """What a picture is compared by.

    grey         (height, width), uint8, at most SIDE a side, from black to white
    points       (n, 2): x, y; of the largest spot first, as those outlive a copy
    descriptors  (n, 128): square roots of SIFT's, of length 1
    """

    grey: NDArray[np.uint8]
    points: Floats
    descriptors: Floats


def features(rgb: Pixels) -> Features:
    """Of a picture, upright or not: a turn changes little."""
    grey = _stretched(rgb)
    found, described = _sift().detectAndCompute(grey, None)
    if described is None:
        return Features(grey, np.zeros((0, 2), np.float32), np.zeros((0, SQUARES * SQUARES * TURNS), np.float32))
    order = np.argsort([-point.size for point in found], kind="stable")[:MOST]
    points = np.array([point.pt for point in found], np.float32)[order]
    roots = np.sqrt(described[order] / np.maximum(described[order].sum(axis=1, keepdims=True), 1))
    return Features(grey, points, roots.astype(np.float32))


def mirrored(own: Features) -> Features:
    """Of the same picture seen in a mirror."""
    count = len(own.points)
    cubes = own.descriptors.reshape(count, SQUARES, SQUARES, TURNS)
    cubes = cubes[:, ::-1][..., -np.arange(TURNS) % TURNS]
    points = own.points * (-1, 1) + (own.grey.shape[1] - 1, 0)
    return Features(
        np.ascontiguousarray(own.grey[:, ::-1]), points.astype(np.float32), cubes.reshape(own.descriptors.shape)
    )


def _stretched(rgb: Pixels) -> NDArray[np.uint8]:
    image = Image.fromarray(rgb).convert("L")
    image.thumbnail((SIDE, SIDE), Image.Resampling.BOX, reducing_gap=None)
    grey = np.asarray(image, np.float32)
    low, high = np.percentile(grey, (DARK, BRIGHT))
    return np.asarray(np.clip((grey - low) * (255 / max(high - low, 16)), 0, 255), np.uint8)


@cache
def _sift() -> Any:
    return cv2.SIFT.create(nfeatures=MOST, contrastThreshold=FAINT)
