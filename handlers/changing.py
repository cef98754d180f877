"""改时间, 取消, 又坏了: what a customer changes, and how technician and desk answer. U1, U2, U11, S12."""

from zoneinfo import ZoneInfo

from domain.durations import DAY
from domain.effects import Button, Question
from domain.errors import Refused, Unclear
from domain.job.changing import reopenable, repeatable
from domain.job.commands import (
    AnswerCallOff,
    AnswerMove,
    BrokenAgain,
    CallOff,
    Describe,
    Move,
    Reopen,
    Repeat,
    TakeWish,
)
from domain.job.model import Job, Stage
from handlers.choosing import open_jobs
from handlers.reading.report import Report, read_report
from handlers.reading.times import propose_windows
from handlers.reading.wants import is_past, read_wish
from handlers.registry import DESK, answers, handles
from handlers.relaying import pass_on
from handlers.standing import closed_jobs, nearest, show
from handlers.talk import Talk
from storage.held import Held

# Moving


@handles("move", "改时间", "改约", "改期", "move", "reschedule", role="customer")
def move(talk: Talk) -> None:
    """改时间 [明天下午]: a proposed half day, or the customer's own words. Before there is a visit: when at home."""
    if talk.args:
        talk.perform(Move(talk.actor, (talk.number(0), talk.number(1))))
    elif talk.words.strip():
        moved(talk, talk.words)
    elif talk.job.stage in (Stage.REPORTED, Stage.OFFERED):
        talk.tell("ask-at_home", Question("choose", expects="at_home"))
    else:
        _ask_when(talk)


@answers("move", "customer")
def moved_to(talk: Talk) -> None:
    """A time typed in answer to "when would suit you?"."""
    moved(talk, talk.words)


def moved(talk: Talk, words: str) -> None:
    """The wish in the customer's words: as a time where it names one, else as it was said."""
    if talk.job.stage in (Stage.REPORTED, Stage.OFFERED) and not talk.job.inquiry:
        talk.perform(Describe(talk.actor, details={"at_home": talk.keep(words, "at_home")}))
        return
    if is_past(words):
        raise Unclear("visit-in-the-past")
    read = read_wish(words, talk.said.happened_at, ZoneInfo(talk.zone))
    window = (read.from_at, read.until_at) if read else None
    talk.perform(Move(talk.actor, window, talk.keep(words, "wish")))


def ask_to_move(talk: Talk, words: str) -> None:
    """Said in passing: with a time in it, that is the wish; without one, it is asked for."""
    talk.held = nearest(talk)
    if talk.held is None:
        raise Refused("no-open-job")
    if read_wish(words, talk.said.happened_at, ZoneInfo(talk.zone)) or talk.job.stage is Stage.ON_SITE:
        moved(talk, words)
    else:
        talk.words = ""
        move(talk)


def _ask_when(talk: Talk) -> None:
    if talk.job.stage not in (Stage.ACCEPTED, Stage.APPOINTED, Stage.UNDER_WAY):
        raise Refused("too-late-to-move")
    windows = propose_windows(talk.said.happened_at, ZoneInfo(talk.zone))
    buttons = tuple(
        Button("move", (str(w.from_at), str(w.until_at)), "button-window", {"window": [w.from_at, w.until_at]})
        for w in windows
    )
    keep = Button("open", (), "button-keep-time")
    talk.tell("when-instead", Question("choose", buttons=(*buttons, keep), expects="move"))


@handles("take_wish", role="technician")
def take_wish(talk: Talk) -> None:
    """The customer's time is agreed. D2."""
    talk.perform(TakeWish(talk.actor))


@handles("turn_round", role="technician")
def turn_round(talk: Talk) -> None:
    """On the road: another time, as the customer wished. U2."""
    talk.perform(AnswerMove(talk.actor, turn_round=True))


@handles("come_anyway", role="technician")
def come_anyway(talk: Talk) -> None:
    """On the road: almost there."""
    talk.perform(AnswerMove(talk.actor, turn_round=False))


# Calling off


@handles("cancel_job", role="customer")
def cancel_job(talk: Talk) -> None:
    """取消: why, from the pack's list; then it is off. U1."""
    if talk.args:
        talk.perform(CallOff(talk.actor, talk.arg(0)))
        return
    if talk.job.stage is Stage.FINISHED:
        raise Refused("too-late-to-cancel")
    if talk.job.cancelling:
        raise Refused("cancel-asked-already")
    reasons = talk.policy.reasons.get("cancel", ())
    buttons = tuple(Button("cancel_job", (reason["key"],), reason) for reason in reasons)
    talk.tell("why-cancel", Question("choose", buttons=(*buttons, Button("open", (), "button-keep-job"))))


def ask_to_cancel(talk: Talk) -> bool:
    """取消, said while nothing is being asked: which job, and why. False when there is none."""
    jobs = [held for held in open_jobs(talk) if not held.course.state.inquiry]
    if not jobs:
        return False
    if len(jobs) > 1:
        which(talk, jobs, "cancel_job")
        return True
    talk.held = jobs[0]
    cancel_job(talk)
    return True


@handles("call_off", role=("technician", *DESK))
def call_off(talk: Talk) -> None:
    """On site: agreed, or not. U1."""
    talk.perform(AnswerCallOff(talk.actor, agreed=talk.arg(0) == "yes"))


