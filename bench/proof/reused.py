"""What somebody does to a photo before it is sent a second time. X18."""

from collections.abc import Callable
from io import BytesIO

import cv2
import numpy as np
from numpy.random import Generator
from PIL import Image, ImageEnhance, ImageOps

from bench.proof.backgrounds import Pixels
from bench.proof.halves import Half
from bench.proof.scenes import lay

Change = Callable[[Generator, Half, Image.Image], Image.Image]


def again(rng: Generator, half: Half, data: bytes, change: Change) -> bytes:
    """The JPEG after a change, compressed once more as chats do."""
    with Image.open(BytesIO(data)) as photo:
        return _jpeg(change(rng, half, photo.convert("RGB")), int(rng.integers(55, 90)))


def _jpeg(image: Image.Image, quality: int) -> bytes:
    file = BytesIO()
    image.save(file, "JPEG", quality=quality)
    return file.getvalue()


def _recompressed(rng: Generator, half: Half, photo: Image.Image) -> Image.Image:
    return Image.open(BytesIO(_jpeg(photo, int(rng.integers(20, 45)))))


def _resized(rng: Generator, half: Half, photo: Image.Image) -> Image.Image:
    return ImageOps.scale(photo, float(rng.uniform(0.4, 0.75)))


def _cropped(share: float) -> Change:
    """`share` of each side is cut away, anywhere."""

    def crop(rng: Generator, half: Half, photo: Image.Image) -> Image.Image:
        x, y = (int(rng.uniform(0, share) * side) for side in photo.size)
        return photo.crop((x, y, x + int(photo.width * (1 - share)), y + int(photo.height * (1 - share))))

    return crop


def _turned(degrees: float) -> Change:
    """Turned a little, and cut so that no corner is empty."""

    def turn(rng: Generator, half: Half, photo: Image.Image) -> Image.Image:
        angle = degrees * (1 if rng.random() < 0.5 else -1)
        turned = photo.rotate(angle, resample=Image.Resampling.BICUBIC)
        lost = np.sin(np.deg2rad(degrees)) / 2
        x, y = int(lost * photo.height), int(lost * photo.width)
        return turned.crop((x, y, photo.width - x, photo.height - y))

    return turn


def _quarter(rng: Generator, half: Half, photo: Image.Image) -> Image.Image:
    return photo.transpose(Image.Transpose.ROTATE_90 if rng.random() < 0.5 else Image.Transpose.ROTATE_270)


def _brighter(rng: Generator, half: Half, photo: Image.Image) -> Image.Image:
    return ImageEnhance.Brightness(photo).enhance(float(rng.uniform(1.25, 1.6)))


def _mirrored(rng: Generator, half: Half, photo: Image.Image) -> Image.Image:
    return ImageOps.mirror(photo)


def _photographed(rng: Generator, half: Half, photo: Image.Image) -> Image.Image:
    """A photo of a screen or a print that shows the photo: its edge, a table, a slant, moiré, a reflection."""
    width, height = (1280, 960) if rng.random() < 0.6 else (960, 1280)
    canvas = half.surfaces[int(rng.integers(len(half.surfaces)))](rng, width, height)
    edge = int(rng.uniform(0.01, 0.05) * photo.width)
    shown = ImageOps.expand(photo, edge, (15, 15, 18) if rng.random() < 0.7 else (250, 250, 250)).convert("RGBA")
    fit = min(width / shown.width, height / shown.height) * rng.uniform(0.72, 0.97)
    w, h = shown.width * fit, shown.height * fit
    x, y = (width - w) * rng.uniform(0.2, 0.8), (height - h) * rng.uniform(0.2, 0.8)
    quad = np.array([[x, y], [x + w, y], [x + w, y + h], [x, y + h]], np.float32)
    quad += rng.uniform(-0.035, 0.035, (4, 2)).astype(np.float32) * min(w, h)
    flat = np.array([[0, 0], [shown.width, 0], [shown.width, shown.height], [0, shown.height]], np.float32)
    lay(canvas, shown, np.asarray(cv2.getPerspectiveTransform(flat, quad), np.float32))
    return Image.fromarray(_through_a_lens(rng, canvas))


def _through_a_lens(rng: Generator, canvas: Pixels) -> Pixels:
    """Another camera: moiré, another white, a lamp in the glass, blur and grain."""
    height, width = canvas.shape[:2]
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    stripes = 1 + rng.uniform(0, 0.04) * np.sin(x * rng.uniform(0.3, 1.2) + y * rng.uniform(-0.6, 0.6))
    light = rng.uniform(0.75, 1.1) * (1 + rng.uniform(-0.2, 0.2) * (x / width - 0.5)) * stripes
    seen = canvas * light[:, :, None] * rng.uniform(0.92, 1.06, 3).astype(np.float32)
    seen = cv2.GaussianBlur(seen.astype(np.float32), (0, 0), float(rng.uniform(0.6, 1.4)))
    seen += rng.normal(0, rng.uniform(1, 4), (height, width, 1)).astype(np.float32)
    return np.clip(seen, 0, 255).astype(np.uint8)


CHANGES: dict[str, Change] = {
    "recompressed": _recompressed,
    "resized": _resized,
    "cropped 10 %": _cropped(0.1),
    "cropped 20 %": _cropped(0.2),
    "turned 5°": _turned(5),
    "turned 90°": _quarter,
    "brighter": _brighter,
    "mirrored": _mirrored,
    "photo of the photo": _photographed,
}
