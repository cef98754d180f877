"""No phone number and no address survives masking, however it is written (U9, X5)."""

import re
from unicodedata import digit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.reading.masking import HIDDEN, ZH_DIGITS, masked, without_phones
from handlers.reading.phone import read_phone
from tests.domain.life import STEADY

ZH = "零一二三四五六七八九"
WRITTEN = (
    lambda d: d,
    lambda d: chr(ord("０") + int(d)),
    lambda d: chr(ord("٠") + int(d)),
    lambda d: ZH[int(d)],
    lambda d: "幺" if d == "1" else ZH[int(d)],
    lambda d: f"{d}\ufe0f\u20e3",
)
"""Ways to write one digit: plain, full width, Arabic, Chinese, as radio operators say it, as an emoji."""

NUMBERS = st.one_of(
    st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True),
    st.from_regex(r"0[1-9][0-9]{1,2}[2-8][0-9]{6,7}", fullmatch=True),
    st.from_regex(r"[2-8][0-9]{6,7}", fullmatch=True),
    st.from_regex(r"(\+?86)?1[3-9][0-9]{9}", fullmatch=True),
)
GAPS = st.sampled_from(("", " ", "-", "—", ".", "·", "  ", "\u200b", "_", "/", "~", " - "))
AROUND = st.text(
    st.characters(blacklist_categories=("Cs", "Nd", "Nl", "No")).filter(lambda s: s not in ZH_DIGITS), max_size=12
)


@st.composite
def written(draw: st.DrawFn) -> tuple[str, str]:
    """A number, and the number as somebody writes it."""
    number = draw(NUMBERS)
    way, gap, every = draw(st.sampled_from(WRITTEN)), draw(GAPS), draw(st.integers(1, 4))
    signs = [way(d) if d.isdigit() else d for d in number]
    return number, gap.join("".join(signs[n : n + every]) for n in range(0, len(signs), every))


@STEADY
@given(written(), AROUND, AROUND)
def test_no_phone_number_survives(number: tuple[str, str], before: str, after: str) -> None:
    left = masked(f"{before}{number[1]}{after}")
    digits = [sign for sign in left if sign in ZH_DIGITS or digit(sign, None) is not None]
    assert len(digits) < 7, left
    assert HIDDEN in left
    assert read_phone(left) is None


@STEADY
@given(st.lists(written(), min_size=2, max_size=4), st.sampled_from((" 或者 ", ",", "\n", " or ")))
def test_nor_do_several(numbers: list[tuple[str, str]], between: str) -> None:
    left = masked(between.join(words for _number, words in numbers))
    assert not re.search(r"[0-9]{3}", left), left


@pytest.mark.parametrize(
    ("text", "secrets", "left"),
    [
        ("空调不制冷", (), "空调不制冷"),
        ("E5 报错，KFR-35GW 用了3年", (), "E5 报错，KFR-35GW 用了3年"),
        ("漏水，打我13800138000", (), "漏水，打我•••"),
        ("在幸福路8号3单元502,门铃坏了", (), "在•••,门铃坏了"),
        ("门牌是 幸福路8号 3单元 502", ("幸福路8号3单元502",), "门牌是 •••"),
        ("金桂苑三号楼", ("金桂苑三号楼",), "•••"),
        ("", (), ""),
    ],
)
def test_what_is_hidden_and_what_stays(text: str, secrets: tuple[str, ...], left: str) -> None:
    assert masked(text, secrets) == left


def test_a_long_paste_costs_no_more_than_a_long_sentence() -> None:
    assert len(masked("1-" * 100_000)) <= 2_000


def test_a_mask_that_looks_for_mobiles_only_would_be_noticed() -> None:
    """The property can fail: the simple pattern lets numbers through."""
    simple = re.sub(r"1[3-9]\d{9}", HIDDEN, "我的电话 138-0013-8000")
    assert read_phone(simple) is not None


@STEADY
@given(written())
def test_no_number_is_passed_on(number: tuple[str, str]) -> None:
    left = without_phones(f"有事打我手机{number[1]}，谢谢")
    assert HIDDEN in left
    assert read_phone(left) is None


@pytest.mark.parametrize(
    "said",
    [
        "明天10:00-12:00到",
        "2026-12-01 9:30 到",
        "12月13日 14:00~15:30",
        "13:30 15:00 16:30 都行",
        "到幸福路8号3单元502",
        "一共1250元",
    ],
)
def test_times_prices_and_places_are_passed_on_as_they_are(said: str) -> None:
    assert without_phones(said) == said
