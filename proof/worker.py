"""Looking at pictures beside the app: a process of its own, so that web and chat never wait and a bad picture takes
nobody along. X7, X18.

One process, one picture at a time; one that somebody waits for goes before what is compared in the background. A
process that hangs, is killed or wants too much memory is replaced and its picture tried again; then a person looks.
"""

import asyncio
import contextlib
import os
import re
import sys
from collections import deque
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import msgspec

from proof.findings import Finding, Outcome, Reason, Verdict, Wanted
from proof.process import LENGTH, Asked, Compare, Look, Sign, framed
from proof.reuse import Match, Signature

TRIES = 2
ANSWERS: dict[type[Asked], Any] = {Look: Verdict, Sign: Signature | None, Compare: Match}
"""What comes back for what is asked."""
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
        self._turns = _Turns()
        self._process: asyncio.subprocess.Process | None = None
        self._closed = False

    async def look(self, data: bytes, wanted: Wanted, *, patient: bool = False) -> Verdict:
        """What is seen in a picture; a doubt with the reason where it could not be looked at. patient: behind all who
        are not."""
        if self._places <= 0:
            return left_to_a_person("photo-queue-full")
        self._places -= 1
        try:
            async with self._turns.one(patient=patient):
                seen: Verdict | None = await self._tried(Look(data, wanted))
        finally:
            self._places += 1
        return seen or left_to_a_person()

    async def signature(self, data: bytes) -> Signature | None:
        """What a picture is found by, in the background; None where there is none, or it could not be looked at."""
        async with self._turns.one(patient=True):
            signed: Signature | None = await self._tried(Sign(data))
            return signed

    async def compared(self, asked: bytes, kept: bytes) -> Match | None:
        """Whether a picture is a copy of a kept one, in the background; None where nobody could compare them."""
        async with self._turns.one(patient=True):
            match: Match | None = await self._tried(Compare(asked, kept))
            return match

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

    async def _tried(self, asked: Asked) -> Any:
        """The answer; None after two failures, or where the app ends."""
        frame = framed(asked)
        for _ in range(TRIES):
            if self._closed:
                break
            try:
                async with asyncio.timeout(self._seconds):
                    return msgspec.msgpack.decode(await self._answer(frame), type=ANSWERS[type(asked)])
            except (TimeoutError, OSError, asyncio.IncompleteReadError, msgspec.DecodeError):
                await self._end()
            except BaseException:
                await self._end()  # an answer nobody waits for must not be the next one's
                raise
        return None

    async def _answer(self, frame: bytes) -> bytes:
        process = await self._running()
        to, back = process.stdin, process.stdout
        if to is None or back is None:
            raise OSError("a process without pipes")
        to.write(frame)
        await to.drain()
        length = await back.readexactly(LENGTH)
        return await back.readexactly(int.from_bytes(length))

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


class _Turns:
    """One at a time. Whoever is patient waits for all who are not; among each, first come, first served."""

    def __init__(self) -> None:
        self._busy = False
        self._waiting: tuple[deque[asyncio.Future[None]], ...] = (deque(), deque())

    @contextlib.asynccontextmanager
    async def one(self, *, patient: bool = False) -> AsyncIterator[None]:
        """A turn, from when it has come."""
        if self._busy:
            await self._wait(self._waiting[patient])
        self._busy = True
        try:
            yield
        finally:
            self._pass_on()

    async def _wait(self, among: deque[asyncio.Future[None]]) -> None:
        mine = asyncio.get_running_loop().create_future()
        among.append(mine)
        try:
            await mine
        except BaseException:
            if mine.done() and not mine.cancelled():  # the turn had come already
                self._pass_on()
            raise

    def _pass_on(self) -> None:
        """To the next who still waits. It stays busy meanwhile, so that nobody who comes now gets in between."""
        for among in self._waiting:
            while among:
                if not (mine := among.popleft()).done():
                    mine.set_result(None)
                    return
        self._busy = False


def left_to_a_person(why: str = "photo-not-looked-at") -> Verdict:
    """What stands where nobody could look."""
    return Verdict((Finding("opened", Outcome.DOUBT, Reason(why)),))
