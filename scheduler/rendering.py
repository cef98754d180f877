"""A waiting message in its reader's language, ready for a channel."""

from collections.abc import Mapping
from typing import Any

from handlers.said import Message, Tap
from handlers.texts import Texts
from storage.lanes import Waiting


def rendered(waiting: Waiting, texts: Texts, fallback: str, now: int) -> Message:
    """The words and taps. Raises LookupError, ValueError when a text cannot be said.

    fallback  the language of a reader who never chose one
    now       UTC ms: "today" and "tomorrow" are seen from here
    """
    language = waiting.language or fallback

    def say(key: str, data: Mapping[str, Any]) -> str:
        return texts.say(key, data, language, waiting.zone, now)

    parts = [say(waiting.key, waiting.data)]
    taps: tuple[Tap, ...] = ()
    if waiting.question:
        parts.append(say(waiting.question["key"], {**waiting.data, **waiting.question["data"]}))
        taps = tuple(
            Tap(
                texts.label(button["label"], button["data"], language, waiting.zone, now),
                button["action"],
                button["kind"],
                button["tone"],
            )
            for button in waiting.question["buttons"]
        )
    text = "\n".join(part for part in parts if part)
    return Message(
        waiting.id,
        text,
        taps,
        tuple(waiting.data.get("photos", ())),
        voice=waiting.data.get("voice", ""),
        sheets=tuple(waiting.data.get("sheets", ())),
        silent=waiting.silent,
        expects=(waiting.question or {}).get("expects") or "",
        language=language,
        page=waiting.page,
        key=waiting.key,
        data=waiting.data,
    )
