"""Plays a written chat against the whole application, with a clock that is moved, and writes down what was heard.

    == 迟迟不约时间
    09:00 王女士 > 空调不制冷,幸福路8号,13800138000
          王女士 < 已登记,单号 {job}:空调维修
    09:05 周主管 > [派 李师傅]
    09:35 …
          李师傅 < 还有 10 分钟
    log {job}: job.reported intake.completed

`>` says or taps `[a button]`, with `📷 name` a photo that shows that name, `|` between its lines (on Telegram also
`🎤 name` and `📍 24.87,118.67`); `📷 name@2026-11-25,09:12,Xiaomi,14` one whose metadata says when and with what it was
taken; `📄 {job}` one of that job's service sheet as it would be printed now, `📄 {job} signed` one of it with a pen's
name and words on it; `📎 name` a file that is no photo; `⏎` for a line's end; `<` hears, further lines after `|`; `!`
is told by the page itself; `…` lets time pass until then; `+2d 09:00` is two days after the first. `log` is a job's
events by name. Who has no phone in the company opens a new one; `{code}` is the newest invitation's code, `🔗` opens
the newest link.
Silence and chatter both fail: what is heard must be what is written.
"""

import difflib
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.app import App
from bot.clocks import HeldClock
from bot.company import DEMO, read_company
from bot.demo import seats_of
from bot.drawn import a_photo, a_sheet
from bot.moving import move_to, settle
from bot.phones import Line, Phones, Photo, Way, Web
from bot.settings import load_settings
from domain.errors import Refused
from domain.numbers import number
from storage.unit import FIRST_NUMBER, Unit

FIRST_DAY = date(2026, 11, 25)
FIRST_TIME = time(8, 59)
LINE = re.compile(r"^(?P<when>(?:\+\d+d )?\d\d:\d\d)? *(?:(?P<who>\S+) (?P<sign>[<>!])|(?P<rest>…))(?: (?P<text>.*))?$")
MORE = re.compile(r"^ *\|(?: (?P<text>.*))?$")
LOG = re.compile(r"^log (?P<number>\S+): *(?P<events>.*)$")
JOBS = {"{job}": number(FIRST_NUMBER), "{job2}": number(FIRST_NUMBER + 1), "{job3}": number(FIRST_NUMBER + 2)}
CODE = re.compile(r"[0-9A-HJKMNP-TV-Z]{4}(?:-[0-9A-HJKMNP-TV-Z]{4}){2}")
LINK = re.compile(r"(?<=code=)[0-9a-f]{48}")
UNAUTHORIZED = 401
INDENT = "      "
LAST_HEARD = 8
"""Lines that are shown above a mistake in a chat."""
SHOWN = re.compile(r" ?([📷📎📄])")
"""Before what is sent along: photos by name, files that are none, a service sheet's photo."""
PASTED = "⏎"
"""Stands for a line's end in what somebody pastes."""


@dataclass(frozen=True)
class Chat:
    """One written chat: its title and its lines."""

    title: str
    lines: tuple[str, ...]


class Misplayed(ValueError):
    """A line of a chat that cannot be played: a button that nobody showed, a sheet of no job, or words that
    are no line of a chat.

    heard  how the chat went until then
    """

    def __init__(self, why: str, heard: list[str]) -> None:
        super().__init__(why)
        self.heard = heard

    def __str__(self) -> str:
        """Why, below the last that was heard."""
        return "\n".join([*self.heard[-LAST_HEARD:], f"✗ {self.args[0]}"])


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


