"""Stickers, labels, cards and handwriting, drawn flat: RGBA pictures that a scene puts somewhere."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeVar

import cv2
import numpy as np
import segno
from numpy.random import Generator
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from bench.proof import words
from bench.proof.halves import Half

T = TypeVar("T")
HERE = Path(__file__).parent
INKS = ((25, 25, 30), (20, 40, 140), (170, 20, 25), (40, 40, 45))
PAPERS = ((255, 255, 255), (250, 245, 215), (235, 242, 250), (30, 80, 165), (200, 30, 35), (255, 214, 60))
Box = tuple[int, int, int, int]
Colour = tuple[int, int, int]
MARGIN = 26  # pixels of a sticker around what stands on it


@cache
def font(name: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(HERE / "fonts" / name, size)


@cache
def specimens() -> NDArray[np.uint8]:
    """(digit, specimen, 28, 28): white ink on black, written by people."""
    sheet = np.asarray(Image.open(HERE / "digits.png").convert("L"))
    return sheet.reshape(10, 28, 80, 28).transpose(0, 2, 1, 3)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A flat picture, and where in it (x0, y0, x1, y1) the number and the QR stand.

    ink, paper  of the number; no paper where it is written on the thing itself
    """

    image: Image.Image
    number: Box | None = None
    code: Box | None = None
    module: float = 0  # pixels a module of the QR
    ink: Colour = (0, 0, 0)
    paper: Colour | None = (255, 255, 255)


def pick(rng: Generator, options: tuple[T, ...]) -> T:
    """One of them."""
    return options[int(rng.integers(len(options)))]


def spelled(rng: Generator, digits: str) -> str:
    """A number as printers write it."""
    if digits.startswith("400"):
        return pick(
            rng,
            (
                f"{digits[:3]}-{digits[3:6]}-{digits[6:]}",
                f"{digits[:4]}-{digits[4:7]}-{digits[7:]}",
                f"{digits[:3]} {digits[3:6]} {digits[6:]}",
                digits,
            ),
        )
    if digits.startswith("0"):
        area, rest = digits[:-8], digits[-8:]
        return pick(rng, (f"{area}-{rest}", f"({area}){rest}", f"{area} {rest}", f"{area}-{rest[:4]} {rest[4:]}"))
    return pick(rng, (digits, f"{digits[:3]} {digits[3:7]} {digits[7:]}", f"{digits[:3]}-{digits[3:7]}-{digits[7:]}"))


