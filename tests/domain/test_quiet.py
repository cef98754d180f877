"""U4: no alarm in quiet hours unless its rule says "always"; it waits for the morning, and nothing is lost."""

from dataclasses import replace
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from domain.durations import DAY, HOUR
from domain.hours import Quiet
from domain.job.commands import Accept, Appoint, Arrive, Delivered, Depart
from domain.job.desk_commands import Dispatch
from domain.job.detour_commands import StopWork
from domain.seasons import Year
from tests.domain.life import GREE, LI, STEADY, SUPERVISOR, ZHANG, Life, clock_time, reported

NIGHT = Quiet("Asia/Shanghai", time(22), time(7))
ZONES = ("Asia/Shanghai", "Europe/Berlin", "America/St_Johns", "Australia/Lord_Howe")
A_YEAR = (
    int(datetime(2025, 1, 1, tzinfo=UTC).timestamp() * 1000),
    int(datetime(2026, 1, 2, tzinfo=UTC).timestamp() * 1000),
)
SPRING = int(datetime(2025, 3, 30, 0, 59, 59, 999_000, tzinfo=UTC).timestamp() * 1000)
AUTUMN = int(datetime(2025, 10, 26, 0, 30, tzinfo=UTC).timestamp() * 1000)
"""Berlin's clock is about to jump from two to three; it shows half past two for the first time."""


# The hours


def wall(at: int, zone: str) -> time:
    return datetime.fromtimestamp(at / 1000, ZoneInfo(zone)).time()


def inside(at: int, zone: str, begins: time, to: time) -> bool:
    """Whether the clock on the wall shows quiet hours, read the plain way."""
    shown = wall(at, zone)
    return begins <= shown < to if begins < to else shown >= begins or shown < to


