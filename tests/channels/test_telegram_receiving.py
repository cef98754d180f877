"""What comes in from Telegram: words, files, albums, places, voices, cards; forged, repeated, late and odd updates."""

import json
import random
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.channels.telegram.inbound import happened_at
from bot.channels.telegram.service import PATH, SECRET_HEADER
from bot.drawn import a_photo
from handlers.registry import WORDS, Entry
from tests.channels.conftest import FAULT, LI, WANG, ZHOU, Bot, Make
from tests.fakes.telegram import Fault

SAMPLES = Path(__file__).parent.parent.parent.parent / "shared" / "samples"
HEADER = SECRET_HEADER.decode()
SECRET = "a-secret-of-our-own-1"  # noqa: S105
WEBHOOK = {"telegram_webhook_secret": SECRET, "public_url": "http://paidan"}
OGG = b"OggS" + b"\0" * 100
GROUP = {"id": -1_009_000_000_001, "type": "supergroup", "title": "Service"}


async def posted(bot: Bot, body: bytes, headers: list[tuple[str, str]] | None = None) -> int:
    """What the webhook answers."""
    transport = httpx.ASGITransport(bot.app.web(awake=False))
    async with httpx.AsyncClient(transport=transport, base_url="http://paidan") as http:
        given = [(HEADER, SECRET)] if headers is None else headers
        return (await http.post(PATH, content=body, headers=given)).status_code


def update(**content: Any) -> bytes:
    return json.dumps({"update_id": 1, **content}).encode()


def said(text: str, number: int = 1, **more: Any) -> bytes:
    sender = {"id": WANG, "is_bot": False, "first_name": "W"}
    chat = {"id": WANG, "type": "private"}
    return update(message={"message_id": number, "date": 1, "from": sender, "chat": chat, "text": text, **more})


# The webhook


async def test_the_webhook_takes_a_message_and_answers_after_the_commit(make: Make) -> None:
    bot = await make(**WEBHOOK)
    assert await posted(bot, said(FAULT)) == 200
    assert "job.reported" in await bot.events()


@pytest.mark.parametrize(
    "headers",
    [
        [],
        [(HEADER, "")],
        [(HEADER, "another-secret-here")],
        [(HEADER, SECRET + "x")],
        [(HEADER, SECRET), (HEADER, SECRET)],
        [(HEADER, "é" * 9)],
    ],
)
async def test_a_forged_update_is_refused(headers: list[tuple[str, str]], make: Make) -> None:
    bot = await make(**WEBHOOK)
    encoded = [(name, value.encode("latin-1")) for name, value in headers]
    assert await posted(bot, said(FAULT), encoded) == 401  # type: ignore[arg-type]
    assert await bot.count("inbox") == 0


async def test_a_body_over_one_megabyte_is_not_read(make: Make) -> None:
    bot = await make(**WEBHOOK)
    assert await posted(bot, said("坏" * 400_000)) == 413


async def test_without_a_secret_there_is_no_webhook(bot: Bot) -> None:
    assert await posted(bot, said(FAULT)) == 403


async def test_an_update_three_times_is_one_message(make: Make) -> None:
    bot = await make(**WEBHOOK)
    for _ in range(3):
        assert await posted(bot, said(FAULT)) == 200
    await bot.go_on()
    assert await bot.count("subject") == 1
    assert len(bot.fake.heard(WANG)) == 1


ODD = [
    b"",
    b"null",
    b"[]",
    b"{}",
    b'{"update_id": "x"}',
    b"\xff\xfe",
    b"{" * 2_000,
    update(message={}),
    update(message={"chat": {"id": "x"}}),
    update(message={"message_id": 1, "chat": {"id": WANG}}),
    update(message={"message_id": 2, "chat": {"id": WANG, "type": "private"}, "photo": []}),
    update(message={"message_id": 3, "chat": {"id": WANG, "type": "private"}, "voice": {}}),
    update(callback_query={"id": "1"}),
    update(callback_query={"id": "1", "from": {"id": WANG}, "data": "1:0"}),
    update(my_chat_member={"chat": {"id": WANG, "type": "private"}}),
    update(channel_post={"message_id": 1, "chat": {"id": -1, "type": "channel"}, "text": "x"}),
    said("\ud800"),
]


