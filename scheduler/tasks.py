"""Does what was left for later, beside everything else. What stumbles is tried again, not for ever.

Each kind has a lane of its own, one task after the other: what somebody waits for never stands behind what nobody does.
"""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import structlog

from storage.store import Store
from storage.tasks import Task, done, next_at, next_task, stumbled
from storage.unit import Unit

Doing = Callable[[Mapping[str, Any]], Awaitable[None]]
Giving = Callable[[Unit, Mapping[str, Any]], None]

log = structlog.get_logger()


class Tasks:
    """`does`: kind → who does it, what is urgent first. `gives_up`: kind → to whom it goes once it was tried often
    enough; the others are dropped."""

    def __init__(
        self, store: Store[Unit], does: Mapping[str, Doing], gives_up: Mapping[str, Giving] | None = None
    ) -> None:
        self._store, self._does, self._gives_up = store, does, gives_up or {}
        self.kinds = tuple(does)

    async def drain(self) -> int:
        """Everything that is due, a kind after the other. Returns how much that was."""
        return sum([await self.drain_kind(kind) for kind in self.kinds])

    async def drain_kind(self, kind: str) -> int:
        """Everything of a kind that is due. Returns how much that was."""
        count = 0
        while task := await self._store.run(lambda unit: next_task(unit, kind), patient=True):
            await self._do(task)
            count += 1
        return count

    async def next_at(self, kind: str | None = None) -> int | None:
        """When something is due again, of a kind or of any, UTC ms."""
        return await self._store.run(lambda unit: next_at(unit, kind), patient=True)

    async def _do(self, task: Task) -> None:
        try:
            await self._does[task.kind](task.args)
        except Exception:
            again = await self._store.run(lambda unit: stumbled(unit, task), patient=True)
            log.exception("a task stumbled", kind=task.kind, task=task.id, again=again)
            if not again:
                await self._give_up(task)
            return
        await self._store.run(lambda unit: done(unit, task), patient=True)

    async def _give_up(self, task: Task) -> None:
        """It is handed over and gone in one commit; what cannot be handed over either is gone."""
        hand_over = self._gives_up.get(task.kind)

        def handed(unit: Unit) -> None:
            if hand_over:
                hand_over(unit, task.args)
            done(unit, task)

        try:
            await self._store.run(handed, patient=True)
        except Exception:
            log.exception("a task could not be handed over", kind=task.kind, task=task.id)
            await self._store.run(lambda unit: done(unit, task), patient=True)
