"""Seasons (U24): from one day to another a pack's rules have other values; a clock keeps those it started under."""

import tomllib
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.building import build
from domain.durations import DAY, HOUR, MINUTE
from domain.errors import PackError
from domain.events import Event
from domain.job.court_commands import Judge
from domain.recounting import recount
from domain.replay import would_come_out
from policies.loader import load
from tests.domain.job.test_court import OVER, late
from tests.domain.life import LI, STEADY, SUPERVISOR, ZONE, Life, agree
from tests.domain.tiny import TINY_PACK, TINY_SUBJECT, Happen, happenings

SEASON = """
[[overlay]]
id = "peak"
from = "2025-11-25"
until = "2025-11-26"
zh = "旺季"
en = "peak season"

[[overlay.clock]]
id = "agree"
within = "2h"
breach = { points = 1, on = "technician" }
"""
PEAK = build(tomllib.loads(TINY_PACK + SEASON), ZONE)
BEGINS = int(datetime(2025, 11, 25, tzinfo=ZoneInfo(ZONE)).timestamp() * 1000)
ENDS = BEGINS + 2 * DAY


def dispatched(at: int, seq: int = 1) -> Event:
    return Event(seq, "job.dispatched", at, at, {"technician": LI.person})


def ran(at: int) -> int:
    (clock,) = (one for one in PEAK.step((), dispatched(at), {}) if one.rule == "agree")
    return clock.left // MINUTE


@pytest.mark.parametrize(
    ("at", "minutes"),
    [(BEGINS - 1, 30), (BEGINS, 120), (BEGINS + DAY, 120), (ENDS - 1, 120), (ENDS, 30), (ENDS + 300 * DAY, 30)],
)
def test_a_season_is_its_days_in_the_packs_zone(at: int, minutes: int) -> None:
    assert ran(at) == minutes


def test_a_clock_keeps_the_rule_it_started_under() -> None:
    """Over the season's beginning and over its end, its steps and its charge too."""
    for at, within, points in ((BEGINS - HOUR, 30 * MINUTE, 5), (ENDS - HOUR, 120 * MINUTE, 1)):
        running = PEAK.step((), dispatched(at), {})
        later = Event(2, "appointment.proposed", at + 2 * HOUR, at + 2 * HOUR, {"technician": 99})
        (clock,) = (one for one in PEAK.step(running, later, {}) if one.rule == "agree")
        assert clock.left == within
        assert PEAK.rule_of(clock).charge()["points"] == points


def test_a_step_of_the_season_is_due_when_the_season_says() -> None:
    life = Life(PEAK, subject=TINY_SUBJECT)
    life.perform(Happen("job.dispatched", LI.person), BEGINS + 9 * HOUR)
    life.ring(ENDS + DAY)
    done = [(key[0], key[2], key[3]) for key in life.clocks.done if key[0] == "agree"]
    assert ("agree", "breach", BEGINS + 11 * HOUR) in done
    agree(life)


def test_a_breach_of_the_season_is_decided_as_the_season_charged_it() -> None:
    """Also when it is decided after the season; the next one counts what the pack says all year."""
    table = load("gree-installer", ZONE).table
    change = {"id": "D2", "zh": "旺季约时间", "breach": {"points": 9, "on": "technician"}}
    names = {"id": "a_day", "zh": "一天", "en": "A day"}
    table["overlay"] = [{**names, "from": "2025-11-24", "until": "2025-11-24", "clock": [change]}]
    life = late(build(table, ZONE))
    assert life.told[-1].data["wording"]["zh"] == "旺季约时间"
    assert life.state.breaches[0].charge["points"] == 9
    life.perform(Judge(SUPERVISOR, 0, True, "true"), OVER)
    assert life.log[-1].name == "breach.upheld"
    assert life.log[-1].data["points"] == 9
    agree(life)


@given(happenings(late=0), st.integers(-2, 3))
@STEADY
def test_one_by_one_equals_all_at_once_in_and_out_of_seasons(told: list[Any], days: int) -> None:
    """Whatever happens around its beginning and its end: stepped, recounted and replayed it is the same."""
    life = Life(PEAK, subject=TINY_SUBJECT)
    for arrival in sorted(told, key=lambda one: one.at):
        life.perform(arrival.command, arrival.at + days * DAY)
        agree(life)
    end = max((arrival.at for arrival in told), default=BEGINS) + (days + 4) * DAY
    life.ring(end)
    agree(life)
    assert recount(TINY_SUBJECT, PEAK, life.log, end).wanted.keys() == set(life.clocks.done)
    assert len(list(would_come_out(TINY_SUBJECT, PEAK, life.log, end))) == len(life.clocks.done)


