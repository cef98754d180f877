"""When a rule holds: words, warranty, contract, tags, channel, numbers, and what may not hold."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.asset.model import Stage as AssetStage
from domain.errors import PackError
from domain.job.model import Job
from domain.job.model import Stage as JobStage
from domain.rules.row import Row
from domain.rules.when import CHANNELS, KNOWN, NUMBERS, When
from tests.domain.life import STEADY

VIEW: dict[str, Any] = {
    "kind": "repair",
    "service": "free",
    "product": "fridge",
    "stage": "on_site",
    "count": "",
    "channel": "web",
    "tags": ("vip",),
    "units": 3,
    "price_fen": None,
    "visits": 0,
    "moves": 1,
    "absences": 0,
    "delays": 2,
    "times": 0,
}


def when(**table: Any) -> When:
    return Row("clock", {"id": "X1", "when": {key.rstrip("_"): value for key, value in table.items()}}).when()


@pytest.mark.parametrize(
    "table",
    [
        {},
        {"kind": "repair"},
        {"kind": ["install", "repair"], "product": "fridge"},
        {"warranty": "in"},
        {"tag": ["big", "vip"]},
        {"channel": ["web", "phone"]},
        {"contract": False},
        {"units": {"from": 2}},
        {"units": {"to": 3}},
        {"units": {"from": 3, "to": 3}, "delays": {"from": 2}},
        {"not": {"kind": "inquiry", "tag": "big", "warranty": "out"}},
        {"not": {"price_fen": {"to": 10**6}}},
    ],
)
def test_what_holds_of_this_job(table: dict[str, Any]) -> None:
    assert when(**table).holds(VIEW)


@pytest.mark.parametrize(
    "table",
    [
        {"kind": "install"},
        {"kind": "repair", "product": "tv"},
        {"warranty": ["out", "unknown"]},
        {"tag": "big"},
        {"channel": "phone"},
        {"contract": True},
        {"units": {"from": 4}},
        {"units": {"to": 2}},
        {"price_fen": {"from": 0}},
        {"not": {"kind": "repair"}},
        {"not": {"kind": "inquiry", "tag": "vip"}},
        {"not": {"units": {"from": 2}}},
    ],
)
def test_what_does_not(table: dict[str, Any]) -> None:
    assert not when(**table).holds(VIEW)


@pytest.mark.parametrize(
    ("service", "warranty"), [("free", "in"), ("paid", "out"), ("check", "unknown"), ("contract", None)]
)
def test_warranty_follows_from_the_service_type(service: str, warranty: str | None) -> None:
    for word in ("in", "out", "unknown"):
        assert when(warranty=word).holds(VIEW | {"service": service}) is (word == warranty)


def test_a_contract_is_its_service_or_the_customers_tag() -> None:
    for service, tags, there in (("free", (), False), ("contract", (), True), ("free", ("contract",), True)):
        view = VIEW | {"service": service, "tags": tags}
        assert when(contract=True).holds(view) is there
        assert when(contract=False).holds(view) is not there


def test_a_subject_that_says_nothing_meets_only_what_asks_nothing() -> None:
    assert when().holds({})
    assert when(not_={"kind": "repair"}).holds({})
    assert not when(kind="repair").holds({})
    assert not when(units={"from": 0}).holds({})


def test_every_word_a_pack_may_name_is_one_of_the_program() -> None:
    assert set(KNOWN["stage"] or ()) == {stage.value for stage in (*JobStage, *AssetStage)}
    folders = {path.parent.name for path in Path("bot/channels").glob("*/__init__.py")}
    assert set(CHANNELS) == {*folders, "phone"} - {"sms"}  # which only sends
    assert set(Job().view()) == {*KNOWN, *NUMBERS, "tags"} - {"warranty", "tag"}


WRONG = [
    ({"knd": "repair"}, "when", "kind"),
    ({"kind": "repare"}, "when.kind", "repair"),
    ({"kind": []}, "when.kind", None),
    ({"kind": {"from": 1}}, "when.kind", None),
    ({"warranty": "inn"}, "when.warranty", "in"),
    ({"service": "fre"}, "when.service", "free"),
    ({"stage": "finishd"}, "when.stage", "finished"),
    ({"channel": "telegam"}, "when.channel", "telegram"),
    ({"contract": "yes"}, "when.contract", None),
    ({"units": 2}, "when.units", None),
    ({"units": {}}, "when.units", None),
    ({"units": {"frm": 2}}, "when.units", "from"),
    ({"units": {"from": "2"}}, "when.units", None),
    ({"units": {"from": True}}, "when.units", None),
    ({"units": {"from": -1}}, "when.units", None),
    ({"units": {"from": 5, "to": 4}}, "when.units", None),
    ({"unit": {"from": 2}}, "when", "units"),
    ({"not": "inquiry"}, "when.not", None),
    ({"not": {}}, "when.not", None),
    ({"not": {"knd": "repair"}}, "when.not", "kind"),
    ({"not": {"kind": "repare"}}, "when.not.kind", "repair"),
    ({"not": {"not": {"kind": "repair"}}}, "when.not.not", None),
]


@pytest.mark.parametrize(("table", "key", "near"), WRONG)
def test_a_mistake_is_named(table: dict[str, Any], key: str, near: str | None) -> None:
    with pytest.raises(PackError) as refused:
        when(**table)
    assert (refused.value.key, refused.value.near) == (f"clock X1: {key}", near)


# Whether two can hold together

WORDS = {
    "kind": ["repair", "install"],
    "service": ["free", "paid", "check"],
    "warranty": ["in", "out", "unknown"],
    "channel": ["web", "phone"],
}
TAGS = ["vip", "contract"]
CONDITION = st.fixed_dictionaries(
    {},
    optional={
        **{key: st.lists(st.sampled_from(words), min_size=1, max_size=2) for key, words in WORDS.items()},
        "tag": st.lists(st.sampled_from(TAGS), min_size=1, max_size=2),
        "contract": st.booleans(),
        "units": st.tuples(st.integers(0, 3), st.integers(0, 3)).map(lambda two: {"from": min(two), "to": max(two)}),
    },
)
TABLES = st.tuples(CONDITION, CONDITION).map(lambda two: two[0] | ({"not": two[1]} if two[1] else {}))
VIEWS = st.fixed_dictionaries(
    {
        **{key: st.sampled_from(words) for key, words in WORDS.items() if key != "warranty"},
        "tags": st.lists(st.sampled_from(TAGS), unique=True).map(tuple),
        "units": st.integers(0, 3),
    }
)


@given(TABLES, TABLES, VIEWS)
@STEADY
def test_two_that_hold_of_one_job_are_said_to_meet(
    one: dict[str, Any], two: dict[str, Any], view: dict[str, Any]
) -> None:
    """Never the other way round: a contradiction that is named is one."""
    first, second = when(**one), when(**two)
    if first.holds(view) and second.holds(view):
        assert first.meets(second)
        assert second.meets(first)


@given(TABLES, VIEWS)
@STEADY
def test_not_is_the_contrary_of_each(table: dict[str, Any], view: dict[str, Any]) -> None:
    for key, value in table.items():
        if key != "not":
            assert when(not_={key: value}).holds(view) is not when(**{key: value}).holds(view)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ({"kind": "repair"}, {"kind": "install"}),
        ({"service": "paid"}, {"warranty": "in"}),
        ({"units": {"to": 9}}, {"units": {"from": 10}}),
        ({"contract": True}, {"contract": False}),
        ({"kind": "repair"}, {"not": {"kind": ["repair", "inquiry"]}}),
        ({"tag": "vip"}, {"not": {"tag": "vip"}}),
        ({"units": {"from": 3, "to": 5}}, {"not": {"units": {"from": 2}}}),
    ],
)
def test_plain_contradictions_are_seen(one: dict[str, Any], two: dict[str, Any]) -> None:
    assert not when(**one).meets(when(**two))
    assert not when(**two).meets(when(**one))
