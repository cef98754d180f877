"""Phone numbers of China: anywhere in a text when they are complete, short ones only as the whole answer. I1.

A service number (400) or a landline without its area code is taken only where a number was asked for: in a report
it is as likely the maker's hotline, a model or a date.
"""

import re
from collections.abc import Iterator

import phonenumbers

from handlers.reading.words import GAP, Span, plain

MOBILE = re.compile(rf"(?<![0-9])(?:(?:\+|00)?86[{GAP}]?)?(?P<number>1[3-9][0-9](?:[{GAP}]?[0-9]){{8}})(?![0-9])")
LANDLINE = re.compile(
    rf"(?<![0-9])(?:(?:\+|00)86[{GAP}]?[(（]?0?|[(（]?0)"
    rf"(?P<number>[1-9][0-9]{{1,2}}[)）]?[{GAP}]?[2-9][0-9]{{2,3}}[{GAP}]?[0-9]{{4}})"
    r"(?![0-9])"
)
ALONE = re.compile(
    r"(?:我家?的?|家里的?|座机|固话|联系|电话|号码?|是|\b(?:my|home|office|tel|phone|landline|number|is)\b|[\s:.])*"
    rf"(?:(?P<service>400(?:[{GAP}]?[0-9]){{7}})|(?P<local>[2-8][0-9]{{2,3}}[{GAP}]?[0-9]{{4}}))"
    r"(?:谢谢|\bthanks?\b|[\s,，.。!！])*",
    re.IGNORECASE,
)


def read_phone(text: str) -> str | None:
    """The number in an answer to "which number?".

    returns  the first mobile or landline, "13800138000" or "0595-22345678"; else the number the whole answer is,
             "400-820-8820" or "22345678"
    """
    words = plain(text)
    return next((number for number, _ in phones_in(words)), None) or _alone(words)


def phones_in(words: str) -> Iterator[tuple[str, Span]]:
    """Each possible number of China, as it stands: mobile digits, or area code, dash, number."""
    for found in sorted((*MOBILE.finditer(words), *LANDLINE.finditer(words)), key=re.Match.start):
        digits = re.sub(r"[^0-9]", "", found["number"])
        number = phonenumbers.parse(f"+86{digits}", "CN")
        if found.re is MOBILE and phonenumbers.is_possible_number(number):
            yield digits, found.span()
        elif found.re is LANDLINE and phonenumbers.is_valid_number(number):
            area = phonenumbers.length_of_geographical_area_code(number)
            yield f"0{digits[:area]}-{digits[area:]}", found.span()


def _alone(words: str) -> str | None:
    found = ALONE.fullmatch(words)
    if found is None:
        return None
    digits = re.sub(r"[^0-9]", "", found["service"] or found["local"])
    return f"{digits[:3]}-{digits[3:6]}-{digits[6:]}" if found["service"] else digits
