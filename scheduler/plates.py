"""What a photo of a nameplate seems to say comes to the job, where it is sure enough and not known. I2 S3"""

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any

from PIL import Image

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


def one_above_another(crops: Sequence[bytes]) -> bytes | None:
    """One picture of all crops, so that it costs one message; None for none."""
    if len(crops) < 2:
        return next(iter(crops), None)
    pictures = [Image.open(BytesIO(crop)).convert("RGB") for crop in crops]
    width = max(picture.width for picture in pictures)
    whole = Image.new("RGB", (width, sum(picture.height for picture in pictures)), "white")
    top = 0
    for picture in pictures:
        whole.paste(picture, (0, top))
        top += picture.height
    file = BytesIO()
    whole.save(file, "JPEG", quality=85)
    return file.getvalue()


def propose(unit: Unit, task: Mapping[str, Any], found: Sequence[Proposal], crop: Photo | None) -> None:
    """Whoever sent the photo is asked about what is not known to be so."""
    held = unit.hold(task["subject"])
    values: dict[str, str] = {}
    unsure: dict[str, dict[str, str]] = {}
    for proposal in found:
        if not _same(unit, held.course.state.details.get(proposal.field), proposal.value):
            values[proposal.field] = unit.keep(proposal.value, proposal.field, held.id)
            if proposal.doubtful:
                unsure[proposal.field] = _named(proposal)
    if crop:
        unit.keep_photo(crop)
    seen = PlateRead(task["photo"], values, crop.sha256 if crop else "", read=bool(found), unsure=unsure)
    unit.perform(held.id, seen, unit.now)


def _named(proposal: Proposal) -> dict[str, str]:
    """The doubtful signs as people count them: the places "13, 15", and what stands there, "1/l, 0/O"."""
    return {
        "places": ", ".join(str(at + 1) for at, _others in proposal.doubtful),
        "signs": ", ".join("/".join((proposal.value[at], *others)) for at, others in proposal.doubtful),
    }


def _same(unit: Unit, known: str | None, value: str) -> bool:
    """Whether it is what the job says already, however it is spaced."""
    said = unit.reveal(known) if known else None
    return said is not None and "".join(said.split()).casefold() == "".join(value.split()).casefold()
