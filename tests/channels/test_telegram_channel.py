"""Telegram keeps the contract; what it sends, what it shows after a tap, and what it makes of refusals."""

import json
from datetime import timedelta

import pytest
from telegram.error import NetworkError, RetryAfter, TelegramError, TimedOut

from bot.channels.telegram.refusals import Standing, refusal
from bot.drawn import a_photo
from domain.errors import ChannelError
from handlers.said import File, Message, Tap
from storage.photos import name_photos
from storage.unit import Unit
from tests.channels.conftest import LI, WANG, ZHOU, Bot, channel
from tests.channels.contract import MENU, ChangingContract
from tests.fakes.telegram import Fault

OGG = b"OggS" + b"\0" * 100


class TestTelegramChannel(ChangingContract):
    @pytest.fixture(autouse=True)
    async def _connected(self, bot: Bot) -> None:
        assert bot.app.platforms.telegram
        self.bot, self.channel, self.address = bot, bot.app.platforms.telegram.channel, str(WANG)

    async def shown(self, address: str) -> list[tuple[str, list[str]]]:
        """As Telegram has it."""
        return [(shown.text, [label for label, _ in shown.buttons]) for shown in self.bot.fake.chats[address]]


# What is sent


async def test_a_long_text_is_split_and_its_buttons_stand_under_the_end(bot: Bot) -> None:
    await channel(bot).send(str(WANG), Message(1, "坏" * 5_000, MENU))
    shown = bot.fake.chats[str(WANG)]
    assert [(len(one.text), len(one.buttons)) for one in shown] == [(4096, 0), (904, 2)]


async def test_a_long_action_fits_into_callback_data(bot: Bot) -> None:
    long = Tap("同时问", "dispatch:10019:4:" + ":".join(str(10**17 + n) for n in range(3)), "tap", "plain")
    assert len(long.action) > 64
    await channel(bot).send(str(WANG), Message(1, "派给谁?", (long,)))
    assert [label for label, _ in bot.fake.chats[str(WANG)][0].buttons] == ["同时问"]


async def test_photos_and_a_voice_come_before_the_words(bot: Bot) -> None:
    photos = [await bot.app.photos.keep(a_photo(name)) for name in "abc"]
    voice = await bot.app.photos.keep_voice(OGG)
    await bot.run(lambda unit: name_photos(unit, photos))
    hashes = tuple(photo.sha256 for photo in photos)
    await channel(bot).send(str(WANG), Message(1, "三张", MENU, hashes, voice=voice.sha256))
    shown = bot.fake.chats[str(WANG)]
    assert [one.kind for one in shown] == ["photo", "photo", "photo", "voice", "text"]
    assert shown[3].data == [OGG]
    assert [one.silent for one in shown] == [True, True, True, True, False]


async def test_a_photo_that_telegram_refuses_goes_as_a_file_and_a_missing_one_stops_nothing(bot: Bot) -> None:
    photo = await bot.app.photos.keep(a_photo("a"))
    bot.fake.faults.append(Fault("sendPhoto", "refuse", status=400, words="Bad Request: PHOTO_INVALID_DIMENSIONS"))
    await channel(bot).send(str(WANG), Message(1, "一张", (), (photo.sha256, "0" * 64)))
    assert [one.kind for one in bot.fake.chats[str(WANG)]] == ["document", "text"]


async def test_a_file_goes_as_a_document_under_its_name(bot: Bot) -> None:
    """The service sheet. D1."""
    await channel(bot).send(str(WANG), Message(1, "服务单在这里", files=(File("售后服务单-10019.pdf", b"%PDF-1.7"),)))
    assert [one.kind for one in bot.fake.chats[str(WANG)]] == ["document", "text"]


async def test_a_silent_message_makes_no_sound(bot: Bot) -> None:
    await channel(bot).send(str(WANG), Message(1, "夜里", silent=True))
    assert bot.fake.chats[str(WANG)][0].silent


async def test_the_question_for_a_number_offers_to_send_ones_own(bot: Bot) -> None:
    bot.fake.say(WANG, "冰箱不制冷")
    await bot.go()
    assert bot.fake.chats[str(WANG)][-1].reply_keyboard == ["📱 发送我的号码"]


# After a tap


async def test_the_menu_shows_what_was_chosen_and_the_button_stops_turning(bot: Bot) -> None:
    await bot.accepted()
    offer = next(shown for shown in bot.fake.chats[str(LI)] if "新派单" in shown.text)
    assert offer.text.endswith("✓ 接单")
    assert offer.buttons == []
    assert bot.fake.notices == ["✓ 派李师傅", "✓ 接单"]


