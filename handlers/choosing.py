"""Which job is meant when somebody types a word: the number they give, the one that was asked about, the only one."""

from domain.effects import Button, Question
from domain.errors import Refused
from domain.job.model import Job
from domain.numbers import is_number
from handlers.registry import Entry
from handlers.talk import Talk
from storage.held import Held

TYPED = {"appoint": "visit", "quote": "price"}
"""Words that answer a typed question rather than press a button."""

OWN_NUMBERS = ("quote", "appoint", "rate")
"""Words after which a bare number may be a price or a time rather than a job."""


def open_jobs(talk: Talk) -> list[Held]:
    """The speaker's open jobs, the newest first: reported by a customer, held by a technician, of the desk's branch."""
    unit, person = talk.unit, talk.speaker.person
    if talk.role == "customer":
        rows = unit.tx.all(unit.q.open_of_customer, person=person)
    elif talk.role == "technician":
        rows = unit.tx.all(unit.q.open_of_owner, person=person)
    else:
        rows = unit.tx.all(unit.q.open_of_branch, branch=talk.speaker.branch())
    return [unit.hold(row["id"]) for row in rows]


def choose(talk: Talk, entry: Entry) -> Held | None:
    """The job a typed word is about; None when several could be meant and the question was put.

    raises  Refused: there is none, or the number is unknown
    """
    first, _, rest = talk.words.partition(" ")
    if is_number(first) and (
        entry.verb not in OWN_NUMBERS or talk.unit.tx.one(talk.unit.q.subject_numbered, number=first)
    ):
        talk.words = rest
        found = talk.unit.numbered(first)
        if entry.verb == "accept" and (in_a_group := _of_the_branch(talk, found)):
            return in_a_group
        return talk.unit.visible(found, talk.speaker)
    if first.isdigit() and 4 <= len(first) <= 8 and entry.verb not in OWN_NUMBERS:
        raise Refused("unknown-job", number=first)
    mine = open_jobs(talk)
    if not mine and talk.form.get("subject"):
        return talk.unit.visible(talk.form["subject"], talk.speaker)
    if not mine:
        raise Refused("no-open-job")
    asked = [held for held in mine if held.id == talk.form.get("subject")]
    fitting = [held for held in mine if _fits(talk, held, entry)]
    for likely in ([held for held in asked if held in fitting], fitting, asked, mine):
        if len(likely) == 1:
            return likely[0]
    buttons = tuple(_button(held) for held in (fitting or mine)[:5])
    talk.tell("which-job", Question("choose", buttons=buttons, lasting=True))
    return None


def _of_the_branch(talk: Talk, subject: int) -> Held | None:
    """A job of the technician's branch, seen in a group: 接单 says nothing about it that is not theirs to know. U26."""
    held = talk.unit.hold(subject)
    branches = {branch for branch, role in talk.speaker.roles if role == "technician"}
    return held if held.course.state.branch in branches else None


def _fits(talk: Talk, held: Held, entry: Entry) -> bool:
    """Whether the word is what this job is waiting for."""
    question = talk.unit.question(held, talk.role, talk.speaker.person)
    if question is None:
        return False
    return entry.verb in {button.verb for button in question.buttons} or question.expects == TYPED.get(entry.verb)


def _button(held: Held) -> Button:
    job: Job = held.course.state
    return Button(
        "open_numbered", (job.number,), "button-open-job", {"number": job.number, "product": job.product or "other"}
    )
