"""What a customer says of the warranty. It decides free or paid only until somebody sees the invoice (I6)."""

import re
from typing import Literal

from handlers.reading.words import Span

# In this order: "not over yet" before "over", "not in" before "in".
WARRANTY = (
    ("in", r"[没未]有?[过出脱](?:保修期?|质保|保)"),
    ("out", r"不在保(?:修期?)?内?|过了?保(?:修期?|了)?(?![护养存])|过了?质保|[保质][修保]期?已?过了?"),
    ("out", r"保外|出保|脱保|超保"),
    ("out", r"\bout of (?:the )?(?:warranty|guarantee)|\bnot (?:in|under) warranty"),
    ("out", r"\bwarranty (?:has |is |already ){0,2}(?:expired|over)"),
    ("in", r"(?<!环)保内|[保质][修保]期?内|还?在保(?:修期?)?内?(?![安险姆定护利洁养存])"),
    ("in", r"\b(?:still )?(?:in|under|within) (?:the )?warranty"),
)
ASKED_BEFORE = re.compile(r"(?:是不是|是否|有没有|算不算|\bis (?:it|this) )\s?$", re.IGNORECASE)
ASKED_AFTER = re.compile(r"\s?[了期]?[吗么没?？]")

Warranty = Literal["in", "out"]


def warranty_in(words: str) -> tuple[Warranty | None, list[Span]]:
    """What is said of the warranty, and where; asking whether it is over says nothing."""
    for said, pattern in WARRANTY:
        if found := re.search(pattern, words, re.IGNORECASE):
            asked = ASKED_AFTER.match(words, found.end()) or ASKED_BEFORE.search(words[: found.start()])
            return (None if asked else "in" if said == "in" else "out"), [found.span()]
    return None, []
