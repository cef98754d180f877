"""How fast people are served: commands beside a bare echo, durable beside not, and how long an answer takes."""

import asyncio
from itertools import count
from pathlib import Path

from bench.company import CHANNEL, FAULT, TECHNICIANS, BenchApp, build, company_of, life, menu, now, settings_for
from bench.processes import cpu_s, free_port, load, running
from bench.results import Result, alone, beside
from bench.telegram import tap, text
from handlers.door import enter
from handlers.said import Said
from storage.store import Store

CHATS = 64
PAIRS = 5
A_RUN = 384
"""Jobs of one run: with five commands each, about a second."""

NEWCOMER = 5_000_000
_ids = count(1)


def _lives(numbers: list[str], first: int) -> list[list[bytes]]:
    """What 64 chats post: each takes jobs from an offer to the arrival, one after another."""
    at = now()
    chats: list[list[bytes]] = [[] for _ in range(CHATS)]
    for n, own in enumerate(numbers):
        for step, (chat, _action) in enumerate(life([own], TECHNICIANS, first + n)):
            chats[n % CHATS].append(tap(next(_ids), chat, menu(first + n, step), at))
    return chats


async def command_vs_ptb_echo(folder: Path) -> list[Result]:
    """Webhook → committed job command → 200, 64 chats at once, beside a bare python-telegram-bot echo. FULL.

    Twice: up to the commit, which is what a platform waits for; and with everything said rendered and sent meanwhile.
    """
    found = []
    for kind, name in (("asleep", "command_vs_ptb_echo"), ("ours", "command_and_send_vs_ptb_echo")):
        jobs = iter(await build(folder / kind, (PAIRS + 1) * A_RUN, accepted=False, began=now()))
        here, there = free_port(), free_port()
        with (
            running("bench.server", kind, str(here), str(folder / kind), port=here) as server,
            running("bench.server", "echo", str(there), "-", port=there) as peer,
        ):
            ours, theirs, cpu, their_cpu = [], [], [], []
            for turn in range(PAIRS + 1):
                batch = [next(jobs) for _ in range(A_RUN)]
                bodies = _lives(batch, turn * A_RUN)
                before = cpu_s(server.pid), cpu_s(peer.pid)
                mine, other = load(here, bodies), load(there, bodies)
                if turn:  # the first warms both
                    ours.append(mine["count"] / mine["seconds"])
                    theirs.append(other["count"] / other["seconds"])
                    cpu.append((cpu_s(server.pid) - before[0]) / mine["count"] * 1e6)
                    their_cpu.append((cpu_s(peer.pid) - before[1]) / other["count"] * 1e6)
        peer_name = "python-telegram-bot echo"
        target = 1.0 if kind == "asleep" else None
        found.append(beside(name, ours, theirs, "updates/s", "more", peer_name, at_least=target))
        cpu_name = name.replace("_vs_ptb_echo", "_cpu_us")
        found.append(beside(cpu_name, cpu, their_cpu, "µs", "less", peer_name, at_least=None))
    return found


async def durable_vs_off(folder: Path) -> list[Result]:
    """The same commands through the store alone, 64 at once: synchronous=FULL beside OFF."""
    speeds: dict[str, list[float]] = {"FULL": [], "OFF": []}
    apps, jobs = {}, {}
    for mode in speeds:
        jobs[mode] = iter(await build(folder / mode, (PAIRS + 1) * A_RUN // 2, accepted=False, began=now()))
        apps[mode] = BenchApp(settings_for(folder / mode), company_of())
        await apps[mode].open()
    stores = {
        mode: Store(app.settings.database, app._begin, synchronous=mode)  # type: ignore[arg-type]
        for mode, app in apps.items()
    }
    for app in apps.values():
        await app.readers.close()
        await asyncio.to_thread(app.store.close)
    for turn in range(PAIRS + 1):
        for mode, store in stores.items():
            batch = [next(jobs[mode]) for _ in range(A_RUN // 2)]
            speed = await _through(store, batch, turn * A_RUN // 2)
            if turn:
                speeds[mode].append(speed)
    for store in stores.values():
        await asyncio.to_thread(store.close)
    return [
        beside("durable_vs_off", speeds["FULL"], speeds["OFF"], "commands/s", "more", "synchronous=OFF", at_least=0.75)
    ]


async def _through(store: Store, numbers: list[str], first: int) -> float:  # type: ignore[type-arg]
    """Commands a second through a store, 64 chats at once."""
    chats: list[list[Said]] = [[] for _ in range(CHATS)]
    for n, own in enumerate(numbers):
        for chat, action in life([own], TECHNICIANS, first + n):
            at = now()
            said = Said(CHANNEL, str(chat), str(next(_ids)), action=action, happened_at=at, recorded_at=at)
            chats[n % CHATS].append(said)

    async def talk(said: list[Said]) -> None:
        for one in said:
            await store.run(lambda unit, one=one: enter(one, unit))

    loop = asyncio.get_running_loop()
    began = loop.time()
    await asyncio.gather(*(talk(said) for said in chats))
    return sum(map(len, chats)) / (loop.time() - began)


def reports(updates: int, lines: int = CHATS) -> list[list[bytes]]:
    """New customers who report a fault in a sentence, over so many connections."""
    at = now()
    chats: list[list[bytes]] = [[] for _ in range(lines)]
    for n in range(updates):
        name = next(_ids)
        chats[n % lines].append(text(name, NEWCOMER + name, FAULT, at))
    return chats


async def answer_p99_ms(folder: Path) -> list[Result]:
    """From an update's scheduled time to its 200, at 100 updates a second, two in three a new report. Sender awake."""
    runs, seconds = 3, 10
    jobs = iter(await build(folder / "p99", runs * 70, accepted=False, began=now()))
    port = free_port()
    p99, p50 = [], []
    with running("bench.server", "ours", str(port), str(folder / "p99"), port=port):
        load(port, reports(64))
        for turn in range(runs):
            lives = _lives([next(jobs) for _ in range(70)], turn * 70)
            mixed = [a + b for a, b in zip(lives, reports(100 * seconds - 350), strict=True)]
            seen = load(port, mixed, 100)
            p99.append(seen["p99"] * 1000)
            p50.append(seen["p50"] * 1000)
    return [alone("answer_p99_ms", p99, "ms", below=30), alone("answer_p50_ms", p50, "ms", below=None)]