async def play(
    chat: Chat,
    folder: Path,
    *,
    pack: str = "gree-installer",
    language: str = "zh",
    way: Way | None = None,
    staff: Path = DEMO,
) -> list[str]:
    """The chat as it really went, line for line.

    folder  empty; keeps the data
    way     the channel, else web
    staff   the company's file
    """
    way = way or Web()
    settings = load_settings(
        database_url=f"sqlite:///{folder / 'paidan.db'}",
        photos_url="memory:///",
        policy=pack,
        language=language,
        **way.settings,
    )
    company = read_company(staff)
    opened = datetime.combine(FIRST_DAY, FIRST_TIME, settings.zone)
    clock = HeldClock(int(opened.timestamp() * 1000))
    seeded = random.Random(1)  # noqa: S311  the same chat gets the same ids
    app = App(settings, company, clock=clock, entropy=seeded.randbytes, seats=seats_of(company))
    await app.open()
    try:
        async with way.phones(app, clock, language) as phones:
            await phones.open()
            return await Player(app, clock, phones).play(chat)
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

    def __init__(self, app: App, clock: HeldClock, phones: Phones) -> None:
        self._app, self._clock, self._phones = app, clock, phones
        self._zone: ZoneInfo = app.settings.zone
        self._newest = {"{code}": "", "{link}": ""}
        self._heard = Heard()

    async def play(self, chat: Chat) -> list[str]:
        """Everything the chat does, and what was heard. Raises Misplayed."""
        for line in chat.lines:
            try:
                await self._do(_with_numbers(line))
            except (ValueError, Refused) as error:
                raise Misplayed(str(error), self._heard.lines) from error
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
        if text == "🔗":
            self._heard.add(self._when(self._clock.now()), f"{who} > {text}")
            await self._phones.follow(who, self._newest["{link}"])
            await settle(self._app)
            await self._listen()
            return
        words, *shown = SHOWN.split(text)
        signs, names = shown[::2], shown[1::2]
        files = [file for one in zip(signs, names, strict=True) for file in await self._files(*one)]
        tapped = re.fullmatch(r"\[(.+)]", words.strip())
        words = words.replace("{code}", self._newest["{code}"]).replace(PASTED, "\n")
        self._heard.add(self._when(self._clock.now()), f"{who} > {text}")
        objection = await self._phones.say(who, "" if tapped else words, tapped[1] if tapped else "", files)
        if objection:
            self._heard.add(self._heard.clock, f"{who} ! {objection}")
        await settle(self._app)
        await self._listen()

    async def _files(self, sign: str, words: str) -> list[Photo]:
        """What is sent along: photos, or files that are none."""
        names = words.split()
        if sign != "📄":
            return [(f"{name}.jpg", a_photo(name) if sign == "📷" else b"not a photo") for name in names]
        job, *how = names
        if how not in ([], ["signed"]):
            raise ValueError(f"a sheet is signed or it is not: {words.strip()!r}")
        page = await self._app.papers.picture(job, self._app.settings.language)
        return [(f"{job}.jpg", a_sheet(page, signed=bool(how)))]

    async def _listen(self) -> None:
        """Every phone shows what is new, and says that it did, until nothing is new anywhere."""
        news = True
        while news:
            news = False
            for name in self._phones.names():
                lines = await self._phones.news(name)
                for line in lines:
                    self._hear(name, line)
                if lines:
                    news = True
                    await settle(self._app)

    def _hear(self, name: str, line: Line) -> None:
        shown = " ".join(f"[{label}]" for label in line.buttons)
        said = f"{name} {'!' if line.gone else '<'} {self._covered(line.text)}"
        self._heard.add(self._when(line.at), "\n".join(part for part in (said, shown) if part))

    def _covered(self, words: str) -> str:
        """Codes and links differ from play to play: they are remembered, and written as places."""
        for place, pattern in (("{code}", CODE), ("{link}", LINK)):
            for found in pattern.finditer(words):
                self._newest[place] = found[0]
            words = pattern.sub(place, words)
        return words

    async def _log(self, job: str) -> str:
        def names(unit: Unit) -> str:
            rows = unit.tx.all(unit.q.events, subject=unit.numbered(job))
            return " ".join(row["name"] for row in rows)

        return await self._app.store.run(names)


def rewritten(text: str, heard: Iterator[list[str]]) -> str:
    """A file of chats with what was really heard."""
    lines = []
    for line in text.splitlines():
        if line.startswith("=="):
            lines += [line, *next(heard), ""]
        elif line.startswith("#"):
            lines += [line, ""]
    return "\n".join(lines) + "\n"
