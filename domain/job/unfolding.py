"""A job after an event of a visit that did not go straight: the second half of `evolve`. D5 S6 S7 S8 S9 U2 U3 U7."""

from collections.abc import Mapping
from typing import Any

from domain.copies import replace
from domain.job.evidence import Doubt
from domain.job.model import Job, Stage, Suspension, Visit

LASTING = ("settled.cause", "settled.service", "consent.price")
"""Evidence that stays good for the next visit; proofs of finishing are asked at the last one."""


def unfolded(job: Job, name: str, data: Mapping[str, Any]) -> Job:
    """The job after one such event; unchanged by any other."""
    match name:
        case "visit.delayed" | "lateness.told":
            window = (data["visit_from"], data["visit_until"])
            return replace(job, visit=window, stated=True, delays=job.delays + 1)
        case "customer.awaited":
            return replace(job, awaited="asked")
        case "customer.coming":
            return replace(job, awaited="coming")
        case "customer.appeared":
            return replace(job, awaited=None)
        case "customer.absent":
            return next_visit(replace(job, absences=job.absences + 1))
        case "visit.ended":
            ended = Visit(data["technician"], data["reason"], dict(job.evidence))
            return next_visit(replace(job, visits=(*job.visits, ended)))
        case "job.suspended":
            return _suspended(job, data)
        case "job.resumed":
            on_site = job.suspended is not None and job.suspended.on_site
            return replace(job, stage=Stage.ON_SITE if on_site else Stage.ACCEPTED, suspended=None)
        case "appointment.reopened":
            return next_visit(job)
        case "approval.asked":
            approved = {what: words for what, words in job.approved.items() if what != data["what"]}
            return replace(job, asks=job.asks | {data["what"]: dict(data)}, approved=approved)
        case "approval.passed":
            ask = job.asks.get(data["what"], {})
            said_yes = [*ask.get("said_yes", ()), data["by"]]
            return replace(job, asks=job.asks | {data["what"]: {**ask, "asked_of": data["next"], "said_yes": said_yes}})
        case "approval.granted" | "approval.refused":
            asks = {what: ask for what, ask in job.asks.items() if what != data["what"]}
            own = {data["what"]: data["words"] or ""} if "words" in data else {}
            return replace(job, asks=asks, approved=job.approved | own)
        case _:
            return _others(job, name, data)


def looked_at(job: Job, name: str, data: Mapping[str, Any]) -> Job:
    """The job after something was seen, asked or decided about a photo. A better one settles what was not clear in
    earlier ones of its kind."""
    match name:
        case "photo.looked" if data["doubts"]:
            seen, before = Doubt.of(data), job.doubts.get(data["photo"])
            if before is not None and before.reused:
                seen = replace(seen, why=(*before.why, *seen.why), with_desk=True, reused=True)
            return replace(job, doubts=job.doubts | {data["photo"]: seen})
        case "photo.reused":
            again, before = Doubt.again(data), job.doubts.get(data["photo"])
            if before is not None and not before.reused:
                again = replace(again, why=(*before.why, *again.why), checks=before.checks)
            return replace(job, doubts=job.doubts | {data["photo"]: again})
        case "photo.looked":
            needs, passed = data["needs"], data["passed"]
            left = {photo: doubt for photo, doubt in job.doubts.items() if not doubt.settled_by(needs, passed)}
            return replace(job, doubts=left)
        case "photo.passed_up":
            asked = replace(job.doubts[data["photo"]], with_desk=True)
            return replace(job, doubts=job.doubts | {data["photo"]: asked})
    left = {photo: doubt for photo, doubt in job.doubts.items() if photo != data["photo"]}
    after = replace(job, doubts=left)
    if data["decision"] != "again":
        return after
    needs = data["needs"]
    kept = tuple(photo for photo in job.evidence.get(needs, ()) if photo != data["photo"])
    evidence = {name: shown for name, shown in job.evidence.items() if name != needs} | ({needs: kept} if kept else {})
    finished = job.stage is Stage.FINISHED and not kept
    return replace(after, evidence=evidence, again=(*job.again, needs) if finished else job.again)


