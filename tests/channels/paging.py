"""Somebody who only phones: a running application with a gateway for text messages, and the page their link opens."""

import random
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from html.parser import HTMLParser
from pathlib import Path

import httpx

from bot.app import App
from bot.clocks import HeldClock
from bot.company import DEMO, read_company
from bot.demo import seats_of
from bot.moving import move_to
from bot.play import FIRST_DAY, FIRST_TIME, a_photo
from bot.settings import load_settings
from tests.conftest import House
from tests.fakes.sms import FakeGateway

PHONE, OTHER = "13900139000", "13700137000"
REPORT = f"报修 王女士 空调不制冷,幸福路8号3单元502,{PHONE}"
LINK = re.compile(r"http://paidan(/s/[0-9A-Za-z]{22})\b")
PHOTO = a_photo("x")


class _Forms(HTMLParser):
    """The forms of a page as (fields, what its button says)."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[tuple[dict[str, str], str]] = []
        self._fields: dict[str, str] = {}
        self._button: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            assert given["method"] == "post"
            self._fields = {}
        elif tag == "button":
            self._button = []
        if tag in ("input", "button") and "name" in given and given.get("type") != "file":
            self._fields[given["name"]] = given["value"]

    def handle_data(self, data: str) -> None:
        if self._button is not None:
            self._button.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "button" and self._button is not None:
            self.forms.append((self._fields, "".join(self._button).strip()))
            self._button = None


@dataclass
class Page:
    """Somebody's page, opened by its link, as a phone without scripts shows it. Each thing said takes a second."""

    town: "Town"
    path: str
    html: str = ""
    headers: dict[str, str] = field(default_factory=lambda: {"accept-language": "zh-CN"})

    async def open(self) -> httpx.Response:
        answer = await self.town.http.get(self.path, headers=self.headers)
        self.html = answer.text
        return answer

    def forms(self) -> list[tuple[dict[str, str], str]]:
        reader = _Forms()
        reader.feed(self.html)
        return reader.forms

    def buttons(self) -> list[str]:
        return [fields.get("label", label) for fields, label in self.forms()]

    async def tap(self, label: str, *photos: bytes) -> httpx.Response:
        """Send the first form with this label, and look at the page that follows."""
        found = next((fields for fields, words in self.forms() if label in (fields.get("label"), words)), None)
        assert found is not None, f"no button {label!r} in {self.buttons()}"
        return await self.send(found, *photos)

    async def write(self, text: str, *photos: bytes) -> httpx.Response:
        fields, _label = self.forms()[-1]
        return await self.send({**fields, "text": text}, *photos)

    async def send(self, fields: dict[str, str], *photos: bytes) -> httpx.Response:
        files = [("photos", (f"{n}.jpg", data, "image/jpeg")) for n, data in enumerate(photos)]
        self.town.clock.move_to(self.town.clock.now() + 1_000)
        answer = await self.town.http.post(
            self.path, data=fields, files=files or [("photos", ("", b""))], headers=self.headers
        )
        if answer.status_code == 303:
            await self.open()
        else:
            self.html = answer.text
        return answer


@dataclass
class Town(House):
    """A house whose by-phone customers have a phone that takes text messages."""

    app: App
    clock: HeldClock
    http: httpx.AsyncClient
    gateway: FakeGateway

    def __post_init__(self) -> None:
        super().__init__(self.app, self.clock, self.http)

    async def forward(self, *, minutes: float = 0, hours: float = 0) -> None:
        await move_to(self.app, self.clock, self.clock.now() + int((minutes + hours * 60) * 60_000))

    async def says(self, who: str, text: str) -> None:
        await self.phones[who].say(text)
        await self.settle()

    async def taps(self, who: str, *labels: str) -> None:
        for label in labels:
            await self.phones[who].tap(label)
            await self.settle()

    async def reported(self) -> None:
        """The desk writes down a customer who phones."""
        await self.says("周主管", REPORT)
        await self.taps("周主管", "登记")

    async def proposed(self) -> None:
        """A technician has it and suggests times; a minute later the text message has come."""
        await self.reported()
        await self.taps("周主管", "派李师傅")
        await self.taps("李师傅", "接单", "发时间给客户选")
        await self.forward(minutes=1.6)

    def texts(self, number: str = PHONE) -> list[str]:
        return self.gateway.phones.get(number, [])

    async def page(self, number: str = PHONE) -> Page:
        """What the newest link on a phone opens."""
        path = LINK.findall(self.texts(number)[-1])[0]
        page = Page(self, path)
        await page.open()
        return page

    async def states(self) -> list[tuple[str, str, str]]:
        """Key, state and error of each message for somebody who only phones."""
        rows = await self.app.store.run(
            lambda unit: unit.tx.all("select key, state, error from outbox where channel = 'sms' order by id")
        )
        return [(row["key"], row["state"], row["error"] or "") for row in rows]


@asynccontextmanager
async def a_town(folder: Path, **more: object) -> AsyncIterator[Town]:
    """A demo company at 08:59 on a Wednesday; time stands still."""
    async with FakeGateway() as gateway:
        given = {"database_url": f"sqlite:///{folder / 'paidan.db'}", "photos_url": "memory:///"}
        settings = load_settings(**{**given, **gateway.settings, **more})
        company = read_company(DEMO)
        clock = HeldClock(int(datetime.combine(FIRST_DAY, FIRST_TIME, settings.zone).timestamp() * 1000))
        app = App(settings, company, clock=clock, entropy=random.Random(7).randbytes, seats=seats_of(company))
        await app.open()
        transport = httpx.ASGITransport(app.web(awake=False))
        async with httpx.AsyncClient(transport=transport, base_url="http://paidan") as http:
            town = Town(app, clock, http, gateway)
            await town.open_phones()
            yield town
        await app.close()
