"""What `paidan doctor` asks of each part: a check looks at one thing as it is now, and says the mend where it is amiss.

A part of the program that has settings has its checks beside it (`bot/channels/*/checks.py`), and stands in
`bot/doctor.py`.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass


class Amiss(Exception):
    """Something is wrong: what it is, and how it is mended, in one line."""


class NotSet(Exception):
    """There is nothing to look at: which settings would make it so."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing to look at. `look` returns what was found; raises Amiss, NotSet."""

    name: str
    look: Callable[[], Awaitable[str]]
