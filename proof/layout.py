"""The service sheet's geometry, for who prints it and who reads it. D1, S2, S5.

One A4 page, in millimetres from its top left. Marks are of OpenCV's dictionary DICT_4X4_50, their squares written out
here, so that printing needs no OpenCV. Four stand around the signature, which a photo may show alone, four at the
page's corners.
"""

from dataclasses import dataclass

WIDTH, HEIGHT = 210.0, 297.0
MODULES = 6
"""Squares along a side of a mark, its black border among them."""

_SIGNS = (
    ("0100", "1010", "1100", "1101"),
    ("1111", "0000", "0110", "0101"),
    ("1100", "1100", "1101", "0010"),
    ("0110", "0110", "1011", "1001"),
    ("1010", "1011", "0110", "0001"),
    ("1000", "0110", "0011", "0010"),
    ("0110", "0001", "1101", "0001"),
    ("0011", "1011", "0000", "1101"),
)
"""Of each mark the squares within its border: 1 is black."""


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle on the page, mm."""

    x: float
    y: float
    width: float
    height: float

    @property
    def corners(self) -> tuple[tuple[float, float], ...]:
        """Clockwise from its top left."""
        right, bottom = self.x + self.width, self.y + self.height
        return ((self.x, self.y), (right, self.y), (right, bottom), (self.x, bottom))


@dataclass(frozen=True, slots=True)
class Mark:
    """A corner mark. `id`: its number in the dictionary."""

    id: int
    area: Area

    @property
    def rows(self) -> tuple[str, ...]:
        """Its squares, 1 is black."""
        edge = "1" * MODULES
        return (edge, *(f"1{row}1" for row in _SIGNS[self.id]), edge)


@dataclass(frozen=True, slots=True)
class Box:
    """Where somebody writes. What is printed about it stands outside of `area`.

    field  what it answers: several boxes of one field are filled when one of them is
    """

    field: str
    area: Area


SIGNATURE = "signature"
NOTED = {"note.cause": "cause", "note.remedy": "remedy", "note.parts": "parts"}
"""Evidence that a pack may require → the field of the sheet that shows it."""

TITLE = Area(18, 8, 140, 24)
FACTS = Area(14, 36, 182, 46)
TICKS = tuple(Box("opinion", Area(x, 203, 7, 7)) for x in (40, 70, 100))
BOXES = (
    Box("cause", Area(38, 86, 158, 30)),
    Box("remedy", Area(38, 118, 158, 30)),
    Box("parts", Area(38, 150, 158, 22)),
    Box("arrived", Area(38, 174, 38, 11)),
    Box("restored", Area(98, 174, 38, 11)),
    Box("used", Area(158, 174, 38, 11)),
    Box("price", Area(38, 187, 158, 11)),
    *TICKS,
    Box("opinion", Area(130, 200, 66, 13)),
    Box(SIGNATURE, Area(80, 228, 104, 28)),
)
CODES = (Area(18, 224, 36, 36), Area(164, 8, 26, 26))
"""The job's QR code twice, each with its quiet zone: whoever photographs the signature alone has one of them."""

AROUND_PAGE = (
    Mark(0, Area(6, 6, 8, 8)),
    Mark(1, Area(196, 6, 8, 8)),
    Mark(2, Area(196, 283, 8, 8)),
    Mark(3, Area(6, 283, 8, 8)),
)
AROUND_SIGNATURE = (
    Mark(4, Area(70, 219, 8, 8)),
    Mark(5, Area(186, 219, 8, 8)),
    Mark(6, Area(186, 257, 8, 8)),
    Mark(7, Area(70, 257, 8, 8)),
)
MARKS = (*AROUND_PAGE, *AROUND_SIGNATURE)


def areas(field: str) -> tuple[Area, ...]:
    """Where the sheet is written on for a field; none for an unknown one."""
    return tuple(box.area for box in BOXES if box.field == field)
