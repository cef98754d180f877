"""Somebody's page as a phone without scripts shows it: opened by its link, its buttons tapped, over HTTP."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

import httpx

from bot.clocks import HeldClock


@dataclass
class Shown:
    """Words on a page with the buttons under them. `answer`: to what was last said there."""

    answer: bool
    text: str = ""
    labels: list[str] = field(default_factory=list)


class _Reader(HTMLParser):
    """The forms of a page as (fields, what its button says), and its cards."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[tuple[dict[str, str], str]] = []
        self.cards: list[Shown] = []
        self._fields: dict[str, str] = {}
        self._button: list[str] | None = None
        self._section: list[str] = []
        self._words = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            assert given["method"] == "post"
            self._fields = {}
        elif tag == "button":
            self._button = []
        elif tag == "section":
            self._section = given.get("class", "").split()
        elif tag in ("p", "a") and given.get("class") in ("words", "file") and "card" in self._section:
            self._words = True
            if tag == "p":
                self.cards.append(Shown("answer" in self._section))
            else:
                self.cards[-1].text += "\n📄 "
        if tag in ("input", "button") and "name" in given and given.get("type") != "file":
            self._fields[given["name"]] = given["value"]

    def handle_data(self, data: str) -> None:
        if self._button is not None:
            self._button.append(data)
        elif self._words:
            self.cards[-1].text += data

    def handle_endtag(self, tag: str) -> None:
        if tag in ("p", "a"):
            self._words = False
        if tag == "button" and self._button is not None:
            self.forms.append((self._fields, "".join(self._button).strip()))
            self._button = None
            if "label" in self._fields and "card" in self._section:
                self.cards[-1].labels.append(self._fields["label"])


@dataclass
class Page:
    """One page. Each thing said takes a second."""

    http: httpx.AsyncClient
    clock: HeldClock
    path: str
    html: str = ""
    headers: dict[str, str] = field(default_factory=lambda: {"accept-language": "zh-CN"})

    async def open(self) -> httpx.Response:
        answer = await self.http.get(self.path, headers=self.headers)
        self.html = answer.text
        return answer

    def forms(self) -> list[tuple[dict[str, str], str]]:
        return self._read().forms

    def cards(self) -> list[Shown]:
        """What it says above what was said before."""
        return self._read().cards

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
        self.clock.move_to(self.clock.now() + 1_000)
        answer = await self.http.post(
            self.path, data=fields, files=files or [("photos", ("", b""))], headers=self.headers
        )
        if answer.status_code == 303:
            await self.open()
        else:
            self.html = answer.text
        return answer

    def _read(self) -> _Reader:
        reader = _Reader()
        reader.feed(self.html)
        return reader
