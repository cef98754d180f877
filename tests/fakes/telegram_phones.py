"""A company's people on Telegram: the phones of a played chat, over HTTP through the fake server."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

from bot.app import App
from bot.channels.keeping import QUIET_MS
from bot.clocks import HeldClock
from bot.moving import settle
from bot.phones import PLACE, SPOKEN, Line, Photo
from storage.unit import Unit
from tests.fakes.telegram import TOKEN, FakeTelegram

FIRST_PERSON = 5_000_001


class TelegramPhones:
    """Everybody of the company has the bot open."""

    def __init__(self, fake: FakeTelegram, app: App, language: str) -> None:
        self._fake, self._app, self._language = fake, app, language
        self._ids = {name: FIRST_PERSON + n for n, name in enumerate(app.seats.values())}
        self._seen = dict.fromkeys(self._ids, 0)
        self._buttons: dict[str, list[tuple[str, str, int, str]]] = {name: [] for name in self._ids}

    def names(self) -> list[str]:
        return list(self._ids)

    async def follow(self, name: str, link: str) -> None:
        raise NotImplementedError("a browser's link is opened in a browser")

    async def open(self) -> None:
        def move_in(unit: Unit) -> None:
            for name, number in self._ids.items():
                unit.people.add_address(self._app.people[name], "telegram", str(number), self._language)

        await self._app.store.run(move_in)

    async def say(self, name: str, text: str, tapped: str, photos: list[Photo]) -> str | None:
        """A button is tapped before its photos are sent: on Telegram no button opens the camera."""
        person = self._ids[name]
        before = len(self._fake.heard(person))
        if tapped:
            self._tap(name, person, tapped)
            await self._deliver()
        if tapped and photos:
            await settle(self._app)
            assert self._fake.heard(person)[before:], "a camera button says what to do"
            self._seen[name] = len(self._fake.chats[str(person)])
        if len(photos) > 1:
            self._fake.album(person, [data for _name, data in photos])
        for _name, data in photos if len(photos) == 1 else ():
            self._fake.photo(person, data)
        if text.startswith(PLACE):
            north, _, east = text.removeprefix(PLACE).partition(",")
            self._fake.message(person, location={"latitude": float(north), "longitude": float(east)})
        elif text.startswith(SPOKEN):
            self._fake.voice(person, b"OggS" + text.encode())
        elif text and not photos:
            self._fake.say(person, text)
        await self._deliver()
        return None

    def _tap(self, name: str, person: int, label: str) -> None:
        found = next((b for b in reversed(self._buttons[name]) if b[0] == label), None)
        if found is None:
            raise ValueError(f"nobody showed {name} a button [{label}]")
        self._fake.tap(person, *found[1:])

    async def _deliver(self) -> None:
        telegram = self._app.platforms.telegram
        assert telegram is not None
        while await telegram.polling.poll(0):
            pass
        await telegram.fetcher.drain(self._app.clock.now() + QUIET_MS)
        await telegram.settled()

    async def news(self, name: str) -> list[Line]:
        shown = self._fake.chats.get(str(self._ids[name]), [])[self._seen[name] :]
        self._seen[name] += len(shown)
        self._buttons[name] += [(label, data, one.number, one.text) for one in shown for label, data in one.buttons]
        found, spoken = [], ""
        for one in shown:
            if one.kind == "text":
                found.append(Line(one.at, spoken + one.text, tuple(label for label, _ in one.buttons)))
            spoken = f"{SPOKEN} " if one.kind == "voice" else ""
        return found


class OnTelegram:
    """Play on Telegram, through a fake that runs."""

    def __init__(self, fake: FakeTelegram) -> None:
        self._fake = fake

    @property
    def settings(self) -> Mapping[str, object]:
        return {"telegram_token": TOKEN, "telegram_api_url": self._fake.url}

    @asynccontextmanager
    async def phones(self, app: App, clock: HeldClock, language: str) -> AsyncIterator[TelegramPhones]:
        self._fake.now = clock.now
        yield TelegramPhones(self._fake, app, language)
