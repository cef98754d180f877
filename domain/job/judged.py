"""A job's breaches after one more event about them. §9."""

from collections.abc import Mapping
from typing import Any

from domain.copies import replace
from domain.events import Event
from domain.job.model import Breach, Job

CHARGE = ("points", "fen", "nth", "times_fee")
"""What a breach counts for, as its events carry it."""


def judged(job: Job, event: Event) -> Job:
    """The job after a `breach.…` event."""
    if event.name == "breach.claimed":  # what is claimed is proposed next
        return job
    if event.name == "breach.proposed":
        return replace(job, breaches=(*job.breaches, _proposed(event)))
    return replace(job, breaches=tuple(_after(b, event) if _meant(b, event.data) else b for b in job.breaches))


def _proposed(event: Event) -> Breach:
    data = event.data
    return Breach(
        rule=data["rule"],
        on=data.get("on"),
        started_by=data["started_by"],
        due_at=data["due_at"],
        proposal=event.seq,
        at=event.at,
        began=data["due_at"] if "count" in data else data.get("started_at", event.at),
        contest_by=data.get("contest_by", 0),
        decide_by=data.get("decide_by", 0),
        charge={name: data[name] for name in CHARGE if name in data},
        brought_by=data.get("brought_by"),
    )


def _meant(breach: Breach, data: Mapping[str, Any]) -> bool:
    """Whether an event is about this one. The first withdrawals named only the clock."""
    if "proposal" in data:
        return bool(breach.proposal == data["proposal"])
    key = (data["rule"], data["started_by"], data["due_at"])
    return breach.standing and (breach.rule, breach.started_by, breach.due_at) == key


def _after(breach: Breach, event: Event) -> Breach:
    data, state = event.data, event.name.partition(".")[2]
    match state:
        case "contested":
            photos = (*breach.photos, *data["photos"])
            return replace(breach, state=state, contested=True, reason=data["reason"] or breach.reason, photos=photos)
        case "upheld":
            charge = {name: data[name] for name in CHARGE if name in data}
            return replace(breach, state=state, charge=charge, decided_at=event.at)
        case "waived":
            return replace(breach, state=state, decided_at=event.at)
        case _:
            return replace(breach, state=state)
