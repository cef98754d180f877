"""A count in words: what is counted, for whom, and what follows at which number."""

from collections.abc import Iterator, Mapping
from typing import Any

from domain.rules.count import CLAIMED, JOB, LEAST, MONTH, NUMBERS, PERIODS
from policies.prose.pen import Pen

KIND = "count"


def begins(row: Mapping[str, Any]) -> str | None:
    """The first event that is counted."""
    return str(_list(row["counts"])[0])


def facts(row: Mapping[str, Any], pen: Pen) -> Mapping[str, str]:
    """Point by point."""
    found = {
        pen("计什么", "counts"): pen.any_of("event", _list(row["counts"])),
        pen("按谁计", "counted for"): _per(row, pen),
        pen("第几次", "at"): _number(row, pen),
    }
    if "having" in row:
        found[pen("条件", "which")] = _having(row, pen)
    if "within" in row:
        found[pen("多长时间内", "within")] = _within(row["within"], pen)
    if "hours" in row:
        found[pen("计时", "in the hours")] = pen.hours(row["hours"])
    if "when" in row:
        found[pen("适用", "holds for")] = pen.when(row["when"])
    if row.get("tell"):
        found[pen("通知", "told")] = pen.listed(pen.role(role) for role in row["tell"])
    if row.get("breach"):
        who = pen.role(row["breach"]["on"])
        found[pen("拟记", "breach")] = f"{pen.points_for(row['breach'])}{pen('，', ', ')}{who}"
    if row.get("clears"):
        found[pen("撤销", "taken back")] = _clears(row, pen)
    return found


def lines(row: Mapping[str, Any], pen: Pen) -> Iterator[str]:
    """What is counted and what follows; then what takes it back."""
    only = pen.only(row)
    follows = []
    if row.get("breach"):
        who, points = pen.role(row["breach"]["on"]), pen.points_for(row["breach"])
        follows.append(pen(f"拟记{who} {points}", f"{points} are proposed for {who}"))
    if row.get("tell"):
        told = pen.listed(pen.role(role) for role in row["tell"])
        follows.append(pen(f"通知{told}", f"{told} is told"))
    what = "；".join(follows) if pen.language == "zh" else "; ".join(follows)
    what = what or pen("记下来", "it is noted")
    if _list(row["counts"]) == [CLAIMED]:
        yield only + pen(
            f"主管查实记一笔，{_per(row, pen)}{_number(row, pen)}：{what}。",
            f"Claimed by the desk, {_number(row, pen)} for the same {_per(row, pen)}: {what}.",
        )
    elif LEAST in row:
        counted, period = pen.any_of("event", _list(row["counts"])), pen.word("every", row["within"])
        more = pen(f"（{_having(row, pen)}）", f" ({_having(row, pen)})") if "having" in row else ""
        yield only + pen(
            f"每个{_per(row, pen)}{period}{counted}{more}至少 {row[LEAST]} 次；不够，{what}。",
            f"{counted}{more} at least {row[LEAST]} times each {period} in each {_per(row, pen)}; when fewer, {what}.",
        )
    else:
        counted = pen.any_of("event", _list(row["counts"]))
        more = pen(f"（{_having(row, pen)}）", f" ({_having(row, pen)})") if "having" in row else ""
        within = pen(f"{_within(row['within'], pen)}，", f" {_within(row['within'], pen)}") if "within" in row else ""
        yield only + pen(
            f"{within}{_per(row, pen)}{counted}{more}，{_number(row, pen)}：{what}。",
            f"{counted}{more}, {_number(row, pen)}{within} for the same {_per(row, pen)}: {what}.",
        )
    if "hours" in row:
        yield pen(f"只计 {pen.hours(row['hours'])}。", f"Counted only {pen.hours(row['hours'])}.")
    if row.get("clears"):
        yield pen(f"{_clears(row, pen)}就撤销。", f"Taken back when {_clears(row, pen)}.")


def _number(row: Mapping[str, Any], pen: Pen) -> str:
    how = next(name for name in NUMBERS if name in row)
    count = row[how]
    match how:
        case "least":
            return pen(f"至少 {count} 次", f"at least {count}")
        case "at":
            return pen(f"第 {count} 次", f"the time number {count}")
        case "from":
            return pen(f"第 {count} 次起", f"from time number {count} on")
    return pen("每次" if count == 1 else f"每 {count} 次", "each time" if count == 1 else f"every {count} times")


def _within(text: str, pen: Pen) -> str:
    if text == MONTH:
        return pen("一个月内", "in a calendar month")
    if text in PERIODS:
        return pen(pen.word("every", text), f"each {pen.word('every', text)}")
    if text == JOB:
        return pen("同一单里", "in one job")
    return pen(f"{pen.length(text)}内", f"within {pen.length(text)}")


def _per(row: Mapping[str, Any], pen: Pen) -> str:
    return pen.listed(pen.word("per", name) for name in _list(row["per"]))


def _having(row: Mapping[str, Any], pen: Pen) -> str:
    return pen.having(row["having"])


def _clears(row: Mapping[str, Any], pen: Pen) -> str:
    clears = row["clears"]
    by = pen.any_of("event", _list(clears["by"]))
    return pen(f"{pen.length(clears['within'])}内{by}", f"{by} within {pen.length(clears['within'])}")


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
