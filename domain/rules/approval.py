"""An approval (审批): somebody must say yes before something is done. Rules: I8 S6 S7 U7.

Written in a pack as

    what      the request: "handover", "second", "extension", "solution", or a name of the pack's own
    by        the role that says yes, or roles in turn: each says yes one after the other, the first no ends it
    free      true: done at once, nobody is asked
    reasons   the list of `[reasons]` from which whoever asks picks one
    before    of an own name: events that must wait for the yes
    asks      of an own name: events at which it is asked by itself
    answer_zh answer_en   of an own name: what is to be written with the yes
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from domain.effects import Wording
from domain.errors import PackError
from domain.rules import View
from domain.rules.row import Row, one_of
from domain.rules.when import When

KIND = "approval"
REQUESTS = ("handover", "second", "extension", "solution")
"""What the program itself knows to ask the desk for, and to do after a yes."""
DECIDERS = ("supervisor", "manager")
GATED = ("job.offered", "technician.departed", "work.noted", "work.finished")
"""The events that can wait for a yes."""
OWN = ("before", "asks", "answer_zh", "answer_en")
KEYS = ("id", "source", "zh", "en", "what", "by", "free", "reasons", "when", *OWN)
NAME = re.compile(r"[a-z][a-z_]{0,39}")


@dataclass(frozen=True, slots=True)
class Approval:
    """One approval rule of a pack."""

    id: str
    source: str
    wording: Wording
    what: str
    by: tuple[str, ...]
    free: bool
    reasons: str
    waits: frozenset[str]
    asks: frozenset[str]
    answer: Wording | None
    when: When

    def applies(self, view: View) -> bool:
        """Whether its conditions hold of a subject."""
        return self.when.holds(view)


def read(table: Mapping[str, Any]) -> Approval:
    """An approval from its row in a pack. Raises PackError."""
    row = Row(KIND, table)
    what = row.text("what")
    if not NAME.fullmatch(what):
        raise PackError(row.key("what"), f"a name in small letters, such as {', '.join(REQUESTS)} or one of your own")
    own = what not in REQUESTS
    if not own and (given := next((key for key in OWN if key in table), None)):
        raise PackError(row.key(given), f"a `what` of your own; {what!r} is asked by a technician")
    free = row.take("free", False)
    if not isinstance(free, bool) or (free and (own or "by" in table)):
        raise PackError(row.key("free"), f"true for one of {', '.join(REQUESTS)}, without `by`")
    answers = "answer_zh" in table or "answer_en" in table
    found = Approval(
        id=row.id,
        source=row.text("source"),
        wording=row.wording(),
        what=what,
        by=() if free else _by(row),
        free=free,
        reasons=row.text("reasons", "") if "reasons" in table else "",
        waits=row.events("before", needed=False),
        asks=row.events("asks", needed=False),
        answer=row.wording("answer_") if answers else None,
        when=row.when(),
    )
    for event in found.waits:
        one_of(row.key("before"), event, GATED, "an event that waits for a yes")
    if own and not (found.waits or found.asks):
        raise PackError(row.key("before"), "an event that waits for it, or `asks`: an event at which it is asked")
    row.done(KEYS)
    return found


def _by(row: Row) -> tuple[str, ...]:
    value = row.take("by")
    roles = [value] if isinstance(value, str) else value
    if not isinstance(roles, list) or not roles or len(set(map(str, roles))) != len(roles):
        raise PackError(row.key("by"), 'who says yes, such as by = "supervisor", or in turn: ["supervisor", "manager"]')
    return tuple(one_of(row.key("by"), role, DECIDERS, "a role that decides") for role in roles)
