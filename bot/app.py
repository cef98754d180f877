"""The application: the only place where real parts are chosen and put together."""

import asyncio
import hashlib
import secrets
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import structlog
from fastapi import FastAPI
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp

from bot import qr
from bot.channels.page.channel import PageChannel
from bot.channels.page.routes import page_routes
from bot.channels.page.signing import signing_routes
from bot.channels.web.channel import NAME as WEB
from bot.channels.web.channel import WebChannel
from bot.channels.web.pages import HERE as WEB_FOLDER
from bot.channels.web.pages import Guard, VersionedFiles
from bot.channels.web.parts import WebParts
from bot.channels.web.routes import routes
from bot.clocks import Clock, WallClock
from bot.company import Company, differences, open_company
from bot.front import Front
from bot.pack_watch import PackWatch
from bot.papers import Papers
from bot.platforms import Parts, platforms
from bot.settings import Settings
from handlers.texts import Texts
from policies.loader import Pack, load
from proof.worker import Looker
from scheduler.bell import Bell
from scheduler.looking import Looking
from scheduler.reaching import serve
from scheduler.reuse import Reuse
from scheduler.sender import Sender
from scheduler.standstill import record_standstill
from scheduler.tasks import Tasks
from scheduler.wakes import Wakes
from storage.duties import settle_duties
from storage.links import secret_in
from storage.listing import list_what_was_there
from storage.lock import DataLock
from storage.migrate import migrate
from storage.photos import Photos
from storage.queries import Queries
from storage.queries import load as load_queries
from storage.readers import Readers
from storage.store import Store
from storage.tasks import LOOK, PLATE, REUSE
from storage.transaction import Transaction
from storage.unit import Reach, Shelf, Unit

STORAGE = Path(__file__).parent.parent / "storage"
"""Where platforms post to us."""
CATCH_UP_S = 10
"""How long the bell waits, at the start, for what was said while we were down."""

log = structlog.get_logger()


@dataclass
class App:
    """The whole program, ready to run in one process.

    entropy   random bytes; the tests give a seeded one
    seats     the demo's: seat → name; empty outside the demo
    people    name → person id, once open
    warnings  where the company's file and the members differ, once open
    hooks     method and path → where a platform posts, see `bot/front.py`
    """

    settings: Settings
    company: Company
    clock: Clock = field(default_factory=WallClock)
    entropy: Callable[[int], bytes] = secrets.token_bytes
    seats: dict[str, str] = field(default_factory=dict)
    people: dict[str, int] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)
    hooks: dict[str, ASGIApp] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.q: Queries = load_queries(STORAGE / "queries.sql")
        self.texts = Texts()
        self.pack: Pack = load(self.settings.policy, self.settings.timezone)
        self.shelf = Shelf(self.pack)
        pages = self.settings.public_url.rstrip("/")
        self.reach = Reach(self.settings.address, pages=pages, sms=bool(self.settings.sms_url))
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
        try:
            await self._assemble()
        except BaseException:
            await self._let_go()
            raise

    async def _assemble(self) -> None:
        self.photos = Photos(self.settings.photos)
        company, zone = dict(self.company.name), self.settings.timezone
        self.papers = Papers(self.store, self.photos, self.texts, company=company, zone=zone)
        self.reach.secret = secret_in(self.settings.folder, self.entropy)
        self.people = await self.store.run(self._move_in)
        await list_what_was_there(self.store)
        self.channel = WebChannel(self.store)
        self.platforms = platforms(
            Parts(self.settings, self.store, self.photos, self.texts, self.clock.now, self.entropy, self.reach)
        )
        self.hooks |= self.platforms.hooks()
        self.bell = Bell(self.store, self.clock.now)
        self.sender = Sender(
            self.store,
            {WEB: self.channel, PageChannel.name: PageChannel(), **self.platforms.channels()},
            self.texts,
            zone=self.settings.timezone,
            language=self.settings.language,
            now=self.clock.now,
            picture=self._qr,
            sheet=self.papers.sheet,
        )
        await self.store.run(lambda unit: serve(unit, self.sender.channels))
        self.looker = Looker()
        numbers = (self.company.phone,) if self.company.phone else ()
        looking = Looking(self.store, self.photos, self.looker, numbers, self.settings.zone)
        reuse = Reuse(self.store, self.readers, self.q, self.photos, self.looker)
        self.tasks = Tasks(
            self.store,
            {LOOK: looking.look, PLATE: looking.look, REUSE: reuse.look},
            {LOOK: looking.give_up, PLATE: looking.give_up, REUSE: reuse.give_up},
        )
        self.watch = PackWatch(self.store, self.shelf, self.settings.policy, self.settings.timezone)
        self.wakes = Wakes(self.store, self.bell, self.sender, self.clock.wall, tasks=self.tasks, also=self.watch.look)

    async def close(self) -> None:
        """Everything accepted is written; the folder is free again."""
        self.stopping.set()
        await self.platforms.stop()
        await self.looker.close()
        await self._let_go()

    async def _let_go(self) -> None:
        await self.readers.close()
        await asyncio.to_thread(self.store.close)
        self._lock.__exit__(None, None, None)

    def web(self, *, awake: bool = True) -> FastAPI:
        """The HTTP side. `awake`: bell and sender run by themselves; a played chat moves them by hand."""
        app = FastAPI(title="Paidan", docs_url=None, redoc_url=None, openapi_url=None, lifespan=self._life(awake))
        app.add_middleware(Guard)
        app.add_middleware(GZipMiddleware)  # leaves live streams alone
        app.add_middleware(Front, hooks=self.hooks)
        app.mount("/static/web", VersionedFiles(directory=WEB_FOLDER / "static"))
        parts = self._web_parts()
        app.include_router(routes(parts))
        app.include_router(page_routes(parts, self._subscribing))
        app.include_router(signing_routes(parts))

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
            return JSONResponse({"ready": True, "late_ms": late, "channels": self.platforms.standing()})

        return app

    async def _subscribing(self, path: str) -> dict[str, Any] | None:
        return await self.platforms.subscribing(self.reach.pages + path)

    async def _qr(self, words: str) -> str:
        """A QR picture of some words, kept like a photo. Returns its name."""
        kept = await self.photos.keep(qr.png(words))
        await self.store.run(lambda unit: unit.keep_photo(kept))
        return kept.sha256

    def _life(self, awake: bool) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
        @asynccontextmanager
        async def life(_app: FastAPI) -> AsyncIterator[None]:
            if awake:
                down = await self.store.run(record_standstill)
                if down:
                    log.warning("we were down; people's clocks stood still", seconds=(down[1] - down[0]) // 1000)
                waking = asyncio.create_task(self._wake())
            yield
            self.stopping.set()
            if awake:
                started = waking.done()
                waking.cancel()
                await asyncio.gather(waking, return_exceptions=not started)
                if started:
                    await self.wakes.stop()

        return life

    async def _wake(self) -> None:
        """Bell and sender begin. What people said meanwhile on a channel that we ask comes first: nobody is blamed for
        an answer that was in time. Not for ever: a channel that is down holds nobody up."""
        await self.platforms.start(CATCH_UP_S)
        await self.wakes.start()

    def _web_parts(self) -> WebParts:
        return WebParts(
            store=self.store,
            readers=self.readers,
            q=self.q,
            photos=self.photos,
            papers=self.papers,
            secret=self.reach.secret,
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
        return Unit(tx, self.q, self.shelf, self.clock.now(), self.entropy, self.reach)

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
        self.warnings = differences(self.company, unit)
        settle_duties(unit)
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
