"""The store: acknowledged is stored, a failing unit harms nobody else, and waiting units share a commit."""

import asyncio
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from domain.errors import Conflict
from storage.readers import Readers
from storage.store import Store
from storage.transaction import Busy, Closed, Crashed, StoreError, TooSlow, Transaction, Undone

SCHEMA = """
create table note(text text primary key);
create table parent(id integer primary key);
create table strict(parent integer references parent(id));
create table lenient(parent integer references parent(id) deferrable initially deferred);
"""
READ_FOREVER = "with recursive n(i) as (select 1 union all select i + 1 from n) select count(*) from n"
WRITE_FOREVER = """
insert into parent with recursive n(i) as (select 1 union all select i + 1 from n) select i from n
"""


class Unit:
    """The smallest unit of work: it keeps its notes and writes them at the end."""

    def __init__(self, transaction: Transaction) -> None:
        self.transaction = transaction
        self.pending: list[str] = []

    def note(self, text: str) -> None:
        self.pending.append(text)

    def notes(self) -> int:
        row = self.transaction.one("select count(*) as notes from note")
        assert row is not None
        return int(row["notes"])

    def finish(self) -> None:
        for text in self.pending:
            self.transaction.run("insert into note values (:text)", text=text)


Work = Callable[[Unit], Any]


def noting(text: str) -> Work:
    def work(unit: Unit) -> str:
        unit.note(text)
        return text

    return work


def running(sql: str) -> Work:
    return lambda unit: unit.transaction.run(sql)


def raising(error: BaseException) -> Work:
    def work(unit: Unit) -> None:
        unit.transaction.run("insert into note values ('of a failed unit')")
        raise error

    return work


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "paidan.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(SCHEMA)
    return path


@pytest.fixture
def store(path: Path) -> Iterator[Store[Unit]]:
    """With a budget no slow machine uses up: what waits together is one group."""
    with closing(Store(path, Unit, budget_ms=60_000, slow_ms=200)) as store:
        yield store


def stored(path: Path) -> set[str]:
    """What another process would find."""
    with closing(sqlite3.connect(path)) as connection:
        return {text for (text,) in connection.execute("select text from note")}


class Held:
    """A unit that keeps the writer until it is let go, so that all that is asked meanwhile waits together."""

    def __init__(self) -> None:
        self._began = threading.Event()
        self._go = threading.Event()

    def __call__(self, unit: Unit) -> None:
        self._began.set()
        assert self._go.wait(30)

    async def began(self) -> None:
        await asyncio.to_thread(self._began.wait, 30)

    def let_go(self) -> None:
        self._go.set()


async def together(store: Store[Unit], *works: Work) -> list[Any]:
    """Results and errors of units that run in one group, in order."""
    held = Held()
    asking = [asyncio.create_task(store.run(work)) for work in (held, *works)]
    await held.began()  # every task has asked by now
    held.let_go()
    return (await asyncio.gather(*asking, return_exceptions=True))[1:]


async def test_an_answer_follows_its_commit(store: Store[Unit], path: Path) -> None:
    assert await store.run(noting("a")) == "a"
    assert stored(path) == {"a"}
    assert await store.run(Unit.notes) == 1


async def test_statements_answer_rows_and_counts(store: Store[Unit]) -> None:
    def work(unit: Unit) -> None:
        transaction = unit.transaction
        assert transaction.run("insert into parent values (1), (2), (3) returning id") == 3
        assert transaction.run("update parent set id = 9 where id = :id", id=8) == 0
        assert [row["id"] for row in transaction.all("select id from parent where id > :low order by id", low=1)] == [
            2,
            3,
        ]
        assert transaction.one("select id from parent where id = 7") is None

    await store.run(work)


async def test_five_hundred_at_once_share_commits(store: Store[Unit], path: Path) -> None:
    results = await together(store, *(noting(f"n{i}") for i in range(500)))
    assert results == [f"n{i}" for i in range(500)]
    assert stored(path) == set(results)
    assert store.units == 501
    assert store.groups == 8  # 501 units, 64 a group


async def test_a_spent_budget_ends_the_group(path: Path) -> None:
    with closing(Store(path, Unit, budget_ms=0)) as store:
        await together(store, *(noting(f"n{i}") for i in range(5)))
        assert store.groups == store.units == 6


