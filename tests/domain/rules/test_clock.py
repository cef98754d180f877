"""A clock rule: what a pack may write, how it moves with events, and what it wants."""

import tomllib
from dataclasses import replace
from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings

from domain.durations import DAY, HOUR, MINUTE
from domain.errors import PackError
from domain.events import Event
from domain.hours import Always, Daily
from domain.job.clock_commands import SitOut
from domain.recounting import recount
from domain.rules import Running
from domain.rules.clock import Clock, read
from tests.domain.life import LI, NINE, STEADY, ZHANG, ZONE, Life, agree, clock_time
from tests.domain.tiny import TINY, TINY_SUBJECT, Happen, happenings

HOURS = Always()
WORDS = 'source = "T9.8"\nzh = "半小时内约好"\nen = "Agree within half an hour"\n'
D2 = """
    id = "D2"
    from = "job.dispatched"
    until = ["appointment.agreed", "job.declined"]
    on = "technician"
    within = "30m"
    pause = { from = "appointment.proposed", until = "appointment.rejected", longest = "1h" }
    remind = [{ at = "-10m", tell = "technician" }]
    late = [{ at = "0m", tell = "supervisor" }, { at = "+30m", do = "offer_next" }]
    breach = { points = 5, fen = 5000, on = "technician" }
"""


def rule(toml: str = D2, **changes: Any) -> Clock:
    return read(tomllib.loads(WORDS + toml) | changes)


def event(name: str, hhmm: str, seq: int = 1, **data: Any) -> Event:
    return Event(seq, name, clock_time(hhmm), clock_time(hhmm), {"technician": LI.person, **data})


def fold(clock: Clock, *events: Event) -> Running | None:
    """The one open clock after these events."""
    running: tuple[Running, ...] = ()
    for number, one in enumerate(events, 1):
        running = clock.step(running, replace(one, seq=number), {}, HOURS)
    assert len(running) <= 1
    return running[0] if running else None


def wants(clock: Clock, *events: Event) -> list[tuple[int, str]]:
    running = fold(clock, *events)
    return [(when, step.name) for when, step in clock.wanted(running, HOURS)] if running else []


DISPATCHED = event("job.dispatched", "09:05")


# Fires and stays quiet


def test_it_wants_its_steps_at_their_times():
    assert wants(rule(), DISPATCHED) == [
        (clock_time("09:25"), "remind:-10m:technician"),
        (clock_time("09:35"), "tell:0m:supervisor"),
        (clock_time("09:35"), "breach"),
        (clock_time("10:05"), "do:+30m:offer_next"),
    ]


def test_it_binds_the_person_of_the_event_that_started_it():
    running = fold(rule(), DISPATCHED)
    assert running == Running(
        "D2", 1, clock_time("09:05"), LI.person, clock_time("09:05"), 30 * MINUTE, clock_time("09:35")
    )


@pytest.mark.parametrize("name", ["appointment.agreed", "job.declined", "job.closed"])
def test_it_is_quiet_when_stopped(name):
    assert wants(rule(), DISPATCHED, event(name, "09:10")) == []


def test_it_is_quiet_when_nothing_started_it():
    assert wants(rule(), event("appointment.agreed", "09:10")) == []


def test_it_is_quiet_where_its_conditions_do_not_hold():
    install = rule(when={"kind": "install"})
    assert install.step((), DISPATCHED, {"kind": "repair"}, HOURS) == ()
    assert len(install.step((), DISPATCHED, {"kind": "install"}, HOURS)) == 1


def test_a_reminder_that_lies_before_the_start_is_none():
    quick = rule(within="5m")
    assert next(name for _when, name in wants(quick, DISPATCHED)) == "tell:0m:supervisor"


def test_what_counts_from_an_agreed_time_counts_in_its_hours():
    """Eight hours after the end of an afternoon's visit, in contact hours: noon of the next day, not two at night."""
    contact = Daily("Asia/Shanghai", time(8), time(22))
    clock = rule(within="8h after visit_until", hours="contact")
    agreed = event("job.dispatched", "09:05", visit_until=clock_time("18:00"))
    (running,) = clock.step((), agreed, {}, contact)
    assert running.due == clock_time("12:00", 25)
    before = rule(within="30m before visit_until", hours="contact")
    (running,) = before.step((), agreed, {}, contact)
    assert running.due == clock_time("17:30")


