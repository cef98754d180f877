"""How far apart two places are."""

from math import asin, cos, radians, sin, sqrt

EARTH_M = 6_371_000

Place = tuple[float, float]
"""Degrees north and east."""


def metres_between(here: Place, there: Place) -> int:
    """Along the ground, as a bird flies; good to half a percent."""
    north, south = radians(here[0]), radians(there[0])
    height = sin((south - north) / 2) ** 2
    width = sin(radians(there[1] - here[1]) / 2) ** 2
    return round(2 * EARTH_M * asin(min(1.0, sqrt(height + cos(north) * cos(south) * width))))
