"""What is pasted from a group, a forwarded SMS or a table: which messages it holds, and which jobs. I10, U26.

Names, time stamps, mentions, quotes and pictures as chat programs paste them are taken off. What is left is cut into
reports: by the field that comes again, by a numbered list, by paragraphs or lines with a number each. One message of a
person goes on with the next while nothing is said twice.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from handlers.reading.fields import fields_in, form, is_label, rows_in
from handlers.reading.phone import phones_in
from handlers.reading.words import plain

STAMP = (
    r"(?:(?:20[0-9]{2}[-/.年][0-9]{1,2}[-/.月][0-9]{1,2}日?|[0-9]{1,2}[-/.月][0-9]{1,2}(?:[-/.]20[0-9]{2}|日)?"
    r"|昨天|前天|今天|(?:星期|周)[一二三四五六日天]|Yesterday|Today),?[ ]?)?(?:上午|下午|早上|晚上|中午|凌晨)?[ ]?"
    r"[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?: ?[AP]M)?"
)
DAY = r"(?:20[0-9]{2}[-/.年][0-9]{1,2}[-/.月][0-9]{1,2}日?(?: ?(?:星期|周)[一二三四五六日天])?)"
WHO = r"(?P<who>[^\s:：,，@「」【】\[\]][^:：「」【】\[\]\n]{0,19}?)"
HEADERS = (
    re.compile(rf"^[—\-– ]*(?:{STAMP}|{DAY})[—\-– ]*$"),  # a divider with the day
    re.compile(rf"^{WHO}[ ,]{{0,2}}[\[(]?{STAMP}[\])]?[:：]?$", re.IGNORECASE),  # 张三 2026/11/25 9:03
    re.compile(rf"^{STAMP} +{WHO}(?:[(（]?[0-9]{{5,11}}[)）]?)?$", re.IGNORECASE),  # 2026-11-25 9:03:12 张三(123456)
    re.compile(rf"^[\[(]?{STAMP}[\])]?(?: -)? ?{WHO}[:：] ?(?P<rest>.+)$", re.IGNORECASE),  # [9:03] 张三: …
    re.compile(rf"^(?:发件人|来自|from|fwd|转发)[:：] ?{WHO}$", re.IGNORECASE),
)
SPEAKS = re.compile(r"^(?P<who>[^\s:：0-9,，。;；@「」]{1,12})[:：][ ]*(?P<rest>.*)$")
RULE = re.compile(r"^[\s\-—–_=·*~]{3,}$")
MENTION = re.compile(r"@[^\s\u2005@,，:：]{1,12}(?=[\s\u2005,，:：]|$)[\s\u2005,，:：]?|@")
PLACEHOLDER = re.compile(
    r"\[[\u3400-\u9fffA-Za-z]{1,8}\](?: ?[0-9]{1,3}[\"″秒s])?|^【[^】\n]{1,16}】"
    r"|(?:拒收请?回复?|退订[请回]*|回复?)\s?[TRN]D?(?:退订|拒收)?$"
)
HIDDEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
NUMBERED = re.compile(
    r"^\s*(?:(?P<n>[0-9]{1,2})[.、)）](?![0-9])|(?P<ring>[①-⑳])|第(?P<zh>[一二三四五六七八九十])[家单户个][:：、]?)\s*"
)
MOST = 10
"""Reports taken from one paste."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line as somebody said it; `who` is "" where the paste does not tell."""

    who: str
    text: str


def split(text: str) -> list[str]:
    """The reports of a paste, each as the text that says it; what is no report may be among them."""
    words = HIDDEN.sub("", plain(text).replace("\r", ""))
    rows = rows_in(words)
    if rows:
        return rows[:MOST]
    reports = [report for block in _blocks(_lines(words)) for report in _reports(block)]
    return list(dict.fromkeys(reports))[:MOST]


def _lines(words: str) -> Iterator[Line]:
    """Line by line, who said it; a line of "" stands between two messages or paragraphs."""
    who = ""
    for raw in words.split("\n"):
        line = raw.strip().strip("\u2005")
        header = next((found for pattern in HEADERS if (found := pattern.match(line))), None)
        if header:
            who = (header.groupdict().get("who") or who).strip()
            yield Line(who, "")
            line = header.groupdict().get("rest") or ""
        elif RULE.match(line):
            line = ""
        elif line.startswith("「") or line.endswith("」"):
            line = line.strip("「」")
        speaks = SPEAKS.match(line)
        if speaks and not is_label(speaks["who"]):
            yield Line(speaks["who"], "")
            who, line = speaks["who"], speaks["rest"]
        line = PLACEHOLDER.sub("", MENTION.sub(" ", line)).strip()
        yield Line(who, line)


def _blocks(lines: Iterator[Line]) -> Iterator[list[str]]:
    """The lines of one person together, with "" between their messages; another person begins another block."""
    block: list[str] = []
    speaker = ""
    for line in lines:
        if line.who != speaker and any(block):
            yield block
            block = []
        speaker = line.who
        block.append(line.text)
    if any(block):
        yield block


def _reports(block: list[str]) -> Iterator[str]:
    """One person's lines as reports."""
    heads = [n for n, line in enumerate(block) if NUMBERED.match(line)]
    if len(heads) > 1:
        for start, end in zip(heads, [*heads[1:], len(block)], strict=True):
            yield "\n".join(NUMBERED.sub("", line) for line in block[start:end] if line)
        return
    for together in _together(list(_paragraphs(block))):
        yield from _by_field(together)


def _paragraphs(block: list[str]) -> Iterator[list[str]]:
    part: list[str] = []
    for line in [*block, ""]:
        if line:
            part.append(line)
        elif part:
            yield part
            part = []


def _together(paragraphs: list[list[str]]) -> Iterator[list[str]]:
    """Paragraphs of one person belong to one report until a second number comes."""
    kept: list[str] = []
    for paragraph in paragraphs:
        if kept and _phones(kept) and _phones(paragraph):
            yield kept
            kept = []
        kept = [*kept, *paragraph]
    if kept:
        yield kept


def _by_field(lines: list[str]) -> Iterator[str]:
    """Cut where a named field comes again, else where each of several lines has a number of its own."""
    named = fields_in("\n".join(lines))
    if len(named) > 1:
        yield from (form(record) for record in _records(named))
        return
    with_number = [n for n, line in enumerate(lines) if _phones([line])]
    if len(with_number) < 2:
        yield "\n".join(lines)
        return
    # A number at the beginning heads its lines; one at the end closes them.
    cuts = with_number[1:] if with_number[0] == 0 else [n + 1 for n in with_number[:-1]]
    for start, end in zip([0, *cuts], [*cuts, len(lines)], strict=True):
        yield "\n".join(lines[start:end])


def _records(named: list[tuple[str, str]]) -> list[list[tuple[str, str]]]:
    records: list[list[tuple[str, str]]] = [[]]
    for field, value in named:
        if any(field == known for known, _ in records[-1]):
            records.append([])
        records[-1].append((field, value))
    return records


def _phones(lines: list[str]) -> set[str]:
    return {number for number, _span in phones_in("\n".join(lines))}
