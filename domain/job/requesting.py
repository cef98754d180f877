"""What the desk is asked for and decides with a tap: one mechanism for every `what`. I8 S6 S7 U7.

A kind of request says when it may be made, what it must name, and what follows from a yes. Asked, it stands in
`job.asks` until it is decided. Who decides, the pack's approval rule says (`deciding.py`); a `what` of the pack's own
is asked by itself, or by whoever must wait for it, and only opens the way.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from domain.effects import Ask, Effect, Log, Tell
from domain.errors import Refused
from domain.job.clock_commands import AskFor
from domain.job.deciding import asked_first, asked_next, decider
from domain.job.detour_commands import AskDesk, Decide
from domain.job.dispatching import certified, suggest
from domain.job.facts import Facts
from domain.job.intake import auto_dispatched
from domain.job.model import Job, Stage
from domain.job.solving import extended, may_extend, may_need_solution, solved
from domain.job.suspending import LONGEST, given
from domain.job.teaming import handed_over, joined, may_hand_over, may_have_second, others
from domain.job.telling import spelled
from domain.policy import Policy
from domain.rules import Approving

May = Callable[[Facts, Policy, int], bool]
Granted = Callable[[Facts, Mapping[str, Any], Decide, Policy, int], list[Effect]]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of request.

    may      whether it can be made now; the menu and the gate ask the same
    reasons  the list of reasons where the pack's rule names none; "" where none is needed
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
    rule = policy.approval(what, job.view())
    if what in job.asks:
        raise Refused("asked-already")
    if kind is None and rule is not None:
        return _asked_of_own(facts, rule, command, policy)
    if kind is None or command.by.role != "technician" or not kind.may(facts, policy, now):
        raise Refused("too-late-to-ask" if what == "extension" else "not-to-ask-now")
    if reasons_for(job, what, policy) and not command.reason and not command.photos:
        raise Refused("reason-needed")
    if what == "handover" and command.colleague is not None and command.colleague not in others(facts):
        raise Refused("unknown-technician")
    if what == "handover" and command.colleague is not None:
        certified(facts, (command.colleague,), now)
    if what == "extension" and not 0 < command.by_ms <= LONGEST:
        raise Refused("not-later" if command.by_ms <= 0 else "visit-too-far")
    data = {
        "what": what,
        "technician": job.technician,
        "reason": command.reason,
        "colleague": command.colleague,
        "by_ms": command.by_ms,
        "photos": list(command.photos),
        "asked_by": command.by.person,
    }
    if rule.free if rule else (what == "handover" and policy.detours.free_hand_over):
        return kind.granted(facts, data, Decide(command.by, what, choice=_best(facts, what, now)), policy, now)
    first = asked_first(facts, rule, command.by.person)
    return [
        Log("approval.asked", data | {"asked_of": first}),
        Ask(first, f"asked-{what}", _said(job, data, policy)),
        Ask("technician", "desk-asked"),
    ]


def reasons_for(job: Job, what: str, policy: Policy) -> str:
    """The name of the list from which whoever asks picks a reason; "" where none is needed."""
    rule = policy.approval(what, job.view())
    named = rule.reasons if rule else ""
    return named or (KINDS[what].reasons if what in KINDS else "")


def _best(facts: Facts, what: str, now: int) -> str:
    """Who comes along where nobody is asked: the most suitable."""
    if what != "second":
        return ""
    best = next(
        (one for one in suggest(facts, now) if not one.absent and not one.lacks and one.technician in others(facts)),
        None,
    )
    if best is None:
        raise Refused("not-to-ask-now")
    return str(best.technician)


def asked_by_itself(facts: Facts, command: AskFor, policy: Policy) -> list[Effect]:
    """The pack says that it is asked now, by nobody; asked already, or no longer to be asked: nothing."""
    job: Job = facts.job
    rule = policy.approval(command.what, job.view())
    if rule is None or command.what in job.asks or job.stage is Stage.CLOSED:
        return []
    return _of_own(facts, rule, None, "", policy)


def _asked_of_own(facts: Facts, rule: Approving, command: AskDesk, policy: Policy) -> list[Effect]:
    """Whoever must wait for the yes asks for it."""
    job: Job = facts.job
    if rule.what in job.approved:
        raise Refused("approved-already")
    if reasons_for(job, rule.what, policy) and not command.reason:
        raise Refused("reason-needed")
    whom: str | int = command.by.person if command.by.role == "technician" else "supervisor"
    asked_of = _of_own(facts, rule, command.by.person, command.reason, policy)
    known = any(isinstance(effect, Tell) and effect.who == whom for effect in asked_of)
    return [*asked_of, *([] if known else [Ask(whom, "desk-asked")])]


def _of_own(facts: Facts, rule: Approving, by: int | None, reason: str, policy: Policy) -> list[Effect]:
    job: Job = facts.job
    first = asked_first(facts, rule, by)
    data = {"what": rule.what, "rule": rule.id, "technician": job.technician, "reason": reason}
    return [
        Log("approval.asked", data | {"asked_by": by, "asked_of": first}),
        Ask(first, "asked-own", _own_said(rule, reason, policy)),
    ]


def _own_said(rule: Approving, reason: str, policy: Policy) -> dict[str, Any]:
    why = {"text": "asked-why", "reason_given": given(rule.reasons, reason, policy)} if reason else ""
    return {"wording": rule.wording, "why": why}


def decided(facts: Facts, command: Decide, policy: Policy, now: int) -> list[Effect]:
    """Yes, with what follows from it, or the next one's turn; or no, with a reason."""
    job: Job = facts.job
    ask, kind = job.asks.get(command.what), KINDS.get(command.what)
    rule = policy.approval(command.what, job.view())
    if ask is None or (kind is None and rule is None):
        raise Refused("nothing-asked")
    decider(facts, ask, command.by.person)
    data = {"what": command.what, "by": command.by.person, "reason": command.reason, "choice": command.choice}
    if command.granted and (following := asked_next(facts, ask, rule, command.by.person)):
        return _passed_on(job, command, ask, following, policy)
    if kind is None:
        assert rule is not None  # noqa: S101  refused above
        return _own_decided(facts, command, ask, rule, policy, now)
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


