"""The real demo in a real browser: started as a person starts it, tapped where a person taps.

Used by the browser tests and by `tests.screens`, which takes the pictures of the docs.
"""

import asyncio
import os
import re
import shutil
import socket
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from io import BytesIO
from pathlib import Path
from random import Random

import httpx
from fluent.syntax import FluentParser
from fluent.syntax.ast import Message, Pattern, TextElement
from PIL import Image, ImageDraw
from playwright.async_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    FilePayload,
    FrameLocator,
    Locator,
    Page,
    async_playwright,
    expect,
)

from bot.channels.web.pages import page_words
from bot.settings import load_settings
from domain.rules.proof import Proof
from handlers.texts import LOCALES, Texts
from policies.loader import load

ARGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
ZONE = "Asia/Shanghai"
PATIENCE = 10_000  # ms for one text to appear
UP_WITHIN_S = 30
NO_BROWSER = "this needs Chromium: install it (apt-get install chromium), or set CHROMIUM to its path"


def chromium() -> str | None:
    """Where the browser is; None when there is none."""
    return shutil.which(os.environ.get("CHROMIUM") or "chromium")


@asynccontextmanager
async def running_browser() -> AsyncIterator[Browser]:
    """Headless Chromium. Raises LookupError, with what to do, when there is none."""
    if chromium() is None:
        raise LookupError(NO_BROWSER)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium(), args=ARGS)
        try:
            yield browser
        finally:
            await browser.close()


@asynccontextmanager
async def running_demo(folder: Path) -> AsyncIterator[str]:
    """`paidan demo` on a free port, with its data in an empty folder. Yields the address, without a path."""
    port = _free_port()
    with (folder / "demo.log").open("w+", encoding="utf-8") as said:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "demo", "--port", str(port), "--folder", str(folder / "demo"),
            stdout=said, stderr=said,
            env={name: value for name, value in os.environ.items() if not name.startswith("PAIDAN_")},
        )  # fmt: skip
        address = f"http://127.0.0.1:{port}"
        try:
            await _until_ready(process, address, Path(said.name))
            yield address
        finally:
            if process.returncode is None:
                process.terminate()
            await process.wait()


async def _until_ready(process: asyncio.subprocess.Process, address: str, log: Path) -> None:
    async with httpx.AsyncClient() as http:
        for _try in range(UP_WITHIN_S * 20):
            if process.returncode is not None:
                raise RuntimeError(f"paidan demo stopped at once:\n{_said(log)}")
            try:
                if (await http.get(f"{address}/health")).is_success:
                    return
            except httpx.TransportError:
                await asyncio.sleep(0.05)
    raise RuntimeError(f"paidan demo does not answer:\n{_said(log)}")


def _said(log: Path) -> str:
    return log.read_text(encoding="utf-8")


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


class Words:
    """What people read, looked up where the program looks it up: a sentence that is worded anew breaks no test."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._texts = Texts()
        self._parsed = {
            entry.id.name: entry.value
            for entry in FluentParser().parse((LOCALES / f"{language}.ftl").read_text(encoding="utf-8")).body
            if isinstance(entry, Message) and entry.value
        }
        self._policy = load(load_settings().policy, ZONE).policy

    def label(self, key: str, **data: object) -> str:
        """A button, or any text without its data."""
        return self._texts.say(key, data, self.language, ZONE, 0)

    def part(self, key: str) -> str:
        """The longest piece of a text that is the same whatever its data."""
        return max((piece.strip() for piece in _pieces(self._parsed[key])), key=len)

    def asks(self, rule: str) -> str:
        """How a proof of the pack is asked for."""
        return self._proof(rule).ask[self.language]

    def choice(self, rule: str, n: int = 0) -> str:
        """An answer the pack offers."""
        return self._proof(rule).choices[n][self.language]

    def page(self, key: str) -> str:
        """The pages' own words."""
        return page_words(self.language)[key]

    def _proof(self, rule: str) -> Proof:
        found = self._policy.rules[rule]
        assert isinstance(found, Proof)
        return found


def _pieces(pattern: Pattern) -> Iterator[str]:
    for element in pattern.elements:
        if isinstance(element, TextElement):
            yield from element.value.splitlines()


