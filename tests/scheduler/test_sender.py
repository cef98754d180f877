"""Delivery: order within an address, and nobody waits for anybody else's chat (K5, K8)."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.app import App
from domain.errors import ChannelError
from handlers.said import Message
from scheduler.outcomes import FIRST_PAUSE_MS, LONGEST_PAUSE_MS
from scheduler.reaching import serve
from scheduler.sender import LONGEST_WAIT_MS, PLACES, Sender
from scheduler.wakes import Wakes
from storage.unit import Unit
from tests.scheduler.day import FAULT, MINUTE, Day

BUSY = ChannelError("busy", retry_after=5)
OUT = ChannelError("no connection")


class Platform:
    """A platform's wire that refuses some and takes the rest. It stands where a channel's HTTP call ends.

    refuse  address → what it is told
    slow    address → it hangs there until this is set
    taken   (address, text) in the order in which they arrived
    """

    name = "web"
    links = False
    files = False

    def __init__(self) -> None:
        self.refuse: dict[str, ChannelError] = {}
        self.slow: dict[str, asyncio.Event] = {}
        self.taken: list[tuple[str, str]] = []
        self.closed: list[int] = []
        self.tries: dict[str, int] = defaultdict(int)

    async def send(self, address: str, message: Message) -> str | None:
        self.tries[address] += 1
        if address in self.refuse:
            raise self.refuse[address]
        if address in self.slow:
            await self.slow[address].wait()
        self.taken.append((address, message.text))
        return None

    async def close_menu(self, address: str, message_id: int, reference: str | None) -> None:
        if address in self.slow:
            await self.slow[address].wait()
        self.closed.append(message_id)

    def at(self, address: str) -> list[str]:
        return [text for where, text in self.taken if where == address]


@pytest.fixture
async def app(day: Day) -> AsyncIterator[App]:
    app = await day.start()
    yield app
    await app.close()


def sender(app: App, day: Day, *platforms: Platform) -> Sender:
    channels = {platform.name: platform for platform in platforms}
    return Sender(app.store, channels, app.texts, zone=app.settings.timezone, language="zh", now=day.clock.now)


OFF = {"number": "10019", "why": "—"}


def queue(unit: Unit, address: str, *keys: str, channel: str = "web", answers: bool = False) -> None:
    for key in keys:
        unit.outbox.add(channel, address, key, OFF if key == "taken-off" else {}, answers=answers)


def numbered(unit: Unit, address: str, *numbers: int) -> None:
    """Messages that can be told apart."""
    for number in numbers:
        unit.outbox.add("web", address, "too-long", {"count": number})


async def states(app: App) -> dict[str, list[str]]:
    rows = await app.store.run(lambda unit: unit.tx.all("select address, state from outbox order by id"))
    found: dict[str, list[str]] = {}
    for row in rows:
        found.setdefault(row["address"], []).append(row["state"])
    return found


async def until(true: Any) -> None:
    async with asyncio.timeout(20):
        while not true():  # noqa: ASYNC110  it happens in the background
            await asyncio.sleep(0.005)


async def test_an_address_waits_behind_its_own_first_and_behind_nobody_else(app: App, day: Day) -> None:
    platform = Platform()
    platform.refuse["slow"] = BUSY
    await app.store.run(lambda unit: queue(unit, "slow", "nothing-open", "say-something"))
    await app.store.run(lambda unit: queue(unit, "quick", "nothing-open", "say-something"))
    mail = sender(app, day, platform)
    await mail.drain()
    assert await states(app) == {"slow": ["new", "new"], "quick": ["sent", "sent"]}
    platform.refuse.clear()
    await mail.drain()
    assert (await states(app))["slow"] == ["new", "new"]
    assert await mail.next_try() > day.clock.now() + 4_999
    day.later(7_000)
    await mail.drain()
    assert (await states(app))["slow"] == ["sent", "sent"]
    assert platform.at("slow") == platform.at("quick")


async def test_more_words_do_not_open_a_lane_that_the_platform_closed(app: App, day: Day) -> None:
    """429 is obeyed per chat: what is said meanwhile, even an answer, waits too, and then goes in its order."""
    platform = Platform()
    platform.refuse["slow"] = BUSY
    await app.store.run(lambda unit: numbered(unit, "slow", 1))
    mail = sender(app, day, platform)
    await mail.drain()
    platform.refuse.clear()
    await app.store.run(lambda unit: queue(unit, "slow", "nothing-open", answers=True))
    await mail.drain()
    assert platform.tries["slow"] == 1
    day.later(7_000)
    await mail.drain()
    assert (await states(app))["slow"] == ["sent", "sent"]
    assert "1" in platform.at("slow")[0]


async def test_one_chat_that_hangs_delays_nobody(app: App, day: Day) -> None:
    """Also not what is said after it began to hang, and not the taking off of others' buttons."""
    platform = Platform()
    platform.slow["stuck"] = asyncio.Event()
    await app.store.run(lambda unit: queue(unit, "stuck", "nothing-open", "say-something"))
    mail = sender(app, day, platform)
    draining = asyncio.create_task(mail.drain())
    await until(lambda: platform.tries["stuck"])
    await app.store.run(lambda unit: queue(unit, "quick", "nothing-open", "say-something"))
    mail.wake()
    await until(lambda: len(platform.at("quick")) == 2)
    assert not draining.done()
    platform.slow["stuck"].set()
    assert await draining == 4
    assert await states(app) == {"stuck": ["sent", "sent"], "quick": ["sent", "sent"]}


