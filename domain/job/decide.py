"""What follows when a command reaches a job. The gates live here, never in a button or a page."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from domain.durations import DAY
from domain.effects import Ask, Effect, Log, Tell
from domain.errors import Refused
from domain.job.aftercare import after_visit
from domain.job.commands import (
    Accept,
    Anything,
    Appoint,
    Arrive,
    Command,
    Consent,
    Correct,
    Decline,
    Delivered,
    Depart,
    Describe,
    Dispatch,
    DisputeTime,
    Facts,
    Pick,
    Propose,
    Quote,
    Report,
    Settle,
    SitOut,
    Take,
    Withdraw,
)
from domain.job.consequences import offer, pass_on, taken, withdrawn
from domain.job.dispatching import suggest
from domain.job.model import DETAILS, Job, Stage
from domain.job.proving import on_the_job
from domain.job.questions import DEPART
from domain.policy import Policy

FARTHEST_VISIT = 90 * DAY
"""How far ahead a visit may be agreed."""

STAFF_ROLES = ("supervisor", "manager")


def decide(facts: Facts, command: Anything, policy: Policy, now: int) -> list[Effect]:
    """What follows when `command` reaches the job. Reads nothing, writes nothing.

    facts    the job as folded from its log, and the branch's technicians where dispatch needs them
    now      when it happened, UTC ms: the platform's time where it gave one
    returns  Log, Tell and Ask in the order they are kept; stage and clocks follow from the Logs
    raises   Refused(text id) when the rules say no
    """
    match command:
        case Take():
            return taken(facts, command, policy, now)
        case Withdraw():
            return withdrawn(facts.job, command)
        case SitOut(_, until):
            return [Log("outage.recorded", {"until": until})]
        case Report():
            return _reported(facts, command, policy, now)
    job: Job = facts.job
    if job.stage is Stage.CLOSED and not isinstance(command, Correct):
        raise Refused("job-is-closed")
    _allowed(job, command)
    match command:
        case Describe():
            return _described(facts, command, policy, now)
        case Dispatch(by, technicians):
            return _dispatched(facts, by.person, technicians)
        case Delivered(by):
            return _delivered(job, by.person)
        case Accept(by):
            return _accepted(job, by.person)
        case Decline(by, reason):
            return _declined(facts, by.person, reason, policy, now)
        case Propose(_, windows):
            return _proposed(job, windows, now)
        case Pick(_, choice):
            return _picked(job, choice, now)
        case Appoint(_, window):
            return _stated(job, window, now)
        case DisputeTime():
            return _time_disputed(job)
        case Depart(_, ticked):
            return _departed(job, ticked, policy)
        case Arrive():
            return _arrived(job)
        case Settle(_, service):
            return _settled(job, service)
        case Quote(_, items):
            return _quoted(job, items)
        case Consent(_, agreed):
            return _consented(job, agreed)
        case Correct(by, seq, at, reason):
            if at > now:
                raise Refused("not-yet-happened")
            data = {"of": seq, "at": at, "reason": reason, "by": by.person}
            return [Log("event.corrected", data), Tell("supervisor", "corrected")]
        case _:
            return on_the_job(job, command, policy) or after_visit(facts, command, policy, now)


def _allowed(job: Job, command: Command) -> None:
    """Whoever speaks is the job's customer, asked or sent, or of its branch's desk (the unit made sure of that)."""
    by = command.by
    if by.role == "customer" and by.person != job.customer:
        raise Refused("not-your-job")
    if by.role == "technician" and by.person != job.technician:
        if isinstance(command, Accept | Decline | Delivered):
            return
        raise Refused("not-yours-now" if by.person in job.offers else "not-your-job")
    needed = WHO_MAY.get(type(command))
    if needed and by.role not in needed:
        raise Refused("wrong-role")


CUSTOMER, TECHNICIAN, DESK = ("customer",), ("technician",), STAFF_ROLES
WHO_MAY: dict[type[Command], tuple[str, ...]] = {
    Describe: CUSTOMER + DESK,
    Dispatch: DESK,
    Delivered: TECHNICIAN,
    Accept: TECHNICIAN,
    Decline: TECHNICIAN,
    Propose: TECHNICIAN,
    Pick: CUSTOMER,
    Appoint: TECHNICIAN,
    DisputeTime: CUSTOMER,
    Depart: TECHNICIAN,
    Arrive: TECHNICIAN,
    Settle: TECHNICIAN,
    Quote: TECHNICIAN,
    Consent: CUSTOMER,
    Correct: DESK,
}


def _reported(facts: Facts, command: Report, policy: Policy, now: int) -> list[Effect]:  # 登记, I1 I2 I6
    data = {
        "number": command.number,
        "branch": command.branch,
        "customer": command.by.person,
        "kind": command.kind,
        "product": command.product,
        "area": command.area,
        "details": dict(command.details),
        "photos": list(command.photos),
        "service": command.service,
    }
    as_told = replace(facts, job=replace(facts.job, product=command.product, area=command.area))
    completed = _completed(as_told, command.details, policy, now)
    places = {name: command.details.get(name) for name in ("address", "phone")}
    reused = {"text": "reused", **places} if command.reused else ""
    return [Log("job.reported", data), *completed, Ask("customer", "registered", {"reused": reused})]


def _completed(facts: Facts, known: Mapping[str, str], policy: Policy, now: int) -> list[Effect]:
    """The desk, or the most suitable technician, gets it as soon as phone, address and fault are known."""
    job: Job = facts.job
    if job.ready or not all(name in known for name in DETAILS):
        return []
    if policy.auto and job.stage is Stage.REPORTED:
        return [Log("intake.completed"), *auto_dispatched(facts, now)]
    return [Log("intake.completed"), Ask("supervisor", "job-ready")]


def _described(facts: Facts, command: Describe, policy: Policy, now: int) -> list[Effect]:  # I2
    job: Job = facts.job
    data = {
        key: value
        for key, value in (
            ("details", dict(command.details)),
            ("product", command.product),
            ("area", command.area),
            ("service", command.service),
            ("skip", command.skip),
        )
        if value
    }
    effects: list[Effect] = [Log("job.described", data)] if data else []
    as_told = replace(facts, job=replace(job, product=command.product or job.product, area=command.area or job.area))
    completed = _completed(as_told, job.details | dict(command.details), policy, now)
    if completed:
        effects += [*completed, Ask("customer", "intake-complete")]
    elif data:
        effects += [Ask("customer", "noted")]
        if job.stage in (Stage.ACCEPTED, Stage.APPOINTED, Stage.UNDER_WAY, Stage.ON_SITE) and command.details:
            added = [{"text": f"detail-{name}", name: value} for name, value in command.details.items()]
            effects += [Tell("technician", "customer-added", {"added": added})]
    return effects


def auto_dispatched(facts: Facts, now: int) -> list[Effect]:
    """The pack says "auto": to the most suitable at once; to the desk when nobody is. U6."""
    best = [s for s in suggest(facts, now) if not s.absent and s.skilled]
    if not best:
        return [Log("offers.exhausted"), Ask("supervisor", "nobody-suits")]
    return [*offer(best[0].technician), Tell("supervisor", "dispatched-by-itself", {"technician": best[0].technician})]


def _dispatched(facts: Facts, by: int, technicians: tuple[int, ...]) -> list[Effect]:  # 派单, D1 U6
    job: Job = facts.job
    if job.stage not in (Stage.REPORTED, Stage.OFFERED, Stage.ACCEPTED, Stage.APPOINTED):
        raise Refused("too-late-to-dispatch")
    if "address" not in job.details or "fault" not in job.details:
        raise Refused("address-missing")
    known = {person.person for person in facts.staff}
    if not technicians or not set(technicians) <= known:
        raise Refused("unknown-technician")
    if technicians == (job.technician,) and job.stage is not Stage.REPORTED:
        raise Refused("has-it-already", technician=job.technician)
    effects: list[Effect] = []
    for person, state in job.offers.items():
        if state not in ("open", "accepted"):
            continue
        effects += [Log("offer.passed", {"technician": person, "why": "reassigned"})]
        if person not in technicians:
            effects += [Tell(person, "taken-off", {"why": "reassigned"})]
    if job.stage in (Stage.ACCEPTED, Stage.APPOINTED):
        effects += [Tell("customer", "technician-changes")]
    if len(technicians) == 1:
        return [*effects, *offer(technicians[0], by), Tell("supervisor", "dispatched", {"technician": technicians[0]})]
    for person in technicians:
        effects += [Log("job.offered", {"technician": person, "by": by}), Ask(person, "job-offered")]
    return [*effects, Tell("supervisor", "dispatched-several", {"count": len(technicians)})]


def _delivered(job: Job, person: int) -> list[Effect]:  # U5
    if job.offers.get(person) != "open" or person in job.delivered:
        return []
    return [Log("offer.delivered", {"technician": person})]


def _accepted(job: Job, person: int) -> list[Effect]:  # 接单, D1
    state = job.offers.get(person)
    if state == "accepted" and job.technician == person:
        raise Refused("accepted-already")
    if state != "open" or job.stage is not Stage.OFFERED:
        raise Refused("offer-gone" if state else "not-your-job")
    effects: list[Effect] = []
    if job.technician is None:
        effects += [Log("job.dispatched", {"technician": person})]
    effects += [Log("job.accepted", {"technician": person})]
    for other, offered in job.offers.items():
        if offered == "open" and other != person:
            effects += [
                Log("offer.passed", {"technician": other, "why": "taken"}),
                Tell(other, "taken-by-other"),
            ]
    return [*effects, Ask(person, "accepted"), Tell("customer", "technician-found", {"technician": person})]


def _declined(facts: Facts, person: int, reason: str, policy: Policy, now: int) -> list[Effect]:  # 拒单, U7
    job: Job = facts.job
    if job.offers.get(person) not in ("open", "accepted") or job.stage not in (Stage.OFFERED, Stage.ACCEPTED):
        raise Refused("offer-gone" if person in job.offers else "not-your-job")
    if policy.reason("decline", reason) is None:
        raise Refused("reason-needed")
    effects: list[Effect] = [Log("job.declined", {"technician": person, "reason": reason}), Tell(person, "declined")]
    others = [p for p, state in job.offers.items() if state == "open" and p != person]
    if others:
        return effects
    return [*effects, *pass_on(facts, person, now, {"reason": policy.reason("decline", reason)}, "moved-on-declined")]


def _proposed(job: Job, windows: tuple[tuple[int, int], ...], now: int) -> list[Effect]:  # 预约, D2
    if job.stage is not Stage.ACCEPTED:
        raise Refused("not-to-appoint-now")
    ahead = [window for window in windows if window[1] > now]
    if not ahead:
        raise Refused("visit-in-the-past")
    return [
        Log("appointment.proposed", {"technician": job.technician, "windows": [list(w) for w in ahead]}),
        Ask("customer", "times-proposed", {"technician": job.technician}),
        Ask("technician", "times-sent"),
    ]


def _agreed(job: Job, window: tuple[int, int], how: str) -> Log:
    data = {"technician": job.technician, "visit_from": window[0], "visit_until": window[1], "how": how}
    return Log("appointment.agreed", data)


def _picked(job: Job, choice: int | None, now: int) -> list[Effect]:  # D2
    if job.stage is not Stage.ACCEPTED or not job.proposed:
        raise Refused("nothing-to-pick")
    if choice is None:
        return [
            Log("appointment.rejected", {"technician": job.technician}),
            Ask("technician", "times-rejected"),
            Tell("customer", "will-propose-again"),
        ]
    if not 0 <= choice < len(job.proposed):
        raise Refused("nothing-to-pick")
    window = job.proposed[choice]
    if window[1] <= now:
        raise Refused("visit-in-the-past")
    return [
        _agreed(job, window, "picked"),
        Tell("customer", "visit-agreed", {"technician": job.technician, "window": list(window)}),
        Ask("technician", "visit-picked", {"window": list(window)}),
    ]


def _stated(job: Job, window: tuple[int, int], now: int) -> list[Effect]:  # U22
    if job.stage is not Stage.ACCEPTED:
        raise Refused("not-to-appoint-now")
    if window[1] < now:
        raise Refused("visit-in-the-past")
    if not window[0] <= window[1] <= now + FARTHEST_VISIT:
        raise Refused("visit-too-far")
    return [
        _agreed(job, window, "stated"),
        Ask("customer", "visit-stated", {"technician": job.technician, "window": list(window)}),
        Ask("technician", "visit-noted", {"window": list(window)}),
    ]


def _time_disputed(job: Job) -> list[Effect]:  # U22
    if job.stage is not Stage.APPOINTED or not job.stated:
        raise Refused("nothing-to-correct")
    technician = {"technician": job.technician}
    return [
        Log("appointment.disputed", technician),
        Ask("technician", "time-disputed"),
        Tell("customer", "time-dispute-noted", technician),
        Tell("supervisor", "time-disputed-desk", technician),
    ]


def _departed(job: Job, ticked: bool, policy: Policy) -> list[Effect]:  # 出发, D6
    if job.stage is not Stage.APPOINTED:
        raise Refused("not-to-depart-now")
    evidence = dict(job.evidence)
    logs: list[Effect] = []
    for gate in policy.missing(DEPART, job.evidence, job.view()):
        if ticked and gate.needs.startswith("tick."):
            logs += [Log("work.noted", {"technician": job.technician, "needs": gate.needs, "value": "1"})]
            evidence[gate.needs] = ("1",)
    missing = policy.missing(DEPART, evidence, job.view())
    if missing:
        raise Refused("checklist-first", wording=missing[0].wording)
    return [
        *logs,
        Log("technician.departed", {"technician": job.technician}),
        Tell("customer", "technician-on-the-way", {"technician": job.technician}),
        Ask("technician", "departed"),
    ]


def _arrived(job: Job) -> list[Effect]:  # 到场, D4
    if job.stage is not Stage.UNDER_WAY:
        raise Refused("depart-first" if job.stage is Stage.APPOINTED else "not-to-arrive-now")
    return [
        Log("technician.arrived", {"technician": job.technician}),
        Tell("customer", "technician-arrived", {"technician": job.technician}),
        Ask("technician", "arrived"),
    ]


def _settled(job: Job, service: str) -> list[Effect]:  # I6
    if job.stage is not Stage.ON_SITE or service not in ("free", "paid"):
        raise Refused("not-on-site")
    return [
        Log("service.settled", {"technician": job.technician, "service": service}),
        Tell("customer", f"service-settled-{service}"),
        Ask("technician", "step-noted"),
    ]


def _quoted(job: Job, items: tuple[tuple[str, int], ...]) -> list[Effect]:  # S1
    if job.stage is not Stage.ON_SITE:
        raise Refused("not-on-site")
    if job.service == "free":
        raise Refused("free-of-charge")
    total = sum(fen for _label, fen in items)
    if total <= 0 or any(fen < 0 for _label, fen in items):
        raise Refused("price-needed")
    data: dict[str, Any] = {"technician": job.technician, "items": [list(item) for item in items], "total_fen": total}
    settled = (
        [Log("service.settled", {"technician": job.technician, "service": "paid"})] if job.service == "check" else []
    )
    return [
        *settled,
        Log("price.quoted", data),
        Ask("customer", "price-quoted"),
        Ask("technician", "price-sent", {"total_fen": total}),
    ]


def _consented(job: Job, agreed: bool) -> list[Effect]:  # S1
    if job.stage is not Stage.ON_SITE or job.consent != "asked" or not job.price:
        raise Refused("no-price-asked")
    total = {"total_fen": job.price["total"]}
    if agreed:
        return [
            Log("price.agreed", total),
            Tell("customer", "consent-noted", total),
            Ask("technician", "consent-given", total),
        ]
    return [
        Log("price.refused", total),
        Tell("customer", "refusal-noted"),
        Ask("technician", "consent-refused", total),
        Tell("supervisor", "consent-refused-desk", total),
    ]