# Whose event stops it


def test_only_the_same_persons_event_stops_it():
    theirs = event("appointment.agreed", "09:10", technician=ZHANG.person)
    assert wants(rule(), DISPATCHED, theirs) == wants(rule(), DISPATCHED)


def test_an_event_that_names_nobody_is_about_everybody():
    assert fold(rule(), DISPATCHED, replace(event("job.declined", "09:10"), data={})) is None


def test_after_a_redispatch_it_is_another_clock():
    again = event("job.dispatched", "09:20", technician=ZHANG.person)
    clock = rule()
    running = clock.step((), DISPATCHED, {}, HOURS)
    running = clock.step(running, replace(again, seq=2), {}, HOURS)
    assert [(one.started_by, one.on) for one in running] == [(1, LI.person), (2, ZHANG.person)]
    running = clock.step(
        running, replace(event("appointment.agreed", "09:25", technician=ZHANG.person), seq=3), {}, HOURS
    )
    assert [one.on for one in running] == [LI.person]


def test_a_clock_that_binds_nobody_is_stopped_by_anybody():
    open_to_all = rule(D2.replace('on = "technician"\n', "", 1))
    assert fold(open_to_all, DISPATCHED, event("appointment.agreed", "09:10", technician=ZHANG.person)) is None


# Standing still

PROPOSED, REJECTED = event("appointment.proposed", "09:10"), event("appointment.rejected", "09:50")


def test_a_pause_keeps_what_was_left():
    """5 of 30 minutes ran before the pause, 25 are left after it."""
    assert wants(rule(), DISPATCHED, PROPOSED, REJECTED)[1] == (clock_time("10:15"), "tell:0m:supervisor")


def test_a_pause_ends_by_itself_after_its_longest_time():
    """Nobody answers: the clock runs on by itself an hour after it was paused."""
    assert wants(rule(), DISPATCHED, PROPOSED)[1] == (clock_time("10:35"), "tell:0m:supervisor")


def test_an_answer_after_the_longest_time_changes_nothing():
    late = event("appointment.rejected", "10:20")
    assert wants(rule(), DISPATCHED, PROPOSED, late) == wants(rule(), DISPATCHED, PROPOSED)


def test_a_resumed_clock_leaves_at_least_the_minimum():
    """U3: paused with one minute left, resumed with five; nothing is due at once."""
    paused = event("appointment.proposed", "09:34")
    assert wants(rule(), DISPATCHED, paused, REJECTED)[0] == (clock_time("09:55"), "tell:0m:supervisor")
    assert wants(rule(minimum="12m"), DISPATCHED, paused, REJECTED)[0] == (
        clock_time("09:52"),
        "remind:-10m:technician",
    )


def test_a_clock_that_is_overdue_cannot_be_paused():
    late = event("appointment.proposed", "09:35")
    assert wants(rule(), DISPATCHED, late) == wants(rule(), DISPATCHED)


def test_another_persons_proposal_pauses_nothing():
    theirs = event("appointment.proposed", "09:10", technician=ZHANG.person)
    assert wants(rule(), DISPATCHED, theirs) == wants(rule(), DISPATCHED)


def test_our_own_standstill_pauses_peoples_clocks():
    """From 09:10 to 10:00 nobody could answer us: 25 minutes are left at 10:00."""
    outage = replace(event("outage.recorded", "09:10", until=clock_time("10:00")), data={"until": clock_time("10:00")})
    assert wants(rule(), DISPATCHED, outage)[1] == (clock_time("10:25"), "tell:0m:supervisor")


def test_our_own_standstill_does_not_pause_the_companys_clocks():
    ours = rule(D2.replace('on = "technician"\n', "", 1))
    assert "outage.recorded" not in ours.listens
    life = Life(TINY, subject=TINY_SUBJECT)
    life.perform(Happen("job.offered", LI.person), NINE)
    life.perform(Happen("job.reported"), NINE)
    before = {clock.rule: clock.due for clock in life.clocks.running}
    life.perform(SitOut(NINE + MINUTE, NINE + 6 * MINUTE), NINE + MINUTE)
    after = {clock.rule: clock.due for clock in life.clocks.running}
    assert after["company"] == before["company"]
    assert after["answer"] == before["answer"] + 5 * MINUTE


