"""`paidan policy check` warns of what is hardly meant: both rules, where they stand, and the mend in words."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.policy_cli import check
from domain.building import build
from policies.doubts import ORDER, doubts, doubts_of
from policies.loader import PACKS, load
from tests.domain.life import STEADY, ZONE

HEAD = '[pack]\nname = "mine"\nzh = "我们的"\nen = "ours"\n[hours]\noffice = { from = "08:00", to = "18:00" }\n'
BASE = {"from": '"job.reported"', "until": '"technician.arrived"', "within": '"4h"'}


def row(rule: str, **more: str) -> str:
    keys = {**BASE, **{key.rstrip("_"): value for key, value in more.items()}}
    body = "\n".join(f"{key} = {value}" for key, value in keys.items())
    return f'\n[[clock]]\nid = "{rule}"\nsource = "ours"\nzh = "试"\nen = "try"\n{body}\n'


def said(tmp_path: Path, *rows: str) -> list[str]:
    path = tmp_path / "mine.toml"
    path.write_text(HEAD + "".join(rows), encoding="utf-8")
    return list(doubts_of(load(str(path), ZONE)))


@pytest.mark.parametrize("name", sorted(path.stem for path in PACKS.glob("*.toml")))
def test_the_shipped_packs_are_free_of_doubts(name: str) -> None:
    assert list(doubts_of(load(name, ZONE))) == []


# Two that contradict each other


def test_the_same_in_two_times_is_said_with_both_places_and_the_mend(tmp_path: Path) -> None:
    (line,) = said(tmp_path, row("X1"), row("X2", within='"2h"'))
    assert line == (
        "clock X1 (mine.toml:8) and clock X2 (mine.toml:17): both want technician.arrived from job.reported on, "
        "in different times. Give each a `when` that leaves the other out; steps at several times stand in one clock's "
        "`late`."
    )


@pytest.mark.parametrize(
    "more",
    [
        {"within": '"2h"', "when": '{ kind = "install" }'},
        {"within": '"4h"', "hours": '"office"', "when": '{ kind = ["repair", "install"] }'},
        {"within": '"1d per 10 units"', "when": '{ not = { warranty = "in" } }'},
        {"within": '"4h"', "opens": '"1h"'},
        {"from": '["work.disputed", "job.reported"]', "within": '"5h"'},
        {"within": '"4h"', "on": '"technician"'},
    ],
)
def test_whatever_is_different_where_both_can_hold(more: dict[str, str], tmp_path: Path) -> None:
    assert len(said(tmp_path, row("X1", when='{ kind = "install", service = "check" }'), row("X2", **more))) == 1


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ({"when": '{ kind = "repair" }'}, {"when": '{ kind = "install" }', "within": '"2h"'}),
        ({"when": '{ warranty = "in" }'}, {"when": '{ service = ["paid", "check"] }', "within": '"2h"'}),
        ({"when": "{ units = { to = 9 } }"}, {"when": "{ units = { from = 10 } }", "within": '"2h"'}),
        ({"when": '{ kind = "repair" }'}, {"when": '{ not = { kind = "repair" } }', "within": '"2h"'}),
        ({"having": '{ how = "phone" }'}, {"having": '{ how = "web" }', "within": '"2h"'}),
        ({}, {"from": '"work.disputed"', "within": '"2h"'}),
        ({}, {"until": '"work.confirmed"', "within": '"8h"'}),
        ({"until": '["technician.arrived", "job.offered"]'}, {"until": '["job.offered"]', "within": '"1h"'}),
        (
            {"from": '"appointment.agreed"', "within": '"0m after visit_until"'},
            {"from": '"appointment.agreed"', "within": '"2h after visit_from"'},
        ),
    ],
)
def test_what_cannot_hold_together_or_wants_something_else_is_no_doubt(
    one: dict[str, str], two: dict[str, str], tmp_path: Path
) -> None:
    assert said(tmp_path, row("X1", **one), row("X2", **two)) == []


# One that is over before what must come first


def test_what_comes_later_needs_more_time(tmp_path: Path) -> None:
    (line,) = said(tmp_path, row("X1", until='"appointment.agreed"'), row("X2", within='"3h"'))
    assert "clock X2 (mine.toml:17) and clock X1 (mine.toml:8)" in line
    assert "technician.arrived is due no later than appointment.agreed, which comes first" in line
    assert said(tmp_path, row("X1", until='"appointment.agreed"'), row("X2", within='"5h"')) == []


def test_hours_that_cannot_be_compared_are_left_alone(tmp_path: Path) -> None:
    early = row("X1", until='"appointment.agreed"', hours='"office"')
    assert len(said(tmp_path, early, row("X2", within='"4h"'))) == 1, "four hours pass before four office hours do"
    late = row("X2", within='"3h"', hours='"office"')
    assert said(tmp_path, row("X1", until='"appointment.agreed"'), late) == []


@given(st.sampled_from(ORDER), st.sampled_from(ORDER), st.integers(1, 9), st.integers(1, 9))
@STEADY
def test_of_two_steps_the_later_one_has_more_time(first: str, second: str, one: int, other: int) -> None:
    """A doubt is just where the later step has no more time, one step has two times, or the same stands twice."""
    words = {"source": "ours", "zh": "试", "en": "try", "from": "job.reported"}
    rows = [
        {"id": f"X{n}", "until": goal, "within": f"{hours}h", **words}
        for n, (goal, hours) in enumerate(((first, one), (second, other)))
    ]
    found = list(doubts(build({"pack": {"name": "mine"}, "clock": rows}, ZONE)))
    steps = sorted([(ORDER.index(first), one), (ORDER.index(second), other)])
    kept = steps[0][0] < steps[1][0] and steps[0][1] < steps[1][1]
    assert (found == []) is kept


# One that nothing ends


@pytest.mark.parametrize(
    ("more", "part"),
    [
        ({"until": '"followup.answered"'}, "runs on a job from job.reported, and nothing of its `until` happens there"),
        ({"from": '"asset.served"', "until": '"work.finished"'}, "runs on an appliance's file from asset.served"),
        ({"from": '"asset.served"', "until": '"job.closed"'}, "runs on an appliance's file from asset.served"),
        ({"from": '["asset.served", "job.reported"]', "until": '"work.finished"'}, "an appliance's file"),
        ({"from": '"call.owed"', "until": '"call.owed"'}, "whatever ends it starts it again"),
        ({"when": '{ kind = "repair", not = { kind = "repair" } }'}, "its `when` can never hold"),
        ({"when": '{ service = "paid", warranty = "in" }'}, "its `when` can never hold"),
        ({"when": '{ tag = "vip", not = { tag = "vip" } }'}, "its `when` can never hold"),
    ],
)
def test_a_clock_that_nothing_ends_or_starts(more: dict[str, str], part: str, tmp_path: Path) -> None:
    tags = '[tags]\nvip = { zh = "大客户", en = "key account" }\n'
    (line,) = said(tmp_path, tags, row("X1", **more))
    assert part in line
    assert re.search(r"clock X1 \(mine.toml:\d+\)", line)


@pytest.mark.parametrize(
    "more",
    [
        {"until": '"job.closed"'},
        {"from": '"breach.proposed"', "until": '["breach.upheld", "breach.waived"]'},
        {"from": '"count.reached"', "until": '"job.closed"'},
        {"from": '["care.planned", "contact.made"]', "until": '["contact.made", "care.ended"]'},
        {"from": '"appointment.agreed"', "until": '"appointment.agreed"', "when": '{ stage = "appointed" }'},
    ],
)
def test_what_ends_in_its_own_way_is_no_doubt(more: dict[str, str], tmp_path: Path) -> None:
    assert said(tmp_path, row("X1", **more)) == []


# In a season, and in the terminal

SEASON = """
[[overlay]]
id = "peak"
from = "2027-07-01"
until = "2027-08-31"
zh = "旺季"
en = "Peak season"

[[overlay.clock]]
id = "X2"
within = "3h"
"""


def test_what_only_a_season_brings_is_said_with_its_first_day(tmp_path: Path) -> None:
    (line,) = said(tmp_path, row("X1", until='"appointment.agreed"'), row("X2", within='"5h"'), SEASON)
    assert line.startswith("from 2027-07-01 on, clock X2 (mine.toml:17) and clock X1 (mine.toml:8)")


def test_warnings_are_mistakes_only_where_that_is_asked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said(tmp_path, row("X1"), row("X2", within='"2h"'))
    name = str(tmp_path / "mine.toml")
    check([name])
    heard = capsys.readouterr()
    assert "2 rules" in heard.out
    with pytest.raises(Exception, match="1"):
        check([name], strict=True)
    check(["base"], strict=True)
