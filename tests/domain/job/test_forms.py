"""A filed evaluation beside a low rating in chat: a person compares, once. S13 (T7 art.8)."""

import pytest

from domain.durations import HOUR
from domain.errors import Refused
from domain.job import commands as c
from domain.job import desk_commands
from domain.job.commands import Actor
from domain.job.desk_commands import CompareForm
from policies.loader import load
from tests.domain.life import CUSTOMER, KNOWN, LI, NINE, SUPERVISOR, ZONE, Life, agree

FURNITURE = load("furniture-delivery", ZONE).policy


def confirmed(*, waived: bool = False) -> Life:
    """An installation that is finished and confirmed; the evaluation was filed, or let go."""
    life = Life(FURNITURE)
    report = c.Report(CUSTOMER, number="10019", branch="east", details=KNOWN, service="free", kind="install")
    life.perform(report, NINE)
    life.perform(desk_commands.Dispatch(SUPERVISOR, (LI.person,)), NINE)
    for command in (c.Accept(LI), c.Appoint(LI, (NINE + HOUR, NINE + HOUR)), c.Depart(LI, ticked=True), c.Arrive(LI)):
        life.perform(command, NINE)
    life.perform(c.Show(LI, ("a" * 64,), "photo.goods"), NINE)
    life.perform(c.Note(LI, "tick.conduct", "1"), NINE)
    if waived:
        life.perform(c.AskWaiver(LI, "photo.evaluation", "customer"), NINE)
        life.perform(desk_commands.Waive(SUPERVISOR, "photo.evaluation"), NINE)
    else:
        life.perform(c.Show(LI, ("e" * 64,), "photo.evaluation"), NINE)
    for command in (c.Finish(LI), c.Confirm(CUSTOMER)):
        life.perform(command, NINE)
    return life


@pytest.mark.parametrize(("stars", "asked"), [(1, True), (2, True), (3, False), (5, False)])
def test_only_a_low_rating_asks(stars: int, asked: bool) -> None:
    assert ("form.asked" in confirmed().perform(c.Rate(CUSTOMER, stars), NINE)) is asked


def test_a_form_that_was_never_filed_is_not_compared() -> None:
    assert confirmed(waived=True).perform(c.Rate(CUSTOMER, 1), NINE) == ["rating.given"]


def test_a_mismatch_is_proposed_with_the_form_and_asked_once() -> None:
    life = confirmed()
    with pytest.raises(Refused, match="nothing-asked"):
        life.perform(CompareForm(SUPERVISOR), NINE)
    life.perform(c.Rate(CUSTOMER, 1), NINE)
    with pytest.raises(Refused, match="not-your-own-proof"):
        life.perform(CompareForm(Actor(LI.person, "supervisor"), matches=True), NINE)
    wanted = ["form.compared", "count.reached", "breach.proposed"]
    assert life.perform(CompareForm(SUPERVISOR, matches=False), NINE) == wanted
    told = next(one for one in life.told if one.key == "breach-claimed")
    assert told.data["photos"] == ["e" * 64]
    assert life.state.breaches[0].brought_by == SUPERVISOR.person
    with pytest.raises(Refused, match="answered-already"):
        life.perform(CompareForm(SUPERVISOR), NINE)
    agree(life)


def test_a_match_proposes_nothing() -> None:
    life = confirmed()
    life.perform(c.Rate(CUSTOMER, 2), NINE)
    assert life.perform(CompareForm(SUPERVISOR), NINE) == ["form.compared"]