@pytest.mark.parametrize("body", ODD, ids=lambda body: str(body[:50]))
async def test_an_odd_update_is_answered_with_200_and_does_nothing(body: bytes, make: Make) -> None:
    bot = await make(**WEBHOOK)
    assert await posted(bot, body) == 200
    assert await bot.count("subject") == 0


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the real messages lie beside the project, where they are")
async def test_every_real_sample_is_answered_with_200(make: Make) -> None:
    bot = await make(**WEBHOOK)
    bodies = [file.read_bytes() for file in sorted(SAMPLES.glob("tg_*.json"))]
    assert bodies
    for body in [*bodies, *bodies]:
        assert await posted(bot, body) == 200
    await bot.go_on()
    assert (await bot.count("subject"), await bot.count("kept")) == (0, 0)
    assert len(bot.fake.heard(-1_001_234_567_890)) == 1, "the group whose button was pressed"


SHAPES = {
    "start": {"message": {"text": "/start"}},
    "photo in sizes": {"message": {"photo": [{"file_id": "x", "width": 90}, {"file_id": "y", "width": 1280}]}},
    "picture as a file": {"message": {"document": {"file_id": "x", "mime_type": "image/png"}}},
    "card of another": {"message": {"contact": {"phone_number": "0815550000", "first_name": "W"}}},
    "edited": {"edited_message": {"text": "anders", "edit_date": 1_622_897_563}},
    "callback without a message": {"callback_query": {"id": "4382", "data": "x", "inline_message_id": "12"}},
    "callback in a group": {"callback_query": {"id": "43", "data": "x", "message": {"message_id": 1, "chat": GROUP}}},
    "text in a group": {"message": {"text": "wewew", "chat": GROUP}},
    "voice in a group": {"message": {"voice": {"file_id": "x", "duration": 3}, "chat": GROUP}},
    "place": {"message": {"location": {"latitude": 1.0, "longitude": 2.0}}},
    "from nobody": {"message": {"text": "x", "from": None}},
}


@pytest.mark.parametrize("name", SHAPES)
async def test_real_shapes_are_answered_with_200(name: str, make: Make) -> None:
    bot = await make(**WEBHOOK)
    [(kind, content)] = SHAPES[name].items()
    common = {"message_id": 9, "date": 1_441_645_532, "chat": {"id": WANG, "type": "private"}}
    body = update(**{kind: {**common, "from": {"id": WANG, "first_name": "Имя"}, **content}})
    assert await posted(bot, body) == 200
    assert await bot.count("subject") == 0


async def test_reordered_and_repeated_updates_end_in_the_same_state(make: Make) -> None:
    bot = await make(**WEBHOOK)
    bot.fake.repeat, bot.fake.reorder = True, random.Random(3)
    bot.fake.secret, bot.fake.webhook = SECRET, "http://paidan" + PATH
    waiting = [said("冰箱不制冷", 1), said("13800138000", 2), said("幸福路8号3单元502", 3)]
    bodies = [body for body in waiting for _ in range(2)]
    bot.fake.reorder.shuffle(bodies)
    assert [await posted(bot, body) for body in bodies] == [200] * 6
    assert await bot.count("inbox") == 3


# Time


def test_telegrams_seconds_become_a_time_that_is_never_before_what_was_answered() -> None:
    now = 1_800_000_000_400
    assert happened_at(1_800_000_000, now) == now
    assert happened_at(1_799_999_990, now) == 1_799_999_990_999
    assert happened_at(1_800_000_050, now) == now, "a clock that is ahead of ours"
    assert happened_at(1, now) == now, "a date that cannot be"


