"""What the desk can say about a report now: write, photograph, hand it in."""

from collections.abc import Collection, Iterable
from typing import Any

from domain.duty.model import Duty
from domain.effects import Button, Question
from domain.job.facts import Facts
from domain.policy import Policy
from domain.rules import Running
from domain.rules.report import Report

NOTE = "report_note"


def question(facts: Facts, role: str, person: int, policy: Policy, now: int) -> Question | None:
    """What `person` is being asked. None when nothing is due, and for whoever only reads it."""
    duty: Duty = facts.state
    rule = policy.rules[duty.rule]
    if duty.due is None or not isinstance(rule, Report) or role not in ("supervisor", "manager"):
        return None
    wants_photo = rule.photo and not duty.due.photos
    label = "button-file-ticked" if rule.items else "button-file-report"
    file = () if wants_photo else (Button("file_report", (str(duty.due.seq),), label, tone="primary"),)
    return Question("ask-report-photo" if wants_photo else "ask-report", buttons=file, expects=NOTE)


def waits(duty: Duty, running: Iterable[Running], done: Collection[Any]) -> str | None:
    """The queue of the desk it stands in."""
    return "report" if duty.due is not None else None
