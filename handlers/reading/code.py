"""A typed invitation code: twelve of Crockford's letters, however it was copied. X14.

Small letters, spaces, any dash, full width and the look-alikes O, I and L are all read; U stands in no code.
"""

import re

from handlers.reading.words import plain

LETTERS = 12
_SAME = str.maketrans({"O": "0", "I": "1", "L": "1"})
_BETWEEN = re.compile(r"[\s\-‐‑‒–—−_·.,，。]+")
_CODE = re.compile(rf"[0-9A-HJKMNP-TV-Z]{{{LETTERS}}}")
_GROUPED = re.compile(r"[0-9A-Za-z]{4}[-‐‑‒–—−][0-9A-Za-z]{4}[-‐‑‒–—−][0-9A-Za-z]{4}")
_TOKEN = re.compile(r"[0-9a-f]{48}")


def read_code(text: str) -> str | None:
    """The code as it was made, or the token of a link; None where the words are neither."""
    words = plain(text).strip()
    if _TOKEN.fullmatch(words):
        return words
    code = _BETWEEN.sub("", words).upper().translate(_SAME)
    return code if _CODE.fullmatch(code) else None


def read_bare_code(text: str) -> str | None:
    """A code sent with nothing before it: as `read_code`, but all digits are a number, however they are grouped
    (0595-2238-7788 is a landline), and all letters a word unless they stand as a code is written."""
    code = read_code(text)
    if code is None or code.isdigit():
        return None
    return code if any(map(str.isdigit, code)) or is_grouped(text) else None


def is_grouped(text: str) -> bool:
    """Whether the words stand as a code is written: XXXX-XXXX-XXXX. Some serial numbers look so too."""
    return bool(_GROUPED.fullmatch(plain(text).strip())) and read_code(text) is not None
