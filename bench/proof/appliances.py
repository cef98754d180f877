"""Photos of appliances with a sticker of one design: what a technician sends as proof, a year of it. X18.

Two photos of one design differ in everything but the design: another kitchen or balcony, another cabinet (or the same
model of it), another place for the sticker, another light.
"""

from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.random import Generator, default_rng
from PIL import Image

from bench.proof import drawing, words
from bench.proof.backgrounds import Pixels
from bench.proof.drawing import Drawn, pick
from bench.proof.halves import Half
from bench.proof.scenes import lay, placed
from bench.proof.wear import Wear, worn

SIZES = ((1280, 960), (960, 1280), (1440, 1080), (1200, 900))
CLOSE = 0.15  # of the photos: hardly more than the sticker
CODED = 0.5  # of the designs: a QR of its own on each sticker, all else alike


@dataclass(frozen=True, slots=True)
class Taken:
    """What a photo shows.

    design   the sticker's: photos of one design carry the same print
    model    the cabinet's: photos of one model show the same thing from another side
    scene    everything else: place, light, camera
    """

    design: int
    model: int
    scene: int


def photo(half: Half, taken: Taken) -> bytes:
    """A JPEG as a chat delivers it. The same values, the same bytes."""
    rng = default_rng([half.first_seed, 7, taken.scene])
    width, height = pick(rng, SIZES)
    canvas = _place(rng, half, width, height)
    _cabinet(rng, canvas, _front(half, taken.model))
    _things(rng, half, canvas)
    sticker = _sticker(half, taken, rng)
    share = rng.uniform(0.65, 0.95) if rng.random() < CLOSE else rng.uniform(0.22, 0.62)
    lay(canvas, sticker.image, placed(rng, sticker.image.size, width, height, share, rng.uniform(0.15, 0.85)))
    return worn(rng, _lit(rng, canvas), _wear(rng))[0]


def _front(half: Half, model: int) -> Pixels:
    """The front of one model: panel, slots, display, knobs, the maker's name."""
    rng = default_rng([half.first_seed, 8, model])
    width, height = int(rng.integers(700, 1100)), int(rng.integers(600, 1000))
    front = np.empty((height, width, 3), np.uint8)
    front[:] = np.clip(rng.uniform(150, 240) + rng.normal(0, 6, 3), 0, 255).astype(np.uint8)
    for _ in range(int(rng.integers(1, 4))):
        x, y = int(rng.uniform(0, 0.6) * width), int(rng.uniform(0, 0.8) * height)
        w, h = int(rng.uniform(0.2, 0.6) * width), int(rng.uniform(0.08, 0.35) * height)
        _PARTS[int(rng.integers(len(_PARTS)))](rng, front, (x, y, min(x + w, width - 8), min(y + h, height - 8)))
    cv2.rectangle(front, (2, 2), (width - 3, height - 3), (90, 90, 95), 4)
    paper = tuple(int(v) for v in front[20, 20])
    name = drawing.listed([pick(rng, words.BRANDS)], half.chinese, int(rng.integers(30, 60)), paper, (60, 60, 70))
    lay(front, name.image, np.array([[1, 0, width * 0.1], [0, 1, height * 0.05], [0, 0, 1]], np.float32))
    return front


