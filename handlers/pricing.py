"""Free or paid, and the price the customer consents to before the work. I6, S1."""

from domain.effects import Question
from domain.errors import Refused, Unclear
from domain.job.commands import Consent, Find, Quote, Settle
from domain.job.model import Stage
from domain.job.questions_on_site import cause_buttons, usual_prices
from handlers.reading.money import read_price
from handlers.reasons import BACK
from handlers.registry import answers, handles
from handlers.talk import Talk


@handles("settle", role="technician")
def settle(talk: Talk) -> None:
    """Free or paid, settled on site. I6."""
    talk.perform(Settle(talk.actor, talk.arg(0)))


@handles("found", "定因", "cause-is", role="technician")
def found(talk: Talk) -> None:
    """What the fault comes from: one of the pack's classes, tapped or named; once more where it was wrong. I6."""
    named = talk.words.strip().casefold()
    words = {word.casefold(): cause.key for cause in talk.policy.causes for word in cause.wording.values()}
    known = talk.args[0] if talk.args else words.get(named)
    if known:
        talk.perform(Find(talk.actor, known))
        return
    if not talk.policy.causes or talk.job.stage is not Stage.ON_SITE:
        raise Refused("not-now")
    talk.tell("which-cause", Question("choose", buttons=(*cause_buttons(talk.policy), BACK)))


@handles("quote", "报价", "收费", "quote", role="technician")
def quote(talk: Talk) -> None:
    """报价 配件80 人工50: an itemised price for the customer. S1."""
    read = read_price(talk.asked_words("example-price"))
    if read is None:
        raise Unclear("example-price")
    talk.perform(Quote(talk.actor, tuple((label and talk.keep(label, "price"), fen) for label, fen in read.items)))


@answers("price", "technician")
def price(talk: Talk) -> None:
    """An amount typed in answer to "how much?"."""
    quote(talk)


@handles("requote", role="technician")
def requote(talk: Talk) -> None:
    """Another price: the next words are it."""
    if talk.job.consent not in ("asked", "refused"):
        raise Refused("not-now")
    talk.tell("ask-new-price", Question("choose", buttons=usual_prices(talk.policy), expects="price"))


@handles("usual_price", role="technician")
def usual_price(talk: Talk) -> None:
    """One of the pack's prices. S1."""
    index, known = talk.number(0), talk.policy.usual.prices
    if index >= len(known):
        raise Refused("old-button")
    words = known[index][talk.speaker.language or "zh"]
    talk.perform(Quote(talk.actor, ((talk.keep(words, "price"), known[index]["fen"]),)))


@handles("consent", role="customer")
def consent(talk: Talk) -> None:
    """The customer's answer to the price. S1."""
    talk.perform(Consent(talk.actor, agreed=talk.arg(0) == "yes"))
