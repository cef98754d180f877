"""Whether a few words say plainly that all is well (A1). In doubt they do not: somebody reads them.

They do when every word is known here and one of them is good. So a but, a not, a question, a second matter or a
word never seen each leave it to somebody to read, and so does what may only mean "I have read it" (好的, 可以, OK).
"""

import re

from handlers.reading.products import NAMES_EN, NAMES_ZH
from handlers.reading.words import plain

LONGEST = 30  # characters: who writes more has more to say

_HOW_ZH = "很|挺|蛮|特别|非常|十分|超级?|真|太|都|一切|用着|用得|用起来|[修弄][得的]|运行|制[冷热]|效果"
_GOOD_ZH = (
    rf"(?:{_HOW_ZH})(?:好[用使]?|棒)[的了]?|[修弄]?好了|好[用使]了?"
    r"|(?:正常|满意|不错)[的了]?|没有?(?:任何|什么)?(?:问题|毛病)了?"
)
_GOOD_EN = r"good|great|fine|perfect(?:ly)?|excellent|works|working|no (?:problems?|issues?)(?: at all)?"
_BESIDE_ZH = (
    rf"{_HOW_ZH}|[你您]好|(?:谢谢|感谢|多谢|辛苦)(?:你们?|您|师傅)?[啦了]?|师傅辛苦了?|现在|目前|已经|完全|机器|[使能]用|工作|[了啦啊嗯]"
    rf"|可以(?=正常)|(?:{NAMES_ZH})(?=.)"
)
_BESIDE_EN = (
    r"hi|hello|thank(?:s| you)?|thx|so much|very|much|really|it(?:['’]?s)?|everything(?:['’]s)?|all|the|my|now|and|well"
    rf"|(?<=\w )is(?! it)|cools|heats|runs|(?:{NAMES_EN})(?=.)"
)
KNOWN = re.compile(
    rf"(?P<good>{_GOOD_ZH}|\b(?:{_GOOD_EN})\b)|{_BESIDE_ZH}|\b(?:{_BESIDE_EN})\b"
    r"|[\s,，.。!！、;；~]|[👍👌🙏😊😄🌹❤\U0001F3FB-\U0001F3FF\uFE0F]",
    re.IGNORECASE,
)


def sounds_good(text: str) -> bool:
    """True for "很好,谢谢" and "works fine"; False for anything long, doubtful or else."""
    words = plain(text)
    return (
        len(text) <= LONGEST
        and any(found["good"] for found in KNOWN.finditer(words))
        and not KNOWN.sub("", words)  # nothing else is said
    )
