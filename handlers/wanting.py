"""A customer's few words about a job: where is it, another time, cancel, a person, broken again. U1.

Heard before an open question takes them for its answer: "师傅到哪了" is no model number.
"""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from handlers.changing import ask_to_cancel, ask_to_move, said_again
from handlers.choosing import open_jobs
from handlers.human import ask
from handlers.reading.report import read_report
from handlers.reading.wants import read_want
from handlers.standing import nearest, show
from handlers.talk import Talk

FREE = ("callback", "relay", "move", "followup", "wish_words")
"""Questions whose answer is free: whatever is typed there belongs to them."""


def heard(talk: Talk) -> bool:
    """Whether the words were such a wish, and it is done. A sentence that reports a fault is none."""
    want = read_want(talk.words) if talk.form.get("expects") not in FREE else None
    if want is None or want == "thanks":
        return False
    if want == "human" and not _reports(talk):
        talk.forget_question()
        ask(talk, talk.words)
        return True
    if not open_jobs(talk):
        return want == "again" and _act(talk, lambda: said_again(talk, talk.words))
    if want == "cancel":
        return _act(talk, lambda: ask_to_cancel(talk))
    if want == "move":
        return _act(talk, lambda: ask_to_move(talk, talk.words))
    if want == "again":
        return _act(talk, lambda: said_again(talk, talk.words))
    if _reports(talk):
        return False
    return _act(talk, lambda: _where(talk))


def _act(talk: Talk, run: Callable[[], bool | None]) -> bool:
    """The open question is passed over; one that this opens stays."""
    talk.forget_question()
    return run() is not False


def _where(talk: Talk) -> None:
    talk.held = nearest(talk)
    show(talk)


def _reports(talk: Talk) -> bool:
    read = read_report(talk.words, talk.said.happened_at, ZoneInfo(talk.zone))
    return bool(read.fault or read.phone or read.address)
