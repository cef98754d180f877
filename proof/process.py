"""The worker process: takes pictures from its standard input one by one, answers on its standard output. X7, X18.

It is told how much memory it may have, ends by itself when it gets more than that, when its parent is gone, and when
nobody has asked for a while. Frames: four bytes of length, then msgpack.
"""

import os
import resource
import select
import sys
from collections.abc import Callable
from typing import Any, BinaryIO

import msgspec

from proof.findings import Wanted

IDLE = 300  # seconds without a picture after which it ends, and its memory is free
LENGTH = 4  # bytes


class Look(msgspec.Struct, frozen=True, tag="look"):
    """One picture to look at; the answer is a `Verdict`."""

    data: bytes
    wanted: Wanted


class Sign(msgspec.Struct, frozen=True, tag="sign"):
    """What is the picture found by? The answer is a `Signature`, None where there is no picture."""

    data: bytes


class Compare(msgspec.Struct, frozen=True, tag="compare"):
    """Is a picture a copy of one that is kept? The answer is a `Match`."""

    asked: bytes
    kept: bytes


Asked = Look | Sign | Compare


def framed(message: Any) -> bytes:
    """As it goes through a pipe."""
    packed = msgspec.msgpack.encode(message)
    return len(packed).to_bytes(LENGTH) + packed


def serve(megabytes: int) -> None:
    """Look at what comes, until nothing comes. raises MemoryError for a picture that needs more than it may have."""
    resource.setrlimit(resource.RLIMIT_DATA, (megabytes * 1_000_000,) * 2)
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # no library writes among the answers
    answer = _answering()
    while asked := _next(sys.stdin.buffer):
        answers.write(framed(answer(asked)))
        answers.flush()


def _answering() -> Callable[[Asked], Any]:
    """Who does what is asked: one thread, whatever is installed. Loaded here, so that the limits hold for it too."""
    from proof import reuse  # noqa: PLC0415
    from proof.verdict import look  # noqa: PLC0415

    if reuse.can_compare():
        import cv2  # noqa: PLC0415

        cv2.setNumThreads(1)

    def answer(asked: Asked) -> Any:
        match asked:
            case Look(data, wanted):
                return look(data, wanted)
            case Sign(data):
                return reuse.signature(data)
            case Compare(one, kept):
                return reuse.compared(one, kept)

    return answer


def _next(pipe: BinaryIO) -> Asked | None:
    if not select.select([pipe], [], [], IDLE)[0]:
        return None
    length = pipe.read(LENGTH)
    return msgspec.msgpack.decode(pipe.read(int.from_bytes(length)), type=Asked) if length else None


if __name__ == "__main__":
    serve(int(sys.argv[1]))
