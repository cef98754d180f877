"""Who blocks the bot, and opens it again."""

from tests.channels.conftest import WANG, ZHOU, Bot


async def test_who_blocks_the_bot_hears_on_their_next_channel_until_they_write_again(bot: Bot) -> None:
    await bot.staff_joins()
    bot.fake.say(ZHOU, "待派")
    await bot.go()
    await bot.run(lambda unit: unit.people.add_address(bot.app.people["周主管"], "web", "desk-browser", "zh"))
    await bot.run(lambda unit: unit.tx.run("update address set used_at = 1 where channel = 'web'"))
    bot.fake.blocked.add(str(ZHOU))
    bot.fake.say(WANG, "空调不制冷,幸福路8号3单元502,13800138000")
    await bot.go()
    lines = await bot.run(lambda unit: unit.tx.all(unit.q.web_lines, address="desk-browser", after=0))
    assert "新报修 10019" in lines[0]["text"]
    bot.fake.blocked.clear()
    before = len(bot.fake.heard(ZHOU))
    bot.fake.say(ZHOU, "派单 10019 李师傅")
    await bot.go()
    assert len(bot.fake.heard(ZHOU)) > before


async def test_a_block_is_known_before_anything_is_sent(bot: Bot) -> None:
    bot.fake.say(WANG, "你好")
    await bot.go()
    bot.fake.block(WANG)
    await bot.go()
    row = await bot.run(lambda unit: unit.tx.one("select blocked_at from address where address = :a", a=str(WANG)))
    assert row["blocked_at"] is not None
    bot.fake.block(WANG, blocked=False)
    await bot.go()
    row = await bot.run(lambda unit: unit.tx.one("select blocked_at from address where address = :a", a=str(WANG)))
    assert row["blocked_at"] is None


async def test_of_blocks_and_openings_the_newest_counts_however_late_or_often_the_others_come(bot: Bot) -> None:
    """Updates come again and out of order: the date says which is newer, and within a second the number."""

    async def shut() -> bool:
        await bot.go()
        query = "select blocked_at from address where address = :a"
        row = await bot.run(lambda unit: unit.tx.one(query, a=str(WANG)))
        return row["blocked_at"] is not None

    bot.fake.say(WANG, "你好")
    assert not await shut()
    bot.fake.block(WANG)
    first = bot.fake.updates[-1]
    assert await shut()
    bot.fake.block(WANG, blocked=False)
    opened = bot.fake.updates[-1]
    assert not await shut()
    bot.fake.updates.append(first)
    assert not await shut(), "a block of before"
    bot.clock.move_to(bot.clock.now() + 5_000)
    bot.fake.block(WANG)
    bot.fake.updates.append(opened)
    assert await shut(), "an opening of before"
    bot.fake.blocked.clear()
    bot.fake.say(WANG, "你好")
    assert not await shut()
    bot.fake.updates.append(next(update for update in reversed(bot.fake.all) if "my_chat_member" in update[1]))
    assert not await shut(), "the same block again: they have written since"


async def test_somebody_who_blocked_us_everywhere_stops_nobody(bot: Bot) -> None:
    bot.fake.say(WANG, "你好")
    await bot.go()
    bot.fake.blocked.add(str(WANG))
    bot.fake.say(WANG, "你好")
    await bot.go()
    states = await bot.run(lambda unit: unit.tx.all("select state from outbox order by id"))
    assert [row["state"] for row in states] == ["sent", "failed"]


async def test_blocking_and_opening_gives_a_flood_nothing_back(bot: Bot) -> None:
    """X17"""

    async def flood() -> int:
        before = len(bot.fake.heard(WANG))
        for _ in range(150):
            bot.fake.say(WANG, "喂")
        await bot.go()
        return len(bot.fake.heard(WANG)) - before

    assert await flood() > 20
    assert await flood() == 0
    bot.fake.block(WANG)
    await bot.go()
    bot.fake.block(WANG, blocked=False)
    await bot.go()
    assert await flood() == 0
