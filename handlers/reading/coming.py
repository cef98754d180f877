"""Whether a customer who is waited for at the door says: on my way, or another time (U2). In doubt neither."""

import re

from handlers.reading.words import plain

_POLITE = re.compile(r"不好意思|对不起|没事|没问题|不用急|别急|别走|\b(?:sorry|no problem|don't (?:go|leave))\b")
_COMES = re.compile(
    r"马上|就[到回来]|快到|来了|到家|开门|下楼|稍等|等[我一]"
    r"|\b(?:coming|on (?:my|the) way|almost there|(?:one|a) (?:moment|minute)|wait|opening)\b"
)
_ANOTHER_TIME = re.compile(
    r"改|换个?时间|不[行在来了能要]|不方便|来不|赶不|没空|没时间|没人|别|今晚|明天|后天|周[一二三四五六日天末]|下次|取消"
    r"|\b(?:another|other|later|tomorrow|not|can't|cannot|won't|no|move|cancel)\b"
)


def read_coming(text: str) -> bool | None:
    """True: coming; False: another time; None: not plainly one of the two."""
    words = _POLITE.sub("", plain(text).lower().replace("’", "'"))
    comes, another = bool(_COMES.search(words)), bool(_ANOTHER_TIME.search(words))
    return comes if comes != another else None
