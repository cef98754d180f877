"""Our own standstills: while we were down, nobody could answer us, so people's clocks stood still. DESIGN 5."""

from storage.memory import remember, remembered
from storage.unit import Unit

ALIVE = "alive_at"
BEAT_MS = 10_000
STANDSTILL_MS = 60_000
"""A gap longer than this was a standstill; a shorter one is a restart nobody noticed."""


def beat(unit: Unit) -> None:
    """We are alive now."""
    remember(unit, ALIVE, unit.now)


def record_standstill(unit: Unit) -> tuple[int, int] | None:
    """At the start: the time since the last beat, kept when it was long. Returns it (UTC ms, UTC ms), or None."""
    last = remembered(unit, ALIVE)
    remember(unit, ALIVE, unit.now)
    if last is None or unit.now - last < STANDSTILL_MS:
        return None
    unit.tx.run(unit.q.add_outage, since=last, until=unit.now)
    return last, unit.now
