"""打不通, by the desk; 我在, by the technician who was phoned. D8 (T7, T9.28)."""

from domain.errors import Refused, Unclear
from domain.job.calling import concerned
from domain.job.commands import AmHere
from domain.job.desk_commands import TryCall
from domain.job.model import Job
from domain.numbers import is_number
from handlers.choosing import open_jobs
from handlers.registry import DESK, handles
from handlers.talk import Talk
from storage.held import Held

CUSTOMER = ("客户", "customer")


@handles("tried", role=DESK, lasting=True)
def tried(talk: Talk) -> None:
    """The desk phoned whoever has the job, and nobody answered."""
    talk.perform(TryCall(talk.actor, _first(talk)))


@handles("tried_customer", role=DESK, lasting=True)
def tried_customer(talk: Talk) -> None:
    """The desk phoned the customer, and nobody answered."""
    talk.perform(TryCall(talk.actor))


@handles("no_answer", "打不通", "没人接", "noanswer", role=DESK, subject=False)
def no_answer(talk: Talk) -> None:
    """打不通 [单号] [师傅 | 客户]: nobody answered."""
    _typed(talk, off=False)


@handles("switched_off", "关机", "off", role=DESK, subject=False)
def switched_off(talk: Talk) -> None:
    """关机 [单号] [师傅]: the phone is off."""
    _typed(talk, off=True)


def _typed(talk: Talk, *, off: bool) -> None:
    words = talk.words.split()
    if words and is_number(words[0]):
        talk.held = talk.unit.visible(talk.unit.numbered(words.pop(0)), talk.speaker)
    elif talk.form.get("subject") and (not words or words[0] in CUSTOMER):
        talk.held = talk.unit.visible(talk.form["subject"], talk.speaker)
    if words and words[0].casefold() in CUSTOMER and talk.held and not off:
        talk.perform(TryCall(talk.actor))
        return
    if not words and talk.held is None:
        raise Unclear("example-no-answer")
    person = _named(talk, words[0]) if words else _first(talk)
    talk.held = talk.held or _job_of(talk, person)
    talk.perform(TryCall(talk.actor, person, off))


def _first(talk: Talk) -> int:
    people = concerned(talk.job)
    if not people:
        raise Refused("nobody-to-phone")
    return people[0]


def _named(talk: Talk, name: str) -> int:
    for branch in talk.speaker.branches(*DESK):
        row = talk.unit.tx.one(talk.unit.q.technician_named, name=name, branch=branch, now=talk.unit.now)
        if row is not None:
            return int(row["id"])
    raise Unclear("unknown-name", name=name)


def _job_of(talk: Talk, person: int) -> Held:
    """The newest open job of theirs that this desk sees: what cannot be reached is written where it matters."""
    found = next((held for held in open_jobs(talk) if person in concerned(held.course.state)), None)
    if found is None:
        raise Refused("no-job-to-note", technician=person)
    return found


@handles("here", "我在", "here", role="technician", subject=False)
def here(talk: Talk) -> None:
    """我在: an answer to every call that was missed."""
    tapped = [talk.unit.visible(talk.unit.numbered(talk.arg(0)), talk.speaker)] if talk.args else []
    held = {one.id: one for one in (*tapped, *open_jobs(talk)) if talk.speaker.person in _missed(one)}
    if not held:
        raise Refused("no-call-missed")
    for one in held.values():
        talk.held = one
        talk.perform(AmHere(talk.actor))


def _missed(held: Held) -> tuple[int, ...]:
    job: Job = held.course.state
    return job.missed
