"""Who handles what: verbs of buttons, words that are typed, and answers to open questions."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from handlers.talk import Talk

Handler = Callable[[Talk], None]


@dataclass(frozen=True, slots=True)
class Entry:
    """One handler.

    roles    who may say it; what they may do is decided in the core
    subject  whether it is about a job, or another kind of subject
    lasting  its button stays good however the job has moved on; the core decides
    kind     the kind of subject; "" for any
    """

    verb: str
    roles: tuple[str, ...]
    subject: bool
    run: Handler
    lasting: bool = False
    kind: str = "job"


VERBS: dict[str, Entry] = {}
WORDS: dict[str, Entry] = {}
ANSWERS: dict[tuple[str, str], Handler] = {}
ANYBODY = ("customer", "technician", "supervisor", "manager")
DESK = ("supervisor", "manager")


def handles(
    verb: str,
    *words: str,
    role: str | tuple[str, ...],
    subject: bool = True,
    lasting: bool = False,
    kind: str = "job",
) -> Callable[[Handler], Handler]:
    """Registers a handler for a button's verb and for typed words, for one role or several."""

    def register(run: Handler) -> Handler:
        roles = (role,) if isinstance(role, str) else role
        entry = Entry(verb, roles, subject, run, lasting, kind)
        _register(VERBS, verb, entry)
        for word in words:
            _register(WORDS, word.casefold(), entry)
        return run

    return register


def answers(expects: str, role: str | tuple[str, ...]) -> Callable[[Handler], Handler]:
    """Registers a handler for typed answers to a question; "note." stands for every name that begins so."""

    def register(run: Handler) -> Handler:
        for one in (role,) if isinstance(role, str) else role:
            _register(ANSWERS, (expects, one), run)
        return run

    return register


def _register(table: dict[Any, Any], name: object, found: object) -> None:
    """One handler for a name: the second of two would silently take the place of the first. Raises ValueError."""
    if name in table:
        raise ValueError(f"{name!r} is handled twice: by {table[name]} and {found}")
    table[name] = found


def answer_to(expects: str, role: str) -> Handler | None:
    kind, dot, _ = expects.partition(".")
    return ANSWERS.get((expects, role)) or (ANSWERS.get((kind + dot, role)) if dot else None)
