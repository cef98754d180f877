"""So many of the same within a time: proposed or told once, taken back when it proves not to be true. D7 D8 S12."""

import tomllib
from typing import Any

import pytest

from domain.building import build
from domain.counting import Marks
from domain.course import Course
from domain.durations import DAY, MINUTE
from domain.errors import PackError, Refused
from domain.job import commands as c
from domain.job import desk_commands
from domain.recounting import tally
from domain.rules import Mark
from domain.rules.count import read
from policies.loader import PACKS, load
from tests.domain.life import LI, NINE, SUPERVISOR, ZHANG, ZONE, Life, agree, reported, standing

ROW: dict[str, Any] = {
    "id": "D8",
    "source": "test",
    "counts": "call.tried",
    "having": {"whom": "technician"},
    "per": "technician",
    "within": "30d",
    "from": 3,
    "breach": {"points": 5, "on": "technician"},
    "clears": {"by": "call.returned", "within": "20m"},
    "zh": "通",
    "en": "reachable",
}
BAD = [
    ({"from": 0}, "at"),
    ({"from": True}, "at"),
    ({"every": 2}, "at"),
    ({"from": None}, "at"),
    ({"counts": "call.tryed"}, "counts"),
    ({"per": "month"}, "per"),
    ({"per": None}, "per"),
    ({"within": "0d"}, "within"),
    ({"within": "soon"}, "within"),
    ({"within": 30}, "within"),
    ({"having": "technician"}, "having"),
    ({"tell": ["boss"]}, "tell"),
    ({"breach": {"points": "5"}}, "breach"),
    ({"breach": {"points": 5, "on": "customer"}}, "breach.on"),
    ({"clears": {"by": "call.returned"}}, "clears: within"),
    ({"clears": {"after": "call.returned", "within": "5m"}}, "clears: by"),
    ({"count": 3}, "count"),
]


@pytest.mark.parametrize(("changed", "key"), BAD, ids=[str(changed) for changed, _key in BAD])
def test_a_bad_row_is_named(changed: dict[str, Any], key: str) -> None:
    row = {name: value for name, value in (ROW | changed).items() if value is not None}
    with pytest.raises(PackError) as caught:
        read(row)
    assert caught.value.key.startswith("count D8: " + key)


def test_hours_that_no_calendar_of_the_pack_has_are_named() -> None:
    with pytest.raises(PackError, match="count D8: hours"):
        pack(ROW | {"hours": "contct"})


def pack(*rows: dict[str, Any]) -> Any:
    kept = tomllib.loads((PACKS / "base.toml").read_text(encoding="utf-8"))
    return build(kept | {"count": list(rows)}, ZONE)


class Counted(Life):
    """A life with the table of marks beside it, as storage keeps it, and marks of other jobs."""

    others: tuple[Mark, ...] = ()
    marks: dict[tuple[str, int], Mark]

    def course(self, now: int) -> Course:
        self.__dict__.setdefault("marks", {})
        course = super().course(now)
        course.marks = Marks(
            lambda rule, who, since: [one for one in self.others if (one.rule, one.who) == (rule, who)],
            lambda: list(self.marks.values()),
        )
        return course

    def _keep(self, course: Course) -> None:
        super()._keep(course)
        if course.marks.anew:
            self.marks.clear()
        for key, mark in course.marks.changed.items():
            if mark is None:
                self.marks.pop(key, None)
            else:
                self.marks[key] = mark
        counted = tally(self.subject, self.policy, self.log)
        assert sorted(counted, key=str) == sorted(self.marks.values(), key=str)


def with_li(*rows: dict[str, Any]) -> Counted:
    life = Counted(pack(*rows))
    first = reported(life.policy)
    life.log, life.state, life.clocks = first.log, first.state, first.clocks
    for command in (desk_commands.Dispatch(SUPERVISOR, (LI.person,)), c.Accept(LI)):
        life.perform(command, NINE)
    life.perform(c.Appoint(LI, (NINE + DAY, NINE + DAY)), NINE)
    return life


def tried(life: Life, *minutes: int, now: int | None = None) -> None:
    for minute in minutes:
        life.perform(desk_commands.TryCall(SUPERVISOR, LI.person), NINE + minute * MINUTE, now)


def proposed(life: Life) -> int:
    return len([one for one in standing(life.log) if one[0] == "D8"])


def test_the_third_is_proposed_and_two_are_not() -> None:
    life = with_li(ROW)
    tried(life, 1, 2)
    assert (proposed(life), "count.reached" in life.names()) == (0, False)
    tried(life, 3)
    assert proposed(life) == 1
    breach = next(event for event in life.log if event.name == "breach.proposed")
    assert breach.data["started_by"] == breach.seq - 2
    assert (breach.data["count"], breach.data["on"], breach.data["points"]) == (3, LI.person, 5)
    agree(life)


