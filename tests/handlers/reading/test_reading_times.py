"""Visit times as people type them: tables of sentences, and what must hold for any text.

Now is Monday 24 November 2025, 09:05 in Shanghai, unless a test says another hour.
"""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.reading.times import NOTICE, propose_windows, read_visit

ZONE = ZoneInfo("Asia/Shanghai")
HALF_OF_2025 = (1_735_660_800_000, 1_767_196_799_000)


def at(hhmm: str, day: int = 24) -> int:
    hour, minute = map(int, hhmm.split(":"))
    return int(datetime(2025, 11, day, hour, minute, tzinfo=ZONE).timestamp() * 1000)


def spelled(window) -> str | None:
    if window is None:
        return None
    from_at, until_at = (datetime.fromtimestamp(ms / 1000, ZONE) for ms in (window.from_at, window.until_at))
    ends = "" if from_at == until_at else f"-{until_at:%H:%M}"
    return f"{from_at:%a %m-%d %H:%M}{ends}"


@pytest.mark.parametrize(
    ("said", "window"),
    [
        # half days
        ("明天上午", "Tue 11-25 08:00-12:00"),
        ("约好 明天上午", "Tue 11-25 08:00-12:00"),
        ("明早", "Tue 11-25 08:00-12:00"),
        ("明天中午", "Tue 11-25 11:30-13:30"),
        ("大后天下午", "Thu 11-27 13:00-18:00"),
        ("三天后上午", "Thu 11-27 08:00-12:00"),
        ("今晚", "Mon 11-24 18:00-21:00"),
        ("后天晚上", "Wed 11-26 18:00-21:00"),
        ("明天全天", "Tue 11-25 08:00-18:00"),
        ("上午", "Mon 11-24 08:00-12:00"),
        ("下午", "Mon 11-24 13:00-18:00"),
        ("tomorrow morning", "Tue 11-25 08:00-12:00"),
        ("this afternoon", "Mon 11-24 13:00-18:00"),
        ("tonight", "Mon 11-24 18:00-21:00"),
        ("noon tomorrow", "Tue 11-25 11:30-13:30"),
        # weekdays
        ("周六上午", "Sat 11-29 08:00-12:00"),
        ("周一上午", "Mon 11-24 08:00-12:00"),
        ("周一 8:00", "Mon 12-01 08:00"),
        ("下周一上午9点", "Mon 12-01 09:00"),
        ("下周三下午两点", "Wed 12-03 14:00"),
        ("下下周一上午", "Mon 12-08 08:00-12:00"),
        ("这周五上午", "Fri 11-28 08:00-12:00"),
        ("星期天下午", "Sun 11-30 13:00-18:00"),
        ("礼拜三晚上7点", "Wed 11-26 19:00"),
        ("明天周二上午", "Tue 11-25 08:00-12:00"),
        ("Sat 10:00", "Sat 11-29 10:00"),
        ("Thursday afternoon", "Thu 11-27 13:00-18:00"),
        ("next Tue 10am", "Tue 12-02 10:00"),
        # dates
        ("12月3号上午", "Wed 12-03 08:00-12:00"),
        ("十二月三号下午两点", "Wed 12-03 14:00"),
        ("12月3日14:30", "Wed 12-03 14:30"),
        ("11/28 9:00", "Fri 11-28 09:00"),
        ("28号上午", "Fri 11-28 08:00-12:00"),
        ("3号下午", "Wed 12-03 13:00-18:00"),
        ("31号上午10点", "Wed 12-31 10:00"),
        ("1月3号上午", "Sat 01-03 08:00-12:00"),
        ("2026-01-05 10:00", "Mon 01-05 10:00"),
        ("2026年1月5日上午", "Mon 01-05 08:00-12:00"),
        ("11月20号上午", "Thu 11-20 08:00-12:00"),
        ("Nov 28 9:00", "Fri 11-28 09:00"),
        ("28 November morning", "Fri 11-28 08:00-12:00"),
        ("December 3rd at 10am", "Wed 12-03 10:00"),
        # clock times
        ("15:30", "Mon 11-24 15:30"),
        ("明天下午３：３０", "Tue 11-25 15:30"),
        ("今天下午3点", "Mon 11-24 15:00"),
        ("今天8点", "Mon 11-24 08:00"),
        ("8点", "Tue 11-25 08:00"),
        ("3点", "Mon 11-24 15:00"),
        ("03:00", "Tue 11-25 03:00"),
        ("下午三点半", "Mon 11-24 15:30"),
        ("上午10点", "Mon 11-24 10:00"),
        ("明早9点", "Tue 11-25 09:00"),
        ("今晚8点", "Mon 11-24 20:00"),
        ("晚上八点", "Mon 11-24 20:00"),
        ("晚上12点", "Tue 11-25 00:00"),
        ("凌晨2点", "Tue 11-25 02:00"),
        ("中午1点", "Mon 11-24 13:00"),
        ("下午14点", "Mon 11-24 14:00"),
        ("后天14点", "Wed 11-26 14:00"),
        ("9点45", "Mon 11-24 09:45"),
        ("九点四十五分", "Mon 11-24 09:45"),
        ("九点一刻", "Mon 11-24 09:15"),
        ("9时30分", "Mon 11-24 09:30"),
        ("八点零五分", "Tue 11-25 08:05"),
        ("我明天上午九点半过去", "Tue 11-25 09:30"),
        ("tomorrow 3pm", "Tue 11-25 15:00"),
        ("tomorrow at 3", "Tue 11-25 15:00"),
        ("tomorrow afternoon at 3", "Tue 11-25 15:00"),
        ("today 15:30", "Mon 11-24 15:30"),
        ("day after tomorrow 2 p.m.", "Wed 11-26 14:00"),
        ("12am tomorrow", "Tue 11-25 00:00"),
        # ranges, and times with one end
        ("9点到11点", "Mon 11-24 09:00-11:00"),
        ("9-11点", "Mon 11-24 09:00-11:00"),
        ("14:00-16:00", "Mon 11-24 14:00-16:00"),
        ("明天 9:00~10:30", "Tue 11-25 09:00-10:30"),
        ("下午3点到5点", "Mon 11-24 15:00-17:00"),
        ("3点到5点", "Mon 11-24 15:00-17:00"),
        ("11点到1点", "Mon 11-24 11:00-13:00"),
        ("上午9点到下午2点", "Mon 11-24 09:00-14:00"),
        ("9am-11am", "Mon 11-24 09:00-11:00"),
        ("2-4pm", "Mon 11-24 14:00-16:00"),
        ("7-9pm", "Mon 11-24 19:00-21:00"),
        ("between 9 and 11 am tomorrow", "Tue 11-25 09:00-11:00"),
        ("下午5点以后", "Mon 11-24 17:00-18:00"),
        ("上午11点前", "Mon 11-24 08:00-11:00"),
        ("today after 3", "Mon 11-24 15:00-18:00"),
        ("before 11am tomorrow", "Tue 11-25 08:00-11:00"),
        # counted from now
        ("半小时后", "Mon 11-24 09:35"),
        ("半个小时之后", "Mon 11-24 09:35"),
        ("in half an hour", "Mon 11-24 09:35"),
        ("两个小时后", "Mon 11-24 11:05"),
        ("一个半小时后", "Mon 11-24 10:35"),
        ("四十五分钟后", "Mon 11-24 09:50"),
        ("1小时后到", "Mon 11-24 10:05"),
        ("半小时到", "Mon 11-24 09:35"),
        ("in 20 minutes", "Mon 11-24 09:25"),
        ("in 2 hours", "Mon 11-24 11:05"),
        ("一小时内", "Mon 11-24 09:05-10:05"),
        ("within an hour", "Mon 11-24 09:05-10:05"),
        ("马上", "Mon 11-24 09:05-09:35"),
        ("马上到", "Mon 11-24 09:05-09:35"),
        ("right away", "Mon 11-24 09:05-09:35"),
    ],
)
def test_a_time_is_read(said, window):
    assert spelled(read_visit(said, at("9:05"), ZONE)) == window


