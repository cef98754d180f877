"""质量问题: raised by the technician in a tap, words or a photo; 知道了 or 交给… by the manager. R7."""

from domain.errors import Refused
from domain.job.commands import RaiseQuality
from domain.job.desk_commands import AnswerQuality
from domain.job.quality import may_raise
from handlers.reasons import ask_reason, in_time, tapped_reason, typed_reason
from handlers.registry import DESK, answers, handles
from handlers.talk import Talk


@handles("quality", "质量问题", "quality", role="technician")
def quality(talk: Talk) -> None:
    """质量问题 [单号] [话]: what it is, then the manager knows."""
    if talk.args:
        talk.perform(RaiseQuality(talk.actor, tapped_reason(talk, "quality", 0)))
    elif talk.words.strip():
        quality_words(talk)
    else:
        if not may_raise(talk.job, talk.policy):
            raise Refused("asked-already" if talk.job.quality == "open" else "not-to-ask-now")
        ask_reason(talk, "which-quality", "quality", (), "quality", "quality")


@answers("quality", "technician")
def quality_words(talk: Talk) -> None:
    """What it is, in the technician's own words."""
    talk.perform(RaiseQuality(talk.actor, typed_reason(talk, "quality")))


def quality_photos(talk: Talk) -> None:
    """Photos in answer to "what is it?", with what was written under them."""
    reason = talk.keep(talk.said.text, "reason") if talk.said.text.strip() else ""
    talk.perform(RaiseQuality(talk.actor, reason, talk.said.photos))


@handles("quality_known", role=DESK, lasting=True)
def known(talk: Talk) -> None:
    """知道了."""
    talk.perform(AnswerQuality(talk.actor))


@handles("pass_on", "交给", "pass-on", role=DESK, lasting=True)
def pass_on(talk: Talk) -> None:
    """交给 <单号> [谁]: a department of the pack's list, or whoever is named."""
    if talk.args:
        talk.perform(AnswerQuality(talk.actor, tapped_reason(talk, "departments", 0)))
    elif talk.words.strip():
        talk.perform(AnswerQuality(talk.actor, typed_reason(talk, "departments")))
    else:
        ask_reason(talk, "pass-on-whom", "pass_on", (), "departments", "pass_on")


@answers("pass_on", DESK)
def pass_on_words(talk: Talk) -> None:
    """To whom, typed."""
    in_time(talk)
    talk.perform(AnswerQuality(talk.actor, typed_reason(talk, "departments")))
