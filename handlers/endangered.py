"""危险: one tap stops everything; the desk phones, sends somebody, says when it is safe. S9 (T7 art.17)."""

from domain.effects import Button, Question
from domain.errors import Refused
from domain.job.detour_commands import Release, SendHelp, StopWork
from domain.job.dispatching import suggest
from handlers.reasons import BACK, tapped_reason, typed_reason
from handlers.registry import DESK, answers, handles
from handlers.talk import Talk

MOST_NAMES = 4


@handles("danger", "危险", "停工", "danger", role="technician", lasting=True)
def danger(talk: Talk) -> None:
    """危险: stopped at once, whatever it is; what it is may follow."""
    if talk.args:
        talk.perform(StopWork(talk.actor, tapped_reason(talk, "danger", 0)))
        return
    talk.perform(StopWork(talk.actor, typed_reason(talk, "danger") if talk.words.strip() else ""))


@answers("danger", "technician")
def danger_words(talk: Talk) -> None:
    """What the danger is, in the technician's own words."""
    talk.perform(StopWork(talk.actor, typed_reason(talk, "danger")))


@handles("release", "解除", "release", role=DESK)
def release(talk: Talk) -> None:
    """Safe, go on."""
    talk.perform(Release(talk.actor))


@handles("send_help", role=DESK)
def send_help(talk: Talk) -> None:
    """Somebody else goes there."""
    if talk.job.stopped is None:
        raise Refused("not-stopped")
    if talk.args:
        talk.perform(SendHelp(talk.actor, talk.number(0)))
        return
    assert talk.held is not None  # noqa: S101  a handler about a job
    without = (talk.job.technician or 0, *talk.job.team)
    best = suggest(talk.held.course.facts(), talk.said.happened_at, without)[:MOST_NAMES]
    buttons = tuple(
        Button("send_help", (str(one.technician),), "button-colleague", {"colleague": one.technician}) for one in best
    )
    talk.tell("send-whom", Question("choose", buttons=(*buttons, BACK)))


@handles("call", role=DESK)
def call(talk: Talk) -> None:
    """Whom to phone, with the number."""
    talk.tell_with_next("call-whom", technician=talk.job.technician or 0)
