"""The door: where every message enters, whatever channel it came by. One message, one unit.

A message seen before stops here. Whoever speaks is looked up; a button, a word or an open question finds the handler.
Nobody is left in silence: what is refused or not understood is answered with what can be said now.
"""

import pkgutil
from collections.abc import Iterator
from importlib import import_module

import structlog

import handlers
from domain.errors import Refused, Unclear
from domain.job.model import Stage
from handlers import (
    absences,
    asking,
    claiming,
    drafting,
    filing,
    human,
    joining,
    locating,
    proving,
    relaying,
    reporting,
    same_person,
    speaking,
    wanting,
)
from handlers.choosing import choose, open_jobs
from handlers.flood import held_up
from handlers.reading.names import plain_name
from handlers.registry import DESK, VERBS, WORDS, Entry, answer_to
from handlers.said import Said
from handlers.talk import Talk
from storage.held import Held
from storage.people import Speaker
from storage.unit import Unit

for _module in pkgutil.iter_modules(handlers.__path__):  # importing them registers what they handle
    import_module(f"handlers.{_module.name}")

LONGEST_TEXT = 2_000
"""Characters that are read; more is answered with a request to be brief."""

STOPS = "。.!?！？"

log = structlog.get_logger()


def enter(said: Said, unit: Unit) -> bool:
    """One message, whole. Returns whether it was new; the same answer stands for one seen before."""
    if not unit.first_time(said.channel, said.message_id, said.address):
        return False
    speaker = _speaker(said, unit)
    unit.speaking = speaker
    if held_up(unit, speaker):
        return True
    form = unit.people.newest_form(speaker) if said.text and not said.action else speaker.form
    talk = Talk(said, unit, speaker, speaker.role(), form=form or {})
    try:
        _hear(talk)
    except Unclear as unclear:
        talk.tell_with_next(unclear.text, **unclear.data)
    except Refused as refused:
        _refuse(talk, refused)
    return True


def _refuse(talk: Talk, refused: Refused) -> None:
    """Why not, and what can be said now. A job that is not theirs is not described to them."""
    talk.unit.refused = True
    log.info("refused", why=refused.text, message_id=talk.said.message_id)
    if refused.text in ("unknown-job", "not-your-job", "wrong-role"):
        talk.held = None
    words = refused.text
    if words == "old-button" and talk.held and talk.role == "technician" and not talk.mine():
        words = "offer-gone"
    talk.tell_with_next(words, **refused.data)


def _speaker(said: Said, unit: Unit) -> Speaker:
    """Who is behind the address. Somebody new is a customer from now on. I1."""
    known = unit.people.speaker(said.channel, said.address)
    if known:
        return known
    person = unit.new_id()
    unit.people.add(person, plain_name(said.name), said.language)
    unit.people.add_address(person, said.channel, said.address, said.language)
    found = unit.people.speaker(said.channel, said.address)
    assert found is not None  # noqa: S101  it was just written
    return found


def _hear(talk: Talk) -> None:
    said = talk.said
    if said.action:
        _button(talk)
    elif said.contact:
        same_person.confirmed(talk)
    elif said.photos and talk.role in DESK and _for_the_desk(talk):
        return
    elif said.photos or said.voice:
        _attached(talk)
    elif said.location:
        locating.location(talk)
    elif said.trouble:
        raise Unclear(said.trouble)
    elif len(said.text) > LONGEST_TEXT:
        raise Unclear("too-long", count=LONGEST_TEXT)
    else:
        _words(talk)


def _for_the_desk(talk: Talk) -> bool:
    """Whether photos from the desk answered a question of its own, or became a draft."""
    return claiming.claim_photos(talk) or filing.report_photos(talk) or drafting.pictures(talk)


def _attached(talk: Talk) -> None:
    """Photos or a voice message: passed on where that was asked for; else photos are evidence, a voice is words."""
    if relaying.attachments(talk):
        return
    if talk.said.voice:
        speaking.voice(talk)
        return
    talk.forget_question()
    if talk.said.text and proving.kept_for_report(talk):
        _words(talk)
    else:
        proving.photos(talk)
        if talk.role == "customer" and talk.said.text:
            talk.words = " ".join(talk.said.text.split())
            reporting.free_words(talk)
    if talk.said.trouble:
        talk.tell(talk.said.trouble)


