"""A crash run: real servers killed at random while phones talk, one database throughout; what is left is checked."""

import asyncio
import json
import os
import sqlite3
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field
from datetime import datetime
from datetime import time as time_of_day
from pathlib import Path
from random import Random
from typing import Any

import httpx

from bot.clocks import WallClock
from bot.company import DEMO
from bot.control import ask_running
from bot.settings import load_settings
from tests.crash.fast_clock import FastClock
from tests.crash.phones import PATIENCE_S, Acknowledged, Phone, Platform, customers, staff

ROOT = Path(__file__).parents[2]
SPEED = 300  # five minutes a second: offers lapse, reminders and escalations fall due while servers die
LATER_MS = 5 * 86_400_000
CUSTOMERS = 6
STAFF = {"周主管": ("dispatch:",), "李师傅": ("accept:", "propose:"), "张师傅": ("accept:", "decline:")}


@dataclass
class Run:
    """How a run went. `until`: every deadline before it (UTC ms) had time to take effect; `ended`: since when nothing
    waited before the last stop; `starts_s` per server."""

    folder: Path
    kills: int = 0
    until: int = 0
    ended: int = 0
    acknowledged: list[Acknowledged] = field(default_factory=list)
    sent: int = 0
    starts_s: list[float] = field(default_factory=list)
    seconds: float = 0

    @property
    def database(self) -> Path:
        return self.folder / "data" / "paidan.db"


class Nursery:
    """Speaks with the process that starts servers."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    async def ask(self, **wish: Any) -> dict[str, int]:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(wish).encode() + b"\n")
        async with asyncio.timeout(PATIENCE_S):
            answer: dict[str, int] = json.loads(await self._process.stdout.readline())
        return answer


@asynccontextmanager
async def nursery(folder: Path, port: int) -> AsyncIterator[Nursery]:
    (folder / "company.toml").write_text(DEMO.read_text(encoding="utf-8"), encoding="utf-8")
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PAIDAN_")} | {
        "PAIDAN_DATABASE_URL": f"sqlite:///{folder / 'data' / 'paidan.db'}",
        "PAIDAN_COMPANY": str(folder / "company.toml"),
        "PAIDAN_PORT": str(port),
        "PYTHONPATH": str(ROOT),
    }
    with (folder / "log").open("wb") as log:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "tests.crash.nursery",
            cwd=folder,
            env=environment,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=log,
        )
        try:
            yield Nursery(process)
        finally:
            assert process.stdin is not None
            process.stdin.close()
            await process.wait()


async def crash_run(folder: Path, *, seed: int, kills: int, planted: str | None = None) -> Run:
    """Kill a server `kills` times under load, let the last one drain, stop it. Tells what was acknowledged."""
    random = Random(seed)
    port = _free_port(Random(f"{seed} {os.getpid()}"))
    run = Run(folder)
    began = time.monotonic()
    since = WallClock().now()
    clock = {"opened": _nine(since), "since": since, "speed": SPEED}
    platform = Platform(f"http://127.0.0.1:{port}")
    async with nursery(folder, port) as servers:
        await servers.ask(do="start", clock=clock, planted=planted)
        members = {name: await _member(platform, run.database.parent, name) for name in STAFF}
        await servers.ask(do="kill")
        async with asyncio.TaskGroup() as talking:
            for number in range(CUSTOMERS):
                talking.create_task(customers(platform, number, Random(f"{seed} {number}")))
            for name, taps in STAFF.items():
                talking.create_task(staff(platform, members[name], taps, Random(f"{seed} {name}")))
            for _ in range(kills):
                await servers.ask(do="start", clock=clock, planted=planted)
                await _a_while(platform, run, random)
                await servers.ask(do="kill")
                run.kills += 1
            platform.silent.set()
            await servers.ask(do="start", clock=clock, planted=planted)
        for phone in members.values():
            await phone.close()
        # Everybody has their answer. A last crash, and days until somebody starts the server again.
        await servers.ask(do="kill")
        clock["ahead"] = LATER_MS
        await servers.ask(do="start", clock=clock, planted=planted)
        run.until = FastClock(**clock).now()
        run.ended = await _drained(platform.address, run.database, FastClock(**clock))
        stopped = await servers.ask(do="stop")
        assert stopped == {"status": 0}, f"asked to stop, the server ended with {stopped}"
    run.acknowledged, run.sent = platform.acknowledged, platform.sent
    run.seconds = time.monotonic() - began
    return run


async def _a_while(platform: Platform, run: Run, random: Random) -> None:
    """Until the kill: while it still starts, or after a number of messages and a moment more."""
    if random.random() < 0.2:
        await asyncio.sleep(random.uniform(0, 0.3))
        return
    started = time.monotonic()
    await platform.acknowledge(1)
    run.starts_s.append(time.monotonic() - started)
    await platform.acknowledge(random.randrange(30))
    await asyncio.sleep(random.uniform(0, 0.03))


async def _member(platform: Platform, folder: Path, name: str) -> Phone:
    """The phone of a member of the company, who came in by a one-time link of the running server."""
    async with asyncio.timeout(PATIENCE_S):
        while (answer := await asyncio.to_thread(ask_running, folder, {"do": "link", "name": name})) is None:  # noqa: ASYNC110
            await asyncio.sleep(0.02)
    phone = platform.phone()
    assert await phone.open(answer["links"][0].partition("code=")[2])
    return phone


async def _drained(address: str, database: Path, clock: FastClock) -> int:
    """Wait until nothing is overdue and nothing waits to be sent. Returns since when that was so (UTC ms): a deadline
    may come any moment after it."""
    async with asyncio.timeout(PATIENCE_S), httpx.AsyncClient(base_url=address) as http:
        quiet, since = 0, clock.now()
        while quiet < 3:
            await asyncio.sleep(0.1)
            try:
                health = await http.get("/health")
            except httpx.TransportError:
                continue
            if quiet == 0:
                since = clock.now()
            late = health.status_code != 200 or health.json()["late_ms"] > 0
            with closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)) as connection:
                sql = "select count(*) from outbox where state in ('new', 'held')"
                waiting = connection.execute(sql).fetchone()[0]
            quiet = 0 if late or waiting else quiet + 1
    return since


def _nine(now: int) -> int:
    """Nine in the morning of that day: alarms and digests of the run do not wait for the end of the night."""
    zone = load_settings().zone
    today = datetime.fromtimestamp(now / 1000, zone).date()
    return int(datetime.combine(today, time_of_day(9), zone).timestamp() * 1000)


def _free_port(random: Random) -> int:
    """A port below those the system gives to outgoing connections, so that nobody takes it between two servers."""
    import socket

    while True:
        port = random.randrange(20_000, 32_000)
        with closing(socket.socket()) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
