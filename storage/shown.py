"""What is shown of a photo: upright, small, and new pictures, so that nothing of the old one's metadata is in them."""

from io import BytesIO
from typing import Any

import numpy as np
from PIL import ExifTags, Image

VIEW_PIXELS = 1600  # of the display copy's longer side
THUMB_PIXELS = 480  # of the thumbnail's: a bubble is 240 wide, on screens of two pixels a point
QUALITY = 82
LYING = (5, 6, 7, 8)
"""Turns after which a picture's width is its height."""
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""What the orientations of EXIF ask for."""


def turn(image: Image.Image) -> int:
    """The orientation its metadata asks for; 1, upright, where that cannot be read."""
    try:
        return int(image.getexif().get(ExifTags.Base.Orientation, 1))
    except Exception:  # whatever somebody put there
        return 1


def display_copy(image: Image.Image) -> bytes:
    """A JPEG of at most 1600 pixels a side. Raises what Pillow meets in a damaged file."""
    asked: Any = TURNS.get(turn(image))
    if image.mode.startswith("I"):  # sixteen bits of grey: Pillow would cut them off at 255
        image = Image.fromarray((np.asarray(image) >> 8).astype(np.uint8))
    if image.mode in ("P", "1"):  # a palette cannot be scaled smoothly
        image = image.convert("RGBA" if image.has_transparency_data else "RGB")
    # A gap this small lets libjpeg shrink while it reads, which spares most of a large photo's memory.
    image.thumbnail((VIEW_PIXELS, VIEW_PIXELS), reducing_gap=1.2)
    clean = Image.new("RGB", image.size, "white")
    if image.has_transparency_data:
        layer = image.convert("RGBA")
        clean.paste(layer, mask=layer)
    else:
        clean.paste(image.convert("RGB"))
    return _jpeg(clean if asked is None else clean.transpose(asked))


def thumbnail(view: bytes) -> bytes:
    """Of a display copy: a JPEG of at most 480 pixels a side."""
    with Image.open(BytesIO(view), formats=("JPEG",)) as image:
        image.thumbnail((THUMB_PIXELS, THUMB_PIXELS), reducing_gap=2)
        return _jpeg(image)


def _jpeg(image: Image.Image) -> bytes:
    jpeg = BytesIO()
    image.save(jpeg, "JPEG", quality=QUALITY)
    return jpeg.getvalue()
