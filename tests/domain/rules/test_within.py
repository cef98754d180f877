"""How long a clock runs: for lots of units (D13), and with a window that opens later than it starts (A2 A3)."""

import tomllib
from dataclasses import replace
from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.durations import DAY, HOUR
from domain.errors import PackError
from domain.events import Event
from domain.hours import Always, Daily
from domain.rules.clock import Clock, read
from domain.rules.within import MOST_LOTS
from tests.domain.life import STEADY, ZONE

WORDS = 'source = "ours"\nzh = "试"\nen = "try"\n'
D13 = """
id = "D13"
from = "visit.ended"
having = { reason = "workshop" }
until = ["technician.departed"]
within = "1d per 10 units"
late = [{ at = "0m", tell = "supervisor" }]
"""
A2 = """
id = "A2"
from = "asset.served"
until = ["followup.answered", "asset.served", "care.refused"]
opens = "3d"
within = "7d"
late = [{ at = "open", do = "ask_followup" }, { at = "-2d", do = "phone_followup" }]
"""
NOON = 1_764_000_000_000 + 12 * HOUR
HOURS = (Always(), Daily(ZONE, time(8), time(22)))


def clock(text: str, **changed: object) -> Clock:
    return read({**tomllib.loads(WORDS + text), **{key.rstrip("_"): value for key, value in changed.items()}})


def event(name: str, at: int, seq: int = 1, **data: object) -> Event:
    return Event(seq, name, at, at, data)


# Lots of units (D13)


@pytest.mark.parametrize(("units", "days"), [(0, 1), (1, 1), (10, 1), (11, 2), (20, 2), (21, 3), (30, 3), (31, 4)])
def test_each_lot_begun_has_its_day(units: int, days: int) -> None:
    ended = event("visit.ended", NOON, reason="workshop")
    (running,) = clock(D13).step((), ended, {"units": units}, Always())
    assert running.due == NOON + days * DAY


def test_the_event_itself_may_say_how_many_and_one_lot_is_the_least() -> None:
    rule = clock(D13)
    for said, view, days in ((25, {"units": 1}, 3), (None, {}, 1), ("many", {"units": 99}, 1), (-4, {}, 1)):
        data = {"reason": "workshop"} | ({} if said is None else {"units": said})
        (running,) = rule.step((), event("visit.ended", NOON, **data), view, Always())
        assert running.due == NOON + days * DAY


def test_it_starts_only_where_the_event_says_so() -> None:
    assert clock(D13).step((), event("visit.ended", NOON, reason="another_visit"), {"units": 5}, Always()) == ()


@given(st.integers(0, 10**9), st.integers(1, 10_000))
def test_more_units_never_have_less_time(units: int, lot: int) -> None:
    rule = clock(D13, within=f"1d per {lot} units")
    ended = event("visit.ended", 0, reason="workshop")
    one, more = (rule.step((), ended, {"units": count}, Always())[0].left for count in (units, units + lot))
    assert DAY <= one <= more <= one + DAY <= (MOST_LOTS + 1) * DAY


@pytest.mark.parametrize(
    ("within", "near", "said"),
    [
        ("1d pr 10 units", "per", "per 10 units"),
        ("1d each 10 units", None, "per 10 units"),
        ("1d per 10 unts", "units", "per 10 units"),
        ("1d per ten units", None, "whole number"),
        ("1d per 0 units", None, "whole number"),
        ("1d per -5 units", None, "whole number"),
        ("1d per 2.5 units", None, "whole number"),
        ("1d per ١٠ units", None, "whole number"),
        ("1d per 99999 units", None, "10,000"),
        ("1d per 10", None, "per 10 units"),
        ("1d per", None, "per 10 units"),
        ("1d per 10 units after visit_until", None, "per 10 units"),
        ("0d per 10 units", None, "above zero"),
        ("-1d per 10 units", None, "above zero"),
        ("a day per 10 units", None, "length of time"),
    ],
)
def test_a_bad_lot_is_refused_with_what_was_wanted(within: str, near: str | None, said: str) -> None:
    with pytest.raises(PackError) as refused:
        clock(D13, within=within)
    assert (refused.value.key, refused.value.near) == ("clock D13: within", near)
    assert said in refused.value.wanted


# A window that opens (A2 A3)

SERVED = event("asset.served", NOON)


