"""A reason from the pack's list: tapped, named by its word, or where that is allowed in one's own words."""

from domain.effects import Button, Question
from domain.errors import Refused, Unclear
from handlers.talk import Talk

BACK = Button("back", (), "button-back")

GOES_STALE = 15 * 60_000
"""After this long, words are hardly the answer to a question that was put before them."""


def listed_reason(talk: Talk, reasons: str, word: str) -> str | None:
    """The key of a reason that is tapped or named by its words; None for any other."""
    return next((reason["key"] for reason in talk.policy.reasons.get(reasons, ()) if word in reason.values()), None)


def tapped_reason(talk: Talk, reasons: str, index: int) -> str:
    """The reason in a tapped button. Raises Refused when the pack does not list it."""
    if talk.policy.reason(reasons, talk.arg(index)) is None:
        raise Refused("old-button")
    return talk.arg(index)


def typed_reason(talk: Talk, reasons: str) -> str:
    """A typed reason: one of the list where it is, else kept as the person's own words; "" for no words."""
    words = talk.words.strip()
    return (listed_reason(talk, reasons, words) or talk.keep(words, "reason")) if words else ""


def given_reason(talk: Talk, reasons: str, index: int = 0) -> str:
    """The reason with a step, tapped or typed after its word; "" where none is there yet."""
    return tapped_reason(talk, reasons, index) if len(talk.args) > index else typed_reason(talk, reasons)


def ask_reason(
    talk: Talk, key: str, verb: str, args: tuple[str, ...], reasons: str, expects: str | None = None
) -> None:
    """The list, one tap each; own words where `expects` names what they answer."""
    buttons = tuple(Button(verb, (*args, reason["key"]), reason) for reason in talk.policy.reasons.get(reasons, ()))
    talk.tell(key, Question("choose", buttons=(*buttons, BACK), expects=expects))


def in_time(talk: Talk) -> None:
    """Raises Unclear when the open question is so old that the words were probably meant for something else."""
    if talk.unit.now - talk.form.get("at", 0) > GOES_STALE:
        raise Unclear("asked-long-ago")
