"""[nameplate] of a pack: what is written there is found, and no expression keeps a line busy."""

import re
from time import thread_time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from domain.errors import PackError
from domain.expressions import LINE, MOST_WAYS, TooHard, checked, ways
from domain.nameplate import read, told_apart, value_in
from policies.loader import load
from tests.domain.life import STEADY

HARD = [
    *(r"(a+)+$", r"(a*)*b", r"(a|a)*b", r"(\w+\s?)*x", r"(a|aa)+$", r"(?:(?:x+)y?)+z", r".*.*.*=", r"\d+\d+\d+\d+$"),
    *(r"(?:\d{1,40}){1,40}", r"(a?){60}", r"(?:a{0,80}){0,80}", r"((((a+)b?)+c?)+d?)+"),
]
NOT_TAKEN = [
    *("", "(", ")", "a)", "[a", "*a", "a**", "a++", r"(?=a)b", r"(?!a)b", r"(?<=a)b", r"(a)\1", r"(?P<n>a)", "(?i)a"),
    *("(?>a)", r"\Aa", r"\x41", "a" * 201, "a*", "a|", "a{3,1}", "(" * 30 + "a" + ")" * 30, "a{9999}", "a{,}"),
]
SECONDS = 0.5
"""Of one core for a whole line, on a machine that is busy: what is refused would take years."""


@pytest.mark.parametrize("expression", HARD)
def test_what_could_run_for_ever_is_refused(expression: str) -> None:
    re.compile(expression)  # it is one
    with pytest.raises(TooHard, match="ends soon"):
        checked(expression)


@pytest.mark.parametrize("expression", NOT_TAKEN)
def test_what_is_not_counted_is_not_taken(expression: str) -> None:
    with pytest.raises(TooHard):
        checked(expression)


ATOMS = st.sampled_from(["a", "b", r"\d", r"\w", "[ab]", "[^b]", ".", r"\(", r"\b", "A-", "^", "(?:ab)"])
TIMES = st.sampled_from(["", "", "?", "*", "+", "{2}", "{0,3}", "{1,9}", "{2,}", "+?", "{,4}"])


def grown(inside: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Sequences, alternatives and groups of what is there."""
    parts = st.lists(inside, min_size=1, max_size=4)
    return st.one_of(
        parts.map("".join),
        parts.map(lambda some: f"({'|'.join(some)})"),
        st.tuples(parts, TIMES).map(lambda both: f"(?:{''.join(both[0])}){both[1]}"),
    )


EXPRESSIONS = st.recursive(st.tuples(ATOMS, TIMES).map("".join), grown, max_leaves=10)


@STEADY
@given(EXPRESSIONS, st.sampled_from(["a", "ab", "aab1", "(", "1a"]), st.sampled_from(["", "!", "b"]))
@example(r"\w+[ab]+b", "a", "!")
@example(r"(?:a?b?){6}c", "ab", "!")
def test_whatever_is_taken_ends_soon_on_any_line(expression: str, piece: str, end: str) -> None:
    try:
        compiled = checked(expression)
    except TooHard:
        return
    line = (piece * LINE)[: LINE - 1] + end
    began = thread_time()
    compiled.search(line)
    assert thread_time() - began < SECONDS, expression


@STEADY
@given(EXPRESSIONS)
def test_what_is_counted_is_what_python_reads(expression: str) -> None:
    """No expression of our grammar is left uncounted: only what Python itself does not take."""
    try:
        re.compile(expression)
    except re.error:
        return
    assert 1 <= ways(expression) <= MOST_WAYS + 1


def test_the_ways_are_counted_as_they_multiply() -> None:
    assert [ways(text) for text in ("abc", "a?b?", "a{2,8}", "a|b|c", "(a|b){2}", r"\d+x")] == [1, 4, 7, 3, 4, LINE]


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        ("型号 KFR-35GW/(35592)NhAa-B1", "model", "KFR-35GW/(35592)NhAa-B1"),
        ("KFR-26GW/NhAa1BAJ", "model", "KFR-26GW/NhAa1BAJ"),
        ("机型:KFR-120LW/(12568S)NhBa-2", "model", "KFR-120LW/(12568S)NhBa-2"),
        ("S/N 4A03911270042", "serial", "4A03911270042"),
        ("D103911270042", "serial", "D103911270042"),
        ("6901234567892", "serial", None),
        ("4A039112700421", "serial", None),
        ("GB 4706.32-2012", "model", None),
    ],
)
def test_grees_own_spelling(line: str, field: str, value: str | None) -> None:
    pack = load("gree-installer", "Asia/Shanghai").policy.nameplate
    found = [value_in(re.compile(one.expression), line) for one in pack if one.field == field]
    assert found == [value]


def test_the_value_may_be_a_group() -> None:
    rows = [{"field": "model", "expression": r"No\.? ?([A-Z]{2}\d{2,4})", "example": "AB1234"}]
    with pytest.raises(PackError) as error:
        read({"patterns": rows})
    assert "finds None" in str(error.value)
    (pattern,) = read({"patterns": [rows[0] | {"expression": r"(?:No\.? ?)?([A-Z]{2}\d{2,4})"}]})
    assert value_in(re.compile(pattern.expression), "No. XY77") == "XY77"


@pytest.mark.parametrize(
    ("words", "model", "serial"),
    [
        ("KFR-26GW/(26592)NhAa-B1", "KFR-26GW/(26592)NhAa-B1", None),
        ("4A03911270042", None, "4A03911270042"),
        ("KFR-26GW/NhAa1 4A03911270042", "KFR-26GW/NhAa1", "4A03911270042"),
        ("4a03911270042，kfr-26gw/nhaa1", "kfr-26gw/nhaa1", "4a03911270042"),
        ("4A03911270042、KFR-26GW/NhAa1。", "KFR-26GW/NhAa1", "4A03911270042"),
        ("型号：KFR-26GW/NhAa1 出厂编号：4A03911270042", "KFR-26GW/NhAa1", "4A03911270042"),
        ("型号是 WM-12X, 机号 8812345678", "WM-12X", "8812345678"),
        ("model WM-12X, serial number 8812345678", "WM-12X", "8812345678"),
        ("S/N: 8812-345678", None, "8812-345678"),
        ("NR18SA2", "NR18SA2", None),
        ("SN12345678", None, "SN12345678"),
    ],
)
def test_what_is_typed_is_told_apart_in_any_order(words: str, model: str | None, serial: str | None) -> None:
    """By Gree's patterns where they know it, else by its shape: a serial number is nearly all figures."""
    pack = load("gree-installer", "Asia/Shanghai").policy.nameplate
    found = told_apart(words, pack)
    assert (found.get("model"), found.get("serial")) == (model, serial)


@pytest.mark.parametrize(
    "words",
    [
        *("", "对", "周六上午", "幸福路8号3单元502", "13800138000", "+8613800138000", "0755-86123456", "10:30", "2 pm"),
        *("KFR-26GW WM-12X", "8812345678 8812345679", "KFR-26GW 不制冷", "model", "400-812-3456", "2026-12-01"),
    ],
)
def test_what_is_no_model_and_no_serial_is_not_taken_for_one(words: str) -> None:
    """Nor two of the same: which of them would it be?"""
    assert told_apart(words, ()) == {}


def test_a_makers_pattern_knows_better_than_the_shape() -> None:
    rows = [{"field": "model", "expression": r"\d{8}", "example": "12345678"}]
    assert told_apart("12345678", read({"patterns": rows})) == {"model": "12345678"}
    assert told_apart("12345678", ()) == {"serial": "12345678"}
