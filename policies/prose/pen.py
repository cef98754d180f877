"""Writes in one language: names of events and roles, lengths of time, money, calendars of a pack."""

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from domain.durations import DAY, HOUR, MINUTE, SECOND, duration
from domain.rules.when import KEYS

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
    """One language, and the calendars and tags that a pack's rules name."""

    def __init__(
        self, language: str, hours: Mapping[str, Any] | None = None, tags: Mapping[str, Any] | None = None
    ) -> None:
        self.language = language
        self._hours = hours or {}
        self._tags = tags or {}

    def __call__(self, zh: str, en: str) -> str:
        """The sentence in this language."""
        return zh if self.language == "zh" else en

    def word(self, group: str, name: str) -> str:
        """A name as people say it; a name of the pack's own as it is written."""
        said = words().get(group, {}).get(name)
        return said[self.language] if said else name

    def event(self, name: str) -> str:
        return self.word("event", name)

    def evidence(self, name: str) -> str:
        """What is shown or written: "照片 shaft" for "photo.shaft", whose name is the pack's own."""
        kind, _, own = name.partition(".")
        return f"{self.word('evidence', kind)} {own}".strip()

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

    def only(self, row: Mapping[str, Any]) -> str:
        """What a rule's sentences begin with where it does not always hold: "只限维修：", "Only for repairs: "."""
        return self(f"只限{self.when(row['when'])}：", f"Only for {self.when(row['when'])}: ") if "when" in row else ""

    def when(self, table: Mapping[str, Any]) -> str:
        """The conditions of a rule: "维修、安装，不含咨询"."""
        said = [self._condition(key, table[key]) for key in KEYS if key in table and key != "not"]
        no = table.get("not", {})
        never = [self._condition(key, no[key]) for key in KEYS if key in no]
        said += [self(f"不含{words}", f"not for {words}") for words in never]
        return self("，", ", ").join(said)

    def having(self, table: Mapping[str, Any]) -> str:
        """What an event itself must say."""
        names = ((key, value if isinstance(value, list) else [value]) for key, value in table.items())
        return self.listed(self._named(key, said) for key, said in names)

    def _named(self, key: str, names: list[str]) -> str:
        if key == "needs":
            return self.listed(map(self.evidence, names))
        return self.any_of(key, names) if key in words() else self.listed(names)

    def _condition(self, key: str, value: Any) -> str:
        if isinstance(value, bool):
            return self.word("contract", "yes" if value else "no")
        if isinstance(value, Mapping):
            return self._span(key, value)
        names = [value] if isinstance(value, str) else value
        if key == "tag":
            named = self.listed(self.tag(name) for name in names)
            return self(f"标签是{named}的客户", f"customers tagged {named}")
        if key == "count":
            return self(f"{self.listed(names)} 计满", f"when {self.listed(names)} has counted up")
        return self.any_of(key, names)

    def _span(self, key: str, span: Mapping[str, int]) -> str:
        """ "台数 2 到 10", "units 2 to 10"."""
        said = {name: self.money(number) if key == "price_fen" else str(number) for name, number in span.items()}
        what = self.word("number", key)
        if said.keys() == {"from", "to"}:
            return self(f"{what} {said['from']} 到 {said['to']}", f"{what} {said['from']} to {said['to']}")
        if "from" in said:
            return self(f"{what}至少 {said['from']}", f"{what} at least {said['from']}")
        return self(f"{what}最多 {said['to']}", f"{what} at most {said['to']}")

    def tag(self, name: str) -> str:
        """A tag as the pack calls it."""
        return self.wording(self._tags[name]) if name in self._tags else name

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
