"""Whole numbers in digits and in Chinese: a table."""

import pytest

from handlers.reading.numerals import read_number


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("12", 12),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("三十五", 35),
        ("一百二", 120),
        ("一百零二", 102),
        ("一百二十", 120),
        ("一百十五", 115),
        ("两千三", 2_300),
        ("两千零五", 2_005),
        ("一万二", 12_000),
        ("一万零二百", 10_200),
        ("三万五千", 35_000),
        ("二〇二四", 2_024),
        ("两", 2),
        ("", None),
        ("百", None),
        ("十百", None),
        ("万", None),
        ("一百二三", None),
        ("²", None),
    ],
)
def test_numbers(said, number):
    assert read_number(said) == number
