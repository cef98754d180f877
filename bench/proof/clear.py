"""How many photos of which nothing is read are called useless: as a chat delivers them, and spoilt. S2."""

import asyncio
import os
from collections import Counter
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageFilter

from bench.proof.appliances import Taken, photo
from bench.proof.halves import HALVES, Half
from bench.results import Result, alone
from proof.findings import Kind, Outcome, Wanted
from proof.verdict import look

PHOTOS = 120
DESIGNS, MODELS, FIRST = 10, 40, 7_000
SPOILT: dict[str, Callable[[Image.Image], Image.Image]] = {
    "an eighth of the light": lambda image: image.point(lambda value: value // 8),
    "blurred by 8 pixels": lambda image: image.filter(ImageFilter.GaussianBlur(8)),
    "300 pixels": lambda image: image.resize((400, 300)),
}


def useless(data: bytes) -> bool:
    """Whether a photo is doubted where the pack says nothing about what it shows."""
    return any(finding.outcome is Outcome.DOUBT for finding in look(data, Wanted(Kind.ANY)).findings)


def measured(half: Half, count: int) -> Counter[str]:
    """How often a photo was called useless: "" as it was, else as `SPOILT` says."""
    found: Counter[str] = Counter()
    for n in range(FIRST, FIRST + count):
        data = photo(half, Taken(n % DESIGNS, n % MODELS, n))
        found[""] += useless(data)
        with Image.open(BytesIO(data)) as image:
            for name, spoil in SPOILT.items():
                file = BytesIO()
                spoil(image.convert("RGB")).save(file, "JPEG", quality=80)
                found[name] += useless(file.getvalue())
    return found


async def photo_clear(_folder: Path) -> list[Result]:
    """The held-out figures, for `make bench`."""
    count = PHOTOS * int(os.environ.get("PROOF_TIMES", "1"))
    found = await asyncio.to_thread(measured, HALVES["held-out"], count)
    print("  " + ", ".join(f"{name or 'as they are'} {found[name]}/{count}" for name in ("", *SPOILT)))
    spoilt = sum(found[name] for name in SPOILT)
    return [
        alone("photo_clear_false", [found[""] / count], "share", below=0.03),
        alone("photo_clear_found", [spoilt / (count * len(SPOILT))], "share", above=0.97),
    ]