class Phone:
    """One chat: a frame of the demo page, or a page of its own."""

    def __init__(self, inside: FrameLocator | Page) -> None:
        self._inside = inside

    def find(self, selector: str) -> Locator:
        return self._inside.locator(selector)

    def line(self, text: str, who: str = "bot") -> Locator:
        """Lines with that text, of the bot or of oneself."""
        return self.find(f".line.{who}").filter(has_text=text)

    def button(self, label: str) -> Locator:
        """The newest button with exactly that label."""
        return self.find(".choice").filter(has_text=re.compile(rf"^\s*{re.escape(label)}\s*$")).last

    async def hears(self, text: str) -> None:
        await expect(self.line(text).last).to_be_visible(timeout=PATIENCE)

    async def tap(self, label: str) -> None:
        await self.button(label).click(timeout=PATIENCE)

    async def tap_first(self, starts: str) -> None:
        """The first button whose label begins so."""
        await self.find(".choice").filter(has_text=re.compile(rf"^\s*{starts}")).first.click(timeout=PATIENCE)

    async def write(self, text: str) -> None:
        await self.find("#text").fill(text)
        await self.find("#send").click()

    async def shoot(self, label: str, photo: bytes) -> None:
        """Tap a button that opens the camera, and take that picture."""
        await expect(self.button(label)).to_be_enabled(timeout=PATIENCE)
        await self.tap(label)
        await self.find("#shoot").set_input_files(_file(photo))

    async def attach(self, *photos: bytes) -> None:
        await self.find("#pick").set_input_files([_file(photo, n) for n, photo in enumerate(photos)])


class Stage:
    """The demo page with its phones and its clock."""

    def __init__(self, page: Page, address: str, language: str) -> None:
        self.page, self.address, self.words = page, address, Words(language)
        self.customer, self.supervisor = self.phone("wang"), self.phone("zhou")
        self.li, self.zhang, self.chen = self.phone("li"), self.phone("zhang"), self.phone("chen")

    def phone(self, seat: str) -> Phone:
        return Phone(self.page.frame_locator(f"#frame-{seat}"))

    async def open(self) -> None:
        await self.page.goto(f"{self.address}/demo?lang={self.words.language}")
        for phone in (self.customer, self.supervisor, self.li):
            await expect(phone.find("#state")).to_have_attribute("data-state", "connected", timeout=PATIENCE)

    async def look_at(self, seat: str) -> None:
        """Bring a technician's phone to the front."""
        await self.page.locator(f".tab[data-seat={seat}]").click()

    async def move(self, how: str) -> None:
        """The clock: 30m, next, 2d. Returns when it has moved."""
        button = self.page.locator(f"[data-move='{how}']")
        await expect(button).to_be_enabled(timeout=PATIENCE)
        async with self.page.expect_response(lambda answer: "/demo/clock" in answer.url) as answer:
            await button.click()
        assert (await answer.value).ok
        await expect(button).to_have_attribute("aria-busy", "false")

    async def rang(self, text: str) -> None:
        await expect(self.page.locator("#rang")).to_contain_text(text, timeout=PATIENCE)


def watch(page: Page, wrong: list[str]) -> None:
    """Note errors of the console, which name a refused content policy too, and of scripts."""

    def noted(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            wrong.append(f"{message.type}: {message.text} ({message.location.get('url', '')})")

    page.on("console", noted)
    page.on("pageerror", lambda error: wrong.append(f"script: {error}"))


@asynccontextmanager
async def opened_demo(
    browser: Browser, address: str, wrong: list[str], *, language: str = "zh", dark: bool = False
) -> AsyncIterator[Stage]:
    """The demo page on a desk, in its own browser profile. `wrong` gathers what the console complains about."""
    context: BrowserContext = await browser.new_context(
        viewport={"width": 1440, "height": 900},
        locale="zh-CN" if language == "zh" else "en-GB",
        color_scheme="dark" if dark else "light",
    )
    try:
        page = await context.new_page()
        watch(page, wrong)
        stage = Stage(page, address, language)
        await stage.open()
        yield stage
    finally:
        await context.close()


def a_photo(words: str, size: tuple[int, int] = (2400, 1800)) -> bytes:
    """A JPEG as heavy as a phone's: noise on paper and large words."""
    rough = Image.frombytes("L", (size[0] // 4, size[1] // 4), Random(words).randbytes(size[0] * size[1] // 16))
    picture = Image.blend(rough.resize(size).convert("RGB"), Image.new("RGB", size, "#f4f1e6"), 0.8)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((160, 160, size[0] - 160, size[1] - 160), outline="#335", width=12)
    draw.text((300, 300), words, fill="#223", font_size=180)
    buffer = BytesIO()
    picture.save(buffer, "JPEG", quality=95)
    return buffer.getvalue()


def _file(photo: bytes, n: int = 0) -> FilePayload:
    return {"name": f"IMG_{n + 1:04}.jpg", "mimeType": "image/jpeg", "buffer": photo}
