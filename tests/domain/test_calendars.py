"""Calendars: weekdays, lunch, holidays, the days worked instead, and years that nobody knows yet. U3."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.calendars import calendars
from domain.durations import DAY, HOUR, MINUTE
from domain.errors import PackError
from domain.hours import Hours
from policies.holidays import prepared
from policies.loader import PACKS
from tests.domain.life import STEADY

SHANGHAI, BERLIN = "Asia/Shanghai", "Europe/Berlin"
CHINA = prepared({"country": "CN"}, PACKS)
OFFICE = {
    "office": {
        "from": "08:30",
        "to": "17:30",
        "lunch": [{"from": "12:00", "to": "13:30"}],
        "days": "workdays",
    },
    "workdays": {"days": "workdays"},
    "shop": {"from": "09:00", "to": "18:00", "days": ["mon", "sat"], "holidays": "off"},
}


def hours(name: str = "office", *, special: dict[str, object] = CHINA, zone: str = SHANGHAI) -> Hours:
    return calendars(OFFICE, special, zone)[name]


def at(text: str, zone: str = SHANGHAI) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).timestamp() * 1000)


def local(ms: int, zone: str = SHANGHAI) -> str:
    return datetime.fromtimestamp(ms / 1000, ZoneInfo(zone)).strftime("%Y-%m-%d %H:%M")


def test_lunch_and_the_night_do_not_count():
    assert hours().between(at("2026-03-04 11:00"), at("2026-03-05 09:30")) == 6 * HOUR
    assert local(hours().after(at("2026-03-04 11:30"), HOUR)) == "2026-03-04 14:00"


def test_national_day_is_off_and_the_saturday_after_is_worked_instead():
    assert local(hours().after(at("2026-09-30 17:00"), HOUR)) == "2026-10-08 09:00"
    assert local(hours().after(at("2026-10-09 17:00"), HOUR)) == "2026-10-10 09:00", "a Saturday"
    assert hours("shop").between(at("2026-10-03 00:00"), at("2026-10-04 00:00")) == 0, "a Saturday in the holiday"


def test_in_whole_working_days_a_day_is_a_working_day():
    assert local(hours("workdays").after(at("2026-03-06 10:00"), DAY)) == "2026-03-09 10:00", "Friday to Monday"


def test_a_year_without_swapped_days_has_its_holidays_and_one_that_nobody_knows_its_weekdays():
    assert CHINA["known"] < 2030
    assert hours().between(at("2035-10-01 00:00"), at("2035-10-02 00:00")) == 0
    assert hours().between(at("2099-01-01 00:00"), at("2099-01-02 00:00")) == 7 * HOUR + 30 * MINUTE, "a Thursday"
    new_year = hours().after(at(f"{CHINA['known']}-12-31 17:00"), 40 * HOUR)
    assert new_year > at(f"{CHINA['known'] + 1}-01-01 00:00")


def test_the_operators_own_days_come_over_the_countrys(tmp_path):
    (tmp_path / "days.toml").write_text('off = [2026-03-04]\non = ["2026-10-01..2026-10-02"]', encoding="utf-8")
    special = prepared({"country": "CN", "file": "days.toml", "off": ["2026-10-02"]}, tmp_path)
    own = hours(special=special)
    assert own.between(at("2026-03-04 00:00"), at("2026-03-05 00:00")) == 0
    assert own.between(at("2026-10-01 00:00"), at("2026-10-03 00:00")) == 7 * HOUR + 30 * MINUTE


def test_another_country_has_its_own_week():
    special = prepared({"country": "SA"}, PACKS)
    assert special["weekend"] == ["fri", "sat"]
    sunday = at("2026-03-08 00:00")
    assert hours("workdays", special=special).between(sunday, sunday + DAY) == DAY


def test_leap_day_and_summer_time():
    assert hours().between(at("2028-02-29 00:00"), at("2028-03-01 00:00")) == 7 * HOUR + 30 * MINUTE
    berlin = hours("workdays", special={}, zone=BERLIN)
    friday, monday = at("2026-03-27 12:00", BERLIN), at("2026-03-30 12:00", BERLIN)
    assert local(berlin.after(friday, DAY), BERLIN) == local(monday, BERLIN)


def test_a_calendar_that_is_hardly_ever_open_is_far_away_and_no_error():
    rare = calendars({"rare": {"from": "09:00", "to": "09:01", "days": ["mon"]}}, {}, SHANGHAI)["rare"]
    assert rare.after(at("2026-01-01 00:00"), 3000 * DAY) > at("2100-01-01 00:00")


@settings(STEADY, max_examples=200)
@given(
    st.sampled_from(["office", "workdays", "shop"]),
    st.sampled_from([SHANGHAI, BERLIN, "America/New_York"]),
    st.integers(at("2019-12-25 00:00"), at("2043-01-10 00:00")),
    st.integers(1, 60 * HOUR),
)
def test_what_will_have_run_has_run(name, zone, start, length):
    """After so much time exactly so much has run, not an instant earlier, over every change of clocks."""
    calendar = hours(name, zone=zone)
    end = calendar.after(start, length)
    assert calendar.between(start, end) == length
    assert calendar.between(start, end - 1) == length - 1


@settings(STEADY, max_examples=200)
@given(st.lists(st.integers(0, 400 * DAY), min_size=3, max_size=3).map(sorted))
def test_parts_add_up(offsets):
    base = at("2026-11-01 00:00")
    a, b, c = (base + offset for offset in offsets)
    assert hours().between(a, b) + hours().between(b, c) == hours().between(a, c)


@pytest.mark.parametrize(
    ("entry", "key"),
    [
        ({"from": "08:00"}, "[hours] office"),
        ({}, "[hours] office"),
        (5, "[hours] office"),
        ({"from": "22:00", "to": "06:00"}, "[hours] office"),
        ({"from": "08:00", "to": "18:00", "days": "workday"}, "[hours] office: days"),
        ({"from": "08:00", "to": "18:00", "days": ["mond"]}, "[hours] office: days"),
        ({"from": "08:00", "to": "18:00", "days": []}, "[hours] office: days"),
        ({"from": "08:00", "to": "18:00", "lunch": {"from": "07:00", "to": "09:00"}}, "[hours] office: lunch"),
        ({"from": "08:00", "to": "18:00", "lunch": [{"from": "12:00", "to": "19:00"}]}, "[hours] office: lunch"),
        ({"from": "08:00", "to": "18:00", "lunch": [{"from": "08:00", "to": "18:00"}]}, "[hours] office: lunch"),
        ({"from": "08:00", "to": "18:00", "lunc": []}, "[hours] office: lunc"),
        ({"days": "workdays", "holidays": True}, "[hours] office: holidays"),
    ],
)
def test_a_mistake_in_a_calendar_is_named(entry, key):
    with pytest.raises(PackError) as found:
        calendars({"office": entry}, {}, SHANGHAI)
    assert found.value.key == key


@pytest.mark.parametrize(
    ("section", "key"),
    [
        ({"country": "CHN"}, "[holidays] country"),
        ({"contry": "CN"}, "[holidays] contry"),
        ({"off": "2026-10-01"}, "[holidays] off"),
        ({"off": ["2026-10-08..2026-10-01"]}, "[holidays] off"),
        ({"off": ["2026-02-30"]}, "[holidays] off"),
        ({"off": ["2026-10-01"], "on": ["2026-10-01"]}, "[holidays] on"),
        ({"file": "gone.toml"}, "[holidays] file"),
        ({"file": 3}, "[holidays] file"),
    ],
)
def test_a_mistake_in_holidays_is_named(section, key):
    with pytest.raises(PackError) as found:
        prepared(section, PACKS)
    assert found.value.key == key


def test_the_same_pack_has_the_same_days():
    assert prepared({"country": "CN"}, PACKS) == CHINA
    assert date(2026, 10, 1).isoformat() in CHINA["off"]
