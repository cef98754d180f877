"""What a customer may change on the way, who hears it, and whose clocks it stops. U1 U2 U9 S12 I1 I3."""

from typing import Any

import pytest

from domain.durations import DAY, HOUR, MINUTE
from domain.effects import Tell
from domain.errors import Refused
from domain.job import commands as c
from domain.job import desk_commands
from domain.job.commands import Actor
from domain.job.model import Stage
from domain.job.telling import about
from tests.domain.job.test_decide import PROOFS, VISIT, accepted, finished, on_site, refusal
from tests.domain.life import CUSTOMER, LI, NINE, SUPERVISOR, ZHANG, Life, reported

STRANGER = Actor(99, "customer")
SHA = "ef" * 32
LATER = (NINE + DAY, NINE + DAY + HOUR)


def appointed() -> Life:
    life = accepted()
    life.perform(c.Appoint(LI, VISIT), NINE)
    return life


def under_way() -> Life:
    life = appointed()
    life.perform(c.Depart(LI, ticked=True), NINE)
    return life


def closed() -> Life:
    life = finished()
    life.perform(c.AnswerCallback(SUPERVISOR, good=True), NINE)
    return life


def cancelled() -> Life:
    life = appointed()
    life.perform(c.CallOff(CUSTOMER, "works"), NINE)
    return life


def inquiry() -> Life:
    life = Life()
    life.perform(c.Report(CUSTOMER, number="10019", branch="east", kind="inquiry"), NINE)
    life.perform(c.AskHuman(CUSTOMER, "~9.a"), NINE)
    return life


WRONG = [
    (reported, c.Move(CUSTOMER, LATER), "nothing-to-move"),
    (appointed, c.Move(LI, LATER), "wrong-role"),
    (appointed, c.Move(STRANGER, LATER), "not-your-job"),
    (appointed, c.Move(CUSTOMER), "example-move"),
    (appointed, c.Move(CUSTOMER, (NINE - HOUR, NINE - HOUR)), "visit-in-the-past"),
    (appointed, c.Move(CUSTOMER, (NINE + 200 * DAY, NINE + 200 * DAY)), "visit-too-far"),
    (on_site, c.Move(CUSTOMER, LATER), "too-late-to-move"),
    (finished, c.Move(CUSTOMER, LATER), "too-late-to-move"),
    (accepted, c.TakeWish(LI), "no-wish"),
    (appointed, c.TakeWish(ZHANG), "not-your-job"),
    (under_way, c.AnswerMove(LI), "no-wish"),
    (appointed, c.CallOff(CUSTOMER, "because"), "reason-needed"),
    (appointed, c.CallOff(CUSTOMER, ""), "reason-needed"),
    (appointed, c.CallOff(LI, "works"), "wrong-role"),
    (appointed, c.CallOff(STRANGER, "works"), "not-your-job"),
    (finished, c.CallOff(CUSTOMER, "works"), "too-late-to-cancel"),
    (inquiry, c.CallOff(CUSTOMER, "works"), "not-now"),
    (on_site, c.AnswerCallOff(LI), "no-cancel-asked"),
    (on_site, c.AnswerCallOff(CUSTOMER), "wrong-role"),
    (closed, c.CallOff(CUSTOMER, "works"), "job-is-closed"),
    (closed, c.Reopen(CUSTOMER), "job-is-closed"),
    (cancelled, c.Reopen(STRANGER), "not-your-job"),
    (cancelled, c.Reopen(LI), "wrong-role"),
    (cancelled, c.Repeat(CUSTOMER, "10024"), "not-now"),
    (appointed, c.Reopen(CUSTOMER), "not-now"),
    (appointed, c.BrokenAgain(CUSTOMER), "not-now"),
    (closed, c.BrokenAgain(CUSTOMER), "job-is-closed"),
    (closed, c.Repeat(STRANGER, "10024"), "not-your-job"),
    (appointed, c.Relay(CUSTOMER), "example-relay"),
    (appointed, c.Relay(SUPERVISOR, "~9.a"), "wrong-role"),
    (appointed, c.Relay(ZHANG, "~9.a"), "not-your-job"),
    (appointed, c.Relay(STRANGER, "~9.a"), "not-your-job"),
    (closed, c.Relay(LI, "~9.a"), "job-is-closed"),
    (closed, c.Relay(CUSTOMER, "~9.a"), "job-is-closed"),
    (appointed, c.AskHuman(LI), "wrong-role"),
    (appointed, desk_commands.AnswerHuman(LI, "~9.a"), "wrong-role"),
    (appointed, desk_commands.AnswerHuman(SUPERVISOR), "nobody-waits"),
    (appointed, desk_commands.EndInquiry(SUPERVISOR), "not-now"),
    (inquiry, desk_commands.EndInquiry(CUSTOMER), "wrong-role"),
    (inquiry, desk_commands.Dispatch(SUPERVISOR, (LI.person,)), "address-missing"),
    (inquiry, c.Move(CUSTOMER, LATER), "nothing-to-move"),
]


