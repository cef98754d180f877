"""A million events of the log under another pack: how long `paidan policy replay` takes, and what it needs."""

import asyncio
import os
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec

from bench.company import CHANNEL, TECHNICIANS, BenchApp, build, company_of, life, now, settings_for
from bench.processes import ROOT
from bench.results import Result, alone
from domain.durations import DAY, HOUR
from handlers.door import enter
from handlers.said import Said
from storage.held import event_of, pack
from storage.unit import Unit

EVENTS = 1_000_000
SPREAD = 30 * DAY
CHANGED = """
[pack]
name = "stricter"
extends = "gree-installer"
zh = "更严"
en = "Stricter"

[[clock]]
id     = "D2"
source = "T9.8"
from   = "job.dispatched"
until  = ["appointment.agreed", "job.declined", "offer.passed"]
on     = "technician"
within = "5m"
hours  = "contact"
late   = [{ at = "0m", tell = "manager" }]
breach = { points = 5, on = "technician" }
zh     = "五分钟内约好"
en     = "Agreed within five minutes"
"""


async def replay_1m_s(folder: Path) -> list[Result]:
    """Jobs from the report to the arrival, ten minutes between two taps, over thirty days."""
    place = folder / "replay"
    began = now() - 40 * DAY
    count = await _many(place, began)
    changed = folder / "stricter.toml"
    changed.write_text(CHANGED, encoding="utf-8")
    command = [sys.executable, "-m", "bot", "policy", "replay", str(changed), "--since", "2020-01-01"]
    env = {**os.environ, "PAIDAN_DATABASE_URL": f"sqlite:///{place / 'paidan.db'}"}
    times, sizes = [], []
    for _ in range(3):
        seconds, mb = await asyncio.to_thread(_run, command, env)
        times.append(seconds * EVENTS / count)
        sizes.append(mb)
    return [alone("replay_1m_s", times, "s", below=120), alone("replay_1m_mb", sizes, "MB", below=500)]


def _run(command: list[str], env: dict[str, str]) -> tuple[float, float]:
    """Seconds and the most memory, MB, of a command. Raises RuntimeError when it fails."""
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.DEVNULL)
    _pid, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}")
    return time.perf_counter() - start, used.ru_maxrss / 1024


async def _many(place: Path, began: int) -> int:
    """One real job, copied until there are a million events. Returns how many there are."""
    numbers = await build(place, 1, accepted=False, began=began)
    app = BenchApp(settings_for(place), company_of())
    await app.open()
    for n, (chat, action) in enumerate(life(numbers, TECHNICIANS)):
        at = began + n * HOUR // 6
        said = Said(CHANNEL, str(chat), str(n), action=action, happened_at=at, recorded_at=at)
        await app.store.run(lambda unit, said=said: enter(said, unit))

    def read(unit: Unit) -> tuple[dict[str, Any], list[Any]]:
        row = unit.tx.one("select * from subject")
        assert row is not None  # noqa: S101  it was built above
        return dict(row), [event_of(event) for event in unit.tx.all(unit.q.events, subject=row["id"])]

    row, log = await app.store.run(read)
    await app.close()
    people = list(app.people.values())
    jobs = EVENTS // len(log) + 1
    with closing(sqlite3.connect(place / "paidan.db")) as connection, connection:
        for n in range(1, jobs):
            shift = SPREAD * n // jobs
            owner = {row["owner"]: people[n % len(people)]}
            clocks = msgspec.json.decode(row["clocks"]) | {"until": began + shift + DAY}
            copy = row | {"id": row["id"] + n, "number": f"B{n}", "clocks": pack(clocks), "open": n % 2}
            connection.execute(f"insert into subject values ({', '.join('?' * len(copy))})", list(copy.values()))  # noqa: S608
            connection.executemany(
                "insert into event values (?, ?, ?, ?, ?, ?, '')",
                [
                    (copy["id"], e.seq, e.name, e.at, e.recorded_at, pack(e.data))
                    for e in (_moved(event, shift, owner) for event in log)
                ],
            )
    return jobs * len(log)


def _moved(event: Any, shift: int, owner: dict[Any, Any]) -> Any:
    """The event that much later, of somebody else; times within its data too."""

    def put(value: Any) -> Any:
        if isinstance(value, dict):
            return {name: put(inner) for name, inner in value.items()}
        if isinstance(value, list):
            return [put(inner) for inner in value]
        is_time = isinstance(value, int) and 1_600_000_000_000 < value < 2_500_000_000_000
        return value + shift if is_time else owner.get(value, value) if isinstance(value, int) else value

    return replace(event, at=event.at + shift, recorded_at=event.recorded_at + shift, data=put(event.data))
