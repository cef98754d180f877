"""When a visit does not go straight: late, nobody home, another visit, a standstill, more units. D5 S8 U2 U3 U7."""

from zoneinfo import ZoneInfo

from domain.durations import MINUTE
from domain.effects import Button, Question
from domain.errors import Refused, Unclear
from domain.job.delaying import may_delay
from domain.job.detour_commands import (
    Appeared,
    AtTheDoor,
    Delay,
    EndVisit,
    LeaveTeam,
    NobodyHome,
    ReportUnits,
    Resume,
    Suspend,
)
from domain.job.possible import possible
from domain.job.suspending import may_end, may_suspend
from domain.job.telling import spelled
from domain.job.units import may_report_units
from handlers.reading.coming import read_coming
from handlers.reading.products import PRODUCTS
from handlers.reading.spans import in_days, read_later, read_span, read_until
from handlers.reading.units import read_units
from handlers.reasons import BACK, ask_reason, listed_reason, tapped_reason, typed_reason
from handlers.registry import DESK, answers, handles
from handlers.talk import Talk

COUNTS = (1, 2, 3, 4)
WHICH = "which"


@handles("more", "其他", "其他情况", "更多", "more", role="technician")
def more(talk: Talk) -> None:
    """What else is possible now, as a short menu."""
    assert talk.held is not None  # noqa: S101  a handler about a job
    facts = talk.held.course.facts()
    buttons = possible(facts, talk.speaker.person, talk.policy, talk.said.happened_at)
    if not buttons:
        talk.tell_with_next("nothing-else")
        return
    talk.tell("what-else", Question("choose", buttons=(*buttons, BACK)))


@handles("late", "要晚", "晚到", "迟到", "late", role="technician")
def late(talk: Talk) -> None:
    """要晚 [30 / 下午4点]: the customer hears the new time. D5."""
    if talk.args:
        talk.perform(Delay(talk.actor, talk.number(0) * MINUTE))
    elif talk.words.strip():
        late_by(talk)
    else:
        _how_late(talk, "how-late")


