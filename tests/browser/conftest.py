"""A demo of one's own and a browser for each test. Whatever the console complains about fails the test."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser

from tests.browser.driving import NO_BROWSER, Stage, chromium, opened_demo, running_browser, running_demo


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    """Headless Chromium; a machine without it fails here, with what to do."""
    if chromium() is None:
        pytest.fail(NO_BROWSER, pytrace=False)
    async with running_browser() as opened:
        yield opened


@pytest.fixture
async def address(tmp_path: Path) -> AsyncIterator[str]:
    """Where a demo runs that nobody has used yet."""
    async with running_demo(tmp_path) as here:
        yield here


@pytest.fixture
def wrong() -> list[str]:
    """What the browser's console complained about. A test that expects complaints clears it."""
    return []


@pytest.fixture
async def stage(browser: Browser, address: str, wrong: list[str]) -> AsyncIterator[Stage]:
    """The demo page, opened."""
    async with opened_demo(browser, address, wrong) as opened:
        yield opened
    assert wrong == []
