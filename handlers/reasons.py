"""Why: one tap from the pack's list, or words. The same for every step that needs a reason."""

from domain.effects import Button, Question
from domain.errors import Refused, Unclear
from handlers.talk import Talk

GOES_STALE = 15 * 60_000
"""After this long, words are hardly the answer to a question that was put before them."""


def ask_why(talk: Talk, text: str, reasons: str, verb: str, *args: str) -> None:
    """The pack's reasons as buttons of `verb`, after `args`; typed words answer "VERB.ARG-ARG"."""
    buttons = (
        *(Button(verb, (*args, reason["key"]), reason) for reason in talk.policy.reasons.get(reasons, ())),
        Button("back", (), "button-back"),
    )
    expects = f"{verb}.{'-'.join(args)}"
    talk.tell(text, Question("choose", buttons=buttons, expects=expects))


def tapped(talk: Talk, reasons: str, index: int) -> str:
    """The key of the pack's reason in a button, "" where it has none. Raises Refused when it was never ours."""
    if len(talk.args) <= index:
        return ""
    if talk.policy.reason(reasons, talk.arg(index)) is None:
        raise Refused("old-button")
    return talk.arg(index)


def typed(talk: Talk, reasons: str) -> str:
    """A reason in words: the pack's own where it is one of them, else kept as it was said; "" for no words."""
    words = talk.words.strip()
    listed = next((reason["key"] for reason in talk.policy.reasons.get(reasons, ()) if words in reason.values()), "")
    return listed or (talk.keep(words, "reason") if words else "")


def in_time(talk: Talk) -> None:
    """Raises Unclear when the open question is so old that the words were probably meant for something else."""
    if talk.unit.now - talk.form.get("at", 0) > GOES_STALE:
        raise Unclear("asked-long-ago")
