"""An escalation to a supervisor is at most thirty words: read between two phone calls, with one tap at its end.

Counted is everything but the list of suggestions (or of a digest) and the buttons: in English words, in Chinese 48
characters, which is about thirty words too; numbers are free there. Each text is rendered with what a real job says.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from domain.durations import DAY, HOUR
from domain.effects import Tell
from domain.events import JOB_EVENTS
from domain.job.clock_commands import Take
from domain.job.consequences import taken
from domain.job.facts import Facts, Technician
from domain.job.model import Job, Stage
from domain.job.telling import about
from domain.policy import Policy
from domain.rules import Running
from domain.rules.clock import Clock
from handlers.texts import LANGUAGES, Texts
from policies.loader import PACKS, load
from storage.digests import DIGESTS
from tests.domain.life import NINE, ZONE
from tests.test_house import messages

MOST = {"en": 30, "zh": 48}
DESK = ("supervisor", "manager")
LI, ZHANG = 11, 12
TEXTS = Texts()
ROOT = Path(__file__).parent.parent.parent
LISTS = ("suggestions", "lines", "more", "known")
"""Places that hold a list."""

JOB = Job(
    number="10019",
    stage=Stage.ACCEPTED,
    kind="repair",
    product="air_conditioner",
    area="幸福路",
    service="check",
    technician=LI,
    offers={LI: "accepted"},
    visit=(NINE + HOUR, NINE + 3 * HOUR),
    price={"items": [("配件", 8000)], "total": 13000},
)
PERSONAL = {
    "zh": {"fault": "空调不制冷", "address": "幸福路8号3单元502", "phone": "13800138000", "words": "还是漏水"},
    "en": {"fault": "AC not cooling", "address": "8 Xingfu Road unit 502", "phone": "13800138000", "words": "Leaks"},
}
SAID = {
    "how": "no_answer",
    "of": "10011",
    "certificate": "电工证",
    "until_on": "2027-05-01",
    "known": "电工证",
    "said": "打分很低",
    "role": "manager",
    "technician": "李师傅",
    "next_technician": "张师傅",
    "colleague": "张师傅",
    "topics": "用得好吗",
    "who_is_it": "王女士",
    "contact_at": NINE,
    "said_more": "",
    "kept": "10024",
    "words_short": "还是漏水",
    "reason_given_short": "没带单子",
    "say": "约好了：明天上午",
    "person": "王女士",
    "reason": {"zh": "手上排满", "en": "Fully booked"},
    "reason_given": {"zh": "没带单子/贴纸", "en": "No sheet or sticker"},
    "why": "unanswered",
    "rule": "S5.remedy",
    "due_at": NINE,
    "resume_at": NINE,
    "wish": {"text": "wish-window", "window": [NINE, NINE + HOUR]},
    "said_now": {"zh": "门口保安要登记，到了打我电话", "en": "Please sign in with the guard at the gate"},
    "asked_for": {"zh": "什么时候能来修", "en": "When will somebody come"},
    "count": 23,
    "held_on": "12月20日周日",
    **{"sent": "2960", "total": "3000", "called": "35", "missed": "5", "next_at": NINE},
    "calls": {"text": "notice-to-call", "count": 40},
    "charge": {"text": "charge-points", "points": 5, "nth": 2},
    "was": "upheld",
    "span": {"text": "span-hours", "hours": 2},
    "wording": {"zh": "拍贴在机器上的服务电话", "en": "Photograph the posted service number"},
    **dict.fromkeys(LISTS, ""),
}
PACKED: list[Policy] = [load(path.stem, ZONE).policy for path in sorted(PACKS.glob("*.toml"))]


def words(text: str, language: str) -> int:
    """How long a text is: words, or Chinese characters."""
    if language == "zh":
        return len(re.findall(r"[\u4e00-\u9fff]", text))
    return sum(any(character.isalnum() for character in word) for word in text.split())


def rendered(key: str, data: dict[str, Any], language: str) -> str:
    places = {**about(JOB, "supervisor", 0), **PERSONAL[language], **SAID, **data, **dict.fromkeys(LISTS, "")}
    people = {LI: "李师傅", ZHANG: "张师傅"}
    shown = {name: people.get(value, value) if isinstance(value, int) else value for name, value in places.items()}
    return TEXTS.say(key, shown, language, ZONE, NINE + DAY)  # a day later every time is said with its day


def desk_texts() -> set[str]:
    """Every text that the core or the door says to the desk, read from the source."""
    found = set(DIGESTS.values())
    for path in [*(ROOT / "domain").rglob("*.py"), *(ROOT / "handlers").rglob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            given = [one.value if isinstance(one, ast.Constant) else None for one in node.args]
            if name in ("Tell", "Ask") and given[0] in DESK:
                found.add(given[1])
            if name == "pass_on":
                found.add(given[-1])
            if name == "add" and len(given) > 2:
                found.add(given[2])
    return {text for text in found if isinstance(text, str)}


def escalations() -> Iterator[tuple[str, Tell]]:
    """What every clock of every pack says to the desk, as the core says it."""
    facts = Facts(JOB, lambda: (Technician(LI), Technician(ZHANG)))
    for policy in PACKED:
        for rule in policy.rules.values():
            if not isinstance(rule, Clock) or not rule.starts <= JOB_EVENTS.keys():
                continue  # the clocks of an appliance's file speak through domain/asset
            clock = Running(rule.id, 1, NINE, LI if rule.on else None, NINE, HOUR, NINE + HOUR)
            for when, step in policy.wanted(clock):
                for effect in taken(facts, Take(clock, step), policy, when):
                    if isinstance(effect, Tell) and effect.who in DESK:
                        yield f"{policy.name} {rule.id} {step.name}", effect


ESCALATIONS = list(escalations())
ASKED_LATER = ("", "ask-reassign", "nobody-there", "ask-phone-callback")
ASKED_FIRST = ("ask-dispatch", "wait-intake")
"""What the desk is asked with it: the latter while nobody was sent yet."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_clock_says_to_the_desk_is_at_most_thirty_words(language: str) -> None:
    assert len(ESCALATIONS) > 15
    long = {}
    for label, told in ESCALATIONS:
        text = rendered(told.key, dict(told.data), language)
        for question in ASKED_LATER if told.data.get("technician") else (*ASKED_LATER, *ASKED_FIRST):
            whole = f"{text}\n{rendered(question, {}, language)}" if question else text
            if words(whole, language) > MOST[language]:
                long[f"{label} {question}"] = (words(whole, language), whole)
    assert long == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_to_the_desk_is_at_most_thirty_words(language: str) -> None:
    said = desk_texts()
    assert {"job-ready", "waiver-asked", "moved-on", "went-wrong-desk", "digest-late"} <= said
    long = {
        key: (words(text, language), text)
        for key in sorted(said)
        if words(text := rendered(key, {}, language), language) > MOST[language]
    }
    assert long == {}


def test_every_place_of_a_text_to_the_desk_is_filled() -> None:
    """With what a real job says: a new place needs its example here."""
    known = {*about(JOB, "supervisor", 0), *PERSONAL["zh"], *SAID, "reused"}
    places = messages("zh")
    assert {place for key in desk_texts() for place in places[key]} <= known


def test_the_count_can_fail() -> None:
    assert words("Job 10019 (李师傅) is over time: agree a visit — now", "en") == 10
    assert words("单 10019（李师傅）超过时限", "zh") == 8
    wordy = rendered("clock-late", {"wording": {"en": "word " * 30, "zh": "字" * 48}}, "en")
    assert words(wordy, "en") > MOST["en"]