async def test_a_channel_that_hangs_delays_no_other_channel(app: App, day: Day) -> None:
    """More chats hang than a channel has places; the other channel has places of its own."""
    stuck, quick = Platform(), Platform()
    quick.name = "sms"
    let_go = asyncio.Event()
    addresses = [f"s{n}" for n in range(2 * PLACES)]
    stuck.slow = dict.fromkeys(addresses, let_go)
    for address in addresses:
        await app.store.run(lambda unit, address=address: queue(unit, address, "nothing-open"))
    mail = sender(app, day, stuck, quick)
    draining = asyncio.create_task(mail.drain())
    await until(lambda: sum(stuck.tries.values()) == PLACES)
    await app.store.run(lambda unit: queue(unit, "phone", "nothing-open", channel="sms"))
    mail.wake()
    await until(lambda: quick.at("phone"))
    assert sum(stuck.tries.values()) == PLACES  # bounded
    let_go.set()
    assert await draining == 2 * PLACES + 1


async def test_who_has_just_spoken_is_answered_before_those_who_are_told_something(app: App, day: Day) -> None:
    platform = Platform()
    for n in range(3 * PLACES):
        await app.store.run(lambda unit, n=n: queue(unit, f"told-{n}", "nothing-open"))
    await app.store.run(lambda unit: queue(unit, "spoke", "nothing-open", answers=True))
    await sender(app, day, platform).drain()
    assert [address for address, _ in platform.taken].index("spoke") < PLACES


async def test_a_long_lane_goes_behind_the_others_again_and_keeps_its_order(app: App, day: Day) -> None:
    platform = Platform()
    await app.store.run(lambda unit: numbered(unit, "long", *range(100, 200)))
    for n in range(PLACES):
        await app.store.run(lambda unit, n=n: queue(unit, f"short-{n}", "nothing-open"))
    mail = sender(app, day, platform)
    assert await mail.drain() == 100 + PLACES
    assert platform.at("long") == sorted(platform.at("long"))
    order = [address for address, _ in platform.taken]
    assert max(order.index(f"short-{n}") for n in range(PLACES)) < len(order) - 1 - order[::-1].index("long")


async def test_what_will_never_be_taken_is_failed_with_the_reason(app: App, day: Day) -> None:
    platform = Platform()
    platform.refuse["blocked"] = ChannelError("blocked", permanent=True)
    await app.store.run(lambda unit: queue(unit, "blocked", "nothing-open"))
    await app.store.run(lambda unit: queue(unit, "fine", "no-such-text", "nothing-open"))
    await sender(app, day, platform).drain()
    assert await states(app) == {"blocked": ["failed"], "fine": ["failed", "sent"]}
    rows = await app.store.run(lambda unit: unit.tx.all("select error from outbox where state = 'failed' order by id"))
    assert [row["error"] for row in rows] == ["blocked", "LookupError"]
    lanes = await app.store.run(lambda unit: unit.tx.all("select * from lane"))
    assert lanes == []


async def test_a_day_without_the_platform_loses_nothing_and_makes_no_storm(app: App, day: Day) -> None:
    """K8: later each time, up to ten minutes; a week of it is failed in the end, with the reason."""
    platform = Platform()
    platform.refuse = {"here": OUT, "there": OUT}
    await app.store.run(lambda unit: queue(unit, "here", "nothing-open", "say-something"))
    await app.store.run(lambda unit: queue(unit, "there", "nothing-open"))
    mail = sender(app, day, platform)
    pauses = []
    end = day.clock.now() + 24 * 60 * MINUTE
    while day.clock.now() < end:
        await mail.drain()
        at = await mail.next_try()
        assert at is not None
        pauses.append(at - day.clock.now())
        day.later(at - day.clock.now())
    assert max(pauses) <= LONGEST_PAUSE_MS * 5 // 4
    assert platform.tries["here"] < 24 * 60 * MINUTE // LONGEST_PAUSE_MS + 12
    del platform.refuse["here"]
    day.later(LONGEST_PAUSE_MS * 2)
    await mail.drain()
    assert await states(app) == {"here": ["sent", "sent"], "there": ["new"]}
    day.later(LONGEST_WAIT_MS)
    await mail.drain()
    assert (await states(app))["there"] == ["failed"]


