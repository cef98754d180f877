"""Takes the pictures of the docs: plays a late job on a real demo and photographs it.

`python -m tests.screens docs/img`, or `make screens`.

demo.png and demo-en.png are the demo page on a desk. The chats are pages of their own on a phone.
"""

import asyncio
import sys
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.async_api import Browser, ViewportSize, expect

from tests.browser.driving import PATIENCE, Stage, a_photo, opened_demo, running_browser, running_demo

PHONE = ViewportSize(width=390, height=844)
COLOURS = 256


async def late(stage: Stage) -> None:
    """Reported, dispatched, accepted, and no visit agreed: reminded, escalated, a breach proposed."""
    words = stage.words
    await stage.page.locator("[data-do='1']").click()
    await stage.customer.find("#send").click()
    await stage.customer.hears(words.label("ask-phone"))
    await stage.customer.write("13800138000")
    await stage.customer.tap(words.label("button-skip"))
    await stage.customer.hears(words.part("noted"))
    await stage.supervisor.tap(words.label("button-dispatch", technician="李师傅"))
    await stage.li.tap(words.label("button-accept"))
    await stage.customer.hears(words.part("technician-found"))
    await stage.move("next")
    await stage.li.hears(words.part("clock-remind"))
    await stage.move("30m")
    await stage.supervisor.hears(words.part("clock-late"))
    await stage.li.hears(words.part("breach-proposed"))


async def visited(stage: Stage) -> None:
    """After all a visit is agreed; on site the price waits for the customer's yes."""
    words = stage.words
    await stage.li.tap(words.label("button-propose"))
    await stage.customer.tap_first(words.label("day", near="today"))
    await stage.li.tap(words.label("button-depart-ticked"))
    await stage.li.tap(words.label("button-arrive"))
    await stage.li.tap(words.label("button-paid"))
    await stage.li.hears(words.asks("S1"))
    await stage.li.write("配件80 人工50" if words.language == "zh" else "parts 80 labour 50")
    await stage.customer.hears(words.part("price-quoted"))


async def proven(stage: Stage) -> None:
    """Agreed, repaired, and one photo of two is there."""
    words = stage.words
    await stage.customer.tap(words.label("button-agree-price", total_fen=13_000))
    for rule in ("S5.cause", "S5.remedy", "S5.parts", "S2.trial"):
        await stage.li.hears(words.asks(rule))
        await stage.li.tap(words.choice(rule))
    await stage.li.hears(words.asks("S2.sheet"))
    await stage.li.shoot(words.label("button-camera"), a_photo("Service sheet 10019"))
    await stage.li.hears(words.asks("S3"))


async def noticed(stage: Stage) -> None:
    """The job is finished, so that the customer's appliance has a file; a notice goes to everybody who has one."""
    words = stage.words
    await stage.li.shoot(words.label("button-camera"), a_photo("Service number 400-800-0000"))
    await stage.li.tap(words.label("button-finish"))
    await stage.customer.hears(words.part("work-finished"))
    day = (datetime.now(UTC) + timedelta(days=25)).date()
    zh = words.language == "zh"
    to, what = (
        ("空调", "冬季免费检查，想约的回个话") if zh else ("air_conditioner", "Free winter check, answer here to book")
    )
    await stage.supervisor.write(f"{'通知' if zh else 'notice'} {day} {to} {what}")
    await stage.supervisor.tap(words.label("button-notice-send"))
    await stage.customer.hears(what)


async def chat(browser: Browser, stage: Stage, seat: str, to: Path, *, dark: bool = False) -> None:
    """One chat on a phone, as it stands now."""
    language = "zh-CN" if stage.words.language == "zh" else "en-GB"
    context = await browser.new_context(viewport=PHONE, locale=language, color_scheme="dark" if dark else "light")
    page = await context.new_page()
    await page.goto(f"{stage.address}/chat/{seat}/")
    await expect(page.locator("#state")).to_have_attribute("data-state", "connected", timeout=PATIENCE)
    await page.evaluate("Promise.all([...document.images].map(image => image.decode().catch(() => null)))")
    await page.screenshot(path=to, animations="disabled")
    await context.close()
    fewer_colours(to)


async def rulebook(browser: Browser, stage: Stage, to: Path) -> None:
    """The rules in force, as who works here reads them on a phone; half light, half dark."""
    pictures = []
    for scheme, where in (("light", "top"), ("dark", "D2")):
        language = "zh-CN" if stage.words.language == "zh" else "en-GB"
        context = await browser.new_context(viewport=PHONE, locale=language, color_scheme=scheme)  # type: ignore[arg-type]
        page = await context.new_page()
        await page.goto(f"{stage.address}/chat/zhou/")  # sits down
        await page.goto(f"{stage.address}/chat/zhou/rules#{where}")
        pictures.append(await page.screenshot(animations="disabled"))
        await context.close()
    shown = [Image.open(BytesIO(picture)) for picture in pictures]
    beside = Image.new("RGB", (sum(picture.width for picture in shown), PHONE["height"]))
    for n, picture in enumerate(shown):
        beside.paste(picture, (n * PHONE["width"], 0))
    beside.save(to)
    fewer_colours(to)


async def desk(stage: Stage, to: Path) -> None:
    """The demo page, without the mouse on a button."""
    await stage.page.mouse.move(2, 2)
    await stage.page.evaluate("document.activeElement?.blur()")
    await stage.page.screenshot(path=to, animations="disabled")
    fewer_colours(to)


def fewer_colours(file: Path) -> None:
    with Image.open(file) as picture:
        picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(file, optimize=True)


async def take(browser: Browser, language: str, into: Path) -> None:
    """All pictures in one language."""
    with TemporaryDirectory() as folder:
        async with (
            running_demo(Path(folder)) as address,
            opened_demo(browser, address, [], language=language) as stage,
        ):
            suffix = "" if language == "zh" else "-en"
            await rulebook(browser, stage, into / f"rules{suffix}.png")
            await late(stage)
            await desk(stage, into / f"demo{suffix}.png")
            await chat(browser, stage, "zhou", into / f"chat-supervisor{suffix}.png")
            await visited(stage)
            await chat(browser, stage, "wang", into / f"chat-customer{suffix}.png")
            await proven(stage)
            await chat(browser, stage, "li", into / f"chat-technician{suffix}.png", dark=True)
            await noticed(stage)
            await chat(browser, stage, "zhou", into / f"notice{suffix}.png")


async def main(into: Path) -> None:
    async with running_browser() as browser:
        for language in ("zh", "en"):
            await take(browser, language, into)


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    asyncio.run(main(folder))
