"""Nothing that Telegram was told we have is lost, whenever we die; Telegram's troubles stop nobody else."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn

from bot.app import App
from bot.channels.telegram.polling import Polling
from bot.clocks import WallClock
from bot.company import DEMO
from bot.drawn import a_photo
from storage.unit import Unit
from tests.channels.conftest import FAULT, LI, WANG, Bot, Make, made, opening
from tests.fakes.telegram import TOKEN, FakeTelegram, Fault

ROOT = Path(__file__).parent.parent.parent
PATIENCE_S = 15
SECRET = "a-secret-of-our-own-1"  # noqa: S105


class Killed(BaseException):
    """The process ends here."""


def dying(app: App, after: int, *, answered: bool) -> None:
    """The process dies at its n-th unit: before it runs, or after its commit, before anybody learns of it."""
    run, count = app.store.run, 0

    async def mortal(work: Callable[[Unit], Any], **how: Any) -> Any:
        nonlocal count
        count += 1
        if count < after:
            return await run(work, **how)
        if count == after and answered:
            await run(work, **how)
        raise Killed

    app.store.run = mortal  # type: ignore[method-assign,assignment]


async def lost(app: App, fake: FakeTelegram) -> list[int]:
    """Updates that Telegram was told we have, and that are neither heard nor kept."""

    def known(unit: Unit) -> set[str]:
        rows = unit.tx.all("select message_id from inbox union select message_id from kept")
        return {row["message_id"] for row in rows}

    there = await app.store.run(known)
    return [
        number
        for number, update in fake.all
        if number < fake.confirmed and f"m{WANG}:{update['message']['message_id']}" not in there
    ]


async def for_ever(bot: Bot) -> None:
    while True:
        await bot.go()
        bot.clock.move_to(bot.clock.now() + 3_000)


async def lives_and_dies(folder: Path, after: int, *, answered: bool, polling: type[Polling] = Polling) -> list[int]:
    """A customer reports with a photo; we die once, and start again. Returns what was lost at either time."""
    clock = opening()
    async with FakeTelegram(clock.now) as fake:
        fake.photo(WANG, a_photo("early"))
        fake.say(WANG, "冰箱不制冷")
        fake.say(WANG, "13800138000")
        fake.say(WANG, "幸福路8号3单元502")
        app = made(folder, fake, clock)
        await app.open()
        assert app.platforms.telegram
        app.platforms.telegram.polling = polling(
            app.platforms.telegram._wire, app.platforms.telegram.receive, app.platforms.telegram.standing
        )
        run = app.store.run
        dying(app, after, answered=answered)
        with pytest.raises(Killed):
            await for_ever(Bot(app, fake, clock))
        await asyncio.gather(*app.sender._serving.values(), return_exceptions=True)  # they died with us
        app.store.run = run  # type: ignore[method-assign]
        missing = await lost(app, fake)
        await app.close()
        app = made(folder, fake, clock)
        await app.open()
        bot = Bot(app, fake, clock)
        for _ in range(3):
            await bot.go()
            clock.move_to(clock.now() + 5_000)
        missing += await lost(app, fake)
        if not missing:
            assert await bot.count("kept") == 0
            assert (await bot.events()).count("job.reported") == 1
            state = await bot.run(lambda unit: unit.hold(unit.numbered("10019")).course.state)
            assert (len(state.photos), state.ready) == (1, True)
            assert "信息齐了" in bot.fake.heard(WANG)[-1]
        await app.close()
        return missing


@pytest.mark.parametrize("answered", [False, True], ids=["before it runs", "after its commit"])
@pytest.mark.parametrize("after", range(1, 22))
async def test_we_may_die_at_any_unit(after: int, answered: bool, tmp_path: Path) -> None:
    assert await lives_and_dies(tmp_path, after, answered=answered) == []


class ConfirmsFirst(Polling):
    """Planted: what came is confirmed to Telegram before it is committed."""

    async def poll(self, wait_s: int) -> int:
        batch = await self._wire.updates(self._offset, wait_s)
        if batch:
            await self._wire.updates(max(number or 0 for number, _ in batch) + 1, 0)
        for _number, raw in batch:
            await self._receive(raw)
        return len(batch)


async def test_a_confirmation_before_the_commit_is_caught(tmp_path: Path) -> None:
    assert await lives_and_dies(tmp_path, 2, answered=False, polling=ConfirmsFirst) != []


async def test_what_is_not_confirmed_comes_again_and_counts_once(bot: Bot) -> None:
    bot.fake.repeat = True
    bot.fake.say(WANG, FAULT)
    assert bot.app.platforms.telegram
    for _ in range(3):
        assert await bot.app.platforms.telegram.polling.poll(0) == 1
    assert await bot.count("subject") == 1


async def test_one_odd_update_does_not_hold_up_the_batch(bot: Bot) -> None:
    bot.fake.add({"message": {"chat": {"id": "x"}, "text": 5}})
    bot.fake.say(WANG, FAULT)
    await bot.go()
    assert "job.reported" in await bot.events()
    assert bot.fake.updates == []


async def test_numbers_of_updates_that_begin_anew_after_a_quiet_week_are_heard(bot: Bot) -> None:
    """The Bot API: after a week without updates the next one's number is random. A higher offset would confirm it."""
    bot.fake.say(WANG, FAULT)
    await bot.go()
    bot.fake.begin_numbers_at(1_000)
    bot.fake.say(LI, "你好")
    await bot.go()
    assert len(bot.fake.heard(LI)) == 1
    bot.fake.say(LI, "你好")
    await bot.go()
    assert (len(bot.fake.heard(LI)), bot.fake.updates) == (2, [])


