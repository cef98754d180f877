"""How many of what, as people type it: 2台空调, 两台, 3 fridges."""

import re

from handlers.reading.numerals import COUNT, read_number
from handlers.reading.products import product_in
from handlers.reading.words import plain

_COUNT = re.compile(rf"(?P<count>{COUNT})\s?(?:台|个|部|套|x|×)?")
_PLURAL = re.compile(r"(?<=[a-z])s\b")


def read_units(text: str) -> tuple[int, str | None] | None:
    """The number, and the product where one is named ("other" for one we do not know). None without a number."""
    words = _PLURAL.sub("", plain(text).strip().lower())
    found = _COUNT.search(words)
    count = read_number(found["count"]) if found else None
    if found is None or count is None:
        return None
    named = words[: found.start()].strip() + words[found.end() :].strip()
    return count, product_in(named) or ("other" if named else None)
