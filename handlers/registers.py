"""电话登记, 信件登记: every call and every letter, by whom, with what result. A8 (T10.7–8), R10.

The whole of a register goes into a file with `paidan report calls` and `paidan report letters`.
"""

from typing import Any

import msgspec

from domain.asset.commands import Post
from domain.effects import Button, Question
from domain.errors import Refused, Unclear
from handlers.registry import DESK, handles
from handlers.talk import Talk

A_SCREEN = 10
MOST_PAGES = 100
LONGEST = 200
"""Characters of what a letter was about."""


@handles("calls", "电话登记", "calls", role=DESK, subject=False)
def calls(talk: Talk) -> None:
    """电话登记: the last calls."""
    _register(talk, "calls", talk.unit.q.calls, called_line)


@handles("letters", "信件登记", "letters", role=DESK, subject=False)
def letters(talk: Talk) -> None:
    """信件登记: the last letters."""
    _register(talk, "letters", talk.unit.q.letters, _letter_line)


@handles("post", "寄信", "letter", role=DESK, subject=False)
def post(talk: Talk) -> None:
    """寄信 <资产号> <内容>: a letter that went to a customer, for the register."""
    number, _, words = talk.asked_words("example-letter").partition(" ")
    if not words.strip():
        raise Unclear("example-letter")
    if len(words) > LONGEST:
        raise Unclear("too-long", count=LONGEST)
    talk.held = talk.unit.visible(talk.unit.numbered(number), talk.speaker)
    if talk.held.course.subject.name != "asset":
        raise Unclear("example-letter")
    talk.perform(Post(talk.actor, talk.keep(words.strip(), "letter")))


def called_line(row: Any) -> dict[str, Any]:
    """A call as one line: when, about what, by whom, with what result."""
    data = msgspec.json.decode(row["data"])
    what = {"text": f"call-{row['name'].replace('.', '-')}"}
    return _line(row, data, what)


def _letter_line(row: Any) -> dict[str, Any]:
    data = msgspec.json.decode(row["data"])
    return _line(row, data, {"text": "letter-about", "words": data["words"]})


def _line(row: Any, data: dict[str, Any], what: dict[str, Any]) -> dict[str, Any]:
    whom = {"text": "register-whom", "customer": data["customer"]} if "customer" in data else ""
    said = {"number": row["number"], "call_at": row["at"], "person": data["by"], "what": what, "whom": whom}
    return {"text": "call-row", **said}


def _register(talk: Talk, name: str, sql: str, line: Any) -> None:
    """One screen of a register, the newest first; earlier ones are a tap away."""
    page = talk.number(0) if talk.args else 0
    if page > MOST_PAGES:
        raise Refused("old-button")
    most = (page + 1) * A_SCREEN + 1
    branches = talk.speaker.branches(*DESK)
    rows = [row for branch in branches for row in talk.unit.tx.all(sql, branch=branch, most=most)]
    found = sorted(rows, key=lambda row: row["at"], reverse=True)
    shown = found[page * A_SCREEN : (page + 1) * A_SCREEN]
    if not shown:
        talk.tell(f"{name}-none")
        return
    more = len(found) > (page + 1) * A_SCREEN
    earlier = (Button(name, (str(page + 1),), "button-earlier"),) if more else ()
    talk.tell(name, Question("choose", buttons=earlier, lasting=True), lines=[line(row) for row in shown])
