"""Visits that do not go straight: what the core allows, what it keeps, and whom the clocks leave alone."""

from typing import Any

import pytest

from domain.building import build
from domain.durations import DAY, HOUR, MINUTE
from domain.job import commands as c
from domain.job import desk_commands
from domain.job import detour_commands as d
from domain.job.commands import Actor
from domain.job.model import Stage
from domain.policy import Policy
from policies.loader import _merge, load
from tests.domain.job.test_decide import PROOFS, SHA, accepted, finished, on_site, refusal
from tests.domain.life import CHEN, CUSTOMER, GREE, LI, NINE, SUPERVISOR, ZHANG, Life, agree, reported

TEN = NINE + HOUR
VISIT = (TEN, TEN)
WORKSHOP = load("gree-installer", GREE.zone).table


def pack(**changes: Any) -> Policy:
    return build(_merge(WORKSHOP, changes), GREE.zone)


def strict() -> Policy:
    """A pack in which not being there in time is a breach (D4)."""
    rows = [dict(row) for row in WORKSHOP["clock"] if row["id"] == "D4"]
    return pack(clock=[rows[0] | {"breach": {"points": 5, "on": "technician"}}])


def appointed(policy: Policy = GREE) -> Life:
    life = accepted(policy=policy)
    life.perform(c.Appoint(LI, VISIT), NINE)
    return life


def under_way(policy: Policy = GREE) -> Life:
    life = appointed(policy)
    life.perform(c.Depart(LI, ticked=True), NINE + 30 * MINUTE)
    return life


def there(policy: Policy = GREE) -> Life:
    life = under_way(policy)
    life.perform(c.Arrive(LI), TEN)
    return life


def suspended() -> Life:
    life = there()
    life.perform(d.Suspend(LI, "part", TEN + DAY), TEN)
    return life


def awaited() -> Life:
    life = under_way()
    life.perform(d.NobodyHome(LI), TEN)
    return life


def with_second() -> Life:
    life = there()
    life.perform(d.AskDesk(LI, "second"), TEN)
    life.perform(d.Decide(SUPERVISOR, "second", choice=str(ZHANG.person)), TEN)
    return life


def stopped() -> Life:
    life = there()
    life.perform(d.StopWork(LI), TEN)
    return life


def asked(what: str = "solution", **more: Any) -> Life:
    life = there()
    life.perform(d.AskDesk(LI, what, "part", **more), TEN)
    return life


def due(life: Life, rule: str) -> int | None:
    return next((clock.due for clock in life.clocks.running if clock.rule == rule), None)


def breached(life: Life) -> list[str]:
    return [event.data["rule"] for event in life.log if event.name == "breach.proposed"]


