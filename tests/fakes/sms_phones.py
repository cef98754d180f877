"""A company's customers who only phone, its people on the web page: the phones of a played chat, over the fake gateway
and the page behind the link.

What such a customer hears is less, and here alone it says how: a text message (`🔗` stands for its link), then the page
that the link opens, each card with `🔗` before it, unless it still says what it said when they last looked. What is not
worth a text message they see when they open the page again: `王女士 > 🔗`.
"""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

import httpx

from bot.app import App
from bot.clocks import HeldClock
from bot.phones import Line, Photo, WebPhones
from tests.channels.paging import LINK
from tests.fakes.page import Page
from tests.fakes.sms import FakeGateway

FIRST_PHONE = 13900139000
"""The number of the company's first customer; the next has the next one."""
HERE = "🔗"


class SmsPhones:
    """A tap is a form sent, as the page stood when they last looked. Words are typed on the newest page."""

    def __init__(
        self, fake: FakeGateway, app: App, clock: HeldClock, http: httpx.AsyncClient, web: WebPhones, language: str
    ) -> None:
        self._fake, self._clock, self._http, self._web, self._language = fake, clock, http, web, language
        self._numbers = {name: str(FIRST_PHONE + n) for n, name in enumerate(customers(app))}
        self._read = dict.fromkeys(self._numbers, 0)
        self._pages: dict[str, list[Page]] = {name: [] for name in self._numbers}
        self._cards: dict[str, list[tuple[str, tuple[str, ...]]]] = {name: [] for name in self._numbers}
        self._lines: dict[str, list[Line]] = {name: [] for name in self._numbers}

    def names(self) -> list[str]:
        return [*self._web.names(), *self._numbers]

    async def open(self) -> None:
        await self._web.open()

    async def follow(self, name: str, link: str) -> None:
        """The newest link that came."""
        if name not in self._numbers:
            return await self._web.follow(name, link)
        page = self._newest(name)
        await page.open()
        return self._look(name, page)

    async def say(self, name: str, text: str, tapped: str, photos: list[Photo]) -> str | None:
        if name not in self._numbers:
            return await self._web.say(name, text, tapped, photos)
        files = [data for _name, data in photos]
        if tapped:
            page = next((page for page in reversed(self._pages[name]) if tapped in page.buttons()), None)
            if page is None:
                raise ValueError(f"no page of {name}'s has a button [{tapped}]")
            await page.tap(tapped, *files)
        else:
            page = self._newest(name)
            await page.write(text, *files)
        self._look(name, page)
        return None

    async def news(self, name: str) -> list[Line]:
        if name not in self._numbers:
            return await self._web.news(name)
        texts = self._fake.phones.get(self._numbers[name], [])[self._read[name] :]
        self._read[name] += len(texts)
        for text in texts:
            self._lines[name].append(Line(self._clock.now(), LINK.sub(HERE, text), ()))
            for path in LINK.findall(text):
                page = self._page(name, path)
                await page.open()
                self._look(name, page)
        found, self._lines[name] = self._lines[name], []
        return found

    def _page(self, name: str, path: str) -> Page:
        """The page of a link, now the newest."""
        pages = self._pages[name]
        page = next((page for page in pages if page.path == path), None)
        page = page or Page(self._http, self._clock, path, headers={"accept-language": self._language})
        self._pages[name] = [*(one for one in pages if one is not page), page]
        return page

    def _newest(self, name: str) -> Page:
        if not self._pages[name]:
            raise ValueError(f"nobody sent {name} a link")
        return self._pages[name][-1]

    def _look(self, name: str, page: Page) -> None:
        """What the page shows that it did not show before."""
        cards = [(card.text.strip(), tuple(card.labels)) for card in page.cards() if card.text.strip()]
        for text, labels in cards:
            if (text, labels) not in self._cards[name]:
                self._lines[name].append(Line(self._clock.now(), f"{HERE} {text}", labels))
        self._cards[name] = cards


def customers(app: App) -> list[str]:
    """The names of the company's customers, in its order."""
    return [name for name, _seat in app.company.customers]


class OnSms:
    """Play with customers who only phone, through a gateway that runs."""

    def __init__(self, fake: FakeGateway) -> None:
        self._fake = fake

    @property
    def settings(self) -> Mapping[str, object]:
        return self._fake.settings

    @asynccontextmanager
    async def phones(self, app: App, clock: HeldClock, language: str) -> AsyncIterator[SmsPhones]:
        transport = httpx.ASGITransport(app.web(awake=False))
        async with httpx.AsyncClient(transport=transport, base_url="http://paidan") as http:
            web = WebPhones(app, clock, http, language, without=customers(app))
            yield SmsPhones(self._fake, app, clock, http, web, language)
