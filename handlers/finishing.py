"""完工, and what comes after: confirmed, rated, called back, closed. S2, S5, U11, U17, A1."""

from domain.errors import Refused
from domain.job.commands import AnswerCallback, Confirm, Finish, Rate
from domain.job.desk_commands import Close
from handlers.reading.mood import sounds_good
from handlers.registry import DESK, answers, handles
from handlers.talk import Talk


@handles("finish", "完工", "finish", "done", role="technician")
def finish(talk: Talk) -> None:
    """完工. Refused while a proof is missing, with the proof that is."""
    talk.perform(Finish(talk.actor))


@handles("confirm", role="customer")
def confirm(talk: Talk) -> None:
    """It works, or it does not."""
    talk.perform(Confirm(talk.actor, works=talk.arg(0) == "yes"))


@handles("rate", "评分", "rate", role="customer")
def rate(talk: Talk) -> None:
    """Stars, once, from who reported. U17."""
    stars = talk.args[0] if talk.args else talk.asked_words("example-stars")
    if not (stars.isascii() and stars.isdigit()):
        raise Refused("stars-needed")
    talk.perform(Rate(talk.actor, int(stars)))


@handles("callback", role=("customer", *DESK))
def callback(talk: Talk) -> None:
    """How it goes: the customer's tap, or what the desk heard on the phone. A1."""
    talk.perform(AnswerCallback(talk.actor, good=talk.arg(0) == "good"))


@answers("callback", "customer")
def callback_words(talk: Talk) -> None:
    """How it goes, in words. Plainly good words close the job; anything else is read by somebody."""
    talk.perform(AnswerCallback(talk.actor, sounds_good(talk.words), talk.keep(talk.words, "callback")))


@handles("close", "结单", "close", role=DESK)
def close(talk: Talk) -> None:
    """Settled and closed."""
    talk.perform(Close(talk.actor))
