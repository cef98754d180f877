"""The words of a message as every reader here sees them: plain, of bounded length, read by taking parts out.

Each part is looked for once and blanked where it stood, so that what is left keeps its place in the text.
"""

import re
from collections.abc import Iterable

LONGEST = 2_000  # characters read of any one message: a person's sentence is shorter, a paste is not read whole

# Full-width letters, digits and signs; sentence punctuation stays as it was typed.
_KEPT = "，；！？（）"
_NARROW: dict[int, int | str] = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F) if chr(wide) not in _KEPT}
_NARROW |= {0x3000: " ", 0xFFE5: "¥"}

# Inside the brackets of a pattern.
HAN = "\u3400-\u9fff"
STOP = "、，,。;；!！?？|\\n\\r\\t\\0"
GAP = r" \t.\-–—"

BLANK = "\0"  # stands where a part was taken out
REACH = 60  # characters: names and closing words are no longer
SEPARATORS = re.compile(r"[\s、，,。;；.()（）]*")

Span = tuple[int, int]


def plain(text: str) -> str:
    """The part of a message that is read, with full-width digits and letters made plain; no longer than before."""
    return text[:LONGEST].translate(_NARROW)


def without(words: str, spans: Iterable[Span]) -> str:
    """The same length of text, with each span blanked."""
    for start, end in spans:
        words = words[:start] + BLANK * (end - start) + words[end:]
    return words


def tidy(words: str) -> str:
    """One line, without the commas around it."""
    return " ".join(words.split()).strip(" ,，、。;；:：")
