"""Choices on WeCom: cards that act once and for their reader alone, numbers for those who see no cards."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.channels.choices import chosen
from bot.channels.wecom.cards import CARD, reads
from bot.channels.wecom.channel import WeComChannel
from domain.errors import ChannelError
from handlers.said import Message, Tap
from storage.unit import Unit
from tests.channels.accounts import served
from tests.channels.contract import MENU
from tests.channels.wecom_office import FAULT, LI, SEND, WANG, ZHOU, Office, card, channel, go, joined, reported, stage
from tests.fakes.tencent import Fault
from tests.fakes.wecom import FakeWeCom
from tests.fakes.wecom_phones import OnWeCom


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
    assert (offer.changed, await stage(office)) == ("", "offered"), "a card acts for whom it was sent to"
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


async def test_who_taps_a_moment_later_than_a_colleague_is_not_told_that_it_was_done(office: Office) -> None:
    """Two supervisors, each with another technician, at once: one card says what was done, one that it is over."""

    def another(unit: Unit) -> None:
        person = office.app.people["张师傅"]
        unit.people.join(person, "main", "supervisor")
        unit.people.add_address(person, "wecom", "Zhang", "zh")
        reads(unit, "Zhang", CARD)

    await office.app.store.run(another)
    await office.fake.say(WANG, FAULT)
    await go(office)
    first, second = office.fake.chats[ZHOU][-1], office.fake.chats["Zhang"][-1]
    assert [label for label, _key in second.buttons][:2] == ["派李师傅", "派张师傅"]
    await office.fake.tap(ZHOU, first, "0")
    await office.fake.tap("Zhang", second, "1")
    await go(office)
    assert first.changed == "✓ 派李师傅"
    assert second.changed == "已过期"


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


async def test_a_number_answers_what_was_seen_not_what_wecom_refused(office: Office) -> None:
    async def means(number: str) -> str:
        return await office.app.store.run(lambda unit: chosen(unit, "wecom", LI, number, unit.now))

    seven = tuple(Tap(f"第 {n} 项", f"x:{n}", "tap", "") for n in range(7))
    await channel(office).send(LI, Message(1, "选一个", seven))
    other = tuple(Tap(f"另 {n} 项", f"y:{n}", "tap", "") for n in range(7))
    office.fake.faults.append(Fault(SEND, 40058))
    with pytest.raises(ChannelError):
        await channel(office).send(LI, Message(2, "再选一个", other))
    assert await means("2") == "x:1"
    await channel(office).send(LI, Message(3, "再选一个", other))
    assert await means("2") == "y:1"


async def test_a_number_means_nothing_once_a_card_is_newer(office: Office) -> None:
    await channel(office).send(
        LI, Message(1, "选一个", tuple(Tap(f"第 {n} 项", f"x:{n}", "tap", "") for n in range(7)))
    )
    assert "7 第 6 项" in office.fake.chats[LI][-1].text, "seven do not fit on a card"
    assert await office.app.store.run(lambda unit: chosen(unit, "wecom", LI, "7", unit.now)) == "x:6"
    await channel(office).send(LI, Message(2, "接吗?", MENU))
    assert await office.app.store.run(lambda unit: chosen(unit, "wecom", LI, "7", unit.now)) == ""


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