def test_a_standstill_that_was_over_before_the_clock_began_changes_nothing():
    outage = replace(event("outage.recorded", "08:00"), data={"until": clock_time("09:00")})
    clock = rule()
    running = clock.step((), DISPATCHED, {}, HOURS)
    assert clock.step(running, replace(outage, seq=2), {}, HOURS) == running


# Standing still in several ways

WORK = """
    id = "D3"
    from = "job.accepted"
    until = ["work.finished"]
    on = "technician"
    within = "2h"
    pause = [
        { from = "job.suspended", until = "job.resumed", longest = "3h" },
        { from = "work.stopped", until = "work.released", longest = "1h" },
    ]
    extend = "work.extended"
    breach = { points = 5, on = "technician" }
"""
ACCEPTED = event("job.accepted", "09:00")


def due(*events: Event, clock: Clock | None = None) -> str:
    """When it would be due after these events, HH:MM in Shanghai."""
    running = fold(clock or rule(WORK), ACCEPTED, *events)
    assert running is not None
    assert running.due is not None
    return datetime.fromtimestamp(running.due / 1000, ZoneInfo(ZONE)).strftime("%H:%M")


SUSPENDED, RESUMED = event("job.suspended", "09:30"), event("job.resumed", "10:30")


def test_each_pause_stops_it_and_keeps_what_was_left():
    assert due() == "11:00"
    assert due(SUSPENDED, RESUMED) == "12:00"
    assert due(event("work.stopped", "09:30"), event("work.released", "09:50")) == "11:20"


@pytest.mark.parametrize(
    ("stopped", "released", "then"),
    [
        ("09:40", "10:00", "12:00"),  # one within the other
        ("09:40", "10:45", "12:10"),  # the second ends by itself an hour after it began: 10:40, after the first
        ("10:25", "10:50", "12:20"),  # they overlap
        ("10:30", "10:50", "12:20"),  # one begins as the other ends
        ("10:40", "10:50", "12:10"),  # one after the other
    ],
)
def test_it_runs_on_when_the_last_open_pause_is_over(stopped, released, then):
    events = sorted((SUSPENDED, RESUMED, event("work.stopped", stopped), event("work.released", released)), key=_at)
    assert due(*events) == then


def _at(one: Event) -> tuple[int, bool]:
    return one.at, one.name == "job.resumed"


def test_one_pause_that_ends_by_itself_leaves_the_other_standing():
    """Stopped at 09:30 for at most an hour, suspended at 09:40 for at most three: it runs on at 12:40."""
    assert due(event("work.stopped", "09:30"), event("job.suspended", "09:40")) == "14:10"
    assert (
        due(event("work.stopped", "09:30"), event("job.suspended", "09:40"), event("job.resumed", "11:00")) == "12:30"
    )


def test_the_same_pause_twice_is_one():
    """Asked again while it stands still, the longest time counts from the first."""
    assert due(SUSPENDED, event("job.suspended", "10:00")) == due(SUSPENDED)


def test_leaving_any_pause_never_breaches_at_once():
    """U3: in the last minute, in and out of both pauses, at least the minimum is left each time."""
    last = [event("job.suspended", "10:59"), event("work.stopped", "11:10"), event("job.resumed", "11:20")]
    assert due(*last, event("work.released", "11:30")) == "11:35"
    again = [event("job.suspended", "11:34"), event("job.resumed", "11:40")]
    assert due(*last, event("work.released", "11:30"), *again) == "11:45"


def test_a_pause_of_a_clock_that_counts_from_a_visit_is_plain_time():
    """Whatever the rule's hours are: its due time is a time of day that was agreed."""
    anchored = rule(
        D4.replace(
            "remind = [", 'pause = { from = "work.stopped", until = "work.released", longest = "3d" }\nremind = ['
        )
    )
    stopped, released = event("work.stopped", "12:00"), event("work.released", "12:30")
    running = fold(anchored, agreed("09:30", "14:00"), stopped, released)
    assert running is not None
    assert running.due == clock_time("14:30")


