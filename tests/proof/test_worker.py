"""X7: a process looks beside the app; whatever happens to it, each picture gets an answer, and soon."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from proof.findings import Kind, Outcome, Verdict, Wanted
from proof.reuse import compared, signature
from proof.worker import Looker
from tests.storage.test_photos import encoded, half_red

PHOTO = encoded(half_red(60, 40), "JPEG")
ANY = Wanted(Kind.ANY)
BY_A_PERSON = "photo-not-looked-at"


@pytest.fixture
async def looker() -> AsyncIterator[Looker]:
    made = Looker(seconds=20)
    yield made
    await made.close()


def tries() -> str:
    """A letter for each picture a planted worker was given."""
    return Path("tries").read_text(encoding="utf-8")


def why(verdict: Verdict) -> str:
    reason = verdict.findings[0].reason
    return reason.text if reason else ""


def pid(looker: Looker) -> int:
    assert looker._process
    return looker._process.pid


async def test_it_looks_and_the_loop_goes_on(looker: Looker) -> None:
    turns = 0

    async def ticking() -> None:
        nonlocal turns
        while True:
            await asyncio.sleep(0.01)
            turns += 1

    ticks = asyncio.create_task(ticking())
    verdict = await looker.look(PHOTO, ANY)
    ticks.cancel()
    assert (verdict.width, verdict.height) == (60, 40)
    assert turns > 2, "a process has started meanwhile"


async def test_it_starts_with_the_first_picture_and_ends_with_the_app(looker: Looker) -> None:
    assert looker.used() == (0, 0)
    await looker.look(PHOTO, ANY)
    running = pid(looker)
    assert looker.used()[1] > 10
    await looker.close()
    with pytest.raises(ProcessLookupError):
        os.kill(running, 0)
    assert why(await looker.look(PHOTO, ANY)) == BY_A_PERSON


async def test_a_killed_worker_is_replaced(looker: Looker) -> None:
    await looker.look(PHOTO, ANY)
    first = pid(looker)
    os.kill(first, signal.SIGKILL)
    assert (await looker.look(PHOTO, ANY)).width == 60
    assert pid(looker) != first


async def test_two_hundred_pictures_wait_their_turn_and_more_are_left_to_people() -> None:
    looker = Looker(waiting=200)
    verdicts = await asyncio.gather(*(looker.look(PHOTO, ANY) for _ in range(210)))
    await looker.close()
    assert sum(verdict.width == 60 for verdict in verdicts) == 200
    assert [why(verdict) for verdict in verdicts[200:]] == ["photo-queue-full"] * 10


async def test_a_look_goes_before_what_is_compared_in_the_background(plant: Callable[..., object]) -> None:
    plant(
        "import time\nfrom proof.findings import Verdict\n"
        "def look(data, wanted):\n    time.sleep(0.3)\n    return Verdict((), width=len(data))\n"
    )
    looker, order = Looker(), list[str]()

    async def does(name: str, asked: Awaitable[object]) -> None:
        assert await asked is not None
        order.append(name)

    await asyncio.gather(
        does("the first look", looker.look(PHOTO, ANY)),
        does("signature", looker.signature(PHOTO)),
        does("compared", looker.compared(PHOTO, PHOTO)),
        does("a customer's", looker.look(PHOTO, ANY, patient=True)),
        does("a look", looker.look(PHOTO, ANY)),
        does("another", looker.look(PHOTO, ANY)),
    )
    await looker.close()
    assert order == ["the first look", "a look", "another", "signature", "compared", "a customer's"]


async def test_a_turn_whose_waiter_went_away_goes_to_the_next(looker: Looker) -> None:
    first = asyncio.create_task(looker.look(PHOTO, ANY))
    waiting = [asyncio.create_task(looker.signature(PHOTO)) for _ in range(3)]
    await asyncio.sleep(0)
    waiting[0].cancel()
    await first
    waiting[1].cancel()  # its turn has come in this very moment
    assert await asyncio.wait_for(waiting[2], 20) is not None
    assert (await looker.look(PHOTO, ANY)).width == 60


async def test_pictures_are_signed_and_compared_there_too(looker: Looker) -> None:
    signed = await looker.signature(PHOTO)
    assert signed == signature(PHOTO)
    assert await looker.compared(PHOTO, PHOTO) == compared(PHOTO, PHOTO)
    assert await looker.signature(b"<html>") is None


async def test_what_kills_the_worker_in_the_background_is_left_after_two_tries(plant: Callable[..., object]) -> None:
    plant("def look(data, wanted):\n    pass\n")
    plant(
        "import os\nfrom proof.findings import Verdict\n"
        "def can_compare():\n    return False\n"
        "def signature(data):\n    open('tries', 'a').write('x')\n    os._exit(9)\n",
        "reuse",
    )
    looker = Looker()
    assert await looker.signature(PHOTO) is None
    await looker.close()
    assert tries() == "xx"


async def test_a_picture_that_hangs_is_tried_twice_then_a_person_looks(plant: Callable[..., object]) -> None:
    plant("import time\ndef look(data, wanted):\n    open('tries', 'a').write('x')\n    time.sleep(60)\n")
    looker = Looker(seconds=1.5)
    assert why(await looker.look(PHOTO, ANY)) == BY_A_PERSON
    await looker.close()
    assert tries() == "xx"


async def test_a_picture_that_takes_all_memory_is_tried_twice_then_a_person_looks(
    plant: Callable[..., object],
) -> None:
    plant("def look(data, wanted):\n    open('tries', 'a').write('x')\n    return bytearray(900_000_000)\n")
    looker = Looker(megabytes=300)
    assert why(await looker.look(PHOTO, ANY)) == BY_A_PERSON
    await looker.close()
    assert tries() == "xx"


async def test_what_fails_once_is_answered_the_second_time(plant: Callable[..., object]) -> None:
    plant(
        "import os\nfrom proof.findings import Verdict\n"
        "def look(data, wanted):\n"
        "    if not os.path.exists('once'):\n        open('once', 'w')\n        os._exit(1)\n"
        "    print('noise on stdout')\n    return Verdict((), width=7)\n"
    )
    looker = Looker()
    assert (await looker.look(PHOTO, ANY)).width == 7
    await looker.close()


async def test_who_stops_waiting_leaves_no_answer_behind_for_the_next(plant: Callable[..., object]) -> None:
    plant(
        "import time\nfrom proof.findings import Verdict\n"
        "def look(data, wanted):\n    time.sleep(len(data) / 1000)\n    return Verdict((), width=len(data))\n"
    )
    looker = Looker()
    await looker.look(b"x", ANY)
    slow = asyncio.create_task(looker.look(b"x" * 5000, ANY))
    await asyncio.sleep(0.1)
    slow.cancel()
    assert (await looker.look(b"xx", ANY)).width == 2
    await looker.close()


async def test_a_worker_without_a_parent_ends(looker: Looker) -> None:
    await looker.look(PHOTO, ANY)
    process = looker._process
    assert process
    assert process.stdin
    process.stdin.close()
    assert await asyncio.wait_for(process.wait(), 5) == 0


async def test_secrets_of_the_app_do_not_reach_it(looker: Looker, monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[dict[str, str]] = []
    really = asyncio.create_subprocess_exec

    async def started(*command: str, env: dict[str, str], **more: Any) -> asyncio.subprocess.Process:
        given.append(env)
        return await really(*command, env=env, **more)

    monkeypatch.setattr(asyncio, "create_subprocess_exec", started)
    monkeypatch.setenv("PAIDAN_TELEGRAM_TOKEN", "canary")
    await looker.look(PHOTO, ANY)
    assert [name for env in given for name, value in env.items() if "canary" in value] == []
    assert [env["PATH"] for env in given] == [os.environ["PATH"]]


async def test_a_bad_picture_is_a_finding_not_a_failure(looker: Looker) -> None:
    verdict = await looker.look(b"<html>", ANY)
    assert verdict.findings[0].outcome is Outcome.DOUBT
    assert why(verdict) == "picture-is-page"
