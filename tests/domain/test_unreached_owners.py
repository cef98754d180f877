"""What an appliance's owner was asked or told and can be sent nowhere is a call for the desk. U20."""

from pathlib import Path

import pytest

from domain.asset.decide import decide
from domain.asset.evolve import evolve
from domain.asset.model import Asset
from domain.effects import Log
from domain.events import Event
from domain.job.clock_commands import Unsaid
from domain.job.facts import Facts
from policies.loader import load
from tests.domain.life import NINE, ZONE

POLICY = load(str(Path(__file__).parent.parent / "chats" / "care.toml"), ZONE).policy
TOPIC = next(iter(POLICY.care.next_topics(())))


def unsaid(asset: Asset, key: str, **data: str) -> list[str]:
    """The events, and what the desk is asked."""
    effects = decide(Facts(asset), Unsaid(key, data), POLICY, NINE)
    return [effect.name if isinstance(effect, Log) else effect.key for effect in effects]


@pytest.mark.parametrize(
    ("key", "asked"),
    [("follow_up-due", "followup-phone"), ("service-due", "service-due-phone"), ("test-due", "test-due-phone")],
)
def test_a_question_is_asked_on_the_phone(key: str, asked: str) -> None:
    matter = key.removesuffix("-due")
    assert unsaid(Asset(matters=(matter,), left=(TOPIC,)), key) == ["asset.unreached", asked]


def test_an_answer_is_told_on_the_phone() -> None:
    assert unsaid(Asset(), "wish-answer", words="下周寄到") == ["asset.unreached", "answer-unsent"]


def test_words_nobody_waits_for_are_no_call() -> None:
    assert unsaid(Asset(), "wish-noted") == []


def test_a_question_that_was_settled_meanwhile_is_no_call() -> None:
    assert unsaid(Asset(), "service-due") == []


def test_from_then_on_the_desk_phones() -> None:
    after = evolve(Asset(matters=("service",)), Event(2, "asset.unreached", {}, NINE, NINE))
    assert (after.phoned, after.asked) == (True, None)
