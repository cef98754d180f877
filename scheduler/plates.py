"""What a photo of a nameplate seems to say comes to the job, where it is sure enough and not known. I2 S3"""

from collections.abc import Mapping, Sequence
from typing import Any

from domain.job.nameplates import PlateRead
from proof.findings import Pattern, Proposal, Verdict
from storage.photos import Photo
from storage.unit import Unit

LEAST = 0.5
"""How sure a proposal must be before anybody is asked."""


def patterns(unit: Unit, subject: int) -> tuple[Pattern, ...]:
    """The makers', of the pack the job was opened under."""
    policy = unit.hold(subject).course.policy.on(unit.now)
    return tuple(Pattern(one.field, one.expression) for one in policy.nameplate)


def worth_asking(verdict: Verdict) -> tuple[Proposal, ...] | None:
    """What may be proposed; None where nobody could look, so that there is nothing to say."""
    seen = verdict.of("nameplate")
    if seen is None or (seen.reason and seen.reason.text == "nobody-could-read"):
        return None
    return tuple(proposal for proposal in verdict.proposals if proposal.confidence >= LEAST)


def propose(unit: Unit, task: Mapping[str, Any], found: Sequence[tuple[Proposal, Photo | None]]) -> None:
    """Whoever sent the photo is asked about what is not known to be so."""
    held = unit.hold(task["subject"])
    values: dict[str, str] = {}
    shown: list[str] = []
    for proposal, crop in found:
        if _same(unit, held.course.state.details.get(proposal.field), proposal.value):
            continue
        values[proposal.field] = unit.keep(proposal.value, proposal.field, held.id)
        if crop:
            unit.keep_photo(crop)
            shown.append(crop.sha256)
    seen = PlateRead(task["photo"], values, tuple(dict.fromkeys(shown)), read=bool(found))
    unit.perform(held.id, seen, unit.now)


def _same(unit: Unit, known: str | None, value: str) -> bool:
    """Whether it is what the job says already, however it is spaced."""
    said = unit.reveal(known) if known else None
    return said is not None and "".join(said.split()).casefold() == "".join(value.split()).casefold()
