"""The steps of a rule that runs in time, in words."""

from collections.abc import Mapping
from typing import Any

from domain.durations import duration
from domain.rules.steps import OPEN
from policies.prose.pen import Pen


def steps(rows: list[Mapping[str, Any]], pen: Pen, *, remind: bool = False, opens: str | None = None) -> str:
    """Reminders, or what is told when late, one after the other. opens: after what length a clock's window opens."""
    return pen.points(_step(row, pen, opens, remind=remind) for row in rows)


def _step(step: Mapping[str, Any], pen: Pen, opens: str | None, *, remind: bool) -> str:
    opening = opens if step["at"] == OPEN else None
    length = pen.length(opening or step["at"])
    at = 0 if opening else duration(step["at"])
    when = pen(f"满 {length}时", f"after {length}") if opening else pen("到时", "when it is due")
    if at:
        when = pen(f"提前 {length}", f"{length} before") if at < 0 else pen(f"超过 {length}", f"{length} later")
    if "do" in step:
        return pen(f"{when}{pen.word('do', step['do'])}", f"{when}, {pen.word('do', step['do'])}")
    who = pen.role(step["tell"])
    words = pen(f":“{step['zh']}”", f": “{step['en']}”") if "zh" in step else ""
    does = pen("提醒" if remind else "通知", "is reminded" if remind else "is told")
    return pen(f"{when}{does}{who}{words}", f"{who} {does} {when}{words}")