def _how_late(talk: Talk, key: str) -> None:
    if not may_delay(talk.job):
        raise Refused("no-time-to-move")
    buttons = tuple(
        Button("late", (str(length // MINUTE),), "button-late", {"span": spelled(length)})
        for length in talk.policy.detours.late
    )
    talk.tell(key, Question("choose", buttons=(*buttons, BACK), expects="late"))


@answers("late", "technician")
def late_by(talk: Talk) -> None:
    """How late, or the new time, typed."""
    if span := read_span(talk.words):
        talk.perform(Delay(talk.actor, span))
        return
    window = read_later(talk.words, talk.said.happened_at, ZoneInfo(talk.zone))
    if window is None:
        _how_late(talk, "example-late")
    else:
        talk.perform(Delay(talk.actor, window=(window.from_at, window.until_at)))


@handles("nobody", "没人", "没人在家", "nobody", role="technician")
def nobody(talk: Talk) -> None:
    """没人在家. U2."""
    talk.perform(NobodyHome(talk.actor))


@handles("appeared", role="technician")
def opened(talk: Talk) -> None:
    """The door was opened after all. U2."""
    talk.perform(Appeared(talk.actor))


@handles("door", role="customer")
def at_the_door(talk: Talk) -> None:
    """The customer, whom somebody waits for: coming, or another time. U2."""
    talk.perform(AtTheDoor(talk.actor, comes=talk.arg(0) == "yes"))


@answers("door", "customer")
def at_the_door_words(talk: Talk) -> None:
    """The same, typed."""
    comes = read_coming(talk.words)
    if comes is None:
        raise Unclear("unclear-door")
    talk.perform(AtTheDoor(talk.actor, comes=comes))


@handles("end_visit", "再来", "下次再来", "revisit", role="technician")
def end_visit(talk: Talk) -> None:
    """下次再来, with why. U7."""
    if talk.args:
        talk.perform(EndVisit(talk.actor, tapped_reason(talk, "another_visit", 0)))
    elif talk.words.strip():
        end_visit_words(talk)
    else:
        if not may_end(talk.job):
            raise Refused("not-on-site")
        ask_reason(talk, "why-another-visit", "end_visit", (), "another_visit", "end_visit")


@answers("end_visit", "technician")
def end_visit_words(talk: Talk) -> None:
    """Why another visit is needed, in the technician's own words."""
    talk.perform(EndVisit(talk.actor, typed_reason(talk, "another_visit")))


@handles("suspend", "挂起", "暂停", "suspend", role="technician")
def suspend(talk: Talk) -> None:
    """挂起 [原因]: why, then until when. Standing still already: only until when. U3."""
    if not may_suspend(talk.job):
        raise Refused("not-to-suspend-now")
    if len(talk.args) > 1:
        if talk.number(1) not in talk.policy.detours.suspend:
            raise Refused("old-button")
        until = in_days(talk.number(1), talk.said.happened_at, ZoneInfo(talk.zone))
        talk.perform(Suspend(talk.actor, _why(talk, talk.arg(0)), until))
        return
    reason = tapped_reason(talk, "suspend", 0) if talk.args else listed_reason(talk, "suspend", talk.words.strip())
    if reason is None and talk.job.suspended is None:
        ask_reason(talk, "why-suspend", "suspend", (), "suspend")
        return
    _until_when(talk, "suspend-until", reason or SAME)


def _until_when(talk: Talk, key: str, reason: str) -> None:
    buttons = tuple(
        Button("suspend", (reason, str(days)), "button-in-days", {"days": days}) for days in talk.policy.detours.suspend
    )
    talk.tell(key, Question("choose", buttons=(*buttons, BACK), expects=f"until.{reason}"))


SAME = "same"
"""Stands for the reason that a standing job has already."""


def _why(talk: Talk, key: str) -> str:
    if key == SAME and talk.job.suspended is not None:
        return str(talk.job.suspended.reason)
    if talk.policy.reason("suspend", key) is None:
        raise Refused("old-button")
    return key


@answers("until.", "technician")
def suspend_until(talk: Talk) -> None:
    """When it is expected to go on, typed."""
    reason = talk.form["expects"].removeprefix("until.")
    until = read_until(talk.words, talk.said.happened_at, ZoneInfo(talk.zone))
    if until is None:
        _until_when(talk, "example-until", reason)
    else:
        talk.perform(Suspend(talk.actor, _why(talk, reason), until))


@handles("resume", "继续", "恢复", "resume", role=("technician", *DESK))
def resume(talk: Talk) -> None:
    """继续: where it stood, or with a new appointment. U3."""
    talk.perform(Resume(talk.actor, anew="anew" in talk.args))


@handles("units", "多台", "加台", "units", role="technician")
def units(talk: Talk) -> None:
    """多台 [2 台空调]: how many more of what. S8."""
    if not may_report_units(talk.job):
        raise Refused("not-on-site")
    if talk.words.strip():
        units_words(talk)
        return
    if len(talk.args) > 1:
        talk.perform(ReportUnits(talk.actor, _product(talk), talk.number(1)))
        return
    if talk.args == (WHICH,):
        names = (Button("units", (name,), f"product-{name}") for name in PRODUCTS if name != "other")
        talk.tell("which-product", Question("choose", buttons=(*names, BACK), expects="units"))
        return
    _how_many(talk, "how-many-units", _product(talk) if talk.args else talk.job.product or "other")


def _how_many(talk: Talk, key: str, product: str) -> None:
    counts = (
        Button("units", (product, str(n)), "button-units-count", {"product": product, "count": n}) for n in COUNTS
    )
    another = () if talk.args else (Button("units", (WHICH,), "button-other-product"),)
    talk.tell(key, Question("choose", buttons=(*counts, *another, BACK), expects="units"))


@answers("units", "technician")
def units_words(talk: Talk) -> None:
    """How many of what, typed: 2台空调."""
    read = read_units(talk.words)
    if read is None:
        _how_many(talk, "example-units", talk.job.product or "other")
        return
    count, product = read
    talk.perform(ReportUnits(talk.actor, product or talk.job.product or "other", count))


def _product(talk: Talk) -> str:
    if talk.arg(0) not in PRODUCTS:
        raise Refused("old-button")
    return talk.arg(0)


@handles("leave_team", "去不了", role="technician")
def leave_team(talk: Talk) -> None:
    """A second technician cannot come, with a reason from the list. U7."""
    given = talk.args[0] if talk.args else listed_reason(talk, "decline", talk.words.strip())
    if given:
        talk.perform(LeaveTeam(talk.actor, given))
    else:
        ask_reason(talk, "why-decline", "leave_team", (), "decline")
