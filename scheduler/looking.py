"""Has a photo looked at, in a process beside, and tells the job what was seen. S2 S3 X7 X18"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import structlog

from domain.job.clock_commands import Looked
from handlers.sheets import required
from proof.findings import Kind, Outcome, Verdict, Wanted
from proof.worker import Looker, left_to_a_person
from scheduler.belonging import belonging
from scheduler.plates import one_above_another, patterns, propose, worth_asking
from storage.photos import NotAPhoto, Photo, Photos
from storage.store import Store
from storage.unit import Unit

NEVER_DOUBTED = (Kind.NOTHING, Kind.NAMEPLATE)
"""Of these only when they were taken is told: what stands on a nameplate is proposed instead."""

log = structlog.get_logger()


class Looking:
    """service_numbers   the company's own; without any no photo is looked at for what it shows
    zone              in which a camera's clock is read that names none
    """

    def __init__(
        self, store: Store[Unit], photos: Photos, looker: Looker, service_numbers: Sequence[str], zone: ZoneInfo
    ) -> None:
        self._store, self._photos, self._looker, self._zone = store, photos, looker, zone
        self._numbers = tuple(service_numbers)

    async def look(self, task: Mapping[str, Any]) -> None:
        """One photo, as `storage.tasks.LOOK` and `PLATE` say: a customer's stands behind every proof, for which a
        technician waits on site. Raises what the photo store raises: then it is tried again."""
        proof = "technician" in task
        wanted = await self._wanted(task)
        if wanted.kind is Kind.NOTHING and not proof:
            return  # a customer's photo, where none is looked at: it is kept
        verdict = await self._looker.look(await self._photos.original(task["photo"]), wanted, patient=not proof)
        if wanted.kind is Kind.NAMEPLATE:
            await self._propose(task, verdict)
        if proof:
            await self._tell(task, wanted.kind, verdict)

    async def _tell(self, task: Mapping[str, Any], kind: Kind, verdict: Verdict) -> None:
        """What is doubtful in a technician's proof, and when it was taken."""
        doubts = verdict.doubts if kind not in NEVER_DOUBTED else ()
        crops = {doubt.check: await self._crop(doubt.check, doubt.crop) for doubt in doubts}
        taken = moment(verdict.origin.taken, self._zone)
        await self._store.run(lambda unit: _tell(unit, task, kind, verdict, crops, taken))

    async def _wanted(self, task: Mapping[str, Any]) -> Wanted:
        if self._kind(task) in (Kind.ANY, Kind.NOTHING):
            return Wanted(self._kind(task))
        return await self._store.run(lambda unit: _wanted(unit, task, self._numbers))

    def _kind(self, task: Mapping[str, Any]) -> Kind:
        """What a photo is to show: what the pack says, and a proof of which it says nothing at least something."""
        if not self._numbers or not (task["shows"] or "technician" in task):
            return Kind.NOTHING
        return Kind(task["shows"] or Kind.ANY)

    def give_up(self, unit: Unit, task: Mapping[str, Any]) -> None:
        """A photo that could not be looked at however often it was tried: a person does, where anybody was to. A
        nameplate's is kept, and nothing is proposed."""
        kind = self._kind(task)
        if kind not in NEVER_DOUBTED:
            _tell(unit, task, kind, left_to_a_person(), {}, None)

    async def _propose(self, task: Mapping[str, Any], verdict: Verdict) -> None:
        proposals = worth_asking(verdict)
        if proposals is not None:
            crop = await self._crop(Kind.NAMEPLATE, one_above_another([proposal.crop for proposal in proposals]))
            await self._store.run(lambda unit: propose(unit, task, proposals, crop))

    async def _crop(self, of: str, crop: bytes | None) -> Photo | None:
        if crop is None:
            return None
        try:
            return await self._photos.keep(crop)
        except NotAPhoto:
            log.error("a crop is no picture", of=of)
            return None


def moment(taken: str, zone: ZoneInfo) -> int | None:
    """UTC ms of what a camera's clock showed, in `zone` where it named none; None for nothing."""
    if not taken:
        return None
    shown = datetime.fromisoformat(taken)
    return int((shown if shown.tzinfo else shown.replace(tzinfo=zone)).timestamp() * 1000)


def _wanted(unit: Unit, task: Mapping[str, Any], numbers: tuple[str, ...]) -> Wanted:
    """What is looked for: beside the company's number the customer's may be there; on the sheet, what is noted in the
    chat need not be."""
    if task["shows"] == Kind.NAMEPLATE:
        return Wanted(Kind.NAMEPLATE, patterns=patterns(unit, task["subject"]))
    course = unit.hold(task["subject"]).course
    reference = course.state.details.get("phone")
    known = unit.reveal(reference) if reference else None
    fields = required(course.state, course.policy)
    return Wanted(Kind(task["shows"]), service_numbers=numbers, known_numbers=(known,) if known else (), fields=fields)


def _tell(
    unit: Unit,
    task: Mapping[str, Any],
    kind: Kind,
    verdict: Verdict,
    crops: Mapping[str, Photo | None],
    taken: int | None,
) -> None:
    """The job hears what was seen. A photo that is no evidence any more says nothing, and binds no sticker."""
    if task["photo"] not in unit.hold(task["subject"]).course.state.evidence.get(task["needs"], ()):
        return
    found = belonging(unit, task["subject"], kind, verdict) if kind not in NEVER_DOUBTED else ()
    doubts = []
    for doubt in (finding for finding in found if finding.outcome is Outcome.DOUBT):
        if crop := crops.get(doubt.check):
            unit.keep_photo(crop)
        why = {"text": doubt.reason.text, **doubt.reason.data} if doubt.reason else {"text": "photo-unclear"}
        doubts.append({"check": doubt.check, "why": why, "crop": crop.sha256 if crop else ""})
    passed = tuple(finding.check for finding in found if finding.outcome is Outcome.PASS)
    camera = verdict.origin.camera
    seen = Looked(task["photo"], task["needs"], task["technician"], passed, tuple(doubts), taken, camera)
    unit.perform(task["subject"], seen, unit.now)
