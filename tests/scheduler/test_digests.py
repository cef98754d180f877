"""U24: two hundred jobs late at once reach the supervisor as a few messages, and none of them is lost."""

import random
from collections import Counter
from collections.abc import AsyncIterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec
import pytest

from bot.app import App
from bot.moving import move_to, settle
from domain.effects import Tell
from domain.errors import ChannelError
from domain.job.commands import Actor
from scheduler.standstill import beat, record_standstill
from storage.digests import AT_ONCE, BUTTONS, GATHER, LISTED, WITHIN
from storage.unit import Unit
from tests.scheduler.day import HOUR, MINUTE, Day
from tests.scheduler.test_sender import Platform, sender

MANY = 200
KNOWN = ("phone", "address", "fault")
DESK = "a-周主管"


class Tidy(Day):
    """A day whose programs are closed at its end, also where a test stopped in the middle."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.started = list[App]()

    async def start(self) -> App:
        self.started.append(await super().start())
        return self.started[-1]


@pytest.fixture
async def day(tmp_path: Path) -> AsyncIterator[Day]:
    tidy = Tidy(tmp_path)
    yield tidy
    for app in tidy.started:
        if not app.stopping.is_set():
            await app.close()


async def reported(app: App, many: int) -> None:
    """Reports that nobody dispatches: I4 is due half an hour later."""

    def report(unit: Unit) -> None:
        person = app.people.get("王女士") or app.people["李师傅"]
        for _ in range(many):
            details = {name: unit.keep("x", name) for name in KNOWN}
            unit.open_job(Actor(person, "customer"), {"details": details, "service": "free"}, "main", unit.now)

    await app.store.run(report)


async def opened(day: Day, many: int) -> App:
    """The desk is there, and so many reports come at nine."""
    app = await day.start()
    await day.say(app, "周主管", "帮助")
    day.later(MINUTE)
    await reported(app, many)
    await settle(app)
    return app


async def rows(app: App, where: str = "state = 'sent'") -> list[dict[str, Any]]:
    """The desk's messages after its first answers, in the order in which they were sent."""
    sql = f"select * from outbox where address = '{DESK}' and rule is not null and {where} order by sent_at, id"  # noqa: S608
    return [dict(row) for row in await app.store.run(lambda unit: unit.tx.all(sql))]


async def lines(app: App, address: str = DESK) -> list[dict[str, Any]]:
    found = await app.store.run(lambda unit: unit.tx.all(unit.q.web_lines, address=address, after=0))
    return [{"text": row["text"], "buttons": msgspec.json.decode(row["buttons"])} for row in found]


async def escalated(app: App) -> set[str]:
    """The numbers of the jobs in whose log the escalation stands."""
    sql = "select s.number from event e join subject s on s.id = e.subject where e.name = 'step.escalated'"
    return {row["number"] for row in await app.store.run(lambda unit: unit.tx.all(sql))}


def actions(line: dict[str, Any]) -> dict[str, str]:
    return {button["label"]: button["action"] for button in line["buttons"]}


async def tap(day: Day, app: App, action: str, name: str = "周主管") -> dict[str, Any]:
    await day.say(app, name, action=action)
    await settle(app)
    return (await lines(app, f"a-{name}"))[-1]


async def test_two_hundred_late_at_once_are_three_messages_and_a_digest(day: Day) -> None:
    app = await opened(day, MANY)
    day.later(30 * MINUTE + 1)
    await settle(app)
    assert Counter(row["key"] for row in await rows(app)) == {"clock-late-open": AT_ONCE}
    assert len(await escalated(app)) == MANY
    day.later(GATHER)
    await settle(app)
    assert Counter(row["key"] for row in await rows(app)) == {"clock-late-open": AT_ONCE, "digest-late-open": 1}
    digest = (await lines(app))[-1]
    head, *listed = digest["text"].splitlines()
    assert head == f"I4：又有 {MANY - AT_ONCE} 单：报修后要尽快有人处理：还没有派单。"
    assert len(listed) == LISTED + 1
    assert listed[0].endswith("家电，晚 1 分钟")
    assert listed[-1] == f"还有 {MANY - AT_ONCE - LISTED} 单"
    assert len(digest["buttons"]) == BUTTONS + 1
    await app.close()


