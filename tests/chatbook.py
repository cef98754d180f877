"""Writes docs/chats.md: the whole job as chats, zh and en, as `tests/test_chats.py` plays them.

`python -m tests.chatbook docs/chats.md`, or `make chats`.
"""

import re
import sys
from pathlib import Path

from bot.play import Chat, read_chats

CHATS = Path(__file__).parent / "chats"
BOOK = {"zh": CHATS / "whole-job-by-taps.chat", "en": CHATS / "whole-job-by-taps-en.chat"}
HEADS = {"zh": "中文", "en": "English"}
TECHNICIAN = "李师傅"
SAYS = re.compile(rf"^(?:(?:\+\d+d )?\d\d:\d\d)? *{TECHNICIAN} > (?P<text>.*)$")


def whole_jobs(language: str) -> list[Chat]:
    """The chats of the book in one language."""
    return read_chats(BOOK[language].read_text(encoding="utf-8"))


def effort(chat: Chat) -> tuple[int, int]:
    """What the whole job costs the technician: taps (a photo is one), and messages typed."""
    said = [found["text"] for line in chat.lines if (found := SAYS.match(line))]
    typed = [text for text in said if not text.startswith(("[", "📷", "📄"))]
    return len(said) - len(typed), len(typed)


def book() -> str:
    """The page."""
    parts = [HEAD]
    for number, (chinese, english) in enumerate(zip(whole_jobs("zh"), whole_jobs("en"), strict=True), 1):
        for language, chat in (("zh", chinese), ("en", english)):
            taps, typed = effort(chat)
            parts += [
                f"## {number} · {HEADS[language]}: {chat.title}",
                f"{TECHNICIAN}: {taps} taps, {typed} typed.",
                "\n".join(["```text", *(line for line in chat.lines if line.strip()), "```"]),
            ]
    return "\n\n".join(parts) + "\n"


HEAD = """# The whole job as chats

Made by the tests (`make chats`), so it is what the program says, word for word. `>` is said or tapped (`[a button]`,
`📷` a photo), `<` is heard, `|` goes on, `+2d` is two days later. 王女士 is the customer, 周主管 the supervisor, 李师傅
the technician, who needs at most 12 taps for a whole job and types nothing that is known. The last line is the log.

More chats, with everything that goes wrong: `policies/packs/*.chat` and `tests/chats/`."""

if __name__ == "__main__":
    Path(sys.argv[1]).write_text(book(), encoding="utf-8")