def _slots(rng: Generator, front: Pixels, box: tuple[int, int, int, int]) -> None:
    x0, y0, x1, y1 = box
    step = int(rng.integers(12, 30))
    for y in range(y0, y1, step):
        front[y : y + step // 3, x0:x1] //= 2


def _display(rng: Generator, front: Pixels, box: tuple[int, int, int, int]) -> None:
    x0, y0, x1, y1 = box
    front[y0:y1, x0:x1] = 35
    cv2.putText(
        front, str(rng.integers(16, 31)), (x0 + 8, (y0 + y1) // 2 + 20), cv2.FONT_HERSHEY_SIMPLEX, 2, (120, 240, 210), 4
    )


def _knobs(rng: Generator, front: Pixels, box: tuple[int, int, int, int]) -> None:
    x0, y0, x1, y1 = box
    for x in range(x0 + 30, x1, int(rng.integers(70, 120))):
        cv2.circle(front, (x, (y0 + y1) // 2), 26, (70, 70, 75), -1)
        cv2.circle(front, (x, (y0 + y1) // 2 - 14), 5, (230, 230, 230), -1)


def _panel(rng: Generator, front: Pixels, box: tuple[int, int, int, int]) -> None:
    x0, y0, x1, y1 = box
    front[y0:y1, x0:x1] = front[y0:y1, x0:x1] // 10 * int(rng.integers(7, 10))
    cv2.rectangle(front, (x0, y0), (x1, y1), (100, 100, 105), 2)


_PARTS: tuple[Callable[[Generator, Pixels, tuple[int, int, int, int]], None], ...] = (
    _slots, _display, _knobs, _panel,
)  # fmt: skip


def _sticker(half: Half, taken: Taken, rng: Generator) -> Drawn:
    """The design with what is its own on this sticker: at most a QR."""
    design = default_rng([half.first_seed, 9, taken.design])
    coded = design.random() < CODED
    token = (
        f"https://paidan.example.com/q/{rng.integers(10**17, 10**18)}{rng.integers(10**8, 10**9)}" if coded else None
    )
    return drawing.sticker(design, half, "4008123456", token, int(design.integers(1, 4)))


def _place(rng: Generator, half: Half, width: int, height: int) -> Pixels:
    """Wall and floor behind: a surface, blotches and scratches that are only here."""
    wall = pick(rng, half.surfaces)(rng, width, height).astype(np.float32)
    for grain in (2, 8, 32):
        spots = rng.normal(0, 1, (height // grain + 1, width // grain + 1)).astype(np.float32)
        wall += rng.uniform(0, 9) * cv2.resize(spots, (width, height), interpolation=cv2.INTER_CUBIC)[:, :, None]
    return np.clip(wall, 0, 255).astype(np.uint8)


def _cabinet(rng: Generator, canvas: Pixels, front: Pixels) -> None:
    """The appliance before the wall, seen from somewhere; small marks of use on it that only this one has."""
    used = front.copy()
    for _ in range(int(rng.integers(0, 14))):
        x, y = int(rng.integers(front.shape[1])), int(rng.integers(front.shape[0]))
        end = (x + int(rng.normal(0, 40)), y + int(rng.normal(0, 40)))
        cv2.line(
            used, (x, y), end, tuple(int(v) for v in rng.integers(60, 200, 3)), int(rng.integers(1, 4)), cv2.LINE_AA
        )
    size = (front.shape[1], front.shape[0])
    height, width = canvas.shape[:2]
    near, x, y = rng.uniform(1, 1.9), rng.uniform(0.2, 0.8) * width, rng.uniform(0.2, 0.8) * height
    nearer = np.array([[near, 0, x * (1 - near)], [0, near, y * (1 - near)], [0, 0, 1]], np.float32)
    warp = placed(rng, size, width, height, 1.0, rng.uniform(0, 1))
    lay(canvas, Image.fromarray(np.dstack([used, np.full(used.shape[:2], 255, np.uint8)])), nearer @ warp)


def _things(rng: Generator, half: Half, canvas: Pixels) -> None:
    """Pipes, cables, a nameplate, boxes: what stands about."""
    height, width = canvas.shape[:2]
    for _ in range(int(rng.integers(0, 5))):
        points = np.array(
            [[rng.uniform(0, width), rng.uniform(0, height)] for _ in range(int(rng.integers(2, 5)))], np.int32
        )
        colour = tuple(int(v) for v in rng.integers(20, 235, 3))
        cv2.polylines(canvas, [points], False, colour, int(rng.integers(3, 28)), cv2.LINE_AA)
    for _ in range(int(rng.integers(0, 3))):
        label = drawing.label(rng, half)
        lay(
            canvas, label.image, placed(rng, label.image.size, width, height, rng.uniform(0.12, 0.3), rng.uniform(0, 1))
        )


def _lit(rng: Generator, canvas: Pixels) -> Pixels:
    """A lamp on one side, a shadow across."""
    height, width = canvas.shape[:2]
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    angle, edge = rng.uniform(0, 2 * np.pi), rng.uniform(-0.3, 0.3)
    along = (np.cos(angle) * (x / width - 0.5) + np.sin(angle) * (y / height - 0.5)).astype(np.float32)
    light = 1 + rng.uniform(0, 0.5) * along
    if rng.random() < 0.5:
        light *= 1 - rng.uniform(0.1, 0.45) / (1 + np.exp(-(along - edge) * rng.uniform(8, 60)))
    return np.clip(canvas * light[:, :, None], 0, 255).astype(np.uint8)


def _wear(rng: Generator) -> Wear:
    """Photos that are good enough to be accepted, most of them; some are dim or blurred."""
    return Wear(
        curve=0,
        blur=float(rng.gamma(2.0, 0.5)),
        moved=int(rng.integers(3, 7)) if rng.random() < 0.1 else 0,
        light=float(rng.uniform(0.25, 0.5)) if rng.random() < 0.15 else float(rng.uniform(0.7, 1.05)),
        noise=float(rng.gamma(2.0, 2.0)),
        glare=float(rng.uniform(0.5, 1.0)) if rng.random() < 0.25 else 0.0,
        quality=int(rng.integers(40, 92)),
        turned=int(rng.integers(1, 4)) if rng.random() < 0.05 else 0,
    )