WRONG: list[tuple[Any, Any, str]] = [
    (accepted, d.Delay(LI, HOUR), "no-time-to-move"),
    (there, d.Delay(LI, HOUR), "no-time-to-move"),
    (appointed, d.Delay(ZHANG, HOUR), "not-your-job"),
    (appointed, d.Delay(SUPERVISOR, HOUR), "wrong-role"),
    (appointed, d.Delay(LI, 0), "not-later"),
    (appointed, d.Delay(LI, window=(NINE + 30 * MINUTE, NINE + 30 * MINUTE)), "not-later"),
    (appointed, d.Delay(LI, 400 * DAY), "visit-too-far"),
    (appointed, d.NobodyHome(LI), "not-at-the-door"),
    (awaited, d.NobodyHome(LI), "waiting-already"),
    (there, d.AtTheDoor(CUSTOMER), "nobody-at-door"),
    (there, d.Appeared(LI), "nobody-at-door"),
    (awaited, d.AtTheDoor(Actor(99, "customer")), "not-your-job"),
    (awaited, d.AtTheDoor(LI), "wrong-role"),
    (awaited, d.EndVisit(LI, "part"), "not-on-site"),
    (awaited, d.Suspend(LI, "part", TEN + DAY), "not-to-suspend-now"),
    (there, d.EndVisit(LI, ""), "reason-needed"),
    (under_way, d.EndVisit(LI, "part"), "not-on-site"),
    (there, d.Suspend(LI, "", TEN + DAY), "reason-needed"),
    (there, d.Suspend(LI, "part", TEN - DAY), "visit-in-the-past"),
    (there, d.Suspend(LI, "part", TEN + 365 * DAY), "visit-too-far"),
    (reported, d.Suspend(LI, "part", TEN + DAY), "not-your-job"),
    (finished, d.Suspend(LI, "part", TEN + DAY), "not-to-suspend-now"),
    (there, d.Resume(LI), "not-suspended"),
    (suspended, c.Finish(LI), "resume-first"),
    (suspended, PROOFS["note.cause"], "resume-first"),
    (there, d.AskDesk(LI, "solution"), "reason-needed"),
    (there, d.AskDesk(LI, "a raise", "part"), "not-to-ask-now"),
    (under_way, d.AskDesk(LI, "solution", "part"), "not-to-ask-now"),
    (there, d.AskDesk(LI, "extension", "part"), "not-later"),
    (accepted, d.AskDesk(LI, "extension", "part", by_ms=HOUR), "too-late-to-ask"),
    (there, d.AskDesk(LI, "handover", "far", colleague=77), "unknown-technician"),
    (there, d.AskDesk(LI, "handover", "far", colleague=LI.person), "unknown-technician"),
    (asked, d.AskDesk(LI, "solution", "worn"), "asked-already"),
    (there, d.Decide(SUPERVISOR, "solution", choice="replace"), "nothing-asked"),
    (asked, d.Decide(LI, "solution", choice="replace"), "wrong-role"),
    (asked, d.Decide(Actor(LI.person, "supervisor"), "solution", choice="replace"), "not-your-own-request"),
    (asked, d.Decide(SUPERVISOR, "solution", choice="burn it"), "which-way"),
    (asked, d.Decide(SUPERVISOR, "solution", granted=False), "reason-needed"),
    (with_second, c.Finish(ZHANG), "first-does-that"),
    (with_second, c.Quote(ZHANG, (("", 100),)), "first-does-that"),
    (with_second, c.Leave(ZHANG), "not-on-site"),
    (with_second, c.Arrive(CHEN), "not-your-job"),
    (with_second, d.LeaveTeam(ZHANG, "bored"), "reason-needed"),
    (there, d.LeaveTeam(LI, "far"), "not-now"),
    (there, d.ReportUnits(LI, "tv", 0), "how-many"),
    (under_way, d.ReportUnits(LI, "tv", 2), "not-on-site"),
    (reported, d.StopWork(LI), "not-your-job"),
    (stopped, d.StopWork(LI), "stopped-already"),
    (stopped, d.Release(LI), "wrong-role"),
    (stopped, d.Release(CUSTOMER), "wrong-role"),
    (there, d.Release(SUPERVISOR), "not-stopped"),
    (there, d.SendHelp(SUPERVISOR, ZHANG.person), "not-stopped"),
    (stopped, d.SendHelp(SUPERVISOR, LI.person), "unknown-technician"),
]


@pytest.mark.parametrize(("life", "command", "why"), WRONG, ids=[f"{w}: {type(x).__name__}" for _l, x, w in WRONG])
def test_who_may_not(life: Any, command: Any, why: str) -> None:
    assert refusal(life(), command, TEN) == why


# D5: late


def test_a_delay_told_before_the_time_moves_it_and_is_no_breach() -> None:
    life = under_way(strict())
    life.perform(d.Delay(LI, HOUR), TEN)
    life.ring(TEN + HOUR)
    life.perform(c.Arrive(LI), TEN + HOUR)
    life.ring(TEN + 2 * HOUR)
    assert breached(life) == []
    agree(life)


def test_a_delay_told_too_late_is_told_all_the_same_and_stays_a_breach() -> None:
    life = under_way(strict())
    life.ring(TEN + MINUTE)
    assert life.perform(d.Delay(LI, HOUR), TEN + MINUTE) == ["lateness.told"]
    assert life.told[-2].key == "visit-delayed"
    assert (breached(life), life.state.visit) == (["D4"], (TEN + HOUR + MINUTE, TEN + HOUR + MINUTE))
    agree(life)


def test_a_delay_that_was_told_in_time_and_reaches_us_late_takes_the_breach_back() -> None:
    """No signal on the road: said at 09:59, heard at 10:20."""
    life = under_way(strict())
    life.ring(TEN + 20 * MINUTE)
    names = life.perform(d.Delay(LI, HOUR), TEN - MINUTE, TEN + 20 * MINUTE)
    assert names == ["visit.delayed", "breach.withdrawn"]


