"""Notices in a running house: who is counted, one person under several ids, a restart, the log; rounds. A7 A8 A11."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from io import StringIO
from pathlib import Path

import msgspec
import pytest
from rich.console import Console

from bot.people_commands import answer
from bot.verify import verify_all
from domain.durations import DAY, MINUTE
from domain.errors import ChannelError
from domain.events import Event
from domain.job.commands import Actor
from domain.notice.model import Notice
from domain.subjects import ASSET
from handlers.said import Message
from storage.files import opt_out
from storage.held import state_of
from storage.migrate import migrate
from storage.receivers import Counts, count_receivers, receivers
from storage.unit import Shelf, Unit
from tests.conftest import House
from tests.handlers.test_branches import joined
from tests.handlers.test_joining import said

ROOT = Path(__file__).parent.parent
OPENED = {
    **{"number": "A10019", "branch": "main", "customer": 5, "product": "fridge", "refused": False, "job": "10019"},
    **{"kind": "repair", "service": "free", "technician": 7, "area": "城西", "details": {}, "phoned": False},
    "bought_on": None,
}
PEOPLE = 130
NOTICE = "通知 2026-12-20 空调 冬季免费检查"


def owners(
    unit: Unit, count: int = PEOPLE, *, chat: bool = True, product: str = "air_conditioner", branch: str = "main"
) -> list[int]:
    """Customers with an appliance's file each."""
    people = []
    for number in range(count):
        person = unit.new_id()
        unit.people.add(person, f"客户{number}", "zh")
        if chat:
            unit.people.add_address(person, "web", f"w{person}", "zh")
        phone, address = (
            unit.keep(value, name) for value, name in ((f"13{number:09}", "phone"), ("城西路1号", "address"))
        )
        facts = {
            "job": f"{person}",
            "product": product,
            "area": "城西",
            "details": {"phone": phone, "address": address},
        }
        unit.open_asset(Actor(person, "customer"), facts | {"phoned": not chat}, branch, unit.now)
        people.append(person)
    return people


def sent_to(unit: Unit) -> list[str]:
    """Every address a notice was written to, as often as it was."""
    return [row["address"] for row in unit.tx.all("select address from outbox where key = 'notice'")]


async def waves(house: House, minutes: int) -> None:
    for _minute in range(minutes):
        house.clock.move_to(house.clock.now() + MINUTE + 1)
        await house.settle()


async def verified(house: House) -> None:
    found = await verify_all(house.app.settings, Console(file=StringIO()), house.app.photos)
    assert found.wrong == []


async def test_a_restart_goes_on_where_it_stopped_and_nobody_hears_it_twice(house: House) -> None:
    await house.app.store.run(owners)
    desk = house.phones["周主管"]
    await desk.say(NOTICE)
    await house.settle()
    await desk.tap("发送")
    await waves(house, 1)
    assert len(await house.app.store.run(sent_to)) == 100
    await house.app.close()
    await house.app.open()
    await waves(house, 3)
    sent = await house.app.store.run(sent_to)
    assert len(sent) == len(set(sent)) == PEOPLE
    await verified(house)


async def test_the_same_tap_twice_sends_once(house: House) -> None:
    await house.app.store.run(lambda unit: owners(unit, 3))
    desk = house.phones["周主管"]
    await desk.say(NOTICE)
    await house.settle()
    action = (await desk.lines())[-1]["buttons"][0]["action"]
    await desk.say(action=action)
    await desk.say(action=action)
    await house.settle()
    assert len(await house.app.store.run(sent_to)) == 3


async def test_one_person_with_two_ids_and_two_appliances_is_one_customer(house: House) -> None:
    def made(unit: Unit) -> list[int]:
        first, second, third = owners(unit, 3)
        for person in (first, second):
            unit.tx.run(unit.q.set_whole, person=person, whole=second)
        facts = {"job": "x", "product": "air_conditioner", "details": {}}
        unit.open_asset(Actor(third, "customer"), facts, "main", unit.now)
        owners(unit, 2, chat=False, product="fridge")
        return [first, third]

    def count(product: str | None, *, key: bool = False) -> Callable[[Unit], Counts]:
        return lambda unit: count_receivers(unit.tx, unit.q, "main", product, key=key)

    people = await house.app.store.run(made)
    run = house.app.store.run
    assert await run(count(None)) == Counts(total=4, refused=0, chat=2)
    assert await run(count("air_conditioner")) == Counts(total=2, refused=0, chat=2)
    assert await run(count(None, key=True)) == Counts(total=0, refused=0, chat=0)
    notice = Notice(branch="main", product="air_conditioner")
    assert [one.person for one in await run(lambda unit: receivers(unit.tx, unit.q, notice, 0, 9))] == sorted(people)


