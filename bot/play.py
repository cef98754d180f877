"""Plays a written chat against the whole application, with a clock that is moved, and writes down what was heard.

    == 迟迟不约时间
    09:00 王女士 > 空调不制冷,幸福路8号,13800138000
          王女士 < 已登记,单号 {job}:空调维修
    09:05 周主管 > [派 李师傅]
    09:35 …
          李师傅 < 还有 10 分钟
    log {job}: job.reported intake.completed

`>` says or taps `[a button]`, with `📷 name` a photo of that name, `⏎` for a line's end; `<` hears, further lines
after `|`; `!` is told by the page itself; `…` lets time pass until then; `+2d 09:00` is two days after the first.
`log` is a job's events by name.
Silence and chatter both fail: what is heard must be what is written.
"""

import difflib
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path
from zoneinfo import ZoneInfo

import httpx
from PIL import Image, ImageDraw

from bot.app import App
from bot.clocks import HeldClock
from bot.company import DEMO, read_company
from bot.demo import seats_of
from bot.moving import move_to, settle
from bot.settings import load_settings
from domain.numbers import number
from storage.unit import FIRST_NUMBER, Unit

FIRST_DAY = date(2026, 11, 25)
FIRST_TIME = time(8, 59)
LINE = re.compile(r"^(?P<when>(?:\+\d+d )?\d\d:\d\d)? *(?:(?P<who>\S+) (?P<sign>[<>!])|(?P<rest>…))(?: (?P<text>.*))?$")
MORE = re.compile(r"^ *\|(?: (?P<text>.*))?$")
LOG = re.compile(r"^log (?P<number>\S+): *(?P<events>.*)$")
JOBS = {"{job}": number(FIRST_NUMBER), "{job2}": number(FIRST_NUMBER + 1), "{job3}": number(FIRST_NUMBER + 2)}
INDENT = "      "
PASTED = "⏎"
"""Stands for a line's end in what somebody pastes."""


@dataclass(frozen=True)
class Chat:
    """One written chat: its title and its lines."""

    title: str
    lines: tuple[str, ...]


@dataclass
class Heard:
    """What came of it: the chat as it really went."""

    lines: list[str] = field(default_factory=list)
    clock: str = ""

    def add(self, when: str, text: str) -> None:
        """A line, with its time where that has changed."""
        shown = "" if when == self.clock else when
        self.clock = when
        first, *more = text.split("\n")
        self.lines.append(f"{shown:<5} {first}".rstrip())
        self.lines += [f"{INDENT}    | {line}".rstrip() for line in more]


def read_chats(text: str) -> list[Chat]:
    """The chats of a file; `== title` begins one, `#` is a comment."""
    chats: list[Chat] = []
    title, lines = "", list[str]()
    for line in [*text.splitlines(), "=="]:
        if line.startswith("=="):
            if any(kept.strip() for kept in lines):
                chats.append(Chat(title, tuple(lines)))
            title, lines = line.strip("= "), []
        elif not line.startswith("#"):
            lines.append(line.rstrip())
    return chats


async def play(chat: Chat, folder: Path, *, pack: str = "gree-installer", language: str = "zh") -> list[str]:
    """The chat as it really went, line for line. `folder` is empty and keeps the data."""
    settings = load_settings(
        database_url=f"sqlite:///{folder / 'paidan.db'}", photos_url="memory:///", policy=pack, language=language
    )
    company = read_company(DEMO)
    opened = datetime.combine(FIRST_DAY, FIRST_TIME, settings.zone)
    clock = HeldClock(int(opened.timestamp() * 1000))
    seeded = random.Random(1)  # noqa: S311  the same chat gets the same ids
    app = App(settings, company, clock=clock, entropy=seeded.randbytes, seats=seats_of(company))
    await app.open()
    try:
        transport = httpx.ASGITransport(app.web(awake=False))
        async with httpx.AsyncClient(transport=transport, base_url="http://paidan") as http:
            player = Player(app, clock, http, language)
            await player.open_phones()
            return await player.play(chat)
    finally:
        await app.close()


def difference(chat: Chat, heard: list[str]) -> str:
    """What differs between the written chat and how it went; empty when nothing does."""
    written = [_with_numbers(line).rstrip() for line in chat.lines if line.strip()]
    return "\n".join(difflib.unified_diff(written, heard, "written", "heard", lineterm="", n=3))


def _with_numbers(line: str) -> str:
    for place, job in JOBS.items():
        line = line.replace(place, job)
    return line


