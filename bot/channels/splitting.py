"""Long texts in parts that a platform takes, cut where it hurts least."""

import unicodedata
from collections.abc import Callable

MOST_UNITS = 4096
"""UTF-16 units of one message; Telegram counts so, and refuses more."""
JOINERS = ("\u200d",)


def utf16(character: str) -> int:
    """What a character weighs on Telegram."""
    return 1 + (character > "\uffff")


def utf8(character: str) -> int:
    """What a character weighs on WeChat."""
    return len(character.encode())


def parts(text: str, most: int = MOST_UNITS, weigh: Callable[[str], int] = utf16) -> list[str]:
    """The text in parts that weigh at most `most`: cut after a line, else a word, else between two characters as people
    see them."""
    found = []
    while sum(map(weigh, text)) > most:
        end = _fitting(text, most, weigh)
        head = text[:end]
        cut = max(head.rfind("\n"), 0) or max(head.rfind(" "), 0)
        cut = cut if cut > end // 2 else _between(text, end)
        found.append(text[:cut].rstrip())
        text = text[cut:].lstrip()
    return [part for part in (*found, text) if part]


def units(text: str) -> int:
    return len(text) + sum(character > "\uffff" for character in text)


def _fitting(text: str, most: int, weigh: Callable[[str], int]) -> int:
    """How many characters fit."""
    room = most
    for index, character in enumerate(text):
        room -= weigh(character)
        if room < 0:
            return index
    return len(text)


def _between(text: str, end: int) -> int:
    """The last place up to `end` that does not part what is seen as one: flags, families, accents."""
    cut = end
    while cut > 1 and end - cut < 64 and _belongs(text, cut):
        cut -= 1
    return cut if cut > 1 and not _belongs(text, cut) else end


def _belongs(text: str, at: int) -> bool:
    """Whether the character there goes with the one before."""
    here, before = text[at], text[at - 1]
    if before in JOINERS or here in JOINERS or "\ufe00" <= here <= "\ufe0f" or "\U0001f3fb" <= here <= "\U0001f3ff":
        return True
    if _regional(here) and _regional(before):
        flags = 0
        while at - 1 - flags >= 0 and _regional(text[at - 1 - flags]):
            flags += 1
        return flags % 2 == 1
    return unicodedata.category(here) in ("Mn", "Mc", "Me")


def _regional(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"
