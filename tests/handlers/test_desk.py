"""What must not go wrong at the desk: floods, drafts tapped twice, words heard on the phone, a text for a group."""

import sqlite3
from pathlib import Path

import pytest

from bot.drawn import a_photo
from domain.building import build
from domain.effects import Tell
from domain.errors import Refused
from domain.job import commands as c
from domain.job import desk_commands
from domain.job.commands import Actor
from domain.job.merging import keep
from domain.job.model import Stage
from handlers.door import enter
from handlers.said import Said
from policies.loader import _merge, load
from storage.unit import Unit
from tests.conftest import House, Phone
from tests.domain.life import CUSTOMER, GREE, KNOWN, LI, NINE, SUPERVISOR, ZHANG, Life, agree, reported

FAULT = "空调不制冷,幸福路8号3单元502,13800138000"
PASTE = "报修 洗衣机漏水,东湖花园3栋1202,13900139000 李先生"
DESK = "周主管"


async def heard(house: House, name: str) -> str:
    await house.settle()
    return (await house.phones[name].heard())[-1]


def action(lines: list[dict[str, object]], label: str) -> str:
    """What the newest button with this label says when it is tapped."""
    for line in reversed(lines):
        for button in line["buttons"]:  # type: ignore[attr-defined]
            if button["label"] == label:
                return str(button["action"])
    raise AssertionError(label)


# Floods (X17)


async def test_a_flood_is_told_once_and_nobody_else_waits(house: House) -> None:
    wang, zhou = house.phones["王女士"], house.phones[DESK]
    for _ in range(80):
        await wang.say("你好")
    await zhou.say("待办")
    await house.settle()
    said = await wang.heard()
    assert sum("消息太多了" in text for text in said) == 1
    assert len(said) == GREE.burst + 1
    assert "没有等您处理的单" in await heard(house, DESK)


async def test_a_number_alone_opens_a_job_for_the_desk(house: House) -> None:
    await house.phones["王女士"].say(FAULT)
    await house.phones[DESK].say("10019")
    assert "13800138000" in await heard(house, DESK)
    await house.phones[DESK].say("99999")
    assert "没有这个单号" in await heard(house, DESK)


async def test_after_a_minute_a_customer_is_heard_again(house: House) -> None:
    wang = house.phones["王女士"]
    for _ in range(70):
        await wang.say("你好")
    house.clock.move_to(house.clock.now() + 60_000)
    await wang.say(FAULT)
    assert "已登记" in await heard(house, "王女士")


async def test_staff_are_never_held_up(house: House) -> None:
    for _ in range(80):
        await house.phones["李师傅"].say("帮助")
    await house.settle()
    assert len(await house.phones["李师傅"].heard()) == 80


async def test_a_customer_has_so_many_open_jobs_and_no_more(house: House) -> None:
    wang = house.phones["王女士"]
    for product in ("空调", "冰箱", "洗衣机", "电视", "热水器"):
        await wang.say(f"{product}坏了,幸福路8号3单元502,13800138000")
    await wang.say("油烟机坏了")
    assert "5 单还在处理" in await heard(house, "王女士")
    await house.phones[DESK].say("报修 油烟机坏了,幸福路8号3单元502,13800138000")
    await house.settle()
    await house.phones[DESK].tap("登记")
    assert "新报修" in await heard(house, DESK)


# Drafts (I10, U26)


async def test_a_draft_of_another_moment_registers_nothing(house: House) -> None:
    zhou = house.phones[DESK]
    await zhou.say(PASTE)
    await house.settle()
    first = action(await zhou.lines(), "登记")
    await zhou.say("电话 13700137000")
    await house.settle()
    await zhou.say(action=first)
    assert "过时" in await heard(house, DESK)
    await zhou.tap("登记")
    assert "新报修 10019" in await heard(house, DESK)
    await zhou.say(action=first)
    assert "已经登记过了，单号 10019" in await heard(house, DESK)


@pytest.mark.parametrize(
    "made_up", ["register::1:7:1", "register::1:x:1", "register", "drop_draft::1", "edit_draft::1:9"]
)
async def test_a_made_up_draft(house: House, made_up: str) -> None:
    await house.phones[DESK].say(action=made_up)
    assert "过时" in await heard(house, DESK)


