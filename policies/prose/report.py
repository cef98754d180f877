"""A report in words: who hands it in, how often, until when, to whom; then what it holds and who is told when late."""

from collections.abc import Iterator, Mapping
from typing import Any

from policies.prose.pen import Pen
from policies.prose.steps import steps

KIND = "report"


def begins(row: Mapping[str, Any]) -> str | None:
    """A report belongs to no moment of a job."""
    return "report.begun"


def facts(row: Mapping[str, Any], pen: Pen) -> Mapping[str, str]:
    """Point by point."""
    found = {
        pen("多久一次", "how often"): pen(pen.word("every", row["every"]), f"each {pen.word('every', row['every'])}"),
        pen("何时前", "by"): _by(row, pen),
        pen("谁报", "handed in by"): pen.role(row.get("from", "supervisor")),
        pen("报给谁", "read by"): pen.role(row.get("to", "manager")),
    }
    if row.get("shows"):
        found[pen("数字", "figures")] = pen.listed(pen.word("figure", name) for name in row["shows"])
    if row.get("asks"):
        found[pen("要写", "to be written")] = pen.listed(pen.wording(one) for one in row["asks"])
    if row.get("items"):
        found[pen("逐项", "checklist")] = pen.listed(pen.wording(one) for one in row["items"])
    if "photo" in row:
        found[pen("照片", "photo")] = pen.plain(row["photo"])
    if "hours" in row:
        found[pen("计时", "in the hours")] = pen.hours(row["hours"])
    if row.get("remind"):
        found[pen("提醒", "reminders")] = steps(row["remind"], pen, remind=True)
    if row.get("late"):
        found[pen("超时", "when late")] = steps(row["late"], pen)
    return found


def lines(row: Mapping[str, Any], pen: Pen) -> Iterator[str]:
    """Who hands it in and until when; then what is in it."""
    every, by = pen.word("every", row["every"]), _by(row, pen)
    who, reader = pen.role(row.get("from", "supervisor")), pen.role(row.get("to", "manager"))
    hands_in = f"{who[0].upper()}{who[1:]} hands it in for each {every}, {by}; {reader} reads it."
    yield pen(f"{every}由{who}上报，{by}，{reader}看。", hands_in)
    if row.get("shows"):
        figures = pen.listed(pen.word("figure", name) for name in row["shows"])
        yield pen(f"自动带上：{figures}。", f"It gives by itself: {figures}.")
    if row.get("asks"):
        asks = pen.listed(pen.wording(one) for one in row["asks"])
        yield pen(f"要写：{asks}。", f"To be written: {asks}.")
    if row.get("items"):
        items = pen.points(pen.wording(one) for one in row["items"])
        yield pen(f"逐项做到：{items}。", f"Each is done: {items}.")
    if row.get("photo"):
        yield pen("要有照片。", "With a photo.")
    if "hours" in row:
        yield pen(f"时限按 {pen.hours(row['hours'])} 计。", f"The time is counted {pen.hours(row['hours'])}.")
    for key in ("remind", "late"):
        if row.get(key):
            said = steps(row[key], pen, remind=key == "remind")
            yield pen(f"{said}。", f"{said[0].upper()}{said[1:]}.")


def _by(row: Mapping[str, Any], pen: Pen) -> str:
    length, _, day = row["by"].partition(" ")
    if day:
        return pen(f"下一期第 {day} 天内", f"by day {day} of the next one")
    return pen(f"过后 {pen.length(length)}内", f"within {pen.length(length)} after it")
