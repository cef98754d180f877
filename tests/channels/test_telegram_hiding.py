"""Number and address leave the technician's chat when the job is no longer theirs, as Telegram has it. U9, X5."""

import pytest

from bot.drawn import a_photo
from tests.channels.conftest import LI, WANG, ZHOU, Bot
from tests.fakes.telegram import Fault

NUMBER, ADDRESS, OTHER_NUMBER = "13800138000", "幸福路8号", "13900139000"
FIVE_MINUTES = 300_000


def told(bot: Bot, *words: str) -> list[str]:
    """What the technician can read about this job with one of these words in it; examples in our own texts aside."""
    return [text for text in bot.fake.heard(LI) if "例如：空调" not in text and any(word in text for word in words)]


async def say(bot: Bot, person: int, *texts: str) -> None:
    for text in texts:
        bot.fake.say(person, text)
        await bot.go()


async def cancelled(bot: Bot) -> None:
    await say(bot, WANG, "取消", "取消")  # the open question first, then the job
    await bot.tap(WANG, "自己好了")


async def taken_back(bot: Bot) -> None:
    await say(bot, ZHOU, "收回 10019 换人")


async def left(bot: Bot) -> None:
    await say(bot, ZHOU, "离职 李师傅")
    await bot.tap(ZHOU, "离职，单回待派")


@pytest.mark.parametrize("ended", [cancelled, taken_back, left])
async def test_when_the_job_is_no_longer_theirs_nothing_in_the_chat_says_where_or_whom(bot: Bot, ended: object) -> None:
    await bot.accepted()
    await say(bot, WANG, f"也可以打{OTHER_NUMBER}找我爱人")
    await say(bot, LI, "约好 今天 10:00")
    assert all(told(bot, one) for one in (NUMBER, OTHER_NUMBER)), "while it is theirs they read it"
    before = len(bot.fake.heard(LI))
    await ended(bot)  # type: ignore[operator]
    assert told(bot, NUMBER, ADDRESS, OTHER_NUMBER) == []
    accepted = next(text for text in bot.fake.heard(LI)[:before] if text.startswith("接了"))
    assert "空调" in accepted, "the rest of it stays"
    assert "电话：—" in accepted


async def test_who_leaves_with_a_job_that_only_waits_for_its_callback_keeps_no_number_of_it(bot: Bot) -> None:
    await bot.accepted()

    def finished(unit: object) -> None:
        """Nobody else need go there: the job keeps the technician's name."""
        unit.tx.run("update subject set state = json_set(state, '$.stage', 'finished')")  # type: ignore[attr-defined]

    await bot.run(finished)
    await say(bot, ZHOU, "离职 李师傅")
    await bot.tap(ZHOU, "确认离职")
    assert told(bot, NUMBER, ADDRESS) == []


async def test_only_what_shows_a_number_is_edited_and_only_then(bot: Bot) -> None:
    await bot.accepted()
    await say(bot, LI, "约好 今天 10:00")
    numbers = {shown.number for shown in bot.fake.chats[str(LI)] if NUMBER in shown.text or ADDRESS in shown.text}
    assert not edited(bot), "the job is theirs"
    await cancelled(bot)
    assert edited(bot) == numbers
    await bot.go()
    assert len([1 for method, params in bot.fake.calls if is_edit(method, params)]) == len(numbers), "once"


def edited(bot: Bot) -> set[int]:
    """The technician's messages whose words were changed without what a tap chose."""
    return {int(params["message_id"]) for method, params in bot.fake.calls if is_edit(method, params)}


def is_edit(method: str, params: dict[str, object]) -> bool:
    ours = method == "editMessageText" and str(params["chat_id"]) == str(LI)
    return ours and "✓" not in str(params["text"])


async def test_an_edit_that_telegram_does_not_take_now_is_tried_again(bot: Bot) -> None:
    await bot.accepted()
    busy = Fault("editMessageText", "refuse", times=2, status=429, words="Too Many Requests", chat=str(LI))
    busy.parameters["retry_after"] = 40
    bot.fake.faults += [busy, Fault("editMessageText", "refuse", times=1, status=502, chat=str(LI))]
    await cancelled(bot)
    assert told(bot, NUMBER)
    for _ in range(4):
        bot.clock.move_to(bot.clock.now() + FIVE_MINUTES)
        await bot.go()
    assert told(bot, NUMBER, ADDRESS) == []


async def test_a_chat_that_blocked_us_is_not_asked_for_ever(bot: Bot) -> None:
    await bot.accepted()
    bot.fake.faults.append(Fault("editMessageText", "refuse", times=99, status=403, words="Forbidden", chat=str(LI)))
    await cancelled(bot)
    tries = len(edited(bot))
    bot.clock.move_to(bot.clock.now() + FIVE_MINUTES)
    await bot.go()
    assert len(edited(bot)) == tries


async def test_what_still_waited_to_be_sent_is_sent_without_the_number(bot: Bot) -> None:
    await bot.staff_joins()
    await say(bot, WANG, f"空调不制冷,{ADDRESS}3单元502,{NUMBER}")
    await bot.tap(ZHOU, "派李师傅")
    bot.fake.faults.append(Fault("sendMessage", "refuse", times=1, status=429, chat=str(LI)))
    await bot.tap(LI, "接单")
    await cancelled(bot)
    bot.clock.move_to(bot.clock.now() + FIVE_MINUTES)
    await bot.go()
    assert [text for text in bot.fake.heard(LI) if text.startswith("接了")]
    assert told(bot, NUMBER, ADDRESS) == []


# What the technician passes on


async def test_a_technicians_own_number_is_not_passed_on_and_they_hear_so(bot: Bot) -> None:
    await bot.accepted()
    await say(bot, LI, f"转告 明天10:00-12:00到，有事打我手机{OTHER_NUMBER}")
    heard = bot.fake.heard(WANG)[-1]
    assert "明天10:00-12:00到" in heard
    assert OTHER_NUMBER not in heard
    assert "号码没转" in bot.fake.heard(LI)[-1]
    await say(bot, LI, "转告 马上到")
    assert "号码" not in bot.fake.heard(LI)[-1]


async def test_nor_is_a_number_under_a_photo(bot: Bot) -> None:
    await bot.accepted()
    await say(bot, LI, "转告")
    bot.fake.photo(LI, a_photo("p"), caption=f"我的电话 {OTHER_NUMBER}")
    await bot.go()
    assert [shown.kind for shown in bot.fake.chats[str(WANG)]][-2:] == ["photo", "text"]
    assert not [text for text in bot.fake.heard(WANG) if OTHER_NUMBER in text]
    assert "号码没转" in bot.fake.heard(LI)[-1]
