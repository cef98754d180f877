"""Looking at pictures beside the app: a process of its own, so that web and chat never wait and a bad picture takes
nobody along. X7.

One process, one picture at a time. One that hangs, is killed or wants too much memory is replaced and its picture tried
again; then a person looks.
"""

import asyncio
import contextlib
import os
import re
import sys
from pathlib import Path

import msgspec

from proof.findings import Finding, Outcome, Reason, Verdict, Wanted
from proof.process import LENGTH, Asked, framed

TRIES = 2
HOME = str(Path(__file__).parent.parent)
PASSED = ("PATH", "LD_LIBRARY_PATH", "LANG", "TMPDIR")
"""Of the app's environment: what decodes strangers' files gets no secrets."""
SETTINGS = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MALLOC_ARENA_MAX": "1",
    "MALLOC_MMAP_MAX_": "0",  # large blocks are kept and used again: a tenth of the time was spent on getting them
    "MALLOC_TRIM_THRESHOLD_": "1000000000",
}


class Looker:
    """The eye of one app. Its process starts with the first picture.

    seconds     for one picture; the first of a process loads the models within them
    megabytes   of memory the process may have
    waiting     pictures that may queue; the next ones are answered at once with "a person looks"
    """

    def __init__(self, *, seconds: float = 30, megabytes: int = 750, waiting: int = 256) -> None:
        self._seconds = seconds
        self._megabytes = megabytes
        self._places = waiting
        self._turn = asyncio.Lock()  # first come, first served
        self._process: asyncio.subprocess.Process | None = None
        self._closed = False

    async def look(self, data: bytes, wanted: Wanted) -> Verdict:
        """What is seen in a picture; a doubt with the reason where it could not be looked at."""
        if self._places <= 0:
            return _left_to_a_person("photo-queue-full")
        self._places -= 1
        try:
            async with self._turn:
                return await self._tried(framed(Asked(data, wanted)))
        finally:
            self._places += 1

    def used(self) -> tuple[float, float]:
        """Seconds of one core and the most megabytes of the running process; zeros where none runs. (Linux)"""
        if self._process is None or self._process.returncode is not None:
            return 0.0, 0.0
        folder = Path("/proc") / str(self._process.pid)
        ticks = folder.joinpath("stat").read_text(encoding="ascii").rpartition(")")[2].split()[11:13]
        peak = re.search(r"VmHWM:\s+(\d+)", folder.joinpath("status").read_text(encoding="utf-8"))
        return sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK"), int(peak[1]) / 1000 if peak else 0.0

    async def close(self) -> None:
        """End the process. Whoever still waits is answered that a person looks."""
        self._closed = True
        await self._end()

    async def _tried(self, frame: bytes) -> Verdict:
        for _ in range(TRIES):
            if self._closed:
                break
            try:
                async with asyncio.timeout(self._seconds):
                    return await self._answer(frame)
            except (TimeoutError, OSError, asyncio.IncompleteReadError, msgspec.DecodeError):
                await self._end()
            except BaseException:
                await self._end()  # an answer nobody waits for must not be the next one's
                raise
        return _left_to_a_person("photo-not-looked-at")

    async def _answer(self, frame: bytes) -> Verdict:
        process = await self._running()
        to, back = process.stdin, process.stdout
        if to is None or back is None:
            raise OSError("a process without pipes")
        to.write(frame)
        await to.drain()
        length = await back.readexactly(LENGTH)
        return msgspec.msgpack.decode(await back.readexactly(int.from_bytes(length)), type=Verdict)

    async def _running(self) -> asyncio.subprocess.Process:
        if self._process is None or self._process.returncode is not None:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "proof.process",
                str(self._megabytes),
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                env={name: os.environ[name] for name in PASSED if name in os.environ} | SETTINGS | {"PYTHONPATH": HOME},
            )
        return self._process

    async def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.wait()


def _left_to_a_person(why: str) -> Verdict:
    return Verdict((Finding("opened", Outcome.DOUBT, Reason(why)),))
