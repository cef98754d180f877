"""S3: the company's number is read digit for digit; a mobile number of nobody we know is seen."""

import pytest

from proof.findings import Corners
from proof.numbers import digits_of, distance, handwritten, mobile_numbers, service_numbers
from proof.reading import Line

SERVICE = "400-812-3456"


def at(x: float, y: float, width: float = 200, height: float = 20) -> Corners:
    return (x, y), (x + width, y), (x + width, y + height), (x, y + height)


def line(text: str, x: float = 0, y: float = 0, sure: float = 0.99) -> Line:
    return Line(text, (sure,) * len(text), at(x, y))


def found(*texts: str, number: str = SERVICE) -> list[str]:
    return [seen.digits for seen in service_numbers([line(text, y=100 * n) for n, text in enumerate(texts)], [number])]


@pytest.mark.parametrize(
    "text",
    [
        "400-812-3456",
        "4008-123-456",
        "400 812 3456",
        "4008123456",
        "400—812—3456",
        "400·812·3456",
        "全国统一服务热线:400-812-3456",
        "24小时热线400-812-3456",
        "服务热线(400)812-3456",
        "4OO-812-3456",
        "400-8I2-3456",
        "+86 400-812-3456",
        "400-812-3456 0755-86123456",
        "400-812-3456/13800138000",
        "４００－８１２－３４５６",
    ],
)
def test_the_service_number_is_found_however_it_is_spelled(text: str) -> None:
    assert found(text) == ["4008123456"]


@pytest.mark.parametrize(
    "text",
    [
        "400-812-3457",
        "400-812-346",
        "400-812-34566",
        "400-812-3456-7",
        "400-812-3456 7",
        "1400-812-3456",
        "1-400-812-3456",
        "400-821-3456",
        "4 400-812-3456",
        "400-812-345B",
        "400-812-345",
        "A4008123456",
        "6901 4008123456 8",
        "OIO-OI2-OIOI",
        "",
    ],
)
def test_a_near_miss_is_another_number(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(("number", "text"), [("0755-86123456", "(0755)8612 3456"), ("13800138000", "138 0013 8000")])
def test_it_may_be_a_landline_or_a_mobile(number: str, text: str) -> None:
    assert found(text, number=number) == [digits_of(number)]
    assert found(f"{text}1", number=number) == []


def test_a_number_goes_on_in_the_next_line_or_box() -> None:
    below = [line("热线 400-812-", y=0), line("3456", y=24)]
    beside = [line("400-812", x=0), line("3456", x=215)]
    apart = [line("400-812", x=0), line("3456", x=900)]
    longer = [line("400-812-", y=0), line("34567", y=24)]
    assert [number.digits for number in service_numbers(below, [SERVICE])] == ["4008123456"]
    assert [number.digits for number in service_numbers(beside, [SERVICE])] == ["4008123456"]
    assert service_numbers(apart, [SERVICE]) == []
    assert service_numbers(longer, [SERVICE]) == []


def test_it_is_as_sure_as_its_least_sure_digit() -> None:
    text = "热线400-812-3456"
    sure = [0.9] * len(text)
    sure[0], sure[-1] = 0.1, 0.5
    assert service_numbers([Line(text, tuple(sure), at(0, 0))], [SERVICE])[0].sure == 0.5


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("13800138000", ["13800138000"]),
        ("李师傅138-0013-8000", ["13800138000"]),
        ("手机:138 0013 8000 微信同号", ["13800138000"]),
        ("+8613800138000", []),
        ("86-13800138000", ["13800138000"]),
        ("138OO138OOO", []),
        ("1380013800O", ["13800138000"]),
        ("6901234567892", []),
        ("S/N 13800138000123", []),
        ("12800138000", []),
        ("400-812-3456", []),
        ("2026.05.17", []),
    ],
)
def test_mobile_numbers_are_told_from_other_figures(text: str, digits: list[str]) -> None:
    assert [number.digits for number in mobile_numbers([line(text)])] == digits


@pytest.mark.parametrize(
    ("text", "sure", "seen"),
    [
        ("138OO13B000", 0.6, True),
        ("l38 0013 8000", 0.6, True),
        ("1380013800", 0.6, True),
        ("1380013800", 0.99, False),  # clear print with ten digits is something else
        ("13800", 0.4, False),
        ("机号 1380013800", 0.5, False),
        ("4008123456", 0.5, False),
    ],
)
def test_digits_by_hand_may_be_a_mobile_number(text: str, sure: float, seen: bool) -> None:
    assert bool(handwritten([line(text, sure=sure)])) == seen


@pytest.mark.parametrize(
    ("one", "other", "steps"), [("", "", 0), ("123", "123", 0), ("123", "132", 2), ("123", "1234", 1), ("5", "", 1)]
)
def test_distance_counts_changed_digits(one: str, other: str, steps: int) -> None:
    assert distance(one, other) == distance(other, one) == steps
