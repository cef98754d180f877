"""签单 with a finger: the customer reads the sheet on a screen and signs there, instead of on paper. S2, S4.

What counts as the signed sheet is the same evidence that a photo of the paper would be.
"""

from dataclasses import dataclass
from typing import Any

from domain.effects import Ask, Effect, Log, Tell
from domain.errors import Refused
from domain.job.commands import Command
from domain.job.evidence import FINGER, SHEET
from domain.job.model import Job, Stage


@dataclass(frozen=True, slots=True)
class Sign(Command):
    """The customer's signature; by is the customer.

    strokes   SHA-256 of the picture of it, stored already
    contents  reference to what was signed; digest: SHA-256 of that, in hex
    """

    strokes: str = ""
    contents: str = ""
    digest: str = ""


def may_sign(job: Job) -> bool:
    """Whether there is a sheet to sign: on site or after the work, once a visit."""
    there = job.stage is Stage.ON_SITE or (job.stage is Stage.FINISHED and job.confirmed is None)
    return there and job.stopped is None and not job.evidence.get(SHEET)


def signed(job: Job, command: Sign) -> list[Effect]:
    """The sheet is there: the technician goes on, the customer gets a copy."""
    if job.evidence.get(SHEET):
        raise Refused("signed-already")
    if not may_sign(job):
        raise Refused("sign-on-site")
    data: dict[str, Any] = {
        "photos": [command.strokes],
        "needs": SHEET,
        "by": command.by.person,
        "how": FINGER,
        "contents": command.contents,
        "digest": command.digest,
    }
    copy = {"sheets": [job.number]}
    return [
        Log("photo.received", data),
        Ask("technician", "sheet-signed", copy),
        Tell("customer", "sheet-signed-copy", copy),
    ]