def test_the_desk_hears_of_the_second_delay_and_of_a_long_one() -> None:
    life = under_way()
    life.perform(d.Delay(LI, HOUR), NINE + 40 * MINUTE)
    assert "delay-desk" not in [told.key for told in life.told]
    life.perform(d.Delay(LI, HOUR), NINE + 41 * MINUTE)
    assert "delay-desk" in [told.key for told in life.told]
    long = under_way()
    long.perform(d.Delay(LI, 3 * HOUR), NINE + 40 * MINUTE)
    assert "delay-desk" in [told.key for told in long.told]


def test_a_window_moves_as_a_whole() -> None:
    life = accepted()
    life.perform(c.Appoint(LI, (TEN, TEN + 4 * HOUR)), NINE)
    life.perform(d.Delay(LI, HOUR), NINE)
    assert life.state.visit == (TEN + HOUR, TEN + 5 * HOUR)


# U2: nobody at home


def test_nobody_at_home_clears_the_technician() -> None:
    life = awaited()
    life.ring(TEN + 3 * DAY)
    assert (life.state.stage, life.state.absences, breached(life)) == (Stage.ACCEPTED, 1, [])
    assert not [clock for clock in life.clocks.running if clock.rule in ("D2", "D3", "D4", "D5")]


def test_who_says_on_the_way_is_waited_for_once_more_and_once_only() -> None:
    life = awaited()
    life.perform(d.AtTheDoor(CUSTOMER), TEN + 10 * MINUTE)
    life.ring(TEN + 20 * MINUTE)
    assert life.state.absences == 0
    assert refusal(life, d.AtTheDoor(CUSTOMER), TEN + 20 * MINUTE) == "answered-already"
    life.ring(TEN + 26 * MINUTE)
    assert life.state.absences == 1


def test_the_checklist_is_asked_anew_for_the_next_visit() -> None:
    life = awaited()
    life.perform(d.AtTheDoor(CUSTOMER, comes=False), TEN)
    life.perform(c.Appoint(LI, (TEN + DAY, TEN + DAY)), TEN)
    assert refusal(life, c.Depart(LI), TEN) == "checklist-first"


# U7: another visit


def test_what_an_ended_visit_showed_is_kept_and_the_proofs_are_asked_at_the_last() -> None:
    life = there()
    life.perform(PROOFS["note.cause"], TEN)
    life.perform(PROOFS["photo.sheet"], TEN)
    life.perform(d.EndVisit(LI, "part"), TEN)
    (visit,) = life.state.visits
    assert visit.evidence["photo.sheet"] == (SHA,)
    assert "photo.sheet" not in life.state.evidence
    for command in (c.Appoint(LI, (TEN + DAY, TEN + DAY)), c.Depart(LI, ticked=True), c.Arrive(LI)):
        life.perform(command, TEN + DAY)
    assert refusal(life, c.Finish(LI), TEN + DAY) == "proof-missing"


def test_a_price_that_was_agreed_stays_agreed() -> None:
    life = on_site(service="paid")
    life.perform(c.Quote(LI, (("~8.a", 8000),)), NINE)
    life.perform(c.Consent(CUSTOMER, agreed=True), NINE)
    life.perform(d.EndVisit(LI, "part"), NINE)
    assert set(life.state.evidence) == {"consent.price"}


# U3: standing still


def test_a_standstill_keeps_what_was_left_of_the_clock() -> None:
    life = there()
    before = due(life, "D3")
    assert before is not None
    life.perform(d.Suspend(LI, "customer", TEN + DAY), TEN + HOUR)
    life.perform(d.Resume(LI), TEN + 3 * HOUR)
    assert (due(life, "D3"), life.state.stage) == (before + 2 * HOUR, Stage.ON_SITE)


def test_a_standstill_in_the_last_minute_leaves_time_to_act() -> None:
    life = there()
    last = (due(life, "D3") or 0) - MINUTE
    life.perform(d.Suspend(LI, "approval", last + DAY), last)
    life.perform(d.Resume(LI), last + HOUR)
    life.ring(last + HOUR + 4 * MINUTE)
    assert "D3" not in breached(life)


def test_a_part_that_has_come_opens_a_new_appointment_with_a_fresh_clock() -> None:
    life = suspended()
    names = life.perform(d.Resume(LI, anew=True), TEN + 5 * DAY)
    assert names[-3:] == ["job.resumed", "visit.ended", "appointment.reopened"]
    assert (due(life, "D2"), due(life, "D3")) == (TEN + 5 * DAY + 30 * MINUTE, None)


