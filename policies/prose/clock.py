"""A clock in words: from when, how long, until what, and what happens if nobody does."""

from collections.abc import Iterator, Mapping
from typing import Any

from domain.durations import duration
from policies.prose.pen import Pen
from policies.prose.steps import steps

KIND = "clock"
PER = "per"


def begins(row: Mapping[str, Any]) -> str | None:
    """The event that starts it."""
    return str(_list(row["from"])[0])


def facts(row: Mapping[str, Any], pen: Pen) -> Mapping[str, str]:
    """Point by point."""
    found = {
        pen("起点", "starts when"): pen.any_of("event", _list(row["from"])) + _having(row, pen),
        pen("终点", "stops when"): pen.any_of("event", _list(row["until"])),
        pen("时限", "time"): _within(row["within"], pen),
        **({pen("几时开始算", "counts from"): pen.length(row["opens"])} if "opens" in row else {}),
        pen("计时", "runs"): pen.hours(row.get("hours", "always")),
    }
    if "on" in row:
        found[pen("责任人", "binds")] = pen.role(row["on"])
    if "when" in row:
        found[pen("适用", "holds for")] = pen.when(row["when"])
    if "pause" in row:
        found[pen("暂停", "stands still")] = pen.points(_pause(pause, pen) for pause in _list(row["pause"]))
    if "extend" in row:
        found[pen("顺延", "gets more time when")] = pen.any_of("event", _list(row["extend"]))
    if "minimum" in row:
        found[pen("恢复后至少", "left at least when it runs on")] = pen.length(row["minimum"])
    if row.get("remind"):
        found[pen("提醒", "reminders")] = steps(row["remind"], pen, remind=True, opens=row.get("opens"))
    if row.get("late"):
        found[pen("超时", "when late")] = steps(row["late"], pen, opens=row.get("opens"))
    if row.get("breach"):
        found[pen("拟记", "breach")] = (
            f"{pen.points_for(row['breach'])}{pen('，', ', ')}{pen.role(row['breach']['on'])}"
        )
    if "alarm" in row:
        always = row["alarm"] == "always"
        found[pen("夜里", "at night")] = (
            pen("照样响", "is heard") if always else pen("等到早上", "waits for the morning")
        )
    return found


def lines(row: Mapping[str, Any], pen: Pen) -> Iterator[str]:
    """What matters in a few sentences; then what else starts, stops, halts it."""
    starts, stops = _list(row["from"]), _list(row["until"])
    yield pen("", " ").join((_promise(row, pen), *_consequences(row, pen)))
    if starts[1:]:
        yield pen(
            f"这些情况也起算：{pen.any_of('event', starts[1:])}。",
            f"It also starts when {pen.any_of('event', starts[1:])}.",
        )
    if ends := [event for event in stops[1:] if event not in starts]:
        yield pen(f"这些情况不再计时：{pen.any_of('event', ends)}。", f"It also ends when {pen.any_of('event', ends)}.")
    if pauses := _list(row.get("pause", [])):
        said = pen.points(_pause(pause, pen) for pause in pauses)
        yield pen(f"暂停：{said}。", f"It stands still {said}.")
    if "extend" in row:
        events = pen.any_of("event", _list(row["extend"]))
        yield pen(f"到时之前{events}，时限顺延。", f"There is more time when, before it is due, {events}.")
    if "minimum" in row:
        least = pen.length(row["minimum"])
        yield pen(f"恢复计时后至少还有 {least}。", f"When it runs on, at least {least} are left.")
    if row.get("alarm") == "always":
        yield pen("夜里也照样响。", "It is heard at night too.")


def _promise(row: Mapping[str, Any], pen: Pen) -> str:
    start, goal = pen.event(_list(row["from"])[0]) + _having(row, pen), pen.event(_list(row["until"])[0])
    hours = row.get("hours", "always")
    counted = "" if hours == "always" else pen(f"（{pen.hours(hours)} 计时）", f" (counted {pen.hours(hours)})")
    only = pen.only(row)
    who = pen.role(row["on"]) if "on" in row else ""
    wanted = pen(f"{who}要{goal}", goal)
    within = _within(row["within"], pen)
    if "opens" in row:
        opens = pen.length(row["opens"])
        said = pen(
            f"从{start}起，满 {opens}后、{within}内{counted}{wanted}；之前的不算。",
            f"between {opens} and {within}{counted} after {start}, {wanted}; before that it does not count.",
        )
    elif PER in row["within"].split():
        said = pen(f"从{start}起，{within}{counted}：{wanted}。", f"after {start}, {goal} {within}{counted}.")
    elif len(row["within"].split()) > 1:
        said = pen(f"从{start}起，{within}{counted}{wanted}。", f"once {start}, {within}{counted} {wanted}.")
    else:
        said = pen(f"从{start}起 {within}内{counted}{wanted}。", f"within {within}{counted} after {start}, {wanted}.")
    return only + (said if only or pen.language == "zh" else said[0].upper() + said[1:])


def _within(text: str, pen: Pen) -> str:
    length, *anchor = text.split()
    if not anchor:
        return pen.length(length)
    when, name = anchor[:2]
    if when == PER:
        each = pen.length(length)
        return pen(
            f"{name} 台以内 {each}，每多 {name} 台再加 {each}",
            f"within {each} up to {name} units, and {each} more for every further {name}",
        )
    at = pen.word("anchor", name)
    if duration(length) == 0:
        return pen(f"最晚{at}时", f"by the time {at}")
    if when == "after":
        return pen(f"{at}后 {pen.length(length)}内", f"within {pen.length(length)} after {at}")
    return pen(f"{at}前 {pen.length(length)}", f"{pen.length(length)} before {at}")


def _consequences(row: Mapping[str, Any], pen: Pen) -> Iterator[str]:
    for key in ("remind", "late"):
        if row.get(key):
            said = steps(row[key], pen, remind=key == "remind", opens=row.get("opens"))
            yield pen(f"{said}。", f"{said[0].upper()}{said[1:]}.")
    if breach := row.get("breach"):
        who, points = pen.role(breach["on"]), pen.points_for(breach)
        yield pen(f"超时拟记{who} {points}。", f"When it is over, {points} are proposed for {who}.")


def _having(row: Mapping[str, Any], pen: Pen) -> str:
    """What the starting event itself must say, in brackets."""
    if "having" not in row:
        return ""
    return pen(f"（{pen.having(row['having'])}）", f" ({pen.having(row['having'])})")


def _pause(pause: Mapping[str, Any], pen: Pen) -> str:
    start, end = (pen.any_of("event", _list(pause[key])) for key in ("from", "until"))
    longest = pen.length(pause["longest"])
    return pen(f"从{start}到{end}（最长 {longest}）", f"from when {start} until {end} (at most {longest})")


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