async def test_a_digest_says_who_is_late_and_who_is_asked_now(day: Day) -> None:
    """D2: six jobs that Li took and agreed no visit for; half an hour later they go on to the next technician."""
    app = await opened(day, 6)
    numbers = await app.store.run(lambda unit: [row["number"] for row in unit.tx.all("select number from subject")])
    for name in ("李师傅", "张师傅"):
        await day.say(app, name, "帮助")
    for number in numbers:
        await day.say(app, "周主管", f"派单 {number} 李师傅")
        await day.say(app, "李师傅", f"接单 {number}")
    await move_to(app, day.clock, day.clock.now() + 35 * MINUTE)
    late = (await lines(app))[-1]["text"].splitlines()
    assert late[0] == "D2：又有 3 单超过时限：接到派工单后半小时内与用户预约上门时间。"
    assert set(late[1:]) < {f"· {number} 李师傅，晚 1 分钟" for number in numbers}
    assert len(late) == 4
    await move_to(app, day.clock, day.clock.now() + 30 * MINUTE)
    moved = [line["text"].splitlines() for line in await lines(app) if "已改问下一位。" in line["text"]]
    assert [(head, len(rest)) for head, *rest in moved] == [("D2：又有 3 单没人答应，已改问下一位。", 3)]
    assert set(moved[0][1:]) < {f"· {number} 李师傅 → 张师傅" for number in numbers}
    await app.close()


async def test_every_one_of_them_is_reachable_from_the_digest(day: Day) -> None:
    app = await opened(day, MANY)
    day.later(30 * MINUTE + GATHER + 2)
    await settle(app)
    day.later(GATHER)
    await settle(app)
    singly = {row["subject"] for row in await rows(app, "key = 'clock-late-open' and state = 'sent'")}
    page, seen = (await lines(app))[-1], set[str]()
    more = f"全部 {MANY - AT_ONCE} 单"
    while more in actions(page):
        page = await tap(day, app, actions(page)[more])
        seen |= {action.split(":")[1] for action in actions(page).values() if action.startswith("open:")}
        more = "下一页"
    said = await app.store.run(lambda unit: {unit.hold(one).course.state.number for one in singly})
    assert seen | said == await escalated(app)
    assert len(seen) == MANY - AT_ONCE
    shown = await tap(day, app, f"open:{min(seen)}:1000000")
    assert shown["text"].startswith(f"单 {min(seen)}：家电维修，待派单")
    await app.close()


async def test_after_a_long_stop_the_desk_gets_a_digest_of_each_rule(day: Day) -> None:
    """Down from nine to noon: I4 fell due for the supervisor and for the manager, for whom she stands: a job is one."""
    app = await opened(day, MANY)
    await app.store.run(beat)
    await app.close()
    day.later(3 * HOUR)
    app = await day.start()
    await app.store.run(record_standstill)
    await settle(app)
    day.later(GATHER)
    await settle(app)
    found = Counter(row["key"] for row in await rows(app))
    assert found == {"clock-late-open": AT_ONCE, "digest-late-open": 1}
    assert len(await rows(app, "state = 'gathered'")) == 2 * MANY - AT_ONCE
    (digest,) = await rows(app, "key = 'digest-late-open'")
    assert MANY - AT_ONCE <= msgspec.json.decode(digest["data"])["count"] < MANY
    await app.close()


@pytest.mark.parametrize("stops", ["before the digest", "when the platform is away"])
async def test_a_restart_in_the_middle_loses_none(day: Day, stops: str) -> None:
    app = await opened(day, 20)
    day.later(30 * MINUTE + 1)
    await app.bell.ring()
    if stops == "when the platform is away":
        day.later(GATHER)
        platform = Platform()
        platform.refuse = {DESK: ChannelError("away", retry_after=1)}
        await sender(app, day, platform).drain()
    await app.close()
    day.later(GATHER)
    app = await day.start()
    await settle(app)
    await settle(app)
    assert Counter(row["key"] for row in await rows(app)) == {"clock-late-open": AT_ONCE, "digest-late-open": 1}
    assert len(await rows(app, "state = 'gathered'")) == 20 - AT_ONCE
    await app.close()


