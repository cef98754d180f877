"""The SQLite store: `await store.run(work)` runs a plain function with its unit of work, whole or not at all.

- One thread writes. Waiting units share a transaction and one COMMIT for all: the price of an fsync is paid once a
  group. An answer leaves only after that COMMIT.
- People go first. A unit that can wait (a bell, a message going out) is taken when no person's waits; every eighth
  place is kept for one all the same, so neither stops the other.
- A unit that fails takes the transaction with it, and those before it are run again in one of their own. Few fail, and
  a savepoint for each would make all of them slower. When BEGIN or COMMIT fails (a full disk), each is run alone. So
  units are rerunnable: they touch nothing but their transaction.
- Checkpoints happen on the writer's connection only; readers cannot write.
"""

import asyncio
import math
import sqlite3
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, Literal, Protocol, TypeVar

from domain.errors import Conflict
from storage.transaction import Busy, Closed, Crashed, TooSlow, Transaction, Undone

T = TypeVar("T")

RERUNS = 3  # of a unit whose row moved under it
TURN = 8  # of so many units in a row, one is a unit that can wait
PROGRESS = 10_000  # SQLite's instructions between two looks at the deadline: well under a millisecond


class Finishing(Protocol):
    """What the store asks of a unit of work."""

    def finish(self) -> None:
        """Write what is still pending. Called after the work and before the commit."""


U = TypeVar("U", bound=Finishing)


@dataclass(slots=True)
class _Asked(Generic[U]):
    """A unit somebody waits for, and how its last run went. `result` counts only without an `error`."""

    work: Callable[[U], Any]
    future: asyncio.Future[Any]
    result: Any = None
    error: Exception | None = None


