"""我的违规, 违规统计: one's own breaches, and what became of each rule's in a month. §9."""

from typing import Any

from domain.effects import Button, Question
from domain.job.court import about, short
from handlers.court import MOST_BUTTONS, SHOWN, STAFF
from handlers.months import asked_month, month, tell_month
from handlers.registry import DESK, handles
from handlers.talk import Talk


@handles("my_breaches", "我的违规", "mybreaches", role=STAFF, subject=False)
def my_breaches(talk: Talk) -> None:
    """我的违规: one's own, the newest first, with what counts this month."""
    unit, person = talk.unit, talk.speaker.person
    since, until = month(talk, 0)
    rows = unit.tx.all(unit.q.points_of, person=person, since=since, until=until)
    count = {row["state"]: row for row in rows}
    lines: list[dict[str, Any]] = []
    buttons: list[Button] = []
    for row in unit.tx.all(unit.q.breaches_of, person=person, most=SHOWN):
        held = unit.hold(row["subject"])
        breach, number = held.breaches[row["n"]], held.course.state.number
        facts = about(breach, held.course.policy) | {"number": number}
        lines.append(facts | {"text": "my-breach", "state": {"text": f"breach-is-{breach.state}", **facts}})
        if breach.open and breach.contest_by >= talk.said.happened_at and len(buttons) < MOST_BUTTONS:
            label = {"number": number, "rule": short(breach.rule)}
            buttons.append(Button("contest", (str(row["n"]),), "button-contest-one", label, number=number))
    if not lines:
        talk.tell("my-breaches-none")
        return
    upheld = count["upheld"]["points"] if "upheld" in count else 0
    still = sum(row["points"] for state, row in count.items() if state in ("proposed", "accepted", "contested"))
    question = Question("choose", buttons=tuple(buttons), lasting=True) if buttons else None
    talk.tell("my-breaches", question, points=upheld, open_points=still, lines=lines)


@handles("figures", "违规统计", "breachfigures", role=DESK, subject=False)
def figures(talk: Talk) -> None:
    """违规统计: how often each rule was proposed in a month, and what became of it."""
    back = asked_month(talk)
    since, until = month(talk, back)
    sums: dict[str, dict[str, int]] = {}
    for branch in talk.speaker.branches(*DESK):
        for row in talk.unit.tx.all(talk.unit.q.breach_figures, branch=branch, since=since, until=until):
            counts = sums.setdefault(row["rule"], {})
            for name in ("proposed", "contested", "upheld", "waived", "withdrawn"):
                counts[name] = counts.get(name, 0) + row[name]
    lines = [{"text": "figures-line", "rule": rule, **counts} for rule, counts in sums.items()]
    tell_month(talk, "figures", "figures", back, lines)
