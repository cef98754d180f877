"""APScheduler wakes the bell at the next due time and the sender when something waits; both also look by themselves.

One wake-up for the earliest step of all subjects is enough: an APScheduler job per deadline would be slower and lost in
a crash. It is set anew whenever a commit may have moved it.
"""

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import Any

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from scheduler.bell import Bell
from scheduler.sender import Sender
from scheduler.standstill import BEAT_MS, beat
from storage.store import Store
from storage.unit import Unit

LOOK_EVERY_S = 5
"""The longest anything due waits, should a wake-up be missed: a suspended machine, a stepped clock."""

log = structlog.get_logger()


class Wakes:
    """Keeps bell and sender awake.

    wall  the wall-clock time at which the company's clock shows a given UTC ms
    """

    def __init__(self, store: Store[Unit], bell: Bell, sender: Sender, wall: Callable[[int], datetime]) -> None:
        self._store, self._bell, self._sender, self._wall = store, bell, sender, wall
        self._scheduler = AsyncIOScheduler(timezone="UTC")
        self._changed = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Begin. What fell due meanwhile rings at once."""
        options: dict[str, Any] = {"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
        self._scheduler.add_job(self._changed.set, "interval", seconds=LOOK_EVERY_S, id="look", **options)
        self._scheduler.add_job(self._beat, "interval", seconds=BEAT_MS // 1000, id="beat", **options)
        self._scheduler.start()
        self._store.when_committed(self._changed.set)
        self._changed.set()
        self._task = asyncio.create_task(self._run())

    async def stop(self) -> None:
        """Stop; what is under way is finished."""
        self._scheduler.shutdown(wait=False)
        if self._task:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        await self._beat()

    async def _run(self) -> None:
        while True:
            await self._changed.wait()
            self._changed.clear()
            try:
                await self._bell.ring()
                await self._sender.drain()
                self._wake_at(await self._bell.next_due())
            except Exception:
                log.exception("the bell or the sender stumbled; it is tried again")
                await asyncio.sleep(1)

    def _wake_at(self, due: int | None) -> None:
        if due is None:
            return
        self._scheduler.add_job(
            self._changed.set,
            "date",
            run_date=self._wall(due + 1),
            id="due",
            replace_existing=True,
            misfire_grace_time=None,
        )

    async def _beat(self) -> None:
        await self._store.run(beat)
