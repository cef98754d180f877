"""A company's people on WeCom, its customers on the web page: the phones of a played chat, over sealed callbacks and
the fake platform's API."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

from bot.app import App
from bot.channels.wecom.cards import CARD, NUMBERS, reads
from bot.clocks import HeldClock
from bot.moving import settle
from bot.phones import PLACE, SPOKEN, Line, Photo, WebPhones
from storage.unit import Unit
from tests.fakes.tencent import AES_KEY, TOKEN, connected
from tests.fakes.wechat_phones import parted
from tests.fakes.wecom import AGENT_ID, CORP_ID, SECRET, FakeWeCom, Received

CHOOSE = ("请选择", "Please choose")


class WeComPhones:
    """A choice is tapped on its card, or by sending its number. `cards`: whether the company's people see cards."""

    def __init__(self, fake: FakeWeCom, app: App, web: WebPhones, language: str, *, cards: bool) -> None:
        self._fake, self._app, self._web, self._language, self._cards = fake, app, web, language, cards
        self._ids = {name: f"Staff{n}" for n, name in enumerate(staff(app))}
        self._seen = dict.fromkeys(self._ids, 0)
        self._choices: dict[str, dict[str, str]] = {name: {} for name in self._ids}

    def names(self) -> list[str]:
        """In the order in which they sit, newcomers at last."""
        web = self._web.names()
        known = [name for name in self._app.seats.values() if name in self._ids or name in web]
        return [*known, *(name for name in web if name not in known)]

    async def follow(self, name: str, link: str) -> None:
        await self._web.follow(name, link)

    async def open(self) -> None:
        await self._web.open()
        if not self._cards:
            self._fake.in_wechat.update(self._ids.values())

        def move_in(unit: Unit) -> None:
            for name, member in self._ids.items():
                unit.people.add_address(self._app.people[name], "wecom", member, self._language)
                reads(unit, member, CARD if self._cards else NUMBERS)

        await self._app.store.run(move_in)

    async def say(self, name: str, text: str, tapped: str, photos: list[Photo]) -> str | None:
        if name not in self._ids:
            return await self._web.say(name, text, tapped, photos)
        person, wecom = self._ids[name], self._app.platforms.wecom
        assert wecom is not None
        if tapped:
            await self._tap(name, tapped)
        if tapped and photos:
            await settle(self._app)
            self._seen[name] = len(self._fake.seen(person))
        for _name, data in photos:
            await self._fake.photo(person, data)
        if text.startswith(PLACE):
            north, _, east = text.removeprefix(PLACE).partition(",")
            await self._fake.place(person, north, east)
        elif text.startswith(SPOKEN):
            await self._fake.voice(person, b"#!AMR\n" + text.encode())
        elif text and not photos:
            await self._fake.say(person, text)
        await wecom.fetcher.drain(self._app.clock.now())
        await wecom.settled()
        return None

    async def _tap(self, name: str, label: str) -> None:
        """The newest button with that label; buttons that are gone from the screen may be tapped too, as they were."""
        person = self._ids[name]
        cards = [one for one in self._fake.seen(person)[: self._seen[name]] if label in dict(one.buttons)]
        if label in self._choices[name]:
            await self._fake.say(person, self._choices[name][label])
        elif cards:
            await self._fake.tap(person, cards[-1], dict(cards[-1].buttons)[label])
        else:
            raise ValueError(f"nobody showed {name} a choice [{label}]")

    async def news(self, name: str) -> list[Line]:
        if name not in self._ids:
            return await self._web.news(name)
        shown = self._fake.seen(self._ids[name])[self._seen[name] :]
        self._seen[name] += len(shown)
        found: list[Line] = []
        spoken = ""
        for one in shown:
            if one.kind == "text":
                words, choices = parted(one.text)
                if choices:
                    self._choices[name] = dict(choices)
                found.append(Line(one.at, spoken + words, tuple(label for label, _number in choices)))
            elif one.kind == "template_card":
                self._choices[name] = {}
                found.append(_with_card(found, one, spoken))
            spoken = f"{SPOKEN} " if one.kind in ("voice", "file") else ""
        return found


def _with_card(before: list[Line], card: Received, spoken: str) -> Line:
    """What a card says; one without words of its own belongs to the words before it."""
    labels = tuple(label for label, _key in card.buttons)
    if card.title in CHOOSE:
        words = card.text or before.pop().text
    else:
        words = "\n".join(part for part in (card.title, card.text) if part)
    return Line(card.at, spoken + words, labels)


def staff(app: App) -> list[str]:
    """Everybody of the company who has a phone."""
    customers = {name for name, _seat in app.company.customers}
    return [name for name in app.seats.values() if name not in customers]


class OnWeCom:
    """Play on WeCom, through a fake that runs."""

    def __init__(self, fake: FakeWeCom, *, cards: bool = True) -> None:
        self._fake, self._cards = fake, cards

    @property
    def settings(self) -> Mapping[str, object]:
        return {
            "wecom_corp_id": CORP_ID,
            "wecom_agent_id": str(AGENT_ID),
            "wecom_secret": SECRET,
            "wecom_token": TOKEN,
            "wecom_aes_key": AES_KEY,
            "wecom_api_url": self._fake.url,
        }

    @asynccontextmanager
    async def phones(self, app: App, clock: HeldClock, language: str) -> AsyncIterator[WeComPhones]:
        self._fake.now = clock.now
        async with connected(self._fake, app) as http:
            web = WebPhones(app, clock, http, language, without=staff(app))
            yield WeComPhones(self._fake, app, web, language, cards=self._cards)
