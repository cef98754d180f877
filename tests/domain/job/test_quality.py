"""A quality problem reaches the manager at once and runs until a manager answered. R7 (T1.13, T2.9, T8.5)."""

import pytest

from domain.durations import DAY, HOUR
from domain.errors import Refused
from domain.job import commands as c
from domain.job import desk_commands
from domain.job.commands import Actor, RaiseQuality
from domain.job.desk_commands import AnswerQuality
from policies.loader import load
from tests.domain.life import GREE, LI, NINE, SUPERVISOR, ZHANG, ZONE, Life, agree, reported

MAKER = load("appliance-maker", ZONE).policy
MANAGER = Actor(3, "manager")
DESK = {"supervisor": (SUPERVISOR.person,), "manager": (MANAGER.person,)}


def accepted(**more: dict[str, tuple[int, ...]]) -> Life:
    life = reported(MAKER, **more)
    life.perform(desk_commands.Dispatch(SUPERVISOR, (LI.person,)), NINE)
    life.perform(c.Accept(LI), NINE)
    return life


def test_the_manager_hears_it_at_once_and_the_supervisor_too_and_a_manager_answers() -> None:
    life = accepted(desk=DESK)
    life.perform(RaiseQuality(LI, "design"), NINE)
    assert [(t.who, t.key) for t in life.told if t.key.startswith("quality-raised")] == [
        ("manager", "quality-raised"),
        ("supervisor", "quality-raised-desk"),
    ]
    with pytest.raises(Refused, match="asks-the-manager"):
        life.perform(AnswerQuality(SUPERVISOR), NINE)
    life.perform(AnswerQuality(MANAGER, "technology"), NINE + HOUR)
    assert life.log[-1].data["to"] == "technology"
    with pytest.raises(Refused, match="answered-already"):
        life.perform(AnswerQuality(MANAGER), NINE + HOUR)
    agree(life)


def test_without_a_manager_the_supervisor_answers_and_hears_it_once() -> None:
    life = accepted()
    life.perform(RaiseQuality(LI, "", ("f" * 64,)), NINE)
    assert [t.who for t in life.told if t.key.startswith("quality-raised")] == ["manager"]
    assert life.perform(AnswerQuality(SUPERVISOR), NINE) == ["quality.answered"]


def test_unanswered_it_is_told_again_on_a_closed_job_too() -> None:
    life = accepted(desk=DESK)
    life.perform(RaiseQuality(LI, "unfixable"), NINE)
    life.perform(c.CallOff(c.Actor(1, "customer"), "slow"), NINE + HOUR)
    assert life.state.outcome == "cancelled"
    life.ring(NINE + DAY)
    assert [event.data["rule"] for event in life.log if event.name == "step.escalated"].count("R7") == 2
    assert life.perform(AnswerQuality(MANAGER), NINE + DAY) == ["quality.answered"]


@pytest.mark.parametrize(
    ("said", "why"),
    [(RaiseQuality(LI), "reason-needed"), (RaiseQuality(ZHANG, "design"), "not-your-job")],
)
def test_what_is_refused(said: RaiseQuality, why: str) -> None:
    with pytest.raises(Refused, match=why):
        accepted().perform(said, NINE)


def test_one_at_a_time_and_only_where_the_pack_wants_it() -> None:
    life = accepted()
    life.perform(RaiseQuality(LI, "design"), NINE)
    with pytest.raises(Refused, match="asked-already"):
        life.perform(RaiseQuality(LI, "serious"), NINE)
    elsewhere = reported(GREE)
    elsewhere.perform(desk_commands.Dispatch(SUPERVISOR, (LI.person,)), NINE)
    elsewhere.perform(c.Accept(LI), NINE)
    with pytest.raises(Refused, match="not-to-ask-now"):
        elsewhere.perform(RaiseQuality(LI, "design"), NINE)
