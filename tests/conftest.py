"""What every test may use: the player of chats, and a whole application over HTTP with a clock that stands still."""

import os
import random
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before numpy: small tables on many threads only wait

import httpx
import pytest

from bot.app import App
from bot.clocks import HeldClock
from bot.company import DEMO, read_company
from bot.demo import seats_of
from bot.play import FIRST_DAY, FIRST_TIME, Chat, difference, play
from bot.settings import load_settings
from proof import worker

Play = Callable[[str, str], Awaitable[None]]


@pytest.fixture
def played(tmp_path: Path) -> Play:
    """`await played("gree-installer", chat)` fails with the difference between the chat and how it went."""

    async def run(pack: str, text: str, *, language: str = "zh") -> None:
        lines = tuple(line.strip("\n") for line in _dedented(text))
        chat = Chat("", lines)
        found = difference(chat, await play(chat, tmp_path, pack=pack, language=language))
        if found:
            pytest.fail(found, pytrace=False)

    return run


def _dedented(text: str) -> list[str]:
    """Chats stand indented by four in a test."""
    return [line[4:] if line.startswith("    ") else line for line in text.strip("\n").splitlines()]


class Phone:
    """One seat over HTTP, as a page uses it."""

    def __init__(self, http: httpx.AsyncClient, seat: str) -> None:
        self.http, self.seat, self.count = http, seat, 0

    async def say(self, text: str = "", *, action: str = "", message_id: str = "", photos: Any = ()) -> httpx.Response:
        self.count += 1
        form = {"id": message_id or f"{self.seat}-{self.count}", "text": text, "action": action, "label": action}
        files = [("photos", (f"{n}.jpg", data, "image/jpeg")) for n, data in enumerate(photos)]
        return await self.http.post(
            f"/chat/{self.seat}/say",
            data=form,
            files=files or [("photos", ("", b""))],
            headers={"x-paidan": "web", "accept-language": "zh"},
        )

    async def lines(self) -> list[dict[str, Any]]:
        answer = await self.http.get(f"/chat/{self.seat}/lines")
        lines: list[dict[str, Any]] = answer.json()["lines"]
        return lines

    async def heard(self) -> list[str]:
        """What the bot said here, oldest first."""
        return [line["text"] for line in await self.lines() if line["who"] == "bot"]

    async def tap(self, label: str) -> httpx.Response:
        """Tap the newest button with this label."""
        for line in reversed(await self.lines()):
            for button in line["buttons"]:
                if button["label"] == label:
                    return await self.say(action=button["action"])
        raise AssertionError(f"no button {label!r} in {[line['buttons'] for line in await self.lines()]}")


class House:
    """A running application: its phones, its clock, its storage."""

    def __init__(self, app: App, clock: HeldClock, http: httpx.AsyncClient) -> None:
        self.app, self.clock, self.http = app, clock, http
        self.phones = {name: Phone(http, seat) for seat, name in app.seats.items()}

    async def settle(self) -> None:
        from bot.moving import settle

        await settle(self.app)

    async def open_phones(self) -> None:
        for phone in self.phones.values():
            answer = await self.http.get(f"/chat/{phone.seat}/", headers={"accept-language": "zh"})
            assert answer.status_code == 200

    async def events(self, number: str) -> list[str]:
        return await self.app.store.run(
            lambda unit: [row["name"] for row in unit.tx.all(unit.q.events, subject=unit.numbered(number))]
        )


@asynccontextmanager
async def a_house(folder: Path, file: Path, **more: str) -> AsyncIterator[House]:
    """A company on real storage behind its HTTP door, at 08:59 on a Wednesday; time stands still. `more`: settings."""
    settings = load_settings(database_url=f"sqlite:///{folder / 'paidan.db'}", photos_url="memory:///", **more)
    company = read_company(file)
    clock = HeldClock(int(datetime.combine(FIRST_DAY, FIRST_TIME, settings.zone).timestamp() * 1000))
    app = App(settings, company, clock=clock, entropy=random.Random(7).randbytes, seats=seats_of(company))
    await app.open()
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app.web(awake=False)), base_url="http://paidan") as http:
        built = House(app, clock, http)
        await built.open_phones()
        yield built
    await built.app.close()  # a test may have restarted it


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    """The demo's company."""
    async with a_house(tmp_path, DEMO) as built:
        yield built


@pytest.fixture
def plant(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., None]:
    """Replaces `proof.verdict`, or another module of the worker, by what a test gives, in workers started after."""
    room = tmp_path / "proof"
    room.mkdir()
    for file in Path(worker.__file__).parent.iterdir():
        if file.is_file():
            room.joinpath(file.name).symlink_to(file)
    monkeypatch.setattr(worker, "HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)

    def planted(code: str, module: str = "verdict") -> None:
        path = room / f"{module}.py"
        path.unlink()  # never through the link
        path.write_text(code, encoding="utf-8")

    return planted
