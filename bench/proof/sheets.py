"""Photos of service sheets, drawn with labels: signed or not, written on or not, folded, shaded, tilted, another job's.

The paper is the real PDF's page as typst draws it; ink, folds and shadows are ours.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from io import BytesIO

import cv2
import numpy as np
from numpy.random import Generator, default_rng
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from bench.proof.drawing import pick
from bench.proof.halves import HELD_OUT, Half
from bench.proof.wear import Wear, worn
from bot.sheet_pages import as_png
from handlers.sheets import Contents, Sheet
from handlers.texts import Texts
from proof.layout import HEIGHT, SIGNATURE, WIDTH, Area, areas
from proof.tokens import Purpose, signed

SECRET = b"of the drawn sheets only, no more"
SCALE = 6.0  # pixels of the drawn paper a millimetre
NUMBERS = ("10019", "10027", "10035", "10043")
WRITTEN = ("cause", "remedy", "parts", "opinion")
INKS = ((20, 20, 25), (25, 45, 150), (35, 35, 90), (60, 60, 65))
SIZES = ((1200, 1600), (1440, 1920), (1080, 1440), (1920, 1440), (1680, 2240))

Pixels = NDArray[np.uint8]
Paper = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class SheetPhoto:
    """A JPEG of a sheet and what is true about it.

    job      whose sheet it is
    signed   there is a signature in the box
    written  the fields with ink
    fold     hard folds or shadows lie across the signature's box
    """

    data: bytes
    seed: int
    job: str
    signed: bool
    written: frozenset[str]
    fold: bool
    lower: bool
    wear: tuple[str, ...]


def sheets(half: Half, count: int, begin: int = 0) -> Iterator[SheetPhoto]:
    """Half of them signed; two in three of the empty ones folded or shaded across the box."""
    for seed in range(half.first_seed + 700_000 + begin, half.first_seed + 700_000 + begin + count):
        yield draw(seed, half)


def draw(seed: int, half: Half) -> SheetPhoto:
    """One of them."""
    rng = default_rng([seed, 7])
    job, with_name = pick(rng, NUMBERS), seed % 2 == 0
    paper = _page(job, pick(rng, ("zh", "en"))).astype(np.float32)
    written = frozenset(field for field in WRITTEN if rng.random() < 0.6)
    for field in sorted(written):
        paper = _filled(rng, half, paper, pick(rng, areas(field)))
    if with_name:
        paper = _signed(rng, half, paper)
    fold = rng.random() < (0.4 if with_name else 0.67)
    if fold:
        for _ in range(int(rng.integers(1, 4))):
            paper = _shaded(rng, paper) if rng.random() < 0.4 else _folded(rng, paper)
    paper = _crumpled(rng, paper)
    lower = rng.random() < 0.35
    photo = _laid(rng, half, np.clip(paper, 0, 255).astype(np.uint8), lower)
    wear = Wear.of(rng)
    data, _veil = worn(rng, photo, wear)
    return SheetPhoto(data, seed, job, with_name, written, fold, lower, wear.names())


@cache
def _page(job: str, language: str) -> Pixels:
    """The company's copy, as printed."""
    facts = {"customer": "王女士", "phone": "13800138000", "address": "幸福路 8 号 3 单元 502", "product": "空调 维修"}
    facts |= dict.fromkeys(("fault", "visit", "technician", "dispatched", "accepted"), "—") | {"reported": "2026-11-02"}
    boxes = dict.fromkeys(("cause", "remedy", "parts", "arrived", "restored", "used", "price", "opinion"), "")
    sheet = Sheet(Contents(job, language, facts, boxes), signed(SECRET, Purpose.SHEET, job))
    png = as_png(sheet, Texts(), "清凉家电服务", "Asia/Shanghai", ppi=SCALE * 25.4)
    page = np.asarray(Image.open(BytesIO(png)).convert("RGB"))
    return cv2.resize(page, (int(WIDTH * SCALE), int(HEIGHT * SCALE)), interpolation=cv2.INTER_AREA)


def _inked(paper: Paper, mask: NDArray[np.uint8], ink: tuple[int, int, int], cover: float) -> Paper:
    share = (mask.astype(np.float32) / 255 * cover)[:, :, None]
    return np.asarray(paper * (1 - share) + np.array(ink, np.float32) * share, np.float32)


def _place(rng: Generator, area: Area, wide: float, tall: float) -> tuple[int, int]:
    """Top left in pixels of something so large (mm) within an area."""
    x = area.x + rng.uniform(0.05, 0.95) * max(area.width - wide, 0.5)
    y = area.y + rng.uniform(0.05, 0.95) * max(area.height - tall, 0.5)
    return int(x * SCALE), int(y * SCALE)


