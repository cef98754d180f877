"""Which job is meant when somebody types a word: the number they give, the one that was asked about, the only one."""

from domain.effects import Button, Question
from domain.errors import Refused
from domain.job.model import Job, Stage
from domain.job.possible import possible
from domain.numbers import is_number
from handlers.registry import DESK, Entry
from handlers.talk import Talk
from storage.held import Held

TYPED = {"appoint": "visit", "quote": "price"}
"""Words that answer a typed question rather than press a button."""

MOST_JOBS = 50
THERE = (Stage.UNDER_WAY, Stage.ON_SITE)
"""Whom words are for when several could be meant: where somebody is, or is about to be."""

OWN_NUMBERS = ("quote", "appoint", "rate", "late")
"""Words after which a bare number may be a price or a time rather than a job."""


def open_jobs(talk: Talk) -> list[Held]:
    """The speaker's open jobs, the newest first: a customer's own, a technician's, those of a desk's branches and those
    that somebody of a desk goes to."""
    unit, speaker = talk.unit, talk.speaker
    if talk.role == "customer":
        whole = (speaker.person, *speaker.also)
        rows = [row for person in whole for row in unit.tx.all(unit.q.open_of_customer, person=person)]
    elif talk.role == "technician":
        rows = unit.tx.all(unit.q.open_of_owner, person=speaker.person)
    else:
        branches = speaker.branches(*DESK)
        rows = [row for branch in branches for row in unit.tx.all(unit.q.open_of_branch, branch=branch)]
        if "technician" in talk.held_roles():
            rows += unit.tx.all(unit.q.open_of_owner, person=speaker.person)
    newest = sorted({row["id"] for row in rows}, reverse=True)
    return [unit.hold(subject) for subject in newest[:MOST_JOBS]]


def as_technician(talk: Talk) -> bool:
    """Whether somebody speaks as the technician who has jobs in hand, also where the desk is theirs too."""
    if "technician" not in talk.held_roles():
        return False
    desk, talk.role = talk.role, "technician"
    if desk in DESK and not open_jobs(talk):
        talk.role = desk
    return talk.role == "technician"


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
        last = talk.unit.visible(talk.form["subject"], talk.speaker)
        if last.course.subject.name == entry.kind:
            return last
    if not mine:
        raise Refused("no-open-job")
    asked = [held for held in mine if held.id == talk.form.get("subject")]
    fitting = [held for held in mine if _fits(talk, held, entry)]
    on_site = [held for held in fitting if held.course.state.stage is Stage.ON_SITE]
    there = [held for held in mine if held.course.state.stage in THERE] if entry.verb == "relay" else []
    for likely in ([held for held in asked if held in fitting], on_site, fitting, there, asked, mine):
        if len(likely) == 1:
            return likely[0]
    buttons = tuple(_button(talk, held, entry) for held in (fitting or mine)[:5])
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
    verbs = {button.verb for button in question.buttons}
    if "more" in verbs:
        facts = held.course.facts()
        verbs |= {button.verb for button in possible(facts, talk.speaker.person, talk.policy, talk.unit.now)}
    return entry.verb in verbs or question.expects == TYPED.get(entry.verb)


def _button(talk: Talk, held: Held, entry: Entry) -> Button:
    """The job, one tap away: a bare word is done with that tap, words to pass on go with it, others are asked again."""
    job: Job = held.course.state
    shown = {"number": job.number, "product": job.product or "other"}
    if entry.verb == "relay" and talk.words.strip():
        kept = talk.unit.keep(talk.words, "draft", held.id)
        return Button("relay", (kept,), "button-open-job", shown, number=job.number)
    return Button("open" if talk.words else entry.verb, (), "button-open-job", shown, number=job.number)
