"""S3: why a photo could not be read, in the plainest word."""

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFilter

from proof.pictures import Picture
from proof.quality import fault, measured


def page(side: int = 1000, light: float = 1, blur: float = 0) -> Picture:
    """Text on paper."""
    image = Image.new("L", (side, side), 235)
    pen = ImageDraw.Draw(image)
    for y in range(20, side - 40, 60):
        pen.text((20, y), "400-812-3456 " * 6, fill=20, font_size=40)
    pixels = np.asarray(image.filter(ImageFilter.GaussianBlur(blur)).convert("RGB"))
    return Picture((pixels * light).astype(np.uint8), side, side)


@pytest.mark.parametrize(
    ("photo", "why"),
    [
        (page(), None),
        (page(light=0.4), None),
        (page(light=0.15), "photo-too-dark"),
        (page(blur=8), "photo-blurred"),
        (page(side=300), "photo-too-small"),
        (page(side=300, light=0.1, blur=8), "photo-too-small"),
    ],
)
def test_the_plainest_fault_is_said(photo: Picture, why: str | None) -> None:
    reason = fault(measured(photo))
    assert (reason and reason.text) == why


def test_grain_is_no_sharpness() -> None:
    grain = np.random.default_rng(1).normal(0, 12, (1000, 1000, 3))
    blurred = page(blur=8)
    noisy = Picture(np.clip(blurred.rgb + grain, 0, 255).astype(np.uint8), 1000, 1000)
    assert measured(noisy).sharp < measured(page()).sharp / 10


@pytest.mark.parametrize("size", [(1, 1), (3, 5), (2000, 2)])
def test_the_smallest_picture_has_a_measure(size: tuple[int, int]) -> None:
    assert fault(measured(Picture(np.zeros((*size, 3), np.uint8), size[1], size[0]))) is not None