async def test_half_a_character_in_one_message_holds_up_nobody_and_the_rest_of_it_is_heard(bot: Bot) -> None:
    """A text cut in the middle of a picture sign: strict readers refuse the whole batch for it. K9"""
    bot.fake.say(WANG, FAULT + "\ud83d")
    bot.fake.say(LI, "你好")
    await bot.go()
    assert "job.reported" in await bot.events()
    assert len(bot.fake.heard(LI)) == 1
    assert bot.fake.updates == []


# The channel as it runs


@asynccontextmanager
async def awake(bot: Bot) -> AsyncIterator[httpx.AsyncClient]:
    """The program as `serve` runs it, over HTTP."""
    web = bot.app.web()
    async with (
        web.router.lifespan_context(web),
        httpx.AsyncClient(transport=httpx.ASGITransport(web), base_url="http://paidan") as http,
    ):
        yield http


async def until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE_S):
        while not true():  # noqa: ASYNC110  it happens in the background
            await asyncio.sleep(0.02)


def standing(bot: Bot) -> str:
    assert bot.app.platforms.telegram
    return bot.app.platforms.telegram.standing.state


async def test_a_message_is_answered_by_the_running_program(bot: Bot) -> None:
    bot.fake.say(WANG, FAULT)
    async with awake(bot) as http:
        await until(lambda: len(bot.fake.heard(WANG)) == 1)
        bot.fake.photo(WANG, a_photo("a"))
        await until(lambda: len(bot.fake.heard(WANG)) == 3)
        assert (await http.get("/health")).json()["channels"] == {"telegram": "polling"}
    await until(lambda: bot.fake.updates == [] or bot.fake.confirmed > 0)


async def test_telegram_being_down_never_stops_the_start(bot: Bot) -> None:
    await bot.fake.down()
    async with awake(bot) as http:
        await until(lambda: standing(bot) == "unreachable")
        health = await http.get("/health")
        assert (health.status_code, health.json()["ready"]) == (200, True)
        bot.fake.say(WANG, FAULT)
        await bot.fake.up()
        await until(lambda: standing(bot) == "polling" and len(bot.fake.heard(WANG)) == 1)


