"""X7: whatever is sent becomes a picture or a reason, within limits, and nothing escapes."""

import struct
from io import BytesIO

import numpy as np
import pytest
from PIL import ExifTags, Image

from proof.findings import Reason
from proof.pictures import CROP, DETAIL, Picture, crop, grey, opened
from tests.storage.test_photos import encoded, half_red, near, png_of


def picture(data: bytes) -> Picture:
    found = opened(data)
    assert isinstance(found, Picture), found
    return found


def colour(found: Picture, x: float, y: float) -> tuple[int, ...]:
    """At these shares of its width and height."""
    tall, wide = found.rgb.shape[:2]
    return tuple(int(v) for v in found.rgb[int(y * (tall - 1)), int(x * (wide - 1))])


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "picture-empty"),
        (b"<!doctype html><p>expired", "picture-is-page"),
        (b"\xef\xbb\xbf <svg xmlns='http://www.w3.org/2000/svg'/>", "picture-is-page"),
        (b"PK\x03\x04" + bytes(200), "picture-is-archive"),
        (b"\x00\x00\x00\x18ftypheic" + bytes(200), "picture-is-heic"),
        (b"\x00\x00\x00\x18ftypmp42" + bytes(200), "picture-is-video"),
        (b"\xff\xd8\xff\xe0", "picture-damaged"),
        (b"\x89PNG\r\n\x1a\n" + bytes(40), "picture-damaged"),
        (b"GIF89a", "picture-damaged"),
        (bytes(1000), "picture-damaged"),
        (b"II*\x00" + bytes(100), "picture-damaged"),
        (bytes(20_000_001), "picture-too-many-bytes"),
    ],
)
def test_what_is_no_picture_has_a_reason(data: bytes, why: str) -> None:
    found = opened(data)
    assert isinstance(found, Reason)
    assert found.text == why


def test_a_bomb_is_refused_by_its_header() -> None:
    bomb = png_of(10_000, 10_000)
    assert len(bomb) < 30_000
    assert opened(bomb) == Reason("picture-too-many-pixels", {"megapixels": 40})


def test_a_large_photo_is_seen_small_and_remembers_its_size() -> None:
    found = picture(encoded(half_red(4000, 3000), "JPEG"))
    assert (found.width, found.height) == (4000, 3000)
    assert max(found.rgb.shape) == DETAIL
    assert found.shrunk
    assert grey(found).shape == (3000, 4000)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_the_turn_that_a_phone_asks_for_is_made(orientation: int) -> None:
    """Red was on the left when the shutter clicked; each orientation says how the file lies since."""
    undo = {6: 90, 3: 180, 8: 270}.get(orientation, 0)
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    turned = half_red(400, 200).rotate(undo, expand=True)
    found = picture(encoded(turned, "JPEG", exif=exif))
    upright = orientation in (1, 3, 6, 8)
    assert ((found.width, found.height) == (400, 200)) == (orientation in (1, 2, 3, 4, 6, 8))
    assert grey(found).shape == found.rgb.shape[:2]
    if upright:
        assert near(colour(found, 0.1, 0.5), (255, 0, 0))


@pytest.mark.parametrize("exif", [b"Exif\x00\x00" + bytes(60_000), b"Exif\x00\x00MM\x00*\xff\xff\xff\xff", b"nothing"])
def test_metadata_that_is_huge_or_broken_takes_nothing_along(exif: bytes) -> None:
    jpeg = encoded(half_red(300, 200), "JPEG")
    segment = b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif
    found = picture(jpeg[:2] + segment * 20 + jpeg[2:])
    assert (found.width, found.height) == (300, 200)


def test_an_orientation_that_does_not_exist_is_none() -> None:
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 99
    assert picture(encoded(half_red(300, 200), "JPEG", exif=exif)).width == 300


def test_a_photo_that_breaks_off_is_read_as_far_as_it_goes() -> None:
    noise = Image.fromarray(np.random.default_rng(1).integers(0, 255, (400, 600, 3), np.uint8))
    noise.paste((255, 0, 0), (0, 0, 600, 60))
    data = encoded(noise, "JPEG")
    found = picture(data[: len(data) // 2])
    assert not found.whole
    assert near(colour(found, 0.5, 0.05), (255, 0, 0))
    assert grey(found).shape == (400, 600)


def test_a_png_that_breaks_off_is_damaged() -> None:
    data = encoded(Image.fromarray(np.random.default_rng(1).integers(0, 255, (90, 90, 3), np.uint8)), "PNG")
    assert opened(data[: len(data) // 2]) == Reason("picture-damaged")


def test_every_kind_of_colour_comes_out_as_eight_bits() -> None:
    deep = Image.fromarray(np.full((40, 60), 40_000, np.uint16))
    clear = Image.new("RGBA", (60, 40), (0, 0, 0, 0))
    assert near(colour(picture(encoded(half_red(60, 40).convert("CMYK"), "JPEG")), 0.1, 0.5), (255, 0, 0))
    assert near(colour(picture(encoded(deep, "PNG")), 0.5, 0.5), (156, 156, 156))
    assert near(colour(picture(encoded(clear, "PNG")), 0.5, 0.5), (255, 255, 255))
    assert near(colour(picture(encoded(half_red(60, 40).convert("P"), "PNG")), 0.1, 0.5), (255, 0, 0))
    assert near(colour(picture(encoded(half_red(60, 40), "WEBP")), 0.1, 0.5), (255, 0, 0))
    assert near(colour(picture(encoded(half_red(60, 40), "BMP")), 0.1, 0.5), (255, 0, 0))


def test_of_a_moving_picture_the_first_frame_is_seen() -> None:
    frames = [Image.new("RGB", (60, 40), shade) for shade in ("red", "white", "blue")]
    data = encoded(frames[0], "GIF", save_all=True, append_images=frames[1:])
    assert near(colour(picture(data), 0.5, 0.5), (255, 0, 0))


def test_a_crop_is_a_small_jpeg_wherever_it_lies() -> None:
    rgb = picture(encoded(half_red(1500, 1000), "JPEG")).rgb
    for corners in (
        ((10.0, 10.0), (1400.0, 10.0), (1400.0, 90.0), (10.0, 90.0)),
        ((-50.0, -50.0), (20.0, -50.0), (20.0, -20.0), (-50.0, -20.0)),
        ((1490.0, 990.0), (1600.0, 990.0), (1600.0, 1100.0), (1490.0, 1100.0)),
    ):
        with Image.open(BytesIO(crop(rgb, corners))) as shown:
            assert shown.format == "JPEG"
            assert max(shown.size) <= CROP
