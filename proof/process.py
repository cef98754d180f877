"""The worker process: takes pictures from its standard input one by one, answers on its standard output. X7.

It is told how much memory it may have, ends by itself when it gets more than that, when its parent is gone, and when
nobody has asked for a while. Frames: four bytes of length, then msgpack.
"""

import os
import resource
import select
import sys
from typing import BinaryIO

import msgspec

from proof.findings import Verdict, Wanted

IDLE = 300  # seconds without a picture after which it ends, and its memory is free
LENGTH = 4  # bytes


class Asked(msgspec.Struct, frozen=True):
    """One picture to look at."""

    data: bytes
    wanted: Wanted


def framed(message: Asked | Verdict) -> bytes:
    """As it goes through a pipe."""
    packed = msgspec.msgpack.encode(message)
    return len(packed).to_bytes(LENGTH) + packed


def serve(megabytes: int) -> None:
    """Look at what comes, until nothing comes. raises MemoryError for a picture that needs more than it may have."""
    resource.setrlimit(resource.RLIMIT_DATA, (megabytes * 1_000_000,) * 2)
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # no library writes among the answers
    from proof.verdict import look  # noqa: PLC0415  within the limits

    while asked := _next(sys.stdin.buffer):
        answers.write(framed(look(asked.data, asked.wanted)))
        answers.flush()


def _next(pipe: BinaryIO) -> Asked | None:
    if not select.select([pipe], [], [], IDLE)[0]:
        return None
    length = pipe.read(LENGTH)
    return msgspec.msgpack.decode(pipe.read(int.from_bytes(length)), type=Asked) if length else None


if __name__ == "__main__":
    serve(int(sys.argv[1]))
