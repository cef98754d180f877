"""A day that begins at nine, in a folder of its own."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.scheduler.day import Day


@pytest.fixture
async def day(tmp_path: Path) -> AsyncIterator[Day]:
    opened = Day(tmp_path)
    yield opened
    await opened.end()
