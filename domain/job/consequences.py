"""What clocks do to a job by themselves: remind, tell, propose a breach, pass an offer on, ask how it goes."""

from collections.abc import Callable, Mapping
from typing import Any

from domain.effects import Ask, Effect, Log, Tell
from domain.job.clock_commands import Take
from domain.job.court import for_the_desk, judges, proposed, short, why
from domain.job.dismissing import dismissed
from domain.job.dispatching import next_suitable
from domain.job.facts import Facts
from domain.job.model import Job, Stage
from domain.job.telling import spelled
from domain.job.waiting import mark_absent
from domain.job.work_report import send_report
from domain.policy import Policy
from domain.rules import Timed


def taken(facts: Facts, take: Take, policy: Policy, now: int) -> list[Effect]:
    """The effects of one due step. Each logs the key under which it was done, so that it is never done twice."""
    clock, step = take.clock, take.step
    rule = policy.rule_of(clock)
    key = take.key
    said: dict[str, Any] = {
        "rule": short(rule.id),
        "due_at": clock.due,
        "wording": step.wording or rule.wording,
    }
    match step.does:
        case "remind" | "tell":
            name = "step.reminded" if step.does == "remind" else "step.escalated"
            words, said = _words(take), said | {"span": spelled(abs(step.offset)), "technician": clock.on}
            if step.does == "remind" and policy.waited(clock, step, now):
                words, more = _after_quiet(facts.job, take, rule, now)
                said |= more
            return [Log(name, key | {"who": step.who}), _said(facts, take, words, said, policy)]
        case "breach":
            return proposed(facts, take, policy, now, key)
        case _ if facts.job.stopped is not None:  # S9: nothing happens by itself where it is dangerous
            return [Log("step.done", key)]
        case _:
            return [Log("step.done", key), *DOES[step.who](facts, take, policy, now)]


def _said(facts: Facts, take: Take, words: str, said: dict[str, Any], policy: Policy) -> Effect:
    """A reminder or an escalation, with why; a breach that waits for its decision, with what may be decided. §9"""
    clock, who = take.clock, take.step.who
    ask = () if who == "customer" else why(policy, clock.rule, clock.started_by)
    for n, breach in enumerate(facts.job.breaches):
        if breach.proposal == clock.started_by:
            if not judges(facts, breach):
                return Tell(who, "breach-undecidable", said, buttons=ask)
            return Ask(who, words, said, buttons=(*for_the_desk(n, breach, policy)[:2], *ask), without=breach.part)
    return Ask(who, words, said, buttons=ask)


def _words(take: Take) -> str:
    """How a step is said: with the time left, with who is late, or just with the pack's own words."""
    step = take.step
    if step.who == "customer":
        return "step-customer"
    if step.wording or (step.who == "technician" and step.does == "tell"):
        return "step-told"
    if step.does == "remind":
        return "clock-remind"
    return "clock-late" if take.clock.on is not None else "clock-late-open"


def _after_quiet(job: Job, take: Take, rule: Timed, now: int) -> tuple[str, dict[str, Any]]:
    """A reminder that waited for the morning: its own words may no longer be true, so it says what is. U4."""
    due = take.clock.due or 0
    if take.step.who == "customer":
        return ("step-customer-visit" if job.visit and due in job.visit else "step-customer"), {}
    if due > now:
        return "clock-remind", {"wording": rule.wording, "span": spelled(due - now)}
    return "clock-due", {"wording": rule.wording}


def offer(technician: int, by: int | None = None) -> list[Effect]:
    """One technician is asked, and named at once. D1, U5. `by` is who sent them, None for the program itself."""
    return [
        Log("job.offered", {"technician": technician, "by": by}),
        Log("job.dispatched", {"technician": technician, "by": by}),
        Ask(technician, "job-offered"),
    ]


def pass_on(facts: Facts, technician: int, now: int, data: Mapping[str, Any], words: str) -> list[Effect]:
    """The next suitable person is asked; the desk hears who, or that nobody is left. U5."""
    told = {"technician": technician, **data}
    following = next_suitable(facts, now)
    if following is None:
        return [Log("offers.exhausted"), Ask("supervisor", "nobody-left", told)]
    return [*offer(following), Tell("supervisor", words, told | {"next_technician": following})]


def offer_next(facts: Facts, take: Take, policy: Policy, now: int) -> list[Effect]:
    """Whoever has not answered, or has not agreed a visit, is passed over. U5, D2."""
    job: Job = facts.job
    technician = take.clock.on
    if technician is None or job.stage not in (Stage.OFFERED, Stage.ACCEPTED):
        return []
    if job.offers.get(technician) not in ("open", "accepted"):
        return []
    seen = "unanswered" if technician in job.delivered else "undelivered"
    why = seen if job.offers[technician] == "open" else "late"
    effects: list[Effect] = [
        Log("offer.passed", {"technician": technician, "why": why}),
        Tell(technician, "taken-off", {"why": why}),
    ]
    if job.stage is Stage.ACCEPTED:
        effects += [*dismissed(job), Tell("customer", "technician-changes")]
    if any(state == "open" and person != technician for person, state in job.offers.items()):
        return effects
    return [*effects, *pass_on(facts, technician, now, {"why": why}, "moved-on")]


def ask_callback(facts: Facts, take: Take, policy: Policy, now: int) -> list[Effect]:
    """The callback comes by itself. A1 (T1.9)."""
    job: Job = facts.job
    if job.stage is not Stage.FINISHED or job.callback is not None:
        return []
    return [Log("callback.sent"), Ask("customer", "callback")]


DOES: dict[str, Callable[[Facts, Take, Policy, int], list[Effect]]] = {
    "offer_next": offer_next,
    "ask_callback": ask_callback,
    "mark_absent": mark_absent,
    "send_report": send_report,
}
"""What a pack's `do` may name."""
