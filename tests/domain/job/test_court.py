"""People decide about people (§9): who may say what, until when, who decides, what it counts for."""

import tomllib

import pytest

from domain.building import build
from domain.durations import DAY, HOUR, MINUTE
from domain.errors import PackError, Refused
from domain.job.commands import Accept, Actor, Appoint
from domain.job.court_commands import Concede, Contest, Judge
from domain.job.desk_commands import Correct, Dispatch
from domain.job.facts import Record
from domain.policy import Policy
from domain.rules.charge import charged
from policies.loader import load
from tests.domain.life import GREE, LI, NINE, SUPERVISOR, ZHANG, Life, agree, clock_time, reported

LATE = NINE + HOUR
OVER = LATE + 3 * DAY + 1
DESK = {"supervisor": (SUPERVISOR.person,), "manager": (3,)}
MANAGER = Actor(3, "manager")


def late(policy: Policy = GREE, **more: object) -> Life:
    """李师傅 has agreed no visit by 09:30: D2 is proposed."""
    life = reported(policy, desk=DESK, **more)
    life.perform(Dispatch(SUPERVISOR, (LI.person,)), NINE)
    life.perform(Accept(LI), NINE + MINUTE)
    life.ring(LATE)
    assert life.names().count("breach.proposed") == 1
    return life


def refused(life: Life, command: object, at: int) -> str:
    with pytest.raises(Refused) as no:
        life.perform(command, at)
    agree(life)
    return no.value.text


def test_the_one_concerned_contests_in_time_and_nobody_else():
    life = late()
    assert refused(life, Contest(ZHANG, 0, "customer"), LATE) == "not-your-breach"
    assert refused(life, Contest(LI, 0), LATE) == "reason-needed"
    assert refused(life, Contest(LI, 1, "customer"), LATE) == "old-button"
    assert life.perform(Contest(LI, 0, "customer"), LATE) == ["breach.contested"]
    assert life.perform(Contest(LI, 0, photos=("a" * 64,)), LATE) == ["breach.contested"]
    (breach,) = life.state.breaches
    assert (breach.state, breach.reason, breach.photos) == ("contested", "customer", ("a" * 64,))
    assert refused(late(), Contest(LI, 0, "customer"), OVER) == "too-late-to-contest"


def test_nothing_is_upheld_before_the_person_answered_or_the_time_is_over():
    life = late()
    assert refused(life, Judge(SUPERVISOR, 0, True, "true"), LATE) == "may-still-contest"
    assert refused(life, Judge(SUPERVISOR, 0, True, ""), OVER) == "reason-needed"
    assert refused(life, Judge(LI, 0, True, "true"), OVER) == "wrong-role"
    assert life.perform(Judge(SUPERVISOR, 0, True, "true"), OVER) == ["breach.upheld"]
    assert refused(life, Judge(SUPERVISOR, 0, False, "first"), OVER) == "decided-already"
    assert late().perform(Judge(SUPERVISOR, 0, False, "first"), LATE) == ["breach.waived"]
    conceded = late()
    conceded.perform(Concede(LI, 0), LATE)
    assert conceded.perform(Judge(SUPERVISOR, 0, True, "true"), LATE) == ["breach.upheld"]


def test_a_clock_from_the_report_on_charges_whoever_has_the_job_and_nobody_where_nobody_has_it():
    """D10 (T3.4): on site within two hours of the request. It is contested like any other."""
    hvac = load("hvac-tender", "Asia/Shanghai").policy
    over = NINE + 2 * HOUR + 1
    open_job = reported(hvac, desk=DESK)
    open_job.ring(over)
    assert open_job.state.breaches == ()
    assert [told.key for told in open_job.told if told.key == "breach-proposed"] == []
    agree(open_job)
    taken = reported(hvac, desk=DESK)
    taken.perform(Dispatch(SUPERVISOR, (LI.person,)), NINE)
    taken.perform(Accept(LI), NINE + MINUTE)
    taken.ring(over)
    (breach,) = taken.state.breaches
    assert (breach.rule, breach.on) == ("D10", LI.person)
    assert [told.who for told in taken.told if told.key == "breach-proposed"] == [LI.person]
    assert taken.perform(Contest(LI, 0, "customer"), over) == ["breach.contested"]
    agree(taken)


def test_who_is_part_of_it_does_not_decide_and_where_nobody_else_is_it_stays_open():
    """A supervisor who went on the visit: the manager decides; in a company of one nobody does."""
    both = Actor(LI.person, "supervisor")
    life = late()
    life.desk = {"supervisor": (LI.person,), "manager": (3,)}
    life.perform(Contest(LI, 0, "customer"), LATE)
    assert life.told[-1].without == (LI.person,)
    assert refused(life, Judge(both, 0, False, "first"), LATE) == "part-of-it"
    assert life.perform(Judge(MANAGER, 0, False, "first"), LATE) == ["breach.waived"]

    alone = late()
    alone.desk = {"supervisor": (LI.person,)}
    alone.perform(Contest(LI, 0, "customer"), LATE)
    assert alone.told[-1].key == "contest-noted-alone"
    assert refused(alone, Judge(both, 0, False, "first"), LATE) == "nobody-else-decides"
    alone.ring(LATE + 8 * DAY)
    assert alone.told[-1].key == "breach-undecidable"
    assert alone.state.breaches[0].open


