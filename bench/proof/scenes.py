"""One drawn photo with its label: what is on it, and whether a person could read it."""

from dataclasses import dataclass, field

import cv2
import numpy as np
from numpy.random import Generator, default_rng
from numpy.typing import NDArray
from PIL import Image

from bench.proof import drawing
from bench.proof.backgrounds import Pixels
from bench.proof.drawing import Box, Drawn, pick
from bench.proof.halves import Half
from bench.proof.wear import Wear, worn

SERVICE = ("4008123456", "4006806688", "075586123456", "4001059119", "02087654321")
LUMINANCE = (0.299, 0.587, 0.114)
SIZES = ((1280, 960), (1600, 1200), (960, 1280), (1440, 1080))
READABLE_DIGITS = 13  # pixels of height from which a person reads a number without effort
READABLE_CONTRAST = 45  # levels of 255, in full light
READABLE_LEVELS = 12  # levels that are left of it in the light there is
READABLE_NOISE = 0.1  # of the brightness
READABLE_BLUR = 0.1  # standard deviation of the blur in heights of a digit


@dataclass(frozen=True, slots=True)
class Sample:
    """A JPEG and what is true about it.

    model, serial  what a nameplate says
    number    the digits printed as the service number, None where there is none
    service   the number that is asked for
    known     numbers that may stand there: the customer's
    private   "printed", "written" or None, with its digits
    token     what the QR holds, None without one
    module    pixels of the QR's smallest module in the photo; 0 where the code is not whole or glare lies on it
    readable  whether a person could read the printed number: by construction, from size, blur, glare and grain
    private_readable  the same of the private number
    blur      standard deviation in pixels, as far as the hand moved counted in
    """

    data: bytes
    number: str | None
    service: str
    known: tuple[str, ...]
    private: str | None
    private_digits: str
    token: str | None
    module: float
    readable: bool
    private_readable: bool
    blur: float
    model: str
    serial: str
    seed: int
    wear: tuple[str, ...] = ()


@dataclass(slots=True)
class Plan:
    """What to draw."""

    number: str | None = None
    service: str = SERVICE[0]
    token: str | None = None
    private: str | None = None
    private_digits: str = ""
    printed_beside: str = ""  # a card with a number that may be there: the customer's own
    labels: int = 1
    megapixels: float = 0  # 0: as small as chats send them
    model: str = ""  # with `serial`: a nameplate instead of a sticker
    serial: str = ""
    known: tuple[str, ...] = field(default_factory=tuple)


def mobile(rng: Generator) -> str:
    """Some mobile number of China."""
    return "1" + str(rng.integers(3, 10)) + "".join(str(d) for d in rng.integers(0, 10, 9))


def near_miss(rng: Generator, number: str) -> str:
    """The number with one digit changed, two swapped, one lost or one too many."""
    at = int(rng.integers(3, len(number)))
    match int(rng.integers(4)):
        case 0 | 1:
            return number[:at] + str((int(number[at]) + int(rng.integers(1, 10))) % 10) + number[at + 1 :]
        case 2 if number[at - 1] != number[at] and at > 4:
            return number[: at - 1] + number[at] + number[at - 1] + number[at + 1 :]
        case 2:
            return number[:at] + number[at + 1 :]
        case _:
            return number[:at] + str(rng.integers(10)) + number[at:]


