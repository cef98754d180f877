"""What a pack settles beside its rules, in words: point by point, section by section."""

from collections.abc import Iterator, Mapping
from typing import Any

from policies.prose.pen import Pen

POINTS: Mapping[str, tuple[str, str]] = {
    "intake.open_jobs": ("一位客户最多同时报几单", "jobs a customer may have open at once"),
    "intake.burst": ("一位客户一次最多发几条", "messages a customer may send at once"),
    "intake.per_minute": ("之后每分钟再发几条", "and more each minute"),
    "dispatch.mode": ("派单方式", "dispatch"),
    "dispatch.ask": ("一次最多问几位师傅", "technicians asked at once"),
    "dispatch.certificates": ("哪种产品要什么证书", "certificates wanted, by product"),
    "reasons.certificates": ("证书", "certificates"),
    "dispatch.take": ("师傅抢单不用主管点头", "technicians take jobs without a supervisor's tap"),
    "warranty": ("保修期", "warranty"),
    "hours": ("计时时段", "hours"),
    "quiet": ("夜里不打扰", "quiet hours"),
    "overlay": ("季节", "seasons"),
    "tags": ("客户标签", "tags of customers"),
    "holidays": ("节假日", "holidays"),
    "repeat.within": ("结单后多久内同样毛病算重复", "the same fault counts as a repeat for"),
    "repeat.reopen": ("取消后多久内可以再接着修", "a cancelled job can be taken up again for"),
    "on_the_way.late": ("要晚时可点", "taps for a delay"),
    "on_the_way.extend": ("要延期时可点", "taps for more time"),
    "on_the_way.suspend": ("挂起时可点（天）", "taps for a standstill (days)"),
    "on_the_way.hand_over": ("转给同事", "hand-over to a colleague"),
    "on_the_way.delays": ("第几次要晚通知主管", "the supervisor hears from the n-th delay on"),
    "on_the_way.delay": ("一次晚多久通知主管", "and of any delay over"),
    "court.contest_within": ("拟记后多久内可以申诉", "a breach may be contested for"),
    "court.decide_within": ("之后多久内要核定", "and is decided within"),
    "court.batch": ("没申诉的可以一起核定", "what nobody contested may be decided together"),
    "court.counts": ("拟记按什么算", "breaches are counted in"),
    "care.topics": ("回访问什么", "follow-ups ask"),
    "care.ask": ("一次回访问几句", "topics asked in one follow-up"),
    "care.service_every": ("多久保养一次", "serviced every"),
    "care.wave": ("通知一批发几位", "customers a notice goes to at once"),
    "care.wave_every": ("下一批隔多久", "and the next after"),
    "care.owners_every": ("多久巡访一次机主", "owners are spoken to every"),
    "usual.work": ("常见处理", "usual work"),
    "causes.classes": ("故障原因归哪类，收不收费", "what a fault comes from, and whether it is free"),
    "nameplate.patterns": ("铭牌照片上认什么", "read in photos of nameplates"),
    "usual.prices": ("常用价格", "usual prices"),
    "reasons.opinion": ("处理意见", "handling opinions"),
    "reasons.repeat": ("返修责任的理由", "reasons for whose fault a repeat was"),
    "reasons.quality": ("质量问题", "quality problems"),
    "reasons.departments": ("交给谁", "whom it is passed on to"),
    "reasons.decline": ("拒单原因", "reasons to decline"),
    "reasons.cancel": ("取消原因", "reasons to call off"),
    "reasons.waive": ("免凭证原因", "reasons to waive a proof"),
    "reasons.suspend": ("挂起原因", "reasons to suspend"),
    "reasons.another_visit": ("再次上门原因", "reasons for another visit"),
    "reasons.solution": ("修不了的原因", "why it cannot be fixed"),
    "reasons.extension": ("延期原因", "reasons for more time"),
    "reasons.danger": ("危险", "dangers"),
    "reasons.refuse": ("不同意的原因", "reasons to refuse"),
    "reasons.reassign": ("改派原因", "reasons to reassign"),
    "reasons.invalid": ("无效原因", "reasons to close as invalid"),
    "reasons.contest": ("申诉理由", "reasons to contest"),
    "reasons.uphold": ("核定理由", "reasons to uphold"),
    "reasons.waive_breach": ("免记理由", "reasons to waive a breach"),
    "reasons.send_back": ("退回原因", "reasons to send back"),
}
VALUES: Mapping[str, tuple[str, str]] = {
    "one_tap": ("主管点一下派出", "by a supervisor's tap"),
    "auto": ("自动派给最合适的", "the most suitable is asked at once"),
    "points": ("分", "points"),
    "amount": ("金额", "money"),
    "desk": ("要公司同意", "with the desk's yes"),
    "free": ("不用公司同意", "without the desk's yes"),
}
FREE: Mapping[object, tuple[str, str]] = {
    True: ("免费", "(free)"),
    False: ("收费", "(paid)"),
    "in_warranty": ("保内免费", "(free in warranty)"),
}
WHOLE = ("warranty", "hours", "holidays", "quiet", "tags", "overlay")
"""Sections that are one point."""


