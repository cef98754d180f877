"""What the core allows, to whom, and when: gates that no button or page can pass."""

from typing import Any

import pytest

from domain.building import build
from domain.durations import DAY, HOUR, MINUTE
from domain.errors import Refused
from domain.job import commands as c
from domain.job import desk_commands
from domain.job.commands import Actor
from domain.job.dispatching import suggest
from domain.job.facts import Technician
from domain.job.model import Job, Stage
from policies.loader import _merge, load
from tests.domain.life import CUSTOMER, GREE, LI, NINE, SUPERVISOR, ZHANG, Life, reported

STRANGER = Actor(99, "customer")
SHA = "cd" * 32
VISIT = (NINE + HOUR, NINE + HOUR)
PROOFS: dict[str, Any] = {
    "note.cause": c.Note(LI, "note.cause", "~9.a"),
    "note.remedy": c.Note(LI, "note.remedy", "~9.a"),
    "note.parts": c.Note(LI, "note.parts", "~9.a"),
    "tick.trial_run": c.Note(LI, "tick.trial_run", "1"),
    "photo.sheet": c.Show(LI, (SHA,), "photo.sheet"),
    "photo.service_number": c.Show(LI, (SHA,), "photo.service_number"),
}


def accepted(**more: Any) -> Life:
    life = reported(**more)
    life.perform(desk_commands.Dispatch(SUPERVISOR, (LI.person,)), NINE)
    life.perform(c.Accept(LI), NINE)
    return life


def on_site(**more: Any) -> Life:
    life = accepted(**more)
    for command in (c.Appoint(LI, VISIT), c.Depart(LI, ticked=True), c.Arrive(LI)):
        life.perform(command, NINE)
    return life


def finished() -> Life:
    life = on_site()
    for command in (*PROOFS.values(), c.Finish(LI)):
        life.perform(command, NINE)
    return life


def refusal(life: Life, command: Any, at: int = NINE) -> str:
    with pytest.raises(Refused) as caught:
        life.perform(command, at)
    return caught.value.text


