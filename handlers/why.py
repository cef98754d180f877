"""为什么: how a clock ran and stood still, the clause in the pack's words, its source, and when it is due."""

from typing import Any

from domain.durations import DAY, HOUR, MINUTE
from domain.effects import Button, Question
from domain.errors import Refused
from domain.events import Event
from domain.job.court import short
from domain.job.suspending import given
from domain.policy import Policy
from domain.why import Span, Trace, trace
from handlers.registry import DESK, handles
from handlers.talk import Talk

STAFF = ("technician", *DESK)
MOST_LINES = 8
"""Spans that are shown; the first of a longer story are left out."""
PAUSES = ("appointment.proposed", "job.suspended", "approval.asked", "work.stopped", "outage.recorded")
"""Events whose standstill has words of its own."""


@handles("why", "为什么", "why", role=STAFF, lasting=True, kind="")
def why(talk: Talk) -> None:
    """为什么 [单号]: of one clock by its button; typed, of the clock that is due next."""
    if talk.args:
        _explain(talk, ":".join(talk.args[1:]), talk.number(0))
        return
    assert talk.held is not None  # noqa: S101  a handler about a job
    course = talk.held.course
    mine = [
        clock
        for clock in course.clocks.running
        if clock.due is not None and (talk.role in DESK or clock.on in (None, talk.speaker.person))
    ]
    mine = mine if talk.role in DESK else [clock for clock in mine if clock.on is not None] or mine
    if not mine:
        raise Refused("no-clock-runs")
    nearest = min(mine, key=lambda clock: (clock.due or 0, clock.rule))
    _explain(talk, nearest.rule, nearest.started_by)


def _explain(talk: Talk, rule_id: str, started_by: int) -> None:
    assert talk.held is not None  # noqa: S101  a handler about a job
    course, policy = talk.held.course, talk.policy
    if rule_id not in policy.clocks:
        raise Refused("old-button")
    found = trace(course.subject, policy, course.log(), rule_id, started_by, talk.said.happened_at)
    if found is None:
        raise Refused("no-clock-runs")
    rule = policy.rule_of(found.clock)
    talk.tell(
        "why-clock",
        _may_still_say(talk, rule_id, started_by),
        rule=short(rule_id),
        wording=rule.wording,
        source=rule.source,
        lines=_lines(found, policy),
        end=_end(found, talk.said.happened_at),
    )


def _may_still_say(talk: Talk, rule: str, started_by: int) -> Question | None:
    """Whoever asks about a breach of their own that they may still contest has the button at hand."""
    assert talk.held is not None  # noqa: S101  a handler about a job
    for n, breach in enumerate(talk.held.breaches):
        mine = (breach.rule, breach.started_by, breach.on) == (rule, started_by, talk.speaker.person)
        if mine and breach.open and talk.said.happened_at <= breach.contest_by and talk.role == "technician":
            contest = Button("contest", (str(n),), "button-contest", tone="primary")
            return Question("choose", buttons=(contest,), lasting=True)
    return None


def _lines(found: Trace, policy: Policy) -> list[dict[str, Any]]:
    """One line a span, oldest first."""
    lines = [_line(span, policy) for span in found.spans[-MOST_LINES:]]
    if len(found.spans) > MOST_LINES:
        lines = [{"text": "why-earlier", "count": len(found.spans) - MOST_LINES}, *lines]
    if found.given > 0:
        lines.append({"text": "why-given", "span": exact(found.given)})
    return lines


def _line(span: Span, policy: Policy) -> dict[str, Any]:
    until = {"text": "why-until", "ends_at": span.until_at} if span.until_at is not None else ""
    line = {"from_at": span.from_at, "until": until}
    if span.paused_by is None and not span.counted:
        return line | {"text": "why-stood", "because": {"text": "why-period"}}
    if span.paused_by is None:
        return line | {"text": "why-ran", "span": exact(span.counted)}
    return line | {"text": "why-stood", "because": _because(span.paused_by, policy)}


def _because(event: Event, policy: Policy) -> object:
    """Why a clock stands still, in words."""
    if event.name == "job.suspended" and event.data.get("reason"):
        return given("suspend", event.data["reason"], policy)
    return {"text": f"why-{event.name.replace('.', '-')}" if event.name in PAUSES else "why-pause"}


def _end(found: Trace, now: int) -> dict[str, Any]:
    """When it is or was due, and what ended it."""
    due = found.clock.due or 0
    if found.ended is not None and found.ended.at <= due:
        return {"text": "why-ended", "ended_at": found.ended.at, "due_at": due}
    return {"text": "why-due" if now <= due else "why-over", "due_at": due}


def exact(length: int) -> dict[str, Any]:
    """A length of time as people say it, to the minute where it is shorter than a day."""
    if length < HOUR:
        return {"text": "span-minutes", "minutes": length // MINUTE}
    if length >= 2 * DAY:
        return {"text": "span-days", "days": length // DAY}
    if length % HOUR < MINUTE:
        return {"text": "span-hours", "hours": length // HOUR}
    return {"text": "span-hours-minutes", "hours": length // HOUR, "minutes": length % HOUR // MINUTE}