@handles("reopen", role="customer")
def reopen(talk: Talk) -> None:
    """A cancelled job is wanted after all. U1."""
    talk.perform(Reopen(talk.actor))


# Broken again


@handles("broken", role="customer", lasting=True)
def broken(talk: Talk) -> None:
    """又坏了, tapped: the same job while it is open, a linked one after it was closed. S12, U11."""
    assert talk.held is not None  # noqa: S101  a handler about a job
    text = talk.unit.reveal_draft(talk.arg(0), talk.held.id) if talk.args else ""
    if text is None:
        raise Refused("old-button")
    _again(talk, text)


@handles("broken_words", "又坏了", "还是坏的", "还没好", "broken again", "again", role="customer", subject=False)
def broken_words(talk: Talk) -> None:
    """又坏了, typed."""
    if said_again(talk, talk.said.text):
        return
    talk.held = nearest(talk)
    if talk.held is None:
        raise Unclear("greeting")
    pass_on(talk, talk.said.text)


def said_again(talk: Talk, text: str) -> bool:
    """The same fault again, in words. False when there is no job that it could be about."""
    finished = [one for one in open_jobs(talk) if one.course.state.stage is Stage.FINISHED]
    closed = [one for one in closed_jobs(talk) if _repeatable(talk, one)]
    read = _read(talk, text)
    fitting = [one for one in (*finished, *closed) if same_product(one.course.state, read)]
    if not fitting:
        return False
    if len(fitting) > 1:
        which(talk, fitting, "broken")
        return True
    talk.held = fitting[0]
    _again(talk, text)
    return True


def same_product(job: Job, read: Report) -> bool:
    """Whether a sentence may be about a job's machine. U8."""
    return not job.inquiry and (read.product is None or job.product is None or job.product == read.product)


def closed_lately(talk: Talk, read: Report) -> Held | None:
    """The newest closed job that a fault reported now may be a repeat of. S12."""
    fitting = (one for one in closed_jobs(talk) if _repeatable(talk, one))
    return next((one for one in fitting if same_product(one.course.state, read)), None)


def again_or_new(talk: Talk, closed: Held) -> None:
    """The same machine soon after it was repaired: is it that again? One question; the sentence is kept meanwhile."""
    talk.held = closed
    kept = talk.keep(talk.said.text, "draft")
    buttons = (
        Button("broken", (kept,), "button-that-again", tone="primary"),
        Button("another_job", (kept,), "button-another-job"),
    )
    talk.tell("again-or-new", Question("choose", buttons=buttons, lasting=True), closed_at=talk.job.closed_at)


def _repeatable(talk: Talk, held: Held) -> bool:
    return repeatable(held.course.state, held.course.policy, talk.said.happened_at)


def _again(talk: Talk, text: str) -> None:
    job: Job = talk.job
    if job.stage is not Stage.CLOSED:
        talk.perform(BrokenAgain(talk.actor))
        return
    assert talk.held is not None  # noqa: S101  a handler about a job
    if job.repeated:
        talk.held = talk.unit.hold(talk.unit.numbered(job.repeated))
        show(talk)
        return
    if not _repeatable(talk, talk.held):
        raise Refused("too-late-to-repeat" if not reopenable(job, talk.policy, talk.unit.now) else "not-now")
    _linked(talk, talk.held, text)


def _linked(talk: Talk, old: Held, text: str) -> None:
    """A job of its own that says whose repeat it is; the old one's log says what became of it. S12."""
    job: Job = old.course.state
    read = _read(talk, text)
    found = {"phone": read.phone, "address": read.address, "fault": read.fault}
    talk.held = None
    new = {name: talk.keep(value, name) for name, value in found.items() if value}
    said = {"said": talk.keep(text, "said")} if text else {}
    days = (talk.said.happened_at - (job.closed_at or talk.said.happened_at)) // DAY
    times = (job.repeat["times"] if job.repeat else 1) + 1
    opened = talk.unit.open_job(
        talk.actor,
        {
            "kind": job.kind,
            "product": job.product,
            "area": talk.unit.people.area(job.branch, read.address) if read.address else job.area,
            "details": {**{k: v for k, v in job.details.items() if k != "at_home"}, **new, **said},
            "photos": tuple(talk.form.get("photos", ())),
            "service": "free" if job.service == "free" else "check",
            "repeat": {"of": job.number, "technician": job.technician, "days": days, "times": times},
            **({"heard_by": talk.speaker.person} if talk.heard_as else {}),
        },
        job.branch,
        talk.said.happened_at,
    )
    talk.unit.perform(old.id, Repeat(talk.actor, opened.course.state.number), talk.said.happened_at)


def _read(talk: Talk, text: str) -> Report:
    return read_report(text, talk.said.happened_at, ZoneInfo(talk.zone))


def which(talk: Talk, jobs: list[Held], verb: str) -> None:
    """Several could be meant: one button each."""
    buttons = tuple(
        Button(verb, (), "button-open-job", {"number": j.number, "product": j.product or "other"}, number=j.number)
        for j in (one.course.state for one in jobs[:5])
    )
    talk.tell("which-job", Question("choose", buttons=buttons, lasting=True))
