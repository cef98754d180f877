"""What is typed in answer to a question and looks like an invitation code."""

from storage import invitations
from storage.unit import Unit
from tests.channels.conftest import WANG, Bot

LANDLINE, SERIAL = "0595-2238-7788", "GR35-26AB-10C4"


async def answer(bot: Bot, text: str) -> str:
    bot.fake.say(WANG, text)
    await bot.go()
    return bot.fake.heard(WANG)[-1]


def wrong_codes(unit: Unit) -> int:
    row = unit.tx.one(unit.q.guess, who=f"telegram:{WANG}")
    return row["count"] if row else 0


async def test_a_landline_answers_the_question_for_a_number(bot: Bot) -> None:
    assert "联系电话是？" in await answer(bot, "空调不制冷,幸福路8号3单元502")
    assert "信息齐了" in await answer(bot, LANDLINE)
    assert await bot.run(wrong_codes) == 0, "and is no guess"


async def test_a_serial_number_leaves_the_question_open(bot: Bot) -> None:
    await answer(bot, "空调不制冷,幸福路8号3单元502")
    for _ in range(5):
        assert "电话" in await answer(bot, SERIAL)
    assert "信息齐了" in await answer(bot, LANDLINE)


async def test_a_code_is_taken_while_a_question_is_open_and_guesses_count(bot: Bot) -> None:
    asked = {"name": "赵师傅", "branch": "main", "role": "technician"}
    made = await bot.run(lambda unit: invitations.invite(unit, by=None, **asked))
    await answer(bot, "空调不制冷,幸福路8号3单元502")
    await answer(bot, SERIAL)
    assert await bot.run(wrong_codes) == 1
    assert "加入成功" in await answer(bot, invitations.grouped(made.code))


async def test_with_nothing_asked_a_code_that_is_none_is_said_to_be_none(bot: Bot) -> None:
    assert "没有这个码" in await answer(bot, SERIAL)
