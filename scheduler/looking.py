"""Has a photo looked at, in a process beside, and tells the job what was seen. S2 S3 X7 X18"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import structlog

from domain.job.clock_commands import Looked
from proof.findings import Finding, Kind, Outcome, Verdict, Wanted
from proof.worker import Looker, left_to_a_person
from storage.photos import NotAPhoto, Photo, Photos
from storage.store import Store
from storage.unit import Unit

log = structlog.get_logger()


class Looking:
    """service_numbers   the company's own; without any no photo is looked at for one
    zone              in which a camera's clock is read that names none
    """

    def __init__(
        self, store: Store[Unit], photos: Photos, looker: Looker, service_numbers: Sequence[str], zone: ZoneInfo
    ) -> None:
        self._store, self._photos, self._looker, self._zone = store, photos, looker, zone
        self._numbers = tuple(service_numbers)

    async def look(self, task: Mapping[str, Any]) -> None:
        """One photo, as `storage.tasks.LOOK` says. Raises what the photo store raises: then it is tried again."""
        wanted = await self._wanted(task)
        verdict = await self._looker.look(await self._photos.original(task["photo"]), wanted)
        doubts = verdict.doubts if wanted.kind is not Kind.NOTHING else ()
        crops = [await self._crop(doubt) for doubt in doubts]
        taken = moment(verdict.origin.taken, self._zone)
        await self._store.run(lambda unit: _tell(unit, task, verdict, doubts, crops, taken))

    async def _wanted(self, task: Mapping[str, Any]) -> Wanted:
        if not task["shows"] or not self._numbers:
            return Wanted(Kind.NOTHING)
        known = await self._store.run(lambda unit: _customers_number(unit, task["subject"]))
        return Wanted(Kind(task["shows"]), service_numbers=self._numbers, known_numbers=known)

    def give_up(self, unit: Unit, task: Mapping[str, Any]) -> None:
        """A photo that could not be looked at however often it was tried: a person does, where anybody was to."""
        if task["shows"] and self._numbers:
            verdict = left_to_a_person()
            _tell(unit, task, verdict, verdict.doubts, (None,), None)

    async def _crop(self, doubt: Finding) -> Photo | None:
        if doubt.crop is None:
            return None
        try:
            return await self._photos.keep(doubt.crop)
        except NotAPhoto:
            log.error("a crop is no picture", check=doubt.check)
            return None


def moment(taken: str, zone: ZoneInfo) -> int | None:
    """UTC ms of what a camera's clock showed, in `zone` where it named none; None for nothing."""
    if not taken:
        return None
    shown = datetime.fromisoformat(taken)
    return int((shown if shown.tzinfo else shown.replace(tzinfo=zone)).timestamp() * 1000)


def _customers_number(unit: Unit, subject: int) -> tuple[str, ...]:
    """What may be on the picture beside the company's number."""
    reference = unit.hold(subject).course.state.details.get("phone")
    number = unit.reveal(reference) if reference else None
    return (number,) if number else ()


def _tell(
    unit: Unit,
    task: Mapping[str, Any],
    verdict: Verdict,
    doubts: Sequence[Finding],
    crops: Sequence[Photo | None],
    taken: int | None,
) -> None:
    told = []
    for doubt, crop in zip(doubts, crops, strict=True):
        if crop:
            unit.keep_photo(crop)
        why = {"text": doubt.reason.text, **doubt.reason.data} if doubt.reason else {"text": "photo-unclear"}
        told.append({"check": doubt.check, "why": why, "crop": crop.sha256 if crop else ""})
    passed = tuple(finding.check for finding in verdict.findings if finding.outcome is Outcome.PASS)
    camera = verdict.origin.camera
    seen = Looked(task["photo"], task["needs"], task["technician"], passed, tuple(told), taken, camera)
    unit.perform(task["subject"], seen, unit.now)
