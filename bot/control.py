"""A local socket through which commands reach a running `serve`, which alone may write.

One JSON line asks, one answers. The socket lies in the data folder, for its owner only.
"""

import asyncio
import json
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from bot.app import App
from bot.people_commands import answer

SOCKET = "paidan.sock"
WAIT_S = 5
ANSWER_S = 600
"""Papers take their time: WeChat makes the codes of stickers one by one."""


@asynccontextmanager
async def serving_commands(app: App) -> AsyncIterator[None]:
    """Commands are answered while this lasts."""
    path = app.settings.folder / SOCKET
    path.unlink(missing_ok=True)

    async def converse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            asked = json.loads(await asyncio.wait_for(reader.readline(), WAIT_S))
            said = await answer(app, asked)
        except (ValueError, KeyError, TimeoutError) as error:
            said = {"error": f"not understood: {type(error).__name__}"}
        writer.write(json.dumps(said).encode() + b"\n")
        await writer.drain()
        writer.close()

    server = await asyncio.start_unix_server(converse, path)
    path.chmod(0o600)
    try:
        yield
    finally:
        server.close()
        path.unlink(missing_ok=True)


def ask_running(folder: Path, asked: dict[str, Any]) -> dict[str, Any] | None:
    """What the running `serve` answers; None when none runs."""
    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(WAIT_S)
        try:
            connection.connect(str(folder / SOCKET))
        except (FileNotFoundError, ConnectionRefusedError):
            return None
        connection.settimeout(ANSWER_S)
        connection.sendall(json.dumps(asked).encode() + b"\n")
        said: dict[str, Any] = json.loads(connection.makefile().readline())
        return said
