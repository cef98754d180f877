"""A small book of clocks and a subject on which anything may happen at any time: what the engine must settle alone."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from hypothesis import strategies as st

from domain.building import build
from domain.durations import MINUTE
from domain.effects import Effect, Log, Question
from domain.events import Event
from domain.job.decide import decide
from domain.job.evolve import evolve
from domain.job.facts import Facts
from domain.job.model import Job
from domain.policy import Policy
from domain.recounting import Key, key
from domain.rules import Running
from domain.subjects import Subject
from tests.domain.life import LI, NINE, ZHANG

TINY_PACK = """
[pack]
name = "tiny"

[hours]
contact = { from = "08:00", to = "22:00" }

[[clock]]   # people's, may stand still, with a breach
id = "agree"
source = "test"
from = "job.dispatched"
until = ["appointment.agreed", "job.declined"]
on = "technician"
within = "30m"
pause = { from = "appointment.proposed", until = "appointment.rejected", longest = "40m" }
remind = [{ at = "-10m", tell = "technician" }]
late = [{ at = "0m", tell = "supervisor" }, { at = "+30m", tell = "manager" }]
breach = { points = 5, on = "technician" }
zh = "约"
en = "agree"

[[clock]]   # people's, without a pause
id = "answer"
source = "test"
from = "job.offered"
until = ["job.accepted", "job.declined"]
on = "technician"
within = "15m"
breach = { points = 1, on = "technician" }
zh = "答"
en = "answer"

[[clock]]   # counted from an agreed time
id = "arrive"
source = "test"
from = "appointment.agreed"
until = ["technician.arrived", "appointment.agreed"]
on = "technician"
within = "0m after visit_until"
remind = [{ at = "-15m", tell = "technician" }]
breach = { points = 2, on = "technician" }
zh = "到"
en = "arrive"

    [[clock]]   # people's, may stand still in two ways and get more time
    id = "work"
    source = "test"
    from = "job.accepted"
    until = ["work.finished", "job.declined"]
    on = "technician"
    within = "1h"
    pause = [
        { from = "job.suspended", until = "job.resumed", longest = "2h" },
        { from = "work.stopped", until = "work.released", longest = "50m" },
    ]
    extend = "work.extended"
    remind = [{ at = "-20m", tell = "technician" }]
    breach = { points = 4, on = "technician" }
    zh = "做"
    en = "work"

    [[clock]]   # the company's own, in contact hours
id = "company"
source = "test"
from = ["job.reported", "offers.exhausted"]
until = ["job.offered"]
within = "45m"
hours = "contact"
late = [{ at = "0m", tell = "supervisor" }, { at = "+2h", tell = "manager" }]
breach = { points = 3, on = "supervisor" }
zh = "派"
en = "dispatch"
"""
TINY: Policy = build(tomllib.loads(TINY_PACK), "Asia/Shanghai")
QUIET = ("10:00", "11:30")
WITH_QUIET: Policy = build(
    tomllib.loads(TINY_PACK.replace('id = "answer"', 'id = "answer"\nalarm = "always"'))
    | {"quiet": {"from": QUIET[0], "to": QUIET[1]}},
    "Asia/Shanghai",
)
"""The same book with quiet hours in the middle of what happens; one rule does not mind them."""


@dataclass(frozen=True, slots=True)
class Happen:
    """Something happens; nobody refuses it."""

    name: str
    technician: int | None = None
    data: dict[str, Any] = field(default_factory=dict)


def _decide(facts: Facts, command: Any, policy: Policy, now: int) -> list[Effect]:
    if isinstance(command, Happen):
        about = {} if command.technician is None else {"technician": command.technician}
        return [Log(command.name, about | command.data)]
    return decide(facts, command, policy, now)


def _evolve(job: Job, event: Event) -> Job:
    return evolve(job, event) if event.name.startswith("breach.") else job


def _silent(*_: Any) -> Question | None:
    return None


TINY_SUBJECT = Subject(
    "tiny",
    Job,
    Job(),
    _decide,
    _evolve,
    _silent,
    lambda _job: {},
    lambda _job, _role, _person: {},
    lambda _job, _policy, _now: (),
)

NAMES = (
    "job.reported",
    "offers.exhausted",
    "job.offered",
    "job.accepted",
    "job.dispatched",
    "job.declined",
    "appointment.proposed",
    "appointment.rejected",
    "appointment.agreed",
    "technician.arrived",
    "job.suspended",
    "job.resumed",
    "work.stopped",
    "work.released",
    "work.extended",
    "work.finished",
)


@dataclass(frozen=True, slots=True)
class Arrival:
    """`command` happened at `at`, and reached us at `now`."""

    command: Any
    at: int
    now: int


@st.composite
def happenings(draw: st.DrawFn, late: int = 120, most: int = 12) -> list[Arrival]:
    """Events on a grid of five minutes, so that many fall on exactly a due time; each up to `late` minutes late."""
    found = []
    for _ in range(draw(st.integers(0, most))):
        name = draw(st.sampled_from(NAMES))
        at = NINE + 5 * MINUTE * draw(st.integers(0, 40))
        delay = 5 * MINUTE * draw(st.integers(0, late // 5)) if late else 0
        ours = name in ("job.reported", "offers.exhausted")
        technician = None if ours else draw(st.sampled_from((LI.person, ZHANG.person)))
        data = {}
        if name == "appointment.agreed":
            data = {"visit_until": at + 5 * MINUTE * draw(st.integers(0, 30))}
        if name == "work.extended":
            data = {"by_ms": 5 * MINUTE * draw(st.integers(1, 12))}
        found.append(Arrival(Happen(name, technician, data), at, at + delay))
    return found


def should_stand(log: Sequence[Event], until: int, policy: Policy = TINY) -> dict[str, set[Key]]:
    """What the tiny book wants of a log, reckoned the plain way: the truth first, then every step that fell due in it.

    No clock of this book changes another, so what clocks logged is left aside.
    """
    right = {event.data["of"]: event.data["at"] for event in log if event.name == "event.corrected"}
    truth = [
        replace(event, at=right.get(event.seq, event.at))
        for event in log
        if not event.name.startswith(("step.", "breach.", "event."))
    ]
    found: dict[str, set[Key]] = {"breach": set(), "other": set()}
    running: tuple[Running, ...] = ()

    def fell_due(before: int) -> None:
        for clock in running:
            for when, step in policy.wanted(clock):
                if when < before:
                    found["breach" if step.does == "breach" else "other"].add(key(clock, step))

    for event in sorted(truth, key=lambda one: (one.at, one.seq)):
        fell_due(event.at)
        running = policy.step(running, event, {})
    fell_due(until)
    return found