async def test_what_is_held_blocks_nobody(day: Day) -> None:
    """While a digest is being gathered the desk's own words are answered, and other rules are heard."""
    app = await opened(day, 20)
    day.later(30 * MINUTE + 1)
    await settle(app)
    assert len(await rows(app, "state = 'held'")) == 1
    assert len(await rows(app, "state = 'gathered'")) == 20 - AT_ONCE
    assert (await tap(day, app, "help"))["text"].startswith("可以说：")
    await app.store.run(lambda unit: unit.outbox.add("web", DESK, "nothing-open", {}))
    await settle(app)
    assert (await lines(app))[-1]["text"].startswith("现在没有")
    await app.close()


async def test_a_single_one_that_was_held_is_said_as_itself(day: Day) -> None:
    app = await opened(day, AT_ONCE + 1)
    day.later(30 * MINUTE + 1)
    await settle(app)
    day.later(GATHER)
    await settle(app)
    assert Counter(row["key"] for row in await rows(app)) == {"clock-late-open": AT_ONCE + 1}
    await app.close()


async def test_digests_of_a_rule_keep_their_distance_and_then_it_is_said_singly_again(day: Day) -> None:
    """Reports in a trickle, one a minute for half an hour."""
    app = await opened(day, 1)
    for _ in range(29):
        day.later(MINUTE)
        await reported(app, 1)
    await move_to(app, day.clock, day.clock.now() + 2 * HOUR - MINUTE)
    found = await rows(app)
    sent = [row["sent_at"] for row in found if row["key"].startswith("digest")]
    assert all(later - earlier >= WITHIN for earlier, later in pairwise(sent))
    assert len(found) < 30 / 2
    assert len(await rows(app, "state = 'gathered'")) + sum(row["key"] == "clock-late-open" for row in found) == 30
    assert await rows(app, "state = 'held'") == []
    day.later(HOUR)
    await reported(app, 1)
    await settle(app)
    before = len(await rows(app))
    await move_to(app, day.clock, day.clock.now() + 31 * MINUTE)
    assert (await rows(app))[before:][-1]["key"] == "clock-late-open"
    await app.close()


async def test_a_digest_of_the_evening_waits_for_the_morning_and_what_is_said_at_night_is_silent(day: Day) -> None:
    app = await opened(day, 0)
    day.later(12 * HOUR + 30 * MINUTE - 30_000)  # 21:29:30
    await reported(app, 20)
    await move_to(app, day.clock, day.clock.now() + 31 * MINUTE)
    assert Counter(row["key"] for row in await rows(app)) == {"clock-late-open": AT_ONCE}
    assert len(await rows(app, "state = 'gathered'")) == 20 - AT_ONCE
    await move_to(app, day.clock, day.clock.now() + 8 * HOUR)
    assert Counter(row["key"] for row in await rows(app)) == {"clock-late-open": AT_ONCE}
    await move_to(app, day.clock, day.clock.now() + 2 * HOUR)
    digest = [row for row in await rows(app) if row["key"] == "digest-late-open"]
    assert [row["silent"] for row in digest] == [0]
    await app.close()


class Told:
    """What a clock says to the desk, put where the course would have put it."""

    def __init__(self, **more: Any) -> None:
        self.more = more

    def __call__(self, unit: Unit) -> None:
        for row in unit.tx.all("select id from subject"):
            data = {"wording": {"zh": "危险", "en": "Danger"}, "due_at": unit.now}
            unit.hold(row["id"]).course.told.append(
                Tell("supervisor", "clock-late-open", {"rule": "S9", **data}, **self.more)
            )
        unit.finish()


async def test_an_urgent_rule_is_never_gathered(day: Day) -> None:
    """`alarm = "always"`: the course names no rule to gather it under."""
    app = await opened(day, 20)
    await app.store.run(Told())
    await settle(app)
    said = [line["text"] for line in await lines(app) if "危险" in line["text"]]
    assert len(said) == 20
    await app.close()


async def test_words_reach_the_platform_with_or_without_a_sound(day: Day) -> None:
    app = await opened(day, 1)
    await app.store.run(Told(silent=True))
    heard: list[bool] = []

    class Listening(Platform):
        async def send(self, address: str, message: Any) -> str | None:
            heard.append(message.silent)
            return None

    await app.store.run(lambda unit: unit.outbox.add("web", DESK, "nothing-open", {}))
    await sender(app, day, Listening()).drain()
    assert heard == [True, False]
    await app.close()


# Old, foreign and made-up buttons


