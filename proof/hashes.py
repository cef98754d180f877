"""Perceptual hash of a picture: the first sieve for the same picture used twice, with Pillow and numpy alone. X18.

256 bits: which of the 16 × 16 lowest frequencies of the grey picture, shrunk to 64 × 64, are above their median.
Recompressed, resized and mirrored copies stay within 12 bits, brighter ones mostly within 40; crops, turns by a few
degrees and photos of a photo do not: `words` find those.
"""

from functools import cache

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from proof.pictures import Pixels

SIDE = 64  # pixels
LOW = 16  # frequencies a side
NEAR = 32  # bits within which two pictures are taken for one where nothing better can compare them
BANDS = 16

Bits = NDArray[np.uint64]
"""(…, words): 64 bits each."""


def hashes(rgb: Pixels) -> Bits:
    """(8, 4): of the picture as it is, and of its mirrored and turned copies. The first is what is stored."""
    small = np.asarray(Image.fromarray(rgb).convert("L").resize((SIDE, SIDE), Image.Resampling.BOX), np.float32)
    low = (_cosines() @ small @ _cosines().T)[1:, 1:]
    odd = (-1.0) ** np.arange(1, LOW + 1)
    turned = [low, low.T]
    same = odd * odd
    flipped = [rows * up[:, None] * left for rows in turned for up in (same, odd) for left in (same, odd)]
    return np.stack([packed((rows > np.median(rows)).ravel()) for rows in flipped])


def packed(bits: NDArray[np.bool_]) -> Bits:
    """Bits as words of 64."""
    return np.packbits(bits).view(np.uint64)


def bands(hashed: Bits) -> NDArray[np.int64]:
    """(n, 16): sixteen numbers for each of (n, 4). Two hashes that differ in fewer than sixteen bits share one."""
    parts = np.ascontiguousarray(hashed).view(np.uint16).astype(np.int64)
    return parts + (np.arange(BANDS) << 16)


def distances(kept: Bits, asked: Bits) -> NDArray[np.uint16]:
    """(n,): in how many bits each of (n, words) differs from (words,)."""
    return np.asarray(np.bitwise_count(kept ^ asked).sum(axis=1), np.uint16)


@cache
def _cosines() -> NDArray[np.float32]:
    """The lowest rows of the discrete cosine transform; row 0, the mean, is among them."""
    n = np.arange(SIDE)
    return np.asarray(np.cos(np.pi / SIDE * (n[None, :] + 0.5) * np.arange(LOW + 1)[:, None]), np.float32)