@pytest.mark.parametrize(
    "said",
    [
        "",
        " \n",
        "你好",
        "🥵",
        "13800138000",
        "什么时候来",
        "明天",
        "tomorrow",
        "周末上午",
        "下周上午",
        "改天下午",
        "昨天下午",
        "明天或者后天上午",
        "上午或下午",
        "3点或者5点",
        "9点11点1点",
        "明天上午不行",
        "can't tomorrow morning",
        "2月30号上午",
        "32号上午",
        "13/13 9:00",
        "25:00",
        "12:60",
        "上午14点",
        "早一点",
        "快一点",
        "有点",
        "一会儿",
        "修了两小时",
    ],
)
def test_what_names_no_time_or_too_many_is_asked_again(said):
    assert read_visit(said, at("9:05"), ZONE) is None


@pytest.mark.parametrize(
    ("now", "said", "window"),
    [
        ("10:30", "上午", "Mon 11-24 08:00-12:00"),
        ("12:00", "上午", "Tue 11-25 08:00-12:00"),
        ("12:30", "周一上午", "Mon 12-01 08:00-12:00"),
        ("12:30", "今天上午", "Mon 11-24 08:00-12:00"),
        ("16:00", "3点", "Tue 11-25 15:00"),
        ("22:00", "晚上", "Tue 11-25 18:00-21:00"),
        ("23:50", "半小时后", "Tue 11-25 00:20"),
    ],
)
def test_without_a_day_it_is_the_next_there_is(now, said, window):
    assert spelled(read_visit(said, at(now), ZONE)) == window


