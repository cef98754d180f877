"""Time: the bell, and our own standstills."""

import asyncio
from pathlib import Path

import pytest

from bot.app import App
from bot.company import DEMO, read_company
from bot.moving import settle
from scheduler.bell import IN_FLIGHT
from scheduler.standstill import beat, record_standstill
from scheduler.wakes import Wakes
from storage.unit import Unit
from tests.scheduler.day import FAULT, HOUR, MINUTE, Day, log, names

# Our own standstills


async def test_nobody_is_blamed_for_our_standstill(day: Day) -> None:
    """Accepted at 09:00, we are down 09:05 to 12:05: D2 has 25 minutes left, and takes them."""
    app = await day.start()
    await day.accepted(app)
    day.later(5 * MINUTE)
    await app.store.run(beat)
    await app.close()
    day.later(3 * HOUR)
    app = await day.start()
    assert await app.store.run(record_standstill)
    await settle(app)
    assert "breach.proposed" not in await names(app)
    day.later(24 * MINUTE)
    await settle(app)
    assert "step.reminded" in await names(app)
    assert "breach.proposed" not in await names(app)
    day.later(2 * MINUTE)
    await settle(app)
    assert "breach.proposed" in await names(app)
    await app.close()


async def test_what_the_company_owed_is_done_at_the_start_dated_when_it_was_due(day: Day) -> None:
    """Nobody dispatched by 09:30 (I4) while we were down: the desk hears it at the start, once."""
    app = await day.start()
    await day.say(app, "周主管", "帮助")
    day.later(MINUTE)
    await day.say(app, "王女士", FAULT)
    await settle(app)
    await app.store.run(beat)
    due = day.clock.now() + 30 * MINUTE
    await app.close()
    day.later(5 * HOUR)
    app = await day.start()
    await app.store.run(record_standstill)
    await settle(app)
    await settle(app)
    told = [row for row in await log(app) if row["name"] == "step.escalated"]  # type: ignore[index]
    assert [row["at"] for row in told] == [due, due + 2 * HOUR]  # type: ignore[index]
    assert {row["recorded_at"] for row in told} == {day.clock.now()}  # type: ignore[index]
    await app.close()


async def test_a_short_restart_is_no_standstill(day: Day) -> None:
    app = await day.start()
    await app.store.run(beat)
    day.later(20_000)
    assert await app.store.run(record_standstill) is None
    await app.close()


@pytest.mark.parametrize("minutes_down", [0, 2, 29, 31, 180, 2 * 24 * 60, 400 * 24 * 60])
async def test_after_a_stop_of_any_length_every_consequence_comes_once(minutes_down: int, day: Day) -> None:
    """Stopped five minutes after one job was accepted and another reported: people get their half hour (D2), what
    the company owed is dated when it was due (I4), and a further start adds nothing.
    """
    app = await day.start()
    await day.accepted(app)
    await day.say(app, "王女士", "冰箱不制冷")
    began = day.clock.now()
    day.later(5 * MINUTE)
    await settle(app)
    await app.store.run(beat)
    await app.close()
    day.later(minutes_down * MINUTE)
    for _start in range(2):
        app = await day.start()
        await app.store.run(record_standstill)
        await settle(app)
        await app.store.run(beat)
        await app.close()
    app = await day.start()
    day.later(3 * HOUR)
    await settle(app)
    breaches = [row["at"] for row in await log(app) if row["name"] == "breach.proposed"]  # type: ignore[index]
    assert breaches == [began + (30 + minutes_down) * MINUTE]
    told = [row["at"] for row in await log(app, "10024") if row["name"] == "step.escalated"]  # type: ignore[index]
    assert told == [began + 30 * MINUTE, began + 2 * HOUR + 30 * MINUTE]
    await app.close()


# The bell


async def test_a_subject_that_cannot_be_rung_is_put_off_and_the_others_ring(day: Day) -> None:
    app = await day.start()
    await day.accepted(app)
    await app.store.run(lambda unit: unit.tx.run("insert into wake (subject, at) values (1, 5)"))
    day.later(31 * MINUTE)
    await settle(app)
    assert "breach.proposed" in await names(app)
    again = await app.store.run(lambda unit: unit.tx.one("select at from wake where subject = 1"))
    assert again is not None
    assert again["at"] > day.clock.now()
    await app.close()


async def test_the_bell_rings_by_itself(tmp_path: Path) -> None:
    """With the wall's clock and nobody to ask: what falls due a moment from now is done."""
    day = Day(tmp_path)
    settings = day.settings
    app = App(settings, read_company(DEMO), seats={"wang": "王女士"})
    await app.open()
    day.clock = app.clock  # type: ignore[assignment]
    await day.say(app, "王女士", FAULT)

    def soon(unit: Unit) -> None:
        subject = unit.numbered("10019")
        clocks = "update subject set clocks = replace(clocks, :due, :soon) where id = :id"
        held = unit.hold(subject).course
        due = held.next_due()
        unit.tx.run(clocks, due=str(due), soon=str(unit.now + 300), id=subject)
        unit.tx.run(unit.q.set_wake, subject=subject, at=unit.now + 300)

    await app.store.run(soon)
    wakes = Wakes(app.store, app.bell, app.sender, app.clock.wall)
    await wakes.start()
    async with asyncio.timeout(15):
        while "step.escalated" not in await names(app):  # noqa: ASYNC110  it happens in the background
            await asyncio.sleep(0.05)
    await wakes.stop()
    await app.close()


async def test_a_person_is_answered_before_alarms_that_wait(day: Day) -> None:
    """With hundreds of alarms due, what somebody says is committed among the first: told by the order of commits."""
    app = await day.start()
    alarms = 5 * IN_FLIGHT
    await day.say(app, "王女士", FAULT)

    def multiply(unit: Unit) -> None:
        job = unit.tx.one("select * from subject")
        assert job is not None
        places = ", ".join(f":{name}" for name in job.keys())  # noqa: SIM118  a row's names
        for copy in range(1, alarms + 1):
            unit.tx.run(f"insert into subject values ({places})", **{**dict(job), "id": copy, "number": f"x{copy}"})  # noqa: S608
            unit.tx.run(unit.q.set_wake, subject=copy, at=day.clock.now())

    await app.store.run(multiply)
    day.later(31 * MINUTE)
    order: list[str] = []
    ring = app.bell._ring_together

    async def noted(subjects: list[int]) -> None:
        await ring(subjects)
        order.extend("alarm" for _ in subjects)

    app.bell._ring_together = noted  # type: ignore[method-assign]
    ringing = asyncio.create_task(app.bell.ring())
    while not order and not ringing.done():  # noqa: ASYNC110  it happens in the background
        await asyncio.sleep(0)
    await day.say(app, "王女士", "到哪了")
    order.append("person")
    await ringing
    assert len(order) > alarms
    assert order.index("person") < order.index("alarm") + 3 * IN_FLIGHT
    await app.close()
