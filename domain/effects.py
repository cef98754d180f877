"""What follows from a decision: lines for the log, and words for people."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from domain.copies import replace

Wording = Mapping[str, str]
"""The same words in each language: {"zh": …, "en": …}."""


@dataclass(frozen=True)
class Button:
    """One thing a person can say with a tap.

    verb     the handler's name: "accept"
    args     what it is about, after the job's number and version, which are added when it is sent
    label    a text id of the locales, or the pack's own wording
    kind     "tap", or "photo": opens the camera
    tone     "primary", "plain" or "danger"
    number   the job it is about, where that is not the message's
    """

    verb: str
    args: tuple[str, ...] = ()
    label: str | Wording = ""
    data: Mapping[str, Any] = field(default_factory=dict)
    kind: str = "tap"
    tone: str = "plain"
    number: str = ""


@dataclass(frozen=True)
class Question:
    """What is being asked of somebody: the words, the answers one tap away, and what a typed answer means.

    expects  the name of the question a typed answer or a photo belongs to, None where only buttons answer
    lasting  its buttons stay good when the job moves on: it asks for something beside the job's own steps
    """

    key: str
    data: Mapping[str, Any] = field(default_factory=dict)
    buttons: tuple[Button, ...] = ()
    expects: str | None = None
    lasting: bool = False


@dataclass(frozen=True, slots=True)
class Log:
    """An event for the subject's log."""

    name: str
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Tell:
    """Words for somebody: a role ("customer", "technician", "supervisor") or a person's id.

    silent  said in quiet hours by a clock: shown, and heard by nobody (U4)
    rule    the rule whose clock says it and which may be gathered into a digest (U24), empty for everything else
    buttons  what can be said to it beside the job's own steps; they stay good when the job moves on
    without  people who are not told: somebody else of the desk is, at last the next role up (§9)
    expects  what typed words mean while these buttons are the open question, None where only a tap answers
    """

    who: str | int
    key: str
    data: Mapping[str, Any] = field(default_factory=dict)
    silent: bool = False
    rule: str = ""
    buttons: tuple[Button, ...] = ()
    without: tuple[int, ...] = ()
    expects: str | None = None


@dataclass(frozen=True)
class Ask(Tell):
    """Words with the next tap: what this person can do now is added as it stands when everything is written.

    only  just these buttons of it, by verb, without its words: for what is beside the job's own steps
    """

    only: tuple[str, ...] = ()


def with_more(question: Question | None, buttons: tuple[Button, ...], expects: str | None = None) -> Question | None:
    """A question with buttons that are about something beside it; without one, just these."""
    if not buttons:
        return question
    if question is None:
        return Question("choose", buttons=buttons, expects=expects, lasting=True)
    return replace(question, buttons=(*question.buttons, *buttons))


def beside(question: Question, verbs: tuple[str, ...]) -> Question:
    """Just these buttons of a question; what is typed means what it would have meant."""
    buttons = tuple(button for button in question.buttons if button.verb in verbs)
    return replace(question, key="choose", data={}, buttons=buttons)


Effect = Log | Tell
