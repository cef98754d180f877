"""What is wrong with a machine, in the customer's words. I1.

Only what stands in the text: a greeting, a question, or that something is not the case is no fault.
"""

import re
from collections.abc import Iterator

from handlers.reading.products import PRODUCT
from handlers.reading.words import BLANK, HAN, REACH, SEPARATORS, STOP, Span, plain, tidy

FAULTS_ZH = (
    r"不(?:太|怎么|够|会|能|再|大|停)?(?:制[冷热]|[冷热凉转亮动响抽排吸走停平灵稳洗]|通电|出[水风气声热]|排[水烟风]|脱水"
    r"|[进下上]水|启动|[开关]机|[充上]电|加热|工作|[点打][火着]|着火?|结冰|化霜|除霜|显示|好[使用]|正常|干净|供水"
    r"|运[行转]|[吹送摆]风|保[温鲜]|恒温|甩干)",
    r"没有?(?:反应|电|声音?|画面|图像|信号|显示|热[水气]|冷[风气]|风|水|吸力|火)",
    r"(?<![不没])(?<!没有)(?<!不再)(?:漏[水电气氟油风液]?|[渗滴积冒喷]水|坏)|故障|报错|报警|异[响味常]",
    r"响得|[很太好点]响|一直响|响个不停|[噪杂]音|噪声|声音?(?:[很太特好]|特别|非常|有点)?[大响]",
    r"[打开]不[开了]|关不[上了紧掉]|[打点]不着|[启转动充]不[了动]|[加制]不[了热冷]|排不[出了掉]|用不了",
    r"[黑花闪白蓝]屏|死机|卡[住顿死]|跳[闸电]|短路|断电|冒[烟火]|烧[了焦坏]|[糊焦臭煳怪]味|有股?味|触电|漏保",
    r"结[冰霜]|堵[了塞住]|[抖晃震振][动得]|摇晃|裂[了开缝]|断了|破了|掉[了下]|松了|生锈|变形|缺氟|[加充][氟氨]|除垢",
    r"[吹出](?:[热冷]|自然)[风水]|水不热|忽冷忽热|冷热不均|黄火|熄火|火小(?!区)|自[动己][关停开]机?|停机(?!坪)",
    r"闪烁|一闪一闪|效果差|清洗|保养|有问题|出问题|失灵|罢工|不行了",
)
FAULTS_EN = (
    r"\b(?:not|isn'?t|won'?t|doesn'?t|don'?t|can'?t|cannot|stopped|never|barely|hardly|stops) (?:\w+ ){0,2}?"
    r"(?:cool|heat|work|start|spin|drain|turn|clos|open|light|run|fill|chill|freez|cold|hot|warm|ignit|flush)\w*",
    r"\b(?:leak|smell|smok|burn|overheat|vibrat|rattl|drip|fault|nois[ey])\w*",
    r"\b(?:broken?|broke|errors?|trips?|tripping|sparks?|stuck|dead|blocked|clogged|cracked|frozen)\b",
    r"\b(?:black screen|out of order|no (?:power|picture|sound|signal|(?:hot )?water|cold air|heat|flame))\b",
)
CODE = r"(?<![A-Za-z0-9])[EFHPU][0-9]{1,2}(?![0-9A-Za-z]|\s?[-号栋幢座室单楼区])"
FAULT = re.compile("|".join((*FAULTS_ZH, *FAULTS_EN, CODE)), re.IGNORECASE)

# What may follow 不 beside a product without being a fault.
POLITE = r"客气|好意思|用|要|急|知道|想|需|是|过|错|谢|清楚|修|买|装|在|来|对|到|方便|同|会修"
FAULT_OF_PRODUCT = re.compile(rf"不(?!{POLITE})[{HAN}]")
# Not the case: taken out before a clause is judged.
_NOISES = r"(?:异[响味常]|[噪杂]音|噪声|故障|报错|报警|[糊焦臭煳怪]味|[有出]?问题)"
ABSENT = re.compile(rf"(?:没有?|无)(?:听到|发现|出现|什么|任何)?{_NOISES}(?:[和或跟及]{_NOISES}){{0,5}}")

