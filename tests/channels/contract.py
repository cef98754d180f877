"""What every channel must keep, whatever its platform. A channel's tests inherit this."""

from handlers.said import Changing, Channel, Message, Tap

MENU = (Tap("接单", "accept:10019:4", "tap", "primary"), Tap("拒单", "decline:10019:4", "tap", "plain"))


class ChannelContract:
    """A test class gives `channel`, `address`, and `shown(address)`: each text with the labels of its live buttons."""

    channel: Channel
    address: str

    async def shown(self, address: str) -> list[tuple[str, list[str]]]:
        raise NotImplementedError

    async def test_words_and_buttons_arrive_in_order(self) -> None:
        await self.channel.send(self.address, Message(1, "一\n二"))
        await self.channel.send(self.address, Message(2, "接吗?", MENU))
        assert await self.shown(self.address) == [("一\n二", []), ("接吗?", ["接单", "拒单"])]

    async def test_a_message_sent_twice_is_one(self) -> None:
        for _ in range(2):
            await self.channel.send(self.address, Message(1, "一"))
        assert await self.shown(self.address) == [("一", [])]

    async def test_an_outdated_menu_loses_its_buttons_and_closing_it_again_does_no_harm(self) -> None:
        reference = await self.channel.send(self.address, Message(1, "接吗?", MENU))
        for _ in range(2):
            await self.channel.close_menu(self.address, 1, reference)
        assert await self.shown(self.address) == [("接吗?", [])]

    async def test_markup_and_odd_characters_are_text(self) -> None:
        odd = "<b>*_`[x](y)</b> {$a} & \u202e \u200b 🏠"
        await self.channel.send(self.address, Message(1, odd))
        assert await self.shown(self.address) == [(odd, [])]


class ChangingContract(ChannelContract):
    """A channel whose platform lets us change what was sent."""

    async def test_what_was_sent_says_something_else_without_buttons_and_again_does_no_harm(self) -> None:
        assert isinstance(self.channel, Changing)
        reference = await self.channel.send(self.address, Message(1, "电话：13800138000\n几点去?", MENU))
        await self.channel.send(self.address, Message(2, "还在"))
        for _ in range(2):
            await self.channel.change(self.address, Message(1, "电话：—\n几点去?"), reference)
        assert await self.shown(self.address) == [("电话：—\n几点去?", []), ("还在", [])]
