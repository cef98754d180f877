"""QR codes in a photo, each with its place and the size of its modules. S3, X15.

A reader of codes is tried first. What it saw and could not read, and what looks like the finders of a code, is then
read square by square: bent, blurred and grainy ones (`proof/grids.py`, `proof/finders.py`).
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

import numpy as np
import zxingcpp
from PIL import Image, ImageFilter, ImageOps

from proof import finders, grids
from proof.findings import Code, Corners
from proof.grids import Place, scaled, shortest
from proof.pictures import Picture, Pixels, grey
from proof.squares import KIND

NORMAL = 1600  # pixels of the longer side: larger photos are tried at this size first
GRAIN = 1.2  # pixels that are smoothed away
SMALLEST = 60  # pixels of a side: of less nothing can be read
MOST_PLACES = 3  # of either kind that are read square by square


def codes(picture: Picture, *, hard: bool = True) -> tuple[Code, ...]:
    """All of them, empty where none can be read. Places are pixels of `picture.rgb`.

    hard    try for a second; otherwise only where something looks like a code
    """
    seen = Image.fromarray(picture.rgb).convert("L")
    by = min(NORMAL / max(seen.size), 1)
    normal = seen if by == 1 else ImageOps.scale(seen, by)
    whole = Image.fromarray(grey(picture)) if picture.shrunk else seen
    unread: list[Place] = []
    for n, pixels in enumerate(_tries(normal, whole)):
        scale = max(pixels.size) / max(seen.size)
        found = zxingcpp.read_barcodes(pixels, formats=KIND, return_errors=True)
        if read := [one for one in found if one.valid and one.text]:
            return tuple(_code(one, 1 / scale) for one in read)
        unread += [Place(_corners(one, 1 / scale)) for one in found]
        if n == 1 and not hard and not unread:
            return ()
    code = _by_square(np.asarray(whole), max(whole.size) / max(seen.size), unread, np.asarray(normal), by)
    return (code,) if code else ()


def _tries(normal: Image.Image, whole: Image.Image) -> Iterator[Image.Image]:
    """The photo and what can be made of it."""
    yield normal
    yield normal.filter(ImageFilter.UnsharpMask(2.5, 250, 0))
    if whole.size != normal.size:
        yield whole
    yield ImageOps.scale(normal, 2).filter(ImageFilter.UnsharpMask(3, 250, 0))
    yield _even(normal, NORMAL / 24)
    yield ImageOps.autocontrast(normal.filter(ImageFilter.GaussianBlur(GRAIN)), cutoff=1)


def _even(image: Image.Image, radius: float) -> Image.Image:
    """The same brightness everywhere: shade and glare divided out."""
    pixels = np.asarray(image, np.float32)
    around = np.asarray(image.filter(ImageFilter.BoxBlur(radius)), np.float32)
    return Image.fromarray(np.clip(pixels / (around + 8) * 128, 0, 255).astype(np.uint8))


def _by_square(whole: Pixels, larger: float, unread: Iterable[Place], normal: Pixels, by: float) -> Code | None:
    """One that no reader of codes makes out: where one saw something, or else where finders may be.

    larger, by    how much larger `whole` and `normal` are than `picture.rgb`, of which places are pixels
    """

    tried = _apart(unread)
    found = _first(whole, tried, larger)
    if found is None:
        found = _first(whole, _apart((place.scaled(1 / by) for place in finders.places(normal)), tried), larger)
    return found


def _first(whole: Pixels, places: Iterable[Place], larger: float) -> Code | None:
    for place in places:
        if code := grids.read(whole, place.scaled(larger)):
            return Code(code.text, scaled(code.corners, 1 / larger), code.module / larger)
    return None


def _apart(places: Iterable[Place], tried: Sequence[Place] = ()) -> list[Place]:
    """The first ones that may be codes, each of its own place."""
    kept: list[Place] = []
    for place in places:
        if shortest(place.corners) >= SMALLEST and not any(place.over(one) for one in chain(tried, kept)):
            kept.append(place)
    return kept[:MOST_PLACES]


def _code(found: zxingcpp.Barcode, by: float) -> Code:
    corners = _corners(found, by)
    modules = 17 + 4 * int(found.extra["Version"])  # type: ignore[index]
    return Code(found.text, corners, shortest(corners) / modules)


def _corners(found: zxingcpp.Barcode, by: float) -> Corners:
    at = found.position
    one, two, three, four = ((p.x * by, p.y * by) for p in (at.top_left, at.top_right, at.bottom_right, at.bottom_left))
    return (one, two, three, four)
