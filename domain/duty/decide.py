"""What follows when a command reaches a branch's report. The gates live here, never in a button."""

from typing import Any

from domain.durations import DAY
from domain.duty.commands import Cease, File, Note, Owe, Receive, Return
from domain.duty.consequences import taken
from domain.duty.model import Duty, Period
from domain.duty.telling import handed_in, said
from domain.effects import Ask, Button, Effect, Log, Tell
from domain.errors import Refused
from domain.job.clock_commands import SitOut, Take
from domain.job.facts import Facts
from domain.policy import Policy
from domain.rules.report import Report

AGAIN = 2 * DAY
"""What somebody has at least to mend a report that came back."""


def decide(facts: Facts, command: Any, policy: Policy, now: int) -> list[Effect]:
    """What follows when `command` reaches the report. Raises Refused when the rules say no."""
    duty: Duty = facts.state
    match command:
        case Owe(number, branch, rule):
            ends, limit = policy.ahead(policy.periodic()[rule], now)
            whose = {"number": number, "branch": branch, "rule": rule}
            return [Log("duty.opened", whose | {"next_until": ends, "next_by": limit})]
        case Cease():
            return [] if duty.ended else [Log("duty.ended")]
        case Take():
            return taken(facts, command, policy, now)
        case SitOut(_, until):
            return [Log("outage.recorded", {"until": until})]
    if command.by.role not in ("supervisor", "manager"):
        raise Refused("wrong-role")
    wanted = policy.rules[duty.rule]
    if not isinstance(wanted, Report):
        raise Refused("not-now")
    match command:
        case Note(by, words, photos):
            due = _due(duty)
            noted = {"period": due.seq, "words": words, "photos": list(photos), "by": by.person}
            return [Log("report.noted", noted), Ask(wanted.files, "report-noted", {"count": len(photos)})]
        case File(by, seq):
            return _filed(duty, wanted, seq, by.person, policy)
        case Receive(by, seq):
            period = _filed_one(duty, seq)
            if period.received:
                return []
            seen = Log("report.received", {"period": seq, "by": by.person})
            return [seen, Tell(wanted.files, "report-seen", {"person": by.person, **said(duty, period, policy)})]
        case Return(by, seq, words):
            period = _filed_one(duty, seq)
            back = {"period": seq, "by": by.person, "words": words, "by_at": max(now + AGAIN, period.by_at)}
            about = {"person": by.person, "words": words, "due_at": back["by_at"], **said(duty, period, policy)}
            return [Log("report.returned", back), Ask(wanted.files, "report-back", about)]
    raise Refused("not-now")


def _due(duty: Duty) -> Period:
    if duty.due is None:
        raise Refused("report-not-due")
    return duty.due


def _filed_one(duty: Duty, seq: int) -> Period:
    period = duty.period(seq)
    if period is None or period.filed_by is None:
        raise Refused("old-button")
    return period


def _filed(duty: Duty, rule: Report, seq: int, by: int, policy: Policy) -> list[Effect]:
    period = duty.period(seq)
    if period is None:
        raise Refused("old-button")
    if period.filed_by is not None:
        raise Refused("report-filed-already")
    if rule.photo and not period.photos:
        raise Refused("report-photo-first")
    filed = Log("report.filed", {"period": seq, "by": by, "until": period.until, "by_at": period.by_at})
    about = said(duty, period, policy)
    buttons = (
        Button("receive_report", (str(seq),), "button-received", tone="primary"),
        Button("return_report", (str(seq),), "button-return-report"),
    )
    handed = {**about, "person": by, "lines": handed_in(period, rule), "photos": list(period.photos)}
    to_read = Tell(rule.reads, "report-handed-in", handed, buttons=buttons, without=(by,))
    return [filed, to_read, Tell(rule.files, "report-filed", about)]
