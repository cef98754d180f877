"""How a customer's job stands: stage, who comes, when, since when on the way, and what can be done now. U1."""

from dataclasses import replace
from typing import Any

from domain.effects import Question
from domain.job.model import Job, Stage
from domain.recounting import in_time
from handlers.choosing import open_jobs
from handlers.talk import Talk
from storage.held import Held

NEAREST = (Stage.ON_SITE, Stage.UNDER_WAY, Stage.APPOINTED, Stage.ACCEPTED, Stage.FINISHED)
"""Whom words are for when somebody has several jobs: who is there, who is on the way, who comes."""


def show(talk: Talk) -> None:
    """The job this talk is about: one short message, with the few buttons that are always there."""
    key, data, question = standing(talk)
    talk.tell(key, question, **data)


def standing(talk: Talk) -> tuple[str, dict[str, Any], Question | None]:
    """How the job stands: a text, its data, and what is asked and can be done."""
    job: Job = talk.job
    if job.inquiry:
        return "where-inquiry" if job.human else "where-inquiry-answered", {}, _question(talk)
    stage = "cancelled" if job.outcome == "cancelled" else job.stage.value
    return "where", {"lines": _lines(talk, job), "stage": stage}, _question(talk)


def _lines(talk: Talk, job: Job) -> list[dict[str, Any]]:
    lines: list[dict[str, Any]] = []
    if job.taken:
        lines += [{"text": "where-technician", "technician": job.technician}]
    if job.visit and job.stage in (Stage.APPOINTED, Stage.UNDER_WAY):
        lines += [{"text": "where-window", "window": list(job.visit)}]
    if job.stage is Stage.UNDER_WAY and (departed_at := _departed_at(talk)):
        lines += [{"text": "where-departed", "departed_at": departed_at}]
    if job.wish:
        lines += [{"text": "where-wish"}]
    if job.cancelling:
        lines += [{"text": "where-cancelling"}]
    if job.human:
        lines += [{"text": "where-human"}]
    return lines


def _departed_at(talk: Talk) -> int | None:
    assert talk.held is not None  # noqa: S101  a handler about a job
    log = in_time([*talk.held.course.history(), *talk.held.course.new])
    return next((event.at for event in reversed(log) if event.name == "technician.departed"), None)


def _question(talk: Talk) -> Question | None:
    """What is asked anyway, and what can be done at any time."""
    assert talk.held is not None  # noqa: S101  a handler about a job
    course = talk.held.course
    asked = talk.unit.question(talk.held, "customer", talk.actor.person) or Question("choose")
    shown = {button.verb for button in asked.buttons}
    more = course.subject.options(course.state, course.policy, talk.unit.now)
    buttons = (*asked.buttons, *(button for button in more if button.verb not in shown))
    return replace(asked, buttons=buttons) if buttons or asked.expects else None


def closed_jobs(talk: Talk) -> list[Held]:
    """The customer's closed jobs that can still be taken up again, the newest first. S12."""
    rows = talk.unit.tx.all(talk.unit.q.closed_of_customer, person=talk.speaker.person)
    held = [talk.unit.hold(row["id"]) for row in rows]
    return [one for one in held if one.course.subject.options(one.course.state, one.course.policy, talk.unit.now)]


def nearest(talk: Talk) -> Held | None:
    """The open job that words without a number are about."""
    jobs = open_jobs(talk)
    by_stage = [one for stage in NEAREST for one in jobs if one.course.state.stage is stage]
    return next(iter((*by_stage, *jobs)), None)
