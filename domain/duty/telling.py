"""What every text about a branch's report may name."""

from collections.abc import Mapping
from typing import Any

from domain.duty.model import Duty, Period
from domain.job.court import short
from domain.periods import named
from domain.policy import Policy
from domain.rules import Periodic
from domain.rules.report import Report


def about(duty: Duty, role: str, person: int) -> dict[str, Any]:
    """The data of a text."""
    return {"number": duty.number, "branch": duty.branch, "rule": short(duty.rule), "count": len(duty.periods)}


def summary(duty: Duty) -> Mapping[str, Any]:
    """What lists know. It is no work in hand, so it stands in no list of jobs."""
    return {
        "number": duty.number,
        "branch": duty.branch,
        "stage": "ended" if duty.ended else "owed",
        "owner": None,
        "team": (),
        "customer": None,
        "open": False,
    }


def said(duty: Duty, period: Period, policy: Policy) -> dict[str, Any]:
    """A report of a period by name: the pack's words, its rule, which stretch."""
    rule = policy.rules[duty.rule]
    every = rule.every if isinstance(rule, Periodic) else "month"
    stretch = named(every, period.start, period.until, policy.zone)
    return {"wording": rule.wording, "rule": short(rule.id), "period": stretch}


def figures(period: Period, rule: Report) -> list[dict[str, Any]]:
    """One line a figure, in the order in which the pack shows them; those of which there was nothing are left out."""
    lines = []
    for name in rule.shows:
        found = period.figures.get(name, [])
        ones = found if isinstance(found, list) else [found]
        lines += [{"text": f"figure-{name}", **one} for one in ones if name == "jobs" or _any(one)]
    return lines


def form(period: Period, rule: Report) -> list[dict[str, Any]]:
    """What whoever files it sees: the figures, what was written so far, the headings, the checklist."""
    return [
        *figures(period, rule),
        *({"text": "report-words", "words": words} for words in period.words),
        *({"text": "report-ask", "wording": wording} for wording in rule.asks),
        *({"text": "report-item", "wording": wording} for wording in rule.items),
    ]


def handed_in(period: Period, rule: Report) -> list[dict[str, Any]]:
    """What whoever reads it sees."""
    return [
        *figures(period, rule),
        *({"text": "report-words", "words": words} for words in period.words),
        *({"text": "report-ticked", "wording": wording} for wording in rule.items),
    ]


def _any(figure: Mapping[str, Any]) -> bool:
    return any(value for value in figure.values() if isinstance(value, int))
