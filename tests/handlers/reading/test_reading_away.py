"""When somebody is away, as people type it; and a code however it was copied."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.reading.away import read_away
from handlers.reading.code import is_grouped, read_bare_code, read_code

ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 25, 9, 30, tzinfo=ZONE)  # a Wednesday
NOW_MS = int(NOW.timestamp() * 1000)


def shown(text: str) -> str | None:
    found = read_away(text, NOW_MS, ZONE)
    if found is None:
        return None
    from_at, until_at = (datetime.fromtimestamp(at / 1000, ZONE) for at in (found.from_at, found.until_at))
    return f"{from_at:%m-%d %H:%M} {until_at:%m-%d %H:%M}"


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("今天", "11-25 09:30 11-26 00:00"),
        ("明天", "11-26 00:00 11-27 00:00"),
        ("后天", "11-27 00:00 11-28 00:00"),
        ("到周五", "11-25 09:30 11-28 00:00"),
        ("到明天", "11-25 09:30 11-27 00:00"),
        ("请假到周五", "11-25 09:30 11-28 00:00"),
        ("到12月1日", "11-25 09:30 12-02 00:00"),
        ("三天", "11-25 09:30 11-28 00:00"),
        ("3天", "11-25 09:30 11-28 00:00"),
        ("一周", "11-25 09:30 12-02 00:00"),
        ("两个星期", "11-25 09:30 12-09 00:00"),
        ("明天起三天", "11-26 00:00 11-29 00:00"),
        ("明天到周五", "11-26 00:00 11-28 00:00"),
        ("周四到周六", "11-26 00:00 11-29 00:00"),
        ("下午", "11-25 13:00 11-25 18:00"),
        ("明天上午", "11-26 08:00 11-26 12:00"),
        ("半天", "11-25 09:30 11-25 12:00"),
        ("到15:30", "11-25 09:30 11-25 15:30"),
        ("到明天中午", "11-25 09:30 11-26 13:30"),
        ("until friday", "11-25 09:30 11-28 00:00"),
        ("tomorrow", "11-26 00:00 11-27 00:00"),
        ("3 days", "11-25 09:30 11-28 00:00"),
        ("a week", "11-25 09:30 12-02 00:00"),
        ("today", "11-25 09:30 11-26 00:00"),
        *[
            (text, None)
            for text in ("", "不知道", "昨天", "很久", "周末", "2月30日", "李师傅", "500天", "到昨天", "改天")
        ],
    ],
)
def test_a_period(text: str, period: str | None) -> None:
    assert shown(text) == period


@given(st.text(max_size=60))
def test_any_words_are_a_period_ahead_or_none(text: str) -> None:
    found = read_away(text, NOW_MS, ZONE)
    assert found is None or NOW_MS <= found.from_at < found.until_at


CODE = "7K3MQ0RT1XYZ"


@pytest.mark.parametrize(
    "typed", ["7K3M-Q0RT-1XYZ", "7k3m q0rt 1xyz", "７Ｋ３Ｍ－Ｑ０ＲＴ－１ＸＹＺ", "7K3MQORTLXYZ", " 7K3M–QORT–IXYZ "]
)
def test_a_code_is_read(typed: str) -> None:
    assert read_code(typed) == CODE
    assert read_bare_code(typed) == CODE


@pytest.mark.parametrize(
    "typed", ["", "7K3M-Q0RT-1XY", "7K3M-Q0RT-1XYU", "7K3M-Q0RT-1XYZZ", "13800138000", "空调不制冷", "a" * 47]
)
def test_what_is_no_code(typed: str) -> None:
    assert read_code(typed) is None
    assert not is_grouped(typed)


@pytest.mark.parametrize("typed", ["138001380001", "0595-2238-7788", "０５９５－２２３８－７７８８", "ABCDEFGHJKMN"])
def test_a_number_or_a_word_alone_is_no_code_until_it_is_said_to_be_one(typed: str) -> None:
    assert read_code(typed) is not None
    assert read_bare_code(typed) is None


@given(st.text(max_size=80))
def test_any_words_are_read_or_not(text: str) -> None:
    code = read_code(text)
    assert code is None or len(code) in (12, 48)
