"""Sums of money as people type them, for quotes and payments (S1, M1): read once, kept as integer fen.

Rules of reading:
- What is not surely a sum is None, and is asked again: a wrong price is worse than a question.
- No sum is negative, above 1,000,000 yuan, or finer than a fen.
"""

import re
from dataclasses import dataclass

from handlers.reading.numerals import NUMERAL, read_number
from handlers.reading.words import plain

MOST_FEN = 100_000_000  # 1,000,000 yuan

TOTALS = ("合计", "总计", "总共", "一共", "共计", "总价", "共", "total")

_CURRENCY = r"(?:元整?|块钱?|圆|(?:yuan|rmb|cny)\b)"
_SUM = rf"(?:[0-9]{{1,3}}(?:,[0-9]{{3}})+|[0-9]{{1,12}})(?:\.[0-9]{{1,2}})?|[{NUMERAL}]{{1,12}}"
_ONE = re.compile(rf"(?:¥|(?:rmb|cny|人民币)\s*)?({_SUM})\s*{_CURRENCY}?", re.IGNORECASE)
_WITH_JIAO = re.compile(rf"([0-9]{{1,7}}|[{NUMERAL}]{{1,12}})[块元]零?([0-9]|[一二两三四五六七八九])(?:[毛角]钱?)?")
# One item of a price: a label, then its sum. A digit right after a Latin letter (R32) belongs to the label.
# A number in Chinese must end there: the 三 of 三通阀 is no sum. A counted thing (2个) is none either.
_ITEM = re.compile(
    r"[\s,，、;；。+]*"
    r"(?P<label>(?:[A-Za-z][0-9]*|[^\W\d_A-Za-z]|[()（）/ ]){0,30}?)"
    r"\s*[:=]?\s*"
    rf"(?:¥\s*)?(?P<sum>(?:[0-9]{{1,3}}(?:,[0-9]{{3}})+|[0-9]{{1,12}})(?:\.[0-9]{{1,2}})?"
    rf"|[{NUMERAL}]{{1,12}}(?=\s*{_CURRENCY}|[\s,，、;；。+]|$))"
    rf"(?![0-9.]*[0-9]|\s*[个台米次根只件套%年天])(?:\s*{_CURRENCY}|(?![A-Za-z]))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Price:
    """What a visit costs, part by part."""

    items: tuple[tuple[str, int], ...]  # (label as typed, fen); a bare sum has the label ""

    @property
    def total(self) -> int:
        """Fen."""
        return sum(fen for _, fen in self.items)


def read_fen(text: str) -> int | None:
    """The one sum a text is, in fen: "120", "¥1,250.50", "一百二", "三块五"; None if it is anything else."""
    words = plain(text).strip()
    if found := _ONE.fullmatch(words):
        return _fen(found[1])
    if found := _WITH_JIAO.fullmatch(words):
        yuan, jiao = read_number(found[1]), read_number(found[2])
        return None if yuan is None or jiao is None else _within(yuan * 100 + jiao * 10)
    return None


def read_price(text: str) -> Price | None:
    """A sum, or several with what each is for: "配件80 人工50 上门20".

    A total that is said too must agree with the parts. Several sums without words need a plus: "80+50".
    """
    words, at = plain(text).strip(" \t\r\n,，、;；。"), 0
    if (whole := read_fen(words)) is not None:
        return Price((("", whole),))
    items: list[tuple[str, int]] = []
    said: int | None = None
    while at < len(words):
        found = _ITEM.match(words, at)
        fen = _fen(found["sum"]) if found else None
        if found is None or fen is None:
            return None
        label = found["label"].strip()
        if label.lower() in TOTALS:
            if said is not None:
                return None
            said = fen
        else:
            items.append((label, fen))
        at = found.end()
    if said is not None and not items:
        items = [("", said)]
    price = Price(tuple(items))
    if not items or (said is not None and said != price.total) or _within(price.total) is None:
        return None
    if len(items) > 1 and "+" not in words and not all(label for label, _ in items):
        return None
    return price


def spell_fen(fen: int) -> str:
    """Yuan as people write it: 130, 130.50."""
    yuan, rest = divmod(abs(fen), 100)
    return f"{'-' if fen < 0 else ''}{yuan}{f'.{rest:02}' if rest else ''}"


def _fen(words: str) -> int | None:
    """Fen of a sum already known to be well written."""
    yuan, _, cents = words.replace(",", "").partition(".")
    number = read_number(yuan)
    return None if number is None else _within(number * 100 + int(cents.ljust(2, "0") if cents else "0"))


def _within(fen: int) -> int | None:
    return fen if fen <= MOST_FEN else None
