"""Heavy work that is left for later, in the same transaction: `later` writes it down, `scheduler/tasks.py` does it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from storage.unit import Unit

LOOK = "look"
"""A technician's proof is to be looked at: {subject, photo, needs, shows, technician}; `shows` what it must show, ""
for nothing."""

PLATE = "plate"
"""A customer's photo of the nameplate is to be read: as LOOK, without `technician`. No proof waits for it."""

REUSE = "reuse"
"""It is looked for whether a photo was used before: {photo, subject, needs, person, at}."""

FIRST_PAUSE_MS, LONGEST_PAUSE_MS = 5_000, 600_000
TRIES = 8


@dataclass(frozen=True, slots=True)
class Task:
    """Something to do. `kind` names who does it."""

    id: int
    kind: str
    args: dict[str, Any]
    tries: int


def later(unit: Unit, kind: str, args: Mapping[str, Any]) -> None:
    """To be done once this is committed."""
    unit.tx.run(unit.q.add_task, kind=kind, args=msgspec.json.encode(args).decode(), at=unit.now)


def next_task(unit: Unit, kind: str) -> Task | None:
    """What has waited longest of what is due of a kind."""
    row = unit.tx.one(unit.q.next_task, kind=kind, now=unit.now)
    return Task(row["id"], row["kind"], msgspec.json.decode(row["args"]), row["tries"]) if row else None


def next_at(unit: Unit, kind: str | None = None) -> int | None:
    """When the next one is due, of a kind or of any, UTC ms."""
    row = unit.tx.one(unit.q.next_task_at) if kind is None else unit.tx.one(unit.q.next_task_of_kind_at, kind=kind)
    return row["at"] if row else None


def done(unit: Unit, task: Task) -> None:
    """It is over."""
    unit.tx.run(unit.q.drop_task, id=task.id)


def stumbled(unit: Unit, task: Task) -> bool:
    """It is tried again later, longer each time. False once it was tried often enough: then it stays as it is."""
    if task.tries + 1 >= TRIES:
        return False
    pause = min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS << min(task.tries, 20))
    unit.tx.run(unit.q.put_off_task, id=task.id, at=unit.now + pause)
    return True
