"""What is left for later is done once it is committed; what stumbles is tried again, not for ever."""

import asyncio
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from scheduler.tasks import Tasks
from scheduler.wakes import Wakes
from storage.tasks import TRIES, later
from tests.conftest import House


class Doing:
    """Fails `failing` times."""

    def __init__(self, failing: int = 0) -> None:
        self.failing, self.done = failing, list[Mapping[str, Any]]()

    async def do(self, args: Mapping[str, Any]) -> None:
        if self.failing:
            self.failing -= 1
            raise OSError("the disk is away")
        self.done.append(args)


async def leave(house: House, **args: object) -> None:
    await house.app.store.run(lambda unit: later(unit, "look", args))


async def test_in_the_order_in_which_it_was_left(house: House) -> None:
    doing = Doing()
    for n in range(3):
        await leave(house, n=n)
    assert await Tasks(house.app.store, {"look": doing.do}).drain() == 3
    assert [args["n"] for args in doing.done] == [0, 1, 2]


async def test_a_unit_that_fails_leaves_nothing(house: House) -> None:
    def fails(unit: Any) -> None:
        later(unit, "look", {})
        raise ValueError("a bug")

    with pytest.raises(ValueError, match="a bug"):
        await house.app.store.run(fails)
    assert await Tasks(house.app.store, {}).next_at() is None


async def test_what_stumbles_is_tried_again_later(house: House) -> None:
    doing = Doing(failing=1)
    await leave(house, n=1)
    tasks = Tasks(house.app.store, {"look": doing.do})
    assert (await tasks.drain(), doing.done) == (1, [])
    again = await tasks.next_at()
    assert again is not None
    assert again > house.clock.now()
    house.clock.move_to(again)
    assert (await tasks.drain(), len(doing.done), await tasks.next_at()) == (1, 1, None)


async def test_what_is_urgent_is_done_first_and_a_kind_by_itself(house: House) -> None:
    look, reuse, done = Doing(), Doing(), list[str]()
    await house.app.store.run(lambda unit: later(unit, "reuse", {"n": 1}))
    await leave(house, n=2)
    await leave(house, n=3)

    async def looks(args: Mapping[str, Any]) -> None:
        done.append("look")
        await look.do(args)

    async def compares(args: Mapping[str, Any]) -> None:
        done.append("reuse")
        await reuse.do(args)

    tasks = Tasks(house.app.store, {"look": looks, "reuse": compares})
    assert await tasks.next_at("reuse") == house.clock.now()
    assert await tasks.drain_kind("look") == 2
    assert (await tasks.drain(), done) == (1, ["look", "look", "reuse"])
    assert await tasks.next_at("reuse") is None


async def test_awake_what_is_urgent_waits_for_no_other_kind(house: House) -> None:
    app, never, looked = house.app, asyncio.Event(), asyncio.Event()

    async def looks(_args: Mapping[str, Any]) -> None:
        looked.set()

    async def compares(_args: Mapping[str, Any]) -> None:
        await never.wait()

    tasks = Tasks(app.store, {"look": looks, "reuse": compares})
    wakes = Wakes(app.store, app.bell, app.sender, app.clock.wall, tasks=tasks)
    await app.store.run(lambda unit: later(unit, "reuse", {}))
    await wakes.start()
    await leave(house, n=1)
    await asyncio.wait_for(looked.wait(), 10)
    await wakes.stop()
    assert (await tasks.next_at("look"), await tasks.next_at("reuse")) == (None, house.clock.now())


async def exhausted(house: House, tasks: Tasks) -> None:
    """Everything was tried as often as it is."""
    for _ in range(TRIES):
        at = await tasks.next_at()
        assert at is not None
        house.clock.move_to(max(at, house.clock.now()))
        await tasks.drain()
    assert await tasks.next_at() is None


async def test_what_never_works_is_handed_over(house: House) -> None:
    given: list[Mapping[str, Any]] = []
    await leave(house, n=1)
    doing = Doing(failing=100)
    await exhausted(house, Tasks(house.app.store, {"look": doing.do}, {"look": lambda _unit, args: given.append(args)}))
    assert given == [{"n": 1}]


async def test_what_cannot_be_handed_over_either_holds_up_nothing(house: House) -> None:
    def refused(_unit: object, _args: object) -> None:
        raise LookupError("no such job")

    await leave(house, n=1)
    await exhausted(house, Tasks(house.app.store, {"look": Doing(failing=100).do}, {"look": refused}))


async def test_what_never_works_is_given_up(house: House, tmp_path: Path) -> None:
    doing = Doing(failing=100)
    await leave(house, n=1)
    await exhausted(house, Tasks(house.app.store, {"look": doing.do}))
    assert 100 - doing.failing == TRIES