async def test_a_webhook_that_telegram_does_not_take_is_told_apart_with_its_reason(
    make: Make, capsys: pytest.CaptureFixture[str]
) -> None:
    bot = await make(telegram_webhook_secret=SECRET, public_url="http://paidan")
    words = "Bad Request: bad webhook: Failed to resolve host: Name or service not known"
    bot.fake.faults.append(Fault("setWebhook", "refuse", status=400, words=words))
    async with awake(bot):
        await until(lambda: standing(bot) == "webhook-refused")
        await until(lambda: standing(bot) == "webhook")  # a name that is known a moment later
    assert "failed to resolve host" in capsys.readouterr().out


async def test_a_token_revoked_while_running_stops_this_channel_loudly_and_nothing_else(bot: Bot) -> None:
    await bot.staff_joins()
    await bot.run(lambda unit: unit.people.add_address(bot.app.people["周主管"], "web", "desk-browser", "zh"))
    async with awake(bot) as http:
        await until(lambda: standing(bot) == "polling")
        bot.fake.token = "987654321:another"  # noqa: S105
        await until(lambda: standing(bot) == "stopped")
        health = await http.get("/health")
        assert (health.status_code, health.json()["channels"]) == (200, {"telegram": "stopped"})
        assert (await http.get("/chat/wang/")).status_code == 200
        said = {"id": "1", "text": FAULT, "action": "", "label": ""}
        await http.post("/chat/wang/say", data=said, headers={"x-paidan": "web"})

        async def lines() -> list[str]:
            rows = await bot.run(lambda unit: unit.tx.all(unit.q.web_lines, address="desk-browser", after=0))
            return [row["text"] for row in rows]

        async with asyncio.timeout(PATIENCE_S):
            while len(heard := await lines()) < 2:  # noqa: ASYNC110  it happens in the background
                await asyncio.sleep(0.02)
        assert "令牌失效" in heard[0]
        assert "新报修 10019" in heard[1], "what the desk should hear on Telegram goes the other way"


async def test_what_waits_for_a_stopped_channel_is_not_given_up(bot: Bot) -> None:
    bot.fake.say(WANG, "你好")
    assert bot.app.platforms.telegram
    await bot.app.platforms.telegram.polling.poll(0)
    bot.fake.token = "987654321:another"  # noqa: S105
    for _ in range(20):
        await bot.go_on()
        bot.clock.move_to(bot.clock.now() + 700_000)
    row = await bot.run(lambda unit: unit.tx.one("select state from outbox"))
    assert row["state"] == "new"


async def test_another_poller_is_told_apart_and_waited_out(bot: Bot) -> None:
    async with awake(bot):
        await until(lambda: standing(bot) == "polling")
        words = "Conflict: terminated by other getUpdates request"
        bot.fake.faults.append(Fault("getUpdates", "refuse", status=409, words=words))
        await until(lambda: standing(bot) == "conflict")
        bot.fake.say(WANG, FAULT)
        await until(lambda: standing(bot) == "polling" and len(bot.fake.heard(WANG)) == 1)


async def test_an_answer_in_time_that_we_fetch_late_is_in_time(make: Make, tmp_path: Path) -> None:
    """We were down as the clock ran out; the technician had answered before. The bell waits for what Telegram held."""
    bot = await make()
    await bot.accepted()
    due = await bot.app.bell.next_due()
    assert due
    await bot.app.close()
    bot.clock.move_to(bot.clock.now() + 10 * 60_000)
    bot.fake.say(LI, "约好 今天 10:00")
    bot.clock.move_to(bot.clock.now() + 60 * 60_000)
    app = made(tmp_path, bot.fake, bot.clock)
    await app.open()
    again = Bot(app, bot.fake, bot.clock)
    async with awake(again):
        await until(lambda: any("记下了" in text for text in again.fake.heard(LI)))
    events = await again.events()
    assert "appointment.agreed" in events
    assert "breach.proposed" not in events
    await app.close()


