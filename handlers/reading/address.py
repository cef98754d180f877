"""Where the visit goes: an address as it stands in a report, or as the whole answer to "where?". I1.

Only what names a place: "家里" is no address. Gate and parking rules after an address belong to it (U21).
"""

import re
from collections.abc import Iterator
from unicodedata import category

from handlers.reading.at_home import HOME
from handlers.reading.fault import FAULT
from handlers.reading.kind import INSTALL, REPAIR
from handlers.reading.numerals import COUNT_OR_HALF
from handlers.reading.phone import phones_in
from handlers.reading.places import GATE, GATE_AFTER, LEADS, LOOSE, PARTICLES, PLACE, PLACE_EN, PROVINCES, ROOM
from handlers.reading.products import PRODUCT
from handlers.reading.words import BLANK, REACH, SEPARATORS, STOP, Span, plain, tidy, without

TIME_WORDS = re.compile(
    rf"今天|明天|后天|(?:下?周|星期|礼拜)[一二三四五六日天]|上午|下午|晚上|中午|早上|{COUNT_OR_HALF}月{COUNT_OR_HALF}[号日]|{COUNT_OR_HALF}点半?"
    r"|尽快|马上|麻烦|谢谢|你好|您好|联系|电话|手机|\bphone\b|\btel\b|\bthanks?\b|\bplease\b",
    re.IGNORECASE,
)
NO_ADDRESS = re.compile(
    r"不知道|不清楚|不告诉|什么|怎么|为什么|哪[里儿]|谢谢|你好|您好|在吗|取消|帮助|返回|马上|等一?下|稍等|好的|[吗呢?？]"
    r"|^[我你在的这家里]+$"
    r"|\b(?:hello|thanks?|okay|help|cancel|back|what|why|how|don'?t|know|later|please|home)\b",
    re.IGNORECASE,
)
WEAK_LABEL = re.compile(r"(?:地址|住址|我家|我们|我|家|住|在|是|[\s:：])+")
PIECE = re.compile(rf"[^{STOP}()（）“”\"]+")


def read_address(text: str) -> str | None:
    """The address in an answer to "where?": the one it shows, else the whole answer if it can be one.

    It can be one with four letters or more, and no phone, fault, product, time, question or greeting.
    """
    words = plain(text).replace(BLANK, " ")
    words = without(words, (span for _, span in phones_in(words)))
    if place := place_in(words):
        return tidy(words[slice(*place)])
    if NO_ADDRESS.search(words.strip()) or any(no.search(words) for no in (FAULT, PRODUCT, INSTALL, REPAIR, HOME)):
        return None
    kept = "".join(sign for sign in TIME_WORDS.sub("", words) if category(sign)[0] in "LNPZ").strip()
    if label := WEAK_LABEL.match(kept):
        kept = kept[label.end() :]
    letters = sum(sign.isalnum() for sign in kept)
    return tidy(kept) if 4 <= letters <= 120 and any(sign.isalpha() for sign in kept) else None


def place_in(words: str) -> Span | None:
    """Where the address stands: the longest run of places with nothing but separators between them."""
    names = words
    for pattern in (FAULT, PRODUCT, INSTALL, REPAIR, TIME_WORDS):
        names = pattern.sub(lambda found: BLANK * len(found[0]), names)
    runs: list[tuple[int, int, int]] = []  # start, end, evidence: 2 is enough
    for start, end, evidence in sorted((*_places(names), *_places_en(names))):
        if runs and start <= runs[-1][1]:
            runs[-1] = (runs[-1][0], max(end, runs[-1][1]), runs[-1][2] + evidence)
        elif runs and SEPARATORS.fullmatch(names, runs[-1][1], start):
            runs[-1] = (runs[-1][0], end, runs[-1][2] + evidence)
        elif evidence:
            runs.append((start, end, evidence))
    found = [(start, end) for start, end, evidence in runs if evidence >= 2]
    start, end = max(found, key=lambda span: span[1] - span[0], default=(0, 0))
    if words[end : end + 1] in (")", "）") and ("(" in words[start:end] or "（" in words[start:end]):
        end += 1
    return (start, end) if end else None


def _places(names: str) -> Iterator[tuple[int, int, int]]:
    """Each place named in Chinese; a room or a gate rule on its own only goes on with the place before it."""
    for piece in PIECE.finditer(names):
        at, words = piece.start(), piece[0]
        if span := _place(words):
            yield at + span[0], at + span[1], 2
        elif LOOSE.fullmatch(words) or GATE.search(words) or (len(words) <= 12 and _ends(words)):
            yield at, piece.end(), 0


def _ends(words: str) -> bool:
    return any(found.lastgroup == "ending" for found in PLACE.finditer(words))


def _places_en(names: str) -> Iterator[tuple[int, int, int]]:
    for found in PLACE_EN.finditer(names):
        yield *found.span(), 1 if found.lastgroup == "unit" else 2


def _place(words: str) -> Span | None:
    """The place in a piece of text without separators, from where its name begins to its last number."""
    marks = [found for found in PLACE.finditer(words) if found.lastgroup != "no"]
    for n, mark in enumerate(marks):
        if (start := _name_start(words, mark)) is None:
            continue
        end = mark.end()
        for further in marks[n + 1 :]:
            between = words[end : further.start()]
            if len(between) > 14 or "到" in between or PARTICLES.search(between):
                break
            end = further.end()
        room = ROOM.match(words, end)
        end = room.end() if room else end
        gate = GATE_AFTER.match(words, end)
        return start, gate.end() if gate else end
    return None


def _name_start(words: str, mark: re.Match[str]) -> int | None:
    """Where the name before a mark such as 路 or 号 begins; None if the mark is no evidence without one."""
    lead = words[: mark.start()]
    start = max(0, len(lead) - REACH)
    start = max((found.end() for found in PARTICLES.finditer(lead, start)), default=start)
    if polite := LEADS.match(lead, start):
        start = polite.end()
    named = [start + found.start() for found in re.finditer(r"\S+", lead[start:])]
    apart = not lead or lead[-1].isspace()
    if apart and mark.lastgroup == "area":
        named.append(mark.start())
    begin = len(named) - 1
    while begin > 0 and words.startswith(PROVINCES, named[begin - 1]):
        begin -= 1
    first = named[begin] if named else mark.start()
    letters = sum(sign.isalpha() for sign in words[first : mark.start()])
    if mark.lastgroup == "door" or (mark.lastgroup != "ending" and letters >= 2):
        return first
    return None
