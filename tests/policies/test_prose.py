"""Every kind of rule, event and role a pack may name has its words, and every key of a rule is told."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from fluent.syntax import FluentParser
from fluent.syntax import ast as fluent

from domain import rules
from domain.events import EVENTS
from domain.rules.clock import DOES
from domain.rules.proof import EVIDENCE
from domain.rules.row import ROLES
from domain.rules.within import ANCHORS
from handlers.texts import LOCALES
from policies.book import read_book
from policies.comparing import compare
from policies.loader import PACKS, load
from policies.prose import kinds
from policies.prose.pen import LANGUAGES, Pen, words
from policies.prose.settings import POINTS

ZONE = "Asia/Shanghai"
SHIPPED = sorted(path.stem for path in PACKS.glob("*.toml"))
EVERYWHERE = {"id", "source", "zh", "en"}
MORE = """
[pack]
name = "mine"
extends = "gree-installer"
zh = "我的制度"
en = "Mine"

[quiet]
to = "08:00"

[[clock]]
id = "D2"
source = "T9.8"
from = "job.dispatched"
until = ["appointment.agreed", "offer.passed"]
on = "technician"
within = "1h"
hours = "contact"
late = [{ at = "0m", tell = "manager" }]
breach = { points = 3, on = "technician" }
zh = "接到派工单后半小时内与用户预约上门时间"
en = "Agree a visit time with the customer within half an hour of dispatch"

[[report]]
id = "R1"
source = "T1.10"
every = "quarter"
by = "3d"
hours = "contact"
from = "manager"
to = "manager"
shows = ["jobs", "fees"]
asks = [{ zh = "质量", en = "Quality" }]
items = [{ zh = "归档", en = "Filed" }]
photo = true
remind = [{ at = "-1d", tell = "supervisor" }]
late = [{ at = "0m", tell = "manager" }]
zh = "每季度报质量"
en = "Quality, quarterly"

[[proof]]
id = "S4"
source = "T6"
before = "work.finished"
needs = "photo.log"
zh = "记录本拍照"
en = "The log book is photographed"
ask_zh = "拍记录本"
ask_en = "Photograph the log book"
"""


class Watched(dict[str, Any]):
    """A row that remembers which of its keys were read."""

    def __init__(self, row: Mapping[str, Any]) -> None:
        super().__init__(row)
        self.read: set[str] = set()

    def __getitem__(self, key: str) -> Any:
        self.read.add(key)
        return super().__getitem__(key)

    def get(self, key: str, default: Any = None) -> Any:
        self.read.add(key)
        return super().get(key, default)


def rows() -> Iterator[tuple[str, str, Mapping[str, Any], Mapping[str, Any]]]:
    for name in SHIPPED:
        table = json.loads(load(name, ZONE).text)["pack"]
        for kind in rules.kinds():
            yield from ((name, kind, row, table) for row in table.get(kind, ()))


def test_every_kind_of_rule_has_its_prose() -> None:
    assert set(kinds()) == set(rules.kinds())


def test_every_event_and_role_a_rule_may_name_has_its_words() -> None:
    table = words()
    assert set(table["event"]) == set(EVENTS)
    assert set(table["role"]) == set(ROLES)
    assert set(table["do"]) == set(DOES)
    assert set(table["anchor"]) == set(ANCHORS)
    assert set(table["evidence"]) == set(EVIDENCE)
    assert set(table["chapter_of"].values()) <= set(table["chapter"])
    for group in table.keys() - {"chapter_of"}:
        assert all(set(said) == set(LANGUAGES) and all(said.values()) for said in table[group].values()), group


def test_products_are_called_what_the_chat_calls_them() -> None:
    for language in LANGUAGES:
        parsed = FluentParser().parse((LOCALES / f"{language}.ftl").read_text(encoding="utf-8"))
        said = {
            entry.id.name.removeprefix("product-"): entry.value.elements[0].value
            for entry in parsed.body
            if isinstance(entry, fluent.Message) and entry.id.name.startswith("product-") and entry.value
        }
        ours = {name: said[language] for name, said in words()["product"].items() if name != "default"}
        assert ours == said


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_key_of_every_rule_is_told(language: str) -> None:
    for name, kind, row, table in rows():
        for tell in (kinds()[kind].lines, kinds()[kind].facts):
            watched = Watched(row)
            assert list(tell(watched, Pen(language, table.get("hours"))))
            other = {key for key in row if key.endswith("_zh" if language == "en" else "_en")}
            untold = row.keys() - EVERYWHERE - watched.read - other
            assert not untold, f"{name} {row['id']} ({kind}): nothing is said of {sorted(untold)}"


@pytest.mark.parametrize("name", SHIPPED)
def test_every_setting_of_a_pack_has_its_words(name: str) -> None:
    book = read_book(load(name, ZONE), "en")
    assert [point for point, _value in (*book.settings, *book.lists) if "." in point or not point] == []
    assert len(set(POINTS.values())) == len(POINTS)


def test_a_rule_reads_as_a_person_would_say_it() -> None:
    """D2 in both languages."""
    zh, en = (
        next(entry for entry in read_book(load("gree-installer", ZONE), language).entries() if entry.id == "D2")
        for language in LANGUAGES
    )
    assert zh.lines[0] == (
        "从派单起 30 分钟内（08:00–22:00 计时）师傅要约好上门时间。提前 10 分钟提醒师傅。"
        "到时通知主管；超过 30 分钟改问下一位师傅。超时拟记师傅 5 分（50 元）。"
    )
    assert en.lines[0] == (
        "Within 30 minutes (counted 08:00–22:00) after the job is dispatched, a visit time is agreed. "
        "The technician is reminded 10 minutes before. "
        "The supervisor is told when it is due; 30 minutes later, the next technician is asked. "
        "When it is over, 5 points (¥50) are proposed for the technician."
    )


def test_two_packs_are_compared_in_words(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(MORE, encoding="utf-8")
    before, after = read_book(load("gree-installer", ZONE), "zh"), read_book(load(str(path), ZONE), "zh")
    found = {change.about: (change.what, {p: (a, b) for p, a, b in change.points}) for change in compare(before, after)}
    what, points = found["D2 接到派工单后半小时内与用户预约上门时间"]
    assert what == "changed"
    assert points["时限"] == ("30 分钟", "1 小时")
    assert points["提醒"] == ("提前 10 分钟提醒师傅", "")
    assert points["超时"] == ("到时通知主管；超过 30 分钟改问下一位师傅", "到时通知经理")
    assert points["拟记"] == ("5 分（50 元），师傅", "3 分，师傅")
    assert found["S4 记录本拍照"][0] == "added"
    assert found["夜里不打扰"] == ("setting", {"": ("22:00–07:00", "22:00–08:00")})
    backwards = {change.about: change.what for change in compare(after, before)}
    assert backwards["S4 记录本拍照"] == "dropped"
    assert list(compare(after, after)) == []


# Conditions, lots, windows and seasons

PEAK = """
[pack]
name = "mine"
extends = "base"
zh = "我的制度"
en = "Mine"