def test_a_visit_that_is_agreed_while_it_stands_still_lets_it_go_on() -> None:
    life = suspended()
    tomorrow = (TEN + DAY, TEN + DAY)
    names = life.perform(c.Appoint(LI, tomorrow), TEN)
    assert names == ["job.resumed", "visit.ended", "appointment.reopened", "appointment.agreed"]
    assert (life.state.stage, life.state.visit, due(life, "D2")) == (Stage.APPOINTED, tomorrow, None)
    assert refusal(suspended(), c.Appoint(LI, (TEN - DAY, TEN - DAY)), TEN) == "visit-in-the-past"
    agree(life)


def test_a_clock_does_not_stand_still_longer_than_the_pack_says() -> None:
    life = there(pack(clock=[_with_pause("D3", "1d")]))
    before = due(life, "D3") or 0
    life.perform(d.Suspend(LI, "part", TEN + 30 * DAY), TEN)
    assert due(life, "D3") == before + DAY


def _with_pause(rule: str, longest: str) -> dict[str, Any]:
    row = next(dict(row) for row in WORKSHOP["clock"] if row["id"] == rule)
    return row | {"pause": {"from": "job.suspended", "until": "job.resumed", "longest": longest}}


def test_the_desk_may_reassign_what_stands_still() -> None:
    life = suspended()
    life.perform(desk_commands.Dispatch(SUPERVISOR, (ZHANG.person,), "skill"), TEN + HOUR)
    assert (life.state.technician, life.state.suspended, life.state.stage) == (ZHANG.person, None, Stage.OFFERED)


# S6 S7 U7: asked of the desk


def test_an_extension_in_time_moves_the_clock_and_a_refusal_leaves_it() -> None:
    life = asked("extension", by_ms=2 * HOUR)
    before = (due(life, "D3") or 0) - 2 * HOUR  # it stands still, at most two hours, while the desk is asked
    assert "work.extended" in life.perform(d.Decide(SUPERVISOR, "extension"), TEN + HOUR)
    assert due(life, "D3") == before + HOUR + 2 * HOUR
    refused = asked("extension", by_ms=2 * HOUR)
    refused.perform(d.Decide(SUPERVISOR, "extension", granted=False, reason="no_need"), TEN)
    assert due(refused, "D3") == before


def test_a_yes_to_an_extension_that_comes_too_late_moves_nothing() -> None:
    life = asked("extension", by_ms=2 * HOUR)
    late = (due(life, "D3") or 0) + HOUR
    assert life.perform(d.Decide(SUPERVISOR, "extension"), late)[-1] == "approval.granted"
    assert "D3" in breached(life)


def test_a_pack_from_before_there_were_approvals_may_let_a_job_go_from_hand_to_hand() -> None:
    life = appointed(build(_merge(WORKSHOP, {"on_the_way": {"hand_over": "free"}}) | {"approval": []}, GREE.zone))
    life.perform(d.AskDesk(LI, "handover", "unwell", ZHANG.person), NINE)
    assert life.state.offers == {LI.person: "passed", ZHANG.person: "open"}
    assert not life.state.asks


def test_handing_over_on_site_ends_the_visit_and_keeps_its_evidence() -> None:
    life = there()
    life.perform(PROOFS["note.cause"], TEN)
    life.perform(d.AskDesk(LI, "handover", "unwell"), TEN)
    life.perform(d.Decide(SUPERVISOR, "handover"), TEN)
    life.perform(c.Accept(ZHANG), TEN)
    assert (life.state.visits[0].technician, life.state.technician) == (LI.person, ZHANG.person)
    assert not [clock for clock in life.clocks.running if clock.on == LI.person]


@pytest.mark.parametrize("way", ["another_visit", "workshop", "replace"])
def test_another_solution_is_another_visit(way: str) -> None:
    life = asked()
    life.perform(d.Decide(SUPERVISOR, "solution", choice=way), TEN)
    assert (life.state.stage, life.state.visits[0].reason, life.state.asks) == (Stage.ACCEPTED, way, {})


def test_giving_up_closes_the_job() -> None:
    life = asked()
    life.perform(d.Decide(SUPERVISOR, "solution", choice="give_up"), TEN)
    assert (life.state.stage, life.state.outcome) == (Stage.CLOSED, "not_fixed")


