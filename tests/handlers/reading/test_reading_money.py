"""Sums of money as people type them: a table of sentences, and what must hold for any text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.reading.money import MOST_FEN, read_fen, read_price, spell_fen


@pytest.mark.parametrize(
    ("said", "fen"),
    [
        ("120", 12_000),
        ("120元", 12_000),
        (" 120 块 ", 12_000),
        ("120块钱", 12_000),
        ("¥1,250.50", 125_050),
        ("¥88", 8_800),
        ("１２０元", 12_000),
        ("1250.5", 125_050),
        ("120 yuan", 12_000),
        ("RMB 120", 12_000),
        ("一百二", 12_000),
        ("三百五十块", 35_000),
        ("两千", 200_000),
        ("三块五", 350),
        ("12块5毛", 1_250),
        ("0", 0),
        ("零", 0),
        ("1000000", MOST_FEN),
        ("-5", None),
        ("负五", None),
        ("1e5", None),
        ("1000000.01", None),
        ("1000001", None),
        ("9" * 100_000, None),
        ("120.505", None),
        ("12,50", None),
        ("一二三四五六七八九一二", None),
        ("120-150", None),
        ("一百二三", None),
        ("120 130", None),
        ("免费", None),
        ("你好", None),
        ("🥵", None),
        ("", None),
        ("³", None),
    ],
)
def test_one_sum(said, fen):
    assert read_fen(said) == fen


@pytest.mark.parametrize(
    ("said", "items"),
    [
        ("130", (("", 13_000),)),
        ("一百三", (("", 13_000),)),
        ("配件80 人工50 上门20", (("配件", 8_000), ("人工", 5_000), ("上门", 2_000))),
        ("配件80人工50上门20", (("配件", 8_000), ("人工", 5_000), ("上门", 2_000))),
        ("配件:80元,人工:50元", (("配件", 8_000), ("人工", 5_000))),
        ("配件 80 人工 50.5", (("配件", 8_000), ("人工", 5_050))),
        ("配件八十，人工五十块", (("配件", 8_000), ("人工", 5_000))),
        ("三通阀80", (("三通阀", 8_000),)),
        ("R32冷媒120 人工50", (("R32冷媒", 12_000), ("人工", 5_000))),
        ("电容（外机）35、人工50", (("电容（外机）", 3_500), ("人工", 5_000))),
        ("配件80rmb 人工50rmb", (("配件", 8_000), ("人工", 5_000))),
        ("parts 80, labour 50", (("parts", 8_000), ("labour", 5_000))),
        ("80+50", (("", 8_000), ("", 5_000))),
        ("压缩机1,250 人工200", (("压缩机", 125_000), ("人工", 20_000))),
        ("配件80 人工50 共130", (("配件", 8_000), ("人工", 5_000))),
        ("一共130", (("", 13_000),)),
        ("total 130", (("", 13_000),)),
    ],
)
def test_prices(said, items):
    price = read_price(said)
    assert price is not None
    assert price.items == items
    assert price.total == sum(fen for _, fen in items)


@pytest.mark.parametrize(
    "said",
    [
        "",
        "你好",
        "配件",
        "配件-80",
        "配件80 人工",
        "130 150",
        "配件80 人工50 共140",
        "2个电容160",
        "80.505",
        "配件1e5",
        "🥵",
    ],
)
def test_no_price(said):
    assert read_price(said) is None


@pytest.mark.parametrize(("fen", "said"), [(13_000, "130"), (13_050, "130.50"), (5, "0.05"), (0, "0"), (-50, "-0.50")])
def test_spelled(fen, said):
    assert spell_fen(fen) == said


@given(st.integers(0, MOST_FEN))
def test_what_is_spelled_is_read_again(fen):
    assert read_fen(spell_fen(fen)) == fen


@given(st.one_of(st.text(), st.text("配件人工一二三百千万零块元毛¥0123456789.,+ R", max_size=60)))
def test_any_text_is_a_sum_within_bounds_or_nothing(text):
    fen, price = read_fen(text), read_price(text)
    assert fen is None or 0 <= fen <= MOST_FEN
    assert price is None or 0 <= price.total <= MOST_FEN


@pytest.mark.parametrize("unit", ["配件80 ", "R3", "一", "配", "8,888", " ", "🥵", "(", "9"])
def test_a_very_long_text_is_read_to_the_end(unit):
    text = unit * (100_000 // len(unit))
    read_fen(text)
    read_price(text)
