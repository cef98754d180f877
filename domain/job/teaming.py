"""A second technician, and handing a job over. The first one finishes; the second sees the address and helps. U7."""

from collections.abc import Mapping
from typing import Any

from domain.effects import Ask, Effect, Log, Tell
from domain.errors import Refused
from domain.job.commands import Actor
from domain.job.consequences import offer, pass_on
from domain.job.dismissing import dismissed
from domain.job.facts import Facts
from domain.job.model import Job, Stage
from domain.policy import Policy

WITH_SOMEBODY = (Stage.ACCEPTED, Stage.APPOINTED, Stage.UNDER_WAY, Stage.ON_SITE, Stage.SUSPENDED)


def may_hand_over(facts: Facts, policy: Policy, now: int) -> bool:
    """Whether the technician has a job to hand over, and nobody stands waiting at a door."""
    return facts.job.stage in WITH_SOMEBODY and facts.job.awaited is None


def handed_over(facts: Facts, colleague: int | None, by: int | None, now: int) -> list[Effect]:
    """Out of one hand into another: whom the technician proposed, or the most suitable. A begun visit ends with it."""
    job: Job = facts.job
    technician = job.technician
    if technician is None:
        raise Refused("not-now")
    ended: list[Effect] = []
    if job.stage in (Stage.UNDER_WAY, Stage.ON_SITE):
        ended = [
            Log("visit.ended", {"technician": technician, "reason": "handed_over", "count": len(job.visits) + 1}),
        ]
    out: list[Effect] = [
        *ended,
        *dismissed(job),
        Log("offer.passed", {"technician": technician, "why": "handed_over"}),
        Tell(technician, "handed-over"),
        Tell("customer", "technician-changes"),
    ]
    if colleague is None:
        return [*out, *pass_on(facts, technician, now, {"why": "handed_over"}, "moved-on")]
    moved = {"technician": technician, "why": "handed_over", "next_technician": colleague}
    return [*out, *offer(colleague, by), Tell("supervisor", "moved-on", moved)]


def may_have_second(facts: Facts, policy: Policy, now: int) -> bool:
    """Whether the branch has somebody who could come along."""
    job: Job = facts.job
    return job.stage in WITH_SOMEBODY and job.stage is not Stage.SUSPENDED and bool(others(facts))


def others(facts: Facts) -> list[int]:
    """The branch's technicians who are not on the job yet."""
    job: Job = facts.job
    return [person.person for person in facts.staff if person.person not in (job.technician, *job.team)]


def joined(facts: Facts, by: Actor, colleague: int) -> list[Effect]:
    """A second technician has the job too."""
    if colleague not in others(facts):
        raise Refused("unknown-technician")
    said = {"colleague": colleague, "technician": facts.job.technician}
    return [
        Log("colleague.joined", {"colleague": colleague, "by": by.person}),
        Ask(colleague, "joined-team", said),
        Tell("technician", "colleague-joins", said),
        Tell("customer", "colleague-joins-customer", said),
    ]


def arrived_too(job: Job, person: int) -> list[Effect]:
    """The second technician is there."""
    if job.team.get(person) != "joined" or job.stage not in (Stage.APPOINTED, Stage.UNDER_WAY, Stage.ON_SITE):
        raise Refused("not-to-arrive-now")
    return [Log("colleague.arrived", {"colleague": person}), Ask(person, "arrived")]


def left_too(job: Job, person: int) -> list[Effect]:
    """The second technician leaves the customer's."""
    if job.team.get(person) != "on_site":
        raise Refused("left-already" if job.team.get(person) == "left" else "not-on-site")
    return [Log("colleague.left", {"colleague": person}), Tell(person, "left")]


def withdrew(job: Job, person: int, reason: str, policy: Policy) -> list[Effect]:
    """Out of the team before having come, with a reason from the list for declining."""
    if job.team.get(person) != "joined":
        raise Refused("not-now")
    words: Mapping[str, Any] | None = policy.reason("decline", reason)
    if words is None:
        raise Refused("reason-needed")
    said = {"colleague": person, "reason": words}
    return [
        Log("colleague.withdrew", {"colleague": person, "reason": reason}),
        Tell(person, "declined"),
        Tell("technician", "colleague-withdrew", said),
        Ask("supervisor", "colleague-withdrew", said),
    ]
