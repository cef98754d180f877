"""Photos as they are found again when used twice: where each was shown, and the words it is kept under. X18 S3.

A year of pictures, about 2.9 KB each. A word has at most 300 pictures, so no question reads more than it should.
"""

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

from domain.durations import DAY
from domain.job.clock_commands import FoundAgain

if TYPE_CHECKING:
    from storage.held import Held
    from storage.unit import Unit

YEAR_MS = 366 * DAY
MOST_OF_A_WORD = 300
"""Pictures kept under one word; more say nothing of each other: the print of a sticker that is on all of them."""
FORGOTTEN_AT_ONCE = 2
"""Old pictures that make room for a new one."""


@dataclass(frozen=True, slots=True)
class Use:
    """A photo that was shown on a job. `needs`: the proof it was shown for, empty for none; `at` UTC ms."""

    sha256: str
    subject: int
    needs: str
    person: int
    at: int


def note_uses(unit: "Unit", moved: Iterable["Held"]) -> None:
    """Where the photos of a unit are shown. The same bytes shown before, for another proof or on another job, are
    handed over at once."""
    for held in moved:
        if held.course.subject.name != "job":
            continue
        for event in tuple(held.course.new):
            if event.name == "photo.received":
                for sha256 in event.data["photos"]:
                    _note(unit, Use(sha256, held.id, event.data.get("needs") or "", event.data["by"], event.at))


def _note(unit: "Unit", use: Use) -> None:
    before = used_elsewhere(unit, use.sha256, use)
    if unit.tx.run(unit.q.add_picture_use, **_row(use)) and before and use.needs:
        hand_over(unit, use, before, percent=100)


def used_elsewhere(unit: "Unit", sha256: str, use: Use) -> Use | None:
    """Where a picture was first shown otherwise than `use` says: on another job, or for another proof. One that came
    before it was said what it shows is the same."""
    for row in unit.tx.all(unit.q.picture_uses, sha256=sha256):
        same = row["needs"] == use.needs or (not row["needs"] and row["person"] == use.person)
        if row["subject"] != use.subject or not same:
            return Use(sha256, row["subject"], row["needs"], row["person"], row["at"])
    return None


def hand_over(unit: "Unit", use: Use, before: Use, percent: int) -> None:
    """A doubt for the desk: this photo looks like one that was shown before. Both are shown side by side, where the
    other job is of the same branch."""
    job, other = unit.hold(use.subject).course.state, unit.hold(before.subject).course.state
    found = FoundAgain(
        use.sha256,
        use.needs,
        use.person,
        other=before.sha256,
        number=other.number,
        other_person=before.person,
        other_at=before.at,
        percent=percent,
        shown=job.branch == other.branch,
    )
    unit.perform(use.subject, found, unit.now)


def keep_words(unit: "Unit", sha256: str, hashed: bytes, words: Sequence[int]) -> None:
    """From now on the picture is found by its words. Those of a year ago are forgotten."""
    values = {"hash": hashed, "words": array("I", words).tobytes(), "at": unit.now}
    row = unit.tx.one(unit.q.add_picture, sha256=sha256, **values)
    if row is None:
        return
    unit.tx.run(unit.q.add_picture_words, picture=row["id"], words=listed(words), most=MOST_OF_A_WORD)
    for old in unit.tx.all(unit.q.pictures_before, before=unit.now - YEAR_MS, most=FORGOTTEN_AT_ONCE):
        unit.tx.run(unit.q.drop_picture_words, picture=old["id"], words=listed(array("I", old["words"])))
        unit.tx.run(unit.q.drop_picture, id=old["id"])


def listed(words: Iterable[int]) -> str:
    """Words as a statement takes them."""
    return msgspec.json.encode(list(words)).decode()


def _row(use: Use) -> dict[str, str | int]:
    return {
        "sha256": use.sha256,
        "subject": use.subject,
        "needs": use.needs,
        "person": use.person,
        "at": use.at,
    }
