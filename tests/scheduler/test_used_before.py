"""X18, S3: a photo that was used before is told to the desk: the same bytes at once, a like one from the background."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from numpy.random import default_rng

from bench.proof.appliances import Taken, photo
from bench.proof.halves import TUNING
from bench.proof.reused import CHANGES, again
from domain.job.commands import Actor, Show
from proof import reuse
from scheduler.reuse import Reuse
from storage.pictures import YEAR_MS, Use, keep_words
from storage.tasks import REUSE
from storage.unit import Unit
from tests.conftest import House
from tests.test_bad_detours import on_site

FIRST = photo(TUNING, Taken(4, 4, 4))
CROPPED = again(default_rng(7), TUNING, FIRST, CHANGES["cropped 20 %"])
RESIZED = again(default_rng(8), TUNING, FIRST, CHANGES["resized"])
SAME_STICKER = photo(TUNING, Taken(4, 4, 5))
STICKER, SHEET = "photo.service_number", "photo.sheet"
LI = 7


class Memory:
    """A branch's jobs and the photos shown on them."""

    def __init__(self, house: House) -> None:
        self._house, self._app = house, house.app
        app = house.app
        self._reuse = Reuse(app.store, app.readers, app.q, app.photos, app.looker)

    async def job(self) -> int:
        """One more job of the demo's branch."""
        branch = self._app.company.members[0].branch
        report: dict[str, Any] = {"details": {}}
        return await self._app.store.run(lambda unit: unit.open_job(Actor(1, "customer"), report, branch, unit.now).id)

    async def show(self, job: int, data: bytes, needs: str = STICKER) -> Use:
        """A photo is shown for a proof, and looked at in the background."""
        stored = await self._app.photos.keep(data)
        use = Use(stored.sha256, job, needs, LI, self._app.clock.now())
        row = {"sha256": use.sha256, "subject": job, "needs": needs, "person": LI, "at": use.at}
        await self._app.store.run(lambda unit: unit.tx.run(unit.q.add_picture_use, **row))
        await self._reuse.look({"photo": use.sha256, "subject": job, "needs": needs, "person": LI, "at": use.at})
        return use

    async def doubts(self, job: int) -> list[dict[str, Any]]:
        """What the desk was told of a job's photos."""
        return await self._app.store.run(lambda unit: _doubts(unit, job))

    async def heard(self) -> str:
        """The last words at the supervisor's."""
        await self._house.settle()
        return (await self._house.phones["周主管"].heard())[-1]


def _doubts(unit: Unit, job: int) -> list[dict[str, Any]]:
    return [dict(event.data) for event in unit.hold(job).course.history() if event.name == "photo.reused"]


@pytest.fixture
def memory(house: House) -> Memory:
    return Memory(house)


@pytest.mark.parametrize(("needs", "told"), [(STICKER, 1), (SHEET, 0)])
async def test_the_same_bytes_shown_for_another_proof_are_told_at_once(house: House, needs: str, told: int) -> None:
    number = await on_site(house)
    stored = await house.app.photos.keep(FIRST)

    def show(unit: Unit, needs: str) -> int:
        job = unit.numbered(number)
        unit.keep_photo(stored)
        technician = Actor(unit.hold(job).course.state.technician, "technician")
        unit.perform(job, Show(technician, (stored.sha256,), needs), unit.now)
        return job

    await house.app.store.run(lambda unit: show(unit, SHEET))
    job = await house.app.store.run(lambda unit: show(unit, needs))
    doubts = await house.app.store.run(lambda unit: _doubts(unit, job))
    assert [doubt["percent"] for doubt in doubts] == [100] * told


async def test_a_cropped_photo_of_another_job_is_told_with_job_who_and_when(memory: Memory) -> None:
    one, two = await memory.job(), await memory.job()
    first = await memory.show(one, FIRST)
    second = await memory.show(two, CROPPED)
    (doubt,) = await memory.doubts(two)
    assert (doubt["photo"], doubt["other"]) == (second.sha256, first.sha256)
    assert (doubt["other_by"], doubt["other_at"], doubt["needs"]) == (LI, first.at, STICKER)
    assert await memory.doubts(one) == []
    assert "像是用过的" in await memory.heard()


async def test_another_appliance_with_the_same_sticker_is_no_doubt(memory: Memory) -> None:
    one, two = await memory.job(), await memory.job()
    await memory.show(one, FIRST)
    await memory.show(two, SAME_STICKER)
    assert await memory.doubts(two) == []


async def test_two_shots_for_one_proof_are_no_doubt_and_for_two_proofs_are(memory: Memory) -> None:
    job = await memory.job()
    await memory.show(job, FIRST)
    await memory.show(job, CROPPED)
    assert await memory.doubts(job) == []
    await memory.show(job, RESIZED, SHEET)
    assert len(await memory.doubts(job)) == 1


async def test_asking_twice_keeps_a_picture_once(memory: Memory, house: House) -> None:
    job = await memory.job()
    await memory.show(job, FIRST)
    await memory.show(job, FIRST)
    assert await house.app.store.run(lambda unit: len(unit.tx.all("select 1 from picture"))) == 1


async def test_a_year_later_a_picture_makes_room(house: House) -> None:
    def kept(unit: Unit) -> tuple[list[str], int]:
        names = [row["sha256"] for row in unit.tx.all("select sha256 from picture")]
        return names, len(unit.tx.all("select 1 from picture_word"))

    await house.app.store.run(lambda unit: keep_words(unit, "old", bytes(32), (1, 2, 3)))
    house.clock.move_to(house.clock.now() + YEAR_MS + 1)
    await house.app.store.run(lambda unit: keep_words(unit, "new", bytes(32), (3, 4)))
    assert await house.app.store.run(kept) == (["new"], 2)


FORGETFUL = """
import os
from proof import reuse_as_it_is
from proof.reuse_as_it_is import can_compare

def signature(data):
    return os._exit(9) if os.path.exists("no memory") else reuse_as_it_is.signature(data)

def compared(one, kept):
    return os._exit(9) if os.path.exists("no comparing") else reuse_as_it_is.compared(one, kept)
"""


async def shown(house: House, number: str, data: bytes, needs: str = STICKER) -> list[str]:
    """李师傅 shows a photo. Returns what the desk hears of it at once."""
    before = len(await house.phones["周主管"].heard())
    await house.phones["李师傅"].say(action=f"photo:{number}:999:{needs}", photos=[data])
    await house.settle()
    return (await house.phones["周主管"].heard())[before:]


async def tried_again(house: House) -> str:
    """As often as the search is put off. Returns the last words at the desk."""
    assert await house.app.tasks.next_at(REUSE) is not None
    while at := await house.app.tasks.next_at(REUSE):
        house.clock.move_to(at)
        await house.settle()
    return (await house.phones["周主管"].heard())[-1]


@pytest.mark.parametrize("what", ["no memory", "no comparing"])
async def test_a_photo_over_which_the_worker_dies_is_looked_for_later_then_waits_for_the_desk(
    what: str, house: House, plant: Callable[..., None], tmp_path: Path
) -> None:
    tmp_path.joinpath("proof", "reuse_as_it_is.py").symlink_to(Path(reuse.__file__))
    plant(FORGETFUL, "reuse")
    number, dies = await on_site(house), tmp_path / what
    await shown(house, number, FIRST, SHEET)
    dies.touch()
    assert await shown(house, number, CROPPED) == []
    dies.unlink()
    assert "像是用过的" in await tried_again(house)
    dies.touch()
    assert await shown(house, number, RESIZED) == []
    assert "没能查出这张照片以前用过没有" in await tried_again(house)