async def test_the_real_program_is_killed_and_started_again(tmp_path: Path) -> None:
    """`paidan serve`, as `make run` starts it with a token; killed once Telegram was told that it has the message."""
    clock = WallClock()
    (tmp_path / "company.toml").write_text(DEMO.read_text(encoding="utf-8").split("[[customer]]")[0], encoding="utf-8")
    async with FakeTelegram(clock.now) as fake:
        here = {name: value for name, value in os.environ.items() if not name.startswith("PAIDAN_")}
        here |= {"PAIDAN_TELEGRAM_TOKEN": TOKEN, "PAIDAN_TELEGRAM_API_URL": fake.url, "PAIDAN_PORT": "0"}
        here |= {"PYTHONPATH": str(ROOT)}

        async def serve() -> asyncio.subprocess.Process:
            command = (sys.executable, "-m", "bot", "serve")
            pipe = asyncio.subprocess.PIPE
            return await asyncio.create_subprocess_exec(*command, cwd=tmp_path, env=here, stdout=pipe, stderr=pipe)

        program = await serve()
        fake.faults.append(Fault("sendMessage", "refuse", times=10_000))
        fake.faults.append(Fault("download", "refuse", times=1))
        fake.photo(WANG, a_photo("a"))
        fake.say(WANG, FAULT)
        await until(lambda: fake.updates == [] and fake.confirmed > 0)
        program.kill()
        _, before = await program.communicate()
        fake.faults.clear()
        program = await serve()
        await until(lambda: any("已登记" in text for text in fake.heard(WANG)))
        program.terminate()
        _, after = await program.communicate()
        assert program.returncode == 0
        assert b"connected to Telegram" in after
        assert TOKEN.partition(":")[2] not in (before + after).decode()


async def test_a_token_alone_makes_a_company_of_one(tmp_path: Path) -> None:
    """No company.toml: one supervisor, who joins with the code that the first start prints, and invites by a link."""
    clock = WallClock()
    async with FakeTelegram(clock.now) as fake:
        here = {name: value for name, value in os.environ.items() if not name.startswith("PAIDAN_")}
        here |= {"PAIDAN_TELEGRAM_TOKEN": TOKEN, "PAIDAN_TELEGRAM_API_URL": fake.url, "PAIDAN_PORT": "0"}
        here |= {"PYTHONPATH": str(ROOT)}
        command, pipe = (sys.executable, "-m", "bot", "serve"), asyncio.subprocess.PIPE
        program = await asyncio.create_subprocess_exec(*command, cwd=tmp_path, env=here, stdout=pipe, stderr=pipe)
        assert program.stdout is not None
        line = ""
        while not line.startswith("code "):
            line = (await asyncio.wait_for(program.stdout.readline(), 20)).decode()
        fake.say(WANG, f"加入 {line.split()[1]}")
        await until(lambda: any("主管" in text for text in fake.heard(WANG)))
        fake.say(WANG, "邀请 师傅 李师傅")
        await until(lambda: any("https://t.me/" in text for text in fake.heard(WANG)))
        program.terminate()
        await program.communicate()
    assert 'roles = ["supervisor"]' in (tmp_path / "company.toml").read_text(encoding="utf-8")


async def test_the_webhook_over_real_http_with_everything_twice_and_out_of_order(make: Make) -> None:
    config = uvicorn.Config("unset", port=0)
    socket = config.bind_socket()
    address = f"http://127.0.0.1:{socket.getsockname()[1]}"
    bot = await make(telegram_webhook_secret=SECRET, public_url=address)
    server = uvicorn.Server(uvicorn.Config(bot.app.web(), log_level="critical"))
    serving = asyncio.create_task(server.serve([socket]))
    await until(lambda: standing(bot) == "webhook")
    assert (bot.fake.webhook, bot.fake.secret) == (f"{address}/telegram", SECRET)
    bot.fake.repeat = True
    bot.fake.say(WANG, FAULT)
    bot.fake.photo(WANG, a_photo("a"))
    assert set(await bot.fake.post()) == {200}
    await until(lambda: len(bot.fake.heard(WANG)) == 3)
    bot.fake.secret = "a-guess-of-somebody-else"  # noqa: S105
    bot.fake.say(WANG, "x")
    assert set(await bot.fake.post()) == {401}
    server.should_exit = True
    await serving
    assert await bot.count("subject") == 1
