"""Only certified people are sent where the pack wants it, and why somebody is not is said. D11 (T4.4)."""

from typing import Any

import pytest

from domain.building import build
from domain.certificates import lacking, read
from domain.durations import DAY
from domain.errors import PackError, Refused
from domain.job import commands as c
from domain.job import desk_commands
from domain.job.dispatching import suggest
from domain.job.facts import Technician
from policies.loader import load
from tests.domain.life import CHEN, CUSTOMER, KNOWN, LI, NINE, SUPERVISOR, ZHANG, ZONE, Life

ELEVATOR = load("elevator", ZONE).policy
STAFF = (
    Technician(LI.person, certificates={"lift": NINE + DAY}),
    Technician(ZHANG.person, certificates={"lift": NINE}),  # over at this very moment
    Technician(CHEN.person, certificates={"electric": NINE + DAY}),
)


def lift(product: str | None = "elevator", **more: Any) -> Life:
    life = Life(ELEVATOR, staff=STAFF, **more)
    report = c.Report(CUSTOMER, number="10019", branch="east", details=KNOWN, service="free", product=product)
    life.perform(report, NINE)
    return life


def test_whoever_lacks_it_is_named_last_and_has_no_button() -> None:
    life = lift()
    found = suggest(life.course(NINE).facts(), NINE)
    assert [(one.technician, bool(one.lacks)) for one in found] == [
        (LI.person, False),
        (ZHANG.person, True),
        (CHEN.person, True),
    ]
    question = life.question(SUPERVISOR, NINE)
    assert [button.args for button in question.buttons if button.verb == "dispatch"] == [(str(LI.person),)]
    assert len(question.data["suggestions"]) == 3


@pytest.mark.parametrize("people", [(ZHANG.person,), (LI.person, CHEN.person)])
def test_whoever_lacks_it_is_not_sent_whatever_is_typed(people: tuple[int, ...]) -> None:
    with pytest.raises(Refused, match="not-certified"):
        lift().perform(desk_commands.Dispatch(SUPERVISOR, people), NINE)


def test_nor_asked_next_nor_handed_a_job_nor_can_they_take_one() -> None:
    with pytest.raises(Refused, match="not-certified"):
        lift().perform(c.Volunteer(ZHANG), NINE)
    life = lift()
    life.perform(desk_commands.Dispatch(SUPERVISOR, (LI.person,)), NINE)
    assert "offers.exhausted" in life.perform(c.Decline(LI, "far"), NINE)


def test_another_product_needs_none() -> None:
    names = lift("fridge").perform(desk_commands.Dispatch(SUPERVISOR, (CHEN.person,)), NINE)
    assert names == ["job.offered", "job.dispatched"]


def test_the_last_day_still_counts() -> None:
    wanted = ELEVATOR.certificates["elevator"]
    assert lacking(wanted, {"lift": NINE}, NINE - 1) is None
    assert lacking(wanted, {"lift": NINE}, NINE) == wanted[0]


LISTED = ({"key": "lift", "zh": "电梯作业证", "en": "Lift certificate"},)


@pytest.mark.parametrize("table", ["lift", {"elevator": "lift"}, {"elevator": []}, {"elevator": [3]}], ids=str)
def test_a_bad_table_is_named(table: Any) -> None:
    with pytest.raises(PackError) as caught:
        read(table, ())
    assert caught.value.key.startswith("[dispatch] certificates")


def test_a_certificate_that_the_pack_does_not_list_is_named_with_the_near_miss() -> None:
    with pytest.raises(PackError) as caught:
        build({"dispatch": {"certificates": {"elevator": ["lfit"]}}, "reasons": {"certificates": list(LISTED)}}, ZONE)
    assert caught.value.near == "lift"
    assert read({"elevator": ["crane"]}, ())["elevator"] == ({"key": "crane", "zh": "crane", "en": "crane"},)
