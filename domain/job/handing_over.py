"""Somebody can go no more: they left the company, or are away. Their promises go to a deputy, or back to the desk.

D12 (T10.4), X6. An agreed visit stays agreed: the customer was promised a time, not a person. For whoever takes it over
every clock is another clock (ADR 2), since the offer of the one before ends and theirs begins.
"""

from dataclasses import dataclass

from domain.effects import Ask, Effect, Log, Tell
from domain.errors import Refused
from domain.job.commands import Command
from domain.job.consequences import offer, pass_on
from domain.job.facts import Facts
from domain.job.model import Job, Stage

PROMISED = (Stage.ACCEPTED, Stage.APPOINTED, Stage.UNDER_WAY)
"""Accepted, not yet on site: what a deputy can take over as it is."""


@dataclass(frozen=True, slots=True)
class PassOn(Command):
    """A job is no longer `technician`'s, who left or is away.

    to   who stands in; None: the next one is asked, or the desk has it again
    why  "left" or "away"
    """

    technician: int = 0
    to: int | None = None
    why: str = "away"


def passed_on(facts: Facts, command: PassOn, now: int) -> list[Effect]:
    """What becomes of the job. Raises Refused where it is not theirs, or where the deputy cannot have it."""
    job: Job = facts.job
    if command.by.role not in ("supervisor", "manager") and command.by.person != command.technician:
        raise Refused("wrong-role")
    if command.to is not None and command.to not in {person.person for person in facts.staff}:
        raise Refused("unknown-technician")
    if command.to == command.technician:
        raise Refused("has-it-already", technician=command.to)
    if job.stage is Stage.OFFERED and job.offers.get(command.technician) == "open":
        return _not_asked_any_more(facts, command, now)
    if job.technician != command.technician or job.stage not in (*PROMISED, Stage.ON_SITE):
        raise Refused("not-theirs-to-pass-on")
    if job.stage is Stage.ON_SITE and command.why != "left":
        raise Refused("on-site-already")
    if command.to is None or job.stage is Stage.ON_SITE:
        return _back_to_the_desk(command)
    return _to_the_deputy(job, command, command.to, now)


def _passed(command: PassOn) -> list[Effect]:
    ended: list[Effect] = [
        Log("offer.passed", {"technician": command.technician, "why": command.why, "by": command.by.person})
    ]
    if command.why == "left":
        return ended  # who left hears it once, not for every job
    return [*ended, Tell(command.technician, "handed-on")]


def _not_asked_any_more(facts: Facts, command: PassOn, now: int) -> list[Effect]:
    job: Job = facts.job
    if any(state == "open" and person != command.technician for person, state in job.offers.items()):
        return _passed(command)
    if command.to is not None and command.to not in job.offers:
        told = {"technician": command.technician, "why": command.why, "next_technician": command.to}
        return [*_passed(command), *offer(command.to, command.by.person), Tell("supervisor", "moved-on", told)]
    return [*_passed(command), *pass_on(facts, command.technician, now, {"why": command.why}, "moved-on")]


def _back_to_the_desk(command: PassOn) -> list[Effect]:
    return [
        *_passed(command),
        Log("offers.exhausted"),
        Tell("customer", "technician-changes"),
        Ask("supervisor", "back-at-the-desk", {"technician": command.technician, "why": command.why}),
    ]


def _to_the_deputy(job: Job, command: PassOn, deputy: int, now: int) -> list[Effect]:
    effects = [
        *_passed(command),
        Log("job.dispatched", {"technician": deputy, "by": command.by.person, "why": command.why}),
        Log("job.accepted", {"technician": deputy, "how": "deputy"}),
    ]
    told = {"technician": command.technician, "why": command.why}
    if job.visit is None or job.visit[1] <= now:
        new = Tell("customer", "technician-replaced", {"technician": deputy})
        return [*effects, Ask(deputy, "handed-to-you", told), new]
    kept = {"technician": deputy, "visit_from": job.visit[0], "visit_until": job.visit[1], "how": "kept"}
    return [
        *effects,
        Log("appointment.agreed", kept),
        Ask(deputy, "handed-to-you-visit", told | {"window": list(job.visit)}),
        Tell("customer", "visit-kept", {"technician": deputy, "window": list(job.visit)}),
    ]
