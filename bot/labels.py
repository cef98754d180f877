"""The file in which a person says what is really on a photo, and how often the machine was right. S2 S3 X18

A row a photo and check. What stands there is never written over: rows are only added.
"""

import csv
import os
from collections.abc import Iterable
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from bot.registers import BOM
from bot.settings import SettingsError

FILE = "labels.csv"
COLUMNS = ("photo", "day", "proof", "check", "machine", "desk", "truth")
PASS, DOUBT = "pass", "doubt"
GOOD, BAD = "good", "bad"
TRUTHS = (GOOD, BAD, "")


@dataclass(frozen=True, slots=True)
class Label:
    """One check of one photo.

    photo    the file's name
    proof    what it was shown for: "photo.sheet"
    machine  "pass" or "doubt"
    desk     "accept", "again" or "breach", where the desk said anything
    truth    "good" or "bad" as a person says; "" while nobody has
    """

    photo: str
    day: str
    proof: str
    check: str
    machine: str
    desk: str = ""
    truth: str = ""

    @property
    def key(self) -> tuple[str, str, str]:
        return self.photo, self.proof, self.check


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    part: int
    whole: int

    @property
    def value(self) -> str:
        """From 0 to 1, three digits; a dash of nothing."""
        return f"{self.part / self.whole:.3f}" if self.whole else "–"


@dataclass(frozen=True, slots=True)
class Score:
    """How a check did, of the photos that a person has labelled.

    doubts_right  of its doubts, those about bad photos (precision)
    bad_found     of the bad photos, those it doubted (recall)
    passes_right  of what it let pass, what was good
    good_passed   of the good photos, those it let pass
    unlabelled    rows that nobody has labelled
    """

    check: str
    doubts_right: Share
    bad_found: Share
    passes_right: Share
    good_passed: Share
    unlabelled: int

    def figures(self) -> tuple[tuple[str, Share], ...]:
        """With their names, as a table says them."""
        return (
            ("doubts that were right (precision)", self.doubts_right),
            ("bad ones found (recall)", self.bad_found),
            ("passes that were right (precision)", self.passes_right),
            ("good ones passed (recall)", self.good_passed),
        )


def read(folder: Path) -> list[Label]:
    """What is labelled in a folder; nothing where there is no file yet. Raises SettingsError, with the line."""
    path = folder / FILE
    if not path.is_file():
        return []
    rows = csv.DictReader(StringIO(_text(path.read_bytes()), newline=""))
    missing = [column for column in COLUMNS if column not in (rows.fieldnames or ())]
    if missing:
        raise SettingsError(f"{path}: no column {missing[0]!r}; a first line such as {','.join(COLUMNS)}")
    return [_label(row, path, rows.line_num) for row in rows if any(row.values())]


def _text(data: bytes) -> str:
    """Excel saves Chinese as UTF-8 or as GB 18030."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030", "replace")


def _label(row: dict[str, str | None], path: Path, line: int) -> Label:
    cells = {column: (row[column] or "").strip() for column in COLUMNS}
    for column, known in (("machine", (PASS, DOUBT)), ("truth", TRUTHS)):
        cells[column] = cells[column].lower()
        if cells[column] not in known:
            wanted = " or ".join(word or "nothing" for word in known)
            raise SettingsError(f"{path}, line {line}: {column} is {wanted}; found {cells[column]!r}")
    return Label(**cells)


def write(folder: Path, labels: Iterable[Label]) -> None:
    """The whole file, at once or not at all."""
    out = StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    writer.writerows([getattr(label, column) for column in COLUMNS] for label in labels)
    beside = folder / f".{FILE}.new"
    beside.write_text(BOM + out.getvalue(), encoding="utf-8", newline="")
    os.replace(beside, folder / FILE)


def scores(labels: Iterable[Label]) -> list[Score]:
    """A row a check, by name."""
    kept = list(labels)
    return [_score(check, [label for label in kept if label.check == check]) for check in _checks(kept)]


def _checks(labels: Iterable[Label]) -> list[str]:
    return sorted({label.check for label in labels})


def _score(check: str, labels: list[Label]) -> Score:
    def count(machine: str, truth: str) -> int:
        return sum(label.machine == machine and label.truth == truth for label in labels)

    doubt_bad, doubt_good = count(DOUBT, BAD), count(DOUBT, GOOD)
    pass_bad, pass_good = count(PASS, BAD), count(PASS, GOOD)
    return Score(
        check,
        doubts_right=Share(doubt_bad, doubt_bad + doubt_good),
        bad_found=Share(doubt_bad, doubt_bad + pass_bad),
        passes_right=Share(pass_good, pass_good + pass_bad),
        good_passed=Share(pass_good, pass_good + doubt_good),
        unlabelled=sum(not label.truth for label in labels),
    )
