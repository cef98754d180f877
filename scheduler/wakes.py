"""APScheduler wakes the bell at the next due time and the sender when an address opens again; a commit wakes both.

They run beside each other: alarms are decided while messages are on their way, and a platform that is slow holds up no
alarm. One wake-up for the earliest step of all subjects is enough: an APScheduler job per deadline would be slower and
lost in a crash. Both also look by themselves.
"""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from scheduler.bell import Bell
from scheduler.sender import Sender
from scheduler.standstill import BEAT_MS, beat
from scheduler.tasks import Tasks
from storage.store import Store
from storage.unit import Unit

LOOK_EVERY_S = 5
"""The longest anything due waits, should a wake-up be missed: a suspended machine, a stepped clock."""

BREATH_S = 0.02
"""The bell looks at most so often: under load each commit would wake it, and no deadline is a matter of ms."""

log = structlog.get_logger()


class Wakes:
    """Keeps bell and sender awake.

    wall  the wall-clock time at which the company's clock shows a given UTC ms
    tasks what was left for later
    also  what else is looked at every few seconds
    """

    def __init__(
        self,
        store: Store[Unit],
        bell: Bell,
        sender: Sender,
        wall: Callable[[int], datetime],
        *,
        tasks: Tasks | None = None,
        also: Callable[[], Awaitable[None]] | None = None,
    ) -> None:
        self._also, self._later = also, tasks
        self._store, self._bell, self._sender, self._wall = store, bell, sender, wall
        sender.gives_way = lambda: bell.behind
        self._scheduler = AsyncIOScheduler(timezone="UTC")
        self._due, self._waiting = asyncio.Event(), asyncio.Event()
        self._left = {kind: asyncio.Event() for kind in tasks.kinds} if tasks else {}
        self._set: dict[str, datetime] = {}
        self._tasks: list[asyncio.Task[None]] = []

    async def start(self) -> None:
        """Begin. What fell due meanwhile rings at once."""
        options: dict[str, Any] = {"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
        self._scheduler.add_job(self._look, "interval", seconds=LOOK_EVERY_S, id="look", **options)
        self._scheduler.add_job(self._beat, "interval", seconds=BEAT_MS // 1000, id="beat", **options)
        if self._also:
            self._scheduler.add_job(self._also, "interval", seconds=LOOK_EVERY_S, id="also", **options)
        self._scheduler.start()
        self._store.when_committed(self._look)
        self._look()
        self._tasks = [asyncio.create_task(self._ring()), asyncio.create_task(self._send())]
        if self._later:
            self._tasks += [asyncio.create_task(self._work(self._later, kind)) for kind in self._left]

    async def stop(self) -> None:
        """Stop; what is under way is finished."""
        self._scheduler.shutdown(wait=False)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._sender.stop()
        await self._beat()

    def _look(self) -> None:
        self._due.set()
        for left in self._left.values():
            left.set()
        self._sends()

    def _sends(self) -> None:
        self._waiting.set()
        self._sender.wake()

    async def _ring(self) -> None:
        while True:
            await self._due.wait()
            self._due.clear()
            try:
                if await self._bell.ring():  # the sender may have given way
                    self._sends()
                self._wake_at("due", await self._bell.next_due())
                await asyncio.sleep(BREATH_S)
            except Exception:
                log.exception("the bell stumbled; it is tried again")
                await asyncio.sleep(1)

    async def _send(self) -> None:
        while True:
            await self._waiting.wait()
            self._waiting.clear()
            try:
                await self._sender.drain()
                self._wake_at("try", await self._sender.next_try())
            except Exception:
                log.exception("the sender stumbled; it is tried again")
                await asyncio.sleep(1)

    async def _work(self, tasks: Tasks, kind: str) -> None:
        while True:
            await self._left[kind].wait()
            self._left[kind].clear()
            try:
                await tasks.drain_kind(kind)
                self._wake_at(f"left {kind}", await tasks.next_at(kind))
            except Exception:
                log.exception("the tasks stumbled; they are tried again", kind=kind)
                await asyncio.sleep(1)

    def _wake_at(self, name: str, at: int | None) -> None:
        if at is None or self._set.get(name) == (when := self._wall(at + 1)):
            return
        self._set[name] = when
        self._scheduler.add_job(
            self._look, "date", run_date=when, id=name, replace_existing=True, misfire_grace_time=None
        )

    async def _beat(self) -> None:
        await self._store.run(beat)
