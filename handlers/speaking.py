"""Voice messages: an answer where a cause or a reason is asked in words, else kept and passed on. U25."""

from domain.errors import Unclear
from domain.job.commands import AskWaiver, Note, Speak
from domain.job.model import Stage
from handlers.choosing import as_technician, open_jobs
from handlers.registry import DESK
from handlers.reporting import branch_for_new
from handlers.talk import Talk
from storage.held import Held

SPOKEN = {"zh": "（语音）", "en": "(voice message)"}
"""What stands where the words of a spoken answer would."""


def voice(talk: Talk) -> None:
    """What was spoken, to whom it concerns."""
    if not as_technician(talk) and talk.role in DESK:
        raise Unclear("voice-not-read")
    jobs = open_jobs(talk)
    if not jobs:
        _without_job(talk)
        return
    asked = next((held for held in jobs if held.id == talk.form.get("subject")), None)
    on_site = [held for held in jobs if held.course.state.stage is Stage.ON_SITE]
    talk.held = asked or (on_site or jobs)[0]
    expects = _expects(talk, talk.held) if talk.role == "technician" else ""
    said = talk.said.voice
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


def _without_job(talk: Talk) -> None:
    """Nothing is lost: the desk hears it, the speaker learns how to be understood."""
    if talk.role != "customer":
        raise Unclear("voice-not-read")
    unit = talk.unit
    for person in unit.people.members(branch_for_new(unit), "supervisor"):
        for channel, address in unit.people.addresses(person)[:1]:
            heard = {"person": talk.speaker.person, "voice": talk.said.voice}
            unit.outbox.add(channel, address, "stranger-voice-desk", heard)
    talk.tell("voice-first-words")


def _words(talk: Talk) -> str:
    return SPOKEN[talk.speaker.language or "zh"]
