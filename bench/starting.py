"""How fast the program is there, what it weighs at rest, and how fast rules follow events."""

import asyncio
import time
from itertools import cycle
from pathlib import Path
from typing import Any

from bench.company import CHANNEL, TECHNICIANS, BenchApp, build, company_of, life, now, settings_for
from bench.processes import free_port, resident_mb, running
from bench.results import Result, alone
from domain.building import build as policy_of
from domain.policy import Policy
from domain.subjects import JOB
from handlers.door import enter
from handlers.said import Said
from storage.held import event_of
from storage.unit import Unit

RULES = 200
COMPANY = """
[company]
zh = "测"
en = "Bench"

[[person]]
name = "周主管"
roles = ["supervisor"]
"""


async def start_healthy_s(folder: Path) -> list[Result]:
    """From the command `paidan serve` to /health 200: with an empty database, and with 100,000 open jobs."""
    found = []
    for name, jobs in (("start_empty_healthy_s", 0), ("start_healthy_s", 100_000)):
        place = folder / name
        if jobs:
            await build(place, jobs, accepted=True, began=now(), spread=60_000, owners=1_000)
        times, sizes = [], []
        for _ in range(4):
            port = free_port()
            env = _env(place, port)
            began = time.perf_counter()
            with running("bot", "serve", port=port, env=env) as server:
                times.append(time.perf_counter() - began)
                await asyncio.sleep(2)
                sizes.append(resident_mb(server.pid))
        found.append(alone(name, times[1:], "s", below=2))  # the first reads the program from the disk
        found.append(alone("rest_mb" if jobs else "rest_empty_mb", sizes, "MB", below=150))
    return found


def _env(place: Path, port: int) -> dict[str, str]:
    place.mkdir(parents=True, exist_ok=True)
    (place / "company.toml").write_text(COMPANY, encoding="utf-8")
    return {
        "PAIDAN_DATABASE_URL": f"sqlite:///{place / 'paidan.db'}",
        "PAIDAN_COMPANY": str(place / "company.toml"),
        "PAIDAN_PORT": str(port),
    }


def with_rules(pack: dict[str, Any], count: int, zone: str) -> Policy:
    """A pack with so many rules: its own, then its clocks again under other ids."""
    own = sum(len(rows) for section, rows in pack.items() if isinstance(rows, list) and section != "overlay")
    again = [
        {**row, "id": f"{row['id']}.again{n // len(pack['clock'])}"}
        for n, row in zip(range(count - own), cycle(pack["clock"]), strict=False)
    ]
    policy = policy_of({**pack, "clock": [*pack["clock"], *again]}, zone)
    assert len(policy.rules) == count  # noqa: S101  the figure is about so many
    return policy


async def rules_events_per_s(folder: Path) -> list[Result]:
    """Events folded and every clock of 200 rules stepped, over the log of a real job up to the arrival."""
    numbers = await build(folder / "rules", 1, accepted=False, began=now())
    app = BenchApp(settings_for(folder / "rules"), company_of())
    await app.open()
    for n, (chat, action) in enumerate(life(numbers, TECHNICIANS)):
        at = now()
        said = Said(CHANNEL, str(chat), str(n), action=action, happened_at=at, recorded_at=at)
        await app.store.run(lambda unit, said=said: enter(said, unit))

    def read(unit: Unit) -> list[object]:
        return [event_of(row) for row in unit.tx.all(unit.q.events, subject=unit.numbered(numbers[0]))]

    log = await app.store.run(read)
    await app.close()
    policy = with_rules(app.pack.table, RULES, app.settings.timezone)
    rates = []
    for _ in range(5):
        began, count = time.perf_counter(), 0
        while time.perf_counter() - began < 0.5:
            state, running_clocks = JOB.blank, ()
            for event in log:
                state = JOB.evolve(state, event)
                running_clocks = policy.step(running_clocks, event, state.view())
            count += len(log)
        rates.append(count / (time.perf_counter() - began))
    return [alone("rules_events_per_s", rates, "events/s", above=20_000)]