async def test_nobody_but_the_desk_registers_drafts(house: House) -> None:
    zhou = house.phones[DESK]
    await zhou.say(PASTE)
    await house.settle()
    tapped = action(await zhou.lines(), "登记")
    for name in ("李师傅", "王女士"):
        await house.phones[name].say(action=tapped)
        assert "不归您" in await heard(house, name)
    await house.phones["王女士"].say(PASTE)
    assert "已登记，单号 10019" in await heard(house, "王女士")  # a customer's own words, whoever they name


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("王店长：空调不制冷 13900139000", "13900139000"),
        ("冰箱漏水了", "冰箱"),
        ("派单 10019 李师傅", "没看到报修"),
        ("无效 10019 测试", "没看到报修"),
        ("好的", "没看到报修"),
    ],
)
async def test_what_is_passed_on_becomes_a_draft_and_commands_nothing(house: House, words: str, said: str) -> None:
    await house.phones["王女士"].say(FAULT)
    await house.settle()
    address = await house.app.store.run(lambda unit: unit.tx.all(unit.q.addresses_of, person=house.app.people[DESK])[0])
    at = house.clock.now()
    passed_on = Said("web", address["address"], "f1", words, happened_at=at, recorded_at=at, forwarded=True)
    await house.app.store.run(lambda unit: enter(passed_on, unit))
    assert said in await heard(house, DESK)
    assert await house.events("10019") == ["job.reported", "intake.completed"]


async def test_words_that_are_no_report_are_answered(house: House) -> None:
    for text in ("报修", "报修 早上好", "好的\n收到", "阿巴阿巴"):
        await house.phones[DESK].say(text)
        assert await heard(house, DESK)
    assert "可以说" in await heard(house, DESK)


async def test_a_typed_number_never_finds_somebody_who_chats(house: House) -> None:
    """DESIGN 4: it may be anybody's. The desk sees the history; the person in chat sees nothing of the new job."""
    await house.phones["王女士"].say(FAULT)
    await house.settle()
    await house.phones[DESK].say("报修 冰箱漏水,中山路66号,13800138000")
    assert "老客户：1 单，上次 10019" in await heard(house, DESK)
    await house.phones[DESK].tap("登记")
    await house.settle()
    before = len(await house.phones["王女士"].heard())
    await house.phones[DESK].say("派单 10024 李师傅")
    await house.settle()
    await house.phones["李师傅"].tap("接单")
    await house.settle()
    assert len(await house.phones["王女士"].heard()) == before

    def customers(unit: Unit) -> list[int]:
        return [row["customer"] for row in unit.tx.all("select customer from subject order by id")]

    chat, phoned = await house.app.store.run(customers)
    assert chat != phoned


async def test_the_same_number_is_the_same_person_when_the_desk_made_them(house: House) -> None:
    for text in (PASTE, "报修 冰箱漏水,中山路66号,13900139000"):
        await house.phones[DESK].say(text)
        await house.settle()
        await house.phones[DESK].tap("登记")
        await house.settle()

    def customers(unit: Unit) -> set[int]:
        return {row["customer"] for row in unit.tx.all("select customer from subject")}

    assert len(await house.app.store.run(customers)) == 1


async def test_a_draft_keeps_what_is_typed_and_shown_after_it_whatever_else_happens(house: House) -> None:
    """An incomplete report that asks the desk for an address meanwhile does not take the draft's answer."""
    zhou = house.phones[DESK]
    await zhou.say("报修 冰箱漏水 13900139000")
    await house.phones["王女士"].say("空调不制冷,13800138000")
    house.clock.move_to(house.clock.now() + 20 * 60_000)
    await house.app.bell.ring()
    await house.settle()
    await zhou.say("东湖花园3栋1202", photos=[a_photo("plate")])
    await zhou.say("客户姓陈，陈先生")
    await zhou.say(photos=[a_photo("plate"), a_photo("door")])
    said = await heard(house, DESK)
    assert all(part in said for part in ("东湖花园3栋1202", "陈先生", "照片：2 张"))
    await zhou.tap("登记")
    await house.settle()

    def photos(unit: Unit) -> int:
        return len(unit.hold(unit.numbered("10024")).course.state.photos)

    assert await house.app.store.run(photos) == 2


async def test_words_long_after_a_question_are_no_reason(house: House) -> None:
    """Who tapped [无效…] and went for lunch does not close a job with what they say to somebody else."""
    zhou = house.phones[DESK]
    await house.phones["王女士"].say(FAULT)
    await zhou.say("无效 10019")
    house.clock.move_to(house.clock.now() + 20 * 60_000)
    await zhou.say("好的")
    assert "请再点一次" in await heard(house, DESK)
    assert "job.closed" not in await house.events("10019")