WRONG = [
    (reported, desk_commands.Dispatch(LI, (LI.person,)), "not-your-job"),
    (reported, desk_commands.Dispatch(CUSTOMER, (LI.person,)), "wrong-role"),
    (reported, desk_commands.Dispatch(SUPERVISOR, (77,)), "unknown-technician"),
    (reported, c.Accept(LI), "not-your-job"),
    (accepted, c.Accept(LI), "accepted-already"),
    (accepted, c.Accept(ZHANG), "not-your-job"),
    (accepted, c.Appoint(ZHANG, VISIT), "not-your-job"),
    (accepted, c.Appoint(LI, (NINE - HOUR, NINE - HOUR)), "visit-in-the-past"),
    (accepted, c.Appoint(LI, (NINE + 200 * DAY, NINE + 200 * DAY)), "visit-too-far"),
    (accepted, c.Depart(LI, ticked=True), "not-to-depart-now"),
    (accepted, c.Pick(CUSTOMER, 0), "nothing-to-pick"),
    (accepted, desk_commands.Dispatch(SUPERVISOR, (LI.person,)), "has-it-already"),
    (accepted, c.Describe(STRANGER, details={"phone": "~9.a"}), "not-your-job"),
    (accepted, c.Speak(SUPERVISOR, SHA), "wrong-role"),
    (accepted, c.Speak(ZHANG, SHA), "not-your-job"),
    (accepted, c.Speak(STRANGER, SHA), "not-your-job"),
    (on_site, desk_commands.Dispatch(SUPERVISOR, (ZHANG.person,)), "reason-needed"),
    (on_site, desk_commands.Dispatch(SUPERVISOR, (LI.person,), "late"), "has-it-already"),
    (finished, desk_commands.Dispatch(SUPERVISOR, (ZHANG.person,), "late"), "too-late-to-dispatch"),
    (reported, desk_commands.TakeOver(SUPERVISOR), "nobody-has-it"),
    (accepted, desk_commands.TakeOver(LI), "wrong-role"),
    (accepted, desk_commands.TakeOver(CUSTOMER), "wrong-role"),
    (on_site, desk_commands.TakeOver(SUPERVISOR), "reason-needed"),
    (finished, desk_commands.TakeOver(SUPERVISOR, "late"), "too-late-to-dispatch"),
    (finished, desk_commands.SendBack(SUPERVISOR), "reason-needed"),
    (finished, desk_commands.SendBack(LI, "photo"), "wrong-role"),
    (on_site, desk_commands.SendBack(SUPERVISOR, "photo"), "not-finished-yet"),
    (reported, desk_commands.Invalidate(SUPERVISOR), "reason-needed"),
    (reported, desk_commands.Invalidate(CUSTOMER, "test"), "wrong-role"),
    (accepted, desk_commands.Invalidate(LI, "test"), "wrong-role"),
    (on_site, desk_commands.Invalidate(SUPERVISOR, "test"), "too-late-for-invalid"),
    (reported, c.Object(CUSTOMER), "job-is-closed"),
    (reported, desk_commands.Merge(CUSTOMER, Job(number="1")), "wrong-role"),
    (reported, desk_commands.Merge(SUPERVISOR, Job(number="10019", branch="east")), "merge-itself"),
    (reported, desk_commands.Merge(SUPERVISOR, Job(number="1", branch="west")), "unknown-job"),
    (
        reported,
        desk_commands.Merge(SUPERVISOR, Job(number="1", branch="east", stage=Stage.CLOSED)),
        "merge-into-closed",
    ),
    (on_site, desk_commands.Merge(SUPERVISOR, Job(number="1", branch="east")), "merge-under-way"),
    (accepted, desk_commands.Join(LI, Job(number="1")), "wrong-role"),
    (reported, desk_commands.Unmerge(SUPERVISOR), "not-merged"),
    (reported, desk_commands.Separate(SUPERVISOR, "1"), "not-merged"),
    (reported, c.Volunteer(Actor(77, "technician")), "not-your-job"),
    (reported, c.Volunteer(SUPERVISOR), "wrong-role"),
    (accepted, c.Volunteer(ZHANG), "offer-gone"),
    (accepted, c.Volunteer(LI), "accepted-already"),
    (reported, desk_commands.Called(SUPERVISOR), "no-call-owed"),
    (reported, desk_commands.Called(CUSTOMER), "wrong-role"),
    (finished, desk_commands.ByPhone(LI, c.Rate(CUSTOMER, 5)), "wrong-role"),
    (finished, desk_commands.ByPhone(CUSTOMER, c.Rate(CUSTOMER, 5)), "wrong-role"),
    (finished, desk_commands.ByPhone(Actor(LI.person, "supervisor"), c.Rate(CUSTOMER, 5)), "not-your-own-customer"),
    (finished, desk_commands.ByPhone(SUPERVISOR, c.Rate(STRANGER, 5)), "not-your-job"),
    (finished, desk_commands.ByPhone(SUPERVISOR, c.Rate(SUPERVISOR, 5)), "not-the-customers"),
    (on_site, desk_commands.ByPhone(SUPERVISOR, c.Finish(LI)), "not-the-customers"),
    (on_site, desk_commands.ByPhone(SUPERVISOR, desk_commands.ByPhone(CUSTOMER, c.Confirm(CUSTOMER))), "wrong-role"),
    (on_site, c.Finish(LI), "proof-missing"),
    (on_site, c.Finish(SUPERVISOR), "wrong-role"),
    (on_site, c.Leave(LI), "finish-first"),
    (on_site, c.Consent(CUSTOMER, agreed=True), "no-price-asked"),
    (on_site, c.Quote(LI, (("", 100),)), "free-of-charge"),
    (on_site, c.Show(LI, (SHA,), "tick.trial_run"), "unknown-proof"),
    (on_site, c.Show(LI, (), "photo.sheet"), "photo-wanted"),
    (on_site, c.Note(LI, "photo.sheet", "~9.a"), "unknown-proof"),
    (on_site, c.NoteSeveral(LI, (("note.cause", "~9.a"), ("photo.sheet", "~9.a"))), "unknown-proof"),
    (on_site, c.NoteSeveral(SUPERVISOR, (("note.cause", "~9.a"),)), "wrong-role"),
    (accepted, c.NoteSeveral(LI, (("note.cause", "~9.a"),)), "not-on-site"),
    (on_site, desk_commands.Waive(SUPERVISOR, "photo.sheet"), "no-waiver-asked"),
    (on_site, c.AskWaiver(LI, "note.cause", "signal"), "cannot-be-waived"),
    (on_site, c.Rate(CUSTOMER, 5), "not-finished-yet"),
    (finished, c.Confirm(STRANGER), "not-your-job"),
    (finished, c.Rate(LI, 5), "wrong-role"),
    (finished, c.Rate(CUSTOMER, 6), "stars-needed"),
    (finished, c.AnswerCallback(LI, good=True), "wrong-role"),
    (finished, c.AnswerCallback(Actor(LI.person, "supervisor"), good=True), "wrong-role"),
    (finished, c.AnswerCallback(CUSTOMER, good=True), "not-now"),
    (finished, desk_commands.Close(SUPERVISOR), "callback-first"),
    (finished, c.Finish(LI), "finished-already"),
]


