"""A promise that goes over to somebody else: whose clock it is, what stays agreed, what is refused. D12, X6."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.durations import DAY, HOUR, MINUTE
from domain.errors import Refused
from domain.job.commands import Accept, Actor, Appoint, Arrive, Confirm, Decline, Depart, Finish
from domain.job.desk_commands import Dispatch
from domain.job.handing_over import PassOn
from domain.job.model import Stage
from tests.domain.life import CHEN, CUSTOMER, LI, NINE, STEADY, SUPERVISOR, ZHANG, Life, agree, reported

VISIT = (NINE + 5 * HOUR, NINE + 6 * HOUR)


def accepted() -> Life:
    life = reported()
    life.perform(Dispatch(SUPERVISOR, (LI.person,)), NINE)
    life.perform(Accept(LI), NINE + MINUTE)
    return life


def appointed() -> Life:
    life = accepted()
    life.perform(Appoint(LI, VISIT), NINE + 2 * MINUTE)
    return life


def pass_on(to: Actor | None = ZHANG, why: str = "away", by: Actor = LI) -> PassOn:
    return PassOn(by, LI.person, to.person if to else None, why)


def test_a_deputy_keeps_the_agreed_visit_under_clocks_of_their_own() -> None:
    life = appointed()
    was = {(clock.rule, clock.started_by) for clock in life.clocks.running if clock.on == LI.person}
    names = life.perform(pass_on(), NINE + HOUR)
    assert names == ["offer.passed", "job.dispatched", "job.accepted", "appointment.agreed"]
    assert (life.state.stage, life.state.technician, life.state.visit) == (Stage.APPOINTED, ZHANG.person, VISIT)
    now = {(clock.rule, clock.started_by) for clock in life.clocks.running if clock.on == ZHANG.person}
    assert was
    assert {rule for rule, _seq in now} == {rule for rule, _seq in was}
    assert not now & was, "another clock for another person (ADR 2)"
    assert not [clock for clock in life.clocks.running if clock.on == LI.person]
    assert [told.key for told in life.told if told.who == "customer"][-1] == "visit-kept"
    agree(life)


def test_without_a_visit_the_deputy_has_the_whole_time_to_agree_one() -> None:
    life = accepted()
    at = NINE + 25 * MINUTE
    assert life.perform(pass_on(), at)[-3:] == ["offer.passed", "job.dispatched", "job.accepted"]
    (clock,) = [clock for clock in life.clocks.running if clock.rule == "D2"]
    assert (clock.on, clock.due) == (ZHANG.person, at + 30 * MINUTE)
    assert "breach.proposed" not in life.ring(at + 20 * MINUTE)
    agree(life)


def test_a_visit_that_is_over_is_not_promised_again() -> None:
    life = appointed()
    life.perform(pass_on(), VISIT[1] + HOUR)
    assert (life.state.stage, life.state.visit) == (Stage.ACCEPTED, None)
    agree(life)


def test_an_open_offer_goes_on() -> None:
    life = reported()
    life.perform(Dispatch(SUPERVISOR, (LI.person,)), NINE)
    assert life.perform(pass_on(None), NINE + MINUTE) == ["offer.passed", "job.offered", "job.dispatched"]
    assert life.state.offers == {LI.person: "passed", ZHANG.person: "open"}
    agree(life)


def test_one_of_several_who_are_asked_is_just_left_out() -> None:
    life = reported()
    life.perform(Dispatch(SUPERVISOR, (LI.person, ZHANG.person)), NINE)
    assert life.perform(pass_on(CHEN), NINE + MINUTE) == ["offer.passed"]
    assert life.state.offers[ZHANG.person] == "open"


def test_who_leaves_on_site_leaves_the_job_to_the_desk() -> None:
    life = appointed()
    life.perform(Depart(LI, ticked=True), VISIT[0] - HOUR)
    life.perform(Arrive(LI), VISIT[0])
    with pytest.raises(Refused, match="on-site-already"):
        life.perform(pass_on(), VISIT[0] + MINUTE)
    left = life.perform(pass_on(ZHANG, "left", SUPERVISOR), VISIT[0] + MINUTE)
    assert left == ["offer.passed", "offers.exhausted"]
    assert (life.state.stage, life.state.technician) == (Stage.REPORTED, None)
    agree(life)


@pytest.mark.parametrize(
    ("command", "why"),
    [
        (pass_on(by=ZHANG), "wrong-role"),
        (pass_on(by=CUSTOMER), "wrong-role"),
        (pass_on(Actor(99, "technician")), "unknown-technician"),
        (pass_on(LI), "has-it-already"),
        (PassOn(SUPERVISOR, CHEN.person, ZHANG.person), "not-theirs-to-pass-on"),
    ],
)
def test_what_is_refused(command: PassOn, why: str) -> None:
    with pytest.raises(Refused) as refused:
        appointed().perform(command, NINE + HOUR)
    assert refused.value.text == why


ACTS = st.lists(
    st.tuples(
        st.sampled_from([LI, ZHANG, CHEN, SUPERVISOR]),
        st.sampled_from(["pass", "accept", "appoint", "depart", "arrive", "decline", "dispatch", "finish", "confirm"]),
        st.sampled_from([LI.person, ZHANG.person, CHEN.person]),
        st.sampled_from([LI.person, ZHANG.person, CHEN.person, None]),
        st.sampled_from(["away", "left"]),
        st.integers(0, 3 * HOUR),
    ),
    max_size=14,
)


@STEADY
@given(ACTS)
def test_whatever_happens_around_it_the_row_is_the_fold_and_somebody_is_next(acts: list[tuple]) -> None:  # type: ignore[type-arg]
    life, at = reported(), NINE
    for by, act, technician, to, why, later in acts:
        at += later
        commands = {
            "pass": PassOn(by, technician, to, why),
            "accept": Accept(by),
            "appoint": Appoint(by, (at + HOUR, at + 2 * HOUR)),
            "depart": Depart(by, ticked=True),
            "arrive": Arrive(by),
            "decline": Decline(by, "far"),
            "dispatch": Dispatch(by, (technician,)),
            "finish": Finish(by),
            "confirm": Confirm(CUSTOMER, works=False),
        }
        try:
            life.perform(commands[act], at)
        except Refused:
            continue
        agree(life)
        held = life.state.technician
        assert life.state.stage in (Stage.REPORTED, Stage.OFFERED, Stage.FINISHED) or held is not None
        assert life.question(SUPERVISOR, at) or life.question(Actor(held or 0, "technician"), at)
    life.ring(at + DAY)
    agree(life)
