"""Servers and loads as processes, and what they cost."""

import json
import os
import pickle
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
PATIENCE_S = 120


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def running(*command: str, port: int, env: dict[str, str] | None = None) -> Iterator[subprocess.Popen[bytes]]:
    """A server that answers /health 200; stopped at the end."""
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(
            [sys.executable, "-m", *command], cwd=ROOT, stdout=log, stderr=log, env={**os.environ, **(env or {})}
        )
        try:
            wait_healthy(process, port)
            yield process
        except BaseException:
            log.seek(0)
            sys.stderr.write(log.read().decode()[-4000:])
            raise
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def wait_healthy(process: subprocess.Popen[bytes], port: int) -> None:
    """raises TimeoutError, or RuntimeError when the server ended."""
    until = time.perf_counter() + PATIENCE_S
    while time.perf_counter() < until:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with {process.returncode}")
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=2) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.005)
    raise TimeoutError("the server was never healthy")


def load(port: int, chats: Sequence[Sequence[bytes]], rate: float | None = None) -> dict[str, Any]:
    """What a load saw: {count, wrong, seconds, p50, p99, most} in seconds. Raises when an answer was not 200."""
    process = start_load(port, chats, rate)
    out, _ = process.communicate()
    seen: dict[str, Any] = json.loads(out)
    if seen["wrong"]:
        raise RuntimeError(f"{seen['wrong']} of {seen['count']} answers were not 200")
    return seen


def start_load(port: int, chats: Sequence[Sequence[bytes]], rate: float | None = None) -> subprocess.Popen[bytes]:
    file = tempfile.NamedTemporaryFile(delete=False)  # noqa: SIM115  the other process reads it
    file.write(pickle.dumps([list(requests) for requests in chats]))
    file.close()
    command = [sys.executable, "-m", "bench.load", str(port), file.name, *([str(rate)] if rate else [])]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE)


def resident_mb(pid: int) -> float:
    line = next(line for line in Path(f"/proc/{pid}/status").read_text().splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def cpu_s(pid: int) -> float:
    """Processor seconds a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
