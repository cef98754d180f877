"""A job after one more event. Never refuses: what stands in the log happened."""

from collections.abc import Mapping
from typing import Any

from domain.copies import replace
from domain.events import Event, outdates
from domain.job.changes import by_customer
from domain.job.evidence import FILE, FINGER, NAMEPLATE, Plate, Signature
from domain.job.judged import judged
from domain.job.model import Job, Stage
from domain.job.unfolding import caused, lasting, looked_at, next_visit, unfolded

BY_THE_DESK = ("reassigned", "taken_over", "merged", "invalid")
"""Why somebody is out of it who did nothing to be: the desk decided."""


def evolve(job: Job, event: Event) -> Job:
    """The job after `event`."""
    after = _change(job, event.name, event.data)
    if event.name.startswith("breach."):
        after = judged(job, event)
    if event.name == "job.closed":
        after = replace(after, closed_at=event.at)
    if event.data.get("how") == FINGER:
        strokes, contents, digest = event.data["photos"][0], event.data["contents"], event.data["digest"]
        after = replace(after, signature=Signature(strokes, contents, digest, event.at))
    stale = outdates(event.name)
    return replace(after, turns=after.turns | dict.fromkeys(stale, event.seq)) if stale else after


def _change(job: Job, name: str, data: Mapping[str, Any]) -> Job:
    match name:
        case "job.reported":
            return replace(
                job,
                number=data["number"],
                branch=data["branch"],
                customer=data["customer"],
                kind=data["kind"],
                product=data.get("product"),
                area=data.get("area"),
                details=dict(data["details"]),
                photos=tuple(data.get("photos", ())),
                service=data["service"],
                repeat=data.get("repeat"),
                phoned=data.get("how") == "phone",
                alike=tuple(data.get("alike", ())),
                bought_on=data.get("bought_on"),
                channel=data.get("channel", ""),
                tags=tuple(data.get("tags", ())),
                plate=Plate(photo=FILE, values=data["machine"], open=True) if data.get("machine") else Plate(),
            )
        case "job.described":
            skip = data.get("skip")
            return replace(
                job,
                details=job.details | data.get("details", {}),
                product=data.get("product") or job.product,
                area=data.get("area") or job.area,
                service=data.get("service") or job.service,
                skipped=(*job.skipped, skip) if skip else job.skipped,
                alike=tuple(data.get("alike", job.alike)),
                bought_on=data.get("bought_on") or job.bought_on,
            )
        case "intake.completed":
            return replace(job, ready=True)
        case "job.offered":
            return replace(
                _unassigned(job),
                stage=Stage.OFFERED,
                offers=job.offers | {data["technician"]: "open"},
                delivered=tuple(person for person in job.delivered if person != data["technician"]),
                alike=(),
                volunteers=(),
            )
        case "offer.delivered":
            return replace(job, delivered=(*job.delivered, data["technician"]))
        case "job.dispatched":
            return replace(job, technician=data["technician"])
        case "offer.passed":
            state = "withdrawn" if data["why"] in BY_THE_DESK else "passed"
            after = replace(job, offers=job.offers | {data["technician"]: state})
            return _without(after, data["technician"])
        case "job.declined":
            after = replace(job, offers=job.offers | {data["technician"]: "declined"})
            return _without(after, data["technician"])
        case "offers.exhausted":
            return replace(job, stage=Stage.REPORTED, technician=None)
        case "job.accepted":
            return replace(
                job,
                stage=Stage.ACCEPTED,
                technician=data["technician"],
                offers=job.offers | {data["technician"]: "accepted"},
            )
        case "appointment.proposed":
            return replace(job, proposed=tuple((start, end) for start, end in data["windows"]), wish=None)
        case "appointment.rejected":
            return replace(job, proposed=())
        case "appointment.agreed":
            return replace(
                job,
                stage=Stage.APPOINTED,
                visit=(data["visit_from"], data["visit_until"]),
                stated=data["how"] == "stated",
                proposed=(),
                wish=None,
            )
        case "appointment.disputed":
            return replace(job, stage=Stage.ACCEPTED, visit=None, evidence=lasting(job))
        case _:
            return _visit(job, name, data)


