"""People decide about people: a breach is proposed with its evidence, contested, upheld or waived. §9.

A machine proposes; the person concerned hears it at once and may say why not; somebody who was not part of it decides,
with a reason, also where nobody contested. Where nobody else exists it stays open.
"""

from collections.abc import Mapping
from typing import Any, Protocol

from domain.effects import Button, Effect, Log, Tell
from domain.errors import Refused
from domain.job.clock_commands import Take, Withdraw
from domain.job.commands import Command
from domain.job.court_commands import Concede, Contest, Judge
from domain.job.facts import Facts
from domain.job.model import Breach, Job
from domain.job.steps import WANTED, named
from domain.job.suspending import given
from domain.policy import Policy
from domain.rules import Timed
from domain.rules.charge import charged


class Charged(Protocol):
    """A rule whose breach counts for something."""

    @property
    def id(self) -> str: ...
    def charge(self) -> Mapping[str, Any]: ...


def why(policy: Policy, rule: str, started_by: int) -> tuple[Button, ...]:
    """为什么: how a clock ran, the clause and its source; what was counted says so itself."""
    return (Button("why", (str(started_by), rule), "button-why"),) if rule in policy.clocks else ()


def proposed(facts: Facts, take: Take, policy: Policy, now: int, key: Mapping[str, Any]) -> list[Effect]:
    """A breach is proposed: its clock, its evidence, what would clear it, in one message. §9.

    A clock that binds nobody, since it began before anybody had the job, is about whoever has it when it is due; where
    nobody has it, nobody is charged.
    """
    job: Job = facts.job
    clock, rule, on = take.clock, policy.rule_of(take.clock), take.clock.on
    if on is None and take.step.who == "technician":
        on = job.technician
        if on is None:
            return [Log("step.done", dict(key))]
    evidence = {
        "on": on,
        "started_at": clock.started_at,
        **put_forward(facts, rule, on, policy, now),
        "brought_by": take.brought_by,
    }
    said = {
        "rule": short(rule.id),
        "wording": rule.wording,
        "due_at": clock.due,
        "started_at": clock.started_at,
        "charge": counted(evidence, policy),
        "missing": _missing(rule),
        "contest_by_at": evidence["contest_by"],
    }
    asks = (*answers(job, on), *why(policy, rule.id, clock.started_by))
    whom: str | int = take.step.who if on is None else on
    return [Log("breach.proposed", {**key, **evidence}), Tell(whom, "breach-proposed", said, buttons=asks)]


def put_forward(facts: Facts, rule: Charged, on: int | None, policy: Policy, now: int) -> dict[str, Any]:
    """What every proposed breach carries: what it would count for, and until when it is contested and decided."""
    contest_by = max(now, facts.recorded_at) + policy.court.contest_within
    return {
        **charged(rule.charge(), _standing(facts, on, rule.id) + 1, _fee(facts.job)),
        "contest_by": contest_by,
        "decide_by": contest_by + policy.court.decide_within,
    }


def contested(facts: Facts, command: Contest, policy: Policy, now: int) -> list[Effect]:
    """What the person says against it, once or more while it is open."""
    job: Job = facts.job
    breach = _own(job, command)
    if now > breach.contest_by:
        raise Refused("too-late-to-contest", contest_by_at=breach.contest_by)
    if not command.reason and not command.photos:
        raise Refused("reason-needed")
    n = command.breach
    data = _key(breach) | {"reason": command.reason, "photos": list(command.photos)}
    if not judges(facts, breach):
        return [Log("breach.contested", data), Tell(command.by.person, "contest-noted-alone", about(breach, policy))]
    said = about(breach, policy) | {"technician": breach.on, "reason_given": said_against(command, policy)}
    if command.photos:
        said["photos"] = list(command.photos)
    return [
        Log("breach.contested", data),
        Tell(command.by.person, "contest-noted", about(breach, policy), buttons=(_more(n),)),
        Tell("supervisor", "breach-contested", said, buttons=for_the_desk(n, breach, policy), without=breach.part),
    ]