async def test_an_outcome_that_cannot_be_written_stops_no_other(app: App, day: Day) -> None:
    """A mistake of ours: its address waits for a while, everybody else is served, and it is said once."""

    class Odd(Platform):
        async def send(self, address: str, message: Message) -> str | None:
            await super().send(address, message)
            return object() if address == "odd" else None  # type: ignore[return-value]

    platform = Odd()
    for address in ("odd", "fine"):
        await app.store.run(lambda unit, address=address: queue(unit, address, "nothing-open"))
    mail = sender(app, day, platform)
    await mail.drain()
    assert await states(app) == {"odd": ["new"], "fine": ["sent"]}
    await app.store.run(lambda unit: queue(unit, "late", "nothing-open"))
    await mail.drain()
    assert (await states(app))["late"] == ["sent"]
    assert platform.tries["odd"] == 1
    day.later(LONGEST_PAUSE_MS + 1)
    await mail.drain()
    assert platform.tries["odd"] == 2


async def test_back_off_grows_and_is_a_little_apart(app: App, day: Day) -> None:
    platform = Platform()
    platform.refuse = {f"a{n}": OUT for n in range(20)}
    for address in platform.refuse:
        await app.store.run(lambda unit, address=address: queue(unit, address, "nothing-open"))
    mail = sender(app, day, platform)
    await mail.drain()
    rows = await app.store.run(lambda unit: unit.tx.all("select at from lane"))
    first = {row["at"] - day.clock.now() for row in rows}
    assert len(first) > 5
    assert min(first) >= FIRST_PAUSE_MS
    day.later(max(first) + 1)
    await mail.drain()
    rows = await app.store.run(lambda unit: unit.tx.all("select at from lane"))
    assert min(row["at"] - day.clock.now() for row in rows) >= 2 * FIRST_PAUSE_MS


async def test_outdated_buttons_are_taken_off_where_they_were_shown(app: App, day: Day) -> None:
    for name in ("李师傅", "周主管"):
        await day.say(app, name, "帮助")
    await day.say(app, "王女士", FAULT)
    platform = Platform()
    mail = sender(app, day, platform)
    await mail.drain()
    await day.say(app, "周主管", "派单 10019 李师傅")
    platform.slow["a-李师傅"] = asyncio.Event()
    draining = asyncio.create_task(mail.drain())
    await until(lambda: platform.closed)
    platform.slow["a-李师傅"].set()
    await draining
    rows = await app.store.run(lambda unit: unit.tx.all("select menu from outbox where menu = 2"))
    assert rows == []


async def test_stopping_records_what_was_sent_and_takes_up_nothing_new(app: App, day: Day) -> None:
    platform = Platform()
    platform.slow["slow"] = asyncio.Event()
    await app.store.run(lambda unit: numbered(unit, "slow", 1, 2, 3))
    mail = sender(app, day, platform)
    wakes = Wakes(app.store, app.bell, mail, app.clock.wall)
    await wakes.start()
    await until(lambda: platform.tries["slow"])
    stopping = asyncio.create_task(wakes.stop())
    await asyncio.sleep(0)
    platform.slow["slow"].set()
    await stopping
    found = (await states(app))["slow"]
    assert found.count("sent") == len(platform.taken) >= 1
    again = sender(app, day, platform)
    await again.drain()
    assert platform.at("slow") == sorted(set(platform.at("slow")))
    assert (await states(app))["slow"] == ["sent"] * 3


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
async def test_each_address_hears_everything_in_order_whatever_the_platform_does(
    app: App, day: Day, data: st.DataObject
) -> None:
    """Refusals anywhere, words in between: in the end every chat has all of its messages, each once, in order."""
    platform = Platform()
    mail = sender(app, day, platform)
    day.later(2 * LONGEST_PAUSE_MS)  # an example that was given up half-way leaves messages behind
    await mail.drain()
    platform.taken.clear()
    addresses = ["p", "q", "r"]
    number = 100
    said: dict[str, list[int]] = defaultdict(list)
    for _step in range(data.draw(st.integers(1, 12))):
        platform.refuse = dict.fromkeys(data.draw(st.lists(st.sampled_from(addresses), unique=True)), OUT)
        for address in data.draw(st.lists(st.sampled_from(addresses), max_size=6)):
            number += 1
            said[address].append(number)
            await app.store.run(lambda unit, a=address, n=number: numbered(unit, a, n))
        await mail.drain()
        day.later(data.draw(st.sampled_from([0, 1000, 60_000])))
    platform.refuse = {}
    day.later(2 * LONGEST_PAUSE_MS)
    await mail.drain()
    for address in addresses:
        heard = platform.at(address)
        assert [n for n in said[address] if str(n) in " ".join(heard)] == said[address]
        assert len(heard) == len(said[address])
        assert heard == sorted(heard)


