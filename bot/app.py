"""The application: the only place where real parts are chosen and put together."""

import asyncio
import hashlib
import logging
import secrets
import sqlite3
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import structlog
from fastapi import FastAPI
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp

from bot.channels.web.channel import NAME as WEB
from bot.channels.web.channel import WebChannel
from bot.channels.web.pages import HERE as WEB_FOLDER
from bot.channels.web.pages import Guard, VersionedFiles
from bot.channels.web.routes import WebParts, routes
from bot.channels.web.sessions import link_for
from bot.clocks import Clock, WallClock
from bot.company import Company, open_company
from bot.front import Front
from bot.settings import Settings
from handlers.texts import Texts
from policies.loader import Pack, load
from scheduler.bell import Bell
from scheduler.sender import Sender
from scheduler.standstill import record_standstill
from scheduler.wakes import Wakes
from storage.lock import DataLock
from storage.migrate import migrate
from storage.photos import Photos
from storage.queries import Queries
from storage.queries import load as load_queries
from storage.readers import Readers
from storage.store import Store
from storage.transaction import Transaction
from storage.unit import Shelf, Unit

STORAGE = Path(__file__).parent.parent / "storage"

log = structlog.get_logger()


@dataclass
class App:
    """The whole program, ready to run in one process.

    entropy   random bytes; the tests give a seeded one
    seats     the demo's: seat → name; empty outside the demo
    people    name → person id, once open
    hooks     path → where a platform posts, see `bot/front.py`
    """

    settings: Settings
    company: Company
    clock: Clock = field(default_factory=WallClock)
    entropy: Callable[[int], bytes] = secrets.token_bytes
    seats: dict[str, str] = field(default_factory=dict)
    people: dict[str, int] = field(default_factory=dict)
    hooks: dict[str, ASGIApp] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.q: Queries = load_queries(STORAGE / "queries.sql")
        self.texts = Texts()
        self.pack: Pack = load(self.settings.policy, self.settings.timezone)
        self.shelf = Shelf(self.pack)
        self.stopping = asyncio.Event()
        self._lock = DataLock(self.settings.folder)

    async def open(self) -> None:
        """Storage, people and parts; nothing rings yet. Raises DataLocked, MigrationError, PackError."""
        self.settings.folder.mkdir(parents=True, exist_ok=True)
        self._lock.__enter__()
        try:
            await asyncio.to_thread(self._migrate)
            self.store: Store[Unit] = Store(self.settings.database, self._begin)
            self.readers = Readers(self.settings.database)
            await self.readers.open()
        except BaseException:
            self._lock.__exit__(None, None, None)
            raise
        self.photos = Photos(self.settings.photos)
        self.people = await self.store.run(self._move_in)
        self.channel = WebChannel(self.store)
        self.bell = Bell(self.store, self.clock.now)
        self.sender = Sender(
            self.store,
            {WEB: self.channel},
            self.texts,
            zone=self.settings.timezone,
            language=self.settings.language,
            now=self.clock.now,
        )
        self.wakes = Wakes(self.store, self.bell, self.sender, self.clock.wall)

    async def close(self) -> None:
        """Everything accepted is written; the folder is free again."""
        self.stopping.set()
        await self.readers.close()
        await asyncio.to_thread(self.store.close)
        self._lock.__exit__(None, None, None)

    async def link(self, name: str) -> str | None:
        """A one-time link to the chat of a member of the company; None for an unknown name."""
        person = self.people.get(name)
        if person is None:
            return None
        token = await self.store.run(lambda unit: link_for(unit, person))
        return f"{self.settings.address}/chat/me/?key={token}"

    def web(self, *, awake: bool = True) -> FastAPI:
        """The HTTP side. `awake`: bell and sender run by themselves; a played chat moves them by hand."""
        app = FastAPI(title="Paidan", docs_url=None, redoc_url=None, openapi_url=None, lifespan=self._life(awake))
        app.add_middleware(Guard)
        app.add_middleware(GZipMiddleware)  # leaves live streams alone
        app.add_middleware(Front, hooks=self.hooks)
        app.mount("/static/web", VersionedFiles(directory=WEB_FOLDER / "static"))
        app.include_router(routes(self._web_parts()))

        @app.get("/")
        async def front() -> Response:
            return RedirectResponse("/demo" if self.seats else "/chat")

        @app.get("/live")
        async def alive() -> Response:
            return PlainTextResponse("alive\n")

        @app.get("/health")
        async def health() -> Response:
            try:
                due = await asyncio.wait_for(self.bell.next_due(), 2)
            except Exception:
                log.exception("storage does not answer")
                return JSONResponse({"ready": False}, 503)
            late = max(0, self.clock.now() - due) if due else 0
            return JSONResponse({"ready": True, "late_ms": late})

        return app

    def _life(self, awake: bool) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
        @asynccontextmanager
        async def life(_app: FastAPI) -> AsyncIterator[None]:
            if awake:
                down = await self.store.run(record_standstill)
                if down:
                    log.warning("we were down; people's clocks stood still", seconds=(down[1] - down[0]) // 1000)
                await self.wakes.start()
            yield
            self.stopping.set()
            if awake:
                await self.wakes.stop()

        return life

    def _web_parts(self) -> WebParts:
        return WebParts(
            store=self.store,
            readers=self.readers,
            q=self.q,
            photos=self.photos,
            channel=self.channel,
            texts=self.texts,
            clock=self.clock,
            company=dict(self.company.name),
            zone=self.settings.timezone,
            language=self.settings.language,
            seats={seat: self.people[name] for seat, name in self.seats.items()},
            version=_version(),
            secure=self.settings.address.startswith("https://"),
            stopping=self.stopping,
        )

    def _begin(self, tx: Transaction) -> Unit:
        return Unit(tx, self.q, self.shelf, self.clock.now(), self.entropy)

    def _migrate(self) -> None:
        now = self.clock.now()
        backup = self.settings.folder / f"before-upgrade-{now}.db"
        connection = sqlite3.connect(self.settings.database, isolation_level=None)
        try:
            migrate(connection, STORAGE / "migrations", backup, at=now)
        finally:
            connection.close()

    def _move_in(self, unit: Unit) -> dict[str, int]:
        """The pack and the people of the company have their place."""
        pack = self.pack
        unit.tx.run(unit.q.keep_policy, hash=pack.hash, name=pack.name, text=pack.text, at=unit.now)
        people = open_company(self.company, unit)
        for name, _seat in self.company.customers if self.seats else ():
            row = unit.tx.one(unit.q.customer_named, name=name)
            people[name] = row["id"] if row else unit.new_id()
            if row is None:
                unit.people.add(people[name], name)
        return people


def _version() -> str:
    """Changes when a page's file changes."""
    digest = hashlib.sha256()
    for path in sorted((WEB_FOLDER / "static").rglob("*")):
        if path.is_file():
            digest.update(path.read_bytes())
    return digest.hexdigest()[:10]


def set_up_logging() -> None:
    """One line an event, to standard error; personal data is never logged."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            structlog.dev.ConsoleRenderer(colors=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(file=sys.stderr),
    )
