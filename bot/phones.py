"""The phones of a played chat: how a person says something, and what their phone shows. One way for each channel."""

from collections.abc import AsyncIterator, Collection, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from typing import Protocol

import httpx

from bot.app import App
from bot.channels.web.pages import page_words
from bot.clocks import HeldClock

Photo = tuple[str, bytes]
"""A file's name and what is in it."""
UNAUTHORIZED = 401
SPOKEN, PLACE = "🎤", "📍"
"""Before words that came with a voice message; before a place, north and east."""


@dataclass(frozen=True)
class Line:
    """What the bot said on somebody's phone. `at`: UTC ms; `gone`: the phone itself says that this chat is closed."""

    at: int
    text: str
    buttons: tuple[str, ...]
    gone: bool = False


class Phones(Protocol):
    """Everybody's phone, by name."""

    async def open(self) -> None:
        """Each has the chat open."""

    async def say(self, name: str, text: str, tapped: str, photos: list[Photo]) -> str | None:
        """Say something, or tap the newest button with a label, with photos. Returns what the phone itself objects.

        raises  ValueError when nobody showed that button
        """

    def names(self) -> list[str]:
        """Everybody who has a phone now."""

    async def follow(self, name: str, link: str) -> None:
        """Open a link on somebody's phone."""

    async def news(self, name: str) -> list[Line]:
        """What is new on somebody's phone; now they have seen it."""


class Way(Protocol):
    """A channel to play on."""

    @property
    def settings(self) -> Mapping[str, object]:
        """What the app must be told for it."""

    def phones(self, app: App, clock: HeldClock, language: str) -> AbstractAsyncContextManager[Phones]:
        """The company's phones, while this lasts."""


class Web:
    """The web chat, through its HTTP door."""

    settings: Mapping[str, object] = {}

    @asynccontextmanager
    async def phones(self, app: App, clock: HeldClock, language: str) -> AsyncIterator[Phones]:
        transport = httpx.ASGITransport(app.web(awake=False))
        async with httpx.AsyncClient(transport=transport, base_url="http://paidan") as http:
            yield WebPhones(app, clock, http, language)


class WebPhones:
    """One browser with a seat for everybody; whoever is not of the company opens a new one.

    without  who has another phone than the browser
    """

    def __init__(
        self, app: App, clock: HeldClock, http: httpx.AsyncClient, language: str, without: Collection[str] = ()
    ) -> None:
        self._clock, self._http, self._language = clock, http, language
        self._seat_of = {name: seat for seat, name in app.seats.items() if name not in without}
        self._seen: dict[str, int] = dict.fromkeys(self._seat_of, 0)
        self._buttons: dict[str, list[tuple[str, str]]] = {name: [] for name in self._seat_of}
        self._said = 0

    async def open(self) -> None:
        for name in self._seat_of:
            await self._open(name)

    def names(self) -> list[str]:
        return list(self._seat_of)

    async def follow(self, name: str, link: str) -> None:
        await self._open(name, key=link)

    async def _open(self, name: str, **link: str) -> None:
        if name not in self._seat_of:
            self._seat_of[name] = f"new-{len(self._seen)}"
            self._seen[name], self._buttons[name] = 0, []
        opened = await self._http.get(
            f"/chat/{self._seat_of[name]}/",
            params=link,
            headers={"accept-language": self._language},
            follow_redirects=True,
        )
        opened.raise_for_status()

    async def say(self, name: str, text: str, tapped: str, photos: list[Photo]) -> str | None:
        if name not in self._seat_of:
            await self._open(name)
        self._said += 1
        form = {"id": f"m{self._said}", "text": text, "action": "", "label": ""}
        if tapped:
            form |= {"action": self._action(name, tapped), "label": tapped}
        files = [("photos", (file, data, "image/jpeg")) for file, data in photos]
        answer = await self._http.post(
            f"/chat/{self._seat_of[name]}/say",
            data=form,
            files=files or [("photos", ("", b""))],
            headers={"x-paidan": "web", "accept-language": self._language},
        )
        return str(answer.json()["error"]) if answer.is_error else None

    async def news(self, name: str) -> list[Line]:
        seat = self._seat_of[name]
        answer = await self._http.get(f"/chat/{seat}/lines", params={"after": self._seen[name] or -1})
        if answer.status_code == UNAUTHORIZED:
            del self._seat_of[name]
            return [Line(self._clock.now(), page_words(self._language)["page-gone"], (), gone=True)]
        answer.raise_for_status()
        found = []
        for line in answer.json()["lines"]:
            self._seen[name] = max(self._seen[name], line["id"])
            if line["who"] == "bot":
                self._buttons[name] += [(button["label"], button["action"]) for button in line["buttons"]]
                words = f"{SPOKEN} {line['text']}" if line["voice"] else line["text"]
                found.append(Line(line["at"], words, tuple(button["label"] for button in line["buttons"])))
        if found:
            await self._http.post(f"/chat/{seat}/seen", json={"upto": self._seen[name]}, headers={"x-paidan": "web"})
        return found

    def _action(self, name: str, label: str) -> str:
        """The newest button with that label; buttons that are gone from the screen may be tapped too, as they were."""
        found = next((action for shown, action in reversed(self._buttons[name]) if shown == label), None)
        if found is None:
            raise ValueError(f"nobody showed {name} a button [{label}]")
        return found
