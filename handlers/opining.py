"""处理意见: the desk says what is done about a report, from the pack's list or in words. I4 (T8)."""

from domain.job.desk_commands import Opine
from handlers.reasons import ask_reason, in_time, tapped_reason
from handlers.registry import DESK, answers, handles
from handlers.talk import Talk

LIST = "opinion"


@handles("opinion", "处理意见", "opinion", role=DESK, lasting=True)
def opinion(talk: Talk) -> None:
    """处理意见 [单号] [话]: the customer hears it at once."""
    if talk.args:
        words = talk.policy.reason(LIST, tapped_reason(talk, LIST, 0)) or {}
        _give(talk, words[talk.speaker.language or "zh"])
    elif talk.words.strip():
        _give(talk, talk.words.strip())
    else:
        ask_reason(talk, "which-opinion", "opinion", (), LIST, LIST)


@answers(LIST, DESK)
def opinion_words(talk: Talk) -> None:
    """The opinion, typed."""
    in_time(talk)
    _give(talk, talk.words.strip())


def _give(talk: Talk, words: str) -> None:
    talk.perform(Opine(talk.actor, talk.keep(words, "opinion")))