def conceded(job: Job, command: Concede, policy: Policy) -> list[Effect]:
    """The person has nothing to say against it; it is decided all the same."""
    breach = _own(job, command)
    if breach.state != "proposed":
        raise Refused("answered-already")
    return [Log("breach.accepted", _key(breach)), Tell(command.by.person, "breach-accepted", about(breach, policy))]


def decided(facts: Facts, command: Judge, policy: Policy, now: int) -> list[Effect]:
    """Upheld or waived, with a reason the person hears. What it counts for is fixed now."""
    job: Job = facts.job
    breach = _found(job, command.breach)
    if command.by.person in breach.part:
        raise Refused("part-of-it" if judges(facts, breach) else "nobody-else-decides")
    if not breach.open:
        raise Refused("decided-already")
    if not command.reason:
        raise Refused("reason-needed")
    if command.upheld and may_still_contest(breach, now):
        raise Refused("may-still-contest", contest_by_at=breach.contest_by)
    data = _key(breach) | {"by": command.by.person, "reason": command.reason}
    reasons, words = "waive_breach", "breach-waived"
    charge = breach.charge
    if command.upheld:
        reasons, words = "uphold", "breach-upheld"
        charge = charged(_rule(policy, breach).charge(), _upheld(facts, breach) + 1, _fee(job))
        data |= charge
    said = about(breach, policy) | {
        "charge": counted(charge, policy),
        "by_person": command.by.person,
        "reason_given": given(reasons, command.reason, policy),
    }
    told = (
        [] if breach.on is None else [Tell(breach.on, words, said, buttons=why(policy, breach.rule, breach.started_by))]
    )
    return [Log("breach.upheld" if command.upheld else "breach.waived", data), *told]


def withdrawn(job: Job, command: Withdraw) -> list[Effect]:
    """A breach that is no longer true, decided or not: told to whom it was told."""
    key = (command.rule, command.started_by, command.due_at)
    meant = [b for b in job.breaches if (b.rule, b.started_by, b.due_at) == key and b.standing]
    if not meant:
        return []
    breach = meant[-1]
    told: list[Effect] = [Log("breach.withdrawn", _key(breach))]
    if breach.state == "waived":
        return told
    said = {"rule": short(breach.rule), "due_at": breach.due_at, "technician": breach.on, "was": breach.state}
    if breach.on is not None:
        told += [Tell(breach.on, "breach-withdrawn", said)]
    return [*told, Tell("supervisor", "breach-withdrawn-desk", said)]


def may_still_contest(breach: Breach, now: int) -> bool:
    """Whether the person has neither answered nor let the time pass."""
    return breach.state == "proposed" and now <= breach.contest_by


def judges(facts: Facts, breach: Breach) -> list[int]:
    """Who may decide it: whoever of the branch's desk is no part of it."""
    desk = dict.fromkeys(person for role in ("supervisor", "manager") for person in facts.ask_desk(role))
    return [person for person in desk if person not in breach.part]


def for_the_desk(n: int, breach: Breach, policy: Policy) -> tuple[Button, ...]:
    """What the desk may say about a breach."""
    uphold = Button("judge", (str(n), "uphold"), "button-uphold")
    return (
        uphold,
        Button("judge", (str(n), "waive"), "button-waive-breach"),
        *why(policy, breach.rule, breach.started_by),
    )


def about(breach: Breach, policy: Policy) -> dict[str, Any]:
    """What every text about a breach may name."""
    return {
        "rule": short(breach.rule),
        "wording": policy.on(breach.began).rules[breach.rule].wording,
        "due_at": breach.due_at,
        "charge": counted(breach.charge, policy),
        "contest_by_at": breach.contest_by,
        "decide_by_at": breach.decide_by,
    }