def _filled(rng: Generator, half: Half, paper: Paper, area: Area) -> Paper:
    """Words by hand, or a tick."""
    mask = Image.new("L", (paper.shape[1], paper.shape[0]))
    pen = ImageDraw.Draw(mask)
    if area.width < 10:
        x, y, side = area.x * SCALE, area.y * SCALE, area.width * SCALE
        bend = [(0.2, 0.55), (0.42, 0.8), (0.9, 0.1)] if rng.random() < 0.7 else [(0.15, 0.15), (0.85, 0.85)]
        pen.line([(x + a * side, y + b * side) for a, b in bend], fill=255, width=int(rng.uniform(0.4, 0.9) * SCALE))
    else:
        tall, letters = rng.uniform(4, 7), int(rng.integers(1, 7))
        x, y = _place(rng, area, tall * letters, tall)
        _write(rng, half, pen, (x, y), tall, letters)
    return _inked(paper, np.asarray(mask), pick(rng, INKS), float(rng.uniform(0.65, 1)))


def _signed(rng: Generator, half: Half, paper: Paper) -> Paper:
    """A name, or a scribble that nobody reads."""
    (box,) = areas(SIGNATURE)
    tall = float(rng.uniform(7, 18))
    mask = Image.new("L", (paper.shape[1], paper.shape[0]))
    pen = ImageDraw.Draw(mask)
    if rng.random() < 0.5:
        letters = int(rng.integers(2, 4))
        _write(rng, half, pen, _place(rng, box, tall * letters, tall), tall, letters)
    else:
        wide = tall * rng.uniform(1.5, 3.5)
        x, y = _place(rng, box, wide, tall)
        pen.line(_scribble(rng, x, y, wide, tall), fill=255, width=int(rng.uniform(0.35, 0.9) * SCALE), joint="curve")
    return _inked(paper, np.asarray(mask), pick(rng, INKS), float(rng.uniform(0.65, 1)))


def _write(
    rng: Generator, half: Half, pen: ImageDraw.ImageDraw, place: tuple[int, int], tall: float, letters: int
) -> None:
    """Something like Chinese characters: strokes of a pen, one apart from the other or joined as by a quick hand."""
    joined, width = half is HELD_OUT, max(int(rng.uniform(0.35, 0.9) * SCALE), 2)
    slant = rng.normal(0.15, 0.1) if joined else rng.normal(0, 0.05)
    for letter in range(letters):
        end = None
        for _ in range(int(rng.integers(3, 10))):
            angle = pick(rng, (0.0, 0.0, 90.0, 90.0, 45.0, 125.0)) + rng.normal(0, 8)
            start, length = rng.uniform(0.05, 0.6, 2), rng.uniform(0.3, 0.85)
            way = np.array([np.cos(np.deg2rad(angle)), np.sin(np.deg2rad(angle))]) * length
            stroke = [start, start + way / 2 + rng.normal(0, 0.04, 2), start + way]
            line = [end, *stroke] if joined and end is not None else stroke
            end = stroke[-1]
            points = [
                (place[0] + (letter + x - slant * y) * tall * SCALE, place[1] + y * tall * SCALE) for x, y in line
            ]
            pen.line(points, fill=255, width=width, joint="curve")


def _scribble(rng: Generator, x: int, y: int, wide: float, tall: float) -> list[tuple[float, float]]:
    """Loops that go on to the right."""
    knots = int(rng.integers(7, 16))
    across = np.linspace(0, 1, knots) + rng.normal(0, 0.07, knots)
    down = rng.uniform(0, 1, knots)
    t = np.linspace(0, knots - 1, knots * 14)
    smooth = np.ones(9) / 9
    xs = np.convolve(np.interp(t, np.arange(knots), across), smooth, "valid")
    ys = np.convolve(np.interp(t, np.arange(knots), down), smooth, "valid")
    return [(x + a * wide * SCALE, y + b * tall * SCALE) for a, b in zip(xs, ys, strict=True)]


def _distance(paper: Paper, through: tuple[float, float], degrees: float) -> Paper:
    """Of every pixel from a line, mm, signed."""
    y, x = np.mgrid[0 : paper.shape[0], 0 : paper.shape[1]].astype(np.float32) / np.float32(SCALE)
    angle = np.deg2rad(degrees)
    return np.asarray((x - through[0]) * np.sin(angle) - (y - through[1]) * np.cos(angle), np.float32)


