"""出发, 到场, and the price before paid work. D4 D6 I6 S1."""

from typing import Any

from domain.causes import EVIDENCE as CAUSE
from domain.effects import Ask, Effect, Log, Tell
from domain.errors import Refused
from domain.job.model import Job, Stage
from domain.job.questions_on_site import DEPART
from domain.policy import Policy


def departed(job: Job, ticked: bool, policy: Policy) -> list[Effect]:
    """On the way, with the checklist ticked. D6."""
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


def arrived(job: Job, metres: int | None) -> list[Effect]:
    """At the customer's. A place that was sent along is a hint, never required and never a gate. D4."""
    if job.stage is not Stage.UNDER_WAY:
        raise Refused("depart-first" if job.stage is Stage.APPOINTED else "not-to-arrive-now")
    technician = {"technician": job.technician}
    hint = {} if metres is None else {"metres": metres}
    return [
        Log("technician.arrived", technician | hint),
        Tell("customer", "technician-arrived", technician),
        Ask("technician", "arrived-near", hint) if hint else Ask("technician", "arrived"),
    ]


def settled(job: Job, service: str) -> list[Effect]:
    """Free or paid, settled on site. I6."""
    if job.stage is not Stage.ON_SITE or service not in ("free", "paid"):
        raise Refused("not-on-site")
    return [
        Log("service.settled", {"technician": job.technician, "service": service}),
        Tell("customer", f"service-settled-{service}"),
        Ask("technician", "step-noted"),
    ]


def found(job: Job, cause: str, policy: Policy) -> list[Effect]:
    """What the fault comes from decides in the end: free, paid, or what the warranty says. What changes, the customer
    hears before the work; found to be otherwise, it is said once more. I6."""
    if job.stage is not Stage.ON_SITE:
        raise Refused("not-on-site")
    known = policy.cause(cause)
    if known is None:
        raise Refused("old-button")
    if job.evidence.get(CAUSE) == (cause,):
        raise Refused("have-it-already")
    # A class that decided before and was wrong: what the warranty says is asked again.
    before = policy.cause(next(iter(job.evidence.get(CAUSE, ())), ""))
    by_warranty = "check" if before is not None and before.service is not None else job.service
    service = known.service or by_warranty
    said: dict[str, Any] = {"technician": job.technician, "wording": known.wording}
    told: list[Effect] = []
    if known.service is not None and service != job.service:
        told = [Tell("customer", f"cause-found-{service}", said)]
        told += [Tell("supervisor", f"cause-found-{service}-desk", said)] if job.service != "check" else []
    return [
        Log("cause.found", {"technician": job.technician, "cause": cause, "service": service}),
        *told,
        Ask("technician", "step-noted"),
    ]


def quoted(job: Job, items: tuple[tuple[str, int], ...]) -> list[Effect]:
    """An itemised price; a new one asks for consent anew. S1."""
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


def consented(job: Job, agreed: bool) -> list[Effect]:
    """The customer's answer to the price. S1."""
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
