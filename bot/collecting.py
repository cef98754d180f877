"""A company's own photos in a folder, with what the machine saw and the desk decided: to be labelled by a person. S2 S3

Display copies, which carry no metadata, unless originals are asked for. Beside `serve`: it reads only. Cut off, it goes
on where it stopped.
"""

import os
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
from rich.console import Console
from rich.progress import Progress

from bot.labels import BAD, DOUBT, GOOD, PASS, Label, read, write
from storage.photos import Photos
from storage.queries import Queries

NOT_TO_LABEL = ("opened", "code", "quality", "taken")
"""Checks of which a person cannot say by the picture whether they were right, or that look at doubtful photos only."""
SAVED_EVERY = 50  # photos
ENDINGS = {b"\x89PNG": "png", b"RIFF": "webp", b"GIF8": "gif", b"BM": "bmp"}


@dataclass(frozen=True, slots=True)
class Period:
    """Which photos: UTC ms, and one branch or all."""

    since: int
    until: int
    branch: str | None = None


@dataclass(slots=True)
class Seen:
    """One photo on one job, as it was looked at last."""

    sha256: str
    proof: str
    at: int
    checks: dict[str, str]
    desk: str = ""


def seen(database: Path, q: Queries, period: Period) -> list[Seen]:
    """Every photo that was looked at in a period, the oldest first. Raises sqlite3.OperationalError."""
    connection = sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None)
    connection.row_factory = sqlite3.Row
    try:
        branches = [period.branch] if period.branch else [row["branch"] for row in connection.execute(q.branches_kept)]
        found: dict[tuple[int, str], Seen] = {}
        for branch in branches:
            dates = {"since": period.since, "until": period.until}
            for row in connection.execute(q.photos_looked_at, {"branch": branch, **dates}):
                _fold(found, row, msgspec.json.decode(row["data"]))
    finally:
        connection.close()
    return sorted(found.values(), key=lambda one: (one.at, one.sha256))


def _fold(found: dict[tuple[int, str], Seen], row: sqlite3.Row, data: Mapping[str, Any]) -> None:
    if row["name"] == "photo.looked":
        checks = dict.fromkeys(data["passed"], PASS) | {doubt["check"]: DOUBT for doubt in data["doubts"]}
        kept = {check: said for check, said in checks.items() if check not in NOT_TO_LABEL}
        found[row["subject"], data["photo"]] = Seen(data["photo"], data["needs"], row["at"], kept)
    elif row["name"] == "photo.judged" and (row["subject"], data["photo"]) in found:
        found[row["subject"], data["photo"]].desk = data["decision"]


def labels(photo: Seen, name: str, zone: ZoneInfo) -> Iterator[Label]:
    """A row a check. Where the desk decided about a single doubt, that is the truth until somebody says otherwise."""
    day = f"{datetime.fromtimestamp(photo.at / 1000, zone):%Y-%m-%d}"
    single = list(photo.checks.values()).count(DOUBT) == 1
    for check, said in photo.checks.items():
        decided = (GOOD if photo.desk == "accept" else BAD) if photo.desk and single and said == DOUBT else ""
        yield Label(name, day, photo.proof, check, said, photo.desk, decided)


async def collect(
    folder: Path, photos: Photos, found: list[Seen], zone: ZoneInfo, console: Console, *, originals: bool = False
) -> tuple[int, int]:
    """Put photos and rows that are not there yet into a folder that is there. Returns how many rows were added, and
    how many photos are gone from the store. Raises SettingsError for labels that cannot be read, the store's errors."""
    rows = {label.key: label for label in read(folder)}
    before, gone = len(rows), 0
    with Progress(console=console, transient=True) as bar:
        task = bar.add_task("photos", total=len(found))
        for number, photo in enumerate(found, start=1):
            try:
                name = await _copied(folder, photos, photo.sha256, originals=originals) if photo.checks else ""
            except FileNotFoundError:
                name, gone = "", gone + 1
            for label in labels(photo, name, zone) if name else ():
                rows.setdefault(label.key, label)
            if number % SAVED_EVERY == 0:
                write(folder, rows.values())
            bar.advance(task)
    write(folder, rows.values())
    return len(rows) - before, gone


async def _copied(folder: Path, photos: Photos, sha256: str, *, originals: bool) -> str:
    """The photo's file: one that is there is left alone. Returns its name."""
    if there := _there(folder, sha256):
        return there
    return _put(folder, sha256, await (photos.original(sha256) if originals else photos.view(sha256)))


def _there(folder: Path, sha256: str) -> str:
    return next((file.name for file in sorted(folder.glob(f"{sha256[:16]}.*"))), "")


def _put(folder: Path, sha256: str, data: bytes) -> str:
    ending = next((ending for start, ending in ENDINGS.items() if data.startswith(start)), "jpg")
    beside = folder / f".{sha256[:16]}.new"
    beside.write_bytes(data)
    os.replace(beside, folder / f"{sha256[:16]}.{ending}")
    return f"{sha256[:16]}.{ending}"