@pytest.mark.parametrize(("life", "command", "why"), WRONG, ids=[f"{w}: {type(x).__name__}" for _l, x, w in WRONG])
def test_who_may_not(life: Any, command: Any, why: str) -> None:
    assert refusal(life(), command) == why


@pytest.mark.parametrize("left_out", PROOFS)
def test_a_job_is_not_finished_while_one_proof_is_missing(left_out: str) -> None:
    life = on_site()
    for needs, command in PROOFS.items():
        if needs != left_out:
            life.perform(command, NINE)
    assert refusal(life, c.Finish(LI)) == "proof-missing"
    life.perform(PROOFS[left_out], NINE)
    assert "work.finished" in life.perform(c.Finish(LI), NINE)


def test_a_waiver_needs_a_reason_and_somebody_else() -> None:
    """U23: asked with a reason, decided by the desk, never by whoever should have shown it."""
    life = on_site()
    assert refusal(life, c.AskWaiver(LI, "photo.sheet", "")) == "reason-needed"
    life.perform(c.AskWaiver(LI, "photo.sheet", "customer"), NINE)
    assert refusal(life, desk_commands.Waive(Actor(LI.person, "supervisor"), "photo.sheet")) == "not-your-own-proof"
    life.perform(desk_commands.Waive(SUPERVISOR, "photo.sheet"), NINE)
    waived = life.log[-1]
    assert (waived.name, waived.data["reason"]) == ("proof.waived", "customer")
    for needs, command in PROOFS.items():
        if needs != "photo.sheet":
            life.perform(command, NINE)
    assert "work.finished" in life.perform(c.Finish(LI), NINE)


def test_a_missing_service_number_that_is_the_technicians_fault_is_proposed_with_the_desks_reason() -> None:
    """S3: let go without blame it counts for nothing; with it, a breach is proposed, decided by somebody else later."""
    number = "photo.service_number"
    life = on_site()
    life.perform(c.AskWaiver(LI, number, "none"), NINE)
    assert refusal(life, desk_commands.Waive(SUPERVISOR, number, blamed=True)) == "reason-needed"
    life.perform(desk_commands.Waive(SUPERVISOR, number, "none", blamed=True), NINE)
    proposed = next(event for event in life.log if event.name == "breach.proposed")
    assert (proposed.data["rule"], proposed.data["on"]) == ("S3.number", LI.person)
    assert [proposed.data[name] for name in ("claimed_by", "reason", "nth")] == [SUPERVISOR.person, "none", 1]
    assert SUPERVISOR.person in life.state.breaches[0].part
    excused = on_site()
    excused.perform(c.AskWaiver(LI, number, "customer"), NINE)
    assert excused.perform(desk_commands.Waive(SUPERVISOR, number), NINE) == ["proof.waived"]
    assert refusal(_asked("photo.sheet"), desk_commands.Waive(SUPERVISOR, "photo.sheet", "none", blamed=True)) == (
        "not-to-blame"
    )


def _asked(needs: str) -> Life:
    life = on_site()
    life.perform(c.AskWaiver(LI, needs, "none"), NINE)
    return life


def test_paid_work_begins_with_consent_and_a_new_price_asks_anew() -> None:
    """S1."""
    life = on_site(service="paid")
    assert refusal(life, PROOFS["note.cause"]) == "proof-missing"
    life.perform(c.Quote(LI, (("~8.a", 8000), ("~8.b", 5000))), NINE)
    life.perform(c.Consent(CUSTOMER, agreed=True), NINE)
    life.perform(PROOFS["note.cause"], NINE)
    life.perform(c.Quote(LI, (("~8.a", 9000),)), NINE)
    assert refusal(life, PROOFS["note.remedy"]) == "proof-missing"
    life.perform(c.Consent(CUSTOMER, agreed=False), NINE)
    assert "job.closed" in life.perform(c.Leave(LI), NINE)


