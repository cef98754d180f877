"""What a photo's metadata says of when and with what it was taken, where a chat app has left it in. S2 S3.

Nothing else of it is read: no place, no serial number, no owner. It is somebody's word, like the clock of a phone.
"""

import re
from datetime import datetime
from typing import Any

from PIL import ExifTags

from proof.findings import Origin
from proof.pictures import header

MOST_LETTERS = 40
FIRST_YEAR = 2010
"""A clock that shows less was never set."""
OFFSET = re.compile(r"[+-](0\d|1[0-4]):[0-5]\d")
NUMBER = re.compile(r"\d{6,}")
"""No camera's name: a telephone or serial number somebody wrote there."""


def origin(data: bytes) -> Origin:
    """Of a picture file; empty where it says nothing, or nothing that can be read. raises MemoryError"""
    try:
        with header(data) as image:
            exif = image.getexif()
            own = exif.get_ifd(ExifTags.IFD.Exif)
    except MemoryError:
        raise
    except Exception:  # Pillow meets damaged metadata with almost any exception there is
        return Origin()
    taken = _moment(own.get(ExifTags.Base.DateTimeOriginal), own.get(ExifTags.Base.OffsetTimeOriginal))
    return Origin(taken, _camera(exif.get(ExifTags.Base.Make), exif.get(ExifTags.Base.Model)))


def _moment(value: Any, offset: Any) -> str:
    """ISO, to the second."""
    try:
        moment = datetime.strptime(_words(value), "%Y:%m:%d %H:%M:%S")  # noqa: DTZ007  of no zone but the camera's
    except ValueError:
        return ""
    if moment.year < FIRST_YEAR:
        return ""
    zone = _words(offset)
    return moment.isoformat() + (zone if OFFSET.fullmatch(zone) else "")


def _camera(make: Any, model: Any) -> str:
    """ "Apple iPhone 15": a maker that stands in the model's name is said once."""
    maker, name = _words(make), _words(model)
    both = name if name.lower().startswith(maker.lower()) else f"{maker} {name}".strip()
    return NUMBER.sub("…", both)[:MOST_LETTERS].strip()


def _words(value: Any) -> str:
    """What can be shown of it, in one line. Phones write UTF-8 where Pillow reads Latin-1."""
    written = value.encode("latin-1", "ignore") if isinstance(value, str) else value
    if not isinstance(written, bytes):
        return ""
    text = written.decode("utf-8", "replace")
    shown = "".join(letter if letter.isprintable() else " " for letter in text[:1000])
    return " ".join(shown.split())
