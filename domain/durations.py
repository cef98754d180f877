"""Lengths of time as packs write them: "30m", "8h", "3d", "1h30m", "-10m"; in milliseconds."""

import re

SECOND = 1_000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR
LONGEST = 3660 * DAY
"""Ten years: longer than any rule means."""
_UNITS = {"s": SECOND, "m": MINUTE, "h": HOUR, "d": DAY, "w": 7 * DAY}
_WHOLE = re.compile(r"([+-]?)((?:\d+[smhdw])+)")
_PART = re.compile(r"(\d+)([smhdw])")


def duration(text: str) -> int:
    """Milliseconds of "1h30m"; a leading sign is kept. Raises ValueError for anything else, and above ten years."""
    found = _WHOLE.fullmatch(text.strip())
    if not found:
        raise ValueError(text)
    sign, parts = found.groups()
    total = sum(int(number) * _UNITS[unit] for number, unit in _PART.findall(parts))
    if total > LONGEST:
        raise ValueError(text)
    return -total if sign == "-" else total
