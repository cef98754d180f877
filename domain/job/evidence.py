"""What belongs to the evidence of a visit: a photo somebody doubts, a sheet that was signed with a finger. S2 S3"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

SHEET = "photo.sheet"
FINGER = "finger"
"""The evidence that is the signed service sheet, and how it was signed where not with a pen. S2 S4"""


@dataclass(frozen=True)
class Doubt:
    """A photo of which somebody should say whether it is what it should be.

    why        texts that say what is doubtful, each {"text": id, …}
    shown      the crop that shows it, else the photo itself
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
        return Doubt(data["photo"], data["needs"], data["technician"], why, crops[0] if crops else data["photo"])


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