PRICE_ASKED = re.compile(r"多少钱|收费|怎么收|什么价|价格|报价|\bhow much\b", re.IGNORECASE)
HELP_ASKED = re.compile(r"怎么[办回]|为什么|能[来修]|可以|来修|帮|\b(?:can|could|please|why)\b", re.IGNORECASE)
BREAK = re.compile(rf"[{STOP}()（）]+|\.(?=\s|$)|(?<=[{HAN}]) +| {{1,9}}(?=[{HAN}])")
BEFORE_FAULT = re.compile(
    r"(?:故障|问题|的|我们家里?的?|我家里?的?|家里的?|家中|我的|我们|你好|您好|师傅"
    r"|麻烦|请|帮忙|是|那个|这个|(?:hi|hello|my|our|the)\b|[\s:：])+",
    re.IGNORECASE,
)
AFTER_FAULT = re.compile(
    r"(?:(?:家庭|我家)?[地住]址是?|我家?[住在]|[住在]|(?:电话|手机)号?码?是?|联系|怎么办|怎么回事"
    r"|(?:可以|能)来?修[吗么]|谢谢|麻烦|请|师傅"
    r"|\b(?:and|i live|we live|i'm|my|address|phone|number|tel|call|me|at|in|is|on|or|please|thanks?)\b|[\s:：.-])+$",
    re.IGNORECASE,
)


_PLAINLY_EN = (
    r"\b(?:not|isn't|won't) (?:(?:cool|heat|work|start|spin|drain)(?:ing)?|turn on)\b|\b(?:leaking|nois[ey])\b"
)
SYMPTOM = re.compile("|".join((*FAULTS_ZH, CODE, _PLAINLY_EN, FAULTS_EN[2], FAULTS_EN[3])), re.IGNORECASE)
"""Words of a fault that are all known here: they can name nobody."""


def symptom_in(words: str) -> str | None:
    """The kind of fault in words that may be read by anybody: 不制冷, 漏水. U26."""
    found = SYMPTOM.search(plain(words))
    return found[0] if found else None


def fault_in(words: str) -> str | None:
    """The clauses that say what is wrong, without greetings and labels."""
    said: list[Span] = []
    alone: Span | None = None  # "冰箱" before "不制冷" belongs to it
    for start, end in _clauses(words):
        clause = words[start:end]
        lead, tail = BEFORE_FAULT.match(clause), AFTER_FAULT.search(clause, max(0, len(clause) - REACH))
        span = (start + (lead.end() if lead else 0), start + (tail.start() if tail else len(clause)))
        if _is_fault(clause, words[end : end + 1]):
            said += [alone, span] if alone else [span]
            alone = None
        else:
            alone = span if span[0] < span[1] <= span[0] + 12 and PRODUCT.search(clause) else None
    text = ""
    for n, (start, end) in enumerate(said):
        between = words[said[n - 1][1] : start] if n else ""
        comma = "，" if re.search(f"[{HAN}]", words[start:end]) else ", "
        text += (between if BLANK not in between and SEPARATORS.fullmatch(between) else comma) + words[start:end]
    return tidy(text) or None


def _clauses(words: str) -> Iterator[Span]:
    at = 0
    for found in BREAK.finditer(words):
        if at < found.start():
            yield at, found.start()
        at = found.end()
    if at < len(words):
        yield at, len(words)


def _is_fault(clause: str, after: str) -> bool:
    """Whether a clause says what is wrong; asking for a price or whether it is so, or that it is not, does not."""
    if PRICE_ASKED.search(clause):
        return False
    if (after in ("?", "？") or clause.endswith(("吗", "么", "没"))) and not HELP_ASKED.search(clause):
        return False
    clause = ABSENT.sub(BLANK, clause)
    return bool(FAULT.search(clause) or (PRODUCT.search(clause) and FAULT_OF_PRODUCT.search(clause)))
