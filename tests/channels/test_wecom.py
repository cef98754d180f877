"""Staff on WeCom through HTTP: nothing dropped, nothing said twice, nothing lost."""

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from bot.channels.heard import KeyRefused
from bot.channels.wecom.pace import A_DAY, spend
from bot.drawn import a_photo as picture
from bot.moving import settle
from bot.people_commands import answer
from domain.errors import ChannelError
from handlers.said import File, Message
from storage.unit import Unit
from tests.channels.accounts import served
from tests.channels.contract import MENU, ChannelContract
from tests.channels.wecom_office import (
    FAULT,
    LI,
    WANG,
    ZHOU,
    Office,
    add,
    channel,
    go,
    wecom,
)
from tests.fakes.tencent import Fault
from tests.fakes.wecom import SECRET, FakeWeCom
from tests.fakes.wecom_phones import OnWeCom

SEND, UPLOAD, GETTOKEN = "/cgi-bin/message/send", "/cgi-bin/media/upload", "/cgi-bin/gettoken"


class TestWeComChannel(ChannelContract):
    @pytest.fixture(autouse=True)
    async def _connected(self, office: Office) -> None:
        self.office, self.channel, self.address = office, channel(office), LI

    async def shown(self, address: str) -> list[tuple[str, list[str]]]:
        found = []
        for one in self.office.fake.chats[address]:
            words = "\n".join(part for part in (one.title, one.text) if part)
            found.append((words, [] if one.changed else [text for text, _key in one.buttons]))
        return found


# Pace


async def test_thirty_a_minute_and_not_one_dropped(office: Office) -> None:
    await add(office, LI, times=45)
    await settle(office.app)
    assert len(office.fake.chats[LI]) == 30
    await add(office, ZHOU)
    await settle(office.app)
    assert len(office.fake.chats[ZHOU]) == 1, "nobody else waits"
    await office.forward(minutes=3)
    assert (len(office.fake.chats[LI]), office.fake.dropped) == (45, 0)


async def test_a_restart_knows_what_went_out(tmp_path: Path) -> None:
    async with FakeWeCom(lambda: 0) as fake:
        for _ in range(2):
            async with served(tmp_path, fake, OnWeCom(fake)) as office:
                await add(office, LI, times=20)
                await settle(office.app)
        assert (len(fake.chats[LI]), fake.dropped) == (30, 0)


async def test_a_thousand_an_hour(office: Office) -> None:
    def an_hour(unit: Unit) -> None:
        for second in range(1_000):
            unit.tx.run(unit.q.wecom_spend, address=LI, at=unit.now - 3_000_000 + 1_000 * second)
        spend(unit, ZHOU)
        spend(unit, LI)

    with pytest.raises(ChannelError) as refused:
        await office.app.store.run(an_hour)
    assert refused.value.retry_after == 605


async def test_the_desk_hears_once_when_the_day_runs_short(office: Office) -> None:
    """Two members: 400 a day, and a warning from 320 on."""

    def many(unit: Unit) -> None:
        for n in range(2 * A_DAY):
            spend(unit, f"m{n}")

    await office.app.store.run(many)
    told = await office.rows("select address from outbox where key = 'wecom-day'")
    assert told == [{"address": ZHOU}]
    with pytest.raises(ChannelError, match="day-used-up") as refused:
        await office.app.store.run(lambda unit: spend(unit, LI))
    assert refused.value.retry_after == 15 * 3_600 + 65, "08:59: until midnight in Beijing, and a little"
    await office.app.store.run(lambda unit: spend(unit, LI, accounts=3))


async def test_what_wecom_delivers_no_more_today_goes_another_way_or_tomorrow(office: Office) -> None:
    """It would say "ok" and drop it. What is only told waits where nobody has another channel."""
    li = office.app.people["李师傅"]
    await office.app.store.run(lambda unit: unit.people.add_address(li, "web", "demo-li", "zh"))

    def used_up(unit: Unit) -> None:
        for n in range(2 * A_DAY):
            spend(unit, f"m{n}")
        unit.outbox.add("wecom", LI, "taken-off", {"number": "10019", "why": "—"})
        unit.outbox.add("wecom", ZHOU, "unsubscribed", {"number": "10019"})

    await office.app.store.run(used_up)
    await settle(office.app)
    assert office.fake.chats == {}
    assert await office.rows("select channel, state from outbox where key = 'taken-off'") == [
        {"channel": "web", "state": "sent"}
    ]
    await office.forward(hours=15, minutes=30)
    assert "unsubscribed" in str(await office.rows("select key from outbox where state = 'sent' and channel = 'wecom'"))


