"""What a customer wants who writes a few words: to know, to move, to cancel, a person, or that it broke again.

Only plain wishes: what may be a report, an answer or a story is None, and is read as one.
"""

import re
from typing import Literal
from zoneinfo import ZoneInfo

from handlers.reading.times import Window, read_visit
from handlers.reading.words import plain

Want = Literal["where", "move", "cancel", "human", "again", "thanks"]
LONGEST = 60
"""Characters: who writes more has more to say than a wish."""

CANCEL = re.compile(
    r"取消|不(?:想|用|要|需要?)?再?(?:修|上门|派)了|不(?:用|要|需要?)(?:再?(?:来|派|修))|别来了"
    r"|\b(?:cancel|call (?:it|the job) off|no longer need|don'?t come)\b",
    re.IGNORECASE,
)
MOVE = re.compile(
    r"[改换](?:个|一?下|约)?(?:时间|日子|日期)|改约|改期|改[到成在]|推迟|延后|往后推|提前(?:来|到|一)"
    r"|\b(?:reschedule|postpone|another time|(?:change|move|put) (?:it|(?:the |my )?(?:time|visit|appointment)))\b",
    re.IGNORECASE,
)
HUMAN = re.compile(
    r"人工|真人|客服|投诉|找(?:一?个|你们)?(?:的)?(?:人|主管|经理|领导|老板)(?!修)"
    r"|\b(?:human|real person|(?:speak|talk) to (?:a |some)?(?:one|body|person|human)|manager|complain\w*)\b",
    re.IGNORECASE,
)
WHERE = re.compile(
    r"[到走]哪|到了[没吗么]|(?:几点|什么时候|啥时候|多久|多长时间)(?:能|会|才|可以)?(?:到|来|上门)|怎么还没(?:到|来|派|人)"
    r"|还没[到来][吗么]?|进度|派人?了[没吗么]|还[要有]多久"
    r"|\b(?:where (?:is|are)|when .{0,30}(?:com|arriv)\w*|how long|eta)\b",
    re.IGNORECASE,
)
AGAIN = re.compile(
    r"又(?:坏|不|漏|响|没|出)|还是(?:坏|不|没|老|漏|那)|没修好|还没(?:修)?好|老(?:毛病|问题)|同样的(?:毛病|问题|故障)"
    r"|\b(?:broken? again|broke again|still (?:broken|not|does ?n.t|won.t)|same (?:problem|fault)|not fixed|again)\b",
    re.IGNORECASE,
)
THANKS = re.compile(
    r"(?:好[的啊呀吧嘞]?|行|可以|嗯+|哦+|收到|知道了?|明白了?|了解|谢谢|多谢|感谢|辛苦|麻烦|您?[你您]?们?好|师傅|啦|了|在吗"
    r"|ok(?:ay)?|thanks?|thank you|thx|got it|hi|hello|great|fine|yes"
    r"|[\s,，.。!！~👍👌🙏😊😄🌹❤\U0001F3FB-\U0001F3FF\uFE0F])+",
    re.IGNORECASE,
)


ASKED = re.compile(
    r"能不能|可不可以|可以不可以|行不行|方不方便|方便不方便|好不好|是不是|[改换]个?(?:时间|日子|日期)|改[约期到成在]"
)
"""What stands around a wished time in a question, and would read as a no."""

PAST = re.compile(r"昨天|前天|昨晚|上周|\b(?:yesterday|last (?:week|night))\b", re.IGNORECASE)


def read_wish(text: str, now_ms: int, zone: ZoneInfo) -> Window | None:
    """The time a customer asks for: "能不能改到后天下午". None where no single time is named, or a day that is over."""
    words = plain(text)
    return None if PAST.search(words) else read_visit(ASKED.sub(" ", words), now_ms, zone)


def is_past(text: str) -> bool:
    """Whether a day is named that is over."""
    return PAST.search(plain(text)) is not None


def read_want(text: str) -> Want | None:
    """The one thing wanted. "thanks" is a courtesy that wants nothing."""
    words = plain(text).strip()
    if THANKS.fullmatch(words):
        return "thanks"
    if len(words) > LONGEST:
        return "human" if HUMAN.search(words) else None
    tests: tuple[tuple[Want, re.Pattern[str]], ...] = (
        ("cancel", CANCEL),
        ("move", MOVE),
        ("human", HUMAN),
        ("where", WHERE),
        ("again", AGAIN),
    )
    return next((want for want, pattern in tests if pattern.search(words)), None)