# The list (U10)


async def test_the_list_has_pages_and_each_number_opens_its_job(house: House) -> None:
    zhou = house.phones[DESK]
    for door in range(1, 11):
        await zhou.say(f"报修 洗衣机漏水,东湖花园{door}栋1202,139001390{door:02}")
        await house.settle()
        await zhou.tap("登记")
        await house.settle()
    await zhou.say("待办")
    first = await heard(house, DESK)
    assert "待派 10" in first
    assert first.count("·") == 8
    await zhou.tap("下一页")
    assert (await heard(house, DESK)).count("·") == 2
    await zhou.say(action="agenda::1000000:7")
    assert "过时" in await heard(house, DESK)
    await zhou.say(action=f"agenda::1000000:{9**19}")
    assert "过时" in await heard(house, DESK)


# On the phone (I10)


@pytest.mark.parametrize("who", ["李师傅", "王女士"])
async def test_only_the_desk_says_what_a_customer_said(house: House, who: str) -> None:
    await house.phones["王女士"].say(FAULT)
    await house.phones[who].say(action="heard:10019:99:rate:5")
    said = await heard(house, who)
    assert "不归您" in said or "没有这个单号" in said
    assert "rating.given" not in await house.events("10019")


@pytest.mark.parametrize("verb", ["reassign", "reassign:9", "take_over:nonsense", "invalid:x", "send_back:x", "merge"])
async def test_a_made_up_button_of_the_desk(house: House, verb: str) -> None:
    await house.phones["王女士"].say(FAULT)
    name, _, arg = verb.partition(":")
    await house.phones[DESK].say(action=f"{name}:10019:99" + (f":{arg}" if arg else ""))
    said = await heard(house, DESK)
    assert any(words in said for words in ("过时", "例如", "不在本网点"))
    assert await house.events("10019") == ["job.reported", "intake.completed"]


async def test_a_manager_who_acts_is_answered(house: House) -> None:
    """The words for supervisors reach the manager who said it too."""
    await house.phones["王女士"].say(FAULT)
    zhou = house.app.people[DESK]
    await house.app.store.run(lambda unit: unit.tx.run("delete from membership where person = :p", p=zhou))
    await house.app.store.run(lambda unit: unit.people.join(zhou, "main", "manager"))
    await house.phones[DESK].say("派单 10019 李师傅")
    assert "派给李师傅" in await heard(house, DESK)


@pytest.mark.parametrize("verb", ["accept", "finish", "heard:rate", "nonsense", "help", "register", "dispatch"])
async def test_what_is_not_the_customers_is_not_heard_from_them(house: House, verb: str) -> None:
    await house.phones["王女士"].say(FAULT)
    await house.phones[DESK].say(action=f"heard:10019:99:{verb}:5")
    assert await heard(house, DESK)
    assert await house.events("10019") == ["job.reported", "intake.completed"]


# Taking over (U10)


def test_what_is_taken_back_in_time_is_no_breach_and_one_that_was_proposed_stands() -> None:
    for minutes, breaches in ((20, 0), (40, 1)):
        life = reported()
        life.perform(desk_commands.Dispatch(SUPERVISOR, (LI.person,)), NINE)
        life.perform(c.Accept(LI), NINE)
        life.perform(desk_commands.TakeOver(SUPERVISOR), NINE + minutes * 60_000)
        life.ring(NINE + 25 * 3_600_000)
        assert life.names().count("breach.proposed") == breaches
        assert life.state.technician is None
        open_clocks = {clock.rule for clock in life.clocks.running}
        assert open_clocks - {"§9"} == {"I4"}  # it waits for the desk, and a breach for its decision


def test_who_comes_next_shows_everything_anew_but_what_the_customer_agreed_stands() -> None:
    life = reported(service="paid")
    life.perform(desk_commands.Dispatch(SUPERVISOR, (LI.person,)), NINE)
    soon = (NINE + 600_000, NINE + 600_000)
    for step in (c.Accept(LI), c.Appoint(LI, soon), c.Depart(LI, ticked=True), c.Arrive(LI)):
        life.perform(step, NINE)
    life.perform(c.Quote(LI, (("~8.a", 8000),)), NINE)
    life.perform(c.Consent(CUSTOMER, agreed=True), NINE)
    life.perform(c.Note(LI, "note.cause", "~9.a"), NINE)
    life.perform(desk_commands.Dispatch(SUPERVISOR, (ZHANG.person,), "unwell"), NINE)
    assert (life.state.evidence, life.state.consent, life.state.visit) == ({"consent.price": ("1",)}, "agreed", None)
    agree(life)


