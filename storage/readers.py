"""Reading beside the writer, for pages and reports: one connection that cannot write."""

import asyncio
import sqlite3
from pathlib import Path
from typing import Any

import aiosqlite


class Readers:
    """Reading beside the writer, for pages and reports. Open it after the store, close it before."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connection: aiosqlite.Connection | None = None

    async def open(self) -> None:
        """raises  FileNotFoundError when there is no database; sqlite3.Error when it cannot be read."""
        # aiosqlite's thread outlives an opening that failed, and complains when the loop is gone: look first. (Never
        # by opening the file: closing it again would drop the locks SQLite holds on it for this process.)
        await asyncio.to_thread(self._path.stat)
        address = f"{self._path.absolute().as_uri()}?mode=ro"
        self._connection = await aiosqlite.connect(address, uri=True, isolation_level=None)
        self._connection.row_factory = sqlite3.Row
        try:
            await self.all("pragma query_only = on")
            await self.all("select 1 from sqlite_master limit 1")
        except BaseException:
            await self.close()
            raise

    async def all(self, sql: str, /, **params: Any) -> list[sqlite3.Row]:
        """Every row, as of the last commit. raises RuntimeError when not open."""
        if self._connection is None:
            raise RuntimeError("the readers are not open")
        return list(await self._connection.execute_fetchall(sql, params))

    async def one(self, sql: str, /, **params: Any) -> sqlite3.Row | None:
        """The first row, or None. Limit the statement to the row that is wanted."""
        rows = await self.all(sql, **params)
        return rows[0] if rows else None

    async def close(self) -> None:
        """A second call changes nothing."""
        connection, self._connection = self._connection, None
        if connection is not None:
            await connection.close()