def test_an_answer_in_time_withdraws_it_and_a_late_one_does_not() -> None:
    life = with_li(ROW)
    tried(life, 1, 2, 3)
    life.perform(c.AmHere(LI), NINE + 15 * MINUTE)
    assert (proposed(life), life.marks) == (0, {})
    tried(life, 30, 31, 32)
    life.perform(c.AmHere(LI), NINE + 60 * MINUTE)
    assert proposed(life) == 1
    with pytest.raises(Refused, match="no-call-missed"):
        life.perform(c.AmHere(LI), NINE + 61 * MINUTE)


def test_calls_on_other_jobs_count_and_those_of_long_ago_do_not() -> None:
    life = with_li(ROW)
    recent = (
        Mark("D8", str(LI.person), NINE - DAY, 7, "10001"),
        Mark("D8", str(LI.person), NINE - 2 * DAY, 9, "10002"),
    )
    life.others = (*recent, Mark("D8", str(LI.person), NINE - 40 * DAY, 7, "10003"))
    tried(life, 1)
    assert proposed(life) == 1
    reached = next(event for event in life.log if event.name == "count.reached")
    assert (reached.data["count"], reached.data["jobs"]) == (3, ["10002", "10001", "10019"])


def test_another_persons_calls_do_not_count() -> None:
    life = with_li(ROW)
    life.others = tuple(Mark("D8", str(ZHANG.person), NINE, seq, "10001") for seq in (5, 6, 7))
    tried(life, 1, 2)
    assert proposed(life) == 0


def test_a_call_that_is_told_late_counts_when_it_was() -> None:
    life = with_li(ROW)
    tried(life, 10, 30)
    tried(life, 5, now=NINE + 40 * MINUTE)
    assert proposed(life) == 1
    agree(life)


def test_a_recount_of_the_clocks_leaves_what_was_counted() -> None:
    life = with_li(ROW)
    tried(life, 1, 2, 3)
    arrival = next(event.seq for event in life.log if event.name == "job.accepted")
    life.perform(desk_commands.Correct(SUPERVISOR, arrival, NINE - MINUTE, "~9.a"), NINE + 5 * MINUTE)
    assert proposed(life) == 1


def test_a_corrected_time_takes_a_call_out_of_the_month() -> None:
    life = with_li(ROW | {"within": "10m"})
    tried(life, 1, 2, 3)
    assert proposed(life) == 1
    first = next(event.seq for event in life.log if event.name == "call.tried")
    life.perform(desk_commands.Correct(SUPERVISOR, first, NINE - 60 * MINUTE, "~9.a"), NINE + 5 * MINUTE)
    assert proposed(life) == 0


NUMBERS = [
    ({"at": 2}, [2]),
    ({"from": 2}, [2, 3, 4, 5]),
    ({"every": 2}, [2, 4]),
]


@pytest.mark.parametrize(("number", "when"), NUMBERS, ids=[str(number) for number, _when in NUMBERS])
def test_at_from_and_every(number: dict[str, int], when: list[int]) -> None:
    row = {key: value for key, value in ROW.items() if key not in ("from", "breach", "clears")}
    life = with_li(row | number | {"tell": ["supervisor"]})
    tried(life, 1, 2, 3, 4, 5)
    assert [event.data["count"] for event in life.log if event.name == "count.reached"] == when


def test_a_month_of_the_calendar_begins_anew() -> None:
    rule = read({**ROW, "within": "month"})
    november, december = (
        1_764_518_399_000,
        1_764_518_400_000,
    )  # the last second of November 2025 in Shanghai, and the next
    marks = [Mark("D8", "11", at, seq, "10019") for seq, at in enumerate((november, december))]
    assert rule.together(marks, marks[1], ZONE) == [marks[1]]


def test_the_desk_claims_what_no_machine_sees_never_of_itself() -> None:
    life = with_li({**ROW, "id": "D7", "counts": "breach.claimed", "having": {}, "from": 1, "clears": []})
    for command, why in (
        (desk_commands.Claim(SUPERVISOR, "D15", None, "~9.a"), "not-to-claim"),
        (desk_commands.Claim(SUPERVISOR, "D7"), "reason-needed"),
        (desk_commands.Claim(SUPERVISOR, "D7", 77, "~9.a"), "nobody-to-claim-of"),
        (desk_commands.Claim(c.Actor(LI.person, "supervisor"), "D7", None, "~9.a"), "not-of-yourself"),
        (desk_commands.Claim(LI, "D7", None, "~9.a"), "wrong-role"),
    ):
        with pytest.raises(Refused, match=why):
            life.perform(command, NINE)
    names = life.perform(desk_commands.Claim(SUPERVISOR, "D7", None, "~9.a"), NINE)
    assert names == ["breach.claimed", "count.reached", "breach.proposed"]
    assert life.log[-1].data["claimed_by"] == SUPERVISOR.person


def test_the_packs_we_ship_count() -> None:
    assert {"D7", "D8", "D8.off", "D15", "S12"} <= set(load("gree-installer", ZONE).policy.counts)