# A group (U26, X21)


async def test_a_text_for_a_group_names_nobody(house: House) -> None:
    secret = ("王小明", "13800138000", "8号", "502", "密码", "1234")
    await house.phones["王女士"].say("王小明家空调不制冷密码1234,幸福路8号3单元502,13800138000")
    await house.settle()
    await house.phones[DESK].say("发群 10019")
    text = await heard(house, DESK)
    assert all(said in text for said in ("10019", "幸福路", "不制冷"))
    assert not [value for value in secret if value in text]


async def test_a_number_seen_in_a_group_opens_nothing_else(house: House) -> None:
    """接单 asks the desk; nothing of the job is shown before the yes."""
    await house.phones["王女士"].say(FAULT)
    li = house.phones["李师傅"]
    for action_ in ("open:10019:0", "customer_says:10019:0"):
        await li.say(action=action_)
        assert "没有这个单号" in await heard(house, "李师傅")
    await li.say("接单 10019")
    assert "等主管点头" in await heard(house, "李师傅")
    assert not any("13800138000" in text or "502" in text for text in await li.heard())
    await house.http.get("/chat/stranger/")
    stranger = Phone(house.http, "stranger")
    await stranger.say("接单 10019")
    await house.settle()
    assert not any("10019" in text for text in await stranger.heard())


def test_a_pack_that_says_take_gives_it_at_once() -> None:
    table = _merge(load("gree-installer", GREE.zone).table, {"dispatch": {"take": True}})
    life = reported(build(table, GREE.zone))
    assert life.perform(c.Volunteer(LI), NINE) == ["job.offered", "job.dispatched", "job.accepted"]
    assert (life.state.technician, life.state.stage) == (LI.person, Stage.ACCEPTED)


# Two jobs, one matter (U8, U21)


def merged_pair() -> tuple[Life, Life]:
    """10019 takes in 10024, which somebody else had reported with a photo and a time."""
    kept, other = Life(), Life()
    kept.perform(c.Report(CUSTOMER, number="10019", branch="east", details=KNOWN), NINE)
    theirs = {"phone": "~7.a", "address": "~7.b", "fault": "~7.c", "at_home": "~7.d", "name": "~7.e"}
    report = c.Report(Actor(9, "customer"), number="10024", branch="east", details=theirs, photos=("ab" * 32,))
    other.perform(report, NINE)
    before = other.state
    other.perform(desk_commands.Merge(SUPERVISOR, kept.state), NINE)
    kept.perform(desk_commands.Join(SUPERVISOR, before), NINE)
    return kept, other


def test_the_kept_job_has_both_customers_and_what_it_did_not_know() -> None:
    kept, other = merged_pair()
    assert (other.state.stage, other.state.outcome, other.state.merged) == (Stage.CLOSED, "merged", "10019")
    assert kept.state.customers == (1, 9)
    assert kept.state.details == {**KNOWN, "at_home": "~7.d"}  # never somebody else's name or number
    assert kept.state.photos == ("ab" * 32,)
    agree(kept)
    agree(other)


def test_whoever_joined_may_say_what_a_customer_says_but_not_rate() -> None:
    kept, _other = merged_pair()
    wife = Actor(9, "customer")
    kept.perform(c.Describe(wife, details={"at_home": "~7.f"}), NINE)
    kept.state = kept.state.__class__(**{**_fields(kept), "stage": Stage.FINISHED, "technician": LI.person})
    with pytest.raises(Refused, match="not-your-rating"):
        kept.perform(c.Rate(wife, 5), NINE)


def _fields(life: Life) -> dict[str, object]:
    return {name: getattr(life.state, name) for name in life.state.__dataclass_fields__}


def test_taken_apart_again_each_has_its_own() -> None:
    kept, other = merged_pair()
    other.perform(desk_commands.Unmerge(SUPERVISOR), NINE)
    kept.perform(desk_commands.Separate(SUPERVISOR, "10024"), NINE)
    assert (other.state.stage, other.state.outcome, other.state.merged) == (Stage.REPORTED, None, None)
    assert (kept.state.customers, kept.state.details, kept.state.photos) == ((1,), KNOWN, ())
    assert other.next_due() is not None  # it waits for the desk again, with its clock
    agree(kept)
    agree(other)