def test_usual_work_is_one_tap_and_the_gates_stay() -> None:
    """S5: cause, remedy and parts at once; not before the consent, and the other proofs are still asked."""
    usual = c.NoteSeveral(LI, tuple((f"note.{name}", "~9.a") for name in ("cause", "remedy", "parts")))
    assert refusal(on_site(service="paid"), usual) == "proof-missing"
    life = on_site()
    assert life.perform(usual, NINE) == ["work.noted"] * 3
    assert refusal(life, c.Finish(LI)) == "proof-missing"
    for needs, command in PROOFS.items():
        if not needs.startswith("note."):
            life.perform(command, NINE)
    assert "work.finished" in life.perform(c.Finish(LI), NINE)


def test_two_say_yes_and_one_gets_it() -> None:
    life = reported()
    life.perform(desk_commands.Dispatch(SUPERVISOR, (LI.person, ZHANG.person)), NINE)
    life.perform(c.Accept(ZHANG), NINE)
    assert refusal(life, c.Accept(LI)) == "offer-gone"
    assert life.state.technician == ZHANG.person


def test_an_offer_goes_on_until_everybody_was_asked_then_to_the_desk() -> None:
    """U5: one declines, one does not answer, one never sees it."""
    life = reported()
    life.perform(desk_commands.Dispatch(SUPERVISOR, (LI.person,)), NINE)
    life.perform(c.Decline(LI, "far"), NINE)
    life.perform(c.Delivered(ZHANG), NINE)
    life.ring(NINE + 30 * MINUTE)
    assert [event.data["why"] for event in life.log if event.name == "offer.passed"] == ["unanswered", "undelivered"]
    assert (life.names()[-1], life.state.stage) == ("offers.exhausted", Stage.REPORTED)


def test_who_is_suggested_first_is_there_skilled_near_and_free() -> None:
    staff = (
        Technician(1, areas=("幸福路",), absent_until=NINE + DAY),
        Technician(2, skills=("washer",), areas=("幸福路",)),
        Technician(3, areas=("中山路",)),
        Technician(4, areas=("幸福路",), load=3),
        Technician(5, areas=("幸福路",), load=1),
    )
    life = Life(staff=staff)
    life.perform(c.Report(CUSTOMER, "10019", "main", product="tv", area="幸福路", details={}), NINE)
    assert [s.technician for s in suggest(life.course(NINE).facts(), NINE)] == [5, 4, 3, 2, 1]


def test_a_pack_that_says_auto_asks_the_first_at_once_and_the_desk_when_nobody_suits() -> None:
    auto = _merge(load("gree-installer", GREE.zone).table, {"dispatch": {"mode": "auto"}})
    policy = build(auto, GREE.zone)
    assert "job.dispatched" in reported(policy).names()
    assert reported(policy, staff=()).names()[-1] == "offers.exhausted"


def test_a_rating_is_given_once_and_a_closed_job_can_still_be_put_right() -> None:
    life = accepted()
    life.perform(c.Appoint(LI, VISIT), NINE + 40 * MINUTE)
    agreed = len(life.log)
    life.perform(c.Depart(LI, ticked=True), NINE + 41 * MINUTE)
    life.perform(c.Arrive(LI), NINE + 50 * MINUTE)
    for command in (*PROOFS.values(), c.Finish(LI), c.Confirm(CUSTOMER), c.Rate(CUSTOMER, 4)):
        life.perform(command, NINE + 55 * MINUTE)
    assert refusal(life, c.Rate(CUSTOMER, 5), NINE + 56 * MINUTE) == "rated-already"
    life.perform(c.AnswerCallback(SUPERVISOR, good=True), NINE + HOUR)
    assert refusal(life, c.Confirm(CUSTOMER), NINE + HOUR) == "job-is-closed"
    names = life.perform(desk_commands.Correct(SUPERVISOR, agreed, NINE + 20 * MINUTE, "~9.f"), NINE + 2 * HOUR)
    assert names == ["event.corrected", "breach.withdrawn"]


def test_who_accepts_while_the_receipt_of_the_offer_is_on_its_way_keeps_the_job() -> None:
    """The tap came 3 ms before the page's receipt was written, and was written after it."""
    life = reported()
    life.perform(desk_commands.Dispatch(SUPERVISOR, (LI.person,)), NINE)
    life.perform(c.Delivered(LI), NINE + 5_003)
    life.perform(c.Accept(LI), NINE + 5_000)
    assert not {clock.rule for clock in life.clocks.running} & {"U5", "U5.unseen"}
    life.ring(NINE + 15 * MINUTE)
    assert (life.state.technician, life.state.stage) == (LI.person, Stage.ACCEPTED)
    assert "step.done" not in life.names()
