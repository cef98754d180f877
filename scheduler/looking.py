"""Has a photo looked at, in a process beside, and tells the job what was seen. S2 S3 X7 X18"""

from collections.abc import Mapping, Sequence
from typing import Any

import structlog

from domain.job.clock_commands import Looked
from proof.findings import Finding, Kind, Outcome, Verdict, Wanted
from proof.worker import Looker, left_to_a_person
from storage.photos import NotAPhoto, Photo, Photos
from storage.store import Store
from storage.unit import Unit

log = structlog.get_logger()


class Looking:
    """`service_numbers`: the company's own; without any no photo is looked at for one."""

    def __init__(self, store: Store[Unit], photos: Photos, looker: Looker, service_numbers: Sequence[str]) -> None:
        self._store, self._photos, self._looker = store, photos, looker
        self._numbers = tuple(service_numbers)

    async def look(self, task: Mapping[str, Any]) -> None:
        """One photo, as `storage.tasks.LOOK` says. Raises what the photo store raises: then it is tried again."""
        if not self._numbers:
            return
        known = await self._store.run(lambda unit: _customers_number(unit, task["subject"]))
        wanted = Wanted(Kind(task["shows"]), service_numbers=self._numbers, known_numbers=known)
        verdict = await self._looker.look(await self._photos.original(task["photo"]), wanted)
        crops = [await self._crop(doubt) for doubt in verdict.doubts]
        await self._store.run(lambda unit: _tell(unit, task, verdict, crops))

    async def _crop(self, doubt: Finding) -> Photo | None:
        if doubt.crop is None:
            return None
        try:
            return await self._photos.keep(doubt.crop)
        except NotAPhoto:
            log.error("a crop is no picture", check=doubt.check)
            return None


def not_looked_at(unit: Unit, task: Mapping[str, Any]) -> None:
    """A photo that could not be looked at however often it was tried: a person does."""
    _tell(unit, task, left_to_a_person(), (None,))


def _customers_number(unit: Unit, subject: int) -> tuple[str, ...]:
    """What may be on the picture beside the company's number."""
    reference = unit.hold(subject).course.state.details.get("phone")
    number = unit.reveal(reference) if reference else None
    return (number,) if number else ()


def _tell(unit: Unit, task: Mapping[str, Any], verdict: Verdict, crops: Sequence[Photo | None]) -> None:
    doubts = []
    for doubt, crop in zip(verdict.doubts, crops, strict=True):
        if crop:
            unit.keep_photo(crop)
        why = {"text": doubt.reason.text, **doubt.reason.data} if doubt.reason else {"text": "photo-unclear"}
        doubts.append({"check": doubt.check, "why": why, "crop": crop.sha256 if crop else ""})
    passed = tuple(finding.check for finding in verdict.findings if finding.outcome is Outcome.PASS)
    seen = Looked(task["photo"], task["needs"], task["technician"], passed, tuple(doubts))
    unit.perform(task["subject"], seen, unit.now)
