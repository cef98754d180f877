"""Writes in one language: names of events and roles, lengths of time, money, calendars of a pack."""

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from domain.durations import DAY, HOUR, MINUTE, SECOND, duration

LANGUAGES = ("zh", "en")
UNITS = ((DAY, "天", "day"), (HOUR, "小时", "hour"), (MINUTE, "分钟", "minute"), (SECOND, "秒", "second"))


@cache
def words() -> Mapping[str, Any]:
    """The table of people's words: group → name → {zh, en}; events by chapter."""
    table = tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))
    chapters = table.pop("event")
    table["event"] = {name: said for events in chapters.values() for name, said in events.items()}
    table["chapter_of"] = {name: chapter for chapter, events in chapters.items() for name in events}
    return table


class Pen:
    """One language, and the calendars that a pack's rules name."""

    def __init__(self, language: str, hours: Mapping[str, Any] | None = None) -> None:
        self.language = language
        self._hours = hours or {}

    def __call__(self, zh: str, en: str) -> str:
        """The sentence in this language."""
        return zh if self.language == "zh" else en

    def word(self, group: str, name: str) -> str:
        """A name as people say it; a name of the pack's own as it is written."""
        said = words().get(group, {}).get(name)
        return said[self.language] if said else name

    def event(self, name: str) -> str:
        return self.word("event", name)

    def role(self, name: str) -> str:
        """ "主管", "the supervisor"."""
        return self("", "the ") + self.word("role", name)

    def any_of(self, group: str, names: Iterable[str]) -> str:
        said = [self.word(group, name) for name in names]
        return self("、", "; ").join(said) if group == "event" else self.listed(said)

    def listed(self, said: Iterable[str]) -> str:
        return self("、", ", ").join(said)

    def points(self, said: Iterable[str]) -> str:
        """Several things that each are half a sentence."""
        return self("；", "; ").join(said)

    def wording(self, entry: Mapping[str, Any], prefix: str = "") -> str:
        return str(entry[f"{prefix}{self.language}"])

    def length(self, text: str | int) -> str:
        """ "1h30m" → "1 小时 30 分钟", "1 hour 30 minutes"; a sign is left out."""
        left = abs(duration(text)) if isinstance(text, str) else abs(text)
        said = []
        for unit, zh, en in UNITS:
            count, left = divmod(left, unit)
            if count:
                said.append(self(f"{count} {zh}", f"{count} {en}{'' if count == 1 else 's'}"))
        return " ".join(said) or self("0 分钟", "0 minutes")

    def money(self, fen: int) -> str:
        yuan = f"{fen / 100:.2f}".removesuffix(".00")
        return self(f"{yuan} 元", f"¥{yuan}")

    def points_for(self, breach: Mapping[str, Any]) -> str:
        """What a breach counts for: "5 分(50 元)"."""
        count = breach.get("points", 0)
        said = self(f"{count} 分", f"{count} point{'' if count == 1 else 's'}")
        if breach.get("fen"):
            money = self.money(breach["fen"])
            said += self(f"（{money}）", f" ({money})")
        if breach.get("doubling"):
            said += self("，以后每次翻倍", ", doubled each further time")
        if breach.get("ladder"):
            said += self("，按次数递增", ", growing with each further time")
        if times := breach.get("times_fee"):
            said += self(f"，另收费的 {times} 倍", f", and {times} times the fee")
        return said

    def hours(self, name: str) -> str:
        """A calendar: "08:00–22:00", "每天任何时候"."""
        if name == "always":
            return self("任何时候", "at any hour")
        return self.calendar(self._hours.get(name, {})) or name

    def calendar(self, entry: Mapping[str, Any]) -> str:
        """The hours of a calendar, on which days, and what does not count."""
        said = [f"{entry['from']}–{entry['to']}"] if {"from", "to"} <= entry.keys() else []
        days = entry.get("days")
        if days == "workdays":
            said.insert(0, self("工作日", "on working days"))
        elif days:
            said.insert(0, self.listed(self.word("day", day) for day in days))
        if entry.get("holidays") == "off":
            said.append(self("节假日不算", "without holidays"))
        for pause in entry.get("lunch", []):
            said.append(self(f"{pause['from']}–{pause['to']} 休息", f"without {pause['from']}–{pause['to']}"))
        return self("，", ", ").join(said)

    def when(self, table: Mapping[str, Any]) -> str:
        """The conditions of a rule: "维修、安装"."""
        said = []
        for key, value in table.items():
            names = [value] if isinstance(value, str) else value
            is_list = isinstance(names, list)
            said.append(self.any_of(key, names) if is_list and key in words() else f"{key} {self.plain(value)}")
        return self("，", ", ").join(said)

    def plain(self, value: Any) -> str:
        """A value for which there are no words of its own."""
        if isinstance(value, bool):
            return self("是" if value else "否", "yes" if value else "no")
        if isinstance(value, Mapping):
            if set(LANGUAGES) <= value.keys():
                more = [self.plain(inner) for key, inner in value.items() if key not in (*LANGUAGES, "key")]
                return self.wording(value) + (f" ({self.listed(more)})" if more else "")
            return self.listed(f"{name} {self.plain(inner)}" for name, inner in value.items())
        if isinstance(value, list):
            return self.listed(self.plain(inner) for inner in value)
        if isinstance(value, str):
            try:
                return self.length(value)
            except ValueError:
                return value
        return str(value)
