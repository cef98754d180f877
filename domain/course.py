"""How a subject moves: what is due is done first, then the command, then the clocks are stepped. Pure.

Three things meet here and give one answer in any order: a bell that rings late, an event that arrives late, an event
whose time is corrected. All of them compare what should have happened with what is logged. What is missing is done,
dated when it was due; a breach that is no longer true is withdrawn; a reminder is never taken back. What was done is
logged under the key (rule, event that started the clock, step, due time), so doing it twice does nothing twice.
At exactly the due time the person wins: a step is due strictly after its time.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from domain.copies import replace
from domain.counting import Marks, counted
from domain.durations import SECOND
from domain.effects import Effect, Log, Tell
from domain.errors import Refused
from domain.events import Event
from domain.job.clock_commands import AskFor, Reached, SitOut, Take, Withdraw
from domain.job.desk_commands import Correct
from domain.job.facts import Facts, Figures, Record, Technician
from domain.notice.model import Receiver
from domain.policy import Policy
from domain.recounting import CORRECTED, MADE_BY_CLOCKS, Key, key, known_of, logged, made_by_clock, recount, tally
from domain.rules import Running, Step, Timed
from domain.subjects import Subject

AT_ONCE = 5 * SECOND
"""What one person's messages may overtake each other by while they are written."""
ROUNDS = 20
"""How often a recount may find something new: what a clock does can start another clock."""


@dataclass(frozen=True)
class Clocks:
    """The running clocks of a subject, as kept on its row.

    done    steps taken and not withdrawn
    until   UTC ms: every step due before it has been taken
    due     UTC ms of the next step as it was last reckoned, None when there is none; 0 when that must be done anew
    outage  UTC ms: end of the last standstill of ours that was taken into account
    """

    running: tuple[Running, ...] = ()
    done: tuple[Key, ...] = ()
    until: int = 0
    due: int | None = 0
    outage: int = 0


