"""Photos: originals byte for byte under their hash, a clean display copy, and nothing decoded that is too large."""

import hashlib
import struct
import zlib
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import ExifTags, Image, ImageCms, ImageOps, PngImagePlugin

from domain.errors import Refused
from storage.photos import NotAPhoto, Photo, Photos, PhotoTooLarge

RED, WHITE = (255, 0, 0), (255, 255, 255)


def encoded(image: Image.Image, kind: str, **options: Any) -> bytes:
    file = BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def opened(data: bytes) -> Image.Image:
    image = Image.open(BytesIO(data))
    image.load()
    return image


def near(pixel: object, colour: tuple[int, int, int]) -> bool:
    """JPEG is allowed to be a little off."""
    assert isinstance(pixel, tuple)
    return all(abs(a - b) < 12 for a, b in zip(pixel, colour, strict=True))


def png_of(width: int, height: int) -> bytes:
    """A black picture of one bit a pixel, a few kilobytes whatever its size."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = zlib.compress(bytes(1 + width // 8) * height, 9)
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def half_red(width: int, height: int) -> Image.Image:
    """Red on the left, white on the right."""
    image = Image.new("RGB", (width, height), "white")
    image.paste(RED, (0, 0, width // 2, height))
    return image


@pytest.fixture
def photos() -> Photos:
    return Photos("memory:///")


async def kept(photos: Photos) -> list[str]:
    return [sha256 async for sha256 in photos.names()]


async def test_an_original_is_kept_byte_for_byte(tmp_path: Path) -> None:
    folder = tmp_path / "with space" / "photos"
    photos = Photos(folder.as_uri())
    data = encoded(half_red(2000, 1000), "JPEG")
    sha256 = hashlib.sha256(data).hexdigest()
    assert await photos.keep(data) == Photo(sha256, len(data), 2000, 1000, "image/jpeg")
    assert (folder / sha256[:2] / sha256[2:]).read_bytes() == data == await photos.original(sha256)
    view = opened(await photos.view(sha256))
    assert (view.format, view.size) == ("JPEG", (1600, 800))
    assert await photos.has(sha256)
    assert await kept(photos) == [sha256]


async def test_the_same_bytes_twice_are_kept_once(tmp_path: Path) -> None:
    photos = Photos(tmp_path.as_uri())
    data = encoded(half_red(40, 20), "PNG")
    assert await photos.keep(data) == await photos.keep(data)
    assert len(await kept(photos)) == 1


async def test_a_name_left_empty_by_a_power_cut_is_mended(tmp_path: Path) -> None:
    photos = Photos(tmp_path.as_uri())
    data = encoded(half_red(40, 20), "PNG")
    sha256 = hashlib.sha256(data).hexdigest()
    (tmp_path / sha256[:2]).mkdir()
    (tmp_path / sha256[:2] / sha256[2:]).touch()
    await photos.keep(data)
    assert await photos.original(sha256) == data


async def test_the_view_is_upright_and_without_metadata(photos: Photos) -> None:
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6  # turn it a quarter to the right
    exif[ExifTags.Base.Make] = "SecretCamera"
    exif.get_ifd(ExifTags.IFD.GPSInfo)[1] = "N"
    data = encoded(half_red(60, 40), "JPEG", exif=exif, comment=b"SecretComment", quality=95)
    photo = await photos.keep(data)
    assert (photo.width, photo.height) == (40, 60)
    copy = await photos.view(photo.sha256)
    view = opened(copy)
    assert view.size == (40, 60)
    assert near(view.getpixel((20, 10)), RED)  # what was left is up
    assert near(view.getpixel((20, 50)), WHITE)
    assert not view.getexif()
    assert b"Secret" not in copy
    assert b"Secret" in await photos.original(photo.sha256)


def with_metadata(kind: str) -> bytes:
    """Everything a phone, an editor or a joker writes into a picture, each part with the word Secret in it."""
    exif = Image.Exif()
    exif[ExifTags.Base.Make], exif[ExifTags.Base.Artist] = "SecretMaker", "SecretOwner"
    own = exif.get_ifd(ExifTags.IFD.Exif)
    own[ExifTags.Base.DateTimeOriginal], own[ExifTags.Base.MakerNote] = "2026:11:25 09:12:00", b"SecretNote" * 900
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSMapDatum] = "SecretPlace"
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes() + b"SecretProfile"
    xmp = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>SecretXmp</x:xmpmeta>"
    if kind == "PNG":
        text = PngImagePlugin.PngInfo()
        text.add_text("Author", "SecretText")
        text.add_itxt("Note", "SecretNote", zip=True)
        return encoded(half_red(60, 40), kind, exif=exif, pnginfo=text, icc_profile=profile)
    jpeg = encoded(half_red(60, 40), kind, exif=exif, icc_profile=profile, comment=b"SecretComment", xmp=xmp)
    iptc = b"Photoshop 3.0\x008BIM\x04\x04\x00\x00\x00\x00\x00\x0fSecretByline\x00\x00"
    return jpeg[:2] + b"\xff\xed" + struct.pack(">H", len(iptc) + 2) + iptc + jpeg[2:] + b"SecretTail"


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
async def test_nothing_of_its_metadata_is_in_what_is_shown(photos: Photos, kind: str) -> None:
    data = with_metadata(kind)
    photo = await photos.keep(data)
    assert await photos.original(photo.sha256) == data
    for copy in (await photos.view(photo.sha256), await photos.thumb(photo.sha256)):
        shown = opened(copy)
        assert b"Secret" not in copy
        assert set(shown.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
        assert near(shown.getpixel((10, 20)), RED)


async def test_a_thumbnail_is_small_and_one_that_is_missing_is_made(tmp_path: Path) -> None:
    photos = Photos(tmp_path.as_uri())
    photo = await photos.keep(encoded(half_red(2000, 1000), "JPEG"))
    thumb = await photos.thumb(photo.sha256)
    assert opened(thumb).size == (480, 240)
    assert len(thumb) < len(await photos.view(photo.sha256)) / 2
    kept = tmp_path / photo.sha256[:2] / f"{photo.sha256[2:]}.thumb.jpg"
    kept.unlink()
    assert await photos.thumb(photo.sha256) == thumb == kept.read_bytes()
    assert [name async for name in photos.names()] == [photo.sha256]


@pytest.mark.parametrize("orientation", range(1, 9))
async def test_every_turn_is_made_as_its_metadata_asks(photos: Photos, orientation: int) -> None:
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    data = encoded(half_red(60, 40), "JPEG", exif=exif, quality=95)
    photo = await photos.keep(data)
    upright = ImageOps.exif_transpose(opened(data))
    view = opened(await photos.view(photo.sha256))
    assert view.size == upright.size == (photo.width, photo.height)
    for place in ((3, 3), (view.width - 4, 3), (3, view.height - 4)):
        assert near(view.getpixel(place), RED) == near(upright.getpixel(place), RED)


BROKEN = {
    "zeros": b"Exif\x00\x00" + bytes(60_000),
    "a directory beyond the end": b"Exif\x00\x00MM\x00*\xff\xff\xff\xff",
    "an orientation that is no number": b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x02\0\0\0\x04abc\0\0\0\0\0",
    "nothing": b"nothing",
}


@pytest.mark.filterwarnings("ignore:Corrupt EXIF:UserWarning")  # what Pillow says on the way
@pytest.mark.parametrize("exif", BROKEN.values(), ids=BROKEN)
async def test_broken_metadata_makes_no_photo_bad(photos: Photos, exif: bytes) -> None:
    jpeg = encoded(half_red(300, 200), "JPEG")
    segment = b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif
    photo = await photos.keep(jpeg[:2] + segment * 20 + jpeg[2:])
    assert (photo.width, photo.height) == (300, 200)


async def test_sixteen_bits_of_grey_are_shown_as_eight(photos: Photos) -> None:
    deep = Image.fromarray(np.full((40, 60), 40_000, np.uint16))
    photo = await photos.keep(encoded(deep, "PNG"))
    assert near(opened(await photos.view(photo.sha256)).getpixel((5, 5)), (156, 156, 156))


@pytest.mark.parametrize(
    ("image", "kind", "mime"),
    [
        (half_red(64, 32).convert("CMYK"), "JPEG", "image/jpeg"),
        (half_red(64, 32).convert("P"), "GIF", "image/gif"),
        (half_red(64, 32), "BMP", "image/bmp"),
        (half_red(64, 32), "WEBP", "image/webp"),
        (half_red(64, 32), "MPO", "image/jpeg"),
        (half_red(64, 32).convert("RGBA"), "PNG", "image/png"),
    ],
)
async def test_every_accepted_kind_has_a_view(photos: Photos, image: Image.Image, kind: str, mime: str) -> None:
    photo = await photos.keep(encoded(image, kind))
    assert (photo.mime, photo.width, photo.height) == (mime, 64, 32)
    view = opened(await photos.view(photo.sha256))
    assert view.mode == "RGB"
    assert near(view.getpixel((8, 16)), RED)
    assert near(view.getpixel((56, 16)), WHITE)


async def test_a_transparent_palette_is_shown_on_white(photos: Photos) -> None:
    image = Image.new("P", (32, 32), 0)
    image.putpalette([0, 0, 0, *RED])
    image.paste(1, (0, 0, 16, 32))
    photo = await photos.keep(encoded(image, "PNG", transparency=0))
    view = opened(await photos.view(photo.sha256))
    assert near(view.getpixel((4, 16)), RED)
    assert near(view.getpixel((28, 16)), WHITE)


async def test_a_gif_shows_its_first_frame(photos: Photos) -> None:
    red, white = Image.new("RGB", (16, 16), RED), Image.new("RGB", (16, 16), WHITE)
    photo = await photos.keep(encoded(red, "GIF", save_all=True, append_images=[white]))
    assert near(opened(await photos.view(photo.sha256)).getpixel((8, 8)), RED)


JPEG = encoded(Image.linear_gradient("L").convert("RGB"), "JPEG")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"this is a text file that somebody called photo.jpg",
        b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>",
        encoded(Image.new("RGB", (9, 9)), "TIFF"),
        JPEG[: len(JPEG) // 2],
        JPEG[:30],
        encoded(Image.linear_gradient("L"), "PNG")[:-200],
    ],
    ids=["empty", "text", "svg", "tiff", "half a jpeg", "a jpeg's head", "cut png"],
)
async def test_what_is_no_whole_picture_is_refused(photos: Photos, data: bytes) -> None:
    with pytest.raises(NotAPhoto) as refused:
        await photos.keep(data)
    assert refused.value.text == "photo_not_an_image"
    assert await kept(photos) == []


@pytest.mark.parametrize(("width", "height"), [(10_000, 6_000), (12_000, 10_000), (20_000, 20_000)])
async def test_a_bomb_is_refused_by_its_header(photos: Photos, width: int, height: int) -> None:
    bomb = png_of(width, height)
    assert len(bomb) < 100_000
    with pytest.raises(PhotoTooLarge) as refused:
        await photos.keep(bomb)
    assert (refused.value.text, refused.value.data) == ("photo_too_large", {"megapixels": 40})
    assert await kept(photos) == []


async def test_no_pixel_of_a_bomb_is_decoded(photos: Photos) -> None:
    with pytest.raises(PhotoTooLarge):  # decoding it would say NotAPhoto
        await photos.keep(png_of(10_000, 6_000)[:200])


async def test_too_many_bytes_are_refused(photos: Photos) -> None:
    with pytest.raises(PhotoTooLarge) as refused:
        await photos.keep(bytes(20_000_001))
    assert refused.value.data == {"megabytes": 20}


async def test_unknown_and_impossible_names(photos: Photos) -> None:
    unknown = "0" * 64
    assert not await photos.has(unknown)
    for read in (photos.original, photos.view):
        with pytest.raises(FileNotFoundError):
            await read(unknown)
    for wrong in ("", "0" * 63, "A" * 64, "../" + "0" * 61, "0" * 64 + "\n"):
        for ask in (photos.original, photos.view, photos.has):
            with pytest.raises(ValueError, match="64 lower-case hex"):
                await ask(wrong)


async def test_a_voice_is_kept_as_it_came_and_is_no_photo(tmp_path: Path) -> None:
    photos = Photos((tmp_path / "photos").as_uri())
    sound = b"OggS" + bytes(range(256))
    voice = await photos.keep_voice(sound)
    assert await photos.keep_voice(sound) == voice
    assert (voice.sha256, voice.bytes, voice.mime) == (hashlib.sha256(sound).hexdigest(), 260, "audio/ogg")
    assert await photos.voice(voice.sha256) == sound
    assert [name async for name in photos.names()] == []
    assert (await photos.has_voice(voice.sha256), await photos.has_voice("0" * 64)) == (True, False)


@pytest.mark.parametrize(
    ("data", "why"),
    [(b"<svg>", "file-not-taken"), (b"", "file-not-taken"), (b"OggS" + bytes(20_000_001), "file-too-large")],
)
async def test_what_is_no_voice_is_refused(data: bytes, why: str, tmp_path: Path) -> None:
    photos = Photos((tmp_path / "photos").as_uri())
    with pytest.raises(Refused) as caught:
        await photos.keep_voice(data)
    assert caught.value.text == why
