"""Photos that a played chat sends: one of a few words, and one of a printed service sheet. S2, S5."""

import random
from io import BytesIO

from PIL import ExifTags, Image, ImageChops, ImageDraw, ImageFilter, ImageOps

from proof.layout import NOTED, SIGNATURE, WIDTH, areas

TABLE = (1440, 1920)
"""Pixels of the photo of a sheet, which covers most of it."""
WOOD, SHADE, INK = ("#5d432c", "#94714d"), "#cfcabf", (24, 38, 110)
TURNED = {False: -2.0, True: 2.5}
"""Degrees by which a sheet lies askew; a signed one is another photo than the same before."""
PEN = 0.6
"""mm"""
Stroke = tuple[tuple[float, float], ...]
"""Points, in heights of a letter."""
WANG: tuple[Stroke, ...] = (
    ((0.1, 0.15), (0.9, 0.12)),
    ((0.2, 0.5), (0.8, 0.47)),
    ((0.5, 0.14), (0.5, 0.88)),
    ((0.05, 0.9), (0.95, 0.86)),
)
"""The name 王."""
WORDS: tuple[Stroke, ...] = (tuple((0.22 * n, (0.1, 0.9, 0.3, 0.8, 0.2)[n % 5]) for n in range(24)),)
"""A running hand that nobody reads."""


def a_photo(words: str) -> bytes:
    """A real JPEG that differs by name, and shows it; `|` begins a line. With metadata where the words tell of it."""
    name, _, said = words.partition("@")
    lines = name.replace("|", "\n")
    colour = tuple(random.Random(name).randbytes(3))  # noqa: S311
    blank = ImageDraw.Draw(Image.new("RGB", (1, 1)))
    wide = max(320, int(blank.textbbox((20, 90), lines, font_size=36)[2]) + 20)
    picture = Image.new("RGB", (wide, 240), colour)
    ImageDraw.Draw(picture).text((20, 90), lines, font_size=36)
    return _jpeg(picture, _metadata(said) if said else b"")


def a_sheet(page: bytes, *, signed: bool) -> bytes:
    """A JPEG of a printed sheet as a phone takes it: it lies a little askew on a table, in light from one side.

    page    a picture of the whole page
    signed  with a name by hand, and words in the boxes that a pack may require
    """
    paper = Image.open(BytesIO(page)).convert("RGB")
    if signed:
        _write(paper, SIGNATURE, WANG, 16)
        for field in NOTED.values():
            _write(paper, field, WORDS, 6)
    turned = paper.convert("RGBA").rotate(TURNED[signed], Image.Resampling.BICUBIC, expand=True)
    light = Image.linear_gradient("L").resize(TABLE)
    photo = ImageOps.colorize(light, *WOOD)
    photo.paste(turned, ((photo.width - turned.width) // 2, (photo.height - turned.height) // 2), turned)
    lit = ImageChops.multiply(photo, ImageOps.colorize(light, SHADE, "white"))
    return _jpeg(lit.filter(ImageFilter.GaussianBlur(0.6)))


def _write(paper: Image.Image, field: str, strokes: tuple[Stroke, ...], tall: float) -> None:
    """Strokes of a pen at the right and below in a box, where nothing is printed. tall: mm of a letter."""
    area, pixels = areas(field)[0], paper.width / WIDTH
    wide = max(x for stroke in strokes for x, _y in stroke) * tall
    left, top = area.x + area.width - wide - 6, area.y + area.height - tall - 4
    for stroke in strokes:
        points = [((left + x * tall) * pixels, (top + y * tall) * pixels) for x, y in stroke]
        ImageDraw.Draw(paper).line(points, INK, round(PEN * pixels), joint="curve")


def _metadata(said: str) -> Image.Exif:
    """Day, hour, maker and model as a phone writes them."""
    exif = Image.Exif()
    day, hour, exif[ExifTags.Base.Make], exif[ExifTags.Base.Model] = said.split(",")
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = f"{day.replace('-', ':')} {hour}:00"
    return exif


def _jpeg(picture: Image.Image, exif: Image.Exif | bytes = b"") -> bytes:
    buffer = BytesIO()
    picture.save(buffer, "JPEG", exif=exif)
    return buffer.getvalue()
