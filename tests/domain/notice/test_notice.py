"""A notice in waves: everybody once, nobody at night, never a flood after a standstill. A7."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.course import Clocks, Course
from domain.durations import DAY, HOUR, MINUTE
from domain.errors import Refused
from domain.job.commands import Actor
from domain.notice.commands import Cancel, Draft, Phoned, Posted, Send, Spare
from domain.notice.model import Notice, Receiver, Stage
from domain.subjects import NOTICE
from policies.loader import PACKS, load

ZONE = "Asia/Shanghai"
POLICY = load(str(PACKS / "base.toml"), ZONE).policy
WAVE = POLICY.care.wave
NINE = int(datetime(2026, 11, 25, 1, tzinfo=UTC).timestamp() * 1000)
"""09:00 in Shanghai."""
NIGHT = NINE + 14 * HOUR
DESK = Actor(1, "supervisor")


@dataclass
class Sending:
    """One notice to some customers, as units move it: each at a moment, with a course of its own."""

    people: list[Receiver]
    notice: Notice = field(default_factory=Notice)
    clocks: Clocks = field(default_factory=Clocks)
    version: int = 0
    names: list[str] = field(default_factory=list)
    heard: list[int] = field(default_factory=list)
    desk: list[str] = field(default_factory=list)

    def at(self, now: int, command: object = None) -> None:
        """A command, or just the bell."""
        course = Course(
            NOTICE,
            POLICY,
            self.notice,
            self.clocks,
            self.version,
            now,
            tuple,
            tuple,
            receivers=lambda _notice, after, most: self._behind(after, most),
        )
        if command is None:
            course.ring(now)
        else:
            course.perform(command, now)
        self.notice, self.clocks, self.version = course.state, course.clocks, course.version
        self.names += [event.name for event in course.new]
        self.heard += [told.who for told in course.told if isinstance(told.who, int)]
        self.desk += [told.key for told in course.told if not isinstance(told.who, int)]

    def _behind(self, after: int, most: int) -> Sequence[Receiver]:
        return [one for one in self.people if one.person > after][:most]

    def due(self) -> int | None:
        """When the bell rings next."""
        course = Course(NOTICE, POLICY, self.notice, self.clocks, self.version, 0, tuple, tuple)
        return course.next_due()


def drafted(people: list[Receiver], *, at: int = NINE, held_at: int = NINE + 30 * DAY) -> Sending:
    sending = Sending(people)
    counts = {"total": len(people), "refused": sum(one.refused for one in people)}
    sending.at(at, Draft(DESK, "N10019", "main", "2026-12-25", held_at, words="~1.00", **counts, chat=len(people)))
    return sending


def chatting(count: int) -> list[Receiver]:
    return [Receiver(person, chat=True, refused=False) for person in range(1, count + 1)]


def test_everybody_hears_it_once_in_waves_a_minute_apart() -> None:
    sending = drafted(chatting(2 * WAVE + 7))
    sending.at(NINE, Send(DESK))
    assert len(sending.heard) == WAVE
    sending.at(NINE + MINUTE)  # at exactly the due time it is not due yet
    assert len(sending.heard) == WAVE
    sending.at(NINE + MINUTE + 1)
    assert len(sending.heard) == 2 * WAVE
    sending.at(NINE + 2 * MINUTE + 2)
    assert sorted(sending.heard) == list(range(1, 2 * WAVE + 8))
    assert sending.notice.stage is Stage.DONE
    assert sending.due() is None


def test_a_list_that_fills_its_waves_to_the_last_needs_no_empty_one() -> None:
    sending = drafted(chatting(WAVE))
    sending.at(NINE, Send(DESK))
    assert sending.names.count("notice.wave") == 1
    assert sending.notice.stage is Stage.DONE


def test_after_a_standstill_one_wave_goes_and_not_all_that_were_missed() -> None:
    sending = drafted(chatting(10 * WAVE))
    sending.at(NINE, Send(DESK))
    sending.at(NINE + 3 * HOUR)
    assert len(sending.heard) == 2 * WAVE
    sending.at(NINE + 3 * HOUR + MINUTE + 1)
    assert len(sending.heard) == 3 * WAVE


@pytest.mark.parametrize("rung", [NIGHT, NIGHT + 5 * HOUR])
def test_nobody_hears_it_at_night_however_late_the_bell_rings(rung: int) -> None:
    sending = drafted(chatting(3 * WAVE))
    sending.at(NINE + 13 * HOUR - MINUTE, Send(DESK))  # 21:59; quiet from 22:00
    assert len(sending.heard) == WAVE
    sending.at(rung)
    assert len(sending.heard) == WAVE
    sending.at(NINE + 22 * HOUR + 1)  # 07:00
    assert len(sending.heard) == 2 * WAVE


def test_ordered_at_night_it_goes_in_the_morning_and_says_so() -> None:
    sending = drafted(chatting(3))
    sending.at(NIGHT, Send(DESK))
    assert sending.heard == []
    assert "notice-waits" in sending.desk
    sending.at(NINE + 22 * HOUR + 1)
    assert len(sending.heard) == 3


def test_who_has_unsubscribed_by_then_is_passed_over() -> None:
    sending = drafted(chatting(WAVE + 2))
    sending.at(NINE, Send(DESK))
    sending.people[WAVE] = Receiver(WAVE + 1, chat=True, refused=True)
    sending.at(NINE + 2 * MINUTE)
    assert WAVE + 1 not in sending.heard
    assert WAVE + 2 in sending.heard


def test_stopped_nobody_else_hears_it() -> None:
    sending = drafted(chatting(3 * WAVE))
    sending.at(NINE, Send(DESK))
    sending.at(NINE + 1, Cancel(DESK))
    sending.at(NINE + DAY)
    assert len(sending.heard) == WAVE
    assert sending.due() is None


def test_a_long_sending_is_told_at_each_quarter_only() -> None:
    sending = drafted(chatting(40 * WAVE))
    sending.at(NINE, Send(DESK))
    for wave in range(1, 41):
        sending.at(NINE + wave * (MINUTE + 1))
    assert sending.desk == ["notice-sending", *["notice-progress"] * 3, "notice-sent"]


def test_who_has_no_chat_is_phoned_and_who_is_not_reached_gets_a_letter() -> None:
    sending = drafted([Receiver(1, chat=True, refused=False), *(Receiver(n, False, False) for n in (2, 3, 4))])
    sending.at(NINE, Send(DESK))
    assert sending.notice.to_call == (2, 3, 4)
    sending.at(NINE + HOUR, Phoned(DESK, 2))
    sending.at(NINE + HOUR, Phoned(DESK, 3, reached=False))
    with pytest.raises(Refused, match="notice-called-already"):
        sending.at(NINE + HOUR, Phoned(DESK, 3))
    sending.at(NINE + HOUR, Spare(DESK, 4))
    assert sending.notice.stage is Stage.DONE
    assert sending.notice.to_write == (3,)
    sending.at(NINE + 3 * DAY)
    assert sending.names.count("step.escalated") == 1  # A7.letter
    sending.at(NINE + 3 * DAY, Posted(DESK, 3))
    with pytest.raises(Refused, match="letter-sent-already"):
        sending.at(NINE + 3 * DAY, Posted(DESK, 3))
    assert sending.names[-2:] == ["letter.sent", "letters.done"]
    assert sending.due() is None


def test_later_than_two_weeks_ahead_the_supervisor_hears() -> None:
    sending = drafted(chatting(1), held_at=NINE + 10 * DAY)
    sending.at(NINE, Send(DESK))
    assert "step.escalated" not in sending.names  # it was all sent in one wave, and is done
    late = drafted([Receiver(1, chat=False, refused=False)], held_at=NINE + 10 * DAY)
    late.at(NINE, Send(DESK))
    late.at(NINE + 1)
    assert late.names.count("step.escalated") == 1
    in_time = drafted([Receiver(1, chat=False, refused=False)], held_at=NINE + 20 * DAY)
    in_time.at(NINE, Send(DESK))
    in_time.at(NINE + 6 * DAY)
    assert "step.escalated" not in in_time.names
    in_time.at(NINE + 6 * DAY + 1)
    assert in_time.names.count("step.escalated") == 1


def test_what_is_not_a_notice_to_anybody_is_refused() -> None:
    for people, held_at, why in (
        ([], NINE + DAY, "notice-for-nobody"),
        ([Receiver(1, chat=True, refused=True)], NINE + DAY, "notice-for-nobody"),
        (chatting(1), NINE, "notice-day-is-over"),
    ):
        with pytest.raises(Refused, match=why):
            drafted(people, held_at=held_at)
    with pytest.raises(Refused, match="wrong-role"):
        drafted(chatting(1)).at(NINE, Send(Actor(5, "technician")))


@given(
    people=st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=4 * WAVE),
    pauses=st.lists(st.integers(1, 9 * HOUR), min_size=60, max_size=60),
)
def test_whenever_the_bell_rings_each_is_told_or_to_be_phoned_exactly_once(
    people: list[tuple[bool, bool]], pauses: list[int]
) -> None:
    receivers = [Receiver(number, chat, refused) for number, (chat, refused) in enumerate(people, 1)]
    if all(one.refused for one in receivers):
        return
    sending = drafted(receivers)
    now = NINE
    sending.at(now, Send(DESK))
    for pause in pauses:
        before = len(sending.heard)
        now += pause
        sending.at(now)
        assert POLICY.quiet is not None
        assert len(sending.heard) == before or POLICY.quiet.over(now) == now
    assert sorted(sending.heard) == [one.person for one in receivers if one.chat and not one.refused]
    assert list(sending.notice.to_call) == [one.person for one in receivers if not one.chat and not one.refused]