# Another way


def elsewhere(app: App, unit: Unit) -> None:
    """A supervisor who was last at 77 of another channel, and is at the web's desk too; two messages wait at 77."""
    person = app.people["周主管"]
    unit.people.add_address(person, "other", "77", "zh")
    unit.people.add_address(person, "web", "desk", "zh")
    unit.people.set_form("other", "77", {"subject": 5, "expects": "draft"})
    queue(unit, "77", "nothing-open", "say-something", channel="other")


def two(app: App, day: Day, web: Platform, other: Platform) -> Sender:
    web.name, other.name = "web", "other"
    return sender(app, day, web, other)


async def test_what_an_address_does_not_take_goes_to_the_persons_next_channel(app: App, day: Day) -> None:
    """Blocked there: the address is passed over from now on, and a typed answer is expected where the words went."""
    await app.store.run(lambda unit: elsewhere(app, unit))
    web, other = Platform(), Platform()
    other.refuse = {"77": ChannelError("blocked", unreachable=True)}
    await two(app, day, web, other).drain()
    assert [address for address, _text in web.taken] == ["desk", "desk"]
    person = app.people["周主管"]
    reach, form = await app.store.run(
        lambda unit: (unit.people.addresses(person)[-1], unit.people.speaker("web", "desk").form)  # type: ignore[union-attr]
    )
    assert reach == ("other", "77")
    assert form == {"subject": 5, "expects": "draft"}


async def test_a_message_that_is_refused_for_good_goes_to_the_next_channel_and_no_other_with_it(
    app: App, day: Day
) -> None:
    """The message is refused, not the address."""

    class Picky(Platform):
        async def send(self, address: str, message: Message) -> str | None:
            if not self.taken:
                self.taken.append((address, "refused"))
                raise ChannelError("not-taken", permanent=True)
            return await super().send(address, message)

    await app.store.run(lambda unit: elsewhere(app, unit))
    web, other = Platform(), Picky()
    await two(app, day, web, other).drain()
    assert [address for address, _text in web.taken] == ["desk"]
    assert [address for address, _text in other.taken] == ["77", "77"]
    assert await states(app) == {"desk": ["sent"], "77": ["sent"]}


async def test_two_channels_that_are_out_of_work_do_not_pass_a_message_to_and_fro_for_ever(app: App, day: Day) -> None:
    await app.store.run(lambda unit: elsewhere(app, unit))
    stopped = ChannelError("channel-stopped", stopped=True, retry_after=60)
    web, other = Platform(), Platform()
    web.refuse, other.refuse = {"desk": stopped}, {"77": stopped}
    mail = two(app, day, web, other)
    for _ in range(20):
        await mail.drain()
        day.later(2 * LONGEST_PAUSE_MS)
    assert web.tries["desk"] + other.tries["77"] < 2 * 20
    waiting = await app.store.run(lambda unit: unit.tx.all("select state from outbox"))
    assert {row["state"] for row in waiting} == {"new"}


DOWN = ChannelError("platform-down", outage=True)


async def an_hour(mail: Sender, day: Day) -> None:
    for _ in range(13):
        await mail.drain()
        day.later(5 * MINUTE)


async def test_after_an_hour_of_trouble_what_asks_goes_another_way_with_all_that_waits_there(
    app: App, day: Day
) -> None:
    """Also behind words that ask nothing: nobody looked at those behind the first."""
    await app.store.run(lambda unit: elsewhere(app, unit))
    web, other = Platform(), Platform()
    other.refuse = {"77": DOWN}
    mail = two(app, day, web, other)
    await an_hour(mail, day)
    assert web.taken == [], "nobody is waited for with that"
    await app.store.run(lambda unit: queue(unit, "77", "taken-off", channel="other"))
    day.later(2 * LONGEST_PAUSE_MS)
    await mail.drain()
    assert [address for address, _text in web.taken] == ["desk"] * 3


