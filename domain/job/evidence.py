"""What belongs to the evidence of a visit: a photo somebody doubts, a sheet that was signed with a finger. S2 S3"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

SHEET = "photo.sheet"
FINGER = "finger"
NAMEPLATE = "nameplate"
FILE = "file"
"""The evidence that is the signed service sheet, and how it was signed where not with a pen. S2 S4

A photo of the nameplate is named so by buttons, proofs and the log; what stands in the appliance's file (I7) is
proposed in the same way, in the place of a photo."""

STAYS = (
    *("private-number-seen", "sticker-of-another", "sheet-of-another-job", "photo-taken-early"),
    *("qr-of-others", "qr-altered"),
)
"""Why a photo is doubtful whatever a later one shows: only the desk says that it is all right."""
QUALITY = "quality"
POSTED = frozenset(("service_number", "code"))
"""The check of how clear a photo is; and two of which either says that our number is posted. S3"""


@dataclass(frozen=True)
class Doubt:
    """A photo of which somebody should say whether it is what it should be.

    why        texts that say what is doubtful, each {"text": id, …}
    shown      the crop that shows it, else the photo itself
    checks     which checks doubted it; none where it is only like one that was shown before
    with_desk  the desk was asked; before, whoever took it
    reused     it looks like one that was shown before: another good photo does not settle that
    """

    photo: str
    needs: str
    technician: int | None
    why: tuple[dict[str, Any], ...] = ()
    shown: str = ""
    with_desk: bool = False
    reused: bool = False
    checks: tuple[str, ...] = ()

    @staticmethod
    def again(data: Mapping[str, Any]) -> "Doubt":
        """From the data of `photo.reused`. Whoever took it does not read on which job it was."""
        why = ({"text": "photo-was-used"},)
        return Doubt(data["photo"], data["needs"], data["by"], why, data["photo"], with_desk=True, reused=True)

    @staticmethod
    def of(data: Mapping[str, Any]) -> "Doubt":
        """From the data of `photo.looked`."""
        crops = [doubt["crop"] for doubt in data["doubts"] if doubt["crop"]]
        why = tuple(doubt["why"] for doubt in data["doubts"])
        checks = tuple(doubt["check"] for doubt in data["doubts"])
        shown = crops[0] if crops else data["photo"]
        return Doubt(data["photo"], data["needs"], data["technician"], why, shown, checks=checks)

    def settled_by(self, needs: str, passed: Collection[str]) -> bool:
        """Whether another photo in which nothing was doubtful, and these checks passed, is the better one that was
        wanted. What a photo has shown is not undone by one that does not show it, nor once the desk was asked."""
        if self.with_desk or self.reused or self.needs != needs or any(why["text"] in STAYS for why in self.why):
            return False
        said = {*passed, *(POSTED if POSTED & {*passed} else ()), *((QUALITY,) if passed else ())}
        return said.issuperset(self.checks)


@dataclass(frozen=True)
class Plate:
    """Photos of the nameplate, and what the last one seems to say, until somebody has said whether it is so. I2

    by       the technician who sent them, None for the customer
    waiting  photos that are being looked at
    photo    the one that is asked about, or FILE; values: model and serial, references, empty where it is unreadable
    open     whether an answer is waited for; while it is not, what was wrong of the values is not known
    tries    how many were unreadable
    rest     whether the values are what somebody did not type of a proposal that was wrong
    """

    by: int | None = None
    waiting: tuple[str, ...] = ()
    photo: str = ""
    values: dict[str, str] = field(default_factory=dict)
    open: bool = False
    tries: int = 0
    rest: bool = False

    def sent(self, photos: tuple[str, ...], by: int | None) -> "Plate":
        """Newer photos are what counts."""
        return Plate(by, photos, tries=self.tries)

    def read(self, data: Mapping[str, Any]) -> "Plate":
        """From the data of `nameplate.read`."""
        waiting, values = tuple(photo for photo in self.waiting if photo != data["photo"]), data["values"]
        if values:
            kept = self.values if self.open else {}
            return Plate(self.by, waiting, data["photo"], kept | values, open=True, tries=self.tries)
        if data["read"] or self.open or waiting:
            return Plate(self.by, waiting, self.photo, self.values, self.open, self.tries)
        return Plate(self.by, (), data["photo"], open=True, tries=self.tries + 1)

    def untyped(self, typed: Iterable[str]) -> dict[str, str]:
        """What was proposed of a photo beside what somebody typed: it may be right. The file's is another machine's."""
        return {} if self.photo == FILE else {name: value for name, value in self.values.items() if name not in typed}

    def answered(self, data: Mapping[str, Any]) -> "Plate":
        """From the data of `nameplate.answered`. Where two things were wrong together, one may be right: that is asked
        once the other is typed."""
        plain = Plate(self.by, self.waiting, tries=self.tries)
        if data["answer"] == "wrong" and self.photo != FILE and len(self.values) > 1:
            return replace(plain, photo=self.photo, values=self.values)
        rest = self.untyped(data["typed"]) if data["answer"] == "typed" else {}
        return replace(plain, photo=self.photo, values=rest, open=True, rest=True) if rest else plain


@dataclass(frozen=True)
class Signature:
    """A sheet signed with a finger instead of a pen. S2.

    strokes   SHA-256 of the picture of it, which stands among the evidence
    contents  reference to what was signed; digest: SHA-256 of that, in hex
    at        UTC ms
    """

    strokes: str
    contents: str
    digest: str
    at: int
