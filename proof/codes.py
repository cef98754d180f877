"""QR codes in a photo, each with its place and the size of its modules. S3, X15.

A blurred code is sharpened by Wiener's filter: it read a third of those that nothing else could.
"""

from collections.abc import Iterator

import numpy as np
import zxingcpp
from numpy.typing import NDArray
from PIL import Image, ImageFilter, ImageOps

from proof.findings import Code, Corners
from proof.pictures import Picture, grey

NORMAL = 1600  # pixels of the longer side: larger photos are tried at this size first
BLURS = (2.5, 3.5)  # pixels
GRAINS = (0.03, 0.003)  # of the power of the detail: much, little
KIND = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCodeModel2)


def codes(picture: Picture, *, hard: bool = True) -> tuple[Code, ...]:
    """All of them, empty where none can be read. Places are pixels of `picture.rgb`.

    hard    try for half a second; otherwise only where something looks like a code
    """
    for n, (pixels, by) in enumerate(_tries(picture)):
        found = zxingcpp.read_barcodes(pixels, formats=KIND, return_errors=True)
        if read := [one for one in found if one.valid and one.text]:
            return tuple(_code(one, 1 / by) for one in read)
        hard = hard or bool(found)
        if n and not hard:
            break
    return ()


def _tries(picture: Picture) -> Iterator[tuple[Image.Image, float]]:
    """The photo and what can be made of it, each with how much larger it is than `picture.rgb`."""
    seen = Image.fromarray(picture.rgb).convert("L")
    by = min(NORMAL / max(seen.size), 1)
    normal = seen if by == 1 else ImageOps.scale(seen, by)
    yield normal, by
    yield normal.filter(ImageFilter.UnsharpMask(2.5, 250, 0)), by
    if picture.shrunk:
        whole = grey(picture)
        yield Image.fromarray(whole), max(whole.shape) / max(seen.size)
    yield ImageOps.scale(normal, 2).filter(ImageFilter.UnsharpMask(3, 250, 0)), 2 * by
    yield _even(normal, NORMAL / 24), by
    for sharp in _deblurred(np.asarray(normal, np.float32)):
        yield Image.fromarray(sharp), by


def _even(image: Image.Image, radius: float) -> Image.Image:
    """The same brightness everywhere: shade and glare divided out."""
    pixels = np.asarray(image, np.float32)
    around = np.asarray(image.filter(ImageFilter.BoxBlur(radius)), np.float32)
    return Image.fromarray(np.clip(pixels / (around + 8) * 128, 0, 255).astype(np.uint8))


def _deblurred(pixels: NDArray[np.float32]) -> Iterator[NDArray[np.uint8]]:
    """Wiener's filter against a Gaussian blur."""
    mean = pixels.mean()
    waves = np.fft.rfft2(pixels - mean)
    across = np.fft.rfftfreq(pixels.shape[1])[None, :] ** 2 + np.fft.fftfreq(pixels.shape[0])[:, None] ** 2
    for blur in BLURS:
        lens = np.exp(-2 * np.pi**2 * blur**2 * across)
        for grain in GRAINS:
            sharp = np.fft.irfft2(waves * lens / (lens**2 + grain), s=pixels.shape) + mean
            yield np.clip(sharp, 0, 255).astype(np.uint8)


def _code(found: zxingcpp.Barcode, by: float) -> Code:
    at = found.position
    one, two, three, four = ((p.x * by, p.y * by) for p in (at.top_left, at.top_right, at.bottom_right, at.bottom_left))
    corners: Corners = (one, two, three, four)
    points = np.array(corners)
    side = float(np.linalg.norm(points - np.roll(points, 1, axis=0), axis=1).min())
    modules = 17 + 4 * int(found.extra["Version"])  # type: ignore[index]
    return Code(found.text, corners, side / modules)
