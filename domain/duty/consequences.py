"""What clocks do to a branch's report: begin it when its period is over, remind, tell."""

from collections.abc import Callable, Mapping

from domain.duty.model import Duty, Period
from domain.duty.telling import form, said
from domain.effects import Ask, Effect, Log, Tell
from domain.job.clock_commands import Take
from domain.job.court import why
from domain.job.facts import Facts
from domain.periods import bounds
from domain.policy import Policy
from domain.rules import Periodic
from domain.rules.count import RECKON, Least
from domain.rules.report import BEGIN, Report


def taken(facts: Facts, take: Take, policy: Policy, now: int) -> list[Effect]:
    """The effects of one due step, logged under its key as for a job."""
    duty: Duty = facts.state
    clock, step = take.clock, take.step
    rule = policy.rule_of(clock)
    key = take.key
    if step.does == "do":
        return [Log("step.done", key), *DOES[step.who](facts, take, policy)]
    period = next((one for one in duty.periods if one.by_at == clock.due), None)
    about = said(duty, period, policy) if period else {"rule": rule.id}
    words = "report-remind" if step.does == "remind" else "report-late"
    told = Ask(
        step.who,
        words,
        about | {"due_at": clock.due, "wording": step.wording or rule.wording},
        buttons=why(policy, rule.id, clock.started_by),
    )
    return [Log("step.reminded" if step.does == "remind" else "step.escalated", key | {"who": step.who}), told]


def begin_report(facts: Facts, take: Take, policy: Policy) -> list[Effect]:
    """A period is over: its figures are taken, whoever files it is asked, and the next one is ahead. R1"""
    rule = policy.rules[take.clock.rule]
    assert isinstance(rule, Report) and take.clock.due is not None  # noqa: S101, PT018
    over = _over(rule, take, policy)
    start, until = over["start"], over["until"]
    found = facts.ask_figures(rule.shows, start, until)
    period = Period(0, start, until, take.clock.due, found)
    about = said(facts.state, period, policy) | {"lines": form(period, rule), "due_at": take.clock.due}
    begun = Log("report.begun", over | {"by_at": take.clock.due, "figures": found})
    return [begun, Ask(rule.files, "report-due", about)]


def reckon_count(facts: Facts, take: Take, policy: Policy) -> list[Effect]:
    """A period is over: were there as many as the pack wants? Where there was no such work, there is nothing to say.
    D14"""
    duty: Duty = facts.state
    rule = policy.rule_of(take.clock)
    assert isinstance(rule, Least)  # noqa: S101
    over = _over(rule, take, policy)
    start, until = over["start"], over["until"]
    count = sum(start <= mark.at < until for mark in facts.ask_marks(rule.id, duty.branch, start - 1))
    reckoned = Log("count.reckoned", over | {"count": count, "least": rule.number})
    wanted = rule.when.asked("kind")
    found = facts.ask_figures(("kinds",), start, until).get("kinds", [])
    if count >= rule.number or (wanted and not any(one["kind"] in wanted for one in found)):
        return [reckoned]
    about = said(duty, Period(0, start, until, until), policy) | {"count": count, "least": rule.number}
    return [reckoned, *(Tell(role, "count-short", about) for role in rule.tells)]


def _over(rule: Periodic, take: Take, policy: Policy) -> dict[str, int]:
    """The period that ended, and the one that runs now."""
    ended = take.clock.since if take.clock.held else take.clock.due
    assert ended is not None  # noqa: S101
    start, until = bounds(rule.every, ended - 1, policy.zone)
    ends, limit = policy.ahead(rule, ended)
    return {"start": start, "until": until, "next_until": ends, "next_by": limit}


DOES: Mapping[str, Callable[[Facts, Take, Policy], list[Effect]]] = {
    BEGIN: begin_report,
    RECKON: reckon_count,
}
"""What these rules do by themselves."""
