"""待办: everything that waits for the desk in one message, the most urgent first, a tap for each job. U10.

This is the chat's desk: one screen of a phone. Further jobs come with a tap.
"""

from typing import Any

from domain.asset.model import Asset
from domain.duty.model import Duty
from domain.duty.telling import said
from domain.effects import Button, Question
from domain.errors import Refused
from domain.job.agenda import AGENDA
from domain.job.model import Job
from domain.notice.model import Notice
from domain.notice.telling import day_of
from handlers import court
from handlers.registry import DESK, handles
from handlers.talk import Talk
from storage.held import Held

A_SCREEN = 8
MOST_PAGES = 1_000
SOON = 30 * 60_000
"""How near a time limit is a risk."""


@handles("agenda", "待办", "我的台", "desk", role=DESK, subject=False)
def agenda(talk: Talk) -> None:
    """待办: what waits for the desk."""
    show(talk, talk.number(0) if talk.args else 0)


def show(talk: Talk, page: int = 0) -> None:
    """One screen of it."""
    if page > MOST_PAGES:
        raise Refused("old-button")
    branches = [branch for branch, role in talk.speaker.roles if role in DESK]
    counts: dict[str, int] = {}
    rows: list[tuple[str, Held]] = []
    unit = talk.unit
    for branch in dict.fromkeys(branches):
        for row in unit.tx.all(unit.q.agenda_counts, branch=branch):
            counts[row["what"]] = counts.get(row["what"], 0) + row["n"]
        most = (page + 1) * A_SCREEN + 1
        rows += [
            (row["what"], unit.hold(row["subject"]))
            for row in unit.tx.all(unit.q.agenda, branch=branch, most=most, **{"from": 0})
        ]
        rows += [("soon", held) for held in _soon(talk, branch)]
    rows = _sorted(rows)
    counts["soon"] = sum(what == "soon" for what, _held in rows)
    under_way = sum(unit.tx.all(unit.q.count_open, branch=branch)[0]["n"] for branch in set(branches)) - len(rows)
    shown = rows[page * A_SCREEN : (page + 1) * A_SCREEN]
    talk.held = None
    judging = court.waiting(talk)
    to_judge = (Button("to_judge", (), "button-to-judge", {"count": judging}),) if judging else ()
    if not shown:
        if page:
            raise Refused("old-button")
        question = Question("choose", buttons=to_judge, lasting=True) if to_judge else None
        talk.tell("agenda-empty", question, count=under_way)
        return
    further = len(rows) > (page + 1) * A_SCREEN
    buttons = [_opens(held) for _what, held in shown]
    if further:
        buttons.append(Button("agenda", (str(page + 1),), "button-further"))
    lines = _lines(shown, counts, unit.now)
    talk.tell("agenda", Question("choose", buttons=(*buttons, *to_judge), lasting=True), lines=lines)


def _opens(held: Held) -> Button:
    number = held.course.state.number
    return Button(held.course.subject.opened_by, (), "button-open-number", {"number": number}, number=number)


def _soon(talk: Talk, branch: str) -> list[Held]:
    """Jobs in somebody's hands whose time is nearly over and that wait for nothing else at the desk."""
    before = talk.unit.now + SOON
    held = [talk.unit.hold(row["id"]) for row in talk.unit.tx.all(talk.unit.q.soon, before=before, branch=branch)]
    return [one for one in held if _at_risk(one, talk.unit.now)]


def _at_risk(held: Held, now: int) -> bool:
    """Whether the desk will be told soon, or a breach proposed. An offer that goes on by itself is no risk."""
    course = held.course
    if course.subject.waits(course.state, course.clocks.running, course.clocks.done) is not None:
        return False
    ripe = [clock for clock in course.clocks.running if clock.due is not None and now < clock.due <= now + SOON]
    rules = ((clock, course.policy.rule_of(clock)) for clock in ripe)
    steps = (step for clock, rule in rules for _when, step in rule.wanted(clock, course.policy.hours(rule)))
    return any(step.does == "breach" or step.who in DESK for step in steps)


def _sorted(rows: list[tuple[str, Held]]) -> list[tuple[str, Held]]:
    late = AGENDA.index("late") + 1
    order = {what: n for n, what in enumerate((*AGENDA[:late], "soon", *AGENDA[late:]))}
    return sorted(rows, key=lambda row: (order[row[0]], _due(row[1]) or 0, row[1].id))


def _lines(shown: list[tuple[str, Held]], counts: dict[str, int], now: int) -> list[dict[str, Any]]:
    """A heading for each kind with how many there are, then its jobs."""
    lines: list[dict[str, Any]] = []
    for n, (what, held) in enumerate(shown):
        if n == 0 or shown[n - 1][0] != what:
            lines.append({"text": f"agenda-{what}", "count": counts[what]})
        job: Job | Asset | Duty | Notice = held.course.state
        due = _due(held)
        until = {"text": "agenda-due" if due > now else "agenda-over", "due_at": due} if due else ""
        if isinstance(job, Duty):
            named = said(job, job.due, held.course.policy) if job.due else {}
            lines.append({"text": "agenda-report-line", **named, "number": job.number, "until": until})
            continue
        if isinstance(job, Notice):
            left = len(job.to_call if what == "notice_call" else job.to_write)
            row = {"number": job.number, "held_on": day_of(job), "count": left}
            lines.append({"text": "agenda-notice", **row, "until": until})
            continue
        area = {"text": "agenda-area", "area": job.area} if job.area else ""
        what_it_is = {"number": job.number, "product": job.product or "other"}
        lines.append({"text": "agenda-line", **what_it_is, "area": area, "until": until})
    return lines


def _due(held: Held) -> int | None:
    """The earliest time limit that runs."""
    return min((clock.due for clock in held.course.clocks.running if clock.due is not None), default=None)
