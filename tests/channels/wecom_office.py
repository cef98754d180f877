"""A company on WeCom: its people, what they do there, and what became of it."""

from bot.channels.wecom.cards import CARD, reads
from bot.channels.wecom.channel import WeComChannel
from bot.channels.wecom.service import WeCom
from bot.moving import settle
from storage.unit import Unit
from tests.channels.accounts import Account
from tests.fakes.wecom import FakeWeCom, Received

LI, ZHOU, WANG = "LiShifu", "ZhouZhuguan", "WangNvshi"
STAFF = {"李师傅": LI, "周主管": ZHOU}
FAULT = "空调不制冷,幸福路8号3单元502,13800138000"
SEND, UPLOAD, GETTOKEN = "/cgi-bin/message/send", "/cgi-bin/media/upload", "/cgi-bin/gettoken"

Office = Account[FakeWeCom]


async def joined(office: Office, *, cards: bool = True) -> None:
    """The technician and the supervisor are on WeCom, and see cards."""

    def join(unit: Unit) -> None:
        for name, member in STAFF.items():
            unit.people.add_address(office.app.people[name], "wecom", member, "zh")
            if cards:
                reads(unit, member, CARD)

    await office.app.store.run(join)


def wecom(office: Office) -> WeCom:
    assert office.app.platforms.wecom is not None
    return office.app.platforms.wecom


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