class Player:
    """The phones of a company, and somebody who taps them as the chat says."""

    def __init__(self, app: App, clock: HeldClock, http: httpx.AsyncClient, language: str) -> None:
        self._app, self._clock, self._http, self._language = app, clock, http, language
        self._zone: ZoneInfo = app.settings.zone
        self._seat_of = {name: seat for seat, name in app.seats.items()}
        self._seen: dict[str, int] = dict.fromkeys(app.seats, 0)
        self._buttons: dict[str, list[tuple[str, str]]] = {seat: [] for seat in app.seats}
        self._said = 0
        self._heard = Heard()

    async def open_phones(self) -> None:
        for seat in self._app.seats:
            opened = await self._http.get(f"/chat/{seat}/", headers={"accept-language": self._language})
            opened.raise_for_status()

    async def play(self, chat: Chat) -> list[str]:
        """Everything the chat does, and what was heard."""
        for line in chat.lines:
            await self._do(_with_numbers(line))
        return self._heard.lines

    async def _do(self, line: str) -> None:
        if not line.strip() or MORE.match(line):
            return
        if log := LOG.match(line):
            self._heard.lines.append(f"log {log['number']}: {await self._log(log['number'])}")
            return
        found = LINE.match(line)
        if not found:
            raise ValueError(f"this line of the chat is not understood: {line!r}")
        if found["sign"] in ("<", "!"):
            return
        if found["when"]:
            await move_to(self._app, self._clock, self._instant(found["when"]), self._listen)
            await self._listen()
        if found["rest"]:
            self._heard.add(self._when(self._clock.now()), "…")
            return
        await self._say(found["who"], found["text"] or "")

    def _instant(self, when: str) -> int:
        days, _, clock = when.rpartition(" ")
        day = FIRST_DAY + timedelta(days=int(days.strip("+d")) if days else 0)
        if not days:
            day = max(day, datetime.fromtimestamp(self._clock.now() / 1000, self._zone).date())
        return int(datetime.combine(day, time.fromisoformat(clock), self._zone).timestamp() * 1000)

    def _when(self, at: int) -> str:
        moment = datetime.fromtimestamp(at / 1000, self._zone)
        days = (moment.date() - FIRST_DAY).days
        return f"+{days}d {moment:%H:%M}" if days else f"{moment:%H:%M}"

    async def _say(self, who: str, text: str) -> None:
        seat = self._seat_of[who]
        words, *photos = re.split(r" ?[📷📎]", text)
        files = [
            ("photos", (f"{name.strip()}.jpg", a_photo(name.strip()) if "📷" in text else b"not a photo", "image/jpeg"))
            for names in photos
            for name in names.split()
        ]
        self._said += 1
        form = {"id": f"m{self._said}", "text": "", "action": "", "label": ""}
        tapped = re.fullmatch(r"\[(.+)]", words.strip())
        if tapped:
            form |= {"action": self._action(seat, tapped[1]), "label": tapped[1]}
        else:
            form["text"] = words.replace(PASTED, "\n")
        self._heard.add(self._when(self._clock.now()), f"{who} > {text}")
        answer = await self._http.post(
            f"/chat/{seat}/say",
            data=form,
            files=files or [("photos", ("", b""))],
            headers={"x-paidan": "web", "accept-language": self._language},
        )
        if answer.is_error:
            self._heard.add(self._heard.clock, f"{who} ! {answer.json()['error']}")
        await settle(self._app)
        await self._listen()

    def _action(self, seat: str, label: str) -> str:
        """The newest button with that label; buttons that are gone from the screen may be tapped too, as they were."""
        found = next((action for name, action in reversed(self._buttons[seat]) if name == label), None)
        if found is None:
            raise ValueError(f"nobody showed {self._app.seats[seat]} a button [{label}]")
        return found

    async def _listen(self) -> None:
        """Every phone shows what is new, and says that it did, until nothing is new anywhere."""
        news = True
        while news:
            news = False
            for seat, name in self._app.seats.items():
                answer = await self._http.get(f"/chat/{seat}/lines", params={"after": self._seen[seat] or -1})
                answer.raise_for_status()
                for line in answer.json()["lines"]:
                    self._seen[seat] = max(self._seen[seat], line["id"])
                    news = news or line["who"] == "bot"
                    if line["who"] == "bot":
                        self._hear(seat, name, line)
                await self._http.post(
                    f"/chat/{seat}/seen", json={"upto": self._seen[seat]}, headers={"x-paidan": "web"}
                )
            await settle(self._app)

    def _hear(self, seat: str, name: str, line: dict[str, object]) -> None:
        buttons = line["buttons"]
        assert isinstance(buttons, list)  # noqa: S101  as the page gets it
        self._buttons[seat] += [(button["label"], button["action"]) for button in buttons]
        shown = " ".join(f"[{button['label']}]" for button in buttons)
        at = line["at"]
        assert isinstance(at, int)  # noqa: S101
        self._heard.add(self._when(at), "\n".join(part for part in (f"{name} < {line['text']}", shown) if part))

    async def _log(self, job: str) -> str:
        def names(unit: Unit) -> str:
            rows = unit.tx.all(unit.q.events, subject=unit.numbered(job))
            return " ".join(row["name"] for row in rows)

        return await self._app.store.run(names)


def a_photo(name: str) -> bytes:
    """A real JPEG that differs by name."""
    picture = Image.new("RGB", (320, 240), tuple(random.Random(name).randbytes(3)))  # noqa: S311
    ImageDraw.Draw(picture).text((20, 20), name)
    buffer = BytesIO()
    picture.save(buffer, "JPEG")
    return buffer.getvalue()


def rewritten(text: str, heard: Iterator[list[str]]) -> str:
    """A file of chats with what was really heard."""
    lines = []
    for line in text.splitlines():
        if line.startswith("=="):
            lines += [line, *next(heard), ""]
        elif line.startswith("#"):
            lines += [line, ""]
    return "\n".join(lines) + "\n"