async def test_what_waited_for_its_time_is_not_late_at_the_first_trouble(app: App, day: Day) -> None:
    """It was written in the night, and its platform stumbles once in the morning."""
    await app.store.run(lambda unit: elsewhere(app, unit))
    await app.store.run(lambda unit: queue(unit, "77", "taken-off", channel="other"))
    day.later(9 * 60 * MINUTE)
    web, other = Platform(), Platform()
    other.refuse = {"77": DOWN}
    mail = two(app, day, web, other)
    await mail.drain()
    other.refuse = {}
    day.later(MINUTE)
    await mail.drain()
    assert (web.taken, len(other.taken)) == ([], 3)


async def test_trouble_that_ends_is_forgotten(app: App, day: Day) -> None:
    """Two bad moments two hours apart are no two hours."""
    await app.store.run(lambda unit: elsewhere(app, unit))
    web, other = Platform(), Platform()
    mail = two(app, day, web, other)
    for _ in range(2):
        await app.store.run(lambda unit: queue(unit, "77", "taken-off", channel="other"))
        other.refuse = {"77": DOWN}
        await mail.drain()
        other.refuse = {}
        day.later(MINUTE)
        await mail.drain()
        day.later(120 * MINUTE)
    assert (web.taken, len(other.taken)) == ([], 4)


async def test_two_channels_that_rest_until_midnight_do_not_pass_a_message_to_and_fro_for_ever(
    app: App, day: Day
) -> None:
    await app.store.run(lambda unit: elsewhere(app, unit))
    await app.store.run(lambda unit: queue(unit, "77", "taken-off", channel="other"))
    rests = ChannelError("day-used-up", outage=True, retry_after=50_000)
    web, other = Platform(), Platform()
    web.refuse, other.refuse = {"desk": rests}, {"77": rests}
    await asyncio.wait_for(two(app, day, web, other).drain(), 20)
    assert web.tries["desk"] + other.tries["77"] < 8
    assert [state for found in (await states(app)).values() for state in found if state != "new"] == ["failed"]


async def test_who_is_reached_nowhere_is_named_to_the_others_at_the_desk_once(app: App, day: Day) -> None:
    """A digest about no job. What names them is not told on when nobody takes that either."""

    def company(unit: Unit) -> None:
        elsewhere(app, unit)
        unit.people.add(901, "吴主管", "zh")
        unit.people.join(901, "main", "supervisor")
        unit.people.add_address(901, "web", "wu", "zh")

    await app.store.run(company)
    never = ChannelError("not-taken", permanent=True)
    web, other = Platform(), Platform()
    web.refuse, other.refuse = {"desk": never}, {"77": never}
    mail = two(app, day, web, other)
    await mail.drain()
    assert len(web.at("wu")) == 2
    assert all("周主管" in words for words in web.at("wu"))
    web.refuse["wu"] = never
    await app.store.run(lambda unit: queue(unit, "77", "say-something", channel="other"))
    await asyncio.wait_for(mail.drain(), 20)
    assert len(web.at("wu")) == 2


async def test_a_channel_that_is_not_served_any_more_is_left_and_found_again(app: App, day: Day) -> None:
    """Its token was taken out of the settings: what waits goes another way, and comes back when it is served again."""
    await app.store.run(lambda unit: elsewhere(app, unit))
    await app.store.run(lambda unit: serve(unit, {"web"}))
    web = Platform()
    await sender(app, day, web).drain()
    assert [address for address, _text in web.taken] == ["desk", "desk"]
    person = app.people["周主管"]
    assert await app.store.run(lambda unit: unit.people.addresses(person)[0]) == ("web", "desk")
    await app.store.run(lambda unit: serve(unit, {"web", "other"}))
    assert ("other", "77") in await app.store.run(lambda unit: unit.people.addresses(person))
    row = await app.store.run(lambda unit: unit.tx.one("select blocked_at from address where address = '77'"))
    assert row is not None
    assert row["blocked_at"] is None


async def test_while_alarms_pile_up_only_who_has_just_spoken_is_served(app: App, day: Day) -> None:
    """The rest goes out as soon as the bell has caught up."""
    platform = Platform()
    await app.store.run(lambda unit: queue(unit, "told", "nothing-open"))
    await app.store.run(lambda unit: queue(unit, "spoke", "nothing-open", answers=True))
    mail = sender(app, day, platform)
    Wakes(app.store, app.bell, mail, app.clock.wall)
    app.bell.behind = True
    await mail.drain()
    assert await states(app) == {"told": ["new"], "spoke": ["sent"]}
    app.bell.behind = False
    await mail.drain()
    assert (await states(app))["told"] == ["sent"]