def test_whose_correction_brought_it_does_not_decide_it():
    life = reported(desk=DESK)
    life.perform(Dispatch(SUPERVISOR, (LI.person,)), NINE)
    life.perform(Accept(LI), NINE + MINUTE)
    life.perform(Appoint(LI, (NINE + DAY, NINE + DAY + HOUR)), NINE + 20 * MINUTE)
    life.perform(Correct(SUPERVISOR, len(life.log), NINE + 40 * MINUTE, "~9.f"), LATE)
    (breach,) = life.state.breaches
    assert breach.brought_by == SUPERVISOR.person
    assert refused(life, Judge(SUPERVISOR, 0, False, "first"), LATE) == "part-of-it"
    assert life.perform(Judge(MANAGER, 0, False, "first"), LATE) == ["breach.waived"]
    agree(life)


@pytest.mark.parametrize("decision", [None, True, False])
def test_what_proves_false_by_a_correction_is_withdrawn_decided_or_not(decision):
    life = late()
    life.perform(Appoint(LI, (NINE + DAY, NINE + DAY + HOUR)), LATE)
    agreed = len(life.log)
    life.perform(Concede(LI, 0), LATE + 1)
    if decision is not None:
        life.perform(Judge(SUPERVISOR, 0, decision, "true"), LATE + 2)
    life.perform(Correct(SUPERVISOR, agreed, clock_time("09:20"), "~9.f"), LATE + 3)
    assert life.state.breaches[0].state == "withdrawn"
    heard = {told.key for told in life.told if told.who == LI.person}
    assert "corrected-technician" in heard
    assert ("breach-withdrawn" in heard) is (decision is not False)
    agree(life)


def test_nobody_corrects_their_own_step_where_somebody_else_could():
    life = late()
    life.perform(Appoint(LI, (NINE + DAY, NINE + DAY + HOUR)), LATE)
    itself = Correct(Actor(LI.person, "supervisor"), len(life.log), clock_time("09:20"), "~9.f")
    assert refused(life, itself, LATE + 1) == "not-your-own-step"


def _with(breach: str, court: str = "") -> Policy:
    table = {
        "pack": {"name": "t"},
        "court": tomllib.loads(court),
        "clock": [
            {
                "id": "D2",
                "source": "t",
                "from": "job.dispatched",
                "until": "appointment.agreed",
                "on": "technician",
                "within": "30m",
                "breach": tomllib.loads(f"b = {breach}")["b"],
                "zh": "约时间",
                "en": "agree",
            }
        ],
    }
    return build(table, "Asia/Shanghai")


def test_a_ladder_counts_the_persons_own_provisionally_and_is_fixed_when_upheld():
    """S3: the first 5, the second 10, the third 20; of three that stand one was waived before this one is decided."""
    policy = _with('{ points = 5, fen = 5000, doubling = true, on = "technician" }')
    life = late(policy, record=Record(upheld=0, standing=2))
    assert life.state.breaches[0].charge == {"points": 20, "fen": 20000, "nth": 3}
    life.record = Record(upheld=1, standing=1)
    life.perform(Judge(SUPERVISOR, 0, True, "~9.f"), OVER)
    assert life.state.breaches[0].charge == {"points": 10, "fen": 10000, "nth": 2}


def test_what_each_kind_of_charge_counts():
    ladder = {"points": 1, "ladder": [{"points": 1, "fen": 50}, {"points": 3, "fen": 150}]}
    assert [charged(ladder, nth, None)["fen"] for nth in (1, 2, 3)] == [50, 150, 150]
    assert charged({"points": 5, "fen": 50, "on": "technician"}, 7, None) == {"points": 5, "fen": 50}
    assert charged({"points": 2, "doubling": True}, 99, None)["points"] == 2 * 1024
    times = {"points": 10, "times_fee": 10}
    assert charged(times, 1, 13000) == {"points": 10, "times_fee": 10, "fen": 130000}
    assert charged(times, 1, None) == {"points": 10, "times_fee": 10}


def test_money_only_where_the_pack_counts_in_it_and_an_unknown_fee_is_said_to_be_unknown():
    fee = '{ points = 10, times_fee = 10, on = "technician" }'
    said = [told for told in late(_with(fee, 'counts = "amount"')).told if told.key == "breach-proposed"]
    assert said[0].data["charge"]["text"] == "charge-fee-unknown"
    said = [told for told in late(_with(fee)).told if told.key == "breach-proposed"]
    assert said[0].data["charge"]["text"] == "charge-points"


@pytest.mark.parametrize(
    "breach",
    [
        '{ on = "technician" }',
        '{ points = -1, on = "technician" }',
        '{ points = 5, on = "technicain" }',
        '{ points = 5, ladder = [5, 10], on = "technician" }',
        '{ points = 5, ladder = [{ point = 5 }], on = "technician" }',
        '{ points = 5, ladder = [{ points = 5 }], doubling = true, on = "technician" }',
        '{ points = 5, times_fee = 0.5, on = "technician" }',
        '{ points = 5, dubling = true, on = "technician" }',
    ],
)
def test_a_charge_that_cannot_be_kept_is_refused(breach):
    with pytest.raises(PackError):
        _with(breach)


@pytest.mark.parametrize("court", ['contest_within = "0m"', 'counts = "money"', "batch = 1", 'contest = "3d"'])
def test_a_court_that_cannot_be_kept_is_refused(court):
    with pytest.raises(PackError):
        _with('{ points = 5, on = "technician" }', court)
