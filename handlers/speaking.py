"""Voice messages: an answer where a cause or a reason is asked in words, else kept and passed on. U25."""

from domain.errors import Unclear
from domain.job.commands import AskWaiver, Note, Speak
from domain.job.model import Stage
from handlers import relaying
from handlers.choosing import as_technician, open_jobs
from handlers.talk import Talk
from storage.held import Held

SPOKEN = {"zh": "（语音）", "en": "(voice message)"}
"""What stands where the words of a spoken answer would."""


def voice(talk: Talk) -> None:
    """What was spoken: a customer's is passed on, a technician's is an answer or for the desk."""
    as_technician(talk)
    if talk.role == "customer":
        talk.forget_question()
        relaying.voice(talk)
        return
    jobs = open_jobs(talk) if talk.role == "technician" else []
    if not jobs:
        raise Unclear("voice-not-read")
    asked = next((held for held in jobs if held.id == talk.form.get("subject")), None)
    on_site = [held for held in jobs if held.course.state.stage is Stage.ON_SITE]
    talk.held = asked or (on_site or jobs)[0]
    expects, said = _expects(talk, talk.held), talk.said.voice
    if expects.startswith("note."):
        talk.forget_question()
        talk.perform(Note(talk.actor, expects, talk.keep(_words(talk), expects), said))
    elif expects.startswith("waiver."):
        talk.forget_question()
        talk.perform(AskWaiver(talk.actor, expects.removeprefix("waiver."), talk.keep(_words(talk), "waiver"), said))
    else:
        talk.perform(Speak(talk.actor, said))


def _expects(talk: Talk, held: Held) -> str:
    """What a spoken answer belongs to: the question that is open here, or what the job on site is waiting for."""
    if talk.form.get("expects") and talk.form.get("subject") == held.id:
        return str(talk.form["expects"])
    question = talk.unit.question(held, talk.role, talk.speaker.person)
    return (question.expects if question else None) or ""


def _words(talk: Talk) -> str:
    return SPOKEN[talk.speaker.language or "zh"]
