"""A policy pack as the core uses it: rules by what they listen to, calendars, and what it settles beside rules."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from domain.care import Care
from domain.causes import Cause
from domain.court import Court
from domain.effects import Wording
from domain.events import Event
from domain.hours import Hours, Quiet
from domain.nameplate import PlatePattern
from domain.on_the_way import OnTheWay
from domain.periods import bounds
from domain.rules import Approving, Counting, Gate, Periodic, Rule, Running, Step, Timed, View
from domain.seasons import Year
from domain.usual import Usual

HEARD = ("remind", "tell")
"""Steps that are alarms: all they do is to be heard, so they can wait for the morning (U4)."""
ASKS = ("ask_followup", "offer_service", "offer_test", "begin_report", "reckon_count", "send_wave", "send_report")
"""What a clock asks of somebody long after the work: never at night (U4)."""


@dataclass(frozen=True)
class Policy:
    """One resolved pack.

    name      "gree-installer"
    zone      IANA name; every time a person reads or says is in it
    rules     by id
    auto      dispatch to the best suggestion at once, without a supervisor's tap
    at_once   how many are asked when several are asked
    take      a technician may take what nobody was asked to take, without a supervisor's tap (U26)
    open_jobs how many a customer may have open at once (X17)
    burst     messages that a customer may send at once; per_minute: how many more come free (X17)
    reasons   lists to choose from: "decline", "waive" → ({key, zh, en}, …)
    warranty  product → days; "default" for the rest
    usual     what goes together in one tap, and prices to tap
    tags      what the desk may say of a customer: key → words
    care      what is asked after a job, and when the next service is due
    certificates product → what whoever goes must have (D11)
    causes    what a fault may come from, and whether it is free then (I6)
    nameplate how the makers write model and serial number; empty: customers' photos are not looked at for them
    quiet     in which no alarm is heard unless its rule says "always" (U4); None: there are none
    repeat_within  ms after closing in which the same fault is a repeat (S12)
    reopen_within  ms after cancelling in which the job can be taken up again
    court     how breaches are contested and decided (§9)
    detours   what may be tapped when a visit does not go straight, and when the desk hears of it
    """

    name: str
    zone: str
    title: Wording
    rules: Mapping[str, Rule]
    calendars: Mapping[str, Hours]
    auto: bool
    at_once: int
    take: bool
    open_jobs: int
    burst: int
    per_minute: int
    reasons: Mapping[str, tuple[Wording, ...]]
    warranty: Mapping[str, int]
    repeat_within: int
    reopen_within: int
    detours: OnTheWay
    clocks: Mapping[str, Timed] = field(repr=False)
    listening: Mapping[str, tuple[Timed, ...]] = field(repr=False)
    gating: Mapping[str, tuple[Gate, ...]] = field(repr=False)
    approvals: tuple[Approving, ...] = field(default=(), repr=False)
    counts: Mapping[str, Counting] = field(default_factory=dict, repr=False)
    counting: Mapping[str, tuple[Counting, ...]] = field(default_factory=dict, repr=False)
    clearing: Mapping[str, tuple[Counting, ...]] = field(default_factory=dict, repr=False)
    quiet: Quiet | None = None
    usual: Usual = field(default_factory=Usual)
    court: Court = field(default_factory=Court)
    care: Care = field(default_factory=Care)
    tags: Mapping[str, Wording] = field(default_factory=dict)
    causes: tuple[Cause, ...] = ()
    nameplate: tuple[PlatePattern, ...] = ()
    certificates: Mapping[str, tuple[Wording, ...]] = field(default_factory=dict)
    year: Year = field(default_factory=Year, repr=False, compare=False)

    def on(self, at: int) -> "Policy":
        """The policy as it is at an instant (UTC ms): with what the season changes that it lies in. U24."""
        return self.year.at(at) or self

    def tag(self, key: str) -> Wording:
        """A tag's words; those of one that the pack does not have are its key."""
        return self.tags.get(key, {"zh": key, "en": key})

    def hours(self, rule: Timed) -> Hours:
        return self.calendars[rule.hours]

    def timed(self, rule_id: str) -> Timed:
        """A rule that has clocks, as it is now. Raises KeyError for one that has none."""
        return self.clocks[rule_id]

    def rule_of(self, clock: Running) -> Timed:
        """The rule of a running clock: as it was when the clock started."""
        return self.on(clock.started_at).clocks[clock.rule]

    def does(self, what: str) -> bool:
        """Whether a clock of the pack does this by itself."""
        return any(step.does == "do" and step.who == what for rule in self.clocks.values() for step in rule.steps)

    def wanted(self, clock: Running) -> Iterator[tuple[int, Step]]:
        """The steps of a clock if nobody stops it, each with its time. Alarms wait for the end of quiet hours. U4."""
        rule = self.rule_of(clock)
        for when, step in rule.wanted(clock, self.hours(rule)):
            yield self.heard_at(rule, when) if step.does in HEARD or step.who in ASKS else when, step

    def heard_at(self, rule: Timed, at: int) -> int:
        """When what a rule's clock says at `at` may be heard."""
        return at if self.quiet is None or rule.alarm == "always" else self.quiet.over(at)

    def waited(self, clock: Running, step: Step, now: int) -> bool:
        """Whether a step taken at `now` waited for the end of quiet hours."""
        if self.quiet is None or self.quiet.over(now - 1) != now:
            return False  # none ended just now
        rule = self.rule_of(clock)
        return any(one == step and when < now for when, one in rule.wanted(clock, self.hours(rule)))

    def step(self, clocks: tuple[Running, ...], event: Event, view: View) -> tuple[Running, ...]:
        """All open clocks of a subject after one more event. Rules that do not know the event are not asked."""
        if not self.year.seasons:
            return self._step(clocks, event, view)
        today = self.on(event.at)
        before = [clock for clock in clocks if self.on(clock.started_at) is not today]
        if not before:
            return today._step(clocks, event, view)
        after = list(today._step(tuple(clock for clock in clocks if clock not in before), event, view))
        for policy in {id(one): one for one in (self.on(clock.started_at) for clock in before)}.values():
            theirs = tuple(clock for clock in before if self.on(clock.started_at) is policy)
            # A clock keeps the rule under which it started; what starts today does so by the rules of today.
            after += [clock for clock in policy._step(theirs, event, view) if clock.started_by != event.seq]
        same = {id(clock) for clock in after} == {id(clock) for clock in clocks}
        return clocks if same else tuple(after)

    def _step(self, clocks: tuple[Running, ...], event: Event, view: View) -> tuple[Running, ...]:
        """By the rules of this policy alone."""
        listening = self.listening.get(event.name, ())
        if not listening:
            return clocks
        concerned = {rule.id for rule in listening}
        kept = tuple(clock for clock in clocks if clock.rule not in concerned)
        stepped = [
            clock
            for rule in listening
            for clock in rule.step(tuple(c for c in clocks if c.rule == rule.id), event, view, self.hours(rule))
        ]
        return (*kept, *stepped)

    def heeds(self, name: str) -> bool:
        """Whether some rule of some season counts an event of this name, or clears with it."""
        policies = (self, *(season.policy for season in self.year.seasons))
        return any(name in one.counting or name in one.clearing for one in policies)

    def promised(self, name: str, at: int, view: View) -> int | None:
        """When the first clock that an event of this name starts is due, UTC ms; None when it starts none."""
        started = self.step((), Event(0, name, at, at), view)
        return min((clock.due for clock in started if clock.due is not None), default=None)

    def extendable(self, clocks: Iterable[Running], technician: int | None, now: int) -> int | None:
        """When the first clock that could still get more time is due, UTC ms; None when there is none. S7."""
        due = (
            clock.due
            for clock in clocks
            if self.rule_of(clock).extends and clock.on in (None, technician) and clock.due is not None
        )
        return min((at for at in due if at >= now), default=None)

    def missing(self, event: str, evidence: Mapping[str, Any], view: View) -> list[Gate]:
        """The proofs that `event` must still wait for, in the pack's order. Prompts and gates both ask this."""
        return [rule for rule in self.gating.get(event, ()) if rule.unmet(evidence, view)]

    def approval(self, what: str, view: View) -> Approving | None:
        """The rule that says who must say yes to this; None where the pack says nothing."""
        return next((rule for rule in self.approvals if rule.what == what and rule.applies(view)), None)

    def unapproved(self, event: str, approved: Collection[str], view: View) -> Approving | None:
        """The first rule whose yes `event` must still wait for. Prompts and gates both ask this."""
        waiting = (rule for rule in self.approvals if event in rule.waits and rule.what not in approved)
        return next((rule for rule in waiting if rule.applies(view)), None)

    def periodic(self) -> dict[str, Periodic]:
        """What each branch owes for every period of the calendar, by id."""
        return {rule.id: rule for rule in self.clocks.values() if isinstance(rule, Periodic)}

    def ahead(self, rule: Periodic, at: int) -> tuple[int, int]:
        """The end of the period of the calendar that runs at `at`, and until when the rule is then met; UTC ms."""
        ends = bounds(rule.every, at, self.zone)[1]
        return ends, rule.limit(ends, self.hours(rule), self.zone)

    def asked_at(self, event: str, view: View) -> list[Approving]:
        """What is asked by itself once `event` has happened."""
        return [rule for rule in self.approvals if event in rule.asks and rule.applies(view)]

    def runs_at(self, calendar: str, at: int) -> bool:
        """Whether an instant lies in a calendar of the pack."""
        return self.calendars[calendar].between(at, at + 1) > 0

    def proof(self, needs: str) -> Gate | None:
        """The first rule that wants this evidence."""
        for rule in self.rules.values():
            if isinstance(rule, Gate) and rule.needs == needs:
                return rule
        return None

    def reason(self, reasons: str, key: str) -> Wording | None:
        """A reason's words, None for a key that the pack does not list."""
        return next((reason for reason in self.reasons.get(reasons, ()) if reason["key"] == key), None)

    def cause(self, key: str) -> Cause | None:
        """What a fault comes from, None for a key that the pack does not list. I6."""
        return next((cause for cause in self.causes if cause.key == key), None)

    def service(self, product: str | None, bought_on: date | None, said: str | None, today: date) -> str:
        """Free, paid, or to be checked on site. I6 (T3.1, T6).

        bought_on  the purchase or invoice date, None where unknown
        said       what the customer says, "in" or "out"; only "out" is believed, it is against their interest
        """
        if bought_on is not None:
            return "free" if today <= self.warranty_ends(product, bought_on) else "paid"
        return "paid" if said == "out" else "check"

    def warranty_ends(self, product: str | None, bought_on: date) -> date:
        """The last day on which faults are free."""
        return bought_on + timedelta(days=self.warranty.get(product or "", self.warranty["default"]))
