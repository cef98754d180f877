"""A period of the calendar: it holds its instant, the next one begins where it ends, whatever the clocks are set to."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.durations import DAY, HOUR
from domain.periods import PERIODS, bounds, named

ZONES = ("Asia/Shanghai", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Africa/Cairo", "UTC")
INSTANTS = st.integers(
    min_value=int(datetime(2020, 1, 1, tzinfo=UTC).timestamp() * 1000),
    max_value=int(datetime(2040, 1, 1, tzinfo=UTC).timestamp() * 1000),
)


@given(every=st.sampled_from(PERIODS), at=INSTANTS, zone=st.sampled_from(ZONES))
def test_a_period_holds_its_instant_and_the_next_begins_where_it_ends(every: str, at: int, zone: str) -> None:
    start, until = bounds(every, at, zone)
    assert start <= at < until
    assert bounds(every, start, zone) == (start, until) == bounds(every, until - 1, zone)
    assert bounds(every, until, zone)[0] == until


def day(text: str, zone: str = "Asia/Shanghai") -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).timestamp() * 1000)


@pytest.mark.parametrize(
    ("every", "at", "start", "until"),
    [
        ("week", "2026-11-25 09:00", "2026-11-23", "2026-11-30"),
        ("week", "2027-01-01 00:00", "2026-12-28", "2027-01-04"),
        ("month", "2028-02-29 23:59", "2028-02-01", "2028-03-01"),
        ("quarter", "2026-12-31 23:59", "2026-10-01", "2027-01-01"),
        ("year", "2026-01-01 00:00", "2026-01-01", "2027-01-01"),
    ],
)
def test_periods_of_the_calendar(every: str, at: str, start: str, until: str) -> None:
    assert bounds(every, day(at), "Asia/Shanghai") == (day(start), day(until))


def test_a_week_with_a_changed_clock_is_an_hour_longer() -> None:
    start, until = bounds("week", day("2026-10-22", "Europe/Berlin"), "Europe/Berlin")
    assert until - start == 7 * DAY + HOUR


def test_a_week_over_two_months_names_both() -> None:
    start, until = bounds("week", day("2026-12-01"), "Asia/Shanghai")
    assert named("week", start, until, "Asia/Shanghai") == {
        "text": "period-week-over",
        "year": "2026",
        "quarter": 4,
        "month": {"text": "month-name", "n": 11},
        "day": 30,
        "last_month": {"text": "month-name", "n": 12},
        "last_day": 6,
    }
