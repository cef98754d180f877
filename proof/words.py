"""Points of a picture as numbers that an index can find: its visual words. X18.

A descriptor is cut in two halves, each takes the nearest of 1,024 patterns (`words.npy`, learned by
`python -m bench.proof.vocabulary`): a million words. A picture is kept under the words of its largest points, and asked
for under the two nearest patterns of each half of all its points, as copies are never quite alike.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from proof.features import Floats, features, mirrored
from proof.pictures import Pixels

PATTERNS = 1024  # of each half
MOST_KEPT = 160
NEAREST = 2
FILE = Path(__file__).parent / "words.npy"


@dataclass(frozen=True, slots=True)
class Words:
    """Of one picture.

    kept      (at most 160,): under which it is kept
    asked     (at most 4 a point,): under which its likes may be kept
    mirrored  the same of its mirror image
    """

    kept: NDArray[np.int64]
    asked: NDArray[np.int64]
    mirrored: NDArray[np.int64]


def found_by(rgb: Pixels) -> Words:
    """The words of a picture, each once, in order."""
    own = features(rgb)
    kept = np.unique(_named(own.descriptors[:MOST_KEPT], 1))
    asked, turned = (np.unique(_named(one.descriptors, NEAREST)) for one in (own, mirrored(own)))
    return Words(kept, asked, turned)


def _named(descriptors: Floats, nearest: int) -> NDArray[np.int64]:
    """(n, nearest²): each pattern of the first half with each of the second."""
    first, second = (
        np.argpartition((patterns**2).sum(axis=1) - 2 * half @ patterns.T, nearest - 1, axis=1)[:, :nearest]
        for half, patterns in zip(np.hsplit(descriptors, 2), _patterns(), strict=True)
    )
    return (first[:, :, None] * PATTERNS + second[:, None, :]).reshape(len(descriptors), nearest * nearest)


@cache
def _patterns() -> Floats:
    """(2, 1024, 64)"""
    return np.asarray(np.load(FILE, allow_pickle=False) / np.float32(255), np.float32)
