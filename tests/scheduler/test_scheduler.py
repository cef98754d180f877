"""Time and delivery: the bell, our own standstills, and a sender that platforms refuse."""

import asyncio
import random
from datetime import datetime
from pathlib import Path

import pytest

from bot.app import App
from bot.clocks import HeldClock
from bot.company import DEMO, read_company
from bot.moving import settle
from bot.play import FIRST_DAY, FIRST_TIME
from bot.settings import load_settings
from domain.errors import ChannelError
from handlers.door import enter
from handlers.said import Message, Said
from scheduler.sender import Sender
from scheduler.standstill import beat, record_standstill
from scheduler.wakes import Wakes
from storage.unit import Unit

MINUTE = 60_000
HOUR = 60 * MINUTE
FAULT = "空调不制冷,幸福路8号3单元502,13800138000"


class Day:
    """One company over several starts of the program, with a clock that stands where it is put."""

    def __init__(self, folder: Path) -> None:
        self.settings = load_settings(
            database_url=f"sqlite:///{folder / 'paidan.db'}", photos_url=(folder / "photos").as_uri()
        )
        opened = datetime.combine(FIRST_DAY, FIRST_TIME, self.settings.zone)
        self.clock = HeldClock(int(opened.timestamp() * 1000))
        self.said = 0

    async def start(self) -> App:
        entropy = random.Random(self.said).randbytes
        app = App(self.settings, read_company(DEMO), clock=self.clock, entropy=entropy, seats={"wang": "王女士"})
        await app.open()
        return app

    def later(self, ms: int) -> None:
        self.clock.move_to(self.clock.now() + ms)

    async def say(self, app: App, name: str, text: str = "", action: str = "") -> None:
        """Somebody says something, as if by the web channel."""
        self.said += 1
        now = self.clock.now()
        said = Said("web", f"a-{name}", f"m{self.said}", text, (), action, now, now, "zh")

        def hear(unit: Unit) -> None:
            if unit.people.speaker("web", said.address) is None:
                unit.people.add_address(app.people[name], "web", said.address, "zh")
            enter(said, unit)

        await app.store.run(hear)

    async def accepted(self, app: App) -> None:
        """09:00: a job is reported, sent to Li and accepted."""
        for name in ("李师傅", "周主管", "张师傅"):
            await self.say(app, name, "帮助")
        self.later(MINUTE)
        await self.say(app, "王女士", FAULT)
        await self.say(app, "周主管", "派单 10019 李师傅")
        await self.say(app, "李师傅", "接单 10019")
        await settle(app)
        assert (await names(app))[-1] == "job.accepted"


async def names(app: App, number: str = "10019") -> list[str]:
    return [row["name"] for row in await log(app, number)]


async def log(app: App, number: str = "10019") -> list[object]:
    return await app.store.run(lambda unit: unit.tx.all(unit.q.events, subject=unit.numbered(number)))


@pytest.fixture
def day(tmp_path: Path) -> Day:
    return Day(tmp_path)


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


# The sender


class Platform:
    """A platform's wire that refuses some and takes the rest. It stands where a channel's HTTP call ends."""

    name = "web"

    def __init__(self, refuse: dict[str, ChannelError]) -> None:
        self.refuse, self.taken = refuse, list[tuple[str, str]]()

    async def send(self, address: str, message: Message) -> str | None:
        if address in self.refuse:
            raise self.refuse[address]
        self.taken.append((address, message.text))
        return None

    async def close_menu(self, address: str, message_id: int, reference: str | None) -> None:
        return


def sender(app: App, day: Day, platform: Platform) -> Sender:
    return Sender(app.store, {"web": platform}, app.texts, zone=app.settings.timezone, language="zh", now=day.clock.now)


def queue(unit: Unit, address: str, *keys: str) -> None:
    for key in keys:
        unit.outbox.add("web", address, key, {})


async def states(app: App) -> dict[str, list[str]]:
    rows = await app.store.run(lambda unit: unit.tx.all("select address, state from outbox order by id"))
    found: dict[str, list[str]] = {}
    for row in rows:
        found.setdefault(row["address"], []).append(row["state"])
    return found