async def test_who_unsubscribed_under_another_id_hears_nothing(house: House) -> None:
    def made(unit: Unit) -> None:
        first, second = owners(unit, 2)
        opt_out(unit, Actor(first, "customer"), unit.now, refused=True)
        for person in (first, second):
            unit.tx.run(unit.q.set_whole, person=person, whole=second)

    await house.app.store.run(made)
    counted = await house.app.store.run(lambda unit: count_receivers(unit.tx, unit.q, "main", None, key=False))
    assert counted == Counts(total=1, refused=1, chat=0)


@pytest.mark.parametrize(
    "words",
    [
        "通知",
        "通知 明天",
        "通知 2026-12-20",
        "通知 昨晚 空调 检查",
        "通知 2036-12-20 空调 检查",
        f"通知 2026-12-20 {'查' * 501}",
    ],
)
async def test_what_is_no_notice_gets_an_example_and_nothing_is_kept(house: House, words: str) -> None:
    await house.app.store.run(lambda unit: owners(unit, 2))
    desk = house.phones["周主管"]
    await desk.say(words)
    await house.settle()
    last = (await desk.heard())[-1]
    assert "例如" in last or "500" in last
    assert await house.app.store.run(lambda unit: unit.tx.all("select 1 from subject where kind = 'notice'")) == []


async def test_a_customer_cannot_send_one(house: House) -> None:
    await house.app.store.run(lambda unit: owners(unit, 2))
    await house.phones["周主管"].say(NOTICE)
    await house.settle()
    action = (await house.phones["周主管"].lines())[-1]["buttons"][0]["action"]
    await house.phones["王女士"].say(action=action)
    await house.settle()
    assert await house.app.store.run(sent_to) == []


async def test_a_call_made_by_two_of_the_desk_is_in_the_register_once(house: House) -> None:
    await house.app.store.run(lambda unit: owners(unit, 2, chat=False))
    desk = house.phones["周主管"]
    await desk.say(NOTICE)
    await house.settle()
    await desk.tap("发送")
    await house.settle()
    await desk.tap("打电话（2）")
    await house.settle()
    called = next(button for button in (await desk.lines())[-1]["buttons"] if button["label"] == "打过了")
    for _twice in range(2):
        await desk.say(action=called["action"])
        await house.settle()
    assert "这位已经打过了" in (await desk.heard())[-1]
    events = await house.events("N10019")
    assert events.count("notice.called") == 1
    await verified(house)


async def test_who_has_blocked_us_is_phoned_instead(house: House) -> None:
    people = await house.app.store.run(lambda unit: owners(unit, 2))
    shut = f"w{people[0]}"
    send = house.app.channel.send

    async def refusing(address: str, message: Message) -> str | None:
        if address == shut:
            raise ChannelError("blocked", unreachable=True)
        return await send(address, message)

    house.app.channel.send = refusing  # type: ignore[method-assign]
    desk = house.phones["周主管"]
    await desk.say(NOTICE)
    await house.settle()
    await desk.tap("发送")
    await house.settle()
    await desk.say("待办")
    await house.settle()
    assert "通知要打电话 1" in (await desk.heard())[-1]
    await desk.tap("N10019")
    await house.settle()
    assert "已发 1/2" in (await desk.heard())[-1]
    await desk.tap("打电话（1）")
    await house.settle()
    await desk.tap("打过了")
    await house.settle()
    assert "通知完了：发 1 位，打通 1 位" in (await desk.heard())[-1]
    await verified(house)


async def test_a_desk_of_two_branches_sends_to_each_by_itself(house: House) -> None:
    await joined(house, "east", "吴主管", "supervisor", "east")
    made = await answer(house.app, {"do": "invite", "role": "supervisor", "branch": "east"})
    desk = house.phones["周主管"]
    await said(house, desk, made["code"])
    await house.app.store.run(lambda unit: owners(unit, 2))
    await house.app.store.run(lambda unit: owners(unit, 3, branch="east"))
    await said(house, desk, NOTICE)
    assert [text.split("位客户")[0][-2:-1] for text in (await desk.heard())[-2:]] == ["3", "2"]


