"""A message of several pieces goes on where Telegram cut it off: nothing that went is sent again. K4"""

import pytest

from bot.drawn import a_photo
from domain.errors import ChannelError
from handlers.said import Message
from storage.photos import name_photos
from tests.channels.conftest import LI, WANG, Bot, channel
from tests.channels.contract import MENU
from tests.fakes.telegram import Fault

OGG = b"OggS" + b"\0" * 100


async def four_photos(bot: Bot) -> tuple[str, ...]:
    photos = [await bot.app.photos.keep(a_photo(name)) for name in "abcd"]
    await bot.run(lambda unit: name_photos(unit, photos))
    return tuple(photo.sha256 for photo in photos)


async def shown_after(bot: Bot, message: Message, *tries: tuple[Fault, ...]) -> list[str]:
    """What stands in the chat once it went; each try but the last meets its faults."""
    for faults in tries:
        bot.fake.faults = list(faults)
        with pytest.raises(ChannelError):
            await channel(bot).send(str(WANG), message)
    bot.fake.faults = []
    await channel(bot).send(str(WANG), message)
    return [shown.text[-2:] if shown.kind == "text" else shown.kind for shown in bot.fake.chats[str(WANG)]]


def busy(method: str, after: int = 0) -> Fault:
    return Fault(method, "refuse", status=429, parameters={"retry_after": 3}, after=after)


async def test_photos_that_went_are_not_sent_again_with_words_that_were_refused(bot: Bot) -> None:
    voice = await bot.app.photos.keep_voice(OGG)
    message = Message(1, "四张", MENU, await four_photos(bot), voice=voice.sha256)
    tries = ((busy("sendVoice"),), (busy("sendMessage"),), (busy("sendMessage"),))
    assert await shown_after(bot, message, *tries) == ["photo"] * 4 + ["voice", "四张"]
    assert bot.fake.chats[str(WANG)][-1].buttons


async def test_a_long_text_goes_on_where_it_was_cut_off(bot: Bot) -> None:
    message = Message(1, "一" * 4_096 + "二" * 4_096 + "三三", MENU)
    tries = ((busy("sendMessage", after=1),), (busy("sendMessage", after=1),))
    assert await shown_after(bot, message, *tries) == ["一一", "二二", "三三"]


async def test_an_album_that_goes_as_files_goes_on_where_it_was_cut_off(bot: Bot) -> None:
    message = Message(1, "四张", (), await four_photos(bot))
    odd = Fault("sendMediaGroup", "refuse", status=400, words="Bad Request: PHOTO_INVALID_DIMENSIONS")
    tries = ((odd, busy("sendDocument", after=2)),)
    assert await shown_after(bot, message, *tries) == ["document"] * 2 + ["photo"] * 2 + ["四张"]


async def test_an_album_that_is_refused_is_not_sent_as_one_again_for_each_of_its_files(bot: Bot) -> None:
    message = Message(1, "四张", (), await four_photos(bot))
    odd = Fault("sendMediaGroup", "refuse", times=9, status=400, words="Bad Request: PHOTO_INVALID_DIMENSIONS")
    bot.fake.faults = [odd]
    await channel(bot).send(str(WANG), message)
    assert [shown.kind for shown in bot.fake.chats[str(WANG)]] == ["document"] * 4 + ["text"]
    assert [method for method, _ in bot.fake.calls].count("sendMediaGroup") == 1


async def test_what_moves_to_another_address_goes_there_whole(bot: Bot) -> None:
    message = Message(1, "四张", (), await four_photos(bot))
    bot.fake.faults.append(busy("sendMessage"))
    with pytest.raises(ChannelError):
        await channel(bot).send(str(WANG), message)
    bot.fake.faults = []
    await channel(bot).send(str(LI), message)
    assert [shown.kind for shown in bot.fake.chats[str(LI)]] == ["photo"] * 4 + ["text"]