# What WeCom refuses


async def test_a_member_who_is_left_out_of_an_ok_is_reached_elsewhere(office: Office) -> None:
    """invaliduser in an answer that says 0, in another case than ours."""
    li = office.app.people["李师傅"]
    await office.app.store.run(lambda unit: unit.people.add_address(li, "web", "demo-li", "zh"))
    office.fake.unknown.add(LI.casefold())
    await add(office, LI)
    await settle(office.app)
    assert await office.rows("select channel, state from outbox where key = 'unsubscribed'") == [
        {"channel": "web", "state": "sent"}
    ]
    assert await office.rows(
        "select blocked_at > 0 as gone from address where channel = 'wecom' and address = 'LiShifu'"
    ) == [{"gone": 1}]


async def test_an_address_that_is_not_trusted_stops_and_goes_on_by_itself(office: Office) -> None:
    """60020: the log, /health and the desk's other channel name the address; nothing is lost."""
    zhou = office.app.people["周主管"]
    await office.app.store.run(lambda unit: unit.people.add_address(zhou, "web", "demo-zhou", "zh"))
    office.fake.trusted = False
    await add(office, LI, times=2)
    await settle(office.app)
    assert wecom(office).standing.state == "stopped"
    assert "203.0.113.7" in wecom(office).standing.why
    told = await office.rows("select channel, data from outbox where key = 'channel-not-trusted'")
    assert [(row["channel"], "203.0.113.7" in str(row["data"])) for row in told] == [("web", True)]
    office.fake.trusted = True
    await office.forward(minutes=15)
    assert len(office.fake.chats[LI]) == 2
    assert wecom(office).standing.state == "serving"


async def test_one_token_for_all_renewed_once(office: Office) -> None:
    await asyncio.gather(*(wecom(office).probe() for _ in range(8)))
    assert office.fake.token_asks == 1
    office.fake.expired.add(office.fake.tokens[-1])
    await asyncio.gather(*(wecom(office).probe() for _ in range(8)))
    assert office.fake.token_asks == 2
    office.fake.tokens[:] = ["another"]  # 40014
    await wecom(office).probe()
    assert office.fake.token_asks == 3