def draw(seed: int, half: Half, plan: Plan) -> Sample:
    """The photo of a plan. The same seed, the same bytes."""
    rng = default_rng(seed)
    width, height = pick(rng, SIZES)
    scale = (plan.megapixels * 1e6 / (width * height)) ** 0.5 if plan.megapixels else 1
    width, height = int(width * scale), int(height * scale)
    canvas = pick(rng, half.surfaces)(rng, width, height)
    if plan.model:
        main = drawing.nameplate(rng, half, plan.model, plan.serial)
    else:
        main = drawing.sticker(rng, half, plan.number, plan.token, int(rng.integers(1, 4)))
    share = rng.uniform(0.16, 0.7) if width > height else rng.uniform(0.22, 0.85)
    warp = placed(rng, main.image.size, width, height, share, top=rng.uniform(0.06, 0.4))
    taken = [_corners(warp, (0, 0, *main.image.size))]
    private, beside = None, None
    if plan.private:
        make = drawing.card if plan.private == "printed" else drawing.written
        extra = make(rng, half, plan.private_digits)
        bare = canvas.copy()
        if at := _beside(rng, canvas, extra, taken):
            private, beside = plan.private, (at[0], extra, _contrast(bare, at[0], extra))
    if plan.printed_beside:
        _beside(rng, canvas, drawing.card(rng, half, plan.printed_beside), taken)
    for _ in range(plan.labels):
        _beside(rng, canvas, drawing.label(rng, half), taken)
    wear = Wear.of(rng).scaled(scale)
    contrast = _contrast(canvas, warp, main)
    lay(canvas, main.image if wear.curve == 0 else _curved(main.image, wear.curve), warp)
    data, veil = worn(rng, canvas, wear)
    return Sample(
        data=data,
        number=plan.number,
        service=plan.service,
        known=plan.known,
        private=private,
        private_digits=plan.private_digits,
        token=plan.token,
        module=_module(veil, warp, main, wear),
        readable=_legible(veil, warp, main, contrast, wear),
        private_readable=bool(beside and _legible(veil, *beside, wear)),
        blur=wear.spread,
        model=plan.model,
        serial=plan.serial,
        seed=seed,
        wear=wear.names(),
    )


def _contrast(canvas: Pixels, warp: NDArray[np.float32], drawn: Drawn) -> float:
    """Levels between the number and what it stands on, of 255; 0 where that is as restless as the number is plain."""
    if drawn.number is None:
        return 0
    ink = float(np.dot(drawn.ink, LUMINANCE))
    if drawn.paper:
        return abs(ink - float(np.dot(drawn.paper, LUMINANCE)))
    quad = _corners(warp, drawn.number)
    (x0, y0), (x1, y1) = np.maximum(quad.min(axis=0), 0).astype(int), np.ceil(quad.max(axis=0)).astype(int)
    under = canvas[y0:y1, x0:x1] @ np.array(LUMINANCE)
    plain = abs(ink - float(under.mean()))
    return plain if plain >= 3 * float(under.std()) else 0.0


def _legible(veil: NDArray[np.float32], warp: NDArray[np.float32], drawn: Drawn, contrast: float, wear: Wear) -> bool:
    """Whether a person could read the number: large, sharp and bright enough, without glare."""
    box = drawn.number
    if box is None or contrast < READABLE_CONTRAST or contrast * wear.light < READABLE_LEVELS:
        return False
    quad = _corners(warp, box)
    tall = min(np.linalg.norm(quad[3] - quad[0]), np.linalg.norm(quad[2] - quad[1]))
    fine = wear.spread <= READABLE_BLUR * tall and wear.noise <= READABLE_NOISE * 255 * wear.light
    return bool(tall >= READABLE_DIGITS and fine and _clear(veil, warp, box))


def _module(veil: NDArray[np.float32], warp: NDArray[np.float32], drawn: Drawn, wear: Wear) -> float:
    """Pixels of the smallest module of a code that is all there: at the end of a curved sticker they are squeezed."""
    if drawn.code is None or not _clear(veil, warp, drawn.code):
        return 0
    quad, (x0, y0, x1, y1) = _corners(warp, drawn.code), drawn.code
    across = min(np.linalg.norm(quad[1] - quad[0]), np.linalg.norm(quad[2] - quad[3])) / (x1 - x0)
    down = min(np.linalg.norm(quad[3] - quad[0]), np.linalg.norm(quad[2] - quad[1])) / (y1 - y0)
    if wear.curve:
        at_end = abs(2 * x1 / drawn.image.width - 1)
        across *= np.cos(at_end * wear.curve) * wear.curve / np.sin(wear.curve)
    return float(min(across, down) * drawn.module)


def placed(
    rng: Generator, size: tuple[int, int], width: int, height: int, share: float, top: float
) -> NDArray[np.float32]:
    """The homography that lays a flat picture into the photo: turned and tilted a little."""
    wide, tall = size
    scale = min(share * width / wide, 0.6 * height / tall)
    w, h = wide * scale, tall * scale
    x, y = rng.uniform(0.04, 0.96) * max(width - w, 1), top * max(height - h, 1)
    flat = np.array([[0, 0], [wide, 0], [wide, tall], [0, tall]], np.float32)
    quad = np.array([[x, y], [x + w, y], [x + w, y + h], [x, y + h]], np.float32)
    centre = quad.mean(axis=0)
    angle = np.deg2rad(rng.normal(0, 11))
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]], np.float32)
    quad = (quad - centre) @ turn.T + centre + rng.uniform(-0.1, 0.1, (4, 2)).astype(np.float32) * min(w, h)
    return np.asarray(cv2.getPerspectiveTransform(flat, quad.astype(np.float32)), np.float32)