@given(happenings(late=0))
@STEADY
def test_a_season_in_another_year_changes_nothing(told: list[Any]) -> None:
    far = build(tomllib.loads(TINY_PACK + SEASON.replace("2025", "2031")), ZONE)
    plain, with_season = ((), ())  # type: tuple[tuple[Running, ...], tuple[Running, ...]]
    book = build(tomllib.loads(TINY_PACK), ZONE)
    for seq, one in enumerate(sorted(told, key=lambda arrival: arrival.at), 1):
        data = {"technician": one.command.technician, **one.command.data}
        event = Event(seq, one.command.name, one.at, one.at, data)
        plain, with_season = book.step(plain, event, {}), far.step(with_season, event, {})
        assert sorted(plain, key=str) == sorted(with_season, key=str)


# Several seasons

DAYS = st.integers(0, 40).map(lambda n: date(2027, 7, 1) + timedelta(days=n))
STRETCH = st.tuples(DAYS, DAYS).map(lambda two: (min(two), max(two)))


@given(st.lists(STRETCH, max_size=4), DAYS)
@STEADY
def test_seasons_over_different_rules_may_overlap_over_the_same_they_may_not(
    spans: list[tuple[date, date]], day: date
) -> None:
    """Each day has the values of just the seasons it lies in; two over one rule at a time are refused."""
    rules = ("agree", "answer")
    table = tomllib.loads(TINY_PACK)
    table["overlay"] = [
        {
            "id": f"s{n}",
            "from": first.isoformat(),
            "until": last.isoformat(),
            "zh": "季",
            "en": "season",
            "clock": [{"id": rules[n % 2], "within": f"{100 + n}m"}],
        }
        for n, (first, last) in enumerate(spans)
    ]
    same = [(spans[a], spans[b]) for a in range(len(spans)) for b in range(a) if a % 2 == b % 2]
    if any(one[0] <= two[1] and two[0] <= one[1] for one, two in same):
        with pytest.raises(PackError, match="at the same time"):
            build(table, ZONE)
        return
    policy = build(table, ZONE)
    noon = int(datetime(day.year, day.month, day.day, 12, tzinfo=ZoneInfo(ZONE)).timestamp() * 1000)
    for which, plain in ((0, 30), (1, 15)):
        here = [100 + n for n, (first, last) in enumerate(spans) if n % 2 == which and first <= day <= last]
        rule = policy.on(noon).clocks[rules[which]]
        assert [rule.within.length // MINUTE] == (here or [plain])  # type: ignore[attr-defined]


# What a pack may not write

TWICE = '[[overlay.clock]]\nid = "answer"\n[[overlay.clock]]'


@pytest.mark.parametrize(
    ("right", "wrong", "key", "near"),
    [
        ('id = "peak"\n', "", "overlay ?: id", None),
        ('until = "2025-11-26"', 'until = "2025-11-24"', "overlay peak: until", None),
        ('until = "2025-11-26"', 'until = "2025-11-31"', "overlay peak: until", None),
        ('until = "2025-11-26"\n', "", "overlay peak: until", None),
        ('from = "2025-11-25"', 'form = "2025-11-25"', "overlay peak: form", "from"),
        ('zh = "旺季"\n', "", "overlay peak: zh", None),
        ('id = "agree"\nwithin', 'id = "agre"\nwithin', "overlay peak: clock agre: id", "agree"),
        ('within = "2h"', 'withn = "2h"', "overlay peak: clock agree: withn", "within"),
        ('within = "2h"', 'within = "2hh"', "overlay peak: clock agree: within", None),
        ('within = "2h"', 'within = "2h"\nsource = "other"', "overlay peak: clock agree: source", None),
        ("[[overlay.clock]]", "[[overlay.clok]]", "overlay peak: clok", "clock"),
        ("[[overlay.clock]]", "[[overlay.count]]", "overlay peak: count agree: id", None),
        ("[[overlay.clock]]", TWICE, "overlay peak: clock answer: id", None),
    ],
)
def test_a_mistake_is_named(right: str, wrong: str, key: str, near: str | None) -> None:
    with pytest.raises(PackError) as refused:
        build(tomllib.loads(TINY_PACK + SEASON.replace(right, wrong, 1)), ZONE)
    assert (refused.value.key, refused.value.near) == (key, near)


def test_a_season_changes_something() -> None:
    with pytest.raises(PackError, match="the rules that it changes"):
        build(tomllib.loads(TINY_PACK + SEASON.partition("[[overlay.clock]]")[0]), ZONE)