@pytest.mark.parametrize(("life", "command", "why"), WRONG, ids=[f"{w}: {type(x).__name__}" for _l, x, w in WRONG])
def test_who_may_not(life: Any, command: Any, why: str) -> None:
    assert refusal(life(), command) == why


def whom(life: Life, key: str) -> list[str | int]:
    return [told.who for told in life.told if told.key == key]


# Moving


def test_a_moved_visit_is_no_lateness_of_the_technician() -> None:
    """U2: the clocks of the old visit end with it; nobody is told that somebody was late."""
    life = appointed()
    life.perform(c.Move(CUSTOMER, LATER), NINE + 30 * MINUTE)
    life.perform(c.TakeWish(LI), NINE + 35 * MINUTE)
    life.ring(NINE + 12 * HOUR)
    assert not {"step.escalated", "breach.proposed"} & set(life.names())
    assert (life.state.stage, life.state.visit, life.state.moves) == (Stage.APPOINTED, LATER, 1)


def test_a_visit_that_is_not_moved_is_one() -> None:
    """The same without the customer's move: the test above can fail."""
    life = appointed()
    life.ring(NINE + 12 * HOUR)
    assert {"step.escalated", "breach.proposed"} <= set(life.names())


def test_a_moved_visit_is_departed_for_with_the_checklist_again() -> None:
    """D6."""
    life = under_way()
    life.perform(c.Move(CUSTOMER, LATER), NINE)
    life.perform(c.AnswerMove(LI, turn_round=True), NINE)
    assert refusal(life, c.Depart(LI)) == "checklist-first"
    life.perform(c.Depart(LI, ticked=True), NINE)
    assert life.state.stage is Stage.UNDER_WAY


@pytest.mark.parametrize(("turn_round", "stage"), [(True, Stage.ACCEPTED), (False, Stage.UNDER_WAY)])
def test_on_the_road_the_technician_decides(turn_round: bool, stage: Stage) -> None:
    """U2: a wish without a clear time leaves the time to be agreed."""
    life = under_way()
    life.perform(c.Move(CUSTOMER, None, "~9.a"), NINE)
    assert life.state.stage is Stage.UNDER_WAY
    assert whom(life, "customer-moves-desk") == ["supervisor"]
    life.perform(c.AnswerMove(LI, turn_round=turn_round), NINE)
    assert (life.state.stage, life.state.visit) == (stage, None if turn_round else VISIT)


def test_a_wish_that_is_over_leaves_the_time_open() -> None:
    life = under_way()
    life.perform(c.Move(CUSTOMER, (NINE + MINUTE, NINE + MINUTE)), NINE)
    life.perform(c.AnswerMove(LI, turn_round=True), NINE + HOUR)
    assert life.state.stage is Stage.ACCEPTED


# Calling off


@pytest.mark.parametrize("made", [reported, accepted, appointed, under_way])
def test_before_the_site_it_is_off_at_once_and_no_clock_runs(made: Any) -> None:
    life = made()
    life.perform(c.CallOff(CUSTOMER, "works"), NINE)
    assert (life.state.stage, life.state.outcome, life.clocks.running) == (Stage.CLOSED, "cancelled", ())
    assert whom(life, "cancelled-technician") == ([] if made is reported else [LI.person])


def test_everybody_who_is_asked_hears_that_it_is_off() -> None:
    life = reported()
    life.perform(desk_commands.Dispatch(SUPERVISOR, (LI.person, ZHANG.person)), NINE)
    life.perform(c.CallOff(CUSTOMER, "works"), NINE)
    assert whom(life, "cancelled-technician") == [LI.person, ZHANG.person]
    assert refusal(life, c.Accept(ZHANG)) == "job-is-closed"