async def test_words_count_from_when_telegram_got_them(bot: Bot) -> None:
    bot.fake.say(WANG, FAULT)
    sent = bot.clock.now() // 1000 * 1000
    bot.clock.move_to(bot.clock.now() + 3_600_000)
    await bot.go()
    reported = await bot.event("job.reported")
    assert (reported.at - sent, reported.recorded_at - sent) == (999, 3_600_000)


# Photos, albums, voices


async def test_a_photo_is_fetched_stored_and_then_heard(bot: Bot) -> None:
    await bot.on_site()
    for label in ("缺氟/漏氟", "补漏加氟", "没换配件", "已试机，正常"):
        await bot.tap(LI, label)
    await bot.tap(LI, "拍照")
    assert "把照片发来" in bot.fake.heard(LI)[-1]
    bot.fake.photo(LI, a_photo("sheet"))
    await bot.go()
    shown = await bot.event("photo.received")
    assert shown.data["needs"] == "photo.sheet"
    assert await bot.app.photos.original(shown.data["photos"][0]) == a_photo("sheet")


async def test_a_tapped_camera_button_names_the_proof_of_the_next_photos(bot: Bot) -> None:
    """Two proofs are missing and two photos come: without the tap, one question would ask which is which."""
    await bot.on_site()
    for label in ("缺氟/漏氟", "补漏加氟", "没换配件", "已试机，正常"):
        await bot.tap(LI, label)
    await bot.tap(LI, "拍照")
    assert bot.fake.notices[-1] == "✓ 拍照"
    bot.fake.album(LI, [a_photo("one"), a_photo("two")])
    await bot.go()
    shown = await bot.event("photo.received")
    assert (shown.data["needs"], len(shown.data["photos"])) == ("photo.sheet", 2)


async def test_an_album_is_one_message_whoever_of_it_holds_the_words(bot: Bot) -> None:
    bot.fake.album(WANG, [a_photo(name) for name in "abc"], caption=FAULT)
    await bot.go()
    state = await bot.run(lambda unit: unit.hold(unit.numbered("10019")).course.state)
    assert (len(state.photos), state.ready) == (3, True)
    assert len(bot.fake.heard(WANG)) == 1


async def test_an_album_whose_parts_come_one_by_one_waits_for_the_last(bot: Bot) -> None:
    """Each part that comes puts the end off; nothing enters before a quiet moment."""
    group = {"media_group_id": "g1"}
    for name in "abc":
        bot.fake.photo(WANG, a_photo(name), **group)
        await bot.go(later_ms=0)
        bot.clock.move_to(bot.clock.now() + 1_000)
    assert bot.fake.heard(WANG) == []
    bot.clock.move_to(bot.clock.now() + 1_000)
    await bot.go(later_ms=0)
    assert len(bot.fake.heard(WANG)) == 1
    assert "3 张" in bot.fake.heard(WANG)[0]


async def test_a_picture_sent_as_a_file_is_a_photo_and_any_other_file_is_answered(bot: Bot) -> None:
    bot.fake.document(WANG, a_photo("a"), "image/jpeg")
    bot.fake.document(WANG, b"%PDF", "application/pdf")
    bot.fake.document(WANG, b"no picture", "image/png")
    await bot.go()
    heard = bot.fake.heard(WANG)
    assert ["存着" in heard[0], "收不了" in heard[1], "不是照片" in heard[2]] == [True] * 3


async def test_a_file_over_20_mb_is_answered_and_stops_nobody(bot: Bot) -> None:
    bot.fake.message(WANG, photo=[{"file_id": "x", "width": 10, "file_size": 20_000_001}])
    unsaid = bot.fake.file(b"\0" * 20_000_001)
    bot.fake.message(WANG, photo=[{"file_id": unsaid, "width": 10}])
    bot.fake.say(WANG, FAULT)
    await bot.go()
    assert ["20 MB" in text for text in bot.fake.heard(WANG)] == [True, True, False]


async def test_a_file_that_is_gone_is_answered(bot: Bot) -> None:
    bot.fake.message(WANG, voice={"file_id": "gone", "duration": 1})
    await bot.go()
    assert "再发一次" in bot.fake.heard(WANG)[0]


