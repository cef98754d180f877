"""Who must say yes: whoever the pack names, never somebody who is part of it. I8 S6 S7 U7."""

import tomllib
from typing import Any

import pytest

from domain.building import build
from domain.errors import PackError, Refused
from domain.job import commands as c
from domain.job import desk_commands
from domain.job import detour_commands as d
from domain.job.commands import Actor
from domain.rules.approval import read
from policies.loader import load
from tests.domain.life import LI, NINE, SUPERVISOR, ZHANG, ZONE, Life, reported

MANAGER = Actor(3, "manager")
ROW = {
    "id": "X1",
    "source": "test",
    "what": "plan",
    "by": "manager",
    "asks": "intake.completed",
    "before": "job.offered",
    "zh": "先批",
    "en": "a yes first",
}
BAD = [
    ({"what": "A plan"}, "what"),
    ({"by": "technician"}, "by"),
    ({"by": []}, "by"),
    ({"by": ["manager", "manager"]}, "by"),
    ({"before": "job.reported"}, "before"),
    ({"before": None, "asks": None}, "before"),
    ({"asks": "job.reportet"}, "asks"),
    ({"free": True}, "free"),
    ({"free": "yes"}, "free"),
    ({"what": "handover"}, "before"),
    ({"answer_zh": "方案"}, "answer_en"),
    ({"befor": "job.offered"}, "befor"),
]


@pytest.mark.parametrize(("changed", "key"), BAD, ids=[str(changed) for changed, _key in BAD])
def test_a_bad_row_is_named(changed: dict[str, Any], key: str) -> None:
    row = {name: value for name, value in (ROW | changed).items() if value is not None}
    with pytest.raises(PackError) as caught:
        read(row)
    assert caught.value.key.startswith(f"approval X1: {key}")


def pack(*rows: dict[str, Any]) -> Any:
    kept = tomllib.loads((load.__globals__["PACKS"] / "base.toml").read_text(encoding="utf-8"))
    own = {row["id"] for row in rows}
    kept["approval"] = [row for row in kept["approval"] if row["id"] not in own] + list(rows)
    return build(kept, ZONE)


def with_li(policy: Any, supervisor: int = SUPERVISOR.person) -> Life:
    life = reported(policy)
    life.desk = {"supervisor": (supervisor,), "manager": (MANAGER.person,)}
    for command in (desk_commands.Dispatch(SUPERVISOR, (LI.person,)), c.Accept(LI)):
        life.perform(command, NINE)
    return life


def why(life: Life, command: Any) -> str:
    with pytest.raises(Refused) as caught:
        life.perform(command, NINE)
    return caught.value.text


def test_nothing_is_dispatched_before_the_yes() -> None:
    life = reported(pack(ROW))
    assert life.names()[-1] == "approval.asked"
    assert why(life, desk_commands.Dispatch(SUPERVISOR, (LI.person,))) == "needs-approval"
    life.perform(d.Decide(MANAGER, "plan"), NINE)
    assert "job.offered" in life.perform(desk_commands.Dispatch(SUPERVISOR, (LI.person,)), NINE)


def test_a_condition_that_does_not_hold_asks_nobody() -> None:
    life = reported(pack(ROW | {"when": {"service": "paid"}}))
    assert "approval.asked" not in life.names()
    assert "job.offered" in life.perform(desk_commands.Dispatch(SUPERVISOR, (LI.person,)), NINE)


def test_the_only_supervisor_asks_so_the_manager_decides() -> None:
    life = with_li(pack(), supervisor=LI.person)
    life.perform(d.AskDesk(LI, "handover", "far"), NINE)
    assert life.state.asks["handover"]["asked_of"] == "manager"
    assert why(life, d.Decide(Actor(LI.person, "supervisor"), "handover")) == "not-your-own-request"
    assert "offer.passed" in life.perform(d.Decide(MANAGER, "handover"), NINE)


def test_roles_in_turn_each_say_yes_and_nobody_twice() -> None:
    row = ROW | {
        "id": "U7.hand_over",
        "what": "handover",
        "by": ["supervisor", "manager"],
        "asks": None,
        "before": None,
    }
    policy = pack({name: value for name, value in row.items() if value is not None})
    life = with_li(policy)
    life.perform(d.AskDesk(LI, "handover", "far", ZHANG.person), NINE)
    assert life.perform(d.Decide(SUPERVISOR, "handover"), NINE) == ["approval.passed"]
    assert why(life, d.Decide(SUPERVISOR, "handover")) == "said-yes-already"
    assert "approval.granted" in life.perform(d.Decide(MANAGER, "handover"), NINE)
    assert life.state.offers[ZHANG.person] == "open"


def test_the_first_no_ends_it_and_has_a_reason() -> None:
    life = reported(pack(ROW | {"by": ["supervisor", "manager"]}))
    assert why(life, d.Decide(SUPERVISOR, "plan", granted=False)) == "reason-needed"
    life.perform(d.Decide(SUPERVISOR, "plan", granted=False, reason="no_need"), NINE)
    assert (life.state.asks, life.state.approved) == ({}, {})
    life.perform(d.AskDesk(SUPERVISOR, "plan"), NINE)
    assert why(life, d.Decide(SUPERVISOR, "plan")) == "not-your-own-request"


def test_words_that_belong_to_the_yes_are_needed() -> None:
    life = reported(pack(ROW | {"answer_zh": "方案", "answer_en": "a plan"}))
    assert why(life, d.Decide(MANAGER, "plan")) == "answer-needed"
    life.perform(d.Decide(MANAGER, "plan", reason="~9.a"), NINE)
    assert life.state.approved == {"plan": "~9.a"}


def test_a_hand_over_that_is_free_asks_nobody() -> None:
    row = {"id": "U7.hand_over", "source": "test", "what": "handover", "free": True, "zh": "转", "en": "over"}
    life = with_li(pack(row))
    assert "approval.asked" not in life.perform(d.AskDesk(LI, "handover", "far", ZHANG.person), NINE)
    assert life.state.offers[ZHANG.person] == "open"
