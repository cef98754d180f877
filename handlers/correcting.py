"""更正: the desk puts right when a step really happened, on a closed job too. U23."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from domain.effects import Button, Question
from domain.errors import Refused, Unclear
from domain.events import Event
from domain.job.correcting import stands_at
from domain.job.desk_commands import Correct
from domain.job.steps import NAMED, step
from domain.recounting import made_by_clock
from handlers.reasons import BACK, in_time
from handlers.registry import DESK, answers, handles
from handlers.talk import Talk

STEPS = {
    "派单": "job.dispatched",
    "dispatched": "job.dispatched",
    "接单": "job.accepted",
    "accepted": "job.accepted",
    "预约": "appointment.agreed",
    "约好": "appointment.agreed",
    "agreed": "appointment.agreed",
    "出发": "technician.departed",
    "departed": "technician.departed",
    "到场": "technician.arrived",
    "arrived": "technician.arrived",
    "完工": "work.finished",
    "finished": "work.finished",
    "离场": "technician.left",
    "left": "technician.left",
}
"""Steps whose time can be put right in one line, by the word people use."""
SHOWN = 8
NEVER = ("event.corrected", "outage.recorded")


@handles("correct", "更正", "correct", role=DESK, lasting=True)
def correct(talk: Talk) -> None:
    """更正 <单号> [预约 09:20 <原因>]: in one line, or by a tap on the step. The clocks are reckoned anew."""
    if talk.args:
        event = _event(talk, talk.number(0))
        question = Question("choose", buttons=(BACK,), expects=f"correct.{event.seq}")
        talk.tell("right-time", question, step=step(event), was_at=stands_at(event, _log(talk)))
    elif not talk.words.strip():
        _list(talk)
    else:
        _in_one_line(talk)


@answers("correct.", DESK)
def correct_words(talk: Talk) -> None:
    """When it really happened, and why that was not known: "09:20 忘了点"."""
    in_time(talk)
    event = _event(talk, int(talk.form["expects"].removeprefix("correct.")))
    _put_right(talk, event, talk.words.split(maxsplit=1))


def _in_one_line(talk: Talk) -> None:
    word, *rest = talk.asked_words("example-correct").split(maxsplit=2)
    name = STEPS.get(word.casefold())
    if name is None:
        raise Unclear("example-correct")
    found = next((event for event in reversed(_log(talk)) if event.name == name), None)
    if found is None:
        raise Refused("no-such-event")
    _put_right(talk, found, rest)


def _put_right(talk: Talk, event: Event, words: list[str]) -> None:
    at = _time(words[0], event, talk) if len(words) > 1 else None
    if at is None:
        raise Unclear("example-correct")
    talk.perform(Correct(talk.actor, event.seq, at, talk.keep(words[1], "reason")))


def _list(talk: Talk) -> None:
    """What people did on this job, the latest last, each one tap away."""
    log = _log(talk)
    steps = [event for event in log if not made_by_clock(event) and event.name in NAMED][-SHOWN:]
    buttons = tuple(
        Button("correct", (str(event.seq),), "button-step", {"step": step(event), "was_at": stands_at(event, log)})
        for event in steps
    )
    talk.tell("which-step", Question("choose", buttons=buttons, lasting=True))


def _log(talk: Talk) -> list[Event]:
    assert talk.held is not None  # noqa: S101  a handler about a job
    return talk.held.course.log()


def _event(talk: Talk, seq: int) -> Event:
    found = next((event for event in _log(talk) if event.seq == seq), None)
    if found is None or made_by_clock(found) or found.name in NEVER:
        raise Refused("no-such-event")
    return found


def _time(word: str, event: Event, talk: Talk) -> int | None:
    """HH:MM of the day nearest to when the step was entered, and not ahead of now."""
    try:
        clock = time.fromisoformat(word if len(word) > 4 else f"0{word}")
    except ValueError:
        return None
    zone = ZoneInfo(talk.zone)
    day = datetime.fromtimestamp(event.at / 1000, zone).date()
    days = (datetime.combine(day + timedelta(days=off), clock, zone) for off in (-1, 0, 1))
    near = [int(moment.timestamp() * 1000) for moment in days]
    past = [at for at in near if at <= talk.said.happened_at]
    return min(past, key=lambda at: abs(at - event.at), default=None)
