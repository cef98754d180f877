"""A bell that rings late, an event that arrives late, an event whose time is corrected: one answer in any order.

Each property is a function that raises AssertionError, so that the same function is shown to catch planted bugs.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from domain import recounting
from domain.course import Course
from domain.durations import DAY, HOUR, MINUTE
from domain.effects import Log
from domain.errors import Refused
from domain.job.commands import Accept, Appoint, Arrive, Delivered
from domain.job.desk_commands import Correct, Dispatch
from domain.policy import Policy
from domain.recounting import made_by_clock
from tests.domain.life import (
    LI,
    NINE,
    STEADY,
    SUPERVISOR,
    Life,
    agree,
    clock_time,
    reported,
    standing,
    told_once,
)
from tests.domain.tiny import QUIET, TINY, TINY_SUBJECT, WITH_QUIET, Arrival, happenings, should_stand

# What is due


def test_at_exactly_the_due_time_the_person_wins():
    """D2 is due at 09:30: an agreement of 09:30 is in time, a bell then does nothing, a moment later it breaches."""
    life = dispatched()
    life.ring(clock_time("09:30"))
    assert "breach.proposed" not in life.names()
    life.perform(Appoint(LI, tomorrow()), clock_time("09:30"))
    life.ring(clock_time("09:30") + 1)
    assert "breach.proposed" not in life.names()

    late = dispatched()
    late.ring(clock_time("09:30") + 1)
    assert "breach.proposed" in late.names()


def test_what_a_clock_did_is_dated_when_it_was_due():
    life = dispatched()
    life.ring(clock_time("12:00"))
    breach = next(event for event in life.log if event.name == "breach.proposed")
    assert (breach.at, breach.recorded_at) == (clock_time("09:30"), clock_time("12:00"))


def test_what_is_due_is_done_before_what_is_said():
    life = dispatched()
    names = life.perform(Appoint(LI, tomorrow()), clock_time("09:40"))
    assert names == ["step.reminded", "step.escalated", "breach.proposed", "appointment.agreed"]


def test_a_refused_command_keeps_what_was_due_before_it():
    life = dispatched()
    with pytest.raises(Refused):
        life.perform(Arrive(LI), clock_time("09:40"))
    assert life.names()[-1] == "breach.proposed"
    agree(life)


# What comes late


def test_an_answer_that_was_in_time_but_arrives_late_withdraws_the_breach():
    life = dispatched()
    life.ring(clock_time("09:40"))
    names = life.perform(Appoint(LI, tomorrow()), clock_time("09:28"), now=clock_time("09:41"))
    assert names == ["appointment.agreed", "breach.withdrawn"]
    assert standing(life.log) == set()
    assert [told.key for told in life.told][-2:] == ["breach-withdrawn", "breach-withdrawn-desk"]


def test_a_corrected_time_withdraws_a_breach_and_another_correction_brings_it_back():
    life = dispatched()
    life.perform(Appoint(LI, tomorrow()), clock_time("09:40"))
    agreed = life.log[-1].seq
    assert len(standing(life.log)) == 1
    life.perform(Correct(SUPERVISOR, agreed, clock_time("09:20"), "by phone"), clock_time("10:00"))
    assert standing(life.log) == set()
    life.perform(Correct(SUPERVISOR, agreed, clock_time("09:35"), "misread"), clock_time("10:05"))
    assert len(standing(life.log)) == 1
    agree(life)


def test_a_correction_to_later_brings_the_breach_that_was_missing():
    life = dispatched()
    life.perform(Appoint(LI, tomorrow()), clock_time("09:20"))
    life.perform(Correct(SUPERVISOR, life.log[-1].seq, clock_time("09:45"), "typed too early"), clock_time("10:00"))
    (breach,) = standing(life.log)
    assert breach[0] == "D2"


@pytest.mark.parametrize("seq", [0, -1, 99])
def test_only_what_is_in_the_log_can_be_corrected(seq):
    with pytest.raises(Refused, match="no-such-event"):
        dispatched().perform(Correct(SUPERVISOR, seq, NINE, "?"), clock_time("10:00"))


def test_what_a_clock_did_cannot_be_corrected():
    """Its time follows from what people did: correct that."""
    life = dispatched()
    life.ring(clock_time("09:40"))
    breach = next(event for event in life.log if event.name == "breach.proposed")
    with pytest.raises(Refused, match="no-such-event"):
        life.perform(Correct(SUPERVISOR, breach.seq, clock_time("09:35"), "?"), clock_time("10:00"))


def test_nothing_can_be_corrected_to_a_time_ahead():
    with pytest.raises(Refused, match="not-yet-happened"):
        dispatched().perform(Correct(SUPERVISOR, 1, clock_time("10:01"), "?"), clock_time("10:00"))


# Our own standstills


def test_a_standstill_moves_what_was_due_in_it():
    life = dispatched()
    life.sit_out(clock_time("09:10"), clock_time("10:00"))
    assert life.clocks.outage == clock_time("10:00")
    life.ring(clock_time("10:20"))
    assert standing(life.log) == set()
    life.ring(clock_time("10:20") + 1)
    assert len(standing(life.log)) == 1


def test_a_standstill_before_there_was_a_clock_leaves_no_trace():
    life = Life()
    life.sit_out(clock_time("08:00"), clock_time("08:30"))
    assert life.log == []
    assert life.clocks.outage == clock_time("08:30")


def dispatched() -> Life:
    """Sent to Li and taken at 09:00: a visit is to be agreed by 09:30."""
    life = reported()
    life.perform(Dispatch(SUPERVISOR, (LI.person,)), NINE)
    life.perform(Delivered(LI), NINE)
    life.perform(Accept(LI), NINE)
    return life


def tomorrow() -> tuple[int, int]:
    return clock_time("08:00", 25), clock_time("12:00", 25)


# Any order, any bell: clocks alone ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Story:
    """What happened, when we were told, when bells rang, and which times were put right afterwards.

    corrections  (which event, counted over the arrivals, its right time, when we were told)
    quiet        under the book that has quiet hours
    """

    arrivals: list[Arrival]
    bells: list[int]
    corrections: list[tuple[int, int, int]]
    quiet: bool = False

    @property
    def policy(self) -> Policy:
        return WITH_QUIET if self.quiet else TINY


def minutes(most: int) -> st.SearchStrategy[int]:
    return st.integers(0, most // 5).map(lambda n: NINE + n * 5 * MINUTE)


@st.composite
def stories(draw: st.DrawFn, late: int = 120) -> Story:
    arrivals = draw(happenings(late))
    bells = draw(st.lists(minutes(600), max_size=8))
    which = st.integers(0, max(0, len(arrivals) - 1))
    corrections = draw(st.lists(st.tuples(which, minutes(200), minutes(500)), max_size=3)) if arrivals else []
    put_right = [(index, at, max(at, now)) for index, at, now in corrections]
    return Story(arrivals, bells, put_right, draw(st.booleans()))


def live(story: Story, course: type[Course] = Course) -> Life:
    """The story told to the engine in the order in which it heard of it, then a bell far ahead."""
    life = Life(story.policy, subject=TINY_SUBJECT, course=course)
    seqs: dict[int, int] = {}
    told = [(arrival.now, 0, index, arrival) for index, arrival in enumerate(story.arrivals)]
    told += [(now, 1, index, at) for index, at, now in story.corrections]
    told += [(bell, 2, 0, None) for bell in story.bells]
    for now, what, index, more in sorted(told, key=lambda one: one[:3]):
        if what == 0:
            life.perform(more.command, more.at, now)
            said = [event for event in life.log if event.name == more.command.name and event.at == more.at]
            seqs[index] = said[-1].seq
        elif what == 1 and index in seqs:
            life.perform(Correct(SUPERVISOR, seqs[index], more, "~9.z"), now)
        elif what == 2:
            life.ring(now)
    life.ring(END)
    return life


END = NINE + 72 * HOUR


def every_consequence_once(story: Story, course: type[Course] = Course) -> None:
    """Nothing false stands, nothing is missing, nothing is done twice, nothing but breaches is taken back."""
    life = live(story, course)
    should = should_stand(life.log, END, story.policy)
    assert standing(life.log) == should["breach"]
    assert told_once(life.log) >= should["other"]
    assert {event.data["step"] for event in life.log if event.name == "breach.withdrawn"} <= {"breach"}
    agree(life)


def asking_again_changes_nothing(story: Story, course: type[Course] = Course) -> None:
    life = live(story, course)
    for _ in range(2):
        assert life.ring(END) == []
    if any(not made_by_clock(event) for event in life.log):
        first = life.log[0]
        right = [event.data["at"] for event in life.log if event.name == "event.corrected" and event.data["of"] == 1]
        same = Correct(SUPERVISOR, 1, (right or [first.at])[-1], "~9.z")
        assert life.perform(same, END) == ["event.corrected"]


def bells_do_not_matter(story: Story, course: type[Course] = Course) -> None:
    """Whoever rang, and when: the same breaches stand, and the same is told (a bell may tell what proves early)."""
    rung, silent = live(story, course), live(replace(story, bells=[]), course)
    assert stripped(rung, standing(rung.log)) == stripped(silent, standing(silent.log))
    wanted = tuple(should_stand(life.log, END, story.policy)["other"] for life in (rung, silent))
    assert stripped(rung, wanted[0]) == stripped(silent, wanted[1])


def dated_when_due(story: Story, course: type[Course] = Course) -> None:
    """A breach is dated when it was due, however late somebody woke; or then what it began with was corrected to."""
    log = live(story, course).log
    right = {event.data["of"]: event.data["at"] for event in log if event.name == "event.corrected"}
    for event in log:
        if event.name == "breach.proposed":
            due = event.data["due_at"]
            assert event.at in (due, max(due, right.get(event.data["started_by"], due)))


def nobody_is_woken(story: Story, course: type[Course] = Course) -> None:
    """No alarm is dated in quiet hours unless its rule says "always"; and what is said in them has no sound. U4."""
    begins, ends = (clock_time(at) for at in QUIET)
    life = live(story, course)
    for event in life.log:
        if event.name in ("step.reminded", "step.escalated") and event.data["rule"] != "answer" and story.quiet:
            assert not begins <= (event.at - NINE) % DAY + NINE < ends, event
    for told in life.told:
        assert not told.silent or (story.quiet and told.rule != "answer")


def stripped(life: Life, keys: set[Any]) -> set[Any]:
    """Keys with the event that started the clock in place of its seq, which bells shift."""
    people = [event.seq for event in life.log if event.name in TOLD]
    return {(rule, people.index(started_by), step, due) for rule, started_by, step, due in keys}


TOLD = frozenset(
    {"job.reported", "offers.exhausted", "job.offered", "job.accepted", "job.dispatched", "appointment.agreed"}
)

PROPERTIES = [
    every_consequence_once,
    asking_again_changes_nothing,
    bells_do_not_matter,
    dated_when_due,
    nobody_is_woken,
]


@pytest.mark.parametrize("check", PROPERTIES, ids=lambda check: check.__name__)
def test_any_order_and_any_bell_give_one_answer(check):
    @settings(STEADY, max_examples=250)
    @given(stories())
    def holds(story: Story) -> None:
        check(story)

    holds()


# The same properties catch planted bugs


class TooEager(Course):
    """At exactly the due time the clock wins."""

    def _ripe(self, until: int) -> Iterator[Any]:
        return (wanted for wanted in self._wanted() if wanted[0] <= until)


class Forgetful(Course):
    """What was done is not looked up."""

    def ring(self, until: int) -> None:
        self.clocks = replace(self.clocks, done=())
        super().ring(until)


class DeafToLate(Course):
    """A late event moves the clocks from now on and is not reckoned back."""

    def _recount(self, brought_by: int | None = None) -> None:
        return


class Stubborn(Course):
    """A breach that proves false is not withdrawn."""

    def _apply(self, effects: Any, at: int, cause: int | None = None) -> None:
        kept = [one for one in effects if not (isinstance(one, Log) and one.name == "breach.withdrawn")]
        super()._apply(kept, at, cause)


class WrongDate(Course):
    """Late consequences are dated when somebody woke."""

    def _take(self, when: int, clock: Any, step: Any) -> None:
        super()._take(self.recorded_at, clock, step)


class Sleepless(Course):
    """Alarms do not wait for the end of quiet hours."""

    def _ripe(self, until: int) -> Iterator[Any]:
        self.policy = replace(self.policy, quiet=None)
        return super()._ripe(until)


class CorrectsNothing(Course):
    """A correction is written down and not heeded."""

    def _recount(self, brought_by: int | None = None) -> None:
        with unheeded_corrections():
            super()._recount()


@contextmanager
def unheeded_corrections() -> Iterator[None]:
    real = recounting.in_time
    recounting.in_time = lambda log: sorted(log, key=lambda one: (one.at, made_by_clock(one), one.seq))
    try:
        yield
    finally:
        recounting.in_time = real


@pytest.mark.parametrize(
    ("planted", "check"),
    [
        (Forgetful, every_consequence_once),
        (Forgetful, asking_again_changes_nothing),
        (DeafToLate, every_consequence_once),
        (DeafToLate, bells_do_not_matter),
        (Stubborn, every_consequence_once),
        (WrongDate, dated_when_due),
        (CorrectsNothing, every_consequence_once),
        (Sleepless, nobody_is_woken),
    ],
    ids=lambda one: one.__name__,
)
def test_a_planted_bug_is_caught(planted, check):
    @settings(STEADY, max_examples=400, phases=[Phase.generate])
    @given(stories())
    def holds(story: Story) -> None:
        check(story, planted)

    with pytest.raises(AssertionError):
        holds()


def test_a_clock_that_wins_at_the_due_time_is_caught():
    """Where everybody is heard at once, so that nothing heals it later."""

    @settings(STEADY, max_examples=1500, phases=[Phase.generate])
    @given(stories(late=0))
    def holds(story: Story) -> None:
        every_consequence_once(replace(story, corrections=[]), TooEager)

    with pytest.raises(AssertionError):
        holds()