async def test_what_follows_a_photo_waits_for_it_and_other_chats_do_not(bot: Bot) -> None:
    bot.fake.faults.append(Fault("download", "refuse", times=2))
    bot.fake.photo(WANG, a_photo("early"))
    bot.fake.say(WANG, FAULT)
    bot.fake.say(LI, "你好")
    await bot.go(later_ms=0)
    assert (bot.fake.heard(WANG), len(bot.fake.heard(LI))) == ([], 1)
    assert await bot.count("kept") == 2
    bot.clock.move_to(bot.clock.now() + 60_000)
    await bot.go(later_ms=0)
    bot.clock.move_to(bot.clock.now() + 60_000)
    await bot.go(later_ms=0)
    assert await bot.count("kept") == 0
    state = await bot.run(lambda unit: unit.hold(unit.numbered("10019")).course.state)
    assert len(state.photos) == 1, "the photo came first, and the report took it along"


async def test_a_file_that_never_comes_is_given_up_with_an_answer(bot: Bot) -> None:
    bot.fake.faults.append(Fault("getFile", "refuse", times=99))
    bot.fake.photo(WANG, a_photo("a"))
    bot.fake.say(WANG, FAULT)
    for _ in range(9):
        await bot.go(later_ms=0)
        bot.clock.move_to(bot.clock.now() + 130_000)
    assert "再发一次" in bot.fake.heard(WANG)[0]
    assert "job.reported" in await bot.events()


async def test_a_voice_answers_where_words_are_asked_and_the_desk_can_play_it(bot: Bot) -> None:
    await bot.on_site()
    bot.fake.voice(LI, OGG)
    await bot.go()
    noted = await bot.event("work.noted")
    assert noted.data["needs"] == "note.cause"
    for label in ("补漏加氟", "没换配件", "办不到…"):
        await bot.tap(LI, label)
    bot.fake.voice(LI, OGG + b"\1")
    await bot.go()
    asked = next(shown for shown in bot.fake.chats[str(ZHOU)] if shown.kind == "voice")
    assert asked.data == [OGG + b"\1"]
    assert "语音" in bot.fake.heard(ZHOU)[-1]
    assert [label for label, _ in bot.fake.chats[str(ZHOU)][-1].buttons] == ["准", "不准"]


async def test_a_customers_voice_goes_to_who_has_the_job(bot: Bot) -> None:
    await bot.accepted()
    bot.fake.voice(WANG, OGG)
    await bot.go()
    assert [shown.kind for shown in bot.fake.chats[str(LI)]][-2:] == ["voice", "text"]
    assert "转告李师傅" in bot.fake.heard(WANG)[-1]
    assert (await bot.event("message.relayed")).data["voice"]


async def test_a_voice_before_there_is_a_job_is_heard_by_the_desk(bot: Bot) -> None:
    await bot.staff_joins()
    bot.fake.voice(WANG, OGG)
    await bot.go()
    assert bot.fake.chats[str(ZHOU)][0].kind == "voice"
    assert "转告主管" in bot.fake.heard(WANG)[0]


async def test_a_voice_is_playable_in_the_web_chat_by_who_reads_it_and_by_nobody_else(bot: Bot) -> None:
    transport = httpx.ASGITransport(bot.app.web(awake=False))
    async with httpx.AsyncClient(transport=transport, base_url="http://paidan") as http:
        for seat in ("zhou", "li"):
            await http.get(f"/chat/{seat}/", headers={"accept-language": "zh"})
        bot.fake.voice(WANG, OGG)
        await bot.go()
        line = (await http.get("/chat/zhou/lines")).json()["lines"][-1]
        played = await http.get(f"/chat/zhou/{line['voice']['url']}")
        assert (played.content, played.headers["content-type"]) == (OGG, "audio/ogg")
        assert (await http.get(f"/chat/li/{line['voice']['url']}")).status_code == 404


# Places, cards, changes, groups, names