def test_on_site_somebody_agrees_or_the_work_goes_on() -> None:
    life = on_site()
    life.perform(c.CallOff(CUSTOMER, "price"), NINE)
    assert life.state.stage is Stage.ON_SITE
    assert refusal(life, c.CallOff(CUSTOMER, "price")) == "cancel-asked-already"
    life.perform(c.AnswerCallOff(SUPERVISOR, agreed=False), NINE)
    for command in (*PROOFS.values(), c.Finish(LI)):
        life.perform(command, NINE)
    assert life.state.stage is Stage.FINISHED


def test_a_cancelled_job_comes_back_for_a_day_as_if_nobody_had_been_asked() -> None:
    life = cancelled()
    life.perform(c.Reopen(CUSTOMER), NINE + HOUR)
    assert (life.state.stage, life.state.technician, life.state.offers) == (Stage.REPORTED, None, {})
    assert "I4" in {clock.rule for clock in life.clocks.running}
    assert refusal(cancelled(), c.Reopen(CUSTOMER), NINE + 2 * DAY) == "too-late-to-reopen"


# Repeats


def test_a_repeat_is_linked_once_and_only_for_a_while() -> None:
    """S12."""
    life = closed()
    life.perform(c.Repeat(CUSTOMER, "10024"), NINE + 6 * DAY)
    repeated = life.log[-1]
    assert (repeated.name, repeated.data) == ("job.repeated", {"number": "10024", "technician": LI.person, "days": 6})
    assert refusal(life, c.Repeat(CUSTOMER, "10035"), NINE + 7 * DAY) == "not-now"
    assert refusal(closed(), c.Repeat(CUSTOMER, "10024"), NINE + 31 * DAY) == "not-now"


# Words passed on


def test_words_go_to_the_desk_until_somebody_has_taken_the_job() -> None:
    life = reported()
    life.perform(desk_commands.Dispatch(SUPERVISOR, (LI.person,)), NINE)
    life.perform(c.Relay(CUSTOMER, "~9.a"), NINE)
    assert (whom(life, "customer-says"), whom(life, "customer-says-desk")) == ([], ["supervisor"])
    assert refusal(life, c.Relay(LI, "~9.b")) == "accept-first"
    life.perform(c.Accept(LI), NINE)
    life.perform(desk_commands.AnswerHuman(SUPERVISOR), NINE)
    life.perform(c.Relay(CUSTOMER, "~9.c"), NINE)
    assert whom(life, "customer-says") == [LI.person]


def test_what_is_told_the_desk_about_a_technician_is_not_for_the_technician() -> None:
    """I3: from asking for a person until the technician speaks, unless the customer taps 联系师傅."""
    life = accepted()
    life.perform(c.AskHuman(CUSTOMER), NINE)
    life.perform(c.Relay(CUSTOMER, "~9.a"), NINE)
    life.perform(desk_commands.AnswerHuman(SUPERVISOR, "~9.b"), NINE)
    life.perform(c.Relay(CUSTOMER, "~9.c"), NINE)
    assert whom(life, "customer-says") == []
    life.perform(c.Relay(CUSTOMER, "~9.d", to="technician"), NINE)
    assert whom(life, "customer-says") == [LI.person]


def test_only_an_answer_stops_the_clock_of_an_answer() -> None:
    """U9: the customer's next words do not, nor do they start it anew."""
    life = accepted()
    life.perform(c.Relay(CUSTOMER, "~9.a"), NINE + MINUTE)
    life.perform(c.Relay(CUSTOMER, "~9.b"), NINE + 8 * MINUTE)
    assert [(k.rule, k.due) for k in life.clocks.running if k.rule == "U9"] == [("U9", NINE + 11 * MINUTE)]
    life.ring(NINE + 12 * MINUTE)
    assert [e.data["who"] for e in life.log if e.data.get("rule") == "U9"] == ["technician", "supervisor"]
    life.perform(c.Relay(LI, "~9.c"), NINE + 12 * MINUTE)
    assert "U9" not in {clock.rule for clock in life.clocks.running}