def _corners(warp: NDArray[np.float32], box: Box) -> NDArray[np.float32]:
    x0, y0, x1, y1 = box
    points = np.array([[[x0, y0], [x1, y0], [x1, y1], [x0, y1]]], np.float32)
    return np.asarray(cv2.perspectiveTransform(points, warp)[0], np.float32)


def _clear(veil: NDArray[np.float32], warp: NDArray[np.float32], box: Box) -> bool:
    """Whether the number is all in the photo, and no glare lies on it."""
    if not _inside(_corners(warp, box), veil.shape[1], veil.shape[0]):
        return False
    mask = np.zeros(veil.shape, np.uint8)
    cv2.fillConvexPoly(mask, _corners(warp, box).astype(np.int32), 1)
    return bool(mask.any() and veil[mask > 0].max() < 0.6)


def _beside(
    rng: Generator, canvas: Pixels, extra: Drawn, taken: list[NDArray[np.float32]]
) -> list[NDArray[np.float32]]:
    """Lay it where it covers nothing: its homography, or nothing where there is no room."""
    height, width = canvas.shape[:2]
    for _ in range(24):
        warp = placed(rng, extra.image.size, width, height, rng.uniform(0.25, 0.48), rng.uniform(0.02, 0.98))
        quad = _corners(warp, (0, 0, *extra.image.size))
        if _inside(quad, width, height) and all(not _touch(quad, other) for other in taken):
            taken.append(quad)
            lay(canvas, extra.image, warp)
            return [warp]
    return []


def _inside(quad: NDArray[np.float32], width: int, height: int) -> bool:
    return bool(quad.min() > 4 and quad[:, 0].max() < width - 4 and quad[:, 1].max() < height - 4)


def _touch(a: NDArray[np.float32], b: NDArray[np.float32]) -> bool:
    apart = (a.max(axis=0) < b.min(axis=0)) | (b.max(axis=0) < a.min(axis=0))
    return not bool(apart.any())


def lay(canvas: Pixels, image: Image.Image, warp: NDArray[np.float32]) -> None:
    """Lay a flat picture into the photo, in place."""
    quad = _corners(warp, (0, 0, *image.size))
    x0, y0 = np.maximum(np.floor(quad.min(axis=0)), 0).astype(int)
    x1, y1 = np.minimum(np.ceil(quad.max(axis=0)), canvas.shape[1::-1]).astype(int)
    if x1 <= x0 or y1 <= y0:
        return
    shift = np.array([[1, 0, -x0], [0, 1, -y0], [0, 0, 1]], np.float32)
    shrink = float(np.sqrt(abs(np.linalg.det(warp[:2, :2]))))
    flat = np.asarray(image)
    if shrink < 0.8:
        flat = np.asarray(cv2.GaussianBlur(flat, (0, 0), 0.35 / shrink), np.uint8)
    laid = cv2.warpPerspective(flat, shift @ warp, (x1 - x0, y1 - y0), flags=cv2.INTER_LINEAR).astype(np.float32)
    alpha = laid[:, :, 3:] / 255
    place = canvas[y0:y1, x0:x1]
    place[:] = (place * (1 - alpha) + laid[:, :, :3] * alpha).astype(np.uint8)


def _curved(image: Image.Image, bend: float) -> Image.Image:
    """Wrapped around a tank: the middle of each line sinks, the ends are squeezed."""
    wide, tall = image.size
    u = np.linspace(-1, 1, wide, dtype=np.float32)
    source_x = (np.sin(u * bend) / np.sin(bend) + 1) / 2 * (wide - 1)
    sink = bend * 0.12 * tall * (1 - u**2)
    x = np.tile(source_x[None, :], (tall, 1))
    y = np.arange(tall, dtype=np.float32)[:, None] * (1 + 0.12 * bend) - sink[None, :]
    bent = cv2.remap(
        np.asarray(image), x.astype(np.float32), y.astype(np.float32), cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT
    )
    return Image.fromarray(bent)
