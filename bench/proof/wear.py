"""What a phone and a dim cellar do to a photo: glare, blur, noise, little light, JPEG."""

from dataclasses import dataclass, replace
from io import BytesIO

import cv2
import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray
from PIL import Image


@dataclass(frozen=True, slots=True)
class Wear:
    """How hard it is.

    curve   radians of the half arc a sticker is wrapped around, 0 flat
    blur    standard deviation in pixels; `moved` smears it sideways by as many pixels more
    light   what is left of the brightness
    noise   standard deviation of the grain, of 255
    glare   strength of a lamp's reflection, 0 none
    turned  quarter turns: the phone was held the other way, and nothing says so
    """

    curve: float
    blur: float
    moved: int
    light: float
    noise: float
    glare: float
    quality: int
    turned: int

    @classmethod
    def of(cls, rng: Generator) -> "Wear":
        """By chance: most photos have two or three of them."""
        return cls(
            curve=float(rng.uniform(0.3, 1.0)) if rng.random() < 0.35 else 0.0,
            blur=float(rng.gamma(2.0, 0.9)),
            moved=int(rng.integers(3, 10)) if rng.random() < 0.2 else 0,
            light=float(rng.uniform(0.12, 0.4)) if rng.random() < 0.3 else float(rng.uniform(0.7, 1.05)),
            noise=float(rng.gamma(2.0, 3.0)),
            glare=float(rng.uniform(0.5, 1.0)) if rng.random() < 0.35 else 0.0,
            quality=int(rng.integers(28, 92)),
            turned=int(rng.integers(1, 4)) if rng.random() < 0.08 else 0,
        )

    def scaled(self, by: float) -> "Wear":
        """The same on a photo with so many times the pixels a side."""
        return replace(self, blur=self.blur * by, moved=int(self.moved * by))

    @property
    def spread(self) -> float:
        """The blur with the movement, as one standard deviation in pixels."""
        return self.blur + self.moved / 4

    def names(self) -> tuple[str, ...]:
        """What is bad about it, for tables of what failed."""
        found = {
            "curved": self.curve > 0,
            "blurred": self.blur > 1.4 or self.moved > 3,
            "dim": self.light < 0.5,
            "noisy": self.noise > 7,
            "glare": self.glare > 0,
            "compressed": self.quality < 50,
            "turned": self.turned > 0,
        }
        return tuple(name for name, yes in found.items() if yes)


def worn(rng: Generator, canvas: NDArray[np.uint8], wear: Wear) -> tuple[bytes, NDArray[np.float32]]:
    """The JPEG, and how white glare has made each pixel (0 to 1)."""
    height, width = canvas.shape[:2]
    veil = np.zeros((height, width), np.float32)
    if wear.glare:
        centre = (int(rng.uniform(0.1, 0.9) * width), int(rng.uniform(0.1, 0.9) * height))
        axes = (int(rng.uniform(0.04, 0.16) * width), int(rng.uniform(0.02, 0.09) * width))
        cv2.ellipse(veil, centre, axes, float(rng.uniform(0, 180)), 0, 360, wear.glare, -1)
        veil = np.asarray(cv2.GaussianBlur(veil, (0, 0), width / 50), np.float32)
    photo = canvas.astype(np.float32)
    photo += (255 - photo) * veil[:, :, None]
    if wear.blur > 0.2:
        photo = cv2.GaussianBlur(photo, (0, 0), wear.blur)
    if wear.moved:
        photo = cv2.filter2D(photo, -1, _smear(wear.moved, float(rng.uniform(0, 180))))
    photo *= wear.light
    photo += wear.noise * rng.standard_normal((height, width, 1), np.float32)
    photo += wear.noise / 2 * rng.standard_normal(photo.shape, np.float32)
    photo = np.rot90(photo, wear.turned)
    file = BytesIO()
    Image.fromarray(np.clip(photo, 0, 255).astype(np.uint8)).save(file, "JPEG", quality=wear.quality)
    return file.getvalue(), veil


def _smear(pixels: int, degrees: float) -> NDArray[np.float32]:
    """The kernel of a hand that moved."""
    kernel = np.zeros((pixels, pixels), np.float32)
    kernel[pixels // 2] = 1
    middle = ((pixels - 1) / 2, (pixels - 1) / 2)
    turned = cv2.warpAffine(kernel, cv2.getRotationMatrix2D(middle, degrees, 1), (pixels, pixels))
    return np.asarray(turned / turned.sum(), np.float32)