async def test_an_address_waits_behind_its_own_first_and_behind_nobody_else(day: Day) -> None:
    app = await day.start()
    platform = Platform({"slow": ChannelError("busy", retry_after=5)})
    await app.store.run(lambda unit: queue(unit, "slow", "nothing-open", "say-something"))
    await app.store.run(lambda unit: queue(unit, "quick", "nothing-open", "say-something"))
    mail = sender(app, day, platform)
    await mail.drain()
    assert await states(app) == {"slow": ["new", "new"], "quick": ["sent", "sent"]}
    platform.refuse.clear()
    await mail.drain()
    assert (await states(app))["slow"] == ["new", "new"]
    day.later(6_000)
    await mail.drain()
    assert (await states(app))["slow"] == ["sent", "sent"]
    assert [text for address, text in platform.taken if address == "slow"] == [
        text for address, text in platform.taken if address == "quick"
    ]
    await app.close()


async def test_what_will_never_be_taken_is_failed_with_the_reason(day: Day) -> None:
    app = await day.start()
    platform = Platform({"blocked": ChannelError("blocked", permanent=True)})
    await app.store.run(lambda unit: queue(unit, "blocked", "nothing-open"))
    await app.store.run(lambda unit: queue(unit, "fine", "no-such-text", "nothing-open"))
    await sender(app, day, platform).drain()
    assert await states(app) == {"blocked": ["failed"], "fine": ["failed", "sent"]}
    rows = await app.store.run(lambda unit: unit.tx.all("select error from outbox where state = 'failed' order by id"))
    assert [row["error"] for row in rows] == ["blocked", "LookupError"]
    await app.close()


# Another way


async def test_what_an_address_does_not_take_goes_to_the_persons_next_channel(day: Day) -> None:
    """Blocked there: the address is passed over from now on, and a typed answer is expected where the words went."""
    app = await day.start()
    person = app.people["周主管"]

    def elsewhere(unit: Unit) -> None:
        unit.people.add_address(person, "other", "77", "zh")
        unit.people.add_address(person, "web", "desk", "zh")
        unit.people.set_form("other", "77", {"subject": 5, "expects": "draft"})
        unit.outbox.add("other", "77", "nothing-open", {})
        unit.outbox.add("other", "77", "say-something", {})

    await app.store.run(elsewhere)
    platform, refused = Platform({}), Platform({"77": ChannelError("blocked", unreachable=True)})
    channels = {"web": platform, "other": refused}
    mail = Sender(app.store, channels, app.texts, zone=app.settings.timezone, language="zh", now=day.clock.now)
    await mail.drain()
    assert [address for address, _text in platform.taken] == ["desk", "desk"]
    reach, form = await app.store.run(
        lambda unit: (unit.people.addresses(person)[-1], unit.people.speaker("web", "desk").form)  # type: ignore[union-attr]
    )
    assert reach == ("other", "77")
    assert form == {"subject": 5, "expects": "draft"}
    await app.close()


async def test_two_channels_that_are_out_of_work_do_not_pass_a_message_to_and_fro_for_ever(day: Day) -> None:
    app = await day.start()
    person = app.people["周主管"]

    def elsewhere(unit: Unit) -> None:
        unit.people.add_address(person, "other", "77", "zh")
        unit.people.add_address(person, "web", "desk", "zh")
        unit.outbox.add("other", "77", "nothing-open", {})
        unit.outbox.add("gone", "nobody", "nothing-open", {})

    await app.store.run(elsewhere)
    stopped = ChannelError("channel-stopped", stopped=True, retry_after=60)
    channels = {"web": Platform({"desk": stopped}), "other": Platform({"77": stopped})}
    mail = Sender(app.store, channels, app.texts, zone=app.settings.timezone, language="zh", now=day.clock.now)
    for _ in range(20):
        await mail.drain()
        day.later(700_000)
    rows = await app.store.run(lambda unit: unit.tx.all("select state from outbox"))
    assert {row["state"] for row in rows} == {"new"}
    await app.close()
