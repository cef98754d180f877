"""A branch owes a report for every period: begun when it is over, once; filed ends its clock and no other. R1 R3."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.building import build
from domain.course import Clocks, Course
from domain.durations import DAY, HOUR, MINUTE
from domain.duty.commands import Cease, File, Note, Owe, Receive, Return
from domain.duty.model import Duty
from domain.errors import PackError, Refused
from domain.job.commands import Actor
from domain.policy import Policy
from domain.recounting import recount
from domain.rules import Mark
from domain.rules.report import read
from domain.subjects import DUTY

ZONE = "Asia/Shanghai"
ZHOU, LIU = Actor(1, "supervisor"), Actor(2, "manager")
WEEKLY: dict[str, Any] = {
    "id": "R1",
    "source": "test",
    "every": "week",
    "by": "18h",
    "shows": ["jobs"],
    "remind": [{"at": "-8h", "tell": "supervisor"}],
    "late": [{"at": "0m", "tell": "manager"}],
    "zh": "周报",
    "en": "Weekly",
}
MONTHLY = WEEKLY | {"id": "R3", "every": "month", "by": "day 5", "photo": True}
SURVEYS: dict[str, Any] = {
    "id": "D14",
    "source": "test",
    "counts": "photo.received",
    "per": "branch",
    "within": "month",
    "least": 2,
    "when": {"kind": "install"},
    "tell": ["supervisor"],
    "zh": "勘察",
    "en": "surveys",
}
BAD = [
    ({"every": "fortnight"}, "every"),
    ({"every": None}, "every"),
    ({"by": "soon"}, "by"),
    ({"by": "0d"}, "by"),
    ({"by": "day 0"}, "by"),
    ({"by": "day 8"}, "by"),
    ({"by": "day five"}, "by"),
    ({"by": "18h after"}, "by"),
    ({"from": "customer"}, "from"),
    ({"to": "technician"}, "to"),
    ({"shows": ["job"]}, "shows"),
    ({"shows": "jobs"}, "shows"),
    ({"asks": ["质量"]}, "asks"),
    ({"items": [{"zh": "灭火器"}]}, "items"),
    ({"photo": "yes"}, "photo"),
    ({"late": [{"at": "0m", "do": "offer_next"}]}, "late"),
    ({"breach": {"points": 5, "on": "supervisor"}}, "breach"),
]


@pytest.mark.parametrize(("changed", "key"), BAD, ids=[str(changed) for changed, _key in BAD])
def test_a_bad_row_is_named(changed: dict[str, Any], key: str) -> None:
    row = {name: value for name, value in (WEEKLY | changed).items() if value is not None}
    with pytest.raises(PackError) as caught:
        read(row)
    assert caught.value.key.startswith("report R1: " + key)


@pytest.mark.parametrize(
    "changed", [{"per": "customer"}, {"within": "30d"}, {"within": "job"}, {"tell": None}, {"at": 2}], ids=str
)
def test_least_is_for_a_branch_and_a_period_and_told_to_somebody(changed: dict[str, Any]) -> None:
    row = {name: value for name, value in (SURVEYS | changed).items() if value is not None}
    with pytest.raises(PackError):
        policy(count=[row])


def policy(**rules: list[dict[str, Any]]) -> Policy:
    quiet = {"from": "22:00", "to": "07:00"}
    return build({"pack": {"name": "t", "zh": "试", "en": "t"}, "quiet": quiet, **rules}, ZONE)


def at(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(ZONE)).timestamp() * 1000)


class Branch:
    """One report of a branch from `start` on, moved by hand."""

    def __init__(self, held: Policy, rule: str, start: str, kinds: tuple[str, ...] = (), marks: tuple[int, ...] = ()):
        self.now = at(start)
        found = {"kinds": [{"kind": kind} for kind in kinds], "jobs": {"reported": 3, "finished": 2, "waiting": 1}}
        self.course = Course(DUTY, held, Duty(), Clocks(), 0, self.now, tuple, tuple)
        self.course.figures = lambda names, _start, _until: {name: found[name] for name in names}
        self.course.marks.tally = lambda _rule, who, since: [
            Mark("D14", who, one, 1, "10019") for one in marks if one > since
        ]
        self.course.perform(Owe("R1", "main", rule), self.now)

    @property
    def duty(self) -> Duty:
        found: Duty = self.course.state
        return found

    def until(self, text: str) -> list[tuple[str, str]]:
        """What is told, by whom it is heard, until then."""
        self.course.told.clear()
        self.course.recorded_at = self.now = at(text)
        self.course.ring(self.now)
        return [(str(told.who), told.key) for told in self.course.told]

    def says(self, command: Any) -> list[tuple[str, str]]:
        self.course.told.clear()
        self.course.perform(command, self.now)
        return [(str(told.who), told.key) for told in self.course.told]


def test_a_week_from_its_end_to_the_manager() -> None:
    branch = Branch(policy(report=[WEEKLY]), "R1", "2026-11-25 09:00")
    assert branch.until("2026-11-30 06:59") == []
    assert branch.until("2026-11-30 07:01") == [("supervisor", "report-due")]
    period = branch.duty.due
    assert period is not None and period.by_at == at("2026-11-30 18:00")  # noqa: PT018
    assert period.figures == {"jobs": {"reported": 3, "finished": 2, "waiting": 1}}
    assert branch.until("2026-11-30 10:01") == [("supervisor", "report-remind")]
    assert branch.says(Note(ZHOU, "~1.x")) == [("supervisor", "report-noted")]
    assert branch.says(File(ZHOU, period.seq)) == [("manager", "report-handed-in"), ("supervisor", "report-filed")]
    assert branch.until("2026-12-06 23:59") == []
    assert branch.says(Receive(LIU, period.seq)) == [("supervisor", "report-seen")]
    assert branch.says(Receive(LIU, period.seq)) == []
    assert branch.until("2026-12-07 07:01") == [("supervisor", "report-due")]


def test_late_is_told_and_the_next_one_comes_all_the_same() -> None:
    branch = Branch(policy(report=[WEEKLY]), "R1", "2026-11-25 09:00")
    assert branch.until("2026-12-07 07:01")[:4] == [
        ("supervisor", "report-due"),
        ("supervisor", "report-remind"),
        ("manager", "report-late"),
        ("supervisor", "report-due"),
    ]
    assert [period.filed_by for period in branch.duty.periods] == [None, None]


def test_what_is_sent_back_is_due_again() -> None:
    branch = Branch(policy(report=[WEEKLY]), "R1", "2026-11-25 09:00")
    branch.until("2026-11-30 09:00")
    seq = branch.duty.periods[0].seq
    branch.says(File(ZHOU, seq))
    assert branch.says(Return(LIU, seq, "~2.x")) == [("supervisor", "report-back")]
    assert branch.duty.due is not None
    assert branch.duty.due.by_at == at("2026-12-02 09:00")
    assert ("manager", "report-late") in branch.until("2026-12-02 09:01")
    branch.says(File(ZHOU, seq))
    assert branch.duty.due is None


def test_gates() -> None:
    branch = Branch(policy(report=[MONTHLY]), "R3", "2026-11-25 09:00")
    for command in (Note(ZHOU, "~1.x"), File(ZHOU, 99), Receive(LIU, 99), Return(LIU, 99, "~1.x")):
        with pytest.raises(Refused):
            branch.says(command)
    branch.until("2026-12-01 09:00")
    seq = branch.duty.periods[0].seq
    with pytest.raises(Refused, match="report-photo-first"):
        branch.says(File(ZHOU, seq))
    branch.says(Note(ZHOU, photos=("ab",)))
    with pytest.raises(Refused, match="wrong-role"):
        branch.says(File(Actor(3, "technician"), seq))
    branch.says(File(ZHOU, seq))
    with pytest.raises(Refused, match="report-filed-already"):
        branch.says(File(ZHOU, seq))
    assert branch.duty.periods[0].by_at == at("2026-12-06 00:00") - MINUTE


def test_a_pack_that_no_longer_wants_it_lets_what_was_begun_be_filed() -> None:
    branch = Branch(policy(report=[WEEKLY]), "R1", "2026-11-25 09:00")
    branch.until("2026-11-30 09:00")
    branch.says(Cease())
    assert branch.says(Cease()) == []
    branch.until("2026-12-20 09:00")
    assert len(branch.duty.periods) == 1
    branch.says(File(ZHOU, branch.duty.periods[0].seq))
    assert branch.course.next_due() is None


@pytest.mark.parametrize(
    ("kinds", "marks", "told"),
    [
        (("install",), (), [("supervisor", "count-short")]),
        (("install",), ("2026-11-26 10:00",), [("supervisor", "count-short")]),
        (("install",), ("2026-11-26 10:00", "2026-11-27 10:00"), []),
        (("install",), ("2026-10-26 10:00", "2026-11-27 10:00"), [("supervisor", "count-short")]),
        (("repair",), (), []),
    ],
)
def test_fewer_than_wanted_is_told_where_there_was_such_work(
    kinds: tuple[str, ...], marks: tuple[str, ...], told: list[tuple[str, str]]
) -> None:
    branch = Branch(policy(count=[SURVEYS]), "D14", "2026-11-25 09:00", kinds, tuple(map(at, marks)))
    assert branch.until("2026-12-01 07:01") == told


@settings(deadline=None)
@given(
    every=st.sampled_from(["day", "week", "month", "quarter", "year"]),
    by=st.sampled_from(["2h", "18h", "1d", "3d", "day 1"]),
    hours=st.lists(st.integers(min_value=1, max_value=24 * 12), min_size=1, max_size=8),
)
def test_one_by_one_equals_all_at_once(every: str, by: str, hours: list[int]) -> None:
    """However often it is rung, each period begins once, and a recount of the log finds the same clocks."""
    held = policy(report=[WEEKLY | {"every": every, "by": by, "remind": []}])
    often, once = (Branch(held, "R1", "2026-11-25 09:00") for _ in range(2))
    for step in hours:
        often.course.ring(often.now)
        often.now += step * HOUR
    often.course.ring(often.now)
    once.course.ring(often.now)
    assert [(event.name, event.at) for event in often.course.new] == [
        (event.name, event.at) for event in once.course.new
    ]
    starts = [event.data["start"] for event in once.course.new if event.name == "report.begun"]
    ends = [event.data["until"] for event in once.course.new if event.name == "report.begun"]
    assert starts[1:] == ends[:-1]
    found = recount(DUTY, held, once.course.log(), often.now)
    assert found.running == once.course.clocks.running
    assert set(found.wanted) == set(once.course.clocks.done)
    assert often.now - (ends[-1] if ends else 0) < 366 * DAY + 9 * HOUR or not ends