async def test_a_failing_unit_is_undone_alone(store: Store[Unit], path: Path) -> None:
    a, wrong_sql, bug, twice, b = await together(
        store, noting("a"), running("insert into nowhere values (1)"), raising(KeyError("x")), noting("a"), noting("b")
    )
    assert (a, b) == ("a", "b")
    assert isinstance(wrong_sql, sqlite3.OperationalError)
    assert isinstance(bug, KeyError)
    assert isinstance(twice, sqlite3.IntegrityError)
    assert stored(path) == {"a", "b"}
    assert store.groups == 2  # the holder with a, which was run again without the failing one, and b


@pytest.mark.parametrize("error", [SystemExit(1), KeyboardInterrupt(), StopIteration(), asyncio.CancelledError()])
async def test_what_would_end_the_loop_is_wrapped(store: Store[Unit], path: Path, error: BaseException) -> None:
    a, crash, b = await together(store, noting("a"), raising(error), noting("b"))
    assert (a, b) == ("a", "b")
    assert isinstance(crash, Crashed)
    assert crash.__cause__ is error
    assert stored(path) == {"a", "b"}


async def test_references_are_enforced_also_with_returning(store: Store[Unit]) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        await store.run(lambda unit: unit.transaction.one("insert into strict values (7) returning parent"))


async def test_after_a_failed_commit_the_innocent_pass_alone(store: Store[Unit], path: Path) -> None:
    a, poison, b = await together(store, noting("a"), running("insert into lenient values (7)"), noting("b"))
    assert (a, b) == ("a", "b")
    assert isinstance(poison, sqlite3.IntegrityError)
    assert stored(path) == {"a", "b"}
    assert store.groups == 3  # the holder, a and b, each alone


async def test_a_refusal_is_judged_again_when_its_reason_is_gone(store: Store[Unit], path: Path) -> None:
    def poison(unit: Unit) -> None:
        unit.note("taken")
        unit.transaction.run("insert into lenient values (7)")

    poisoned, second = await together(store, poison, noting("taken"))
    assert isinstance(poisoned, sqlite3.IntegrityError)
    assert second == "taken"
    assert stored(path) == {"taken"}


async def test_on_a_full_disk_stored_is_acknowledged_exactly(store: Store[Unit], path: Path) -> None:
    def no_room(unit: Unit) -> None:
        (pages,) = unit.transaction.all("pragma page_count")[0]
        unit.transaction.all(f"pragma max_page_count = {pages + 6}")

    def room(unit: Unit) -> None:
        unit.transaction.all("pragma max_page_count = 100000")

    await store.run(no_room)
    fat = [f"{i} " + "x" * 3000 for i in range(64)]
    results = await together(store, *(noting(text) for text in fat))
    passed = {result for result in results if isinstance(result, str)}
    assert 0 < len(passed) < 64
    assert all(isinstance(result, sqlite3.OperationalError | str) for result in results)
    assert stored(path) == passed
    await store.run(room)
    assert await store.run(noting("afterwards")) == "afterwards"


async def test_slow_sql_is_stopped(store: Store[Unit], path: Path) -> None:
    a, reading, b = await together(store, noting("a"), running(READ_FOREVER), noting("b"))
    assert isinstance(reading, TooSlow)
    assert (a, b) == ("a", "b")
    assert stored(path) == {"a", "b"}


async def test_a_stopped_write_takes_nobody_along(store: Store[Unit], path: Path) -> None:
    """SQLite rolls the whole transaction back when it stops a write."""
    tries = []

    def write(unit: Unit) -> None:
        tries.append(unit)
        unit.transaction.run(WRITE_FOREVER)

    a, writing, b = await together(store, noting("a"), write, noting("b"))
    assert isinstance(writing, TooSlow)
    assert len(tries) == 1
    assert (a, b) == ("a", "b")
    assert stored(path) == {"a", "b"}


