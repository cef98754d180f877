"""A day that begins at nine, in a folder of its own."""

from pathlib import Path

import pytest

from tests.scheduler.day import Day


@pytest.fixture
def day(tmp_path: Path) -> Day:
    return Day(tmp_path)
