"""Staff on WeCom through HTTP: cards or numbers, nothing dropped, nothing said twice, nobody else's card."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.channels.heard import KeyRefused
from bot.channels.wecom.cards import CARD, reads
from bot.channels.wecom.channel import WeComChannel
from bot.channels.wecom.pace import A_DAY, spend
from bot.channels.wecom.service import WeCom
from bot.moving import settle
from bot.people_commands import answer
from bot.play import a_photo as picture
from domain.errors import ChannelError
from handlers.said import Message, Tap
from storage.unit import Unit
from tests.channels.accounts import Account, served
from tests.channels.contract import MENU, ChannelContract
from tests.fakes.tencent import Fault
from tests.fakes.wecom import SECRET, FakeWeCom, Received
from tests.fakes.wecom_phones import OnWeCom

LI, ZHOU, WANG = "LiShifu", "ZhouZhuguan", "WangNvshi"
STAFF = {"李师傅": LI, "周主管": ZHOU}
FAULT = "空调不制冷,幸福路8号3单元502,13800138000"
SEND, UPLOAD, GETTOKEN = "/cgi-bin/message/send", "/cgi-bin/media/upload", "/cgi-bin/gettoken"

Office = Account[FakeWeCom]


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    async with FakeWeCom(lambda: 0) as fake, served(tmp_path, fake, OnWeCom(fake)) as office:
        await joined(office)
        yield office


async def joined(office: Office, *, cards: bool = True) -> None:
    """The technician and the supervisor are on WeCom, and see cards."""

    def join(unit: Unit) -> None:
        for name, member in STAFF.items():
            unit.people.add_address(office.app.people[name], "wecom", member, "zh")
            if cards:
                reads(unit, member, CARD)

    await office.app.store.run(join)


def wecom(office: Office) -> WeCom:
    assert office.app.wecom is not None
    return office.app.wecom


def channel(office: Office) -> WeComChannel:
    return wecom(office).channel


async def go(office: Office) -> None:
    """What is kept is fetched, everything is answered, every card has changed."""
    await wecom(office).fetcher.drain(office.clock.now())
    await settle(office.app)
    await wecom(office).settled()


async def reported(office: Office) -> None:
    """A customer has reported, the technician is asked."""
    await office.fake.say(WANG, FAULT)
    await go(office)
    await office.fake.say(ZHOU, "派单 10019 李师傅")
    await go(office)


async def add(office: Office, address: str, key: str = "unsubscribed", times: int = 1) -> None:
    def work(unit: Unit) -> None:
        for _ in range(times):
            unit.outbox.add("wecom", address, key, {})

    await office.app.store.run(work)


async def stage(office: Office) -> object:
    rows = await office.rows("select stage from subject where number = '10019'")
    return rows[0]["stage"]


def card(office: Office, member: str) -> Received:
    return [one for one in office.fake.chats[member] if one.kind == "template_card"][-1]


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


# Cards and numbers


async def test_a_tapped_card_acts_and_shows_what_was_chosen(office: Office) -> None:
    await reported(office)
    assert [text for text, _key in card(office, LI).buttons][:1] == ["接单"]
    offer = card(office, LI)
    await office.fake.tap_label(LI, "接单")
    await go(office)
    assert (offer.changed, await stage(office)) == ("✓ 接单", "accepted")
    assert office.fake.statuses == [200] * len(office.fake.statuses)


async def test_a_card_tapped_twice_by_another_or_outdated_does_nothing_more(office: Office) -> None:
    await reported(office)
    offer = card(office, LI)
    await office.fake.tap(ZHOU, offer, "0")
    await go(office)
    assert await stage(office) != "accepted", "a card acts for whom it was sent to"
    for _ in range(2):
        await office.fake.tap(LI, offer, "0")
        await go(office)
    accepted = "select count(*) as n from event where name = 'job.accepted'"
    assert await office.rows(accepted) == [{"n": 1}]
    for key, task in (("99", offer.task), ("x", offer.task), ("0", "1-2-3"), ("0", ""), ("0", "9" * 99)):
        await office.fake.tap(LI, replace(offer, task=task), key)
        await go(office)
    assert await office.rows(accepted) == [{"n": 1}]
    assert office.fake.statuses == [200] * len(office.fake.statuses)


async def test_a_tap_that_wecom_posts_again_is_one_tap(office: Office) -> None:
    await reported(office)
    content = {
        **{"MsgType": "event", "Event": "template_card_event", "EventKey": "0"},
        **{"TaskId": card(office, LI).task, "ResponseCode": "one-code"},
    }
    for _ in range(3):
        await office.fake.deliver(LI, content)
        await go(office)
    assert office.fake.updates.count("one-code") == 1
    assert await stage(office) == "accepted"


async def test_a_card_that_was_overtaken_says_so(office: Office) -> None:
    await reported(office)
    offer = card(office, LI)
    await office.fake.say(LI, "接单 10019")
    await go(office)
    assert offer.changed == "已过期"
    assert len(office.fake.updates) == len(set(office.fake.updates)), "a code is good for once"


async def test_after_three_days_a_card_stays_as_it_is(office: Office) -> None:
    await channel(office).send(LI, Message(1, "接吗?", MENU))
    await office.forward(hours=73)
    await channel(office).close_menu(LI, 1, None)
    assert office.fake.updates == []


async def test_who_was_never_seen_to_tap_gets_numbers_and_is_asked_once(office: Office) -> None:
    """Who reads WeCom in WeChat sees no card, and misses nothing."""
    await office.fake.say(WANG, FAULT)
    await go(office)
    text, probe = office.fake.chats[WANG][-2:]
    assert "回数字：\n1 拍铭牌\n2 跳过" in text.text
    assert probe.buttons == [("以后用按钮", "0")]
    await office.fake.say(WANG, "2")
    await go(office)
    assert "1 随时有人" in office.fake.heard(WANG)[-1], "the number was heard, and nobody is asked again"
    await office.fake.tap(WANG, probe, "0")
    await go(office)
    assert probe.changed
    await channel(office).send(WANG, Message(10_000, "接吗?", MENU))
    assert [text for text, _key in office.fake.chats[WANG][-1].buttons] == ["接单", "拒单"]


async def test_words_change_how_choices_are_shown_and_the_open_card_comes_as_text(office: Office) -> None:
    await reported(office)
    await office.fake.say(LI, "数字")
    await go(office)
    assert "回“按钮”" in office.fake.heard(LI)[-2]
    assert "1 接单" in office.fake.heard(LI)[-1]
    await office.fake.say(LI, "1")
    await go(office)
    assert await stage(office) == "accepted"
    assert office.fake.chats[LI][-1].kind == "text"
    await office.fake.say(LI, "按钮")
    await go(office)
    assert "以后用按钮" in office.fake.heard(LI)[-1]


async def test_a_number_means_nothing_once_a_card_is_newer(office: Office) -> None:
    await channel(office).send(
        LI, Message(1, "选一个", tuple(Tap(f"第 {n} 项", f"x:{n}", "tap", "") for n in range(7)))
    )
    assert "7 第 6 项" in office.fake.chats[LI][-1].text, "seven do not fit on a card"
    assert await office.rows("select count(*) as n from menu") == [{"n": 1}]
    await channel(office).send(LI, Message(2, "接吗?", MENU))
    assert await office.rows("select count(*) as n from menu") == [{"n": 0}]


async def test_what_has_no_room_on_a_card_stands_before_it(office: Office) -> None:
    choose = ("template_card", "请选择", "")
    layouts = {
        "接吗?": [("template_card", "接吗?", "")],
        "新派单\n幸福路 8 号": [("template_card", "新派单", "幸福路 8 号")],
        "长" * 100: [("template_card", "请选择", "长" * 100)],
        "长" * 200: [("text", "", "长" * 200), choose],
        "长" * 900: [("text", "", "长" * 666), ("text", "", "长" * 234), choose],
    }
    for n, (text, shown) in enumerate(layouts.items(), 1):
        await channel(office).send(LI, Message(n, text, MENU))
        assert [(one.kind, one.title, one.text) for one in office.fake.chats.pop(LI)] == shown


async def test_the_page_stands_under_plain_text_and_behind_a_card(office: Office) -> None:
    page = "https://service.example.com/s/x"
    await channel(office).send(WANG, Message(1, "要拍照", page=page))
    assert office.fake.heard(WANG) == [f"要拍照\n网页上办：{page}"]
    assert WeComChannel.links


async def test_without_cards_nobody_is_asked(tmp_path: Path) -> None:
    async with FakeWeCom(lambda: 0) as fake, served(tmp_path, fake, OnWeCom(fake), wecom_cards=False) as office:
        await joined(office)
        await channel(office).send(LI, Message(1, "接吗?", MENU))
        assert [one.kind for one in fake.chats[LI]] == ["text"]


async def test_a_link_in_words_is_words(office: Office) -> None:
    await channel(office).send(LI, Message(1, 'x<a href="http://evil">点</a> < 3'))
    assert office.fake.heard(LI) == ['x＜a href="http://evil">点＜/a> < 3']


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
    [Fault(SEND, kind="html"), Fault(SEND, kind="down"), Fault(SEND, -1), Fault(SEND, 45009)],
    ids=["html", "down", "busy", "quota"],
)
async def test_what_wecom_does_not_take_now_goes_later(office: Office, fault: Fault) -> None:
    office.fake.faults.append(replace(fault))
    await add(office, LI)
    await settle(office.app)
    assert LI not in office.fake.chats
    await office.forward(minutes=15)
    assert len(office.fake.chats[LI]) == 1


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
