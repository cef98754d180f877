"""Who says yes: whoever the pack names, never somebody who is part of it, else the next role up. I8 S6 S7 U7.

Manager and supervisors stand in for each other where a branch has only one of them; whoever is away is stood in for by
their deputy.
"""

from collections.abc import Mapping
from typing import Any

from domain.effects import Effect, Log
from domain.errors import Refused
from domain.job.facts import Facts
from domain.job.model import Job
from domain.policy import Policy
from domain.rules import Approving
from domain.rules.approval import DECIDERS

USUALLY = ("supervisor",)
"""Who says yes where a pack says nothing."""


def turns(rule: Approving | None) -> tuple[str, ...]:
    """The roles that say yes, one after the other."""
    return rule.by if rule else USUALLY


def asked_first(facts: Facts, rule: Approving | None, requester: int | None) -> str:
    """The role that is asked first."""
    return _able(facts, turns(rule)[0], _part_of(facts.job, {"asked_by": requester}))


def asked_next(facts: Facts, ask: Mapping[str, Any], rule: Approving | None, by: int) -> str | None:
    """The role whose turn it is after `by` said yes; None when nobody else is left to ask."""
    order = turns(rule)
    asked = ask.get("asked_of", order[0])
    later = order[order.index(asked) + 1 :] if asked in order else ()
    if not later:
        return None
    out = _part_of(facts.job, ask) | {by, *ask.get("said_yes", ())}
    role = _able(facts, later[0], out)
    known = {person for one in DECIDERS for person in facts.ask_desk(one)}
    return role if not known or known - out else None


def may_decide(facts: Facts, ask: Mapping[str, Any], person: int) -> bool:
    """Whether it is for this person of the desk to say yes or no."""
    if person in _part_of(facts.job, ask) or person in ask.get("said_yes", ()):
        return False
    if ask.get("asked_of", "supervisor") == "supervisor":
        return True
    managers = set(facts.ask_desk("manager"))
    return not managers or person in managers


def decider(facts: Facts, ask: Mapping[str, Any], person: int) -> None:
    """Raises Refused where it is not theirs to decide."""
    if person in _part_of(facts.job, ask):
        raise Refused("not-your-own-request")
    if not may_decide(facts, ask, person):
        raise Refused("said-yes-already" if person in ask.get("said_yes", ()) else "asks-the-manager")


def gated(job: Job, effects: list[Effect], policy: Policy) -> None:
    """Raises Refused where something would happen that must wait for a yes."""
    for effect in effects:
        if isinstance(effect, Log) and policy.unapproved(effect.name, job.approved, job.view()):
            raise Refused("needs-approval")


def _part_of(job: Job, ask: Mapping[str, Any]) -> set[int]:
    """Who is part of it: whoever asked, whoever has the job, and who helps."""
    return {person for person in (ask.get("asked_by"), job.technician, *job.team) if person is not None}


def _able(facts: Facts, role: str, out: set[int]) -> str:
    """The role, or the one above where everybody of it is part of it."""
    own = set(facts.ask_desk(role))
    above = set(facts.ask_desk("manager"))
    return "manager" if role == "supervisor" and own and not own - out and above - out else role
