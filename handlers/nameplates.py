"""铭牌: what a photo of it seems to say is confirmed with a tap, or typed instead. I2, S3."""

from collections.abc import Iterable, Mapping

from domain.effects import Button, Question
from domain.errors import Unclear
from domain.job.commands import Describe, Show
from domain.job.evidence import FILE, NAMEPLATE
from domain.job.nameplates import RETAKE, SHORT, AnswerPlate, NameMachine
from domain.nameplate import told_apart
from handlers import missing, reporting
from handlers.registry import answer_to, answers, handles
from handlers.talk import Talk
from storage.tasks import PLATE, later

YES = frozenset(["对", "对的", "对了", "是", "是的", "没错", "正确", "yes", "y", "right", "correct"])
NO = frozenset(["不对", "不是", "错", "错了", "不", "no", "n", "wrong"])
TYPED = "machine"
"""What is expected of somebody who types what the nameplate says."""


def from_customer(talk: Talk, *, tapped: bool) -> None:
    """A customer's photo: of the nameplate where they said so, or while the model is asked for. It is looked at once
    this is committed; nothing waits for it."""
    wished = "model" in talk.job.wishing()
    plate = bool(talk.policy.nameplate) and (tapped or wished)
    talk.perform(Show(talk.actor, talk.said.photos, NAMEPLATE if plate else ""))
    if wished:
        talk.perform(Describe(talk.actor, skip="model"))
    if plate:
        look_at(talk, talk.said.photos)


def look_at(talk: Talk, photos: Iterable[str]) -> None:
    """What stands on them is proposed to whoever sent them."""
    assert talk.held is not None  # noqa: S101  a handler about a job
    for photo in photos:
        later(talk.unit, PLATE, {"subject": talk.held.id, "photo": photo, "needs": NAMEPLATE, "shows": NAMEPLATE})


@handles("plate", role=("customer", "technician"), lasting=True)
def plate(talk: Talk) -> None:
    """对 / 不对，我来打 / 跳过: about the photo that the button names."""
    if talk.arg(1) == "wrong":
        _wrong(talk, talk.arg(0))
    else:
        talk.perform(AnswerPlate(talk.actor, talk.arg(0), talk.arg(1)))


@answers(NAMEPLATE, ("customer", "technician"))
def words(talk: Talk) -> None:
    """Words while a proposal is open: yes, no, model and serial themselves, or what was asked before."""
    asked, said = talk.job.plate, talk.words.casefold().strip(" 。.!！,，")
    about = asked.photo[:SHORT]
    if asked.open and asked.values and said in YES:
        talk.perform(AnswerPlate(talk.actor, about))
    elif asked.open and asked.values and said in NO:
        _wrong(talk, about)
    elif any(sign.isalpha() for sign in said) and (found := told_apart(talk.words, talk.policy.nameplate)):
        _name(talk, found)
    else:
        _as_asked_before(talk)


@answers(TYPED, ("customer", "technician"))
def machine(talk: Talk) -> None:
    """Model, serial number or both, as they read them; what cannot be told apart is the model."""
    found = told_apart(talk.words, talk.policy.nameplate)
    if not found and talk.role == "customer" and missing.says_otherwise(talk):
        missing.model(talk)
        return
    if not any(sign.isascii() and sign.isalnum() for sign in talk.words):
        raise Unclear("unclear-model")
    _name(talk, found or {"model": talk.words})


def _name(talk: Talk, found: Mapping[str, str]) -> None:
    talk.perform(NameMachine(talk.actor, {name: talk.keep(value, name) for name, value in found.items()}))


def _as_asked_before(talk: Talk) -> None:
    """The proposal came between a question and its answer."""
    question = talk.unit.question(talk.held, talk.role, talk.actor.person) if talk.held else None
    expects = question.expects if question else None
    if expects == NAMEPLATE:  # the machine of the file is what was asked about
        missing.model(talk)
        return
    run = answer_to(expects, talk.role) if expects else None
    if run:
        talk.form = {**talk.form, "expects": expects}
        run(talk)
        _still_asked(talk)
    elif talk.role == "customer":
        reporting.free_words(talk)
    else:
        raise Unclear("not-understood")


def _still_asked(talk: Talk) -> None:
    """The proposal waits on, unless another question is asked by now."""
    if talk.held is not None and talk.job.plate.open:
        form = {"subject": talk.held.id, "expects": NAMEPLATE, "at": talk.unit.now}
        talk.unit.people.set_form(talk.speaker.channel, talk.speaker.address, form)


def _wrong(talk: Talk, about: str) -> None:
    """They type it: model and serial in any order, or what is left of them."""
    rest = next(iter(talk.job.plate.values)) if talk.job.plate.rest else ""
    talk.perform(AnswerPlate(talk.actor, about, "wrong"))
    if about == FILE:
        return
    skip = Button("back", (), "button-skip")
    asked = Question("choose", buttons=(RETAKE, skip), expects=TYPED, lasting=True)
    talk.tell(f"nameplate-type-{rest}" if rest else "nameplate-type", asked)