async def test_a_place_sent_on_the_way_is_the_arrival_with_its_distance(bot: Bot) -> None:
    await bot.staff_joins()
    bot.fake.message(WANG, location={"latitude": 24.8741, "longitude": 118.6757})
    await bot.go()
    assert "存着" in bot.fake.heard(WANG)[0]
    await bot.on_site(arrive=False)
    bot.fake.message(LI, location={"latitude": 24.8750, "longitude": 118.6757})
    await bot.go()
    arrived = await bot.event("technician.arrived")
    assert arrived.data["metres"] == 100
    assert "约 100 米" in bot.fake.heard(LI)[-1]
    rows = await bot.run(lambda unit: [str(tuple(row)) for row in unit.tx.all("select * from event")])
    assert not any("118.67" in row for row in rows), "a place is personal: events hold references"


async def test_a_place_of_an_unknown_address_is_an_arrival_too_and_at_another_time_nothing(bot: Bot) -> None:
    await bot.accepted()
    bot.fake.message(LI, location={"latitude": 1.0, "longitude": 2.0})
    await bot.go()
    assert "technician.arrived" not in await bot.events()
    assert bot.fake.chats[str(LI)][-1].buttons, "and what can be said now"
    for text in ("约好 今天 10:00", "出发"):
        bot.fake.say(LI, text)
        await bot.go()
    await bot.tap(LI, "都带齐了，出发")
    bot.fake.message(LI, location={"latitude": 1.0, "longitude": 2.0})
    await bot.go()
    assert "metres" not in (await bot.event("technician.arrived")).data


async def test_a_supervisor_who_goes_out_is_the_technician_of_what_they_have_in_hand(bot: Bot) -> None:
    await bot.on_site(arrive=False)
    await bot.run(lambda unit: unit.people.join(bot.app.people["李师傅"], "main", "supervisor"))
    bot.fake.message(LI, location={"latitude": 1.0, "longitude": 2.0})
    await bot.go()
    assert "technician.arrived" in await bot.events()
    bot.fake.message(ZHOU, location={"latitude": 1.0, "longitude": 2.0})
    await bot.go()
    assert "用不上" in bot.fake.heard(ZHOU)[-1]


async def test_a_place_that_moves_on_says_nothing(bot: Bot) -> None:
    await bot.on_site(arrive=False)
    live = bot.fake.message(LI, location={"latitude": 1.0, "longitude": 2.0, "live_period": 900})
    await bot.go()
    before = len(bot.fake.heard(LI))
    for step in range(3):
        moved = {**live, "edit_date": 1_800_000_000 + step, "location": {"latitude": 1.1, "longitude": 2.0}}
        bot.fake.add({"edited_message": moved})
    await bot.go()
    assert len(bot.fake.heard(LI)) == before


async def test_ones_own_card_is_a_number_and_anothers_is_not(bot: Bot) -> None:
    bot.fake.say(WANG, "冰箱不制冷")
    await bot.go()
    bot.fake.message(WANG, contact={"phone_number": "8613800138000", "user_id": LI})
    bot.fake.message(WANG, contact={"phone_number": "8613800138000"})
    await bot.go()
    assert ["别人的名片" in text for text in bot.fake.heard(WANG)] == [False, True, True]
    bot.fake.message(WANG, contact={"phone_number": "8613800138000", "user_id": WANG})
    await bot.go()
    state = await bot.run(lambda unit: unit.hold(unit.numbered("10019")).course.state)
    assert "phone" in state.details


async def test_a_changed_message_never_acts_and_is_answered(bot: Bot) -> None:
    message = bot.fake.say(WANG, FAULT)
    await bot.go()
    events = await bot.events()
    bot.fake.add(
        {"edited_message": {**message, "text": "洗衣机漏水,幸福路9号,13800138001", "edit_date": 1_800_000_000}}
    )
    await bot.go()
    assert await bot.count("subject") == 1
    assert await bot.events() == events
    assert "改过的消息不算数" in bot.fake.heard(WANG)[-1]


