"""Words without what tells who or where somebody is: phone numbers and addresses. U9.

In doubt it hides: seven digits with little between them read as a number, whatever digits they are written in.
Whoever gets masked words has no right to the rest.
"""

import re
from collections.abc import Iterable, Iterator
from unicodedata import category, digit

from handlers.reading.address import place_in
from handlers.reading.words import BLANK, Span, plain, without

HIDDEN = "•••"
SHORTEST_NUMBER = 7
"""Digits of the shortest number that reaches somebody: a landline without its area code."""

SHORTEST_SECRET = 4
"""Letters of an address that would still tell where."""

MOST_PLACES = 5
WIDEST_GAP = 3
"""Signs between two digits of one number; those that take no room are not counted."""

UNSEEN = ("Mn", "Me", "Cf")

MOBILE = re.compile(r"(?:86|0)?1[3-9]\d{9}")
DAY = re.compile(r"20\d\d[-./]\d{1,2}[-./]\d{1,2}(?:\s{1,2}\d{1,2}(?::\d\d)?(?:\s?[-~]\s?\d{1,2}(?::\d\d)?)?)?")

ZH_DIGITS = frozenset("〇零一二三四五六七八九幺两壹贰叁肆伍陆柒捌玖")


def masked(text: str, secrets: Iterable[str] = ()) -> str:
    """The text with every phone number, every address and each of `secrets` hidden; at most 2,000 characters of it."""
    words = plain(text).replace(BLANK, " ")
    for secret in secrets:
        words = without(words, _stands(secret, words))
    words = without(words, list(_numbers(words)))
    for _ in range(MOST_PLACES):
        if (place := place_in(words)) is None:
            break
        words = without(words, [place])
    return re.sub(f"{BLANK}+", HIDDEN, words)


def without_phones(text: str) -> str:
    """The text with every phone number hidden; times, dates and addresses stay. Nothing to hide: as it was."""
    words = plain(text).replace(BLANK, " ")
    spans = [span for span in _numbers(words) if not _is_time(words[slice(*span)])]
    return re.sub(f"{BLANK}+", HIDDEN, without(words, spans)) if spans else text


def _is_time(run: str) -> bool:
    """Whether digits are a day or hours (10:00-12:00) rather than a number; a mobile number with colons is one."""
    digits = "".join(sign for sign in run if _is_digit(sign))
    return bool(DAY.fullmatch(run)) or (":" in run and not MOBILE.fullmatch(digits))


def _numbers(words: str) -> Iterator[Span]:
    """Each run of digits that is long enough to be somebody's number."""
    start, last, count, gap = 0, -1, 0, 0
    for at, sign in enumerate(words):
        if _is_digit(sign):
            if count == 0:
                start = at
            count, last, gap = count + 1, at, 0
            continue
        gap += category(sign) not in UNSEEN
        if count and (sign.isalpha() or gap > WIDEST_GAP):
            if count >= SHORTEST_NUMBER:
                yield start, last + 1
            count = 0
    if count >= SHORTEST_NUMBER:
        yield start, last + 1


def _is_digit(sign: str) -> bool:
    return sign in ZH_DIGITS or digit(sign, None) is not None


def _stands(secret: str, words: str) -> list[Span]:
    """Where a value stands, however it is spaced."""
    letters = [re.escape(sign) for sign in plain(secret) if sign.isalnum()]
    if len(letters) < SHORTEST_SECRET:
        return []
    spaced = re.compile(r"[\W_]{0,3}".join(letters), re.IGNORECASE)
    return [found.span() for found in spaced.finditer(words)]
