"""What was measured: a table for people, JSON for programs, and every run kept beside it."""

import os
import platform
import sqlite3
import statistics
import tempfile
import time
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import msgspec
from rich.console import Console
from rich.table import Table

FOLDER = Path(__file__).parent / "results"


@dataclass(frozen=True, slots=True)
class Result:
    """One figure.

    better      "more" or "less"
    peer        what it is measured beside, in the same run, in turns; None where it stands alone
    ratio       above 1 is better than the peer
    target      what was promised, as people read it, and whether it was met here
    samples     the values of which this is the median
    """

    name: str
    value: float
    unit: str
    better: str
    peer: str | None = None
    peer_value: float | None = None
    ratio: float | None = None
    target: str = ""
    met: bool | None = None
    samples: list[float] = field(default_factory=list)


def beside(
    name: str, ours: list[float], theirs: list[float], unit: str, better: str, peer: str, *, at_least: float | None
) -> Result:
    """Ours beside theirs, measured A B A B: the ratio is the median of the pairs', so that noise hits both alike."""
    pairs = [a / b if better == "more" else b / a for a, b in zip(ours, theirs, strict=True)]
    ratio = statistics.median(pairs)
    target = "" if at_least is None else f"ratio ≥ {at_least}"
    met = None if at_least is None else ratio >= at_least
    value, peer_value = statistics.median(ours), statistics.median(theirs)
    return Result(name, value, unit, better, peer, peer_value, ratio, target, met, ours)


def alone(
    name: str, samples: list[float], unit: str, *, below: float | None = None, above: float | None = None
) -> Result:
    """A figure without a peer. `below` or `above`: what it is to reach."""
    value = statistics.median(samples)
    target, met = "", None
    if below is not None:
        target, met = f"< {below:g} {unit}", value < below
    elif above is not None:
        target, met = f"> {above:g} {unit}", value > above
    return Result(name, value, unit, "less" if above is None else "more", target=target, met=met, samples=samples)


def fsync_rate() -> float:
    """Durable writes a second of this disk, now: 4 KB appended and synced."""
    with tempfile.NamedTemporaryFile(dir=FOLDER) as file:
        began, count = time.perf_counter(), 0
        while time.perf_counter() - began < 1:
            file.write(bytes(4096))
            file.flush()
            os.fsync(file.fileno())
            count += 1
        return count / (time.perf_counter() - began)


def show(results: list[Result], console: Console) -> None:
    """Ratios first."""
    table = Table(title="Paidan beside its peers")
    for heading in ("", "ratio", "ours", "peer's", "unit", "peer", "target"):
        table.add_column(
            heading, no_wrap=heading == "", justify="left" if heading in ("", "unit", "peer", "target") else "right"
        )
    for result in sorted(results, key=lambda r: r.ratio is None):
        mark = {True: " ✓", False: " ✗", None: ""}[result.met]
        table.add_row(
            result.name,
            "" if result.ratio is None else f"{result.ratio:.2f}",
            _figure(result.value),
            "" if result.peer_value is None else _figure(result.peer_value),
            result.unit,
            result.peer or "",
            result.target + mark,
        )
    console.print(table)


def keep(results: list[Result], fsyncs: float, load: tuple[float, float]) -> None:
    """latest.json, with what a single benchmark renewed put in place; history.jsonl gets the run as it was."""
    latest = FOLDER / "latest.json"
    known = {row["name"]: row for row in msgspec.json.decode(latest.read_bytes())} if latest.exists() else {}
    known |= {result.name: _row(result) for result in results}
    latest.write_bytes(msgspec.json.format(msgspec.json.encode(list(known.values())), indent=2) + b"\n")
    run = {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": {"cores": os.cpu_count(), "python": platform.python_version(), "sqlite": sqlite3.sqlite_version},
        "fsyncs_a_second": round(fsyncs),
        "load": [round(part, 2) for part in load],
        "results": [asdict(result) for result in results],
    }
    with (FOLDER / "history.jsonl").open("ab") as file:
        file.write(msgspec.json.encode(run) + b"\n")


def _row(result: Result) -> dict[str, object]:
    names = ("name", "value", "unit", "better", "peer", "peer_value", "ratio")
    return {name: getattr(result, name) for name in names}


def _figure(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"