async def test_a_group_is_told_once_a_day_to_talk_in_private_and_nothing_else(bot: Bot) -> None:
    me = {"id": 1, "is_bot": True, "first_name": "B"}
    added = {"old_chat_member": {"user": me, "status": "left"}, "new_chat_member": {"user": me, "status": "member"}}
    bot.fake.add({"my_chat_member": {"chat": GROUP, "date": 1, **added}})
    bot.fake.say(WANG, "进度", chat=GROUP)
    bot.fake.say(WANG, "/status", chat=GROUP)
    bot.fake.photo(WANG, a_photo("x"), chat=GROUP)
    await bot.go()
    assert bot.fake.heard(GROUP["id"]) == ["请私下找我说话：Telegram。群里说的我不看，也不会回。"]  # type: ignore[arg-type]
    assert (await bot.count("person"), await bot.count("subject")) == (5, 0)


async def test_a_group_that_moves_is_followed(bot: Bot) -> None:
    moved = Fault(
        "sendMessage", "refuse", status=400, words="Bad Request: group chat was upgraded to a supergroup chat"
    )
    moved.parameters = {"migrate_to_chat_id": -1_002}
    bot.fake.faults.append(moved)
    bot.fake.say(WANG, "/start", chat=GROUP)
    await bot.go()
    assert len(bot.fake.heard(-1_002)) == 1


async def test_a_name_full_of_tricks_is_plain(bot: Bot) -> None:
    trick = {"id": WANG, "is_bot": False, "first_name": "\u202e<b>王\u200b女士</b>\u2066", "last_name": "\x00\n{$x}"}
    bot.fake.add({"message": {**bot.fake.say(WANG, "你好"), "from": trick}})
    bot.fake.updates.pop(0)
    await bot.go()
    row = await bot.run(
        lambda unit: unit.tx.one(
            "select p.name from person p join address a on a.person = p.id where a.address = :a", a=str(WANG)
        )
    )
    assert row["name"] == "<b>王女士</b> {$x}"


@pytest.mark.parametrize(("code", "greeted"), [("zh-hans", "您好"), ("en-GB", "Hello"), ("ru", "您好"), (None, "您好")])
async def test_somebody_new_is_spoken_to_in_their_language(code: str | None, greeted: str, bot: Bot) -> None:
    sender = {"id": WANG, "is_bot": False, "first_name": "A", "language_code": code}
    bot.fake.message(WANG, text="???!!", **{"from": sender})
    await bot.go()
    assert greeted in bot.fake.heard(WANG)[0]


def boom(_: Any) -> None:
    raise RuntimeError("a bug")


async def test_a_message_that_meets_a_bug_is_apologised_for_and_the_next_ones_are_heard(
    bot: Bot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(WORDS, "炸", Entry("boom", ("customer",), False, boom))
    bot.fake.say(WANG, "炸")
    bot.fake.photo(WANG, a_photo("a"))
    bot.fake.say(WANG, "炸")
    bot.fake.say(WANG, FAULT)
    for _ in range(4):
        await bot.go(later_ms=0)
        bot.clock.move_to(bot.clock.now() + 60_000)
    heard = bot.fake.heard(WANG)
    assert ["出了点问题" in text for text in heard] == [True, False, True, False]
    assert "job.reported" in await bot.events()


async def test_a_message_that_cannot_even_be_apologised_for_stops_its_chat_only_for_a_while(
    bot: Bot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(WORDS, "炸", Entry("boom", ("customer",), False, boom))
    monkeypatch.setattr("bot.channels.keeping.apologise", lambda _said, _unit: boom(None))
    bot.fake.say(WANG, "炸")
    bot.fake.say(WANG, FAULT)
    bot.fake.say(LI, "你好")
    await bot.go(later_ms=0)
    assert (bot.fake.heard(WANG), len(bot.fake.heard(LI))) == ([], 1)
    for _ in range(15):
        await bot.go(later_ms=0)
        bot.clock.move_to(bot.clock.now() + 130_000)
    assert "job.reported" in await bot.events()
    assert await bot.count("kept") == 0