async def test_stale_and_foreign_buttons_are_answered(day: Day) -> None:
    app = await opened(day, 20)
    day.later(30 * MINUTE + 1)
    await settle(app)
    day.later(GATHER)
    await settle(app)
    every = actions((await lines(app))[-1])["全部 17 单"]
    number = every.split(":")[1]
    old = "这个按钮过时了。"
    for action in (
        f"digest:{number}:1000000:99",
        "digest:1:1000000:0",
        f"digest:{number}:1000000:x",
        "digest",
        "digest:",
    ):
        assert (await tap(day, app, action))["text"].startswith(old), action
    assert (await tap(day, app, every, "李师傅"))["text"].startswith("这一步不归您点")
    # A job of the digest that is dispatched and settled meanwhile is shown as it stands.
    first = next(iter(actions(await tap(day, app, every)).values())).split(":")[1]
    await day.say(app, "周主管", f"派单 {first} 李师傅")
    page = await tap(day, app, every)
    assert page["text"].splitlines()[0] == "I4：第 1–10 单，共 17 单"
    assert f"· {first} 家电，李师傅，等师傅接单" in page["text"].splitlines()
    await app.close()


async def test_another_supervisors_digest_is_not_shown(day: Day) -> None:
    app = await opened(day, 20)
    day.later(30 * MINUTE + 1)
    await settle(app)
    day.later(GATHER)
    await settle(app)
    every = actions((await lines(app))[-1])["全部 17 单"]
    await app.store.run(lambda unit: unit.people.join(app.people["张师傅"], "main", "supervisor"))
    assert (await tap(day, app, every, "张师傅"))["text"].startswith("这个按钮过时了")
    await app.close()


async def test_whoever_left_overnight_is_told_nothing(day: Day) -> None:
    app = await opened(day, 20)
    day.later(30 * MINUTE + 1)
    await settle(app)
    leave = "update membership set until = 1 where role = 'supervisor'"
    await app.store.run(lambda unit: unit.tx.run(leave))
    day.later(GATHER)
    await settle(app)
    assert Counter(row["key"] for row in await rows(app)) == {"clock-late-open": AT_ONCE}
    assert [row["error"] for row in await rows(app, "state = 'failed'")] == ["left"]
    assert len(await escalated(app)) == 20, "they stand in their jobs' logs"
    await app.close()


# Whatever comes when


async def bursts(day: Day, spoilt: str = "") -> tuple[App, int]:
    """Reports in bursts with restarts between, then a day and more. `spoilt`: a statement run in the middle."""
    chance = random.Random(4)
    app = await opened(day, 1)
    total = 1
    for step in range(25):
        day.later(chance.choice((5_000, MINUTE, 4 * MINUTE, 25 * MINUTE)))
        many = chance.choice((0, 1, 2, 7))
        total += many
        await reported(app, many)
        await settle(app)
        if spoilt and step % 5 == 4:
            await app.store.run(lambda unit: unit.tx.run(spoilt))
        if chance.random() < 0.2:
            await app.close()
            app = await day.start()
    await move_to(app, day.clock, day.clock.now() + 30 * HOUR)
    return app, total


async def none_is_lost(app: App, total: int) -> None:
    """Every escalation of the log is said, alone or in a digest, once."""
    sent = [row for row in await rows(app) if row["key"] == "clock-late-open"]
    gathered = await rows(app, "state = 'gathered'")
    told = Counter(row["subject"] for row in [*sent, *gathered])
    assert len(told) == total == len(await escalated(app))
    assert set(told.values()) == {2}, "the supervisor's, and two hours later the absent manager's"
    assert {row["digest"] for row in gathered} == {row["id"] for row in await rows(app) if "digest" in row["key"]}


async def test_random_bursts_lose_nothing(day: Day) -> None:
    await none_is_lost(*await bursts(day))


@pytest.mark.parametrize(
    "spoilt",
    [
        "delete from outbox where id = (select max(id) from outbox where state = 'gathered')",
        "update outbox set state = 'failed' where state = 'held'",
        "update outbox set state = 'failed' where id = (select max(id) from outbox where key = 'clock-late-open')",
    ],
)
async def test_a_loss_is_noticed(day: Day, spoilt: str) -> None:
    app, total = await bursts(day, spoilt)
    with pytest.raises(AssertionError):
        await none_is_lost(app, total)
