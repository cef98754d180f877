"""S2, S3: when and with what a photo was taken, where its metadata says so; whatever stands there, no error."""

from typing import Any

import pytest
from PIL import ExifTags, Image

from proof.findings import Kind, Origin, Wanted
from proof.origin import origin
from proof.verdict import look
from tests.storage.test_photos import encoded, half_red


def taken(moment: Any = None, offset: Any = None, *, make: Any = None, model: Any = None) -> bytes:
    """A photo whose metadata says this."""
    exif = Image.Exif()
    given = {ExifTags.Base.Make: make, ExifTags.Base.Model: model}
    exif.update({tag: value.encode() for tag, value in given.items() if value is not None})
    own = exif.get_ifd(ExifTags.IFD.Exif)
    inner = {ExifTags.Base.DateTimeOriginal: moment, ExifTags.Base.OffsetTimeOriginal: offset}
    own.update({tag: value for tag, value in inner.items() if value is not None})
    return encoded(half_red(60, 40), "JPEG", exif=exif)


@pytest.mark.parametrize(
    ("moment", "offset", "said"),
    [
        ("2026:11:25 09:12:03", None, "2026-11-25T09:12:03"),
        ("2026:11:25 09:12:03", "+08:00", "2026-11-25T09:12:03+08:00"),
        ("2026:11:25 09:12:03", "Shanghai", "2026-11-25T09:12:03"),
        ("2026:11:25 09:12:03", "+99:00", "2026-11-25T09:12:03"),
        ("1980:01:01 00:00:00", "+08:00", ""),
        ("0000:00:00 00:00:00", None, ""),
        ("    :  :     :  :  ", None, ""),
        ("昨天", None, ""),
        ("2026:02:30 09:12:03", None, ""),
    ],
)
def test_the_camera_s_clock(moment: str, offset: str | None, said: str) -> None:
    assert origin(taken(moment, offset)).taken == said


@pytest.mark.parametrize(
    ("make", "model", "camera"),
    [
        ("Apple", "iPhone 15", "Apple iPhone 15"),
        ("Xiaomi", "Xiaomi 14", "Xiaomi 14"),
        ("HUAWEI", None, "HUAWEI"),
        (None, "X100", "X100"),
        ("  Sam\x07sung\n", "SM\u202e-S9", "Sam sung SM -S9"),
        ("我的手机 13912345678", None, "我的手机 …"),
        ("x" * 5000, "y", "x" * 40),
        ("", "", ""),
    ],
)
def test_the_camera_s_name_is_one_short_line(make: str | None, model: str | None, camera: str) -> None:
    assert origin(taken(make=make, model=model)).camera == camera


@pytest.mark.parametrize("data", [b"", b"<html>", encoded(half_red(60, 40), "JPEG"), taken("2026:11:25 09:12:03")[:60]])
def test_what_says_nothing_is_empty(data: bytes) -> None:
    assert origin(data) == Origin()


def test_a_screenshot_may_say_it_too() -> None:
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "Apple"
    assert origin(encoded(half_red(60, 40), "PNG", exif=exif)).camera == "Apple"


def test_nothing_else_is_asked_of_a_photo_that_must_show_nothing() -> None:
    data = taken("2026:11:25 09:12:03", make="Apple")
    seen = look(data, Wanted(Kind.NOTHING))
    assert (seen.findings, seen.origin) == ((), Origin("2026-11-25T09:12:03", "Apple"))
    assert look(data, Wanted(Kind.ANY)).origin == seen.origin
