"""A small HTTP/1.1 server for the fakes of platforms: it can be there, be gone, come back at the same port, and cut a
line after it has acted."""

import asyncio
from abc import ABC, abstractmethod
from typing import Any, Self


class Server(ABC):
    """Serves `answered` until it is taken down."""

    def __init__(self) -> None:
        self.url = ""
        self._port = 0
        self._server: asyncio.Server | None = None
        self._lines: set[asyncio.StreamWriter] = set()

    async def __aenter__(self) -> Self:
        await self.up()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.down()

    async def up(self) -> None:
        """The server is there, at the same port as before."""
        self._server = await asyncio.start_server(self._line, "127.0.0.1", self._port)
        self._port = self._server.sockets[0].getsockname()[1]
        self.url = f"http://127.0.0.1:{self._port}"

    async def down(self) -> None:
        """The server is gone."""
        if self._server:
            self._server.close()
        for line in list(self._lines):
            line.transport.abort()
        self._server = None

    @abstractmethod
    async def answered(self, verb: str, path: str, headers: list[Any], body: bytes) -> tuple[int, str, bytes, bool]:
        """Status, content type and body of an answer; False at last: the line is cut instead."""

    async def _line(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._lines.add(writer)
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                first, *rest = head.decode("latin-1").split("\r\n")
                verb, path, _ = first.split(" ", 2)
                headers = [tuple(line.split(": ", 1)) for line in rest if line]
                length = next((int(value) for name, value in headers if name.lower() == "content-length"), 0)
                body = await reader.readexactly(length)
                status, kind, data, stays = await self.answered(verb, path, headers, body)
                if not stays:
                    writer.transport.abort()
                    return
                head = f"HTTP/1.1 {status} X\r\ncontent-type: {kind}\r\ncontent-length: {len(data)}\r\n\r\n".encode()
                writer.write(head + data)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError, asyncio.LimitOverrunError):
            pass
        finally:
            self._lines.discard(writer)
            writer.close()
