"""What is asked of a photo and what was seen in it: plain values that cross to the worker process and back. S3."""

from enum import StrEnum

import msgspec

Corner = tuple[float, float]
Corners = tuple[Corner, Corner, Corner, Corner]
"""Of a quadrilateral, clockwise from its own top left; pixels of the picture as it is looked at."""


class Kind(StrEnum):
    """What a photo must show."""

    SERVICE_NUMBER = "service_number"
    NAMEPLATE = "nameplate"
    SHEET = "sheet"
    ANY = "any"  # whatever it is, clear enough for a person
    NOTHING = "nothing"  # only its metadata is asked for


class Outcome(StrEnum):
    """What a check says. None of them turns a picture away."""

    PASS = "pass"  # noqa: S105  the word, not a secret
    DOUBT = "doubt"  # a person should look
    UNSEEN = "unseen"  # nothing to say: it is not there, or nobody could look


class Pattern(msgspec.Struct, frozen=True):
    """How a maker writes one thing on its nameplates: a regular expression over one line, the value its first group
    (or all of it)."""

    field: str  # "model" or "serial"
    expression: str


class Wanted(msgspec.Struct, frozen=True):
    """What to look for.

    service_numbers   the company's, as people write them: "400-812-3456"
    known_numbers     others that may be on the picture: the customer's
    patterns          the makers' (pack, `[nameplate]`)
    fields            of a service sheet, those that must be written on: "cause"
    """

    kind: Kind = Kind.ANY
    service_numbers: tuple[str, ...] = ()
    known_numbers: tuple[str, ...] = ()
    patterns: tuple[Pattern, ...] = ()
    fields: tuple[str, ...] = ()


class Reason(msgspec.Struct, frozen=True):
    """A text of `handlers/locales` that says why, and what fills its places."""

    text: str
    data: dict[str, str | int] = {}


class Code(msgspec.Struct, frozen=True):
    """A QR code in the picture. `module` is the side of its smallest square in pixels."""

    text: str
    corners: Corners
    module: float


class Finding(msgspec.Struct, frozen=True):
    """What one check saw.

    check    "opened", "quality", "code", "service_number", "private_number", "nameplate",
             "sheet", "signature", "written"; "job" where the secret is kept
    reason   None where there is nothing to explain
    value    what was read: digits, a model; empty for none
    crop     a small JPEG that shows it
    """

    check: str
    outcome: Outcome
    reason: Reason | None = None
    value: str = ""
    crop: bytes | None = None


class Proposal(msgspec.Struct, frozen=True):
    """Model or serial number as a nameplate seems to say it, for a person to confirm.

    confidence  from 0 to 1, however much a sign looks like another
    doubtful    signs that look like others: each its place in the value, from 0, and what might stand there instead
    """

    field: str
    value: str
    confidence: float
    crop: bytes
    doubtful: tuple[tuple[int, str], ...] = ()


class Origin(msgspec.Struct, frozen=True):
    """What a photo's metadata says, where it survived.

    taken    by the camera's clock, "2026-11-25T09:58:12", with "+08:00" behind it where the camera says so; or ""
    camera   "Apple iPhone 15"; or ""
    """

    taken: str = ""
    camera: str = ""


class Verdict(msgspec.Struct, frozen=True):
    """All that was seen in one picture. `width` and `height` are the picture's, upright; 0 when it did not open."""

    findings: tuple[Finding, ...]
    codes: tuple[Code, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    width: int = 0
    height: int = 0
    origin: Origin = Origin()

    def of(self, check: str) -> Finding | None:
        """What that check saw, None where it was not asked."""
        return next((finding for finding in self.findings if finding.check == check), None)

    @property
    def doubts(self) -> tuple[Finding, ...]:
        """What a person should look at, as it was found."""
        return tuple(finding for finding in self.findings if finding.outcome is Outcome.DOUBT)
