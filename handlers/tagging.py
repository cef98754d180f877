"""标签: what the desk says of a customer, from the pack's list. Their jobs carry it, and rules may ask it (`when`)."""

from domain.effects import Button, Question
from domain.errors import Refused
from domain.job.desk_commands import Tag
from handlers.customer_file import customer_of
from handlers.registry import DESK, handles
from handlers.talk import Talk
from storage.tags import drop_tag, people_of, set_tag, tags_of

MOST_OPEN = 20


@handles("tag", "标签", "tag", role=DESK, subject=False)
def tag(talk: Talk) -> None:
    """标签 <电话|单号|资产号> <标签>: the customer has it, and so have their open jobs; without one: the list."""
    person, key = _asked(talk)
    if key is None:
        return
    if key in tags_of(talk.unit, person):
        raise Refused("tag-there-already", tag=talk.unit.policy.tag(key))
    set_tag(talk.unit, person, key, talk.speaker.person)
    _carried(talk, person)
    talk.tell("tag-set", tag=talk.unit.policy.tag(key), name=_name(talk, person))


@handles("untag", "去标签", "untag", role=DESK, subject=False)
def untag(talk: Talk) -> None:
    """去标签 <电话|单号|资产号> <标签>: the customer has it no longer."""
    person, key = _asked(talk)
    if key is None:
        return
    if key not in tags_of(talk.unit, person):
        raise Refused("tag-not-there", tag=talk.unit.policy.tag(key))
    drop_tag(talk.unit, person, key)
    _carried(talk, person)
    talk.tell("tag-off", tag=talk.unit.policy.tag(key), name=_name(talk, person))


def _asked(talk: Talk) -> tuple[int, str | None]:
    """Whose tag, and which: typed, or tapped. Without one that we know the list is shown. Raises Unclear, Refused."""
    known = talk.unit.policy.tags
    if not known:
        raise Refused("no-tags")
    text = " ".join(talk.args[:2]) if talk.args else talk.asked_words("example-tag")
    whose, _, word = text.partition(" ")
    person, word = customer_of(talk, whose), word.strip().casefold()
    for key in (*known, *tags_of(talk.unit, person)):  # one that an older pack had can still be taken off
        if word in (key.casefold(), *(said.casefold() for said in known.get(key, {}).values())):
            return person, key
    _offer(talk, person, "no-such-tag" if word else "which-tag")
    return person, None


def _offer(talk: Talk, person: int, words: str) -> None:
    """One tap for each tag: set where it is not there, taken off where it is."""
    own, number = tags_of(talk.unit, person), _number(talk, person)
    buttons = tuple(
        Button(verb, (number, key), f"button-{verb}", {"tag": said})
        for key, said in talk.unit.policy.tags.items()
        for verb in ("untag" if key in own else "tag",)
    )
    talk.tell(words, Question("choose", buttons=buttons, lasting=True), name=_name(talk, person))


def _number(talk: Talk, person: int) -> str:
    """A number by which the customer is found again: a button names no phone."""
    unit, branches = talk.unit, talk.speaker.branches(*DESK)
    rows = [row for one in people_of(unit, person) for row in unit.tx.all(unit.q.jobs_of_customer, person=one)]
    jobs = (unit.hold(row["id"]).course.state for row in rows)
    return str(next(job.number for job in jobs if job.branch in branches))


def _carried(talk: Talk, person: int) -> None:
    """The customer's open jobs carry the tags as they are now."""
    unit, tags, people = talk.unit, tags_of(talk.unit, person), people_of(talk.unit, person)
    rows = {row["id"] for one in people for row in unit.tx.all(unit.q.open_of_customer, person=one)}
    for subject in sorted(rows)[:MOST_OPEN]:
        held = unit.hold(subject)
        if held.course.subject.name == "job" and held.course.state.customer in people:
            unit.perform(subject, Tag(talk.actor, tags), talk.said.happened_at)


def _name(talk: Talk, person: int) -> str:
    return talk.unit.people.name(person) or "—"