# More time


def test_more_time_moves_it_and_its_steps():
    assert due(event("work.extended", "10:00", by_ms=2 * HOUR)) == "13:00"
    assert due(event("work.extended", "11:00", by_ms=2 * HOUR)) == "13:00", "at exactly the due time the person wins"


def test_more_time_while_it_stands_still_is_kept():
    assert due(SUSPENDED, event("work.extended", "10:00", by_ms=HOUR), RESUMED) == "13:00"


def test_more_time_when_it_is_over_changes_nothing():
    assert due(event("work.extended", "11:05", by_ms=2 * HOUR)) == "11:00"


def test_more_time_for_somebody_else_changes_nothing():
    assert due(event("work.extended", "10:00", technician=ZHANG.person, by_ms=HOUR)) == "11:00"


# Counted from a time the event carries

D4 = """
    id = "D4"
    from = "appointment.agreed"
    until = ["technician.arrived", "appointment.agreed"]
    on = "technician"
    within = "0m after visit_until"
    remind = [{ at = "-15m", tell = "technician" }]
    late = [{ at = "+15m", tell = "supervisor" }]
"""


def agreed(hhmm: str, until: str) -> Event:
    return event("appointment.agreed", hhmm, visit_from=clock_time("13:00"), visit_until=clock_time(until))


def test_it_may_count_from_a_time_of_the_event():
    assert wants(rule(D4), agreed("09:30", "14:00")) == [
        (clock_time("13:45"), "remind:-15m:technician"),
        (clock_time("14:15"), "tell:+15m:supervisor"),
    ]


def test_it_may_count_before_and_after_that_time():
    assert wants(rule(D4, within="1h before visit_until"), agreed("09:30", "14:00"))[-1][0] == clock_time("13:15")
    assert wants(rule(D4, within="8h after visit_until"), agreed("09:30", "14:00"))[-1][0] == clock_time("22:15")


def test_a_new_agreement_is_a_new_clock():
    assert wants(rule(D4), agreed("09:30", "14:00"), agreed("10:00", "18:00"))[-1] == (
        clock_time("18:15"),
        "tell:+15m:supervisor",
    )


def test_a_reminder_is_none_when_it_was_agreed_too_late_for_it():
    assert wants(rule(D4), agreed("13:50", "14:00")) == [(clock_time("14:15"), "tell:+15m:supervisor")]


def test_an_event_that_does_not_carry_the_time_starts_nothing():
    assert fold(rule(D4), event("appointment.agreed", "09:30")) is None


def test_our_own_standstill_does_not_move_an_agreed_visit():
    outage = replace(event("outage.recorded", "10:00"), data={"until": clock_time("11:00")})
    assert wants(rule(D4), agreed("09:30", "14:00"), outage) == wants(rule(D4), agreed("09:30", "14:00"))


# What a pack may not write


