"""Messages as the texts that WeChat takes: the choices of all numbered through, cut where it hurts least."""

from collections.abc import Sequence
from dataclasses import replace

from bot.channels.choices import together
from bot.channels.splitting import parts, utf8
from handlers.said import Message
from handlers.texts import Texts

MOST_BYTES = 2_000
LEAST_BYTES = 200
"""Of the words, however many choices stand under them."""
MORE = "…"


def whole(messages: Sequence[Message], texts: Texts, *further: str) -> list[str]:
    """All of them, with further words under them."""
    return parts("\n".join((together(messages, texts), *further)), MOST_BYTES, utf8)


def shortened(messages: Sequence[Message], texts: Texts, most: int) -> list[str]:
    """At most so many texts: the beginning of the words, the way to the page that has all of them, and every choice."""
    page = next((message.page for message in messages if message.page), "")
    link = texts.say("page-link", {"page": page}, messages[0].language, "UTC", 0) if page else ""
    choices = together([replace(message, text="") for message in messages], texts)
    under = "\n".join((MORE, *(part for part in (link, choices) if part)))
    first = parts("\n\n".join(message.text for message in messages), MOST_BYTES, utf8)[:most]
    left = max(LEAST_BYTES, MOST_BYTES - sum(map(utf8, under)))
    return [*first[:-1], parts(first[-1], left, utf8)[0] + under]
