"""One handler for a verb, a word, an answer: two would hide each other."""

from collections.abc import Callable

import pytest

from handlers import (
    door,  # noqa: F401  registers every handler
    registry,
)
from handlers.registry import answers, handles
from handlers.talk import Talk


def other(_talk: Talk) -> None:
    """Says nothing."""


@pytest.mark.parametrize(
    "registers",
    [
        handles("accept", role="technician"),
        handles("a-verb-of-its-own", "接单", role="supervisor"),
        answers("visit", "technician"),
    ],
    ids=["verb", "word", "answer"],
)
def test_what_is_handled_already_is_refused(
    registers: Callable[[Callable[[Talk], None]], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    for table in ("VERBS", "WORDS", "ANSWERS"):
        monkeypatch.setattr(registry, table, dict(getattr(registry, table)))
    with pytest.raises(ValueError, match="handled twice"):
        registers(other)
