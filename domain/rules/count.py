"""A count (计次): so many of the same events within a time, and something follows. Rules: D7 D8 D9 D15 S12 C7.

A recorded event is a mark for a person or whatever else the rule counts by; marks of all jobs count together.
Written in a pack as

    counts   the events that are counted
    having   what the event itself must say, such as { whom = "technician" }; a claim only names its rule
    per      for whom it is counted: "technician", "customer", "branch", "product", or several together
    within   a length of time, "month" (of the calendar) or "job"; left out: for ever
    hours    a calendar of the pack: what happens outside it is not counted
    at from every    what follows, follows at the n-th, from the n-th on, or at each n-th
    least    so many at least, per branch and "month", "quarter" or "year": judged when it is over (D14)
    tell     roles that are told
    breach   { points, fen, on … }: proposed, never applied (§9); see `charge.py`
    clears   { by, within }: an event that takes back what was counted so shortly before it, and the breach with it (D8)

A count of "breach.claimed" counts what the desk claims under the rule's own id: 记一笔.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from domain.durations import DAY
from domain.effects import Wording
from domain.errors import PackError
from domain.events import Event
from domain.hours import Always, Hours
from domain.rules import Mark, Running, Step, View, charge
from domain.rules.row import ROLES, Row, one_of, says
from domain.rules.when import When

KIND = "count"
CLAIMED = "breach.claimed"
BY = ("technician", "customer", "branch", "product")
NUMBERS = ("at", "from", "every", "least")
LEAST = "least"
MONTH, JOB = "month", "job"
PERIODS = (MONTH, "quarter", "year")
RECKON = "reckon_count"
KEYS = (
    *("id", "source", "zh", "en", "counts", "having", "per", "within", "hours", "when"),
    *(*NUMBERS, "tell", "breach", "clears"),
)


@dataclass(frozen=True, slots=True)
class Count:
    """One count rule of a pack. `within` is in ms, or "month" or "job"; None: for ever."""

    id: str
    source: str
    wording: Wording
    counts: frozenset[str]
    having: Mapping[str, frozenset[str]]
    per: tuple[str, ...]
    within: int | str | None
    hours: str
    how: str
    number: int
    tells: tuple[str, ...]
    breach: Mapping[str, Any]
    clears: frozenset[str]
    clears_within: int
    when: When

    def charge(self) -> Mapping[str, Any]:
        """What the breach counts for; empty where none is proposed."""
        return self.breach

    def whose(self, event: Event, known: View) -> str | None:
        """For whom the event is counted, as one word; None where the rule does not count it.

        known  what the subject says: technician, customer, branch, number, and what `when` may ask
        """
        said = event.data.get("rule") == self.id if event.name == CLAIMED else says(event, self.having)
        return self._who(event, known) if said and self.when.holds(known) else None

    def cleared(self, mark: Mark, event: Event, known: View) -> bool:
        """Whether this event takes that mark of the same subject back."""
        in_time = 0 <= event.at - mark.at <= self.clears_within
        return event.name in self.clears and in_time and self._who(event, known) == mark.who

    def person(self, who: str) -> int | None:
        """The technician in what `whose` said; None where it counts by something else."""
        return int(who.split("/")[self.per.index("technician")]) if "technician" in self.per else None

    def since(self, at: int) -> int:
        """UTC ms before which marks do not matter for one at `at`."""
        if isinstance(self.within, int):
            return at - self.within
        return at - 31 * DAY if self.within == MONTH else 0

    def together(self, marks: Sequence[Mark], mark: Mark, zone: str) -> list[Mark]:
        """The marks that count with this one, itself among them: of several stretches that hold it, the fullest."""
        if isinstance(self.within, int):
            ends = [one.at for one in marks if mark.at <= one.at < mark.at + self.within]
            stretches = [[one for one in marks if end - self.within < one.at <= end] for end in ends]
            return max(stretches, key=len, default=[])
        if self.within == MONTH:
            return [one for one in marks if _month(one.at, zone) == _month(mark.at, zone)]
        return list(marks)

    def follows(self, count: int) -> bool:
        """Whether something follows at the `count`-th."""
        if self.how == "every":
            return count % self.number == 0
        return count == self.number if self.how == "at" else count >= self.number

    def stands(self, count: int) -> bool:
        """Whether what followed is still true with so many left."""
        return count >= self.number

    def _who(self, event: Event, known: View) -> str | None:
        people = [event.data.get(one, known.get(one)) for one in self.per]
        if any(one is None for one in people):
            return None
        return "/".join(map(str, [*people, known["number"]] if self.within == JOB else people))


class Least(Count):
    """So many at least in each period of the calendar, for each branch. D14."""

    listens = frozenset({"duty.opened", "duty.ended", "count.reckoned"})
    stops = frozenset[str]()
    goal = "count.reckoned"
    steps = ()
    extends = frozenset[str]()
    alarm = "quiet"

    @property
    def every(self) -> str:
        return str(self.within)

    def follows(self, count: int) -> bool:
        """Nothing follows while the period runs."""
        return False

    def limit(self, ends: int, hours: Hours, zone: str) -> int:
        """It is met when the period is over, or not at all."""
        return ends

    def counted(self, hours: Hours) -> Hours:
        """Its limit is a time of the calendar."""
        return Always()

    def step(self, clocks: tuple[Running, ...], event: Event, view: View, hours: Hours) -> tuple[Running, ...]:
        """One clock for the period that runs."""
        if view.get("rule") != self.id:
            return clocks
        if event.name == "duty.ended":
            return ()
        ends = event.data["next_until"]
        return (Running(self.id, event.seq, event.at, None, event.at, max(0, ends - event.at), ends),)

    def wanted(self, clock: Running, hours: Hours) -> Iterator[tuple[int, Step]]:
        """It is judged when the period is over."""
        if clock.due is not None:
            yield clock.due, Step(f"do:{RECKON}", "do", 0, RECKON)


def _month(at: int, zone: str) -> tuple[int, int]:
    moment = datetime.fromtimestamp(at / 1000, ZoneInfo(zone))
    return moment.year, moment.month


def read(table: Mapping[str, Any]) -> Count:
    """A count from its row in a pack. Raises PackError."""
    row = Row(KIND, table)
    how, number = _number(row)
    breach = row.take("breach", {})
    charge.check(row, breach)
    clears, clears_within = _clears(row)
    kind = Least if how == LEAST else Count
    found = kind(
        id=row.id,
        source=row.text("source"),
        wording=row.wording(),
        counts=row.events("counts"),
        having=row.having(),
        per=_words(row, "per", BY, "something to count by"),
        within=_within(row, how),
        hours=row.text("hours", "always"),
        how=how,
        number=number,
        tells=_words(row, "tell", ROLES, "a role") if "tell" in table else (),
        breach=breach,
        clears=clears,
        clears_within=clears_within,
        when=row.when(),
    )
    if how == LEAST and (found.per != ("branch",) or found.within not in PERIODS or breach or not found.tells):
        raise PackError(row.key("least"), 'per = "branch", within = "month", "quarter" or "year", and tell = [roles]')
    if breach and breach["on"] not in (*found.per, "supervisor"):
        raise PackError(row.key("breach.on"), "one of those it is counted by, or the supervisor")
    row.done(KEYS)
    return found


def _number(row: Row) -> tuple[str, int]:
    given = [(name, value) for name in NUMBERS if (value := row.take(name)) is not None]
    if len(given) != 1 or type(given[0][1]) is not int or given[0][1] < 1:
        raise PackError(row.key("at"), "one number from 1 on: at = 3 (the third), from = 3, every = 3, least = 3")
    return given[0]


def _within(row: Row, how: str) -> int | str | None:
    value = row.take("within")
    if value is None:
        return None
    if value in (PERIODS if how == LEAST else (MONTH, JOB)):
        return str(value)
    length = row.length("within", value, "30d")
    if length <= 0:
        raise PackError(row.key("within"), 'a length of time above zero, such as "30d", or "month" or "job"')
    return length


def _clears(row: Row) -> tuple[frozenset[str], int]:
    tables = row.tables("clears")
    if not tables:
        return frozenset(), 0
    inner = tables[0]
    found = inner.events("by"), inner.length("within", inner.take("within"), "20m")
    inner.done(("by", "within"))
    return found


def _words(row: Row, name: str, known: Sequence[str], what: str) -> tuple[str, ...]:
    value = row.take(name)
    words = value if isinstance(value, list) and value else [value]
    return tuple(one_of(row.key(name), word, known, what) for word in words)