def sticker(rng: Generator, half: Half, number: str | None, token: str | None, lines: int = 2) -> Drawn:
    """A company's sticker: brand, title, the number large, small lines, a QR beside or not."""
    paper = pick(rng, PAPERS)
    ink = (255, 255, 255) if sum(paper) < 380 else pick(rng, INKS)
    size = int(rng.integers(52, 76))
    rows = [
        (pick(rng, words.BRANDS), half.chinese, int(size * 0.6)),
        (pick(rng, words.TITLES), half.chinese, size // 2),
    ]
    if number:
        rows.append((spelled(rng, number), pick(rng, half.printed), size))
    rows += [(pick(rng, words.LINES), half.chinese, int(size * 0.36)) for _ in range(lines)]
    wide = int(max(font(face, tall).getlength(text) for text, face, tall in rows))
    high = int(sum(tall * 1.45 for _, _, tall in rows))
    code, module = _code(token, int(high * rng.uniform(0.6, 1))) if token else (None, 0)
    width = wide + 2 * MARGIN + (code.width + MARGIN if code else 0)
    image = Image.new("RGBA", (width, high + 2 * MARGIN), (*paper, 255))
    pen, y, place = ImageDraw.Draw(image), float(MARGIN), None
    red, green, blue = (int(c + (p - c) * rng.choice([0, 0, 0.3, 0.5])) for c, p in zip(ink, paper, strict=True))
    faded = (red, green, blue)
    for n, (text, face, tall) in enumerate(rows):
        pen.text((MARGIN, y), text, font=font(face, tall), fill=faded)
        if number and n == 2:
            place = _box(pen.textbbox((MARGIN, y), text, font=font(face, tall)))
        y += tall * 1.45
    where: Box | None = None
    if code:
        where = (width - MARGIN - code.width, MARGIN, width - MARGIN, MARGIN + code.height)
        image.paste(code, where[:2])
    return Drawn(image, place, where, module, faded, paper)


def _box(exact: tuple[float, float, float, float]) -> Box:
    x0, y0, x1, y1 = (int(side) for side in exact)
    return x0, y0, x1, y1


def _code(token: str, side: int) -> tuple[Image.Image, int]:
    symbol = segno.make(token, error="m", micro=False)
    module = max(3, side // (symbol.symbol_size(border=3)[0]))
    rows = np.array([list(row) for row in symbol.matrix_iter(scale=module, border=3)], np.uint8)
    return Image.fromarray(255 * (1 - rows)), module


def label(rng: Generator, half: Half) -> Drawn:
    """A maker's label: figures that are nobody's telephone."""
    size = int(rng.integers(20, 32))
    rows = [pick(rng, words.LABELS) for _ in range(int(rng.integers(3, 8)))]
    rows.append(f"{pick(rng, ('S/N', '机号', '条码'))} {rng.integers(10**12, 10**13)}")
    return listed(rows, half.chinese, size, (245, 245, 245), (30, 30, 30))


def nameplate(rng: Generator, half: Half, model: str, serial: str) -> Drawn:
    """A maker's plate with model and serial number among the rest. `number` is where the serial stands."""
    size, between = int(rng.integers(26, 36)), pick(rng, (":", " ", "："))
    rows = [
        pick(rng, words.LABELS[3:4] + words.BRANDS),
        f"{pick(rng, words.MODEL)}{between}{model}",
        *(pick(rng, words.LABELS) for _ in range(int(rng.integers(2, 6)))),
        f"{pick(rng, words.SERIAL)}{between}{serial}",
    ]
    plate = listed(rows, half.chinese, size, pick(rng, PAPERS[:3]), (30, 30, 30))
    bottom = plate.image.height - MARGIN
    return Drawn(plate.image, (MARGIN, bottom - int(size * 1.3), plate.image.width - MARGIN, bottom))


def card(rng: Generator, half: Half, digits: str) -> Drawn:
    """A technician's own card."""
    size = int(rng.integers(34, 54))
    paper, ink = pick(rng, PAPERS[:3]), pick(rng, INKS)
    image = listed([pick(rng, words.CARDS), " "], half.chinese, size, paper, ink)
    face = font(pick(rng, half.printed), size)
    text = spelled(rng, digits)
    wide = Image.new("RGBA", (int(face.getlength(text)) + 2 * MARGIN, image.image.height), image.image.getpixel((0, 0)))
    whole = Image.new("RGBA", (max(wide.width, image.image.width), wide.height), image.image.getpixel((0, 0)))
    whole.paste(image.image, (0, 0))
    pen, place = ImageDraw.Draw(whole), (MARGIN, MARGIN + size * 1.4)
    ink = pick(rng, INKS)
    pen.text(place, text, font=face, fill=ink)
    return Drawn(whole, _box(pen.textbbox(place, text, font=face)), ink=ink, paper=paper)


def written(rng: Generator, half: Half, digits: str) -> Drawn:
    """Digits by hand, with a marker or a pen, on tape or on the thing itself."""
    tall, ink = int(rng.integers(52, 84)), pick(rng, INKS)
    pen = Pen(ink, int(rng.integers(-1, 3)), float(rng.uniform(0.55, 1)))
    paper, tape = pick(rng, PAPERS[:3]), rng.random() < 0.5
    image = Image.new("RGBA", (int(tall * 1.3 * len(digits)) + 2 * MARGIN, int(tall * 1.9)), (*paper, 255 * tape))
    own = rng.random() < 0.6
    face = pick(rng, half.hands)
    x, rise = float(MARGIN), rng.uniform(-0.04, 0.04)
    for n, digit in enumerate(digits):
        one = _specimen(rng, half, int(digit), tall, pen) if own else _stroke(rng, face, digit, tall, pen)
        y = tall * 0.4 + rise * x + rng.normal(0, tall * 0.03)
        image.alpha_composite(one, (int(x), max(int(y), 0)))
        x += one.width * rng.uniform(0.9, 1.15) + (tall * rng.uniform(0.1, 0.4) if n in (2, 6) else 0)
    place = (MARGIN, int(tall * 0.4), int(x), int(tall * 1.4))
    red, green, blue = (int(255 - (255 - c) * pen.cover) for c in ink)
    return Drawn(
        image.crop((0, 0, int(x) + MARGIN, image.height)), place, ink=(red, green, blue), paper=paper if tape else None
    )


@dataclass(frozen=True, slots=True)
class Pen:
    """`width`: pixels more than a normal stroke; `cover`: how dark it writes, from 0 to 1."""

    ink: Colour
    width: int
    cover: float

    def stroke(self, mask: NDArray[np.uint8]) -> Image.Image:
        """The ink where the mask is white."""
        if self.width:
            kernel = np.ones((abs(self.width) + 1,) * 2, np.uint8)
            mask = np.asarray((cv2.dilate if self.width > 0 else cv2.erode)(mask, kernel), np.uint8)
        colour = np.broadcast_to(np.array(self.ink, np.uint8), (*mask.shape, 3))
        return Image.fromarray(np.dstack([colour, (mask * self.cover).astype(np.uint8)]))


def _specimen(rng: Generator, half: Half, digit: int, tall: int, pen: Pen) -> Image.Image:
    kept = specimens()[digit][half.digits]
    mask = Image.fromarray(kept[int(rng.integers(len(kept)))])
    mask = mask.crop(mask.getbbox())
    wide = max(int(tall * mask.width / mask.height), tall // 5)
    smooth = np.pad(np.asarray(mask.resize((wide, tall), Image.Resampling.BICUBIC), np.float32), ((0, 0), (3, 3)))
    return pen.stroke(np.clip((smooth - 90) * 4, 0, 255).astype(np.uint8))


def _stroke(rng: Generator, face: str, digit: str, tall: int, pen: Pen) -> Image.Image:
    letter = font(face, int(tall * rng.uniform(1.05, 1.25)))
    mask = Image.new("L", (int(letter.getlength(digit)) + 8, int(tall * 1.4)))
    ImageDraw.Draw(mask).text((4, -tall * 0.15), digit, font=letter, fill=255)
    return pen.stroke(np.asarray(mask.rotate(rng.normal(0, 4), resample=Image.Resampling.BICUBIC)))


def listed(rows: list[str], face: str, size: int, paper: Colour, ink: Colour) -> Drawn:
    letter = font(face, size)
    width = int(max(letter.getlength(row) for row in rows)) + 2 * MARGIN
    image = Image.new("RGBA", (width, int(size * 1.45 * len(rows)) + 2 * MARGIN), (*paper, 255))
    pen = ImageDraw.Draw(image)
    for n, row in enumerate(rows):
        pen.text((MARGIN, MARGIN + n * size * 1.45), row, font=letter, fill=ink)
    return Drawn(image)
