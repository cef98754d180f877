"""A waiting message in its reader's language, ready for a channel."""

from collections.abc import Iterator, Mapping
from typing import Any

from handlers.reading.masking import HIDDEN, masked
from handlers.said import Message, Tap
from handlers.texts import Texts
from storage.hiding import CONTACT
from storage.lanes import Waiting

DISTRICT = ("area",)
"""Where roughly: everybody who is asked to go may know."""


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


def shows_contact(waiting: Waiting, text: str) -> bool:
    """Whether a technician reads in these words about a job where or by what number somebody is reached. X5."""
    if waiting.audience != "technician" or waiting.subject is None:
        return False
    question = waiting.question["data"] if waiting.question else {}
    return any(value in text for value in _contacts([waiting.data, question]))


def _contacts(value: Any, name: str = "") -> Iterator[str]:
    """The values of a text's data that are a number or an address, or hold one."""
    if isinstance(value, Mapping):
        for key, inner in value.items() if "masked" not in value else ():
            yield from _contacts(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from _contacts(inner, name)
    elif isinstance(value, str) and name not in DISTRICT and _tells(value, name):
        yield value


def _tells(value: str, name: str) -> bool:
    return any(map(str.isdigit, value)) if name in CONTACT else HIDDEN in masked(value)
