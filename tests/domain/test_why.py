"""Why a clock says what it says: the spans shown add up to what the clock counted, whatever happened."""

from hypothesis import given
from hypothesis import strategies as st

from domain.durations import HOUR, MINUTE
from domain.job.commands import Accept, Pick, Propose
from domain.job.desk_commands import Correct, Dispatch
from domain.why import trace
from tests.domain.life import CUSTOMER, LI, NINE, STEADY, SUPERVISOR, Life, reported
from tests.domain.tiny import TINY, TINY_SUBJECT, Arrival, happenings


@STEADY
@given(happenings(late=60), st.integers(0, 300))
def test_the_running_spans_add_up_to_what_the_clock_counted(arrivals: list[Arrival], minutes: int) -> None:
    life = Life(TINY, subject=TINY_SUBJECT)
    for arrival in sorted(arrivals, key=lambda one: one.now):
        life.perform(arrival.command, arrival.at, arrival.now)
    now = max([NINE, *(event.recorded_at for event in life.log)]) + minutes * MINUTE
    for clock in life.clocks.running:
        found = trace(TINY_SUBJECT, TINY, life.log, clock.rule, clock.started_by, now)
        assert found is not None
        assert found.clock == clock
        rule = TINY.timed(clock.rule)
        hours = rule.counted(TINY.hours(rule))
        first = next(c for c in TINY.step((), found.started, {}) if c.rule == clock.rule)
        due, since = clock.due or 0, clock.since or 0
        still = hours.between(max(now, since), due) if now < due else 0
        assert sum(span.counted for span in found.spans) + still == first.left + found.given
        ends = [span.until_at for span in found.spans]
        assert [span.from_at for span in found.spans[1:]] == ends[:-1], "no gap between them"


def test_a_clock_tells_when_it_ran_and_for_what_it_stood_still() -> None:
    life = reported()
    life.perform(Dispatch(SUPERVISOR, (LI.person,)), NINE)
    life.perform(Accept(LI), NINE + MINUTE)
    window = (NINE + 24 * HOUR, NINE + 26 * HOUR)
    life.perform(Propose(LI, (window,)), NINE + 10 * MINUTE)
    life.perform(Pick(CUSTOMER, None), NINE + 25 * MINUTE)
    started = next(event.seq for event in life.log if event.name == "job.dispatched")
    found = trace(life.subject, life.policy, life.log, "D2", started, NINE + 30 * MINUTE)
    assert found is not None
    assert [(s.from_at - NINE, s.until_at and s.until_at - NINE, s.counted) for s in found.spans] == [
        (0, 10 * MINUTE, 10 * MINUTE),
        (10 * MINUTE, 25 * MINUTE, 0),
        (25 * MINUTE, None, 5 * MINUTE),
    ]
    assert found.spans[1].paused_by is not None
    assert found.spans[1].paused_by.name == "appointment.proposed"


def test_a_corrected_time_is_what_is_shown() -> None:
    life = reported()
    life.perform(Dispatch(SUPERVISOR, (LI.person,)), NINE)
    life.perform(Accept(LI), NINE + 8 * MINUTE)
    dispatched = next(event.seq for event in life.log if event.name == "job.dispatched")
    life.perform(Correct(SUPERVISOR, dispatched, NINE + 5 * MINUTE, "~9.f"), NINE + 9 * MINUTE)
    found = trace(life.subject, life.policy, life.log, "D2", dispatched, NINE + 15 * MINUTE)
    assert found is not None
    assert found.spans[0].from_at == NINE + 5 * MINUTE
    assert trace(life.subject, life.policy, life.log, "D2", 1, NINE) is None
