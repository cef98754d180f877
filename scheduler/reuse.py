"""Looks whether a photo was used before, in the background: nobody waits for it, and it costs a second or two. X18.

What is compared are display copies, which we made ourselves. One photo at a time, in the worker process, where photos
that somebody waits for go first.
"""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from domain.job.clock_commands import Looked
from proof.reuse import MOST_COMPARED, Found, Match, Signature, likeliest
from proof.worker import Looker
from storage.photos import Photos
from storage.pictures import Use, hand_over, keep_words, listed, used_elsewhere
from storage.queries import Queries
from storage.readers import Readers
from storage.store import Store
from storage.unit import Unit

NOT_COMPARED = {"check": "opened", "why": {"text": "photo-not-compared"}, "crop": ""}


class NotComparedError(Exception):
    """The worker had no answer: it was killed or hung over the photo, or ended with the app."""


class Reuse:
    """The memory for pictures of one company."""

    def __init__(self, store: Store[Unit], readers: Readers, q: Queries, photos: Photos, looker: Looker) -> None:
        self._store, self._readers, self._q, self._photos = store, readers, q, photos
        self._looker = looker

    async def look(self, task: Mapping[str, Any]) -> None:
        """One photo: {photo, subject, needs, person, at}. It is found from now on; where a like is found that was shown
        for something else, the desk is asked. Raises NotComparedError, and what the photo store raises: then it is
        tried again."""
        use = Use(task["photo"], task["subject"], task["needs"], task["person"], task["at"])
        view = await self._photos.view(use.sha256)
        signed = await self._looker.signature(view)
        if signed is None:
            raise NotComparedError(use.sha256)
        await self._store.run(lambda unit: keep_words(unit, use.sha256, signed.hashes[0], signed.kept), patient=True)
        found = await self._first_like(use, view, signed) if use.needs else None
        if found is not None:
            before, match = found
            percent = round(100 * match.share)
            await self._store.run(lambda unit: hand_over(unit, use, before, percent), patient=True)

    def give_up(self, unit: Unit, task: Mapping[str, Any]) -> None:
        """A photo that could not be compared however often it was tried: the desk looks, unless it is to already, or
        whoever took it was asked about it."""
        if task["needs"] and task["photo"] not in unit.hold(task["subject"]).course.state.doubts:
            seen = Looked(task["photo"], task["needs"], task["person"], doubts=(NOT_COMPARED,))
            unit.perform(task["subject"], seen, unit.now)

    async def _first_like(self, use: Use, view: bytes, signed: Signature) -> tuple[Use, Match] | None:
        """The likeliest picture that was shown for something else, and is the same."""
        for sha256 in likeliest(signed, await self._sharing(use.sha256, signed)):
            before = await self._store.run(partial(used_elsewhere, sha256=sha256, use=use), patient=True)
            if before is None:
                continue
            match = await self._looker.compared(view, await self._photos.view(sha256))
            if match is None:
                raise NotComparedError(use.sha256, sha256)
            if match.same:
                return before, match
        return None

    async def _sharing(self, sha256: str, signed: Signature) -> Sequence[Found]:
        found = []
        for group in signed.asked:
            rows = await self._readers.all(
                self._q.pictures_like, sha256=sha256, words=listed(group), most=MOST_COMPARED
            )
            found += [Found(row["sha256"], row["hash"], row["score"]) for row in rows]
        return found
