"""`paidan proof`: photos of one's own, labels that are never written over, and figures as a person labelled. S2 S3"""

import csv
import os
from collections.abc import AsyncIterator
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from bot.collecting import Period, collect, seen
from bot.drawn import a_photo
from bot.labels import COLUMNS, DOUBT, FILE, PASS, Label, Share, read, scores, write
from bot.settings import SettingsError
from tests.bot.test_operating import paidan
from tests.conftest import House, a_house
from tests.storage.test_photos import opened
from tests.test_bad_detours import on_site
from tests.test_bad_photos import COMPANY, answered

EVERYTHING = Period(0, 2**62)
QUIET = Console(quiet=True)
GOOD_ONE = "400-812-3456"


@pytest.fixture
async def looking(tmp_path: Path) -> AsyncIterator[House]:
    """A job with a photo that shows a private number, which the desk sends back, and a good one."""
    async with a_house(tmp_path, COMPANY) as built:
        number = await on_site(built)
        await answered(built, number, a_photo("13912345678@2026-11-25,10:00,Xiaomi,14"))
        await built.phones["李师傅"].tap("就是这样")
        await built.settle()
        await built.phones["周主管"].tap("请重拍")
        await built.settle()
        await answered(built, number, a_photo(GOOD_ONE))
        yield built


async def collected(house: House, folder: Path, *, originals: bool = False) -> tuple[int, int]:
    os.makedirs(folder, exist_ok=True)
    found = seen(house.app.settings.database, house.app.q, EVERYTHING)
    return await collect(folder, house.app.photos, found, house.app.settings.zone, QUIET, originals=originals)


async def test_photos_and_rows_without_metadata_and_with_what_the_desk_said(looking: House, tmp_path: Path) -> None:
    folder = tmp_path / "own"
    added, gone = await collected(looking, folder)
    rows = read(folder)
    assert (added, gone) == (len(rows), 0)
    said = {(row.check, row.machine, row.desk, row.truth) for row in rows}
    assert ("private_number", DOUBT, "again", "") in said, "which of two doubts it was about, nobody knows"
    assert ("service_number", PASS, "", "") in said
    assert {row.proof for row in rows} == {"photo.service_number"}
    files = {file.name for file in folder.iterdir()}
    assert files == {FILE, *(row.photo for row in rows)}
    assert not any(opened((folder / name).read_bytes()).getexif() for name in files - {FILE})


async def test_originals_are_byte_for_byte(looking: House, tmp_path: Path) -> None:
    await collected(looking, tmp_path / "own", originals=True)
    photos = [(tmp_path / "own" / row.photo).read_bytes() for row in read(tmp_path / "own")]
    assert a_photo(GOOD_ONE) in photos


async def test_again_it_adds_what_is_new_and_keeps_what_a_person_wrote(looking: House, tmp_path: Path) -> None:
    folder = tmp_path / "own"
    await collected(looking, folder)
    written = [Label(*(getattr(row, column) for column in COLUMNS[:-1]), "good") for row in read(folder)]
    write(folder, written[1:])  # the first row is new once more
    photo = folder / written[0].photo
    photo.write_bytes(b"cropped by somebody")
    assert await collected(looking, folder) == (1, 0)
    assert read(folder)[:-1] == written[1:]
    assert photo.read_bytes() == b"cropped by somebody"


async def test_another_branch_and_another_month_have_nothing(looking: House) -> None:
    database, q = looking.app.settings.database, looking.app.q
    assert len(seen(database, q, EVERYTHING)) == 2
    assert seen(database, q, Period(0, 2**62, "nowhere")) == []
    assert seen(database, q, Period(0, 1)) == []


async def test_a_photo_that_is_gone_is_counted(looking: House, tmp_path: Path) -> None:
    for one in seen(looking.app.settings.database, looking.app.q, EVERYTHING):
        await looking.app.photos._store.delete_async(f"{one.sha256[:2]}/{one.sha256[2:]}.view.jpg")
    assert await collected(looking, tmp_path / "own") == (0, 2)


def label(number: int, machine: str, truth: str, check: str = "service_number") -> Label:
    return Label(f"{number}.jpg", "2026-11-25", "photo.service_number", check, machine, "", truth)


def test_the_figures_count_what_a_person_labelled() -> None:
    rows = [
        *(label(n, PASS, "good") for n in range(8)),
        label(10, PASS, "bad"),
        *(label(n, DOUBT, "bad") for n in range(20, 23)),
        label(30, DOUBT, "good"),
        label(40, DOUBT, ""),
        label(50, PASS, "", "private_number"),
    ]
    private, service = scores(rows)
    assert (private.check, private.bad_found, private.unlabelled) == ("private_number", Share(0, 0), 1)
    assert (service.doubts_right, service.bad_found) == (Share(3, 4), Share(3, 4))
    assert (service.passes_right, service.good_passed, service.unlabelled) == (Share(8, 9), Share(8, 9), 1)
    assert [share.value for _name, share in service.figures()] == ["0.750", "0.750", "0.889", "0.889"]
    assert [share.value for _name, share in private.figures()] == ["–"] * 4


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_spreadsheet_may_save_it_as_it_likes(encoding: str, tmp_path: Path) -> None:
    text = StringIO(newline="")
    writer = csv.writer(text)
    writer.writerows(
        [(*COLUMNS, "备注"), ("a.jpg", "2026-11-25", "x", "sheet", "doubt", "", " Bad ", "看不清"), [""] * 8]
    )
    (tmp_path / FILE).write_bytes(text.getvalue().encode(encoding))
    (row,) = read(tmp_path)
    assert (row.photo, row.truth) == ("a.jpg", "bad")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("photo,day\n", "no column 'proof'"),
        (",".join(COLUMNS) + "\na,b,c,d,pass,,maybe\n", "line 2: truth is good or bad or nothing; found 'maybe'"),
        (",".join(COLUMNS) + "\na,b,c,d,seen,,\n", "line 2: machine is pass or doubt; found 'seen'"),
    ],
)
def test_what_cannot_be_read_is_said_with_its_line(text: str, why: str, tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match=why):
        read(tmp_path)


def test_the_commands(tmp_path: Path) -> None:
    none = paidan(tmp_path, "proof", "collect", "own")
    assert (none.returncode, "there is no database" in none.stderr) == (2, True)
    assert "makes one" in paidan(tmp_path, "proof", "score", "own").stderr
    write(tmp_path, [label(1, DOUBT, "bad")])
    said = paidan(tmp_path, "proof", "score", ".")
    assert said.returncode == 0
    line = next(line for line in said.stdout.splitlines() if "doubts that were right" in line)
    assert "1.000" in line
    assert "1 of 1" in line