def _others(job: Job, name: str, data: Mapping[str, Any]) -> Job:
    match name:
        case "colleague.joined":
            return replace(job, team=job.team | {data["colleague"]: "joined"})
        case "colleague.arrived":
            return replace(job, team=job.team | {data["colleague"]: "on_site"})
        case "colleague.left":
            return replace(job, team=job.team | {data["colleague"]: "left"})
        case "colleague.withdrew":
            return replace(
                job, team={person: state for person, state in job.team.items() if person != data["colleague"]}
            )
        case "units.reported":
            more = replace(job, units=job.units | {data["product"]: job.units.get(data["product"], 0) + data["count"]})
            return _priced_anew(more) if job.service == "paid" else more
        case "call.tried" if data["whom"] == "technician":
            return replace(job, missed=tuple(dict.fromkeys((*job.missed, data["technician"]))))
        case "call.returned":
            return replace(job, missed=tuple(person for person in job.missed if person != data["technician"]))
        case "quality.raised" | "quality.answered":
            return replace(job, quality="open" if name == "quality.raised" else "answered")
        case "form.asked":
            return replace(job, form="asked")
        case "form.compared":
            return replace(job, form="matches" if data["matches"] == "yes" else "differs")
        case "repeat.raised" if job.repeat is not None:
            return replace(job, repeat={**job.repeat, "raised": True})
        case "repeat.judged" if job.repeat is not None:
            return replace(job, repeat={**job.repeat, "fault": data["fault"]})
        case "count.reached":
            return replace(job, reached=data["rule"])
        case "work.stopped":
            return replace(job, stopped=(data["by"], data.get("reason") or ""))
        case "danger.named":
            return replace(job, stopped=(data["by"], data["reason"]))
        case "work.released":
            return replace(job, stopped=None)
        case _:
            return job


def caused(job: Job, data: Mapping[str, Any]) -> Job:
    """What the fault comes from, and what it makes of the job: settled by it, or still to be. A price that was named
    before it was paid work, or of what no longer is, is void. I6."""
    settled = {"settled.cause": (data["cause"],)}
    settled |= {"settled.service": ("1",)} if data["service"] != "check" else {}
    kept = {name: shown for name, shown in job.evidence.items() if name != "settled.service"}
    found = replace(job, service=data["service"], evidence=kept | settled)
    if data["service"] == job.service == "paid":
        return found
    evidence = {name: shown for name, shown in found.evidence.items() if name != "consent.price"}
    return replace(found, price=None, consent=None, evidence=evidence)


def next_visit(job: Job) -> Job:
    """Another visit must be agreed, and its proofs are asked anew."""
    return replace(
        job,
        stage=Stage.ACCEPTED,
        visit=None,
        proposed=(),
        stated=False,
        evidence=lasting(job),
        waivers={},
        awaited=None,
        suspended=None,
        asks={},
        team={},
    )


def lasting(job: Job) -> dict[str, tuple[str, ...]]:
    """What the next visit need not show again."""
    return {name: shown for name, shown in job.evidence.items() if name in LASTING}


def _suspended(job: Job, data: Mapping[str, Any]) -> Job:
    on_site = job.suspended.on_site if job.suspended else job.stage is Stage.ON_SITE
    still = replace(
        job, stage=Stage.SUSPENDED, suspended=Suspension(data["reason"], data["resume_at"], on_site), awaited=None
    )
    return still if on_site else replace(still, visit=None, proposed=(), stated=False)


def _priced_anew(job: Job) -> Job:
    """More to do costs more: the customer must consent again. S1 S8."""
    evidence = {name: shown for name, shown in job.evidence.items() if name != "consent.price"}
    return replace(job, consent=None, evidence=evidence)