def in_season(season: Mapping[str, Any], pen: Pen) -> str:
    """A season and its days: "旺季（2027-07-01 到 2027-08-31）"."""
    first, last = season["from"], season["until"]
    return pen.wording(season) + pen(f"（{first} 到 {last}）", f" ({first} to {last})")


def settled(section: str, table: Any, pen: Pen) -> Iterator[tuple[str, str]]:
    """The points of a section of a pack: their words, the words of their value."""
    if section in WHOLE:
        yield pen(*POINTS[section]), _whole(section, table, pen)
        return
    for key, value in sorted(table.items(), key=lambda item: _place(f"{section}.{item[0]}")):
        name = f"{section}.{key}"
        words = pen(*POINTS[name]) if name in POINTS else name
        yield words, pen(*VALUES[value]) if isinstance(value, str) and value in VALUES else _value(key, value, pen)


def _place(name: str) -> int:
    known = list(POINTS)
    return known.index(name) if name in POINTS else len(known)


def _whole(section: str, table: Any, pen: Pen) -> str:
    if section == "overlay":
        return pen.points(f"{in_season(season, pen)} {pen.listed(_rules(season))}" for season in table)
    if section == "quiet":
        return f"{table.get('from')}–{table.get('to')}"
    if section == "holidays":
        off, on = len(table.get("off", [])), len(table.get("on", []))
        country = f"{table['country']}{pen('，', ', ')}" if "country" in table else ""
        return pen(f"{country}放假 {off} 天，补班 {on} 天", f"{country}{off} days off, {on} days worked instead")
    if section == "tags":
        return pen.listed(pen.wording(entry) for entry in table.values())
    if section == "hours":
        return pen.points(f"{name} {pen.calendar(entry)}" for name, entry in table.items())
    years = ((pen.word("product", product), int(str(length).removesuffix("y"))) for product, length in table.items())
    return pen.listed(f"{name} {count} {pen('年', 'year' if count == 1 else 'years')}" for name, count in years)


def _rules(season: Mapping[str, Any]) -> Iterator[str]:
    """The ids of the rules that a season changes."""
    for rows in season.values():
        yield from (row["id"] for row in rows) if isinstance(rows, list) else ()


def _years(length: str, pen: Pen) -> str:
    """ "1y", or any length of time."""
    count = length.removesuffix("y")
    return pen(f"{count} 年", f"{count} year{'' if count == '1' else 's'}") if count != length else pen.length(length)


def _as_plate(entry: Mapping[str, Any], pen: Pen) -> str:
    """What a pattern of [nameplate] finds, before its example."""
    return {"model": pen("型号，如", "model, such as"), "serial": pen("出厂编号，如", "serial number, such as")}[
        entry["field"]
    ]


def _value(key: str, value: Any, pen: Pen) -> str:
    if key == "prices":
        return pen.listed(f"{pen.wording(entry)} {pen.money(entry['fen'])}" for entry in value)
    if key == "classes":
        return pen.listed(f"{pen.wording(entry)} {pen(*FREE[entry['free']])}" for entry in value)
    if key == "work":
        return pen.points(" – ".join(entry[part] for part in ("cause", "remedy", "parts")) for entry in value)
    if key == "patterns":
        return pen.points(f"{_as_plate(entry, pen)} {entry['example']} ({entry['expression']})" for entry in value)
    if key == "topics":
        return pen.points(pen.wording(entry) for entry in value)
    if key == "service_every":
        return pen.listed(f"{pen.word('product', product)} {_years(length, pen)}" for product, length in value.items())
    return pen.plain(value)