async def test_a_unit_that_hides_a_lost_transaction_keeps_nothing(store: Store[Unit], path: Path) -> None:
    def hide(unit: Unit) -> None:
        try:
            unit.transaction.run(WRITE_FOREVER)
        except sqlite3.OperationalError:
            unit.pending.clear()

    def go_on(unit: Unit) -> None:
        hide(unit)
        unit.note("alone")

    a, hidden, went_on, b = await together(store, noting("a"), hide, go_on, noting("b"))
    assert isinstance(hidden, Undone)
    assert isinstance(went_on, Undone)
    assert (a, b) == ("a", "b")
    assert stored(path) == {"a", "b"}


async def test_a_transaction_ends_with_its_unit(store: Store[Unit]) -> None:
    leaked = await store.run(lambda unit: unit.transaction)
    with pytest.raises(Undone):
        leaked.run("insert into note values ('late')")
    with pytest.raises(Undone):  # nor does it write into another's
        await store.run(lambda unit: leaked.run("insert into note values ('late')"))


async def test_a_conflict_is_run_again_three_times(store: Store[Unit], path: Path) -> None:
    tries = 0

    def conflict(unit: Unit) -> None:
        nonlocal tries
        tries += 1
        unit.transaction.run("insert into note values ('moved')")
        raise Conflict

    with pytest.raises(Conflict):
        await store.run(conflict)
    assert tries == 4
    assert stored(path) == set()


async def test_a_conflict_that_passes_is_not_seen(store: Store[Unit], path: Path) -> None:
    tries = 0

    def conflict_twice(unit: Unit) -> str:
        nonlocal tries
        tries += 1
        unit.note(f"try {tries}")
        unit.transaction.run("insert into parent values (1)")
        if tries < 3:
            raise Conflict
        return "passed"

    assert await store.run(conflict_twice) == "passed"
    assert stored(path) == {"try 3"}


async def test_an_asker_that_went_away_harms_nobody(store: Store[Unit], path: Path) -> None:
    held = Held()
    asking = [asyncio.create_task(store.run(work)) for work in (held, noting("gone"), noting("b"))]
    await held.began()
    asking[1].cancel()
    held.let_go()
    first, gone, b = await asyncio.gather(*asking, return_exceptions=True)
    assert first is None
    assert isinstance(gone, asyncio.CancelledError)
    assert b == "b"
    assert stored(path) == {"gone", "b"}  # it was asked for, so it was run


def test_a_loop_closed_meanwhile_harms_nobody(store: Store[Unit], path: Path) -> None:
    held = Held()

    async def ask_and_leave() -> None:
        asking = asyncio.create_task(store.run(held))
        await held.began()
        asking.cancel()

    asyncio.run(ask_and_leave())
    held.let_go()
    assert asyncio.run(store.run(noting("a"))) == "a"
    assert stored(path) == {"a"}


async def test_a_full_queue_is_busy(path: Path) -> None:
    with closing(Store(path, Unit, depth=2)) as store:
        held = Held()
        first = asyncio.create_task(store.run(held))
        await held.began()
        waiting = [asyncio.create_task(store.run(noting(text))) for text in "ab"]
        await asyncio.sleep(0)
        with pytest.raises(Busy):
            await store.run(noting("c"))
        held.let_go()
        assert await asyncio.gather(first, *waiting) == [None, "a", "b"]
    assert stored(path) == {"a", "b"}


async def test_closing_runs_what_waits(path: Path) -> None:
    store = Store(path, Unit)
    waiting = [asyncio.create_task(store.run(noting(f"n{i}"))) for i in range(200)]
    slow = asyncio.create_task(store.run(lambda unit: time.sleep(0.02)))
    await asyncio.sleep(0)
    store.close()
    store.close()
    await asyncio.gather(*waiting, slow)
    assert stored(path) == {f"n{i}" for i in range(200)}
    with pytest.raises(Closed):
        await store.run(noting("late"))
    assert not path.with_name("paidan.db-wal").exists()  # all of it is in the file


async def test_listeners_hear_each_group_that_kept_something(store: Store[Unit]) -> None:
    heard: list[int] = []
    store.when_committed(lambda: heard.append(threading.get_ident()))
    await together(store, noting("a"), noting("b"))
    assert heard == [threading.get_ident()]  # once, on the loop's own thread
    with pytest.raises(KeyError):
        await store.run(raising(KeyError()))
    assert len(heard) == 1
    await store.run(noting("c"))
    assert len(heard) == 2


