"""Everything a supervisor is told, in both languages, with data as it comes: an escalation is read at a glance.

At most 60 Chinese characters or 30 English words, without buttons and suggestions; a number or a name counts as one.
"""

import ast
import re
from pathlib import Path
from typing import Any

import pytest

from domain.durations import HOUR
from handlers.texts import LANGUAGES, Texts
from policies.loader import PACKS, load
from tests.domain.life import NINE, ZONE

ROOT = Path(__file__).parent.parent.parent
DESK = ("supervisor", "manager")
MOST = {"zh": 60, "en": 30}
BRIEFS = {
    "job-ready": "a new job, to be dispatched from this message: fault, address, what is known",
    "please-phone": "the words to be said on the phone",
    "phoned-incomplete": "an answer to the desk's own step",
}
"""Told to the desk, and longer for a reason: they are no escalations."""

LONG_WORDS = {"zh": "修完第二天又不制冷了，外机一直响，晚上根本睡不着，打了两次电话都没人接，你们到底管不管" * 3}
LONG_WORDS["en"] = (
    "It stopped cooling again the very next day, the outdoor unit rattles all night and nobody picks up " * 3
)
TEXTS = Texts()


def told_to_the_desk() -> set[str]:
    """Text ids that the core says to a supervisor or a manager."""
    found = set()
    for path in (ROOT / "domain").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("Tell", "Ask") and len(node.args) > 1:
                who, key = node.args[:2]
                if isinstance(who, ast.Constant) and who.value in DESK and isinstance(key, ast.Constant):
                    found.add(key.value)
    return found | {"moved-on", "moved-on-declined", "clock-late", "clock-late-open", "step-told"}


def data(language: str, wording: Any = None) -> dict[str, Any]:
    """Every place a text may name, as long as it comes in practice."""
    reason = {"zh": "客户要求换人", "en": "The customer asks for somebody else"}
    return {
        "number": "10019",
        "kept": "10024",
        "product": "air_conditioner",
        "kind": "repair",
        "service": "check",
        "stage": "on_site",
        "technician": "欧阳师傅",
        "next_technician": "张师傅",
        "count": 3,
        "why": "unanswered",
        "reason": reason,
        "reason_given": LONG_WORDS[language],
        "words": LONG_WORDS[language],
        "phone": "13800138000",
        "total_fen": 123000,
        "rule": "D2",
        "due_at": NINE + HOUR,
        "started_at": NINE,
        "wording": wording or {"zh": "拍贴在机器上的服务电话", "en": "Photograph the posted service number"},
        "callers": [{"text": "caller", "name": "王女士", "phone": "13800138000"}],
        "say": [{"text": "technician-changes", "number": "10019"}],
        "fault": "空调不制冷",
        "address": "幸福路8号3单元502",
        "known": [],
    }


def count(text: str, language: str) -> int:
    """Chinese: characters, with each number or Latin word as one. English: words."""
    if language == "en":
        return len(text.split())
    return len(re.findall(r"[\u3400-\u9fff]|[A-Za-z0-9.:%–-]+", text))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", sorted(told_to_the_desk()))
def test_an_escalation_is_short(key: str, language: str) -> None:
    text = TEXTS.say(key, data(language), language, ZONE, NINE)
    assert key in BRIEFS or count(text, language) <= MOST[language], text


CLOCKED = [
    (pack.stem, rule.id, wording, key)
    for pack in sorted(PACKS.glob("*.toml"))
    for rule in load(pack.stem, ZONE).policy.rules.values()
    for step in getattr(rule, "steps", ())
    if step.who in DESK
    for wording, key in [(step.wording or rule.wording, "step-told" if step.wording else "clock-late")]
]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("pack", "rule", "wording", "key"), CLOCKED, ids=[f"{p} {r}" for p, r, _w, _k in CLOCKED])
def test_what_a_clock_tells_the_desk_is_short(pack: str, rule: str, wording: Any, key: str, language: str) -> None:
    """Who, what and by when, in the pack's own words."""
    text = TEXTS.say(key, data(language, wording) | {"rule": rule}, language, ZONE, NINE)
    assert count(text, language) <= MOST[language], text
    assert "10019" in text


def test_the_counting_can_fail() -> None:
    assert count("单 10019(李师傅)超过时限", "zh") == 1 + 1 + 3 + 4
    assert count("Job 10019 is over time", "en") == 5
    assert count(LONG_WORDS["zh"], "zh") > MOST["zh"]
    assert count(LONG_WORDS["en"], "en") > MOST["en"]