@pytest.mark.parametrize(
    ("now", "windows"),
    [
        ("6:00", ["Mon 11-24 08:00-12:00", "Mon 11-24 13:00-18:00", "Tue 11-25 08:00-12:00"]),
        ("7:00", ["Mon 11-24 08:00-12:00", "Mon 11-24 13:00-18:00", "Tue 11-25 08:00-12:00"]),
        ("7:01", ["Mon 11-24 13:00-18:00", "Tue 11-25 08:00-12:00", "Tue 11-25 13:00-18:00"]),
        ("9:05", ["Mon 11-24 13:00-18:00", "Tue 11-25 08:00-12:00", "Tue 11-25 13:00-18:00"]),
        ("20:00", ["Tue 11-25 08:00-12:00", "Tue 11-25 13:00-18:00", "Wed 11-26 08:00-12:00"]),
    ],
)
def test_windows_proposed(now, windows):
    assert [spelled(window) for window in propose_windows(at(now), ZONE)] == windows


def test_a_clock_change_does_not_turn_a_window_round():
    berlin = ZoneInfo("Europe/Berlin")
    night_before = int(datetime(2025, 3, 29, 12, 0, tzinfo=berlin).timestamp() * 1000)
    window = read_visit("明天凌晨2点半到3点", night_before, berlin)
    assert window is not None
    assert window.from_at <= window.until_at


SCRAPS = """今 明天 后天 周 下周 三 上午 下午 晚上 早 点 半 到 - 9 11 15:30 28号 12月 2月30号 11/28 2026-1-5 后 前 内
小时 两 个 am pm tomorrow next sat at after in within hours 马上 不 零 十 : /"""
WORDS = st.lists(st.sampled_from([*SCRAPS.split(), " ", "\0"]), max_size=8).map("".join)


@given(st.one_of(st.text(), WORDS), st.integers(*HALF_OF_2025))
def test_any_text_is_a_window_the_right_way_round_or_nothing(text, now_ms):
    window = read_visit(text, now_ms, ZONE)
    assert window is None or window.from_at <= window.until_at


@given(st.integers(*HALF_OF_2025), st.integers(0, 9))
def test_proposals_come_in_order_and_leave_an_hour(now_ms, count):
    windows = propose_windows(now_ms, ZONE, count)
    assert len(windows) == count
    assert all(window.from_at >= now_ms + NOTICE for window in windows)
    assert list(windows) == sorted(windows, key=lambda window: window.from_at)


@pytest.mark.parametrize(
    "unit", ["明天", "9点", "9", "上午", "12月", "in ", " ", "🥵", "半", "周", "9到", "一", "an hour"]
)
def test_a_very_long_text_is_read_to_the_end(unit):
    read_visit(unit * (100_000 // len(unit)), at("9:05"), ZONE)
