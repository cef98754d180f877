"""The whole job is at most twelve taps for the technician and nothing typed; docs/chats.md shows it as it is played."""

from pathlib import Path

import pytest

from bot.play import Chat
from tests.chatbook import book, effort, whole_jobs

MOST_TAPS = 12
PAGE = Path(__file__).parent.parent / "docs" / "chats.md"
JOBS = [(language, chat) for language in ("zh", "en") for chat in whole_jobs(language)]


@pytest.mark.parametrize(("language", "chat"), JOBS, ids=[f"{language}: {chat.title}" for language, chat in JOBS])
def test_a_technician_needs_at_most_twelve_taps_and_types_nothing(language: str, chat: Chat) -> None:
    taps, typed = effort(chat)
    assert (taps <= MOST_TAPS, typed) == (True, 0), f"{taps} taps, {typed} typed"


@pytest.mark.parametrize(("language", "chat"), JOBS, ids=[f"{language}: {chat.title}" for language, chat in JOBS])
def test_the_whole_job_is_whole(language: str, chat: Chat) -> None:
    """From the report to the end, with every proof: the count is of a real job."""
    log = next(line for line in chat.lines if line.startswith("log ")).split()
    assert log[2] == "job.reported"
    assert log[-1] == "job.closed"
    assert log.count("work.noted") == 5
    assert log.count("photo.received") == 2
    assert {"technician.departed", "technician.arrived", "work.finished", "technician.left"} <= set(log)


def test_a_paid_and_a_free_job_are_counted_in_both_languages() -> None:
    for language in ("zh", "en"):
        assert ["price.agreed" in " ".join(chat.lines) for chat in whole_jobs(language)] == [True, False]


def test_the_count_notices_taps_photos_and_typing() -> None:
    lines = (
        "09:00 李师傅 > [接单]",
        "      李师傅 < 接了。",
        "+1d 09:01 李师傅 > 📷 a",
        "      李师傅 > 配件80",
        "      周主管 > 好",
    )
    assert effort(Chat("", lines)) == (2, 1)


def test_docs_chats_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == book(), "make chats"