async def test_a_failing_listener_is_reported_and_harms_nobody(store: Store[Unit]) -> None:
    reports: list[dict[str, Any]] = []
    heard: list[str] = []

    def fail() -> None:
        raise KeyError("listener")

    asyncio.get_running_loop().set_exception_handler(lambda loop, context: reports.append(context))
    store.when_committed(fail)
    store.when_committed(lambda: heard.append("second"))
    assert await store.run(noting("a")) == "a"
    assert heard == ["second"]
    assert isinstance(reports[0]["exception"], KeyError)


async def test_a_locked_database_is_refused_and_drained_afterwards(store: Store[Unit], path: Path) -> None:
    await store.run(lambda unit: unit.transaction.all("pragma busy_timeout = 0"))
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("begin immediate")
        for result in await asyncio.gather(*(store.run(noting(text)) for text in "ab"), return_exceptions=True):
            assert isinstance(result, sqlite3.OperationalError)
        other.execute("rollback")
    assert await store.run(noting("c")) == "c"
    assert stored(path) == {"c"}


def test_what_is_no_database_is_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear Sir or Madam, this is not a database." * 100)
    with pytest.raises(sqlite3.DatabaseError):
        Store(path, Unit)


def test_the_errors_have_one_base() -> None:
    assert all(issubclass(kind, StoreError) for kind in (Busy, Closed, Crashed, TooSlow, Undone))


async def test_readers_see_what_is_committed_and_write_nothing(store: Store[Unit], path: Path) -> None:
    readers = Readers(path)
    with pytest.raises(RuntimeError, match="not open"):
        await readers.all("select 1")
    await readers.open()
    try:
        await store.run(noting("a"))
        assert [row["text"] for row in await readers.all("select text from note where text = :text", text="a")] == ["a"]
        assert await readers.one("select 1 from note where text = 'b'") is None
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            await readers.all("insert into note values ('b')")
    finally:
        await readers.close()
        await readers.close()
    assert stored(path) == {"a"}


def test_readers_make_no_database(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        asyncio.run(Readers(tmp_path / "nowhere.db").open())
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "letter.txt").write_text("Dear Sir or Madam, this is not a database." * 100)
    with pytest.raises(sqlite3.DatabaseError):
        asyncio.run(Readers(tmp_path / "letter.txt").open())


async def patiently(store: Store[Unit], people: int, patient: int) -> list[str]:
    """The order in which units run that were asked for together, those that can wait first."""
    order: list[str] = []
    held = Held()
    asking = [asyncio.create_task(store.run(held))]
    await held.began()
    for kind, count in (("alarm", patient), ("person", people)):
        for _ in range(count):
            work: Work = lambda unit, kind=kind: order.append(kind)  # noqa: E731
            asking.append(asyncio.create_task(store.run(work, patient=kind == "alarm")))
    await asyncio.sleep(0)
    held.let_go()
    await asyncio.gather(*asking)
    return order


async def test_people_go_before_what_can_wait(store: Store[Unit]) -> None:
    order = await patiently(store, people=5, patient=200)
    assert order[:5] == ["person"] * 5
    assert order.count("alarm") == 200


async def test_what_can_wait_is_not_starved_by_people(store: Store[Unit]) -> None:
    order = await patiently(store, people=200, patient=20)
    assert order[:64].count("alarm") == 8
    assert order.index("alarm") == 7 - 1  # the holder was the first in a row


async def test_each_queue_is_bounded_by_itself(path: Path) -> None:
    with closing(Store(path, Unit, depth=2)) as store:
        held = Held()
        asking = [asyncio.create_task(store.run(held))]
        await held.began()
        asking += [asyncio.create_task(store.run(noting(f"p{n}"), patient=True)) for n in range(2)]
        await asyncio.sleep(0)
        with pytest.raises(Busy):
            await store.run(noting("c"), patient=True)
        asking.append(asyncio.create_task(store.run(noting("person"))))
        await asyncio.sleep(0)
        held.let_go()
        await asyncio.gather(*asking)
    assert stored(path) == {"p0", "p1", "person"}
