"""100,000 alarms due within one minute while people talk; the same rate beside APScheduler; the next one due."""

import asyncio
import json
import sqlite3
import statistics
import time
from contextlib import closing
from pathlib import Path

from bench.company import BenchApp, build, company_of, now, settings_for
from bench.messages import reports
from bench.processes import cpu_s, free_port, running, start_load
from bench.results import Result, alone, beside
from bot.clocks import WallClock
from storage.unit import Unit

REMIND_AFTER_MS = 20 * 60_000
"""D2: who has accepted a job is reminded ten minutes before the half hour is over."""

MINUTE = 60_000
OWNERS = 1_000
PEOPLE_A_SECOND = 20
CATCH_UP_S = 120


async def alarms_100k_late_p99_s(folder: Path, alarms: int = 100_000) -> list[Result]:
    """Each alarm is a decision of its job's clock: an event, the row, the next wake-up and a reminder with buttons."""
    start = now() + 45_000 * alarms // 100_000 + 5_000
    place = folder / "alarms"
    await build(place, alarms, accepted=True, began=start - REMIND_AFTER_MS, spread=MINUTE, owners=OWNERS)
    port = free_port()
    with running("bench.server", "ours", str(port), str(place), str(OWNERS), port=port) as server:
        early = max(0.0, (start - now()) / 1000)
        await asyncio.sleep(early)
        before = cpu_s(server.pid)
        people = start_load(port, reports(60 * PEOPLE_A_SECOND), PEOPLE_A_SECOND)
        out, _ = await asyncio.to_thread(people.communicate)
        rang = await asyncio.to_thread(_rang, place / "paidan.db", alarms)
        used = cpu_s(server.pid) - before
    seen = json.loads(out)
    late = sorted((recorded - at) / 1000 for at, recorded in rang)
    over = max(recorded for _, recorded in rang) - start
    return [
        alone("alarms_100k_late_p99_s", [late[int(len(late) * 0.99)]], "s", below=2),
        alone("alarms_100k_all_within_s", [over / 1000], "s", below=62),
        alone("alarms_100k_people_p99_ms", [seen["p99"] * 1000], "ms", below=100),
        alone("alarms_100k_people_p50_ms", [seen["p50"] * 1000], "ms", below=None),
        alone("alarms_100k_cpu_us", [used / alarms * 1e6], "µs", below=None),
    ]


def _rang(database: Path, alarms: int) -> list[tuple[int, int]]:
    """When each reminder was due and when it was written. Waits for the last of them."""
    until = time.perf_counter() + CATCH_UP_S
    while True:
        with closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)) as db:
            rows = db.execute("select at, recorded_at from event where name = 'step.reminded'").fetchall()
        if len(rows) >= alarms or time.perf_counter() > until:
            if len(rows) < alarms:
                raise RuntimeError(f"{alarms - len(rows)} alarms never rang")
            return rows
        time.sleep(0.5)


async def alarms_vs_apscheduler(folder: Path, alarms: int = 3_000, pairs: int = 3) -> list[Result]:
    """3,000 alarms due within 1.8 s (the same rate), ours decided and stored; a job each in APScheduler's memory."""
    spread = MINUTE * alarms // 100_000
    ours, theirs = [], []
    for turn in range(pairs):
        ours.append(await _ours(folder / f"aps{turn}", alarms, spread))
        theirs.append(await _apscheduler(alarms, spread))
    return [beside("alarms_vs_apscheduler", ours, theirs, "s late (p99)", "less", "APScheduler, memory", at_least=None)]


async def _ours(folder: Path, alarms: int, spread: int) -> float:
    start = now() + 5_000
    await build(folder, alarms, accepted=True, began=start - REMIND_AFTER_MS, spread=spread)
    app = BenchApp(settings_for(folder), company_of())
    await app.open()
    await app.wakes.start()
    await asyncio.sleep(max(0.0, (start + spread - now()) / 1000) + 0.5)
    rang = await asyncio.to_thread(_rang, folder / "paidan.db", alarms)
    await app.wakes.stop()
    await app.close()
    late = sorted((recorded - at) / 1000 for at, recorded in rang)
    return max(0.001, late[int(len(late) * 0.99)])


async def _apscheduler(alarms: int, spread: int) -> float:
    from apscheduler.schedulers.asyncio import AsyncIOScheduler

    wall = WallClock()
    late: list[float] = []
    scheduler = AsyncIOScheduler(timezone="UTC", job_defaults={"misfire_grace_time": None})
    start = now() + 6_000

    async def ring(at: int) -> None:
        late.append((now() - at) / 1000)

    for n in range(alarms):
        at = start + spread * n // alarms
        scheduler.add_job(ring, "date", run_date=wall.wall(at), args=[at])
    scheduler.start()
    while len(late) < alarms:
        await asyncio.sleep(0.2)
    scheduler.shutdown(wait=False)
    late.sort()
    return late[int(len(late) * 0.99)]


async def next_due_us(folder: Path) -> list[Result]:
    """When the next alarm is due, asked of the store, with ten thousand and with a million open."""
    found = []
    for many in (10_000, 1_000_000):
        app = BenchApp(settings_for(folder / f"due{many}"), company_of())
        await app.open()

        def fill(unit: Unit, many: int = many) -> None:
            unit.tx.run(
                "with recursive n(i) as (select 1 union all select i + 1 from n where i < :many)"
                " insert into wake (subject, at) select i, :now + i * 7919 % 86400000 from n",
                many=many,
                now=unit.now,
            )

        def ask(unit: Unit) -> list[float]:
            times = []
            for _ in range(1000):
                began = time.perf_counter()
                unit.tx.one(unit.q.next_due)
                unit.tx.all(unit.q.due, now=unit.now, most=64)
                times.append((time.perf_counter() - began) * 1e6)
            return times

        await app.store.run(fill)
        times = [statistics.median(await app.store.run(ask)) for _ in range(5)]
        await app.close()
        found.append(alone("next_due_us" if many > 10_000 else "next_due_10k_us", times, "µs", below=1000))
    return found
