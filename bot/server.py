"""The web server that the program runs behind."""

import asyncio
import gc
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from starlette.types import ASGIApp

STOP_WITHIN_S = 5
ALLOCATIONS = 10_000
"""Of objects between two looks for garbage: a message makes a thousand, and nearly all of them end with it."""

SWITCH_S = 0.0005
"""The longest that one thread keeps Python to itself while another wants it. The store's thread lets go of it with each
statement; at the usual 5 ms, a unit of thirty statements took 150 ms while messages were rendered."""


class Server(uvicorn.Server):
    """Serves one app over HTTP. What is loaded when it starts stays: no look for garbage goes through it again."""

    def __init__(self, web: ASGIApp, port: int, host: str = "127.0.0.1") -> None:
        super().__init__(
            uvicorn.Config(
                web,
                host=host,
                port=port,
                log_level="warning",
                access_log=False,  # a line that is not written costs the time of one
                server_header=False,
                timeout_graceful_shutdown=STOP_WITHIN_S,
            )
        )

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        gc.collect()
        gc.freeze()
        gc.set_threshold(ALLOCATIONS)
        sys.setswitchinterval(SWITCH_S)
        await super().startup(sockets)

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Asked to stop, it stops and returns. uvicorn's raises the signal again, which ends us before the store."""
        loop = asyncio.get_running_loop()
        asked = (signal.SIGINT, signal.SIGTERM)
        for number in asked:
            loop.add_signal_handler(number, self.handle_exit, number, None)
        try:
            yield
        finally:
            for number in asked:
                loop.remove_signal_handler(number)
