"""The door: where every message enters, whatever channel it came by. One message, one unit.

A message seen before stops here. Whoever speaks is looked up; a button, a word or an open question finds the handler.
Nobody is left in silence: what is refused or not understood is answered with what can be said now.
"""

import structlog

from domain.errors import Refused, Unclear
from handlers import appointing, asking, dispatching, finishing, pricing, proving, reporting, visiting
from handlers.choosing import choose
from handlers.registry import VERBS, WORDS, Entry, answer_to
from handlers.said import Said
from handlers.talk import Talk
from storage.held import Held
from storage.people import Speaker
from storage.unit import Unit

INTENTS = (appointing, asking, dispatching, finishing, pricing, proving, reporting, visiting)
"""Importing them registers their handlers."""

LONGEST_TEXT = 2_000
"""Characters that are read; more is answered with a request to be brief."""

log = structlog.get_logger()


def enter(said: Said, unit: Unit) -> bool:
    """One message, whole. Returns whether it was new; the same answer stands for one seen before."""
    if not unit.first_time(said.channel, said.message_id, said.address):
        return False
    speaker = _speaker(said, unit)
    unit.people.touch(speaker)
    talk = Talk(said, unit, speaker, speaker.role(), form=speaker.form or {})
    try:
        _hear(talk)
    except Unclear as unclear:
        talk.tell_with_next(unclear.text, **unclear.data)
    except Refused as refused:
        _refuse(talk, refused)
    return True


def _refuse(talk: Talk, refused: Refused) -> None:
    """Why not, and what can be said now. A job that is not theirs is not described to them."""
    log.info("refused", why=refused.text, message_id=talk.said.message_id)
    if refused.text in ("unknown-job", "not-your-job", "wrong-role"):
        talk.held = None
    talk.tell_with_next(refused.text, **refused.data)


def _speaker(said: Said, unit: Unit) -> Speaker:
    """Who is behind the address. Somebody new is a customer from now on. I1."""
    known = unit.people.speaker(said.channel, said.address)
    if known:
        return known
    person = unit.new_id()
    unit.people.add(person, "", said.language)
    unit.people.add_address(person, said.channel, said.address, said.language)
    found = unit.people.speaker(said.channel, said.address)
    assert found is not None  # noqa: S101  it was just written
    return found


def _hear(talk: Talk) -> None:
    said = talk.said
    if said.action:
        _button(talk)
    elif said.photos:
        proving.photos(talk)
    elif len(said.text) > LONGEST_TEXT:
        raise Unclear("too-long", count=LONGEST_TEXT)
    else:
        _words(talk)


def _button(talk: Talk) -> None:
    """A tap. Buttons carry the job's number and the turn they were made for: nothing old acts on something new."""
    verb, *rest = talk.said.action.split(":")
    entry = VERBS.get(verb)
    if entry is None:
        raise Refused("old-button")
    talk.args = tuple(rest)
    if entry.subject:
        number, turn = talk.arg(0), talk.arg(1)
        talk.held = _held(talk, entry, number)
        talk.args = tuple(rest[2:])
        if not turn.isdigit() or int(turn) < talk.job.turn:
            raise Refused("old-button")
    _run(talk, entry)


def _held(talk: Talk, entry: Entry, number: str) -> Held:
    return talk.unit.visible(talk.unit.numbered(number), talk.speaker)


def _words(talk: Talk) -> None:
    text = " ".join(talk.said.text.split())
    if not text:
        raise Unclear("say-something")
    word, _, rest = text.partition(" ")
    entry = WORDS.get(word.casefold().strip("。.!!??"))
    if entry and talk.role in entry.roles:
        talk.words = rest
        if entry.subject:
            talk.held = choose(talk, entry)
            if talk.held is None:
                return
        _run(talk, entry)
        return
    talk.words = text
    expects = talk.form.get("expects")
    handler = answer_to(expects, talk.role) if expects else None
    if handler:
        if talk.form.get("subject"):
            talk.held = talk.unit.hold(talk.form["subject"])
        handler(talk)
    elif talk.role == "customer":
        reporting.free_words(talk)
    else:
        asking.not_understood(talk)


def _run(talk: Talk, entry: Entry) -> None:
    held_roles = {"customer", *(role for _branch, role in talk.speaker.roles)}
    role = next((role for role in (talk.role, *entry.roles) if role in entry.roles and role in held_roles), None)
    if role is None:
        raise Refused("wrong-role")
    talk.role = role
    entry.run(talk)


def apologise(said: Said, unit: Unit) -> None:
    """A bug met a message: it is set aside, the speaker and the desk are told that a person will answer. I3."""
    unit.first_time(said.channel, said.message_id, said.address)
    speaker = _speaker(said, unit)
    unit.tell(speaker, "went-wrong")
    branches = {branch for branch, _role in speaker.roles} or {reporting.branch_for_new(unit)}
    for branch in sorted(branches):
        for person in unit.people.members(branch, "supervisor"):
            for channel, address in unit.people.addresses(person)[:1]:
                unit.outbox.add(channel, address, "went-wrong-desk", {"person": speaker.person})
