"""X7: whatever is sent as a photo, its sender is answered or the desk is, and the next photo is looked at as ever.

Through the whole house: the chat takes it, the queue keeps it, the worker looks, the technician or the desk hears.
"""

import asyncio
import os
import signal
import struct
import zipfile
import zlib
from collections.abc import AsyncIterator, Callable
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import ExifTags, Image

from bot import qr
from bot.drawn import a_photo
from proof import tokens
from proof.tokens import Purpose
from storage.tasks import LOOK
from storage.unit import Unit
from tests.conftest import House, a_house
from tests.storage.test_photos import encoded, half_red, png_of
from tests.test_bad_detours import on_site

COMPANY = Path(__file__).parent / "chats" / "photos-company.toml"
STICKER = "photo.service_number"
OURS, THEIRS = b"our secret".ljust(32), b"their secret".ljust(32)
NOT_A_PHOTO, TOO_LARGE = "这个文件不是照片", "照片太大了"
SMALL = "照片太小"
NOBODY = "这张照片没能自动查看，由人来看。"


def jpeg_with(exif: Image.Exif) -> bytes:
    return encoded(half_red(300, 200), "JPEG", exif=exif)


def a_megabyte_of_metadata() -> bytes:
    """Twenty blocks of text before the first pixel."""
    jpeg, text = encoded(half_red(300, 200), "JPEG"), b"Exif\x00\x00" + b"x" * 60_000
    return jpeg[:2] + (b"\xff\xe1" + struct.pack(">H", len(text) + 2) + text) * 20 + jpeg[2:]


def turned(orientation: int) -> bytes:
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    return jpeg_with(exif)


def a_zip_of_zeros() -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("photo.jpg", bytes(50_000_000))
    return file.getvalue()


def text_that_unpacks(megabytes: int) -> bytes:
    """A PNG with a compressed comment of that size."""
    png, text = encoded(half_red(60, 40), "PNG"), b"Comment\x00\x00" + zlib.compress(bytes(megabytes * 1_000_000), 9)
    chunk = struct.pack(">I", len(text)) + b"zTXt" + text + struct.pack(">I", zlib.crc32(b"zTXt" + text))
    return png[:33] + chunk + png[33:]


def a_gif() -> bytes:
    frames = [Image.new("RGB", (300, 200), shade) for shade in ("red", "white", "blue")]
    return encoded(frames[0], "GIF", save_all=True, append_images=frames[1:])


def altered(token: str) -> str:
    return token[:-1] + ("A" if token[-1] != "A" else "B")