def test_a_new_technician_reads_what_the_customer_said_before() -> None:
    life = accepted()
    life.perform(c.Relay(CUSTOMER, "~9.a"), NINE)
    life.perform(desk_commands.Dispatch(SUPERVISOR, (ZHANG.person,)), NINE)
    life.perform(c.Accept(ZHANG), NINE)
    assert {"text": "detail-words", "words": "~9.a"} in about(life.state, "technician", ZHANG.person)["known"]
    assert refusal(life, c.Relay(LI, "~9.b")) == "not-yours-now"


def test_photos_of_the_customer_reach_whoever_needs_them() -> None:
    """U1: nobody before acceptance, then the technician; after the work the desk too."""
    life = reported()
    life.perform(desk_commands.Dispatch(SUPERVISOR, (LI.person,)), NINE)
    life.perform(c.Show(CUSTOMER, (SHA,)), NINE)
    assert whom(life, "customer-photo") == []
    life.perform(c.Accept(LI), NINE)
    assert [told.data for told in life.told if told.key == "accepted"] == [{"photos": [SHA]}]
    after = finished()
    after.perform(c.Show(CUSTOMER, (SHA,)), NINE)
    assert whom(after, "customer-photo") == [LI.person, "supervisor"]


# A person


def test_a_person_is_promised_within_the_hours_of_the_pack() -> None:
    """I3: asked at half past ten in the evening, somebody answers at five past eight."""
    life = accepted()
    life.perform(c.AskHuman(CUSTOMER), NINE + 13 * HOUR + 30 * MINUTE)
    promise = next(told.data["promise"] for told in life.told if told.key == "human-called")
    assert promise["due_at"] == NINE + 23 * HOUR + 5 * MINUTE


def test_a_technicians_words_are_no_answer_of_the_desk() -> None:
    life = accepted()
    life.perform(c.AskHuman(CUSTOMER), NINE)
    life.perform(c.Relay(LI, "~9.a"), NINE)
    assert "I3.human" in {clock.rule for clock in life.clocks.running}
    life.perform(desk_commands.AnswerHuman(SUPERVISOR, "~9.b"), NINE)
    assert "I3.human" not in {clock.rule for clock in life.clocks.running}


def test_an_inquiry_becomes_a_repair_with_the_same_number() -> None:
    """I1."""
    life = inquiry()
    life.perform(c.Describe(SUPERVISOR, details={"fault": "~9.b"}, kind="repair"), NINE)
    assert (life.state.kind, life.state.wanting()) == ("repair", ("phone", "address"))
    assert "I3" in {clock.rule for clock in life.clocks.running}
    life.perform(c.Describe(CUSTOMER, details={"phone": "~9.c", "address": "~9.d"}), NINE)
    life.perform(desk_commands.Dispatch(SUPERVISOR, (LI.person,)), NINE)
    assert life.state.stage is Stage.OFFERED


# Who may see what


def told_to(life: Life, person: int) -> list[Tell]:
    return [told for told in life.told if told.who == person]


@pytest.mark.parametrize("made", [reported, closed, cancelled])
def test_phone_and_address_are_hidden_before_acceptance_and_after_the_end(made: Any) -> None:
    """U9, X5."""
    life = made()
    for technician in (LI, ZHANG):
        text = about(life.state, "technician", technician.person)
        assert {text["phone"], text["address"], text["said"]} == {"—"}
        assert text["fault"] == {"masked": "~3.c", "without": ["~1.a", "~2.b"]}
    assert about(life.state, "supervisor", SUPERVISOR.person)["phone"] == "~1.a"
    assert about(life.state, "customer", CUSTOMER.person)["address"] == "~2.b"


def test_they_are_there_while_the_technician_has_the_job_and_gone_with_it() -> None:
    life = accepted()
    assert about(life.state, "technician", LI.person)["phone"] == "~1.a"
    life.perform(desk_commands.Dispatch(SUPERVISOR, (ZHANG.person,)), NINE)
    for technician in (LI, ZHANG):
        assert about(life.state, "technician", technician.person)["phone"] == "—"


def test_nobody_is_told_anything_of_a_refused_command() -> None:
    life = closed()
    before = len(life.told)
    with pytest.raises(Refused):
        life.perform(c.Relay(LI, "~9.a"), NINE)
    assert len(life.told) == before
    assert told_to(life, ZHANG.person) == []
