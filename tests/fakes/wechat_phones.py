"""A company's customers on WeChat, its people on the web page: the phones of a played chat, over sealed callbacks and
the fake platform's API. Staff would be on WeCom: an official account may not write to somebody who has not written."""

import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

from bot.app import App
from bot.clocks import HeldClock
from bot.phones import PLACE, SPOKEN, Line, Photo, WebPhones
from storage.unit import Unit
from tests.fakes.tencent import AES_KEY, TOKEN, connected
from tests.fakes.wechat import APP_ID, SECRET, FakeWeChat

CHOICE = re.compile(r"^(\d{1,2}) (.+)$")
HINTS = ("回数字：", "Reply with the number:")


class WeChatPhones:
    """A choice is tapped by sending its number."""

    def __init__(self, fake: FakeWeChat, app: App, web: WebPhones, language: str) -> None:
        self._fake, self._app, self._web, self._language = fake, app, web, language
        customers = [name for name, _seat in app.company.customers]
        self._ids = {name: f"o{n:027d}" for n, name in enumerate(customers)}
        self._seen = dict.fromkeys(self._ids, 0)
        self._choices: dict[str, dict[str, str]] = {name: {} for name in self._ids}

    def names(self) -> list[str]:
        return self._web.names()

    async def follow(self, name: str, link: str) -> None:
        await self._web.follow(name, link)

    async def open(self) -> None:
        await self._web.open()

        def move_in(unit: Unit) -> None:
            for name, openid in self._ids.items():
                unit.people.add_address(self._app.people[name], "wechat", openid, self._language)

        await self._app.store.run(move_in)

    async def say(self, name: str, text: str, tapped: str, photos: list[Photo]) -> str | None:
        if name not in self._ids:
            return await self._web.say(name, text, tapped, photos)
        person = self._ids[name]
        if tapped and tapped not in self._choices[name]:
            return await self._web.say(name, text, tapped, photos)
        if tapped:
            await self._fake.say(person, self._choices[name][tapped])
        if tapped and photos:
            self._seen[name] = len(self._fake.chats[person])
        for _name, data in photos:
            await self._fake.photo(person, data)
        if text.startswith(PLACE):
            north, _, east = text.removeprefix(PLACE).partition(",")
            await self._fake.place(person, north, east)
        elif text.startswith(SPOKEN):
            await self._fake.voice(person, b"#!AMR\n" + text.encode())
        elif text and not photos:
            await self._fake.say(person, text)
        wechat = self._app.platforms.wechat
        assert wechat is not None
        await wechat.fetcher.drain(self._app.clock.now())
        return None

    async def news(self, name: str) -> list[Line]:
        """What came by WeChat, and what WeChat does not let through: it comes by the page that they have too. What is
        said in both is heard once."""
        elsewhere = await self._web.news(name)
        here = self._on_wechat(name) if name in self._ids else []
        heard = {line.text for line in here}
        return [*here, *(line for line in elsewhere if line.text not in heard)]

    def _on_wechat(self, name: str) -> list[Line]:
        shown = self._fake.chats.get(self._ids[name], [])[self._seen[name] :]
        self._seen[name] += len(shown)
        found = []
        for one in shown:
            if one.kind != "text":
                continue
            for part in one.text.split("\n\n"):
                words, choices = parted(part)
                if choices:
                    self._choices[name] = dict(choices) if not found else self._choices[name] | dict(choices)
                found.append(Line(one.at, words, tuple(label for label, _number in choices)))
        return found


def parted(text: str) -> tuple[str, list[tuple[str, str]]]:
    """The words, and the numbered choices under them."""
    words, choices = [], []
    for line in text.splitlines():
        found = CHOICE.match(line)
        if found and (choices or (words and words[-1] in HINTS)):
            choices.append((found[2], found[1]))
        else:
            words.append(line)
    return "\n".join(word for word in words if word not in HINTS), choices


class OnWeChat:
    """Play on WeChat, through a fake that runs."""

    def __init__(self, fake: FakeWeChat) -> None:
        self._fake = fake

    @property
    def settings(self) -> Mapping[str, object]:
        return {
            "wechat_app_id": APP_ID,
            "wechat_secret": SECRET,
            "wechat_token": TOKEN,
            "wechat_aes_key": AES_KEY,
            "wechat_api_url": self._fake.url,
        }

    @asynccontextmanager
    async def phones(self, app: App, clock: HeldClock, language: str) -> AsyncIterator[WeChatPhones]:
        self._fake.now = clock.now
        async with connected(self._fake, app) as http:
            yield WeChatPhones(self._fake, app, WebPhones(app, clock, http, language), language)