def test_the_one_that_has_come_further_is_kept() -> None:
    early, late = reported().state, reported().state
    assert keep(early, late)[0] is early
    life = reported()
    life.perform(desk_commands.Dispatch(SUPERVISOR, (LI.person,)), NINE)
    assert keep(early, life.state)[0] is life.state


async def test_whoever_reported_the_same_hears_of_the_kept_job(house: House) -> None:
    """U21: two people in chat; the later report is merged with a tap, both hear, both may ask."""
    await house.http.get("/chat/stranger/")
    husband = Phone(house.http, "stranger")
    await house.phones["王女士"].say(FAULT)
    await house.settle()
    await husband.say("家里空调坏了,幸福路8号3单元502,13900139000")
    assert "可能重复：10019" in await heard(house, DESK)
    await house.phones[DESK].tap("合并到 10019")
    await house.settle()
    assert "合到单 10019" in (await husband.heard())[-1]
    await house.phones[DESK].say("派单 10019 李师傅")
    await house.settle()
    await house.phones["李师傅"].tap("接单")
    await house.settle()
    assert "李师傅接了单 10019" in (await husband.heard())[-1]
    await husband.say("进度")
    await house.settle()
    assert "单 10019" in (await husband.heard())[-1]
    await house.phones[DESK].say("撤销合并 10024")
    await house.settle()
    assert "单 10024 重新单独处理" in (await husband.heard())[-1]
    await husband.say("进度")
    await house.settle()
    assert "单 10024" in (await husband.heard())[-1]


# Calls (I10)


def phoned() -> Life:
    life = Life()
    report = c.Report(
        CUSTOMER, number="10019", branch="east", details=KNOWN, heard_by=SUPERVISOR.person, service="free"
    )
    life.perform(report, NINE)
    return life


def test_a_call_is_owed_until_it_is_made_and_every_event_says_how() -> None:
    life = phoned()
    assert life.log[0].data["how"] == "phone"
    life.perform(desk_commands.Dispatch(SUPERVISOR, (LI.person,)), NINE)
    life.perform(c.Accept(LI), NINE)
    life.perform(c.Propose(LI, ((NINE + 3_600_000, NINE + 7_200_000),)), NINE)
    assert life.state.calls == ("times-proposed",)
    names = life.perform(desk_commands.ByPhone(SUPERVISOR, c.Pick(CUSTOMER, 0)), NINE)
    assert names == ["call.made", "appointment.agreed"]
    agreed = life.log[-1].data
    assert (agreed["how"], agreed["by"], life.state.calls) == ("phone", SUPERVISOR.person, ())
    agree(life)


def test_the_desk_is_reminded_of_a_call_and_a_customer_with_chat_needs_none() -> None:
    life = phoned()
    life.perform(desk_commands.Dispatch(SUPERVISOR, (LI.person,)), NINE)
    life.perform(c.Accept(LI), NINE)
    life.perform(c.Propose(LI, ((NINE + 3_600_000, NINE + 7_200_000),)), NINE)
    life.ring(NINE + 31 * 60_000)
    assert any(isinstance(told, Tell) and told.data.get("rule") == "I10" for told in life.told)
    chat = reported()
    chat.perform(desk_commands.Dispatch(SUPERVISOR, (LI.person,)), NINE)
    assert "please-phone" not in {told.key for told in chat.told}


def test_nothing_to_reach_them_by_is_not_registered() -> None:
    report = c.Report(CUSTOMER, number="1", branch="east", details={"fault": "~1.a"}, heard_by=SUPERVISOR.person)
    with pytest.raises(Refused, match="draft-too-little"):
        Life().perform(report, NINE)


def test_the_migration_finds_the_numbers_of_jobs_that_are_there(tmp_path: Path) -> None:
    """Jobs from before are found by their number too."""
    folder = Path(__file__).parent.parent.parent / "storage" / "migrations"
    connection = sqlite3.connect(tmp_path / "old.db", isolation_level=None)
    connection.executescript((folder / "0001_first.sql").read_text(encoding="utf-8"))
    state = '{"details":{"phone":"~77.abcd","address":"~78.ef","fault":"~79.aa"}}'
    row = f"(1,'job','10019','main','h','reported',null,5,1,1,'','{state}','{{}}',0)"
    connection.execute(f"insert into subject values {row}")  # noqa: S608
    connection.execute("delete from sqlite_sequence")
    connection.executescript((folder / "0007_desk.sql").read_text(encoding="utf-8"))
    found = connection.execute("select subject, name, personal from detail order by name").fetchall()
    connection.close()
    assert found == [(1, "address", 78), (1, "phone", 77)]
