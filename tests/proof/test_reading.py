"""S3: text is read whichever way the phone was held, and each character with how sure it is."""

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from proof.pictures import Pixels
from proof.reading import MOST_HEIGHTS, Line, Reader, step
from tests.proof.test_numbers import line
from tests.proof.test_verdict import photo
from tests.storage.test_photos import opened

ROWS = ("售后服务热线", "1950015 4596", "4001-059-119")


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def read(reader: Reader, quarters: int) -> list[Line]:
    return reader.lines(np.rot90(np.asarray(opened(photo(*ROWS))), quarters).copy())


@pytest.mark.parametrize("quarters", range(4))
def test_a_photo_may_be_turned(reader: Reader, quarters: int) -> None:
    assert sorted(one.text.replace(" ", "") for one in read(reader, quarters)) == sorted(
        row.replace(" ", "") for row in ROWS
    )


def test_each_character_has_its_confidence(reader: Reader) -> None:
    for one in read(reader, 0):
        assert len(one.sure) == len(one.text)
        assert all(0 < sure <= 1 for sure in one.sure)
        assert 0.9 < one.mean <= 1


def test_of_a_page_full_of_print_the_largest_lines_are_read_and_no_more_than_there_is_time_for(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = Image.new("RGB", (1500, 2000), "white")
    draw, small = ImageDraw.Draw(page), ImageFont.load_default(24)
    for y in range(10, 1850, 38):
        draw.text((10, y), " ".join(str(10**8 + 7919 * n * y)[:9] for n in range(1, 12)), "black", small)
    draw.text((60, 1870), "400-812-3456", "black", ImageFont.load_default(90))
    crops: list[Pixels] = []
    read = reader.read
    monkeypatch.setattr(reader, "read", lambda these: [crops.extend(these), read(these)][1])
    texts = [one.text for one in reader.lines(np.asarray(page))]
    assert any("812-3456" in text for text in texts), texts
    assert 3 < len(texts) < 20
    assert sum(crop.shape[1] / crop.shape[0] for crop in crops) < 2 * MOST_HEIGHTS


def test_nothing_is_read_where_nothing_stands(reader: Reader) -> None:
    assert reader.lines(np.full((400, 600, 3), 180, np.uint8)) == []
    assert reader.lines(np.zeros((1, 1, 3), np.uint8)) == []
    assert reader.read([]) == []


def test_a_step_is_counted_in_heights_of_the_line() -> None:
    assert step(line("400"), line("812", x=220)) == pytest.approx((1, 0))
    assert step(line("400"), line("812", x=200, y=30)) == pytest.approx((0, 1.5))
