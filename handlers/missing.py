"""What is missing from a report is asked for, one question at a time. I2."""

from zoneinfo import ZoneInfo

from domain.errors import Refused, Unclear
from domain.job.commands import Describe
from handlers.describing import describe, details_in, understood
from handlers.reading.otherwise import means_otherwise
from handlers.reading.report import read_address, read_phone
from handlers.reading.wants import read_wish
from handlers.registry import answers, handles
from handlers.reporting import free_words
from handlers.talk import Talk

SHORTEST = 2
"""Characters of an answer that can be one."""


def _answered(talk: Talk, name: str, value: str | None) -> None:
    """One answer; a sentence that holds more than was asked for is taken whole."""
    read = understood(talk)
    if value is None and not details_in(read):
        raise Unclear(f"unclear-{name}")
    describe(talk, read, **({name: value} if value else {}))


def _for_the_technician(talk: Talk, *, answers: bool) -> bool:
    """Somebody comes already: words that are no plain answer to a wish asked long ago are for them. U9."""
    return bool(talk.job.taken) and not answers


@answers("phone", "customer")
def phone(talk: Talk) -> None:
    """The number to reach the customer on."""
    _answered(talk, "phone", read_phone(talk.words))


@answers("address", "customer")
def address(talk: Talk) -> None:
    """Where the visit goes: compound, building, unit, door."""
    read = understood(talk)
    _answered(talk, "address", read.address or (None if read.phone else read_address(talk.words)))


@answers("fault", "customer")
def fault(talk: Talk) -> None:
    """What is wrong, in the customer's words."""
    if sum(character.isalnum() for character in talk.words) < SHORTEST or talk.words.isdigit():
        raise Unclear("unclear-fault")
    read = understood(talk)
    _answered(talk, "fault", read.fault or (None if read.phone or read.address else talk.words))


def says_otherwise(talk: Talk) -> bool:
    """Whether words where a model is asked for are none: a fault, a wish, or something for the technician."""
    plain_model = any(sign.isascii() and sign.isalnum() for sign in talk.words)
    answers_it = not _for_the_technician(talk, answers=plain_model)
    return bool(understood(talk).fault) or means_otherwise(talk.words) or not answers_it


@answers("model", "customer")
def model(talk: Talk) -> None:
    """The model, typed."""
    read = understood(talk)
    if says_otherwise(talk):
        free_words(talk)
        return
    if read.phone or read.address:
        describe(talk, read)
        return
    if sum(character.isalnum() for character in talk.words) < SHORTEST:
        raise Unclear("unclear-model")
    describe(talk, read, model=talk.words)


@answers("at_home", "customer")
def at_home(talk: Talk) -> None:
    """When somebody is at home."""
    read = understood(talk)
    named = read.at_home or read_wish(talk.words, talk.said.happened_at, ZoneInfo(talk.zone))
    asks = named is None and means_otherwise(talk.words)
    if read.fault or asks or _for_the_technician(talk, answers=bool(named)):
        free_words(talk)
        return
    if sum(character.isalnum() for character in talk.words) < SHORTEST:
        raise Unclear("unclear-at_home")
    describe(talk, read, at_home=read.at_home or talk.words)


@handles("at_home", role="customer")
def any_time(talk: Talk) -> None:
    """Somebody is always at home."""
    words = {"zh": "随时", "en": "any time"}[talk.speaker.language or "zh"]
    talk.perform(Describe(talk.actor, details={"at_home": talk.keep(words, "at_home")}))


@handles("skip", "跳过", "skip", role="customer")
def skip(talk: Talk) -> None:
    """A wish that is left out."""
    wishing = talk.job.wishing()
    name = talk.args[0] if talk.args else (wishing[0] if wishing else "")
    if name not in wishing:
        raise Refused("nothing-to-skip")
    talk.perform(Describe(talk.actor, skip=name))


@answers("words", "customer")
def words(talk: Talk) -> None:
    """What is typed after the technician's words: for the technician, unless it reports something. U9."""
    free_words(talk)
