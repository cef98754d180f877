"""S3: text is read whichever way the phone was held, and each character with how sure it is."""

import numpy as np
import pytest

from proof.reading import Line, Reader, step
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


def test_nothing_is_read_where_nothing_stands(reader: Reader) -> None:
    assert reader.lines(np.full((400, 600, 3), 180, np.uint8)) == []
    assert reader.lines(np.zeros((1, 1, 3), np.uint8)) == []
    assert reader.read([]) == []


def test_a_step_is_counted_in_heights_of_the_line() -> None:
    assert step(line("400"), line("812", x=220)) == pytest.approx((1, 0))
    assert step(line("400"), line("812", x=200, y=30)) == pytest.approx((0, 1.5))
