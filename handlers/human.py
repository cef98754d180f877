"""人工: a customer asks for a person; without an open job it is a numbered inquiry: no contact is lost. I1 I3."""

from domain.errors import Refused
from domain.job.commands import AskHuman, Relay
from domain.job.desk_commands import AnswerHuman, EndInquiry
from domain.job.model import INQUIRY
from handlers.registry import ANYBODY, DESK, handles
from handlers.standing import nearest
from handlers.talk import Talk
from storage.unit import Unit


@handles("human", "人工", "客服", "human", "agent", role=ANYBODY, subject=False)
def human(talk: Talk) -> None:
    """人工 [话]: the desk hears it at once, and the customer by when somebody answers."""
    if talk.role != "customer":
        _whom_to_ask(talk)
        return
    if talk.args:
        talk.held = talk.unit.visible(talk.unit.numbered(talk.arg(0)), talk.speaker)
    ask(talk, talk.words.strip())


def ask(talk: Talk, words: str) -> None:
    """For the job that is open, else for an inquiry of its own."""
    talk.held = talk.held or nearest(talk)
    if talk.held is None or talk.job.outcome is not None:
        inquire(talk)
    talk.perform(AskHuman(talk.actor, talk.keep(words, "message") if words else None))


def left(talk: Talk, words: str) -> None:
    """Words without an open job, from somebody we know: to the desk, never to a technician. U9."""
    inquire(talk)
    kept = talk.keep(words, "message") if words else None
    talk.perform(Relay(talk.actor, kept, tuple(talk.form.get("photos", ())), talk.said.voice))


def inquire(talk: Talk) -> None:
    """咨询: a number for what is only words so far, with the phone and address that are known. I1."""
    unit = talk.unit
    row = unit.tx.one(unit.q.latest_of_customer, person=talk.speaker.person)
    last = unit.hold(row["id"]).course.state if row else None
    known = {name: last.details[name] for name in ("phone", "address") if last and name in last.details}
    report = {"kind": INQUIRY, "area": last.area if last else None, "details": known}
    branch = last.branch if last else first_branch(unit)
    talk.held = unit.open_job(talk.actor, report, branch, talk.said.happened_at)


def first_branch(unit: Unit) -> str:
    """The branch a new customer belongs to: the first; more branches bring a choice by area."""
    row = unit.tx.one(unit.q.first_branch)
    if row is None:
        raise Refused("nobody-works-here")
    return str(row["branch"])


@handles("phoned", role=DESK, lasting=True)
def phoned(talk: Talk) -> None:
    """The desk answered by phone."""
    talk.perform(AnswerHuman(talk.actor))


@handles("end_inquiry", role=DESK)
def end_inquiry(talk: Talk) -> None:
    """Answered, and no repair. I1."""
    talk.perform(EndInquiry(talk.actor))


def _whom_to_ask(talk: Talk) -> None:
    """Who works here is told whom to ask."""
    branch = next(iter(talk.speaker.branches(talk.role)), "")
    above = "manager" if talk.role == "supervisor" else "supervisor"
    people = [one for one in talk.unit.people.members(branch, above) if one != talk.speaker.person]
    if people and talk.role != "manager":
        talk.tell("ask-your-desk", person=people[0])
    else:
        talk.tell("you-are-the-desk")
