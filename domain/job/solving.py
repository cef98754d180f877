"""Cannot be fixed on site, or not in time: what the desk says to it. S6 (T6, T7 art.14), S7 (T6)."""

from collections.abc import Mapping
from typing import Any

from domain.effects import Ask, Effect, Log, Tell
from domain.errors import Refused
from domain.job.detour_commands import Decide
from domain.job.dismissing import dismissed
from domain.job.facts import Facts
from domain.job.model import Job, Stage
from domain.job.telling import spelled
from domain.policy import Policy

WAYS = ("another_visit", "workshop", "replace", "give_up")
"""What the desk can choose with a tap; "words" is what it says itself."""


def may_need_solution(facts: Facts, policy: Policy, now: int) -> bool:
    """Whether somebody stands before what cannot be fixed."""
    return facts.job.stage is Stage.ON_SITE and facts.job.awaited is None


def solved(facts: Facts, ask: Mapping[str, Any], decide: Decide, policy: Policy, now: int) -> list[Effect]:
    """Another way is chosen: the customer is told, and where it needs another visit a new time is agreed."""
    job: Job = facts.job
    said = {"technician": job.technician, "reason_given": decide.reason}
    match decide.choice:
        case "words" if decide.reason:
            return [Ask("technician", "solution-words", said)]
        case "give_up":
            return [
                Log("technician.left", {"technician": job.technician}),
                *dismissed(job),
                Log("job.closed", {"outcome": "not_fixed"}),
                Tell("technician", "solution-give_up", said),
                Tell("customer", "solution-give_up-customer", said),
            ]
        case way if way in WAYS:
            ended = {"technician": job.technician, "reason": way, "count": len(job.visits) + 1}
            return [
                Log("visit.ended", ended),
                *dismissed(job),
                Ask("technician", f"solution-{way}", said),
                Tell("customer", f"solution-{way}-customer", said),
            ]
    raise Refused("which-way")


def may_extend(facts: Facts, policy: Policy, now: int) -> bool:
    """Whether a clock that can get more time is running and not yet due. S7."""
    return policy.extendable(facts.clocks, facts.job.technician, now) is not None


def extended(facts: Facts, ask: Mapping[str, Any], decide: Decide, policy: Policy, now: int) -> list[Effect]:
    """The clock gets what was asked for. A yes that comes when it is over stands in the log and moves nothing."""
    job: Job = facts.job
    if policy.extendable(facts.clocks, job.technician, now) is None:
        return [Ask("technician", "extended-too-late")]
    return [
        Log("work.extended", {"technician": job.technician, "by_ms": ask["by_ms"], "by": decide.by.person}),
        Ask("technician", "extended", {"span": spelled(ask["by_ms"])}),
    ]
