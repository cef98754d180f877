"""Time used and time restored come from the log, and can be stated anew. S5 (T4, T7)."""

import pytest

from domain.durations import HOUR, MINUTE
from domain.errors import Refused
from domain.job import commands as c
from domain.job import desk_commands, detour_commands
from domain.job.work_report import exactly, worked
from policies.loader import load
from tests.domain.life import CUSTOMER, LI, NINE, SUPERVISOR, ZONE, Life, agree, reported

ELEVATOR = load("elevator", ZONE).policy
SOON = (NINE + HOUR, NINE + 2 * HOUR)


def on_site() -> Life:
    life = reported(ELEVATOR)
    life.perform(desk_commands.Dispatch(SUPERVISOR, (LI.person,)), NINE)
    for command in (c.Accept(LI), c.Appoint(LI, SOON), c.Depart(LI, ticked=True)):
        life.perform(command, NINE)
    life.perform(c.Arrive(LI), NINE + HOUR)
    return life


def finish(life: Life, at: int) -> None:
    for name in ("cause", "remedy", "parts"):
        life.perform(c.Note(LI, f"note.{name}", "~8.a"), at)
    life.perform(c.Show(LI, ("f" * 64,), "photo.report"), at)
    life.perform(c.Finish(LI), at)


def test_what_stood_still_on_site_is_not_counted() -> None:
    life = on_site()
    life.perform(detour_commands.Suspend(LI, "customer", NINE + 4 * HOUR), NINE + HOUR + 20 * MINUTE)
    life.perform(detour_commands.Resume(LI), NINE + 3 * HOUR)
    finish(life, NINE + 3 * HOUR + 10 * MINUTE)
    time = worked(life.log)
    assert (time.arrived_at, time.restored_at) == (NINE + HOUR, NINE + 3 * HOUR + 10 * MINUTE)
    assert time.used == 30 * MINUTE


def test_a_corrected_arrival_counts_as_corrected() -> None:
    life = on_site()
    finish(life, NINE + 2 * HOUR)
    arrived = next(event.seq for event in life.log if event.name == "technician.arrived")
    life.perform(desk_commands.Correct(SUPERVISOR, arrived, NINE + 30 * MINUTE, "~9.r"), NINE + 2 * HOUR)
    assert worked(life.log).used == 90 * MINUTE


def test_stated_anew_it_stands_until_the_next_finishing() -> None:
    life = on_site()
    with pytest.raises(Refused, match="finish-first"):
        life.perform(c.StateTime(LI, HOUR), NINE + HOUR)
    finish(life, NINE + 2 * HOUR)
    life.perform(c.StateTime(LI, 20 * MINUTE, NINE + 90 * MINUTE), NINE + 2 * HOUR)
    life.perform(c.StateTime(LI, 30 * MINUTE), NINE + 2 * HOUR)
    time = worked(life.log)
    assert (time.used, time.restored_at, time.stated) == (30 * MINUTE, NINE + 90 * MINUTE, True)
    life.perform(c.Confirm(CUSTOMER, works=False), NINE + 2 * HOUR)
    assert worked(life.log).stated  # until it is finished anew
    agree(life)


@pytest.mark.parametrize(
    ("used", "restored_at", "why"),
    [
        (0, None, "time-used-wanted"),
        (31 * 24 * HOUR, None, "time-used-wanted"),
        (HOUR, NINE, "restored-when"),
        (HOUR, NINE + 9 * HOUR, "restored-when"),
    ],
)
def test_times_that_cannot_be(used: int, restored_at: int | None, why: str) -> None:
    life = on_site()
    finish(life, NINE + 2 * HOUR)
    with pytest.raises(Refused, match=why):
        life.perform(c.StateTime(LI, used, restored_at), NINE + 2 * HOUR)


def test_the_customer_gets_the_report_half_an_hour_after_finishing_and_hears_of_a_correction() -> None:
    life = on_site()
    finish(life, NINE + 2 * HOUR)
    life.perform(c.StateTime(LI, 20 * MINUTE), NINE + 2 * HOUR)
    assert life.ring(NINE + 2 * HOUR + 31 * MINUTE)[-2:] == ["step.done", "report.sent"]
    life.perform(c.StateTime(LI, 30 * MINUTE), NINE + 3 * HOUR)
    told = [one.key for one in life.told if one.who == "customer" and "report" in one.key]
    assert told == ["service-report", "report-time-changed"]


def test_lengths_are_said_to_the_minute() -> None:
    assert exactly(1)["minutes"] == 1
    assert exactly(2 * HOUR) == {"text": "span-hours", "hours": 2}
    assert exactly(85 * MINUTE) == {"text": "span-hours-minutes", "hours": 1, "minutes": 25}