async def test_the_words_of_a_notice_are_erasable(house: House) -> None:
    """They stand in no event, no state and no outbox, as a customer's words do not."""
    await house.app.store.run(lambda unit: owners(unit, 1))
    await house.phones["周主管"].say(NOTICE)
    await house.settle()
    await house.phones["周主管"].tap("发送")
    await house.settle()

    def everything(unit: Unit) -> str:
        rows = []
        for table in ("event", "subject", "outbox"):
            rows += [str(tuple(row)) for row in unit.tx.all(f"select * from {table}")]  # noqa: S608
        return "\n".join(rows)

    assert "冬季免费检查" not in await house.app.store.run(everything)


async def test_a_pack_without_waves_sends_no_notices(house: House) -> None:
    shelf: Shelf = house.app.shelf
    policy = shelf.current.policy
    clocks = {name: rule for name, rule in policy.clocks.items() if name != "A7.wave"}
    object.__setattr__(policy, "clocks", clocks)
    await house.app.store.run(lambda unit: owners(unit, 1))
    await house.phones["周主管"].say(NOTICE)
    await house.settle()
    assert (await house.phones["周主管"].heard())[-1] == "现在的制度包不发通知。"


async def test_rounds_are_off_where_the_pack_names_no_time(house: House) -> None:
    await house.phones["周主管"].say("巡访 城西")
    await house.settle()
    assert "owners_every" in (await house.phones["周主管"].heard())[-1]


async def test_owners_wait_longest_first_and_not_again_on_the_day_they_were_tried(house: House) -> None:
    def due(unit: Unit, since: int, today: int) -> list[int]:
        rows = unit.tx.all(unit.q.owners_due, branch="main", area="城西", since=since, today=today, most=9)
        return [row["customer"] for row in rows]

    first = await house.app.store.run(lambda unit: owners(unit, 1))
    house.clock.move_to(house.clock.now() + DAY)
    second = await house.app.store.run(lambda unit: owners(unit, 1))
    now = house.clock.now()
    assert await house.app.store.run(lambda unit: due(unit, now + 1, now)) == [*first, *second]
    assert await house.app.store.run(lambda unit: due(unit, now, now)) == first


def test_files_from_before_know_when_their_owner_was_spoken_to(tmp_path: Path) -> None:
    """The migration reckons from the log what the fold would have said."""
    every = sorted((ROOT / "storage" / "migrations").glob("*.sql"))
    notices = next(n for n, file in enumerate(every) if file.name.endswith("_notices.sql"))
    before = tmp_path / "before"
    before.mkdir()
    for file in every[:notices]:
        shutil.copy(file, before)
    log = [
        Event(1, "asset.opened", 100, 100, OPENED),
        Event(2, "followup.answered", 900, 900, {"topics": [], "good": True}),
        Event(3, "followup.missed", 950, 950, {}),
        Event(4, "asset.continued", 800, 990, OPENED),
    ]
    state = ASSET.blank
    for event in log:
        state = ASSET.evolve(state, event)
    old = msgspec.to_builtins(state)
    del old["spoken_at"], old["tried_at"]
    with closing(sqlite3.connect(tmp_path / "paidan.db", isolation_level=None)) as database:
        migrate(database, before, None, at=0)
        database.execute(
            "insert into subject (id, kind, number, branch, policy, stage, customer, open, version, head, state,"
            " clocks, opened_at) values (1, 'asset', 'A10019', 'main', 'x', 'opened', 5, 0, 4, '', ?, '{}', 0)",
            (msgspec.json.encode(old).decode(),),
        )
        for event in log:
            database.execute(
                "insert into event values (1, ?, ?, ?, ?, '{}', '')",
                (event.seq, event.name, event.at, event.recorded_at),
            )
        migrate(database, ROOT / "storage" / "migrations", None, at=0)
        (kept,) = database.execute("select state from subject").fetchone()
    assert state_of("asset", kept) == state
    assert (state.spoken_at, state.tried_at) == (900, 0)
