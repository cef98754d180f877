"""Whose fault a repeat was is decided by somebody who was no part of it, and counted only then. S12 (T7, T8.3)."""

import pytest

from domain.durations import DAY, HOUR
from domain.errors import Refused
from domain.job import commands as c
from domain.job import desk_commands
from domain.job.commands import Actor
from domain.job.desk_commands import JudgeRepeat
from policies.loader import load
from tests.domain.life import CUSTOMER, GREE, KNOWN, LI, NINE, SUPERVISOR, ZHANG, ZONE, Life, agree

ENGINEERING = load("engineering", ZONE).policy
BEFORE = {"of": "10019", "technician": LI.person, "days": 2, "times": 1}


def finished(policy=ENGINEERING, **more) -> Life:  # type: ignore[no-untyped-def]
    """A repeat of 李师傅's job that 张师傅 has finished."""
    life = Life(policy, **more)
    report = c.Report(CUSTOMER, number="10024", branch="east", details=KNOWN, service="free", repeat=BEFORE)
    life.perform(report, NINE)
    life.perform(desk_commands.Dispatch(SUPERVISOR, (ZHANG.person,)), NINE)
    steps = (c.Accept(ZHANG), c.Appoint(ZHANG, (NINE + HOUR, NINE + 2 * HOUR)), c.Depart(ZHANG, ticked=True))
    for command in (*steps, c.Arrive(ZHANG)):
        life.perform(command, NINE)
    if policy is ENGINEERING:
        life.perform(c.Find(ZHANG, "making"), NINE)
    for gate in policy.missing("work.finished", life.state.evidence, life.state.view()):
        photo = c.Show(ZHANG, ("f" * 64,), gate.needs)
        life.perform(photo if gate.needs.startswith("photo.") else c.Note(ZHANG, gate.needs, "~8.a"), NINE)
    life.perform(c.Finish(ZHANG), NINE)
    return life


def test_by_the_technicians_own_fault_it_is_counted_for_who_repaired_it_before() -> None:
    life = finished()
    assert "repeat.raised" in life.names()
    assert life.perform(JudgeRepeat(SUPERVISOR, "technician", "not_done"), NINE) == ["repeat.judged", "count.reached"]
    assert life.log[-1].data["on"] == LI.person
    assert [told.who for told in life.told if told.key == "repeat-judged"] == [LI.person]
    agree(life)


@pytest.mark.parametrize("fault", ["material", "customer"])
def test_by_another_fault_nothing_is_counted(fault: str) -> None:
    assert finished().perform(JudgeRepeat(SUPERVISOR, fault, "part"), NINE) == ["repeat.judged"]


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (JudgeRepeat(Actor(LI.person, "supervisor"), "customer", "use"), "not-your-own-repeat"),
        (JudgeRepeat(Actor(ZHANG.person, "supervisor"), "technician", "not_done"), "not-your-own-repeat"),
        (JudgeRepeat(SUPERVISOR, "technician", ""), "reason-needed"),
        (JudgeRepeat(SUPERVISOR, "weather", "use"), "old-button"),
    ],
)
def test_who_was_part_of_it_does_not_decide_and_a_reason_is_given(said: JudgeRepeat, why: str) -> None:
    with pytest.raises(Refused, match=why):
        finished().perform(said, NINE)


def test_it_is_decided_once_and_after_closing_too() -> None:
    life = finished()
    life.perform(c.Confirm(CUSTOMER), NINE)
    life.ring(NINE + DAY + HOUR)
    assert [told.key for told in life.told if told.who == "supervisor"][-1] == "clock-late-open"
    life.perform(c.AnswerCallback(SUPERVISOR, good=True), NINE + 2 * DAY)
    assert life.perform(JudgeRepeat(SUPERVISOR, "customer", "use"), NINE + 2 * DAY) == ["repeat.judged"]
    with pytest.raises(Refused, match="decided-already"):
        life.perform(JudgeRepeat(SUPERVISOR, "technician", "not_done"), NINE + 2 * DAY)
    agree(life)


def test_a_pack_that_does_not_count_it_does_not_ask() -> None:
    life = finished(GREE)
    assert "repeat.raised" not in life.names()
    assert life.perform(JudgeRepeat(SUPERVISOR, "technician", "not_done"), NINE) == ["repeat.judged"]
