"""The sheet's geometry: what is printed is what is looked for."""

from itertools import combinations

import cv2
import pytest

from proof.layout import BOXES, CODES, FACTS, HEIGHT, MARKS, MODULES, TITLE, WIDTH, Area, areas

EVERYTHING = [TITLE, FACTS, *(box.area for box in BOXES), *CODES, *(mark.area for mark in MARKS)]


@pytest.mark.parametrize("mark", MARKS, ids=lambda mark: str(mark.id))
def test_marks_are_those_of_the_dictionary(mark: object) -> None:
    dictionary = cv2.aruco.getPredefinedDictionary(cv2.aruco.DICT_4X4_50)
    drawn = cv2.aruco.generateImageMarker(dictionary, mark.id, MODULES)  # type: ignore[attr-defined]
    assert [[int(bit) for bit in row] for row in mark.rows] == (drawn == 0).astype(int).tolist()  # type: ignore[attr-defined]


def apart(one: Area, other: Area) -> bool:
    beside = one.x + one.width <= other.x or other.x + other.width <= one.x
    return beside or one.y + one.height <= other.y or other.y + other.height <= one.y


def test_nothing_stands_on_anything_else() -> None:
    assert [(a, b) for a, b in combinations(EVERYTHING, 2) if not apart(a, b)] == []


def test_everything_is_where_a_printer_prints() -> None:
    """Printers leave five millimetres white."""
    for area in EVERYTHING:
        assert 5 <= area.x <= area.x + area.width <= WIDTH - 5
        assert 5 <= area.y <= area.y + area.height <= HEIGHT - 5


def test_an_opinion_is_a_tick_or_words() -> None:
    assert len(areas("opinion")) == 4
