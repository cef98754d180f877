"""Lengths of time as packs write them: "30m", "8h", "3d", "1h30m", "-10m"; in milliseconds."""

import re

SECOND = 1_000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR
_UNITS = {"s": SECOND, "m": MINUTE, "h": HOUR, "d": DAY, "w": 7 * DAY}
_WHOLE = re.compile(r"([+-]?)((?:\d+[smhdw])+)")
_PART = re.compile(r"(\d+)([smhdw])")


def duration(text: str) -> int:
    """Milliseconds of "1h30m"; a leading sign is kept. Raises ValueError for anything else."""
    found = _WHOLE.fullmatch(text.strip())
    if not found:
        raise ValueError(text)
    sign, parts = found.groups()
    total = sum(int(number) * _UNITS[unit] for number, unit in _PART.findall(parts))
    return -total if sign == "-" else total