def _visit(job: Job, name: str, data: Mapping[str, Any]) -> Job:
    match name:
        case "technician.departed":
            return replace(job, stage=Stage.UNDER_WAY, heard="")
        case "technician.arrived":
            return replace(job, stage=Stage.ON_SITE, wish=None, owed=False)
        case "service.settled":
            return replace(job, service=data["service"], evidence=job.evidence | {"settled.service": ("1",)})
        case "cause.found":
            return caused(job, data)
        case "price.quoted":
            evidence = {name: shown for name, shown in job.evidence.items() if name != "consent.price"}
            return replace(
                job, price={"items": data["items"], "total": data["total_fen"]}, consent="asked", evidence=evidence
            )
        case "price.agreed":
            return replace(job, consent="agreed", evidence=job.evidence | {"consent.price": ("1",)})
        case "price.refused":
            return replace(job, consent="refused")
        case "photo.received":
            photos = tuple(data["photos"])
            needs = data.get("needs")
            if data.get("of") == NAMEPLATE:
                job = replace(job, plate=job.plate.sent(photos, data["by"] if needs else None))
            if not needs:
                return replace(job, photos=(*job.photos, *photos))
            again = tuple(name for name in job.again if name != needs)
            return replace(job, evidence=job.evidence | {needs: (*job.evidence.get(needs, ()), *photos)}, again=again)
        case "nameplate.read":
            return replace(job, plate=job.plate.read(data))
        case "nameplate.answered":
            return replace(job, plate=job.plate.answered(data))
        case "photo.looked" | "photo.reused" | "photo.passed_up" | "photo.judged":
            return looked_at(job, name, data)
        case "work.noted":
            return replace(job, evidence=job.evidence | {data["needs"]: (data["value"],)})
        case "waiver.asked":
            return replace(job, waivers=job.waivers | {data["needs"]: ("asked", data["reason"])})
        case "waiver.refused":
            _state, reason = job.waivers.get(data["needs"], ("", ""))
            return replace(job, waivers=job.waivers | {data["needs"]: ("refused", reason)})
        case "proof.waived":
            waivers = {needs: state for needs, state in job.waivers.items() if needs != data["needs"]}
            return replace(job, waivers=waivers, evidence=job.evidence | {data["needs"]: ("waived",)})
        case "work.finished":
            return replace(job, stage=Stage.FINISHED, cancelling=None, awaited=None, asks={}, heard="")
        case "technician.left":
            return replace(job, left=True)
        case _:
            return _after(job, name, data)


def _after(job: Job, name: str, data: Mapping[str, Any]) -> Job:
    match name:
        case "work.confirmed":
            return replace(job, confirmed=True)
        case "work.disputed" | "job.sent_back":
            return _again(job)
        case "rating.given":
            return replace(job, stars=data["stars"])
        case "callback.sent":
            return replace(job, callback="sent")
        case "callback.answered":
            told = {"problem": data["words"]} if data["words"] and not data["good"] else {}
            return replace(job, callback="good" if data["good"] else "problem", details=job.details | told)
        case "job.closed":
            closed = replace(job, stage=Stage.CLOSED, outcome=data["outcome"], cancelling=None, calls=())
            return replace(closed, awaited=None, suspended=None, asks={})
        case _:
            return _at_the_desk(job, name, data)


def _at_the_desk(job: Job, name: str, data: Mapping[str, Any]) -> Job:
    match name:
        case "call.owed":
            return replace(job, calls=tuple(dict.fromkeys((*job.calls, *data["what"]))))
        case "call.made":
            return replace(job, calls=())
        case "job.tagged":
            return replace(job, tags=tuple(data["tags"]))
        case "job.taken_over":
            return replace(_unassigned(job), stage=Stage.REPORTED)
        case "job.volunteered":
            return replace(job, volunteers=(*job.volunteers, data["technician"]))
        case "job.merged":
            return replace(_unassigned(job), stage=Stage.REPORTED, merged=data["into"])
        case "job.unmerged" | "job.objected":
            objected = job.objected or name == "job.objected"
            again = _unassigned(replace(job, human=False, wish=None))
            return replace(again, stage=Stage.REPORTED, outcome=None, merged=None, alike=(), objected=objected)
        case "opinion.given":
            return replace(job, opinion=data["words"])
        case "job.joined":
            return _joined(job, data)
        case "job.separated":
            return _separated(job, data["number"])
        case _:
            return unfolded(by_customer(job, name, data), name, data)


def _joined(job: Job, data: Mapping[str, Any]) -> Job:
    """What another report brought along; what is known already stays as it is."""
    came = {
        "customers": list(data["customers"]),
        "phoned": data["phoned"],
        "details": list(data["details"]),
        "photos": list(data["photos"]),
    }
    return replace(
        job,
        details={**data["details"], **job.details},
        photos=(*job.photos, *data["photos"]),
        also=(*job.also, *(person for person in data["customers"] if person not in job.customers)),
        joined=job.joined | {data["number"]: came},
        product=job.product or data["product"],
        area=job.area or data["area"],
    )


def _separated(job: Job, number: str) -> Job:
    """Without what came with that report, and without its customers unless another report of theirs is here."""
    came = job.joined[number]
    joined = {other: brought for other, brought in job.joined.items() if other != number}
    stays = {person for brought in joined.values() for person in brought["customers"]}
    return replace(
        job,
        details={name: value for name, value in job.details.items() if name not in came["details"]},
        photos=tuple(photo for photo in job.photos if photo not in came["photos"]),
        also=tuple(person for person in job.also if person in stays),
        joined=joined,
    )


def _unassigned(job: Job) -> Job:
    """A job that is asked of somebody else: who had it no longer has, and what they agreed or showed is open again."""
    asked = job.consent in ("asked", "refused")
    return replace(
        job,
        technician=None,
        visit=None,
        proposed=(),
        stated=False,
        evidence=lasting(job),
        waivers={},
        price=None if asked else job.price,
        consent=None if asked else job.consent,
        awaited=None,
        suspended=None,
        asks={},
        team={},
        owed=False,
        heard="",
    )


def _without(job: Job, technician: int) -> Job:
    """The job after somebody is out of it: theirs no longer, and back at the desk when nobody else is asked."""
    if job.technician == technician:
        job = _unassigned(job)
    if job.technician is None and "open" not in job.offers.values():
        return replace(job, stage=Stage.REPORTED)
    return job


def _again(job: Job) -> Job:
    """The same technician once more: a new visit must be agreed, and its proofs are asked anew."""
    return replace(next_visit(job), left=False, confirmed=None, callback=None)
