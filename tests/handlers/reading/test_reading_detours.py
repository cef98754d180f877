"""What is typed when a visit does not go straight: how long, until when, how many of what, coming or not."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from handlers.reading.coming import read_coming
from handlers.reading.spans import read_later, read_span, read_until
from handlers.reading.units import read_units

ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 25, 10, 0, tzinfo=ZONE)  # a Wednesday
MINUTE = 60_000


@pytest.mark.parametrize(
    ("words", "minutes"),
    [
        ("30", 30),
        ("30分钟", 30),
        ("晚30分钟", 30),
        ("大概 20 分", 20),
        ("三十分钟左右", 30),
        ("半小时", 30),
        ("半个小时", 30),
        ("1小时", 60),
        ("一个半小时", 90),
        ("两个小时", 120),
        ("３０", 30),
        ("an hour", 60),
        ("half an hour", 30),
        ("2 hours", 120),
        ("by 45 min", 45),
    ],
)
def test_a_length_of_time(words: str, minutes: int) -> None:
    assert read_span(words) == minutes * MINUTE


@pytest.mark.parametrize("words", ["", "很晚", "下午4点", "30分钟或者1小时", "-5", "明天", "99999", "late"])
def test_no_length_of_time(words: str) -> None:
    assert read_span(words) is None


@pytest.mark.parametrize(
    ("words", "until"),
    [
        ("明天", (26, 9)),
        ("周五", (27, 9)),
        ("3天", (28, 9)),
        ("三天", (28, 9)),
        ("in 3 days", (28, 9)),
        ("2 days", (27, 9)),
        ("后天", (27, 9)),
        ("11月30号", (30, 9)),
        ("明天下午3点", (26, 15)),
        ("friday", (27, 9)),
        ("tomorrow 3pm", (26, 15)),
    ],
)
def test_until_when(words: str, until: tuple[int, int]) -> None:
    day, hour = until
    moment = datetime(2026, 11, day, hour, tzinfo=ZONE)
    assert read_until(words, int(NOW.timestamp() * 1000), ZONE) == int(moment.timestamp() * 1000)


@pytest.mark.parametrize("words", ["", "不知道", "配件到了再说", "周五或者周六", "2月30号"])
def test_until_nobody_knows(words: str) -> None:
    assert read_until(words, int(NOW.timestamp() * 1000), ZONE) is None


@pytest.mark.parametrize(
    ("words", "hour"),
    [("下午1点", (25, 13)), ("明天9点", (26, 9)), ("11:30", (25, 11.5)), ("上午9点", None), ("?", None)],
)
def test_a_later_time_is_todays_unless_a_day_is_named(words: str, hour: tuple[int, float] | None) -> None:
    window = read_later(words, int(NOW.timestamp() * 1000), ZONE)
    found = window and datetime.fromtimestamp(window.from_at / 1000, ZONE)
    assert (found and (found.day, found.hour + found.minute / 60)) == hour


@pytest.mark.parametrize(
    ("words", "units"),
    [
        ("2台空调", (2, "air_conditioner")),
        ("两台", (2, None)),
        ("3", (3, None)),
        ("冰箱 1 台", (1, "fridge")),
        ("十二台", (12, None)),
        ("2 fridges", (2, "fridge")),
        ("2个锅炉", (2, "other")),
        ("5 pianos", (5, "other")),
    ],
)
def test_units(words: str, units: tuple[int, str | None]) -> None:
    assert read_units(words) == units


@pytest.mark.parametrize("words", ["", "几台", "好多空调", "some"])
def test_units_without_a_number(words: str) -> None:
    assert read_units(words) is None


@pytest.mark.parametrize(
    ("words", "comes"),
    [
        ("马上到", True),
        ("不好意思，马上就回", True),
        ("等我五分钟", True),
        ("别走，来了", True),
        ("on my way", True),
        ("Sorry, coming", True),
        ("改天吧", False),
        ("今天不行", False),
        ("明天再来", False),
        ("another time please", False),
        ("can’t today", False),
        ("不在家，马上回来", None),
        ("?", None),
        ("空调不制冷", None),
        ("", None),
    ],
)
def test_coming_or_another_time(words: str, comes: bool | None) -> None:
    assert read_coming(words) is comes
