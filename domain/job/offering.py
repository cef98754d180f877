"""Who is asked, who takes it, who does not. D1 U5 U6 U7."""

from domain.effects import Ask, Effect, Log, Tell
from domain.errors import Refused
from domain.job.commands import Facts
from domain.job.consequences import offer, pass_on
from domain.job.dismissing import dismissed
from domain.job.model import Job, Stage
from domain.policy import Policy


def dispatched(facts: Facts, by: int, technicians: tuple[int, ...]) -> list[Effect]:
    """One is sent, or several are asked. D1, U6."""
    job: Job = facts.job
    if job.stage not in (Stage.REPORTED, Stage.OFFERED, Stage.ACCEPTED, Stage.APPOINTED, Stage.SUSPENDED):
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
    if job.stage in (Stage.ACCEPTED, Stage.APPOINTED, Stage.SUSPENDED):
        effects += [*dismissed(job), Tell("customer", "technician-changes")]
    if len(technicians) == 1:
        return [*effects, *offer(technicians[0], by), Tell("supervisor", "dispatched", {"technician": technicians[0]})]
    for person in technicians:
        effects += [Log("job.offered", {"technician": person, "by": by}), Ask(person, "job-offered")]
    return [*effects, Tell("supervisor", "dispatched-several", {"count": len(technicians)})]


def delivered(job: Job, person: int) -> list[Effect]:
    """The offer was shown: it runs from here. U5."""
    if job.offers.get(person) != "open" or person in job.delivered:
        return []
    return [Log("offer.delivered", {"technician": person})]


def accepted(job: Job, person: int) -> list[Effect]:
    """The technician takes it; the others hear that it is gone. D1."""
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
    photos = {"photos": list(job.photos)} if job.photos else {}
    return [*effects, Ask(person, "accepted", photos), Tell("customer", "technician-found", {"technician": person})]


def declined(facts: Facts, person: int, reason: str, policy: Policy, now: int) -> list[Effect]:
    """Not taken, with a reason; the next one is asked. U7, U5."""
    job: Job = facts.job
    if job.offers.get(person) not in ("open", "accepted") or job.stage not in (Stage.OFFERED, Stage.ACCEPTED):
        raise Refused("offer-gone" if person in job.offers else "not-your-job")
    if policy.reason("decline", reason) is None:
        raise Refused("reason-needed")
    team = dismissed(job) if person == job.technician else []
    effects: list[Effect] = [
        Log("job.declined", {"technician": person, "reason": reason}),
        *team,
        Tell(person, "declined"),
    ]
    others = [p for p, state in job.offers.items() if state == "open" and p != person]
    if others:
        return effects
    return [*effects, *pass_on(facts, person, now, {"reason": policy.reason("decline", reason)}, "moved-on-declined")]
