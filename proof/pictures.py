"""A photo from anybody becomes pixels, or a reason: never an error, never more memory than a limit allows. X7.

- A file is judged by its first bytes, not its name, and by its header before a pixel is decoded.
- What is damaged is read as far as it goes.
- Of its metadata nothing is used here but the turn it asks for.
"""

import warnings
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import ExifTags, Image

from proof.findings import Corners, Reason

MOST_BYTES = 20_000_000
MOST_PIXELS = 40_000_000
DETAIL = 2000  # pixels of the longer side that checks look at; codes get the whole photo
CROP = 640  # pixels of the longer side of what is shown to a person
KINDS = ("JPEG", "PNG", "WEBP", "GIF", "BMP")
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
APPLE = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"avif")

Pixels = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Picture:
    """A photo as checks see it.

    rgb             (height, width, 3), upright, at most DETAIL pixels on its longer side
    width, height   of the whole photo, upright
    whole           False where the file breaks off and the rest is grey
    """

    rgb: Pixels
    width: int
    height: int
    whole: bool = True
    data: bytes = field(default=b"", repr=False)

    @property
    def shrunk(self) -> bool:
        """Whether the photo has more detail than `rgb`."""
        return bool(max(self.width, self.height) > max(self.rgb.shape[:2]))


def opened(data: bytes) -> Picture | Reason:
    """The picture, or why there is none: a text id with its data."""
    if not data:
        return Reason("picture-empty")
    if len(data) > MOST_BYTES:
        return Reason("picture-too-many-bytes", {"megabytes": MOST_BYTES // 1_000_000})
    try:
        try:
            return _decoded(data, whole=True)
        except OSError:
            if not data.startswith(b"\xff\xd8"):
                raise
            return _decoded(data + b"\xff\xd9", whole=False)  # an end where the rest is missing
    except _TooLargeError:
        return Reason("picture-too-many-pixels", {"megapixels": MOST_PIXELS // 1_000_000})
    except MemoryError:
        raise
    except Exception:  # Pillow meets a damaged file with almost any exception there is
        return Reason(_named(data))


def grey(picture: Picture) -> Pixels:
    """The whole photo in grey, upright: for codes, which need every pixel."""
    if not picture.shrunk:
        return np.asarray(Image.fromarray(picture.rgb).convert("L"))
    ending = b"" if picture.whole else b"\xff\xd9"
    with header(picture.data + ending) as image:
        image.draft("L", image.size)
        return np.asarray(_upright(image, _flat(image, "L")), np.uint8)


def length(one: NDArray[np.floating], other: NDArray[np.floating]) -> float:
    """Pixels from one point to the other."""
    return float(np.linalg.norm(other - one))


def crop(rgb: Pixels, corners: Corners, margin: float = 0.6) -> bytes:
    """A JPEG of what stands there, with its surroundings. margin: in heights of it."""
    points = np.array(corners)
    room = margin * max(length(points[0], points[3]), 12)
    x0, y0 = np.maximum(points.min(axis=0) - room, 0).astype(int)
    x1, y1 = np.ceil(points.max(axis=0) + room).astype(int)
    return jpeg(rgb[y0 : max(y1, y0 + 1), x0 : max(x1, x0 + 1)])


def jpeg(rgb: Pixels) -> bytes:
    """As it is sent to a person: at most CROP pixels a side."""
    image = Image.fromarray(rgb)
    image.thumbnail((CROP, CROP))
    file = BytesIO()
    image.save(file, "JPEG", quality=80)
    return file.getvalue()


class _TooLargeError(Exception):
    """More pixels than are decoded."""


def header(data: bytes) -> Image.Image:
    """A picture file of which no pixel is decoded yet. raises what Pillow raises, and where it is too large"""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of damaged metadata, and of sizes that are checked here
        image = Image.open(BytesIO(data), formats=KINDS)
    if image.width * image.height > MOST_PIXELS:
        raise _TooLargeError
    return image


def _decoded(data: bytes, *, whole: bool) -> Picture:
    with header(data) as image:
        turned = _orientation(image) in (5, 6, 7, 8)
        width, height = image.size[::-1] if turned else image.size
        image.draft("RGB", (DETAIL, DETAIL))  # JPEG only: shrunk while it is read
        small = _flat(image, "RGB", DETAIL)
        return Picture(np.asarray(_upright(image, small), np.uint8), width, height, whole, data)


def _flat(image: Image.Image, mode: str, side: int | None = None) -> Image.Image:
    """Eight bits a channel, nothing seen through, at most `side` pixels a side."""
    image.load()
    flat: Image.Image = image
    if image.mode.startswith("I"):  # sixteen bits: Pillow would cut them off at 255
        flat = Image.fromarray((np.asarray(image) >> 8).astype(np.uint8))
    if flat.mode in ("P", "1"):  # a palette cannot be scaled
        flat = flat.convert("RGBA" if flat.has_transparency_data else "RGB")
    if side and max(flat.size) > side:
        by = side / max(flat.size)
        flat = flat.resize((max(round(flat.width * by), 1), max(round(flat.height * by), 1)), reducing_gap=2)
    if not flat.has_transparency_data:
        return flat if flat.mode == mode else flat.convert(mode)
    alpha = flat.convert("RGBA").getchannel("A")
    return Image.composite(flat.convert(mode), Image.new(mode, flat.size, "white"), alpha)


def _orientation(image: Image.Image) -> int:
    try:
        return int(image.getexif().get(ExifTags.Base.Orientation, 1))
    except Exception:  # whatever somebody put there
        return 1


def _upright(image: Image.Image, flat: Image.Image) -> Image.Image:
    turn: Any = TURNS.get(_orientation(image))
    return flat if turn is None else flat.transpose(turn)


def _named(data: bytes) -> str:
    """Why a file is no picture, by what it is instead."""
    start = data[:256].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"<"):
        return "picture-is-page"
    if start.startswith((b"PK", b"Rar!", b"7z\xbc", b"\x1f\x8b")):
        return "picture-is-archive"
    if data[4:8] == b"ftyp":
        return "picture-is-heic" if data[8:12] in APPLE else "picture-is-video"
    return "picture-damaged"