def _passed_on(job: Job, command: Decide, ask: Mapping[str, Any], following: str, policy: Policy) -> list[Effect]:
    """One yes of several: the next one is asked the same."""
    what = command.what
    data = {"what": what, "by": command.by.person, "next": following, "choice": command.choice}
    rule = policy.approval(what, job.view())
    own = rule if what not in KINDS else None
    said = _own_said(own, ask["reason"], policy) if own else _said(job, ask, policy)
    return [
        Log("approval.passed", data),
        Ask(following, "asked-own" if own else f"asked-{what}", said),
        Tell("supervisor", "request-passed-desk", {"role": following}),
    ]


def _own_decided(
    facts: Facts, command: Decide, ask: Mapping[str, Any], rule: Approving, policy: Policy, now: int
) -> list[Effect]:
    """A yes opens the way, with what the pack wants written; a no leaves it shut. Who asked hears it."""
    job: Job = facts.job
    data: dict[str, Any] = {"what": rule.what, "rule": rule.id, "by": command.by.person}
    asker: str | int = job.technician if ask["asked_by"] == job.technician is not None else "supervisor"
    said: dict[str, Any] = {"wording": rule.wording}
    if not command.granted:
        if not command.reason:
            raise Refused("reason-needed")
        said["reason_given"] = given("refuse", command.reason, policy)
        effects: list[Effect] = [
            Log("approval.refused", data | {"reason": command.reason}),
            Ask(asker, "refused-own", said),
        ]
        return effects if asker == "supervisor" else [*effects, _noted(job, "request-refused-desk")]
    if rule.answer is not None and not command.reason:
        raise Refused("answer-needed", wording=rule.answer)
    granted = Log("approval.granted", data | {"words": command.reason or None})
    said["words"] = command.reason or {"text": "no-words"}
    if "job.offered" in rule.waits and policy.auto and job.ready and job.stage is Stage.REPORTED:
        return [granted, *auto_dispatched(facts, now)]
    noted: list[Effect] = [] if asker == "supervisor" else [_noted(job, "request-granted-desk")]
    return [granted, Ask(asker, "approved-own", said), *noted]


def _said(job: Job, ask: Mapping[str, Any], policy: Policy) -> dict[str, Any]:
    """What the desk is told of a request. Whoever is proposed; "anybody" where nobody is."""
    reason: object = given(reasons_for(job, ask["what"], policy), ask["reason"], policy) or {"text": "see-photo"}
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
