"""I2: what a nameplate seems to say, denied and typed: nothing that was read right is lost, nothing is kept unasked."""

from collections.abc import Mapping

import pytest

from domain.errors import Refused
from domain.job import commands as c
from domain.job.commands import Actor
from domain.job.evidence import NAMEPLATE
from domain.job.nameplates import SHORT, AnswerPlate, NameMachine, PlateRead
from tests.domain.life import CUSTOMER, LI, NINE, Life, reported

PHOTO, CROP = "a" * 64, "c" * 64
MODEL, SERIAL, TYPED_MODEL, TYPED_SERIAL = "~9.m", "~9.s", "~9.n", "~9.t"
BOTH = {"model": MODEL, "serial": SERIAL}


def proposed(values: Mapping[str, str], **more: Mapping[str, Mapping[str, str]]) -> Life:
    """A customer's photo was read."""
    life = reported()
    life.perform(c.Show(CUSTOMER, (PHOTO,), NAMEPLATE), NINE)
    life.perform(PlateRead(PHOTO, values, CROP, read=True, **more), NINE)
    return life


def answer(life: Life, what: str, by: Actor = CUSTOMER) -> list[str]:
    life.told.clear()
    return life.perform(AnswerPlate(by, PHOTO[:SHORT], what), NINE)


def typed(life: Life, by: Actor = CUSTOMER, **details: str) -> list[str]:
    life.told.clear()
    return life.perform(NameMachine(by, details), NINE)


def heard(life: Life) -> list[str]:
    return [told.key for told in life.told]


def known(life: Life) -> dict[str, str]:
    return {name: value for name, value in life.state.details.items() if name in BOTH}


def test_what_was_not_typed_is_asked_about_and_kept_with_a_tap() -> None:
    life = proposed(BOTH)
    answer(life, "wrong")
    assert typed(life, model=TYPED_MODEL) == ["nameplate.answered", "job.described"]
    assert (heard(life), known(life)) == (["nameplate-rest-serial"], {"model": TYPED_MODEL})
    assert life.told[0].data == {"model": TYPED_MODEL, "seen_serial": SERIAL}
    answer(life, "right")
    assert known(life) == {"model": TYPED_MODEL, "serial": SERIAL}


def test_unless_they_say_so_it_is_not_kept() -> None:
    life = proposed(BOTH)
    answer(life, "wrong")
    typed(life, serial=TYPED_SERIAL)
    answer(life, "wrong")
    assert known(life) == {"serial": TYPED_SERIAL}
    typed(life, model=TYPED_MODEL)
    assert ("nameplate-rest-serial" in heard(life), known(life)) == (
        False,
        {"model": TYPED_MODEL, "serial": TYPED_SERIAL},
    )


def test_who_types_both_is_asked_nothing_more() -> None:
    life = proposed(BOTH)
    answer(life, "wrong")
    typed(life, model=TYPED_MODEL, serial=TYPED_SERIAL)
    assert (heard(life), known(life)) == (["noted"], {"model": TYPED_MODEL, "serial": TYPED_SERIAL})
    with pytest.raises(Refused, match="nameplate-old"):
        answer(life, "right")


def test_what_was_denied_alone_is_wrong_and_not_asked_again() -> None:
    life = proposed({"model": MODEL})
    answer(life, "wrong")
    typed(life, serial=TYPED_SERIAL)
    assert (heard(life), known(life)) == (["noted"], {"serial": TYPED_SERIAL})


def test_who_types_without_denying_is_asked_about_the_rest_as_well() -> None:
    life = proposed({"model": MODEL})
    typed(life, serial=TYPED_SERIAL)
    assert heard(life) == ["nameplate-rest-model"]


def test_after_no_the_old_yes_is_worth_nothing() -> None:
    life = proposed(BOTH)
    answer(life, "wrong")
    with pytest.raises(Refused, match="nameplate-old"):
        answer(life, "right")


def test_a_newer_photo_takes_the_place_of_what_was_left() -> None:
    life = proposed(BOTH)
    answer(life, "wrong")
    life.perform(c.Show(CUSTOMER, ("b" * 64,), NAMEPLATE), NINE)
    typed(life, model=TYPED_MODEL)
    assert (heard(life), known(life)) == (["noted"], {"model": TYPED_MODEL})


def test_another_s_proposal_is_nobody_else_s_to_finish() -> None:
    life = proposed(BOTH)
    with pytest.raises(Refused):
        typed(life, LI, model=TYPED_MODEL)
    assert known(life) == {}


def test_a_doubtful_sign_is_named() -> None:
    unsure = {"model": {"places": "13", "signs": "1/l"}}
    told = proposed(BOTH, unsure=unsure).told[-1]
    assert told.data["model"] == {"text": "nameplate-unsure", "read": MODEL, "places": "13", "signs": "1/l"}
    assert told.data["serial"] == SERIAL
