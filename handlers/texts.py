"""Words for people: a text id and its data become a sentence in the reader's language (Fluent).

Values are shown by the name of their place: `…_at` a local time, `window` a visit time, `…_fen` money, `wording` the
pack's own words, `…_short` the beginning of somebody's words, `product`, `service`, `stage`, `kind` and `why` a word of
the locales. What is a table `{"text": id, …}` is a text of its own; a list of them stands one per line.
`{"masked": words, "without": values}` is words without any phone number or address.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from fluent.runtime import FluentBundle, FluentResource

from handlers.reading.masking import masked
from handlers.reading.money import spell_fen

LANGUAGES = ("zh", "en")
LOCALES = Path(__file__).parent / "locales"
WORDS = {
    "product": "product",
    "service": "service",
    "stage": "stage",
    "kind": "kind",
    "why": "why",
    "who": "role",
    "role": "role",
}

OWN_WORDS = ("words", "reason_given")
"""Places that hold what somebody said, however long: `…_short` is their beginning."""
A_GLANCE = 48
"""Columns of somebody's words in a message that is read at a glance; a Chinese character takes two."""


def in_short(words: str) -> str:
    """The beginning of somebody's words, in one line."""
    line, width = "", 0
    for character in " ".join(words.split()):
        width += 2 if character > "\u2e7f" else 1
        if width > A_GLANCE:
            return f"{line.rstrip()}…"
        line += character
    return line


class Texts:
    """All texts, in every language."""

    def __init__(self, folder: Path = LOCALES) -> None:
        self._bundles = {language: _bundle(folder, language) for language in LANGUAGES}

    def ids(self, language: str) -> set[str]:
        return set(self._bundles[language]._messages)

    def say(self, key: str, data: Mapping[str, Any], language: str, zone: str, now: int) -> str:
        """One text. Raises LookupError for an unknown id, ValueError where its data does not fill it."""
        bundle = self._bundles[language]
        if not bundle.has_message(key):
            raise LookupError(f"no text {key!r} in {language}")
        reader = _Reader(self, language, ZoneInfo(zone), now)
        places = {name: reader.shown(name, value) for name, value in data.items()}
        places |= {f"{name}_short": in_short(str(places[name])) for name in OWN_WORDS if name in places}
        pattern = bundle.get_message(key).value
        if pattern is None:
            raise LookupError(f"text {key!r} in {language} is empty")
        words, errors = bundle.format_pattern(pattern, places)
        if errors:
            raise ValueError(f"text {key!r} in {language}: {errors[0]!r}")
        return str(words).strip()

    def value(self, name: str, value: Any, language: str, zone: str, now: int) -> str:
        """What a place of this name shows for a value."""
        return str(_Reader(self, language, ZoneInfo(zone), now).shown(name, value))

    def label(self, label: Any, data: Mapping[str, Any], language: str, zone: str, now: int) -> str:
        """A button's label: a text id, or the pack's own wording."""
        return str(label[language]) if isinstance(label, dict) else self.say(label, data, language, zone, now)

    def has(self, key: str, language: str) -> bool:
        return bool(self._bundles[language].has_message(key))


def _bundle(folder: Path, language: str) -> FluentBundle:
    bundle = FluentBundle([{"zh": "zh-CN", "en": "en-GB"}[language]], use_isolating=False)
    bundle.add_resource(_parsed((folder / f"{language}.ftl").read_text(encoding="utf-8")))
    return bundle


_parsed = cache(FluentResource)
"""Reading takes a quarter of a second: once a process, however many companies it serves."""


class _Reader:
    """Values as one reader sees them."""

    def __init__(self, texts: Texts, language: str, zone: ZoneInfo, now: int) -> None:
        self._texts, self._language, self._zone, self._now = texts, language, zone, now

    def shown(self, name: str, value: Any) -> Any:
        if value is None:
            return ""
        if isinstance(value, dict):
            return self._table(value)
        if isinstance(value, list) and name == "window":
            return self._window(value[0], value[1])
        if isinstance(value, list):
            return "\n".join(self.shown("", entry) for entry in value)
        if name.endswith("_at"):
            return self._time(value)
        if name.endswith("_fen") or name == "fen":
            return spell_fen(value)
        if name in WORDS and self._texts.has(f"{WORDS[name]}-{value}", self._language):
            return self._say(f"{WORDS[name]}-{value}", {})
        return value

    def _table(self, value: dict[str, Any]) -> str:
        if "masked" in value:
            return masked(str(value["masked"]), value.get("without", ()))
        if "text" not in value:
            return str(value[self._language])
        return self._say(value["text"], {name: inner for name, inner in value.items() if name != "text"})

    def _say(self, key: str, data: Mapping[str, Any]) -> str:
        return self._texts.say(key, data, self._language, self._zone.key, self._now)

    def _local(self, at: int) -> datetime:
        return datetime.fromtimestamp(at / 1000, self._zone)

    def _time(self, at: int) -> str:
        """ "09:35" today, else with its day."""
        moment = self._local(at)
        clock = f"{moment:%H:%M}"
        return clock if moment.date() == self._local(self._now).date() else f"{self._day(moment)} {clock}"

    def _window(self, start: int, end: int) -> str:
        begins, ends = self._local(start), self._local(end)
        clock = f"{begins:%H:%M}" if start == end else f"{begins:%H:%M}–{ends:%H:%M}"
        half = {"08:00–12:00": "morning", "13:00–18:00": "afternoon", "18:00–21:00": "evening"}.get(clock)
        if half:
            clock = self._say("half-day", {"half": half, "clock": clock})
        return f"{self._day(begins)} {clock}"

    def _day(self, moment: datetime) -> str:
        away = (moment.date() - self._local(self._now).date()) // timedelta(days=1)
        near = {0: "today", 1: "tomorrow"}.get(away, "other")
        return self._say(
            "day",
            {"near": near, "weekday": moment.isoweekday(), "month": moment.month, "day": moment.day},
        )