@pytest.mark.parametrize(
    ("change", "key", "near"),
    [
        ({"withn": "30m"}, "clock D2: withn", "within"),
        ({"within": "half an hour"}, "clock D2: within", None),
        ({"within": "0m"}, "clock D2: within", None),
        ({"within": "-5m"}, "clock D2: within", None),
        ({"within": 30}, "clock D2: within", None),
        ({"within": "0m after visit_untill"}, "clock D2: within", "visit_until"),
        ({"within": "0m since visit_until"}, "clock D2: within", None),
        ({"from": "job.dispached"}, "clock D2: from", "job.dispatched"),
        ({"from": []}, "clock D2: from", None),
        ({"until": ["appointment.agred"]}, "clock D2: until", "appointment.agreed"),
        ({"on": "technican"}, "clock D2: on", "technician"),
        ({"remind": [{"at": "-10m", "tell": "technicain"}]}, "clock D2: remind.tell", "technician"),
        ({"remind": [{"at": "ten", "tell": "technician"}]}, "clock D2: remind.at", None),
        ({"remind": {"at": "-10m", "tell": "technician"}}, "clock D2: remind", None),
        ({"remind": [{"at": "-10m", "tel": "technician"}]}, "clock D2: remind", "tell"),
        ({"remind": [{"at": "-10m", "tell": "technician", "zh": "快"}]}, "clock D2: remind", None),
        ({"late": [{"at": "0m", "do": "ofer_next"}]}, "clock D2: late.do", "offer_next"),
        ({"late": [{"tell": "supervisor"}]}, "clock D2: late.at", None),
        ({"breach": {"fen": 5000, "on": "technician"}}, "clock D2: breach.points", None),
        ({"breach": {"points": 5, "on": "tecnician"}}, "clock D2: breach.on", "technician"),
        ({"breach": {"points": 5, "on": "technician", "yuan": 50}}, "clock D2: breach.yuan", None),
        ({"pause": "appointment.proposed"}, "clock D2: pause", None),
        ({"pause": ["appointment.proposed"]}, "clock D2: pause", None),
        (
            {"pause": [{"from": "appointment.proposed", "until": "appointment.rejected", "longest": "long"}]},
            "clock D2: pause: longest",
            None,
        ),
        ({"extend": "work.extendd"}, "clock D2: extend", "work.extended"),
        ({"within": "0m after resume_att"}, "clock D2: within", "resume_at"),
        (
            {"pause": {"from": "appointment.proposed", "until": "appointment.rejected"}},
            "clock D2: pause: longest",
            None,
        ),
        (
            {"pause": {"from": "appointment.proposd", "until": "appointment.rejected", "longest": "1h"}},
            "clock D2: pause: from",
            "appointment.proposed",
        ),
        (
            {"pause": {"from": "appointment.proposed", "until": "appointment.rejected", "longest": "1h", "min": "5m"}},
            "clock D2: pause: min",
            None,
        ),
        ({"minimum": "five"}, "clock D2: minimum", None),
        ({"when": {"knd": "repair"}}, "clock D2: when", "kind"),
        ({"when": {"kind": 1}}, "clock D2: when.kind", None),
        ({"zh": ""}, "clock D2: zh", None),
        ({"source": 9}, "clock D2: source", None),
        ({"from": "asset.served", "on": None}, "clock D2: breach", None),
    ],
)
def test_a_mistake_in_a_pack_is_named(change, key, near):
    with pytest.raises(PackError) as found:
        rule(**change)
    assert (found.value.key, found.value.near) == (key, near)
    assert found.value.wanted


@pytest.mark.parametrize("missing", ["id", "from", "until", "within"])
def test_what_every_clock_needs(missing):
    table = tomllib.loads(WORDS + D2)
    del table[missing]
    with pytest.raises(PackError) as found:
        read(table)
    assert found.value.key == f"clock {table.get('id', '?')}: {missing}"


# One by one equals all at once


@settings(STEADY, max_examples=300)
@given(happenings(late=0))
def test_one_by_one_equals_all_at_once(told):
    """Clocks stepped by each event as it comes are those of a recount over the whole log."""
    life = Life(TINY, subject=TINY_SUBJECT)
    for arrival in sorted(told, key=lambda one: one.at):
        life.perform(arrival.command, arrival.at)
        agree(life)
    end = max((arrival.at for arrival in told), default=NINE) + 2 * DAY + HOUR
    life.ring(end)
    agree(life)
    assert recount(TINY_SUBJECT, TINY, life.log, end).wanted.keys() == set(life.clocks.done)


@settings(STEADY, max_examples=300)
@given(happenings(late=0))
def test_no_clock_that_could_still_be_met_is_due_at_once_after_a_pause(told):
    """U3: whatever stands still in whatever order, leaving it leaves the minimum."""
    running: tuple[Running, ...] = ()
    for number, arrival in enumerate(sorted(told, key=lambda one: one.at), 1):
        happened = arrival.command
        data = {"technician": happened.technician} | happened.data
        one = Event(number, happened.name, arrival.at, arrival.at, data)
        before = {(clock.rule, clock.started_by): clock for clock in running}
        running = TINY.step(running, one, {})
        for clock in running:
            was = before.get((clock.rule, clock.started_by))
            if was is not None and was.held and not clock.held:
                assert clock.due is not None
                assert clock.due >= arrival.at + 5 * MINUTE or clock.due == was.due