def open_after(*events: Event) -> bool:
    rule = clock(A2)
    running = rule.step((), SERVED, {}, Always())
    for seq, one in enumerate(events, 2):
        running = rule.step(running, replace(one, seq=seq), {}, Always())
    return any(one.started_by == 1 for one in running)


def test_what_the_rule_wants_counts_from_the_opening_on() -> None:
    assert open_after(event("followup.answered", NOON + 3 * DAY - 1))
    assert not open_after(event("followup.answered", NOON + 3 * DAY)), "at the very opening it counts"
    assert not open_after(event("followup.answered", NOON + 6 * DAY))


def test_what_merely_ends_it_ends_it_at_any_time() -> None:
    assert not open_after(event("care.refused", NOON + DAY))
    assert not open_after(event("asset.served", NOON + DAY))


def test_its_steps_may_be_due_at_the_opening() -> None:
    rule = clock(A2)
    (running,) = rule.step((), SERVED, {}, Always())
    steps = [(when - NOON, step.name) for when, step in rule.wanted(running, Always())]
    assert steps == [(3 * DAY, "do:open:ask_followup"), (5 * DAY, "do:-2d:phone_followup")]


def test_a_pause_moves_the_opening_with_the_clock() -> None:
    pause = {"from": "job.suspended", "until": "job.resumed", "longest": "30d"}
    rule = clock(A2, pause=pause)
    running = rule.step((), SERVED, {}, Always())
    for seq, (name, day) in enumerate((("job.suspended", 1), ("followup.answered", 4), ("job.resumed", 5)), 2):
        running = rule.step(running, event(name, NOON + day * DAY, seq), {}, Always())
    steps = [when - NOON for when, _step in rule.wanted(running[0], Always())]
    assert steps == [7 * DAY, 9 * DAY], "four days stood still"
    assert rule.step(running, event("followup.answered", NOON + 7 * DAY - 1, 9), {}, Always())
    assert not rule.step(running, event("followup.answered", NOON + 7 * DAY, 9), {}, Always())


@given(
    st.integers(1, 20 * 24 * 60 - 10),
    st.integers(5, 20 * 24 * 60),
    st.sampled_from(HOURS),
    st.lists(
        st.tuples(st.sampled_from(["job.suspended", "job.resumed", "followup.answered"]), st.integers(0, 60 * DAY))
    ),
)
@STEADY
def test_no_window_opens_after_it_closes(opens: int, window: int, hours: object, told: list[tuple[str, int]]) -> None:
    """Whatever stands still: the opening comes once, before the end; nothing that is wanted counts before it."""
    pause = {"from": "job.suspended", "until": "job.resumed", "longest": "9d"}
    rule = clock(A2, opens=f"{opens}m", within=f"{opens + window}m", pause=pause)
    running = rule.step((), SERVED, {}, hours)
    opened: set[int] = set()
    for seq, (name, after) in enumerate(sorted(told, key=lambda one: one[1]), 2):
        (clock_,) = running
        at = NOON + after
        wanted = {step.name: when for when, step in rule.wanted(clock_, hours)}
        opening = wanted.get("do:open:ask_followup")
        if opening is not None:
            assert opening <= clock_.due
            opened |= {opening} if opening < at else set()
        running = rule.step(running, event(name, at, seq), {}, hours)
        if not running:
            assert name == "followup.answered"
            assert opening is None or opening <= at
            return
    assert len(opened) <= 1


@pytest.mark.parametrize(
    ("changed", "key"),
    [
        ({"opens": "7d"}, "opens"),
        ({"opens": "8d"}, "opens"),
        ({"opens": "0m"}, "opens"),
        ({"opens": "-1d"}, "opens"),
        ({"opens": "soon"}, "opens"),
        ({"opens": 3}, "opens"),
        ({"within": "7d per 10 units"}, "opens"),
        ({"within": "7d after visit_until"}, "opens"),
        ({"opens": "6d", "minimum": "2d"}, "opens"),
        ({"extend": "work.extended"}, "extend"),
        ({"late": [{"at": "opn", "tell": "supervisor"}]}, "late.at"),
    ],
)
def test_a_bad_window_is_refused(changed: dict[str, object], key: str) -> None:
    with pytest.raises(PackError) as refused:
        clock(A2, **changed)
    assert refused.value.key == f"clock A2: {key}"


def test_a_clock_without_a_window_has_no_opening() -> None:
    with pytest.raises(PackError, match="window"):
        clock(D13, late=[{"at": "open", "tell": "supervisor"}])