class Store(Generic[U]):
    """Runs units of work on the SQLite file at `path`; the schema is there already (`storage.migrate`).

    begin        makes the unit of work over a transaction; called again for each run
    synchronous  FULL keeps every acknowledged unit through a power cut; the others are for measuring
    most         units in a group
    budget_ms    a group takes no further unit after this long
    depth        units of people that may wait, and as many that can; one more is Busy
    slow_ms      SQL is stopped when its unit has run this long

    `groups` counts commits, `units` the units answered.
    """

    def __init__(
        self,
        path: Path,
        begin: Callable[[Transaction], U],
        *,
        synchronous: Literal["FULL", "NORMAL", "OFF"] = "FULL",
        most: int = 64,
        budget_ms: int = 15,
        depth: int = 2000,
        slow_ms: int = 5000,
    ) -> None:
        self.groups = 0
        self.units = 0
        self._begin = begin
        self._most = most
        self._budget = budget_ms / 1000
        self._depth = depth
        self._slow = slow_ms / 1000
        self._deadline = math.inf
        self._listeners: list[Callable[[], None]] = []
        self._waiting: deque[_Asked[U]] = deque()
        self._patient: deque[_Asked[U]] = deque()
        self._in_a_row = 0  # units of people since one that could wait
        self._closed = False
        self._changed = threading.Condition()  # guards the queues and `_closed`
        self._connection = _writer(path, synchronous)
        self._connection.set_progress_handler(self._is_late, PROGRESS)
        self._thread = threading.Thread(target=self._serve, name="store", daemon=True)
        self._thread.start()

    async def run(self, work: Callable[[U], T], *, patient: bool = False) -> T:
        """Run `work(unit)` and `unit.finish()` in the writer's thread; answer what `work` returned, after the commit.

        `patient`: nobody waits for it; people's units go first.

        `work` may be run several times, of which one counts: it touches nothing but its unit. It runs even when
        the asker stops waiting.
        raises  what the work raised (nothing of it is kept); Conflict after three more tries; Busy, Closed, TooSlow,
                Undone, Crashed; sqlite3.Error when the commit failed
        """
        future: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        queue = self._patient if patient else self._waiting
        with self._changed:
            if self._closed:
                raise Closed("the store is closed")
            if len(queue) >= self._depth:
                raise Busy(f"{self._depth} units are waiting already")
            queue.append(_Asked(work, future))
            self._changed.notify()
        return await future

    def when_committed(self, listener: Callable[[], None]) -> None:
        """Call `listener` once for each group that kept something, on the event loop its askers are on."""
        self._listeners.append(listener)

    def close(self) -> None:
        """Run what waits, then stop. Blocks until it is done; a second call changes nothing."""
        with self._changed:
            self._closed = True
            self._changed.notify()
        self._thread.join()

    # What follows runs in the writer's thread.

    def _serve(self) -> None:
        try:
            while (first := self._wait()) is not None:
                changes = self._connection.total_changes
                group = self._run_group(first)
                self.units += len(group)
                self._answer(group, wrote=self._connection.total_changes != changes)
        finally:
            self._connection.close()

    def _wait(self) -> _Asked[U] | None:
        """The next unit, or None when the store is closed and nothing is left."""
        with self._changed:
            while (asked := self._next()) is None and not self._closed:
                self._changed.wait()
            return asked

    def _next(self) -> _Asked[U] | None:
        """The unit whose turn it is; None when none waits. Only this thread takes from the queues."""
        if self._waiting and (self._in_a_row < TURN - 1 or not self._patient):
            self._in_a_row += 1
            return self._waiting.popleft()
        self._in_a_row = 0
        return self._patient.popleft() if self._patient else None

    def _run_group(self, first: _Asked[U]) -> list[_Asked[U]]:
        group = [first]
        try:
            if not self._commit_all(self._as_they_come(group)):
                self._run_without_newest(group)
        except Exception:  # BEGIN or COMMIT failed: alone, each that is innocent will pass
            self._run_each_alone(group)
        return group

    def _as_they_come(self, group: list[_Asked[U]]) -> Iterator[_Asked[U]]:
        """The first, and what waits while there is room and time; each stands in the group."""
        until = time.perf_counter() + self._budget
        asked: _Asked[U] | None = group[0]
        while asked is not None:
            yield asked
            asked = self._next() if len(group) < self._most and time.perf_counter() < until else None
            if asked is not None:
                group.append(asked)

    def _run_without_newest(self, group: list[_Asked[U]]) -> None:
        """It failed, and its error stands: the others pass without it. A row that moved may stand still now."""
        *others, newest = group
        if others and not self._commit_all(others):
            self._run_each_alone(group)
        elif isinstance(newest.error, Conflict):
            self._run_each_alone([newest])

    def _run_each_alone(self, group: Iterable[_Asked[U]]) -> None:
        """Also those that had failed: they may have been refused for what another had written, and that is gone."""
        for asked in group:
            for _ in range(RERUNS):
                try:
                    self._commit_all([asked])
                except Exception as error:
                    asked.error = error
                if not isinstance(asked.error, Conflict):
                    break

    def _commit_all(self, units: Iterable[_Asked[U]]) -> bool:
        """One transaction for all. False when one of them failed: it is the last that was run, and nothing is kept.

        raises  what BEGIN or COMMIT raised; nothing is kept either
        """
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            for asked in units:
                asked.result, asked.error = self._attempt(asked.work)
                if asked.error is not None:
                    return False
            self._connection.execute("COMMIT")
        finally:
            self._roll_back()  # unless it was committed
        self.groups += 1
        return True

    def _attempt(self, work: Callable[[U], Any]) -> tuple[Any, Exception | None]:
        # Knows nothing of the future: an error keeps this frame alive, and a future in it would be a cycle.
        transaction = Transaction(self._connection)
        self._deadline = time.perf_counter() + self._slow
        try:
            unit = self._begin(transaction)
            result = work(unit)
            unit.finish()
            if not self._connection.in_transaction:
                raise Undone("the unit's transaction was rolled back")
            return result, None
        except BaseException as error:
            return None, _for_a_future(error)
        finally:
            self._deadline = math.inf  # BEGIN, COMMIT and ROLLBACK are never stopped
            transaction.end()

    def _roll_back(self) -> None:
        if self._connection.in_transaction:
            with suppress(sqlite3.Error):  # the next BEGIN will say what is wrong
                self._connection.execute("ROLLBACK")

    def _is_late(self) -> bool:
        return time.perf_counter() > self._deadline

    def _answer(self, group: list[_Asked[U]], *, wrote: bool) -> None:
        """One call a loop and group: each wakes the loop through a socket."""
        loops: dict[asyncio.AbstractEventLoop, list[_Asked[U]]] = {}
        for asked in group:
            loops.setdefault(asked.future.get_loop(), []).append(asked)
        for loop, part in loops.items():
            with suppress(RuntimeError):  # the loop was closed meanwhile: nobody is left to tell
                loop.call_soon_threadsafe(self._settle, loop, part, wrote)

    def _settle(self, loop: asyncio.AbstractEventLoop, group: list[_Asked[U]], wrote: bool) -> None:
        """On the askers' loop. A group that only read is no news: who listens reads, and would hear itself for ever."""
        for asked in group:
            if asked.future.done():  # the asker went away
                continue
            if asked.error is not None:
                asked.future.set_exception(asked.error)
            else:
                asked.future.set_result(asked.result)
        if not wrote or all(asked.error is not None for asked in group):
            return
        for listener in self._listeners:
            try:
                listener()
            except Exception as error:
                loop.call_exception_handler({"message": "a listener of the store failed", "exception": error})


def _writer(path: Path, synchronous: str) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False, cached_statements=256)
    try:
        connection.row_factory = sqlite3.Row
        connection.execute("pragma journal_mode = wal")
        connection.execute(f"pragma synchronous = {synchronous}")
        connection.execute("pragma foreign_keys = on")
        connection.execute("pragma temp_store = memory")  # what a statement keeps of changed pages went to a file
        connection.execute("pragma cache_size = -65536")  # 64 MB
        connection.execute("pragma wal_autocheckpoint = 2000")  # pages, 8 MB: fewer than the usual, each still short
    except BaseException:
        connection.close()
        raise
    return connection


def _for_a_future(error: BaseException) -> Exception:
    """The error as a future takes it: a SystemExit set on one ends the loop, a StopIteration is refused by it."""
    named: Exception
    if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_INTERRUPT:
        named = TooSlow("the unit's SQL took too long and was stopped")
    elif isinstance(error, Exception) and not isinstance(error, StopIteration):
        return error
    else:
        named = Crashed(repr(error))
    named.__cause__ = error
    return named
