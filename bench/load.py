"""The load, in a process of its own: `python -m bench.load PORT FILE [RATE]`. Prints what it saw as JSON.

FILE holds the requests, a list for each chat. Without a rate each chat sends its next as soon as the last was answered
(closed loop). With one, updates are sent at their scheduled times whatever comes back (open loop), and an answer's time
runs from the scheduled time, so that a server that stalls is not spared.
"""

import asyncio
import pickle
import sys
import time
from pathlib import Path

import msgspec


class Line:
    """One kept-alive connection; one request at a time."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._lock = asyncio.Lock()
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def post(self, request: bytes) -> bool:
        async with self._lock:
            if self._streams is None:
                self._streams = await asyncio.open_connection("127.0.0.1", self._port)
            reader, writer = self._streams
            writer.write(request)
            head = await reader.readuntil(b"\r\n\r\n")
            length = int(head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0] or 0)
            if length:
                await reader.readexactly(length)
            return head.startswith(b"HTTP/1.1 200")


async def closed(port: int, chats: list[list[bytes]], times: list[float]) -> int:
    async def chat(requests: list[bytes]) -> int:
        line, wrong = Line(port), 0
        for request in requests:
            began = time.perf_counter()
            wrong += not await line.post(request)
            times.append(time.perf_counter() - began)
        return wrong

    return sum(await asyncio.gather(*(chat(requests) for requests in chats)))


async def opened(port: int, chats: list[list[bytes]], rate: float, times: list[float]) -> int:
    lines = [Line(port) for _ in chats]
    began = time.perf_counter() + 0.2

    async def one(line: Line, request: bytes, at: float) -> int:
        await asyncio.sleep(at - time.perf_counter())
        right = await line.post(request)
        times.append(time.perf_counter() - at)
        return not right

    turns = max(len(requests) for requests in chats)
    inorder = [
        (line, requests[n])
        for n in range(turns)
        for line, requests in zip(lines, chats, strict=True)
        if n < len(requests)
    ]
    return sum(
        await asyncio.gather(*(one(line, request, began + n / rate) for n, (line, request) in enumerate(inorder)))
    )


def main() -> None:
    port, chats = int(sys.argv[1]), pickle.loads(Path(sys.argv[2]).read_bytes())
    times: list[float] = []
    began = time.perf_counter()
    wrong = asyncio.run(
        opened(port, chats, float(sys.argv[3]), times) if len(sys.argv) > 3 else closed(port, chats, times)
    )
    seconds = time.perf_counter() - began
    times.sort()
    seen = {"count": len(times), "wrong": wrong, "seconds": seconds, "p50": times[len(times) // 2]}
    print(msgspec.json.encode(seen | {"p99": times[int(len(times) * 0.99)], "most": times[-1]}).decode())


if __name__ == "__main__":
    main()
