"""Who is asked, who takes it, who does not. D1 U5 U6 U7."""

from domain.effects import Ask, Effect, Log, Tell
from domain.errors import Refused
from domain.job.consequences import offer, pass_on
from domain.job.dismissing import dismissed
from domain.job.dispatching import certified
from domain.job.facts import Facts
from domain.job.model import MOVING, Job, Stage
from domain.policy import Policy


def dispatched(
    facts: Facts, by: int, technicians: tuple[int, ...], reason: str, policy: Policy, now: int
) -> list[Effect]:
    """One is sent, or several are asked. D1, U6. From under way on, whoever has it hears why it goes to another."""
    job: Job = facts.job
    if job.stage in (Stage.FINISHED, Stage.CLOSED):
        raise Refused("too-late-to-dispatch")
    if "address" not in job.details or "fault" not in job.details:
        raise Refused("address-missing")
    known = {person.person for person in facts.staff}
    if not technicians or not set(technicians) <= known:
        raise Refused("unknown-technician")
    certified(facts, technicians, now)
    if technicians == (job.technician,) and job.stage is not Stage.REPORTED:
        raise Refused("has-it-already", technician=job.technician)
    begun = job.stage in MOVING
    if begun and not reason:
        raise Refused("reason-needed")
    effects = put_off(job, "reassigned", "taken-off", reason if begun else "", policy, technicians)
    if begun or job.stage in (Stage.ACCEPTED, Stage.APPOINTED):
        effects += [*dismissed(job, technicians), Tell("customer", "technician-changes")]
    if len(technicians) == 1 and technicians[0] in job.volunteers:
        return [
            *effects,
            *_taken_by(technicians[0], by),
            Tell("supervisor", "dispatched", {"technician": technicians[0]}),
        ]
    if len(technicians) == 1:
        return [*effects, *offer(technicians[0], by), Tell("supervisor", "dispatched", {"technician": technicians[0]})]
    for person in technicians:
        effects += [Log("job.offered", {"technician": person, "by": by}), Ask(person, "job-offered")]
    return [*effects, Tell("supervisor", "dispatched-several", {"count": len(technicians)})]


def put_off(job: Job, why: str, words: str, reason: str, policy: Policy, but: tuple[int, ...] = ()) -> list[Effect]:
    """Everybody who is asked or has it is out of it, and hears why; whoever stands in `but` is not told."""
    effects: list[Effect] = []
    said = policy.reason("reassign", reason) or reason or why
    for person, state in job.offers.items():
        if state in ("open", "accepted"):
            given = {"reason": reason} if reason else {}
            effects += [Log("offer.passed", {"technician": person, "why": why, **given})]
            if person not in but:
                effects += [Tell(person, words, {"why": said})]
    return effects


def volunteered(facts: Facts, person: int, policy: Policy, now: int) -> list[Effect]:
    """接单 for what nobody was asked to take: at once where the pack allows, else the desk is asked. U26."""
    job: Job = facts.job
    if job.technician == person or job.offers.get(person) == "accepted":
        raise Refused("accepted-already")
    if job.stage is not Stage.REPORTED:
        raise Refused("offer-gone")
    if not job.ready or person not in {one.person for one in facts.staff}:
        raise Refused("not-your-job")
    if person in job.volunteers:
        raise Refused("volunteered-already")
    certified(facts, (person,), now)
    if policy.take:
        return [*_taken_by(person, None), Tell("supervisor", "taken-by-itself", {"technician": person})]
    return [
        Log("job.volunteered", {"technician": person}),
        Tell(person, "volunteer-noted"),
        Ask("supervisor", "volunteer-asks", {"technician": person}),
    ]


def _taken_by(person: int, by: int | None) -> list[Effect]:
    """Sent and accepted at once: who asked for it need not say yes again."""
    return [
        Log("job.offered", {"technician": person, "by": by}),
        Log("job.dispatched", {"technician": person, "by": by}),
        Log("job.accepted", {"technician": person}),
        Ask(person, "accepted"),
        Tell("customer", "technician-found", {"technician": person}),
    ]


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
