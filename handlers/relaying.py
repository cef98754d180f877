"""转告: words, photos and voice from customer to technician and back, and between the desk and a customer. U9, I3."""

from domain.effects import Button, Question
from domain.errors import Refused
from domain.job.commands import Relay
from domain.job.desk_commands import AnswerHuman
from domain.job.model import Job
from handlers.choosing import open_jobs
from handlers.human import left
from handlers.reading.masking import without_phones
from handlers.registry import ANYBODY, DESK, answers, handles
from handlers.standing import nearest
from handlers.talk import Talk


@handles("relay", "转告", "回复", "tell", "reply", role=ANYBODY, lasting=True)
def relay(talk: Talk) -> None:
    """转告 [单号] <话>: passed on at once; a tap asks for the words first."""
    assert talk.held is not None  # noqa: S101  a handler about a job
    _may_write(talk)
    if talk.args:
        text = talk.unit.reveal_draft(talk.arg(0), talk.held.id)
        if text is None:
            raise Refused("old-button")
        pass_on(talk, text, to="technician")
    elif talk.words.strip():
        pass_on(talk, talk.words, to="technician")
    else:
        talk.tell(_asking(talk), Question("choose", expects="relay"), technician=talk.job.technician or 0)


@answers("relay", ANYBODY)
def relayed(talk: Talk) -> None:
    """The words that were asked for."""
    pass_on(talk, talk.words, to="technician")


def pass_on(talk: Talk, words: str, to: str = "") -> None:
    """A customer's to whoever they are talking with, or to the technician; the technician's and the desk's to them."""
    if talk.role in DESK:
        talk.perform(AnswerHuman(talk.actor, talk.keep(words, "message")))
    else:
        kept, less = _kept(talk, words)
        talk.perform(Relay(talk.actor, kept, to=to, less=less))


def _kept(talk: Talk, words: str) -> tuple[str, bool]:
    """Words to pass on, kept; and whether a technician's number was taken out of them: they are reached here. U9."""
    said = without_phones(words) if talk.role == "technician" else words
    return talk.keep(said, "message"), said != words


def attachments(talk: Talk) -> bool:
    """Photos or a voice message where words to pass on were asked for. False when they are for something else."""
    if talk.form.get("expects") != "relay" or not talk.form.get("subject") or talk.role in DESK:
        return False
    talk.held = talk.unit.hold(talk.form["subject"])
    if talk.role == "customer" and talk.job.outcome:
        return False
    talk.forget_question()
    words, less = _kept(talk, talk.said.text) if talk.said.text.strip() else (None, False)
    talk.perform(Relay(talk.actor, words, talk.said.photos, talk.said.voice, to="technician", less=less))
    return True


def voice(talk: Talk) -> None:
    """A customer's voice message: to the technician who has the job, else to the desk."""
    talk.held = nearest(talk)
    if talk.held is None:
        left(talk, "")
    else:
        talk.perform(Relay(talk.actor, voice=talk.said.voice))


def offered(talk: Talk) -> bool:
    """A technician's words that are nothing else, while a customer waits: one tap passes them on."""
    waiting = [one for one in open_jobs(talk) if one.course.state.owed] if talk.role == "technician" else []
    if len(waiting) != 1:
        return False
    talk.held = waiting[0]
    kept = talk.keep(talk.said.text, "draft")
    button = Button("relay", (kept,), "button-pass-on", tone="primary")
    talk.tell("pass-on-this", Question("choose", buttons=(button,), lasting=True))
    return True


def _asking(talk: Talk) -> str:
    if talk.role != "customer":
        return "words-for-customer"
    return "words-for-technician" if talk.job.taken else "words-for-desk"


def _may_write(talk: Talk) -> None:
    """Before the words are typed: whether they would be passed on. The core asks again."""
    job: Job = talk.job
    if job.outcome is not None:
        raise Refused("job-is-closed")
    if talk.role == "technician" and not (job.taken and job.technician == talk.speaker.person):
        raise Refused("accept-first" if talk.mine() else "not-yours-now")
