"""A changed pack is taken into use without a restart: checked first, a bad one refused, and the old one stays.

Running jobs keep the rules they were opened under; what is new is opened under the changed ones.
"""

import asyncio
from pathlib import Path

import structlog

from domain.errors import PackError, PackGone
from policies.loader import Pack, load
from scheduler.reaching import tell_desks
from storage.duties import settle_duties
from storage.store import Store
from storage.unit import Shelf, Unit

log = structlog.get_logger()

Stamp = tuple[int, int] | None


class PackWatch:
    """Looks at the files of the pack in use.

    name  as the setting names it
    zone  the company's time zone
    """

    def __init__(self, store: Store[Unit], shelf: Shelf, name: str, zone: str) -> None:
        self._store, self._shelf, self._name, self._zone = store, shelf, name, zone
        self._files = shelf.current.files
        self._seen = self._stamps()

    async def look(self) -> None:
        """Load the pack anew where one of its files has changed. The desk hears what came of it, once a change."""
        now = self._stamps()
        if now == self._seen:
            return
        self._seen = now
        try:
            pack = await asyncio.to_thread(load, self._name, self._zone)
        except PackError as error:
            why = str(error)
            self._watch_also(error)
            log.error("a changed pack is refused; the old one stays", why=why)
            await self._store.run(lambda unit: tell_desks(unit, "pack-refused", "", why=why))
            return
        self._files = pack.files
        self._seen = self._stamps()
        if pack.hash != self._shelf.current.hash:
            await self._store.run(lambda unit: _kept(unit, pack))
            self._shelf.current = pack
            await self._store.run(settle_duties)
            log.info("a changed pack is in use", pack=pack.name, hash=pack.hash[:12])

    def _watch_also(self, error: PackError) -> None:
        """A refused pack may be mended in a file that the old one did not have: it is looked at from now on."""
        gone = (error.looked,) if isinstance(error, PackGone) else ()
        named = (Path(path) for path in (*error.read, *gone))
        self._files = tuple(dict.fromkeys((*self._files, *named)))
        self._seen = self._stamps()

    def _stamps(self) -> tuple[Stamp, ...]:
        return tuple(_stamp(path) for path in self._files)


def _kept(unit: Unit, pack: Pack) -> None:
    unit.tx.run(unit.q.keep_policy, hash=pack.hash, name=pack.name, text=pack.text, at=unit.now)
    tell_desks(unit, "pack-changed", "", count=len(pack.policy.rules))


def _stamp(path: Path) -> Stamp:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size