@dataclass(slots=True)
class Course:
    """One subject while a unit works on it.

    staff     who could go; asked only when a decision needs it
    history   the whole log so far, read only when an event came late or is corrected
    new       events of this unit, in order
    told      words for people, in order
    desk      who acts in a role of the desk; asked as `staff` is
    marks     what the pack's count rules counted
    record    a person's breaches of a rule on other subjects; asked likewise
    figures   what happened in the branch in a period; asked likewise
    receivers the next customers a notice is for, from its state; asked likewise
    written   whether each of these people can be written to; asked likewise
    """

    subject: Subject
    policy: Policy
    state: Any
    clocks: Clocks
    version: int
    recorded_at: int
    staff: Callable[[], tuple[Technician, ...]]
    history: Callable[[], Sequence[Event]]
    new: list[Event] = field(default_factory=list)
    told: list[Tell] = field(default_factory=list)
    desk: Callable[[str], tuple[int, ...]] = lambda _role: ()
    marks: Marks = field(default_factory=Marks)
    record: Callable[[int, str], Record] = lambda _person, _rule: Record()
    figures: Figures = lambda _names, _start, _until: {}
    receivers: Callable[[Any, int, int], Sequence[Receiver]] = lambda _state, _after, _most: ()
    written: Callable[[tuple[int, ...]], bool] = lambda _people: False
    _steps: dict[Running, list[tuple[int, Step]]] = field(default_factory=dict)

    def facts(self) -> Facts:
        return Facts(
            self.state,
            self.staff,
            self.clocks.running,
            self.desk,
            self.record,
            self.log,
            self.recorded_at,
            self.figures,
            self.marks.tally,
            lambda after, most: self.receivers(self.state, after, most),
            certificates=self.policy.certificates,
            ask_written=self.written,
        )

    def log(self) -> list[Event]:
        """Everything that happened to it so far, in the order in which it was written."""
        return [*self.history(), *self.new]

    def perform(self, command: Any, at: int) -> None:
        """`command` reaches the subject at `at`: UTC ms, when it happened.

        raises  Refused; what was due by then is done all the same
        """
        if isinstance(command, Correct) and not self._by_a_person(command.seq):
            raise Refused("no-such-event")
        at = self._after_their_own(command, at)
        self.ring(at)
        late = at < self.clocks.until
        before = len(self.new)
        self._apply(self._decide(command, at), at)
        if late or any(event.name == CORRECTED for event in self.new[before:]):
            self._recount(command.by.person if isinstance(command, Correct) else None)

    def _decide(self, command: Any, at: int) -> list[Effect]:
        """What follows at an instant, by the rules of its day."""
        return self.subject.decide(self.facts(), command, self.policy.on(at), at)

    def _after_their_own(self, command: Any, at: int) -> int:
        """When it happened, after what the same technician did: a tap that overtakes the receipt of the offer it
        answers, both on their way at once, does not come before it."""
        if at >= self.clocks.until or not hasattr(command, "by"):
            return at
        theirs = (one for one in self.log() if one.data.get("technician") == command.by.person)
        last = max((one.at for one in theirs if not made_by_clock(one)), default=at)
        return last if 0 < last - at <= AT_ONCE else at

    def _by_a_person(self, seq: int) -> bool:
        """Whether that event can be corrected: when a clock did something follows from what people did."""
        found = next((event for event in self.log() if event.seq == seq), None)
        return found is not None and not made_by_clock(found)

    def ring(self, until: int) -> None:
        """Everything due before `until` is done, in the order it was due."""
        while (ripe := next(self._ripe(until), None)) is not None:
            self._take(*ripe)
        self.clocks = replace(self.clocks, until=max(self.clocks.until, until))

    def sit_out(self, since: int, until: int) -> None:
        """Our own recorded standstill: people's clocks stood still with it (DESIGN 5)."""
        start = max(since, self.clocks.until)
        if start < until and self.clocks.running:
            self.perform(SitOut(start, until), start)
        self.clocks = replace(self.clocks, outage=until)

    def next_due(self) -> int | None:
        """UTC ms of the earliest step that nobody has stopped yet; None when no clock runs."""
        if self.clocks.due == 0:
            step = self.next_step()
            self.clocks = replace(self.clocks, due=step[0] if step else None)
        return self.clocks.due

    def next_step(self) -> tuple[int, Running, Step] | None:
        """The earliest step that nobody has stopped yet: when, of which clock."""
        return min(self._wanted(), key=lambda wanted: (wanted[0], wanted[1].rule), default=None)

    def _apply(self, effects: Iterable[Effect], at: int, cause: int | None = None) -> None:
        for effect in effects:
            if isinstance(effect, Log):
                self._append(effect, at, cause)
                if cause is None and effect.name in MADE_BY_CLOCKS:
                    cause = self.version
            else:
                whom = self._whom(effect.who)
                self.told.append(effect if whom == effect.who else replace(effect, who=whom))

    def _whom(self, who: str | int) -> str | int:
        """ "technician" is who has it at this moment; somebody else may have it a line later."""
        return self.state.technician if who == "technician" and self.state.technician is not None else who

    def _append(self, log: Log, at: int, cause: int | None) -> None:
        data: Mapping[str, Any] = log.data if cause is None else {**log.data, "caused_by": cause}
        self.version += 1
        event = Event(self.version, log.name, at, self.recorded_at, data)
        self.new.append(event)
        self.state = self.subject.evolve(self.state, event)
        running = self.policy.step(self.clocks.running, event, self.state.view())
        self.clocks = replace(
            self.clocks, running=running, done=_done(self.clocks.done, event), until=max(self.clocks.until, at), due=0
        )
        self._follow(event, cause)

    def _follow(self, event: Event, cause: int | None) -> None:
        """What the pack's rules do by themselves once this has happened."""
        for rule in self.policy.on(event.at).asked_at(event.name, self.state.view()):
            self._apply(self._decide(AskFor(rule.what), event.at), event.at, cause)
        self._count(event, cause)

    def _count(self, event: Event, cause: int | None) -> None:
        """What the pack's rules count, or no longer count, once this has happened."""
        policy = self.policy.on(event.at)
        if event.name not in policy.counting and event.name not in policy.clearing:
            return
        known = known_of(self.subject, self.state)
        for rule in policy.clearing.get(event.name, ()):
            if self.marks.clear(rule, event, known):
                self._settle()
        for rule, mark in counted(policy, event, known):
            self.marks.add(mark)
            together = self.marks.together(rule, mark, self.policy.zone)
            if rule.follows(len(together)):
                on = event.data.get("technician", known["technician"])
                jobs = tuple(dict.fromkeys(one.number for one in together))
                reached = Reached(rule.id, event, mark.who, on, len(together), together[0].at, jobs)
                self._apply(self._decide(reached, event.at), event.at, cause)

    def _settle(self) -> None:
        """Breaches that a count proposed and that are no longer so many are withdrawn."""
        counts = self.policy.counts
        for rule_id, started_by, step, due in self.clocks.done:
            if step != "breach" or rule_id not in counts:
                continue
            mark = next((one for one in self.marks.own(rule_id) if one.seq == started_by), None)
            rule = self.policy.on(mark.at if mark else 0).counts[rule_id]
            if mark is None or not rule.stands(len(self.marks.together(rule, mark, self.policy.zone))):
                withdraw = Withdraw(rule_id, started_by, due)
                self._apply(self._decide(withdraw, self.recorded_at), self.recorded_at)

    def _take(self, when: int, clock: Running, step: Step, brought_by: int | None = None) -> None:
        rule = self.policy.rule_of(clock)
        effects = self._decide(Take(clock, step, brought_by), when)
        self._apply((self._from_clock(rule, effect) for effect in effects), when)

    def _from_clock(self, rule: Timed, effect: Effect) -> Effect:
        """What a clock says in quiet hours wakes nobody: what it does at night, and what it comes late to say. U4."""
        if isinstance(effect, Log) or rule.alarm == "always":
            return effect
        silent = self.policy.heard_at(rule, self.recorded_at) > self.recorded_at
        return replace(effect, silent=silent, rule=rule.id)

    def _wanted(self) -> Iterator[tuple[int, Running, Step]]:
        """Steps not yet taken of the open clocks, those of each clock in their order."""
        done = set(self.clocks.done)
        for clock in self.clocks.running:
            for when, step in self._steps_of(clock):
                if key(clock, step) not in done:
                    yield when, clock, step

    def _steps_of(self, clock: Running) -> list[tuple[int, Step]]:
        """All its steps, reckoned once: most clocks stay as they are from one event to the next."""
        steps = self._steps.get(clock)
        if steps is None:
            steps = self._steps[clock] = list(self.policy.wanted(clock))
        return steps

    def _ripe(self, until: int) -> Iterator[tuple[int, Running, Step]]:
        due = self.next_due()
        if due is not None and due < until and (step := self.next_step()):
            yield step

    def _recount(self, brought_by: int | None = None) -> None:
        """A late or corrected event: reckon everything anew and settle the difference with what is logged.

        brought_by  who corrected it, None where it only came late
        """
        if self.policy.counts:
            self.marks.replace(tally(self.subject, self.policy, self.log()))
            self._settle()
        for _round in range(ROUNDS):
            count = recount(self.subject, self.policy, self.log(), self.clocks.until)
            self.clocks = replace(self.clocks, running=count.running, due=0)
            done = set(self.clocks.done)
            false = sorted(k for k in done - count.wanted.keys() if k[2] == "breach" and k[0] in self.policy.clocks)
            for rule, started_by, _step, due in false:
                withdraw = Withdraw(rule, started_by, due)
                self._apply(self._decide(withdraw, self.recorded_at), self.recorded_at)
            missing = [(when, clock, step) for k, (when, clock, step) in count.wanted.items() if k not in done]
            if not missing:
                return
            self._take(*min(missing, key=lambda m: (m[0], m[1].rule, m[2].offset)), brought_by)


def _done(done: tuple[Key, ...], event: Event) -> tuple[Key, ...]:
    if event.name in MADE_BY_CLOCKS:
        return (*done, logged(event))
    if event.name == "breach.withdrawn":
        return tuple(k for k in done if k != logged(event))
    return done
