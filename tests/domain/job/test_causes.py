"""What a fault comes from decides in the end whether it is free. I6 (T3.4, T8.1)."""

from typing import Any

import pytest

from domain.causes import read
from domain.errors import PackError, Refused
from domain.job import commands as c
from domain.job import desk_commands
from domain.job.model import Job
from policies.loader import load
from tests.domain.life import LI, NINE, SUPERVISOR, ZONE, Life, agree, reported

FACTORY = load("engineering", ZONE).policy
SOON = (NINE + 3_600_000, NINE + 7_200_000)


def on_site(service: str) -> Life:
    life = reported(FACTORY, service=service)
    life.perform(desk_commands.Dispatch(SUPERVISOR, (LI.person,)), NINE)
    for command in (c.Accept(LI), c.Appoint(LI, SOON), c.Depart(LI, ticked=True), c.Arrive(LI)):
        life.perform(command, NINE)
    return life


@pytest.mark.parametrize(
    ("intake", "cause", "service", "told"),
    [
        ("free", "making", "free", []),
        ("free", "misuse", "paid", ["cause-found-paid", "cause-found-paid-desk"]),
        ("check", "damage", "paid", ["cause-found-paid"]),
        ("check", "material", "check", []),  # the warranty is asked next
        ("paid", "design", "paid", []),
    ],
)
def test_the_cause_decides_and_what_changes_is_said(intake: str, cause: str, service: str, told: list[str]) -> None:
    life = on_site(intake)
    life.told.clear()
    life.perform(c.Find(LI, cause), NINE)
    assert life.state.service == service
    assert [one.key for one in life.told if one.key.startswith("cause-")] == told
    agree(life)


def test_paid_by_its_cause_the_work_waits_for_price_and_consent_and_a_wrong_cause_voids_the_price() -> None:
    life = on_site("free")
    life.perform(c.Find(LI, "misuse"), NINE)
    with pytest.raises(Refused, match="proof-missing"):
        life.perform(c.Note(LI, "note.cause", "~8.a"), NINE)
    life.perform(c.Quote(LI, (("", 9000),)), NINE)
    life.perform(c.Find(LI, "making"), NINE)
    job: Job = life.state
    assert (job.price, job.consent, job.service) == (None, None, "check")
    life.perform(c.Settle(LI, "free"), NINE)
    assert life.perform(c.Note(LI, "note.cause", "~8.a"), NINE) == ["work.noted"]
    with pytest.raises(Refused, match="have-it-already"):
        life.perform(c.Find(LI, "making"), NINE)
    with pytest.raises(Refused, match="old-button"):
        life.perform(c.Find(LI, "weather"), NINE)


CLASS = {"key": "misuse", "zh": "使用不当", "en": "Wrong use", "free": False}


@pytest.mark.parametrize(
    "classes",
    [
        [CLASS | {"free": "sometimes"}],
        [CLASS | {"free": 1}],
        [{name: value for name, value in CLASS.items() if name != "free"}],
        [CLASS | {"zh": 3}],
        [CLASS, CLASS],
        "misuse",
        [CLASS | {"fere": True}],
    ],
    ids=str,
)
def test_a_bad_list_is_named(classes: Any) -> None:
    with pytest.raises(PackError) as caught:
        read({"classes": classes}, {})
    assert caught.value.key == "[causes]: classes"


def test_a_proof_that_asks_for_a_class_needs_some() -> None:
    with pytest.raises(PackError, match="classes in"):
        read({}, FACTORY.rules)
