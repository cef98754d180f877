"""Does what was left for later, one after the other, beside everything else. What stumbles is tried again."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import structlog

from storage.store import Store
from storage.tasks import Task, done, next_at, next_task, stumbled
from storage.unit import Unit

Doing = Callable[[Mapping[str, Any]], Awaitable[None]]

log = structlog.get_logger()


class Tasks:
    """`does`: kind → who does it."""

    def __init__(self, store: Store[Unit], does: Mapping[str, Doing]) -> None:
        self._store, self._does = store, does

    async def drain(self) -> int:
        """Everything that is due. Returns how much that was."""
        count = 0
        while task := await self._store.run(next_task, patient=True):
            await self._do(task)
            count += 1
        return count

    async def next_at(self) -> int | None:
        """When something is due again, UTC ms."""
        return await self._store.run(next_at, patient=True)

    async def _do(self, task: Task) -> None:
        try:
            await self._does[task.kind](task.args)
        except Exception:
            again = await self._store.run(lambda unit: stumbled(unit, task), patient=True)
            log.exception("a task stumbled", kind=task.kind, task=task.id, again=again)
            return
        await self._store.run(lambda unit: done(unit, task), patient=True)