async def test_a_wrong_secret_stops_this_channel_alone_and_is_in_no_log(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    office.fake.faults.append(Fault(GETTOKEN, 40001, times=99))
    with pytest.raises(KeyRefused):
        await wecom(office).probe()
    await wecom(office).connect()
    assert wecom(office).standing.state == "stopped"
    await add(office, LI)
    await settle(office.app)
    assert await office.rows("select state from outbox where key = 'unsubscribed'") == [{"state": "new"}]
    heard = capsys.readouterr()
    assert SECRET not in heard.out + heard.err


@pytest.mark.parametrize(
    "fault",
    [
        *(Fault(SEND, kind="html"), Fault(SEND, kind="down"), Fault(SEND, -1), Fault(SEND, 45009)),
        *(Fault(SEND, code) for code in ({}, 0.5, None, "none", True)),
    ],
    ids=["html", "down", "busy", "quota", "a table", "a half", "nothing", "a word", "true"],
)
async def test_what_wecom_does_not_take_now_goes_later(office: Office, fault: Fault) -> None:
    office.fake.faults.append(replace(fault))
    await add(office, LI)
    await settle(office.app)
    assert LI not in office.fake.chats
    assert wecom(office).standing.state == "unreachable"
    await office.forward(minutes=15)
    assert len(office.fake.chats[LI]) == 1
    assert wecom(office).standing.state == "serving"


async def test_a_message_cut_in_the_middle_goes_on_where_it_was(office: Office) -> None:
    shas = [(await office.app.photos.keep(picture(name))).sha256 for name in "ab"]
    message = Message(1, "两张照片", photos=tuple(shas))
    office.fake.faults.append(Fault(SEND, kind="down", after=1))
    with pytest.raises(ChannelError):
        await channel(office).send(LI, message)
    for _ in range(2):
        await channel(office).send(LI, message)
    assert [one.kind for one in office.fake.chats[LI]] == ["image", "image", "text"]
    assert office.fake.calls.count(UPLOAD) == 3, "what WeCom has is not fetched again"


async def test_a_card_of_which_nobody_knows_whether_it_arrived_goes_under_another_name(office: Office) -> None:
    """WeCom takes no name twice, and the answer was lost: said twice does no harm, not said does."""
    office.fake.faults.append(Fault(SEND, kind="cut"))
    with pytest.raises(ChannelError):
        await channel(office).send(LI, Message(1, "接吗?", MENU))
    await channel(office).send(LI, Message(1, "接吗?", MENU))
    assert len({one.task for one in office.fake.chats[LI]}) == 2


async def test_a_service_sheet_arrives_as_a_file_before_its_words(office: Office) -> None:
    await channel(office).send(LI, Message(1, "服务单", files=(File("10019.pdf", b"%PDF-1.7"),)))
    assert [one.kind for one in office.fake.chats[LI]] == ["file", "text"]
    ((uploaded, _until),) = office.fake.files.values()
    assert b'filename="10019.pdf"' in uploaded
    assert b"%PDF-1.7" in uploaded


# What members send


async def test_a_photo_is_fetched_and_one_that_is_gone_is_asked_for_again(office: Office) -> None:
    await office.fake.say(WANG, FAULT)
    await office.fake.photo(WANG, picture("a"))
    await go(office)
    assert await office.rows("select count(*) as n from photo") == [{"n": 1}]
    await office.fake.message(WANG, MsgType="image", MediaId="gone")
    await go(office)
    assert "再发" in office.fake.heard(WANG)[-1]


async def test_a_voice_is_kept_and_played_on(office: Office) -> None:
    sound = (await office.app.photos.keep_voice(b"#!AMR\n" + b"x" * 40)).sha256
    other = (await office.app.photos.keep_voice(b"OggS" + b"x" * 40)).sha256
    await channel(office).send(LI, Message(1, "一段语音", voice=sound))
    await channel(office).send(LI, Message(2, "又一段", voice=other))
    assert [one.kind for one in office.fake.chats[LI]] == ["voice", "text", "file", "text"]


async def test_opening_the_app_greets_once(office: Office) -> None:
    for _ in range(3):
        await office.fake.event("NewFace", "enter_agent")
        await office.forward(hours=1)
    assert len(office.fake.chats["NewFace"]) == 1


async def test_who_may_no_longer_use_the_app_and_may_again(office: Office) -> None:
    gone = "select blocked_at is not null as gone from address where address = 'LiShifu'"
    await office.fake.event(LI, "unsubscribe")
    assert await office.rows(gone) == [{"gone": 1}]
    await office.fake.event(LI, "subscribe")
    assert await office.rows(gone) == [{"gone": 0}]
    await office.fake.event("Stranger", "subscribe")
    assert "Stranger" not in office.fake.chats


async def test_a_member_joins_with_a_code(office: Office) -> None:
    made = await answer(office.app, {"do": "invite", "role": "technician", "branch": "main"})
    await office.fake.say("NewFace", f"加入 {made['code']}")
    await go(office)
    await office.fake.say("NewFace", "陈新")
    await go(office)
    joined = "select p.name, m.role from membership m join person p on p.id = m.person where p.name = '陈新'"
    assert await office.rows(joined) == [{"name": "陈新", "role": "technician"}]


async def test_whatever_comes_is_answered_with_200_and_breaks_nothing(office: Office) -> None:
    events = ("view", "LOCATION", "batch_job_result", "from_the_future", "template_card_event")
    odd: list[dict[str, str]] = [
        *({"MsgType": "event", "Event": name, "EventKey": "x"} for name in events),
        {"MsgType": "video", "MediaId": "x"},
        {"MsgType": "location", "Location_X": "north", "Location_Y": "181"},
        {"MsgType": "text", "Content": "]]><evil/>&amp;"},
        {},
    ]
    for content in odd:
        await office.fake.deliver(LI, content)
        await go(office)
    assert office.fake.statuses == [200] * len(odd)
    await office.fake.say(LI, "我的单")
    await go(office)
    assert "单" in office.fake.heard(LI)[-1]
