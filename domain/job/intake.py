"""A report, and what is added to it until it can be dispatched. I1 I2 I6."""

from collections.abc import Mapping
from typing import Any

from domain.copies import replace
from domain.effects import Ask, Effect, Log, Tell
from domain.errors import Refused
from domain.job.commands import Describe, Report
from domain.job.consequences import offer
from domain.job.dispatching import suggest
from domain.job.facts import Facts
from domain.job.model import DETAILS, INQUIRY, Job, Stage
from domain.policy import Policy

WITH_SOMEBODY = (Stage.ACCEPTED, Stage.APPOINTED, Stage.UNDER_WAY, Stage.ON_SITE, Stage.SUSPENDED)
"""Stages in which a technician wants to know what the customer adds."""


def reported(facts: Facts, command: Report, policy: Policy, now: int) -> list[Effect]:
    """A numbered job. I1, I2, I6."""
    if command.heard_by is None and command.open_already >= policy.open_jobs:
        raise Refused("too-many-open-jobs", count=command.open_already)
    if command.heard_by is not None and not {"phone", "address"} & command.details.keys():
        raise Refused("draft-too-little")
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
        **({"how": "phone", "by": command.heard_by} if command.heard_by is not None else {}),
        **({"alike": list(command.alike)} if command.alike else {}),
        **({"bought_on": command.bought_on} if command.bought_on else {}),
        **({"channel": command.channel} if command.channel else {}),
        **({"tags": list(command.tags)} if command.tags else {}),
        **({"machine": dict(command.machine)} if command.machine else {}),
    }
    if command.kind == INQUIRY:
        return [Log("job.reported", data)]
    if command.repeat:
        data["repeat"] = dict(command.repeat)
    told = {"kind": command.kind, "product": command.product, "area": command.area, "service": command.service}
    as_told = replace(facts, job=replace(facts.job, **told))
    completed = _completed(as_told, command.details, policy, now)
    places = {name: command.details.get(name) for name in ("address", "phone")}
    reused: dict[str, Any] | str = {"text": "reused", **places} if command.reused else ""
    if command.repeat:
        reused = {"text": "registered-repeat", **command.repeat}
    registered = Ask("customer", "registered", {"reused": reused})
    if command.heard_by is not None:
        heard = [] if completed else [Ask("supervisor", "phoned-incomplete")]
        written = [registered] if facts.ask_written((command.by.person,)) else []
        return [Log("job.reported", data), *completed, *heard, *written]
    return [Log("job.reported", data), *completed, registered]


def described(facts: Facts, command: Describe, policy: Policy, now: int) -> list[Effect]:
    """One more detail, or a wish that is left out. I2."""
    job: Job = facts.job
    data = {
        key: value
        for key, value in (
            ("details", dict(command.details)),
            ("product", command.product),
            ("area", command.area),
            ("service", command.service),
            ("skip", command.skip),
            ("alike", list(command.alike)),
            ("bought_on", command.bought_on),
        )
        if value
    }
    effects: list[Effect] = [Log("job.described", data)] if data else []
    if job.inquiry and command.kind:
        effects = [Log("inquiry.converted", {"kind": command.kind}), *effects]
    as_told = replace(facts, job=replace(job, product=command.product or job.product, area=command.area or job.area))
    completed = _completed(as_told, job.details | dict(command.details), policy, now)
    if completed:
        effects += [*completed, Ask("customer", "intake-complete")]
    elif data:
        effects += [Ask("customer", "noted")]
        effects += [Ask("supervisor", "noted")] if command.by.role != "customer" else []
        if job.stage in WITH_SOMEBODY and command.details:
            added = [{"text": f"detail-{name}", name: value} for name, value in command.details.items()]
            effects += [Tell("technician", "customer-added", {"added": added})]
    return effects


def _completed(facts: Facts, known: Mapping[str, str], policy: Policy, now: int) -> list[Effect]:
    """The desk, or the most suitable technician, gets it as soon as phone, address and fault are known."""
    job: Job = facts.job
    if job.ready or not all(name in known for name in DETAILS):
        return []
    waits = policy.unapproved("job.offered", job.approved, job.view())
    if waits is not None and "intake.completed" in waits.asks:
        return [Log("intake.completed")]
    if policy.auto and waits is None and job.stage is Stage.REPORTED:
        return [Log("intake.completed"), *auto_dispatched(facts, now)]
    return [Log("intake.completed"), Ask("supervisor", "job-ready")]


def auto_dispatched(facts: Facts, now: int) -> list[Effect]:
    """The pack says "auto": to the most suitable at once; to the desk when nobody is. U6."""
    best = [s for s in suggest(facts, now) if not s.absent and s.skilled and not s.lacks]
    if not best:
        return [Log("offers.exhausted"), Ask("supervisor", "nobody-suits")]
    return [*offer(best[0].technician), Tell("supervisor", "dispatched-by-itself", {"technician": best[0].technician})]
