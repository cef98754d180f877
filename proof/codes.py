"""QR codes in a photo, each with its place and the size of its modules. S3, X15."""

from collections.abc import Iterator

import numpy as np
import zxingcpp
from PIL import Image, ImageFilter, ImageOps

from proof.findings import Code, Corners
from proof.pictures import Picture, grey

NORMAL = 1600  # pixels of the longer side: larger photos are tried at this size first
LARGE = 2600  # pixels: a photo beyond is not enlarged
CLOSE = 900  # pixels: the side to which a code is enlarged that was found but not read
MARGIN = 0.35  # of a code's side, around it


def codes(picture: Picture) -> tuple[Code, ...]:
    """All of them, empty where none can be read. Places are pixels of `picture.rgb`."""
    whole = Image.fromarray(grey(picture))
    scale = max(picture.rgb.shape[:2]) / max(whole.size)
    places: list[Corners] = []
    for pixels, by in _tries(whole):
        found = zxingcpp.read_barcodes(pixels, formats=zxingcpp.BarcodeFormat.QRCodeModel2, return_errors=True)
        if read := [one for one in found if one.valid and one.text]:
            return tuple(_code(one.text, one.extra, _corners(one, scale / by)) for one in read)
        places += [_corners(one, 1 / by) for one in found]
    return tuple(_closer(whole, places, scale))


def _tries(whole: Image.Image) -> Iterator[tuple[Image.Image, float]]:
    """The photo and what can be made of it, each with how much larger it is than the photo."""
    side = max(whole.size)
    if side > NORMAL:
        yield ImageOps.contain(whole, (NORMAL, NORMAL)), NORMAL / side
    yield whole, 1
    yield whole.filter(ImageFilter.UnsharpMask(2.5, 250, 0)), 1
    even = _even(whole, side / 24)
    yield even, 1
    if side <= LARGE:
        double = whole.resize((whole.width * 2, whole.height * 2), Image.Resampling.BICUBIC)
        for spread in (3, 6):
            yield double.filter(ImageFilter.UnsharpMask(spread, 250, 0)), 2
    yield ImageOps.scale(even, 0.5), 0.5


def _closer(whole: Image.Image, places: list[Corners], scale: float) -> Iterator[Code]:
    """A code whose place is known, straightened and enlarged."""
    for corners in places:
        points = np.array(corners)
        side = float(np.linalg.norm(points - np.roll(points, 1, axis=0), axis=1).max())
        if side < 40:
            continue
        outer = points.mean(axis=0) + (points - points.mean(axis=0)) * (1 + MARGIN)
        corner_list = [float(v) for point in (outer[0], outer[3], outer[2], outer[1]) for v in point]
        close = whole.transform((CLOSE, CLOSE), Image.Transform.QUAD, corner_list, Image.Resampling.BICUBIC)
        for spread in (4, 9, 16):
            sharp = ImageOps.autocontrast(close.filter(ImageFilter.UnsharpMask(spread, 250, 0)), 2)
            for one in zxingcpp.read_barcodes(sharp, formats=zxingcpp.BarcodeFormat.QRCodeModel2):
                place = tuple((float(x) * scale, float(y) * scale) for x, y in points)
                yield _code(one.text, one.extra, place)  # type: ignore[arg-type]
                return


def _even(grey_image: Image.Image, radius: float) -> Image.Image:
    """The same brightness everywhere: shade and glare divided out."""
    pixels = np.asarray(grey_image, np.float32)
    around = np.asarray(grey_image.filter(ImageFilter.BoxBlur(radius)), np.float32)
    return Image.fromarray(np.clip(pixels / (around + 8) * 128, 0, 255).astype(np.uint8))


def _corners(found: zxingcpp.Barcode, by: float) -> Corners:
    at = found.position
    one, two, three, four = ((p.x * by, p.y * by) for p in (at.top_left, at.top_right, at.bottom_right, at.bottom_left))
    return one, two, three, four


def _code(text: str, extra: dict[str, str], corners: Corners) -> Code:
    points = np.array(corners)
    side = float(np.linalg.norm(points - np.roll(points, 1, axis=0), axis=1).min())
    return Code(text, corners, side / (17 + 4 * int(extra["Version"])))
