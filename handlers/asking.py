"""What anybody can say at any time: help, status, back, cancel, language; and the answer to what is not understood."""

from domain.errors import Refused, Unclear
from domain.numbers import is_number
from handlers import agenda, desking
from handlers.changing import ask_to_cancel
from handlers.choosing import as_technician, open_jobs
from handlers.registry import ANYBODY, DESK, handles
from handlers.standing import closed_jobs, show
from handlers.talk import Talk

SHORT_NUMBERS = range(4, 9)
"""How long a job's number is, as people type it."""


def not_understood(talk: Talk) -> None:
    """Never silence: the few things that can be said now. A job's number alone opens it for the desk."""
    if talk.role in DESK and is_number(talk.words):
        talk.held = talk.unit.visible(talk.unit.numbered(talk.words), talk.speaker)
        desking.show(talk)
        return
    if talk.role in DESK and talk.words.isdigit() and len(talk.words) in SHORT_NUMBERS:
        raise Refused("unknown-job", number=talk.words)
    jobs = open_jobs(talk)
    asked = talk.form.get("subject")
    if asked:
        talk.held = talk.unit.hold(asked)
    elif jobs:
        talk.held = jobs[0]
    raise Unclear("not-understood" if talk.held else f"help-{_kind(talk)}")


def _kind(talk: Talk) -> str:
    return "supervisor" if talk.role in DESK else talk.role


@handles("help", "帮助", "help", "?", "菜单", "/help", role=ANYBODY, subject=False)
def help_(talk: Talk) -> None:
    """The few things that can be said now."""
    jobs = open_jobs(talk)
    talk.held = jobs[0] if len(jobs) == 1 else None
    talk.tell_with_next(f"help-{_kind(talk)}")


@handles("status", "进度", "状态", "到哪了", "到哪儿了", "status", "where", role=ANYBODY, subject=False)
def status(talk: Talk) -> None:
    """How the speaker's jobs stand. U1. For the desk: what waits for it."""
    if talk.role in DESK:
        agenda.show(talk)
        return
    jobs = open_jobs(talk) or (closed_jobs(talk)[:1] if talk.role == "customer" else [])
    if not jobs:
        talk.tell("no-open-job")
        return
    for held in reversed(jobs[:5]):
        talk.held = held
        open_(talk)


@handles("jobs", "我的单", "待派", "jobs", role=("technician", *DESK), subject=False)
def jobs(talk: Talk) -> None:
    """The open jobs, each with its next step: those that somebody of a desk goes to, and what waits for the desk."""
    role = talk.role
    if role in DESK and as_technician(talk):
        status(talk)
        talk.role, talk.held = role, None
    status(talk)


@handles("open", role=ANYBODY)
def open_(talk: Talk) -> None:
    """One job, and its next step."""
    if talk.role in DESK:
        desking.show(talk)
    elif talk.role == "customer":
        show(talk)
    else:
        talk.tell_with_next("status-staff", technician=talk.job.technician or 0)


@handles("back", role=ANYBODY)
def back(talk: Talk) -> None:
    """Back to the question before this one."""
    talk.tell_with_next("back-again")


@handles("again", "返回", "back", role=ANYBODY)
def again(talk: Talk) -> None:
    """返回, typed: the open question once more."""
    talk.tell_with_next("back-again")


@handles("cancel", "取消", "cancel", role=ANYBODY, subject=False)
def cancel(talk: Talk) -> None:
    """取消: the open question is dropped; with none open, a customer is asked about cancelling the job. U1."""
    talk.forget_question()
    if talk.form:
        talk.tell("question-dropped-job" if talk.role == "customer" and open_jobs(talk) else "question-dropped")
    elif talk.role != "customer" or not ask_to_cancel(talk):
        talk.tell("nothing-open")


@handles("language", "english", "中文", "language", role=ANYBODY, subject=False)
def language(talk: Talk) -> None:
    """The language of this address."""
    said = (talk.args[0] if talk.args else talk.said.text).strip().casefold()
    chosen = "en" if said in ("en", "english", "language en") else "zh"
    talk.unit.people.set_language(talk.speaker, chosen)
    talk.tell("language-set")
