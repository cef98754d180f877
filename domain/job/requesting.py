"""What the desk is asked for and decides with a tap: one mechanism for every `what`. S6 S7 U7.

A kind of request says when it may be made, what it must name, and what follows from a yes. Asked, it stands in
`job.asks` until somebody of the desk, who is not part of it, decides. Who decides is one place here: `_decider`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from domain.effects import Ask, Effect, Log, Tell
from domain.errors import Refused
from domain.job.commands import Facts
from domain.job.detour_commands import AskDesk, Decide
from domain.job.model import Job
from domain.job.solving import extended, may_extend, may_need_solution, solved
from domain.job.suspending import LONGEST, given
from domain.job.teaming import handed_over, joined, may_hand_over, may_have_second, others
from domain.job.telling import spelled
from domain.policy import Policy

May = Callable[[Facts, Policy, int], bool]
Granted = Callable[[Facts, Mapping[str, Any], Decide, Policy, int], list[Effect]]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of request.

    may      whether it can be made now; the menu and the gate ask the same
    reasons  the pack's list of reasons; "" where none is needed
    granted  what follows from a yes, given the data of `approval.asked`
    """

    may: May
    reasons: str
    granted: Granted


KINDS: Mapping[str, Kind] = {
    "handover": Kind(
        may_hand_over,
        "decline",
        lambda facts, ask, decide, _policy, now: handed_over(facts, ask["colleague"], decide.by.person, now),
    ),
    "second": Kind(
        may_have_second, "", lambda facts, _ask, decide, _policy, _now: joined(facts, decide.by, _person(decide.choice))
    ),
    "extension": Kind(may_extend, "extension", extended),
    "solution": Kind(may_need_solution, "solution", solved),
}


def may_ask(facts: Facts, what: str, policy: Policy, now: int) -> bool:
    """Whether the technician can ask for this now."""
    return what in KINDS and what not in facts.job.asks and KINDS[what].may(facts, policy, now)


def asked(facts: Facts, command: AskDesk, policy: Policy, now: int) -> list[Effect]:
    """The desk is asked; a hand-over is done at once where the pack says that it is free."""
    job: Job = facts.job
    what, kind = command.what, KINDS.get(command.what)
    if what in job.asks:
        raise Refused("asked-already")
    if kind is None or not kind.may(facts, policy, now):
        raise Refused("too-late-to-ask" if what == "extension" else "not-to-ask-now")
    if kind.reasons and not command.reason and not command.photos:
        raise Refused("reason-needed")
    if what == "handover" and command.colleague is not None and command.colleague not in others(facts):
        raise Refused("unknown-technician")
    if what == "extension" and not 0 < command.by_ms <= LONGEST:
        raise Refused("not-later" if command.by_ms <= 0 else "visit-too-far")
    if what == "handover" and policy.detours.free_hand_over:
        return handed_over(facts, command.colleague, None, now)
    data = {
        "what": what,
        "technician": job.technician,
        "reason": command.reason,
        "colleague": command.colleague,
        "by_ms": command.by_ms,
        "photos": list(command.photos),
    }
    said = _said(job, data, policy)
    return [
        Log("approval.asked", data),
        Ask("supervisor", f"asked-{what}", said),
        Ask("technician", "desk-asked"),
    ]


def decided(facts: Facts, command: Decide, policy: Policy, now: int) -> list[Effect]:
    """Yes, with what follows from it; or no, with a reason."""
    job: Job = facts.job
    _decider(job, command)
    ask, kind = job.asks.get(command.what), KINDS.get(command.what)
    if ask is None or kind is None:
        raise Refused("nothing-asked")
    data = {"what": command.what, "by": command.by.person, "reason": command.reason, "choice": command.choice}
    if command.granted:
        follows = kind.granted(facts, ask, command, policy, now)
        knows = any(isinstance(effect, Tell) and effect.who == "supervisor" for effect in follows)
        return [Log("approval.granted", data), *follows, *([] if knows else [_noted(job, "request-granted-desk")])]
    if not command.reason:
        raise Refused("reason-needed")
    said = {"reason_given": given("refuse", command.reason, policy)}
    return [
        Log("approval.refused", data),
        Ask("technician", f"refused-{command.what}", said),
        _noted(job, "request-refused-desk"),
    ]


def _noted(job: Job, key: str) -> Tell:
    """The desk's answer is noted; what else it is being asked follows at once."""
    return Ask("supervisor", key) if len(job.asks) > 1 else Tell("supervisor", key)


def _decider(job: Job, command: Decide) -> None:
    if command.by.person == job.technician or command.by.person in job.team:
        raise Refused("not-your-own-request")


def _said(job: Job, ask: Mapping[str, Any], policy: Policy) -> dict[str, Any]:
    """What the desk is told of a request. Whoever is proposed; "anybody" where nobody is."""
    reason: object = given(KINDS[ask["what"]].reasons, ask["reason"], policy) or {"text": "see-photo"}
    whom: object = {"text": "anybody"} if ask["colleague"] is None else ask["colleague"]
    said: dict[str, Any] = {"technician": job.technician, "reason_given": reason, "colleague": whom}
    said["span"] = spelled(ask["by_ms"])
    if ask["photos"]:
        said["photos"] = ask["photos"]
    return said


def _person(choice: str) -> int:
    if not (choice.isascii() and choice.isdigit() and len(choice) <= 19):
        raise Refused("unknown-technician")
    return int(choice)
