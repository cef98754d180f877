"""The desk's lists made anew, once, for the open subjects of a database from before there were any."""

from collections.abc import Callable
from typing import Any

from storage.memory import remember, remembered
from storage.store import Store
from storage.unit import Unit

LISTED = "agenda"
PAGE = 500


async def list_what_was_there(store: Store[Unit]) -> None:
    """Every open subject stands in the desk's list where it waits there. Does nothing the second time."""
    if await store.run(lambda unit: remembered(unit, LISTED)):
        return
    after = 0
    while (last := await store.run(_page(after))) is not None:
        after = last
    await store.run(lambda unit: remember(unit, LISTED, True))


def _page(after: int) -> Callable[[Unit], int | None]:
    """Lists one page; returns the last id in it, None when there was none."""

    def run(unit: Unit) -> int | None:
        rows: list[Any] = list(unit.tx.all(unit.q.open_subjects, after=after, most=PAGE))
        for row in rows:
            unit.hold(row["id"]).list_anew(unit.tx, unit.q)
        return rows[-1]["id"] if rows else None

    return run
