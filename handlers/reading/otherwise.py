"""Whether words that were expected to tell something ask or want something else: 什么时候来, 不修了."""

import re

from handlers.reading.words import plain

OTHERWISE = re.compile(
    r"[?？]\s*$|吗\s*[。!！]?$|(?:什么时候|啥时候|几点|多久)(?!.{0,6}都)|多少钱|为什么|怎么(?:还|没|不)"
    r"|催|取消|不[修用要]了|投诉|转人工"
    r"|^(?:when|why|where|who|how (?:long|much|soon))\b|\b(?:cancel|complain)",
    re.IGNORECASE,
)


def means_otherwise(text: str) -> bool:
    """True for "什么时候来", "不修了" and "when will you come"; False for a model or the hours somebody is at home."""
    return OTHERWISE.search(plain(text)) is not None
