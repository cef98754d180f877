"""A proof in words: what must be shown, before what, and who may let it go."""

from collections.abc import Iterator, Mapping
from typing import Any

from policies.prose.pen import Pen

KIND = "proof"


def begins(row: Mapping[str, Any]) -> str | None:
    """The first step that waits for it."""
    return _before(row)[0]


def facts(row: Mapping[str, Any], pen: Pen) -> Mapping[str, str]:
    """Point by point."""
    found = {
        pen("凭证", "proof"): _needs(row, pen),
        pen("之前", "before"): pen.any_of("event", _before(row)),
        pen("可以免", "waived by"): pen.role(row["waive"]) if "waive" in row else pen("谁也不行", "nobody"),
        pen("提问", "asked as"): pen.wording(row, "ask_"),
    }
    if row.get("shows"):
        found[pen("看照片", "looked at for")] = pen.word("shows", row["shows"])
    if "when" in row:
        found[pen("适用", "holds for")] = pen.when(row["when"])
    for key, zh, en in (("choices", "可选答案", "answers"), ("items", "清单", "checklist")):
        if row.get(key):
            found[pen(zh, en)] = pen.listed(pen.wording(entry) for entry in row[key])
    return found


def lines(row: Mapping[str, Any], pen: Pen) -> Iterator[str]:
    """What is shown before what; then the checklist and the answers."""
    only = pen.only(row)
    before, needs, ask = pen.any_of("event", _before(row)), _needs(row, pen), pen.wording(row, "ask_")
    first = pen(f"没有{needs}（“{ask}”），不能{before}。", f"before {before}: {needs} (“{ask}”).")
    first = only + (first if only or pen.language == "zh" else first[0].upper() + first[1:])
    if "waive" in row:
        who = pen.role(row["waive"])
        first += pen(
            f"实在没有，说明原因，{who}可以免。", f" Where it cannot be had, {who} may waive it, with the reason."
        )
    yield first
    if row.get("shows"):
        what = pen.word("shows", row["shows"])
        yield pen(
            f"照片会看：{what}；有疑问请人定。",
            f"The photo is looked at for {what}; a person decides what is doubtful.",
        )
    if row.get("items"):
        items = pen.listed(pen.wording(entry) for entry in row["items"])
        yield pen(f"逐项核对：{items}。", f"Checked one by one: {items}.")
    if row.get("choices"):
        choices = pen.listed(pen.wording(entry) for entry in row["choices"])
        yield pen(f"点一下就能答：{choices}。", f"One tap answers: {choices}.")


def _needs(row: Mapping[str, Any], pen: Pen) -> str:
    return pen.word("evidence", row["needs"].partition(".")[0])


def _before(row: Mapping[str, Any]) -> list[str]:
    value = row["before"]
    return value if isinstance(value, list) else [value]
