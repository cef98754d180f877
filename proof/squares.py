"""The squares of a QR code: what all have in common, what they look like blurred, and what they were before. X15."""

import numpy as np
import zxingcpp
from numpy.typing import NDArray
from PIL import Image

KIND = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCodeModel2)
FINDER = 7  # squares along a side of a finder
QUIET = 2  # squares of white around a code that are looked at
READ = 3  # samples along a square when it is read

Reals = NDArray[np.floating]


def common(size: int) -> Reals:
    """What every code of a size has: 1 black, 0 white, NaN where codes differ; with its quiet zone."""
    finder = np.pad(np.pad(np.pad(np.ones((3, 3)), 1), 1, constant_values=1), ((0, 1), (0, 1)))
    squares = np.full((size, size), np.nan)
    squares[:8, :8] = finder
    squares[:8, -8:] = finder[:, ::-1]
    squares[-8:, :8] = finder[::-1]
    timing = 1.0 - np.arange(8, size - 8) % 2
    squares[6, 8:-8] = squares[8:-8, 6] = timing
    middle = size - FINDER
    squares[middle - 2 : middle + 3, middle - 2 : middle + 3] = np.pad(np.pad(np.ones((1, 1)), 1), 1, constant_values=1)
    squares[size - 8, 8] = 1
    return np.pad(squares, QUIET)


def gaussian(count: int, spread: float) -> Reals:
    """Each of so many samples as blurred by its neighbours."""
    along = np.arange(count)
    weights = np.exp(-0.5 * ((along[:, None] - along[None]) / spread) ** 2)
    return np.asarray(weights / weights.sum(axis=1, keepdims=True))


def lens_of(count: int, blur: float) -> Reals:
    """So many squares in a row → what READ samples in each see of them."""
    return gaussian(count * READ, blur * READ) @ np.kron(np.eye(count), np.ones((READ, 1)))


def unblurred(seen: Reals, lens: Reals, truth: Reals, rounds: int = 120) -> Reals:
    """The squares between white and black that look most like what is seen (FISTA); what is known is held."""
    normal, goal = lens.T @ lens, lens.T @ seen @ lens
    step = 1 / np.linalg.norm(normal, 2) ** 2
    known = ~np.isnan(truth)
    squares = np.where(known, truth, 0.5)
    ahead, pace = squares, 1.0
    for _ in range(rounds):
        new = np.clip(ahead - step * (normal @ ahead @ normal - goal), 0, 1)
        new[known] = truth[known]
        faster = (1 + np.sqrt(1 + 4 * pace * pace)) / 2
        ahead, squares, pace = new + (pace - 1) / faster * (new - squares), new, faster
    return squares


def turned(squares: Reals, seen: Reals, lens: Reals, truth: Reals, most: int = 200) -> Reals:
    """Black and white, and then one after the other turned over while that looks more like what is seen."""
    normal, goal = lens.T @ lens, lens.T @ seen @ lens
    squares, held, own = (squares > 0.5).astype(float), ~np.isnan(truth), np.diag(normal)
    slopes = normal @ squares @ normal - goal
    for _ in range(most):
        turn = 1 - 2 * squares
        gain = np.where(held, 0, 2 * turn * slopes + np.outer(own, own))
        row, column = np.unravel_index(int(gain.argmin()), gain.shape)
        if gain[row, column] >= 0:
            break
        squares[row, column] += turn[row, column]
        slopes += turn[row, column] * np.outer(normal[:, row], normal[column])
    return squares


def said(squares: Reals) -> str:
    """What a reader of codes makes of them."""
    bits = np.pad(squares[QUIET:-QUIET, QUIET:-QUIET] > 0.5, 4)
    drawn = np.kron(np.where(bits, 0, 255).astype(np.uint8), np.ones((3, 3), np.uint8))
    found = zxingcpp.read_barcodes(Image.fromarray(drawn), formats=KIND)
    return next((one.text for one in found if one.valid and one.text), "")