def _button(talk: Talk) -> None:
    """A tap. Buttons carry the job's number and the turn they were made for: nothing old acts on something new."""
    verb, *rest = talk.said.action.split(":")
    entry = VERBS.get(verb)
    if entry is None:
        raise Refused("old-button")
    talk.args = tuple(rest[2:] if rest[:1] == [""] else rest)  # a button about no job has no number
    if entry.subject:
        turn = talk.number(1)
        talk.held = talk.unit.visible(talk.unit.numbered(talk.arg(0)), talk.speaker)
        if entry.kind not in ("", talk.held.course.subject.name):
            raise Refused("old-button")
        talk.args = tuple(rest[2:])
        role = _role_for(talk, entry)
        if turn < talk.job.turn(role) and not entry.lasting:
            raise Refused("job-is-closed" if talk.job.outcome else "old-button")
        talk.forget_question()
        talk.role = role
        entry.run(talk)
    else:
        _run(talk, entry)


def _words(talk: Talk) -> None:
    text = " ".join(talk.said.text.split())
    if not text:
        raise Unclear("say-something")
    if talk.role in DESK and not _writes_on(talk) and drafting.pasted(talk):
        return
    word, _, rest = text.partition(" ")
    # What is passed on are somebody else's words: they command nothing.
    entry = None if talk.said.forwarded else WORDS.get(word.casefold().rstrip(STOPS))
    if entry and talk.held_roles() & set(entry.roles):
        talk.words = rest
        if entry.subject:
            talk.role = _role_for(talk, entry)
            talk.held = choose(talk, entry)
            if talk.held is None:
                return
            talk.forget_question()
        _run(talk, entry)
        return
    talk.words = text
    if joining.bare_code(talk) or absences.free_words(talk):
        return
    talk.words = text
    if (talk.role == "customer" and wanting.heard(talk)) or _answer(talk):
        return
    if talk.role == "customer":
        talk.forget_question()
        reporting.free_words(talk)
    elif not (talk.role in DESK and drafting.typed(talk)) and not relaying.offered(talk):
        asking.not_understood(talk)


def _writes_on(talk: Talk) -> bool:
    """Whether words to a customer were asked for: they may be long, and are no report."""
    return talk.form.get("expects") == "relay" and not talk.said.forwarded


def _answer(talk: Talk) -> bool:
    """Typed words as the answer to the question that is open here, or to the one a job on site is waiting for."""
    unclear: Unclear | None = None
    for subject, expects in _open_questions(talk):
        held = talk.unit.hold(subject) if subject else None
        roles = _roles(talk, held)
        found = next(((role, run) for role in roles if (run := answer_to(expects, role)) is not None), None)
        if found is None:
            continue
        talk.role, run = found
        talk.held = held
        talk.form = {**talk.form, "expects": expects}
        try:
            talk.forget_question()
            run(talk)
        except Unclear as error:
            unclear = unclear or error
        else:
            return True
    if unclear:
        raise unclear
    return False


def _open_questions(talk: Talk) -> Iterator[tuple[int | None, str]]:
    subject = talk.form.get("subject")
    over = talk.role == "customer" and subject and talk.unit.hold(subject).course.state.outcome
    if talk.form.get("expects") and not over:
        yield subject, talk.form["expects"]
    if talk.role == "technician":
        for held in open_jobs(talk):
            if held.course.state.stage is Stage.ON_SITE and held.id != talk.form.get("subject"):
                question = talk.unit.question(held, talk.role, talk.speaker.person)
                if question and question.expects:
                    yield held.id, question.expects


def _roles(talk: Talk, held: Held | None) -> list[str]:
    """The roles somebody speaks in, the likeliest first; about a job that is theirs only those in which it is: who is
    the desk of another branch is not the desk of their own job."""
    roles = [talk.role, *sorted(talk.held_roles() - {talk.role})]
    fitting = talk.speaker.roles_in(held.course.state) if held else ()
    return [role for role in roles if role in fitting] if fitting else roles


def _role_for(talk: Talk, entry: Entry) -> str:
    """The role in which this is said. Raises Refused where they hold none that may say it."""
    role = next((role for role in _roles(talk, talk.held) if role in entry.roles), None)
    if role is None:
        raise Refused("wrong-role")
    return role


def _run(talk: Talk, entry: Entry) -> None:
    talk.role = _role_for(talk, entry)
    entry.run(talk)


def apologise(said: Said, unit: Unit) -> None:
    """A bug met a message: it is set aside, the speaker and the desk are told that a person will answer. I3."""
    unit.first_time(said.channel, said.message_id, said.address)
    speaker = _speaker(said, unit)
    unit.speaking = speaker
    unit.tell(speaker, "went-wrong")
    branches = {branch for branch, _role in speaker.roles} or {human.first_branch(unit)}
    for branch in sorted(branches):
        for person in unit.people.members(branch, "supervisor"):
            for channel, address in unit.people.addresses(person)[:1]:
                unit.outbox.add(channel, address, "went-wrong-desk", {"person": speaker.person})