async def test_no_link_of_ours_is_opened_for_a_preview_after_a_tap_either(bot: Bot) -> None:
    await bot.staff_joins()
    bot.fake.say(ZHOU, "邀请 师傅 赵师傅")
    await bot.go()
    await bot.tap(ZHOU, "作废")
    said = [asked for method, asked in bot.fake.calls if method in ("sendMessage", "editMessageText")]
    assert any("✓ 作废" in asked["text"] for asked in said)
    assert [json.loads(asked.get("link_preview_options", "{}")) for asked in said] == [{"is_disabled": True}] * len(
        said
    )


async def test_a_double_tap_and_a_tap_on_an_old_menu_are_answered(bot: Bot) -> None:
    await bot.accepted()
    offer = next(shown for shown in bot.fake.chats[str(LI)] if "新派单" in shown.text)
    row = await bot.run(lambda unit: unit.tx.one("select outbox from telegram_sent where message = :n", n=offer.number))
    for _ in range(2):
        bot.fake.tap(LI, f"{row['outbox']}:0", offer.number, offer.text)
        await bot.go()
    assert bot.fake.notices[-2:] == ["已过期", "已过期"]
    assert (await bot.events()).count("job.accepted") == 1
    assert "已经接了" in bot.fake.heard(LI)[-1] or "过时" in bot.fake.heard(LI)[-1]


@pytest.mark.parametrize("data", ["", "1:0:0", "nonsense", "999999:0", "1:99", "accept:10019:4", "٣:0", "-1:0"])
async def test_made_up_callback_data_is_answered(data: str, bot: Bot) -> None:
    await bot.accepted()
    before = len(bot.fake.heard(WANG))
    bot.fake.tap(WANG, data)
    await bot.go()
    assert bot.fake.notices[-1] == "已过期"
    assert len(bot.fake.heard(WANG)) == before + 1
    assert "过时" in bot.fake.heard(WANG)[-1]


async def test_the_button_of_another_persons_chat_does_nothing(bot: Bot) -> None:
    await bot.staff_joins()
    bot.fake.say(WANG, "空调不制冷,幸福路8号3单元502,13800138000")
    await bot.go()
    stolen = bot.fake.chats[str(ZHOU)][-1].buttons[0][1]
    bot.fake.tap(LI, stolen)
    await bot.go()
    assert "job.offered" not in await bot.events()
    assert "过时" in bot.fake.heard(LI)[-1]
    assert "幸福路" not in "".join(bot.fake.heard(LI))


async def test_an_outdated_menu_loses_its_buttons_on_telegram(bot: Bot) -> None:
    await bot.staff_joins()
    bot.fake.say(WANG, "空调不制冷,幸福路8号3单元502,13800138000")
    await bot.go()
    ready = bot.fake.chats[str(ZHOU)][-1]
    assert ready.buttons
    bot.fake.say(ZHOU, "派单 10019 李师傅")
    await bot.go()
    assert ready.buttons == []
    assert "✓" not in ready.text


async def test_a_question_that_is_asked_again_shows_its_buttons_once(bot: Bot) -> None:
    await bot.staff_joins()
    bot.fake.say(WANG, "空调不制冷,幸福路8号3单元502,13800138000")
    await bot.go()
    await bot.tap(ZHOU, "派李师傅")
    bot.clock.move_to(bot.clock.now() + 6 * 60_000)
    await bot.go()
    offer, reminder = bot.fake.chats[str(LI)]
    assert (len(offer.buttons), len(reminder.buttons)) == (0, 3)


async def test_an_offer_runs_from_when_telegram_took_it(bot: Bot) -> None:
    await bot.staff_joins()
    bot.fake.say(WANG, "空调不制冷,幸福路8号3单元502,13800138000")
    await bot.go()
    bot.fake.faults.append(Fault("sendMessage", "refuse", status=500, chat=str(LI)))
    await bot.tap(ZHOU, "派李师傅")
    assert "offer.delivered" not in await bot.events()
    bot.clock.move_to(bot.clock.now() + 60_000)
    await bot.go()
    assert (await bot.event("offer.delivered")).at == bot.clock.now()


# Refusals


async def refused(bot: Bot, fault: Fault) -> ChannelError:
    bot.fake.faults.append(fault)
    with pytest.raises(ChannelError) as caught:
        await channel(bot).send(str(WANG), Message(1, "一"))
    return caught.value


@pytest.mark.parametrize(
    ("fault", "text", "permanent", "retry_after"),
    [
        (Fault("sendMessage", "refuse", status=429, parameters={"retry_after": 7}), "busy", False, 7),
        (Fault("sendMessage", "refuse", status=400, words="Bad Request: odd"), "not-taken", True, None),
        (Fault("sendMessage", "refuse", status=400, words="Bad Request: chat not found"), "not-there", True, None),
        (Fault("sendMessage", "refuse", status=403, words="Forbidden: bot was blocked"), "blocked", True, None),
        (Fault("sendMessage", "refuse", status=500), "platform-down", False, None),
        (Fault("sendMessage", "refuse", status=409, words="Conflict"), "platform-down", False, None),
        (Fault("sendMessage", "cut"), "platform-down", False, None),
        (Fault("sendMessage", "refuse", status=401, words="Unauthorized"), "channel-stopped", False, 60),
    ],
    ids=lambda value: f"{value.kind}-{value.status}" if isinstance(value, Fault) else "",
)
async def test_what_a_refusal_means(
    fault: Fault, text: str, permanent: bool, retry_after: float | None, bot: Bot
) -> None:
    error = await refused(bot, fault)
    assert (error.text, error.permanent, error.retry_after) == (text, permanent, retry_after)
    assert "AAFake" not in repr(error)


