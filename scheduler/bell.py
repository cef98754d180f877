"""The bell: rings what is due. Time is one more speaker, and enters where a command does.

What is due is read from the one wake-up of each subject, so nothing in memory holds the only copy of a deadline. At
most 64 are in flight, a few in each unit, and the store takes people's units first, so that nobody waits behind
alarms. A subject that cannot be rung is put off and told to the log; the others ring.
"""

import asyncio
from collections.abc import Callable

import structlog

from handlers.absences import begin_due
from handlers.certificates import notice_due
from storage.absences import next_start
from storage.certificates import next_notice
from storage.store import Store
from storage.transaction import Busy
from storage.unit import Unit

IN_FLIGHT = 64
TOGETHER = 8  # subjects a unit, some milliseconds: it costs less than one each, and a person can wait behind it
PUT_OFF_MS = 60_000

log = structlog.get_logger()


class Bell:
    """Rings every subject whose time has come.

    now     UTC ms
    behind  whether more is due than can be rung at once
    """

    def __init__(self, store: Store[Unit], now: Callable[[], int]) -> None:
        self._store, self._now = store, now
        self._ringing = asyncio.Lock()
        self.behind = False

    async def ring(self) -> int:
        """Everything due by now is done, in order. Returns how many subjects rang."""
        rang = 0
        async with self._ringing:
            while due := await self._store.run(_due, patient=True):
                self.behind = len(due) == IN_FLIGHT
                few = [due[start : start + TOGETHER] for start in range(0, len(due), TOGETHER)]
                await asyncio.gather(*map(self._ring_together, few))
                rang += len(due)
            rang += await self._store.run(begin_due)
            rang += await self._store.run(notice_due)
            self.behind = False
        return rang

    async def next_due(self) -> int | None:
        """When the next step is due, UTC ms; None when no clock runs."""
        return await self._store.run(_next_due)

    async def _ring_together(self, subjects: list[int]) -> None:
        try:
            await self._store.run(lambda unit: _ring_all(unit, subjects), patient=True)
        except Busy:
            await asyncio.sleep(0.05)  # they are still due: the next round takes them
        except Exception:  # one of them cannot be rung
            for subject in subjects:
                await self._ring(subject)

    async def _ring(self, subject: int) -> None:
        try:
            await self._store.run(lambda unit: unit.ring(subject), patient=True)
        except Busy:
            await asyncio.sleep(0.05)
        except Exception:
            log.exception("a subject could not be rung", subject=subject)
            await self._store.run(lambda unit: unit.put_off(subject, PUT_OFF_MS), patient=True)


def _due(unit: Unit) -> list[int]:
    return [row["subject"] for row in unit.tx.all(unit.q.due, now=unit.now, most=IN_FLIGHT)]


def _ring_all(unit: Unit, subjects: list[int]) -> None:
    for subject in subjects:
        unit.ring(subject)
        unit.finish()  # the next one counts who has this one


def _next_due(unit: Unit) -> int | None:
    row = unit.tx.one(unit.q.next_due)
    known = [at for at in (row["at"] if row else None, next_start(unit), next_notice(unit)) if at is not None]
    return min(known, default=None)