def test_two_requests_stand_side_by_side_and_each_is_answered() -> None:
    life = asked()
    life.perform(d.AskDesk(LI, "second"), TEN)
    life.perform(d.Decide(SUPERVISOR, "solution", choice="words", reason="~9.a"), TEN)
    assert life.question(SUPERVISOR, TEN).key == "decide-request"
    life.perform(d.Decide(SUPERVISOR, "second", choice=str(CHEN.person)), TEN)
    assert (life.state.asks, life.state.team) == ({}, {CHEN.person: "joined"})


def test_what_was_asked_falls_away_when_the_work_is_finished() -> None:
    life = asked("second")
    for command in (*PROOFS.values(), c.Finish(LI)):
        life.perform(command, TEN)
    assert not life.state.asks
    assert refusal(life, d.Decide(SUPERVISOR, "second", choice=str(ZHANG.person)), TEN) == "nothing-asked"


# U7: the second technician


def test_the_second_technician_helps_and_the_first_one_finishes() -> None:
    life = with_second()
    life.perform(c.Arrive(ZHANG), TEN)
    life.perform(c.Note(ZHANG, "note.cause", "~9.a"), TEN)
    life.perform(c.Show(ZHANG, (SHA,), "photo.sheet"), TEN)
    for needs, command in PROOFS.items():
        if needs not in ("note.cause", "photo.sheet"):
            life.perform(command, TEN)
    assert "work.finished" in life.perform(c.Finish(LI), TEN)
    life.perform(c.Leave(ZHANG), TEN)
    assert (life.state.team, life.state.left) == ({ZHANG.person: "left"}, False)


def test_a_visit_that_ends_lets_the_second_technician_go() -> None:
    life = with_second()
    life.perform(d.EndVisit(LI, "time"), TEN)
    assert life.state.team == {}
    assert [told.key for told in life.told if told.who == ZHANG.person][-1] == "team-over"
    assert refusal(life, c.Arrive(ZHANG), TEN) == "not-your-job"


# S8: more units


def test_more_units_of_paid_work_need_a_new_consent() -> None:
    life = on_site(service="paid")
    life.perform(c.Quote(LI, (("~8.a", 8000),)), NINE)
    life.perform(c.Consent(CUSTOMER, agreed=True), NINE)
    life.perform(d.ReportUnits(LI, "air_conditioner", 2), NINE)
    life.perform(d.ReportUnits(LI, "air_conditioner", 1), NINE)
    assert life.state.units == {"air_conditioner": 3}
    assert refusal(life, PROOFS["note.cause"]) == "proof-missing"


# S9: danger


@pytest.mark.parametrize(
    "command", [c.Finish(LI), PROOFS["note.cause"], d.EndVisit(LI, "part"), d.NobodyHome(LI), c.Leave(LI)]
)
def test_nothing_moves_while_the_work_is_stopped(command: Any) -> None:
    assert refusal(stopped(), command, TEN) == "work-is-stopped"


def test_all_clocks_stand_still_while_the_work_is_stopped() -> None:
    life = there()
    before = {clock.rule: clock.due or 0 for clock in life.clocks.running}
    life.perform(d.StopWork(LI, "gas"), TEN)
    life.ring(TEN + 20 * HOUR)
    life.perform(d.Release(SUPERVISOR), TEN + 20 * HOUR)
    assert {clock.rule: clock.due for clock in life.clocks.running} == {
        rule: at + 20 * HOUR for rule, at in before.items()
    }
    assert breached(life) == []


def test_everybody_hears_of_danger_the_desk_once() -> None:
    life = with_second()
    before = len(life.told)
    life.perform(d.StopWork(ZHANG), TEN)
    heard = [told.who for told in life.told[before:]]
    assert sorted(map(str, heard)) == sorted(["desk", str(ZHANG.person), "customer", str(LI.person)])
    assert life.state.stopped == (ZHANG.person, "")


def test_danger_can_be_said_from_taking_the_job_until_leaving_it() -> None:
    for life in (accepted(), under_way(), suspended(), finished()):
        assert "work.stopped" in life.perform(d.StopWork(LI), TEN)
    left = finished()
    left.perform(c.Leave(LI), TEN)
    assert refusal(left, d.StopWork(LI), TEN) == "nothing-to-stop"
