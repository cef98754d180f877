"""`python -m bench [NAME …]`: runs the benchmarks, or those that are named, and keeps what they found."""

import asyncio
import os
import sys
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before numpy: as in the worker

from rich.console import Console

from bench import alarms, messages, replaying, starting, wechat
from bench.proof import clear, evaluate, reuse, sheet_evaluation
from bench.results import FOLDER, Result, fsync_rate, keep, show

BENCHMARKS: dict[str, Callable[[Path], Awaitable[list[Result]]]] = {
    "command_vs_ptb_echo": messages.command_vs_ptb_echo,
    "durable_vs_off": messages.durable_vs_off,
    "answer_p99_ms": messages.answer_p99_ms,
    "wechat_answer_p99_s": wechat.wechat_answer_p99_s,
    "alarms_vs_apscheduler": alarms.alarms_vs_apscheduler,
    "next_due_us": alarms.next_due_us,
    "rules_events_per_s": starting.rules_events_per_s,
    "replay_1m_s": replaying.replay_1m_s,
    "start_healthy_s": starting.start_healthy_s,
    "alarms_100k_late_p99_s": alarms.alarms_100k_late_p99_s,
    "photo_median_s": evaluate.photo_median_s,
    "proof": evaluate.proof,
    "proof_sheets": sheet_evaluation.proof_sheets,
    "photo_clear": clear.photo_clear,
    "photo_reuse": reuse.photo_reuse,
}


def noon_zone(hour: int) -> str:
    """A time zone in which it is noon at that hour of UTC: in quiet hours no alarm would ring. (Its sign is turned
    round: Etc/GMT-8 is eight hours before UTC.)"""
    return f"Etc/GMT{hour - 12:+d}"


def main() -> None:
    console = Console()
    names = sys.argv[1:] or list(BENCHMARKS)
    if unknown := [name for name in names if name not in BENCHMARKS]:
        sys.exit(f"no benchmark {', '.join(unknown)}; there are {', '.join(BENCHMARKS)}")
    os.environ["PAIDAN_TIMEZONE"] = noon_zone(datetime.now(UTC).hour)
    FOLDER.mkdir(exist_ok=True)
    fsyncs, load = fsync_rate(), os.getloadavg()
    console.print(f"this disk syncs {fsyncs:,.0f} times a second; load {load[0]:.1f} on {os.cpu_count()} cores")
    results: list[Result] = []
    for name in names:
        began = time.perf_counter()
        with TemporaryDirectory(prefix="paidan-bench-", dir=os.environ.get("BENCH_FOLDER")) as folder:
            results += asyncio.run(_run(name, Path(folder)))
        console.print(f"  {name}: {time.perf_counter() - began:.0f} s", highlight=False)
    show(results, console)
    keep(results, fsyncs, load[:2])


async def _run(name: str, folder: Path) -> list[Result]:
    return await BENCHMARKS[name](folder)


if __name__ == "__main__":
    main()
