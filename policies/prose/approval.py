"""An approval in words: what is asked, who says yes, and what waits for it."""

from collections.abc import Iterator, Mapping
from typing import Any

from policies.prose.pen import Pen

KIND = "approval"


def begins(row: Mapping[str, Any]) -> str | None:
    """What asks for it, or what waits for it."""
    first = _list(row.get("asks", [])) or _list(row.get("before", []))
    return first[0] if first else "approval.asked"


def facts(row: Mapping[str, Any], pen: Pen) -> Mapping[str, str]:
    """Point by point."""
    found = {
        pen("请示", "asked for"): pen.word("request", row["what"]),
        pen("谁批", "who says yes"): _who(row, pen),
    }
    if row.get("asks"):
        found[pen("何时请示", "asked when")] = pen.any_of("event", _list(row["asks"]))
    if row.get("before"):
        found[pen("之前", "before")] = pen.any_of("event", _list(row["before"]))
    if "when" in row:
        found[pen("适用", "holds for")] = pen.when(row["when"])
    if "reasons" in row:
        found[pen("理由", "reasons")] = row["reasons"]
    if "answer_zh" in row:
        found[pen("批复要写", "the yes names")] = pen.wording(row, "answer_")
    return found


def lines(row: Mapping[str, Any], pen: Pen) -> Iterator[str]:
    """Who must say yes before what; then what the yes must name, and how the reason is given."""
    only = pen.only(row)
    what, who = pen.word("request", row["what"]), _who(row, pen)
    if row.get("free"):
        yield only + pen(f"{what}不用问，直接办。", f"{what}: done at once, nobody is asked.")
        return
    said = pen(f"{what}要{who}同意。", f"{what} needs the yes of {who}.")
    if row.get("before"):
        before = pen.any_of("event", _list(row["before"]))
        said += pen(f"没同意不能{before}。", f" It comes before {before}.")
    yield only + said
    if row.get("asks"):
        asks = pen.any_of("event", _list(row["asks"]))
        yield pen(f"{asks}时自动请示。", f"It is asked by itself when {asks}.")
    if "answer_zh" in row:
        answer = pen.wording(row, "answer_")
        yield pen(f"同意时写明{answer}。", f"The yes names {answer}.")
    if "reasons" in row:
        yield pen("请示时点一个理由。", "Whoever asks picks a reason from a list.")


def _who(row: Mapping[str, Any], pen: Pen) -> str:
    if row.get("free"):
        return pen("不用批", "nobody")
    return pen("，再由", ", then ").join(pen.role(role) for role in _list(row["by"]))


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