def _in_box(rng: Generator) -> tuple[float, float]:
    (box,) = areas(SIGNATURE)
    return box.x + rng.uniform(0.1, 0.9) * box.width, box.y + rng.uniform(0.15, 0.85) * box.height


def _folded(rng: Generator, paper: Paper) -> Paper:
    """A crease through the signature's box: a dark line, a light one beside it, the far side in another light."""
    degrees = pick(rng, (0.0, 90.0, 90.0, 0.0, 35.0, -50.0)) + rng.normal(0, 3)
    away = _distance(paper, _in_box(rng), degrees)
    hard, width = rng.uniform(0.08, 0.5), rng.uniform(0.15, 0.6)
    worn_off = 1 + 0.35 * cv2.GaussianBlur(rng.normal(0, 4, paper.shape[:2]).astype(np.float32), (0, 0), 9)
    crease = -hard * np.exp(-((away / width) ** 2)) * worn_off
    crest = 0.5 * hard * np.exp(-(((away - 1.6 * width) / width) ** 2))
    slope = rng.uniform(-0.1, 0.1) * np.tanh(away / 6)
    return np.asarray(paper * np.clip(1 + crease + crest + slope, 0.1, 1.15)[:, :, None], np.float32)


def _shaded(rng: Generator, paper: Paper) -> Paper:
    """A hand's or a phone's shadow whose edge crosses the box."""
    away = _distance(paper, _in_box(rng), rng.uniform(0, 180))
    soft = rng.uniform(0.2, 6)
    share = 1 / (1 + np.exp(-np.clip(away / soft, -40, 40)))
    if rng.random() < 0.4:  # a narrow one: a pen, a cable
        share *= 1 / (1 + np.exp(np.clip((away - rng.uniform(3, 12)) / soft, -40, 40)))
    return np.asarray(paper * (1 - rng.uniform(0.2, 0.6) * share)[:, :, None], np.float32)


def _crumpled(rng: Generator, paper: Paper) -> Paper:
    """Paper that is not quite flat or white."""
    coarse = cv2.resize(rng.normal(0, 1, (12, 9)).astype(np.float32), paper.shape[1::-1], interpolation=cv2.INTER_CUBIC)
    tint = np.array([1, rng.uniform(0.96, 1), rng.uniform(0.88, 1)], np.float32)
    return np.asarray(paper * (1 + rng.uniform(0, 0.05) * coarse)[:, :, None] * tint, np.float32)


def _laid(rng: Generator, half: Half, paper: Pixels, lower: bool) -> Pixels:
    """Photographed on something: the whole page, or its lower part alone."""
    width, height = pick(rng, SIZES)
    canvas = pick(rng, half.surfaces)(rng, width, height).astype(np.uint8)
    seen = paper[int(196 * SCALE) :] if lower else paper
    tall, wide = seen.shape[:2]
    turned = np.deg2rad(rng.normal(0, 5))
    fit = min(width / wide, height / tall) * rng.uniform(0.82, 0.97)
    w, h = wide * fit, tall * fit
    quad = np.array([[-w, -h], [w, -h], [w, h], [-w, h]], np.float32) / 2
    turn = np.array([[np.cos(turned), -np.sin(turned)], [np.sin(turned), np.cos(turned)]], np.float32)
    middle = np.array([width / 2, height / 2], np.float32)
    quad = quad @ turn.T + middle + rng.uniform(-0.045, 0.045, (4, 2)).astype(np.float32) * min(w, h)
    flat = np.array([[0, 0], [wide, 0], [wide, tall], [0, tall]], np.float32)
    warp = cv2.getPerspectiveTransform(flat, quad.astype(np.float32))
    bent = _bent(rng, seen)
    over = cv2.warpPerspective(bent, warp, (width, height), flags=cv2.INTER_AREA)
    mask = cv2.warpPerspective(np.full((tall, wide), 255, np.uint8), warp, (width, height))
    canvas[mask > 250] = over[mask > 250]
    return canvas


def _bent(rng: Generator, paper: Pixels) -> Pixels:
    """Paper that lies in a shallow wave: up to two millimetres off where it would be flat."""
    tall, wide = paper.shape[:2]
    y, x = np.mgrid[0:tall, 0:wide].astype(np.float32)
    size, phase = rng.uniform(0, 2) * SCALE, rng.uniform(0, 2 * np.pi)
    wave = size * np.sin(x / wide * np.pi * rng.uniform(0.6, 1.6) + phase)
    return cv2.remap(paper, x, (y + wave).astype(np.float32), cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