@pytest.mark.parametrize(
    ("error", "text"),
    [(TimedOut(), "outcome-unknown"), (RetryAfter(timedelta(seconds=3)), "busy"), (NetworkError("x"), "platform-down")],
)
def test_what_the_librarys_own_errors_mean(error: TelegramError, text: str) -> None:
    found = refusal(error, Standing())
    assert (found.text, found.permanent) == (text, False)


async def test_a_429_makes_one_chat_wait_and_no_other(bot: Bot) -> None:
    bot.fake.say(WANG, "你好")
    bot.fake.say(LI, "你好")
    again = Fault("sendMessage", "refuse", status=429, parameters={"retry_after": 30}, chat=str(WANG))
    bot.fake.faults.append(again)
    await bot.go()
    assert (bot.fake.heard(WANG), len(bot.fake.heard(LI))) == ([], 1)
    bot.clock.move_to(bot.clock.now() + 29_000)
    await bot.go()
    assert bot.fake.heard(WANG) == []
    bot.clock.move_to(bot.clock.now() + 10_000)  # a little apart from the others that were refused
    await bot.go()
    assert len(bot.fake.heard(WANG)) == 1


async def test_a_line_that_is_cut_after_acting_brings_the_words_twice_at_most_and_the_tap_counts_once(bot: Bot) -> None:
    await bot.staff_joins()
    bot.fake.say(WANG, "空调不制冷,幸福路8号3单元502,13800138000")
    await bot.go()
    bot.fake.faults.append(Fault("sendMessage", "cut", chat=str(LI)))
    await bot.tap(ZHOU, "派李师傅")
    bot.clock.move_to(bot.clock.now() + 3_000)
    await bot.go()
    offers = [shown for shown in bot.fake.chats[str(LI)] if "新派单" in shown.text]
    assert len(offers) == 2
    for offer in offers:
        bot.fake.tap(LI, "".join(data for label, data in offer.buttons if label == "接单") or "?", offer.number)
    await bot.go()
    assert (await bot.events()).count("job.accepted") == 1


async def test_small_things_that_telegram_refuses_are_no_errors(bot: Bot) -> None:
    for words in ("message is not modified", "message to edit not found"):
        await channel(bot).send(str(WANG), Message(len(words), "接吗?", MENU))
        bot.fake.faults.append(Fault("editMessageReplyMarkup", "refuse", status=400, words=f"Bad Request: {words}"))
        await channel(bot).close_menu(str(WANG), len(words), None)


async def test_a_tap_that_comes_after_a_colleagues_is_not_shown_as_done(bot: Bot) -> None:
    """Two supervisors, each with another technician, at once."""
    await bot.staff_joins()
    other = 5_000_009

    def another(unit: Unit) -> None:
        person = bot.app.people["张师傅"]
        unit.people.join(person, "main", "supervisor")
        unit.people.add_address(person, "telegram", str(other), "zh")

    await bot.run(another)
    bot.fake.say(WANG, "空调不制冷,幸福路8号3单元502,13800138000")
    await bot.go()
    for who, label in ((ZHOU, "派李师傅"), (other, "派张师傅")):
        asked = bot.fake.chats[str(who)][-1]
        bot.fake.tap(who, next(data for shown, data in asked.buttons if shown == label), asked.number, asked.text)
    await bot.go()
    assert "✓ 派李师傅" in "".join(shown.text for shown in bot.fake.chats[str(ZHOU)])
    assert "✓" not in "".join(shown.text for shown in bot.fake.chats[str(other)])


async def test_a_technician_who_shut_us_out_is_phoned_where_a_visit_is_called_off(bot: Bot) -> None:
    """The desk hears it on the same channel: it is not out of work."""
    await bot.staff_joins()
    bot.fake.say(WANG, "空调不制冷,幸福路8号3单元502,13800138000")
    await bot.go()
    await bot.tap(ZHOU, "派李师傅")
    await bot.tap(LI, "接单")
    bot.fake.say(LI, "约好 今天15:00")
    await bot.go()
    bot.fake.blocked.add(str(LI))
    for _ in range(2):  # the first lets go of what was asked before
        bot.fake.say(WANG, "取消")
        await bot.go()
    await bot.tap(WANG, "自己好了")
    assert any("李师傅 那里发不到（单 10019），请打电话。" in text for text in bot.fake.heard(ZHOU))