CASES: dict[str, tuple[Callable[[], bytes], str]] = {
    "zero bytes": (lambda: b"", NOT_A_PHOTO),
    "a page named .jpg": (lambda: b"<!doctype html><p>login expired", NOT_A_PHOTO),
    "half a JPEG": (lambda: encoded(Image.linear_gradient("L"), "JPEG")[:900], NOT_A_PHOTO),
    "60 megapixels": (lambda: png_of(10_000, 6_000), TOO_LARGE),
    "20 megabytes": (lambda: bytes(20_000_001), TOO_LARGE),
    "HEIC": (lambda: b"\x00\x00\x00\x18ftypheic" + bytes(2000), NOT_A_PHOTO),
    "SVG": (lambda: b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", NOT_A_PHOTO),
    "a zip bomb": (a_zip_of_zeros, NOT_A_PHOTO),
    "a PNG whose comment is 200 megabytes": (lambda: text_that_unpacks(200), NOT_A_PHOTO),
    "a GIF that moves": (a_gif, SMALL),
    "a BMP": (lambda: encoded(half_red(300, 200), "BMP"), SMALL),
    "CMYK": (lambda: encoded(half_red(300, 200).convert("CMYK"), "JPEG"), SMALL),
    "16 bits": (lambda: encoded(Image.fromarray(np.full((200, 300), 40_000, np.uint16)), "PNG"), SMALL),
    "a megabyte of metadata": (a_megabyte_of_metadata, SMALL),
    "an orientation that does not exist": (lambda: turned(99), SMALL),
    "a wrong orientation": (lambda: turned(5), SMALL),
    "somebody else's code": (lambda: qr.png(tokens.signed(THEIRS, Purpose.STICKER, "1")), ""),
    "an altered code": (lambda: qr.png(altered(tokens.signed(OURS, Purpose.STICKER, "1"))), ""),
    "an expired code": (lambda: qr.png(tokens.signed(OURS, Purpose.SHEET, "1", until=60_000)), ""),
    "a code that leads elsewhere": (lambda: qr.png("https://example.com/q/free-money"), ""),
}
"""What is sent → what its sender hears of it: the door's refusal, or the doubt of who looked."""


@pytest.fixture
async def looking(tmp_path: Path) -> AsyncIterator[House]:
    """A company that has photos of its service number looked at."""
    async with a_house(tmp_path, COMPANY) as built:
        yield built


async def show(house: House, number: str, *photos: bytes) -> str:
    """李师傅 shows photos of the service number. Returns what the door says against them."""
    action = f"photo:{number}:999:{STICKER}"
    answer = await house.phones["李师傅"].say(action=action, photos=photos)
    return "" if answer.status_code == 200 else str(answer.json()["error"])


async def answered(house: House, number: str, data: bytes) -> str:
    """All that its sender hears of a photo."""
    before = len(await house.phones["李师傅"].heard())
    refused = await show(house, number, data)
    await asyncio.wait_for(house.settle(), 60)
    return "\n".join([refused, *(await house.phones["李师傅"].heard())[before:]]).strip()


async def looks(house: House, number: str) -> int:
    return (await house.events(number)).count("photo.looked")


async def test_every_bad_photo_is_answered_and_the_next_is_looked_at(looking: House) -> None:
    number = await on_site(looking)
    for name, (made, said) in CASES.items():
        before, refused = await looks(looking, number), said in (NOT_A_PHOTO, TOO_LARGE)
        heard = await answered(looking, number, made())
        assert said in heard, (name, heard)
        assert refused or "服务电话" in heard, (name, heard)
        assert await looks(looking, number) == before + (not refused), name
        assert await looking.app.tasks.next_at() is None, name
    assert looking.app.looker.used()[1] < 750
    await answered(looking, number, a_photo("400-812-3456"))
    left = await looking.app.store.run(lambda unit: doubts(unit, number))
    seen = [why for why in left if why.startswith("qr-")]
    assert seen == ["qr-of-others"] * 3, "a good one settles all but what was seen: another company's codes"


def doubts(unit: Unit, number: str) -> list[str]:
    """What is doubtful about a job's photos."""
    job = unit.hold(unit.numbered(number)).course.state
    return [why["text"] for doubt in job.doubts.values() if not doubt.reused for why in doubt.why]


STUBBORN = """
import os, time
from proof.findings import Finding, Outcome, Verdict

def look(data, wanted):
    if b"it hangs" in data:
        time.sleep(99)
    if b"it dies" in data:
        os._exit(9)
    if b"it eats" in data:
        bytearray(2_000_000_000)
    return Verdict((Finding("opened", Outcome.PASS),), width=1)
"""


@pytest.mark.parametrize("what", ["it hangs", "it dies", "it eats"])
async def test_what_stops_the_worker_twice_waits_for_the_desk_and_the_next_is_looked_at(
    what: str, looking: House, plant: Callable[..., None]
) -> None:
    plant(STUBBORN)
    looking.app.looker._seconds = 2
    number = await on_site(looking)
    await answered(looking, number, encoded(half_red(60, 40), "JPEG", comment=what.encode()))
    assert NOBODY in (await looking.phones["周主管"].heard())[-1]
    await looking.phones["周主管"].say("待办")
    await looking.settle()
    assert "照片要看 1" in (await looking.phones["周主管"].heard())[-1]
    await looking.phones["周主管"].tap("可以")
    await answered(looking, number, encoded(half_red(60, 41), "JPEG"))
    assert await looks(looking, number) == 2
    assert await looking.app.store.run(lambda unit: doubts(unit, number)) == []


async def test_what_the_store_does_not_give_in_eight_tries_waits_for_the_desk(looking: House) -> None:
    number = await on_site(looking)
    photo = encoded(half_red(60, 40), "JPEG")
    await show(looking, number, photo)
    kept = await looking.app.photos.keep(photo)
    await looking.app.photos._store.delete_async(f"{kept.sha256[:2]}/{kept.sha256[2:]}")
    await looking.settle()
    while at := await looking.app.tasks.next_at(LOOK):
        looking.clock.move_to(at)
        await looking.settle()
    assert NOBODY in "".join(await looking.phones["周主管"].heard())


async def test_200_photos_in_a_minute_while_the_worker_is_killed_are_all_looked_at(
    looking: House, plant: Callable[..., None]
) -> None:
    plant(STUBBORN)
    number = await on_site(looking)
    for n in range(20):
        photos = [encoded(Image.new("RGB", (40, 30), (n, m, 0)), "PNG") for m in range(10)]
        assert await show(looking, number, *photos) == ""
    settling = asyncio.create_task(looking.settle())
    for _ in range(5):
        await asyncio.sleep(0.2)
        running = looking.app.looker._process
        if running and running.returncode is None:
            os.kill(running.pid, signal.SIGKILL)
    await asyncio.wait_for(settling, 120)
    assert await looks(looking, number) == 200
    assert await looking.app.tasks.next_at() is None