[tags]
vip = { zh = "大客户", en = "key account" }

[[clock]]
id = "D10"
source = "ours"
from = "visit.ended"
having = { reason = "workshop" }
until = "technician.arrived"
within = "1d per 10 units"
when.kind = ["repair", "install"]
when.warranty = "in"
when.units = { from = 2 }
when.not = { tag = "vip", price_fen = { to = 5000 } }
zh = "到场"
en = "On site"

[[overlay]]
id = "peak"
from = "2027-07-01"
until = "2027-08-31"
zh = "旺季"
en = "Peak season"

[[overlay.clock]]
id = "D10"
within = "2d per 10 units"

[[overlay.proof]]
id = "S5.cause"
ask_zh = "旺季什么原因？"
"""
"""Written to be read: each kind of condition once."""


def entry(path: Path, rule: str, language: str) -> Any:
    return next(one for one in read_book(load(str(path), ZONE), language).entries() if one.id == rule)


def test_conditions_lots_and_seasons_read_as_a_person_would_say_them(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(PEAK, encoding="utf-8")
    zh, en = (entry(path, "D10", language).lines for language in LANGUAGES)
    assert zh == (
        "只限维修、安装，保内，台数至少 2，不含标签是大客户的客户，不含价格最多 50 元："
        "从这次没修完先走（拉回店里修）起，10 台以内 1 天，每多 10 台再加 1 天：要到场。",
        "旺季（2027-07-01 到 2027-08-31）：时限改为 10 台以内 2 天，每多 10 台再加 2 天。",
    )
    assert en == (
        "Only for repairs, installations, products in warranty, units at least 2, not for customers tagged key "
        "account, not for price at most ¥50: after the visit ends without finishing (it goes to the workshop), the "
        "technician is on site within 1 day up to 10 units, and 1 day more for every further 10.",
        "Peak season (2027-07-01 to 2027-08-31): time: within 2 days up to 10 units, and 2 days more for every further "
        "10.",
    )
    assert entry(path, "S5.cause", "zh").lines[-1] == "旺季（2027-07-01 到 2027-08-31）：提问改为旺季什么原因？。"


def test_a_window_reads_as_from_when_to_when() -> None:
    zh, en = (
        next(one for one in read_book(load("base", ZONE), language).entries() if one.id == "A2").lines[0]
        for language in LANGUAGES
    )
    assert zh == (
        "从一单结单记进档案起，满 3 天后、7 天内要客户答复跟踪回访；之前的不算。"
        "满 3 天时自动发跟踪回访；提前 2 天请主管打电话回访。"
    )
    assert en == (
        "Between 3 days and 7 days after the job on the appliance is closed, the follow-up is answered; before that it "
        "does not count. After 3 days, the follow-up is sent; 2 days before, the desk is asked to phone."
    )


def test_a_season_stands_in_what_is_different(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(PEAK, encoding="utf-8")
    before = read_book(load(str(path), ZONE), "zh")
    path.write_text(PEAK.replace("2027-08-31", "2027-08-15").replace('"2d per', '"3d per'), encoding="utf-8")
    after = read_book(load(str(path), ZONE), "zh")
    found = {change.about: {p: (a, b) for p, a, b in change.points} for change in compare(before, after)}
    assert found["D10 到场"] == {
        "旺季（2027-07-01 到 2027-08-31）": ("时限改为 10 台以内 2 天，每多 10 台再加 2 天", ""),
        "旺季（2027-07-01 到 2027-08-15）": ("", "时限改为 10 台以内 3 天，每多 10 台再加 3 天"),
    }
    assert "季节" in found


def test_what_is_read_on_nameplates_is_in_the_book_and_in_the_difference() -> None:
    base, gree = (read_book(load(name, ZONE), "en") for name in ("base", "gree-installer"))
    changed = {change.about: change.points[0] for change in compare(base, gree) if change.what == "setting"}
    before, after = changed["read in photos of nameplates"][1:]
    assert before == ""
    assert "KFR-35GW/(35592)NhAa-B1" in after
    assert "serial number, such as 4A03911270042" in after