def counted(charge: Mapping[str, Any], policy: Policy) -> dict[str, Any]:
    """What it counts for in words: money where the pack counts in it and the rule names any, else points. §9."""
    said: dict[str, Any] = {"text": "charge-points", "points": charge["points"], "nth": charge.get("nth", 0)}
    if not policy.court.money or not ("fen" in charge or "times_fee" in charge):
        return said
    if "fen" not in charge:
        return said | {"text": "charge-fee-unknown", "times": charge["times_fee"]}
    return said | {"text": "charge-amount", "charge_fen": charge["fen"], "times": charge.get("times_fee", 0)}


def said_against(said: Contest | Breach, policy: Policy) -> object:
    """What the person says against it: a reason of the list, their own words, or just photos."""
    return given("contest", said.reason, policy) or {"text": "see-photo"}


def short(rule: str) -> str:
    """People read the book's id; what follows its dot tells a pack's rows apart."""
    return rule.partition(".")[0]


def answers(job: Job, on: int | None) -> tuple[Button, ...]:
    """What the person concerned can say to the next breach of a job that is proposed."""
    if on is None:
        return ()
    n = str(len(job.breaches))
    return Button("contest", (n,), "button-contest", tone="primary"), Button("concede", (n,), "button-concede")


def _rule(policy: Policy, breach: Breach) -> Charged:
    """The rule it breaks, as it was then: a clock or a count."""
    policy = policy.on(breach.began)
    return policy.clocks.get(breach.rule) or policy.counts[breach.rule]


def _more(n: int) -> Button:
    return Button("contest", (str(n),), "button-contest-more")


def _missing(rule: Timed) -> dict[str, Any]:
    """What the clock waited for, in people's words: what its rule wants, else the first of what would have ended it."""
    goal = rule.goal if rule.goal in WANTED else next((name for name in WANTED if name in rule.stops), None)
    return {"text": "missing-step", "step": named(goal)} if goal else {"text": "missing-nothing"}


def _found(job: Job, n: int) -> Breach:
    if not 0 <= n < len(job.breaches):
        raise Refused("old-button")
    return job.breaches[n]


def _own(job: Job, command: Contest | Concede) -> Breach:
    breach = _found(job, command.breach)
    if command.by.person != breach.on:
        raise Refused("not-your-breach")
    if not breach.open:
        raise Refused("decided-already")
    return breach


def _key(breach: Breach) -> dict[str, Any]:
    return {
        "rule": breach.rule,
        "started_by": breach.started_by,
        "step": "breach",
        "due_at": breach.due_at,
        "on": breach.on,
        "proposal": breach.proposal,
    }


def _standing(facts: Facts, on: int | None, rule: str) -> int:
    """How many of this rule stand against the person, decided or open, this job's included."""
    if on is None:
        return 0
    here = sum((b.on, b.rule) == (on, rule) and b.state not in ("withdrawn", "waived") for b in facts.job.breaches)
    return here + facts.ask_record(on, rule).standing


def _upheld(facts: Facts, breach: Breach) -> int:
    """How many of this rule have been upheld against the person."""
    if breach.on is None:
        return 0
    here = sum((b.on, b.rule, b.state) == (breach.on, breach.rule, "upheld") for b in facts.job.breaches)
    return here + facts.ask_record(breach.on, breach.rule).upheld


def _fee(job: Job) -> int | None:
    """The job's price as far as it is known, fen."""
    return job.price["total"] if job.price else None


COURT = (Contest, Concede, Judge)
"""What a job takes whoever has it now, and also when it is closed."""


def court(facts: Facts, command: Command, policy: Policy, now: int) -> list[Effect]:
    """What follows from what is said about a proposed breach."""
    match command:
        case Contest():
            return contested(facts, command, policy, now)
        case Concede():
            return conceded(facts.job, command, policy)
        case Judge(by) if by.role in ("supervisor", "manager"):
            return decided(facts, command, policy, now)
    raise Refused("wrong-role")
