"""Names as people gave them to a platform, made fit to stand in a sentence. X10."""

import unicodedata

LONGEST = 40
"""Characters of a name that are kept."""

INVISIBLE = ("Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp")
"""Control, bidi and zero-width characters, and those without a meaning: they can turn or hide the words around them."""


def plain_name(name: str) -> str:
    """The name without what cannot be seen; empty when nothing is left."""
    seen = "".join(" " if c in "\t\n\r" else c for c in unicodedata.normalize("NFC", name) if _visible(c))
    return " ".join(seen.split())[:LONGEST].strip()


def _visible(character: str) -> bool:
    return character in "\t\n\r" or unicodedata.category(character) not in INVISIBLE