@STEADY
@given(st.integers(*A_YEAR), st.sampled_from(ZONES), st.times(), st.times())
@example(SPRING, "Europe/Berlin", time(22), time(2, 30))
@example(AUTUMN, "Europe/Berlin", time(22), time(2, 30))
@example(AUTUMN + HOUR, "Europe/Berlin", time(22), time(2, 45))
def test_no_instant_of_quiet_hours_is_heard_and_others_do_not_wait(at: int, zone: str, begins: time, to: time) -> None:
    begins, to = (one.replace(microsecond=one.microsecond // 1000 * 1000, fold=0) for one in (begins, to))
    if begins == to:
        return
    heard = Quiet(zone, begins, to).over(at)
    assert not inside(heard, zone, begins, to)
    assert 0 <= heard - at <= DAY + HOUR
    if not inside(at, zone, begins, to) and wall(at, zone).hour > 4:  # the clock is put on and back before
        assert heard == at


@pytest.mark.parametrize(
    ("at", "heard"),
    [("21:59", "21:59"), ("22:00", "07:00"), ("23:30", "07:00"), ("06:59", "07:00"), ("07:00", "07:00")],
)
def test_the_edges(at: str, heard: str) -> None:
    night = at > "12:00" > heard
    assert NIGHT.over(clock_time(at)) == clock_time(heard, 25 if night else 24)


def test_quiet_hours_within_a_day() -> None:
    noon = Quiet("Asia/Shanghai", time(12), time(14))
    assert noon.over(clock_time("13:00")) == clock_time("14:00")
    assert noon.over(clock_time("23:00")) == clock_time("23:00")


# A job at night


def on_site(at: str) -> Life:
    """Agreed for the evening; Li is there since `at`, and should have been by 21:30."""
    life = reported(at=clock_time("18:00"))
    life.perform(Dispatch(SUPERVISOR, (LI.person,)), clock_time("18:00"))
    life.perform(Delivered(LI), clock_time("18:00"))
    life.perform(Accept(LI), clock_time("18:01"))
    life.perform(Appoint(LI, (clock_time("21:30"), clock_time("22:00"))), clock_time("18:05"))
    life.perform(Depart(LI, ticked=True), clock_time("21:00"))
    if at:
        life.perform(Arrive(LI), clock_time(at))
    return life


def heard(life: Life, rule: str) -> list[tuple[str, int]]:
    return [(event.data["step"], event.at) for event in life.log if event.data.get("rule") == rule]


def test_an_escalation_of_the_night_comes_in_the_morning_and_is_dated_so():
    """D4 is due at 22:00, the supervisor is told 15 minutes later: in quiet hours."""
    life = on_site("")
    life.ring(clock_time("23:59"))
    assert heard(life, "D4") == [("remind:-15m:technician", clock_time("21:45"))]
    assert life.next_due() == clock_time("07:00", 25)
    life.ring(clock_time("07:00", 25))
    assert len(heard(life, "D4")) == 1, "strictly after its time, as every step"
    life.ring(clock_time("07:00", 25) + 1)
    assert heard(life, "D4")[1] == ("tell:+15m:supervisor", clock_time("07:00", 25))
    assert not life.told[-1].silent


def test_a_clock_that_was_stopped_at_night_says_nothing_in_the_morning():
    life = on_site("23:10")
    life.ring(clock_time("09:00", 25))
    assert [step for step, _at in heard(life, "D4")] == ["remind:-15m:technician"]


def test_stopped_at_the_last_moment_of_the_night_is_in_time():
    """At exactly the due time the person wins; here the time is the end of the quiet hours."""
    life = on_site("")
    life.perform(Arrive(LI), clock_time("07:00", 25))
    life.ring(clock_time("09:00", 25))
    assert [step for step, _at in heard(life, "D4")] == ["remind:-15m:technician"]


def loud(rule_id: str):
    """The pack with one rule that may wake people, and without its seasons."""
    rule = replace(GREE.timed(rule_id), alarm="always")  # type: ignore[type-var]
    return replace(GREE, rules={**GREE.rules, rule_id: rule}, clocks={**GREE.clocks, rule_id: rule}, year=Year())


def test_a_rule_that_says_always_is_heard_at_night():
    life = on_site("")
    life.policy = loud("D4")
    life.ring(clock_time("23:59"))
    assert heard(life, "D4")[-1] == ("tell:+15m:supervisor", clock_time("22:15"))
    assert not life.told[-1].silent
    assert life.told[-1].rule == "", "nor is it gathered into a digest"


def test_a_bell_that_rings_late_at_night_speaks_without_a_sound():
    """Due at 21:45, we were not there; at 23:00 it is said silently, in the morning it would be loud."""
    for bell, silent in (("23:00", True), ("21:50", False)):
        life = on_site("")
        life.told.clear()
        life.ring(clock_time(bell))
        assert [(told.key, told.silent) for told in life.told] == [("step-told", silent)]


def test_what_a_person_does_at_night_is_never_silent():
    life = on_site("")
    life.told.clear()
    life.perform(Arrive(LI), clock_time("22:05"))
    answers = [told for told in life.told if told.key in ("arrived", "technician-arrived")]
    assert {told.silent for told in answers} == {False}


@pytest.mark.parametrize("shown", ["23:00", "21:59"])
def test_nobody_is_passed_over_in_his_sleep(shown: str):
    """An offer of the night runs in contact hours, 08:00–22:00. U5."""
    life = reported(at=clock_time("21:50"))
    life.perform(Dispatch(SUPERVISOR, (LI.person,)), clock_time("21:55"))
    life.perform(Delivered(LI), clock_time(shown))
    life.ring(clock_time("08:05", 25))
    assert life.state.offers == {LI.person: "open"}
    life.ring(clock_time("08:10", 25) + 1)
    assert life.state.offers == {LI.person: "passed", ZHANG.person: "open"}


def test_nothing_is_proposed_against_a_technician_for_the_hours_he_sleeps():
    """D2: half an hour to agree a visit, in contact hours."""
    life = reported(at=clock_time("21:45"))
    life.perform(Dispatch(SUPERVISOR, (LI.person,)), clock_time("21:45"))
    life.perform(Delivered(LI), clock_time("21:45"))
    life.perform(Accept(LI), clock_time("21:50"))
    life.ring(clock_time("08:15", 25))
    assert "breach.proposed" not in life.names()
    life.ring(clock_time("08:15", 25) + 1)
    assert "breach.proposed" in life.names()


def test_a_report_of_the_night_is_asked_for_in_the_morning_and_the_manager_comes_later():
    life = reported(at=clock_time("23:00"))
    life.ring(clock_time("12:00", 25))
    assert heard(life, "I4") == [
        ("tell:0m:supervisor", clock_time("08:30", 25)),
        ("tell:+2h:manager", clock_time("10:30", 25)),
    ]


# What a reminder that waited says


def visit(begins: str, ends: str) -> Life:
    """Agreed the evening before for these hours of the morning."""
    life = reported(at=clock_time("18:00"))
    life.perform(Dispatch(SUPERVISOR, (LI.person,)), clock_time("18:00"))
    life.perform(Accept(LI), clock_time("18:01"))
    life.perform(Appoint(LI, (clock_time(begins, 25), clock_time(ends, 25))), clock_time("18:05"))
    life.told.clear()
    return life


def test_it_does_not_say_two_hours_when_only_one_is_left():
    life = visit("08:00", "12:00")
    life.ring(clock_time("07:00", 25) + 1)
    assert [(told.who, told.key) for told in life.told] == [
        ("customer", "step-customer-visit"),
        (LI.person, "step-told"),
    ]


def test_it_says_the_time_that_is_left():
    life = visit("07:30", "09:00")
    life.ring(clock_time("07:00", 25) + 1)
    (reminder,) = [told for told in life.told if told.who == LI.person]
    assert (reminder.key, reminder.data["span"]) == ("clock-remind", {"text": "span-minutes", "minutes": 30})
    assert reminder.data["wording"] == GREE.rules["D5"].wording


def test_what_is_over_is_said_to_be_over():
    """A visit for six in the morning: the reminders come at seven."""
    life = visit("06:00", "06:30")
    life.ring(clock_time("07:00", 25) + 1)
    assert said(life) == [
        (LI.person, "clock-due"),
        ("supervisor", "clock-late"),
        ("customer", "step-customer-visit"),
        (LI.person, "clock-due"),
    ]


def said(life: Life) -> list[tuple[str | int, str]]:
    return [(told.who, told.key) for told in life.told]


def test_a_pack_without_quiet_hours_has_none():
    life = on_site("")
    life.policy = replace(GREE, quiet=None)
    life.ring(clock_time("23:59"))
    assert heard(life, "D4")[-1] == ("tell:+15m:supervisor", clock_time("22:15"))


def test_danger_wakes_people():
    """S9: stopped at 21:55, still not released at 22:05: the manager hears it then, aloud."""
    life = on_site("21:20")
    life.perform(StopWork(LI), clock_time("21:55"))
    life.ring(clock_time("23:00"))
    assert heard(life, "S9") == [("tell:0m:manager", clock_time("22:05"))]
    assert not life.told[-1].silent
