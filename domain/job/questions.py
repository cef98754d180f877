"""What each person can say about a job now: one question, its answers one tap away.

Everything that asks goes through here: the message after a step, the answer to words that were not understood, an old
button, a refusal. So nobody is shown a button that the core would refuse, and nobody is left without a next step.
"""

from domain.copies import replace
from domain.effects import Button, Question
from domain.job import possible
from domain.job.claiming import blames
from domain.job.dispatching import suggest
from domain.job.evidence import FILE, NAMEPLATE
from domain.job.facts import Facts
from domain.job.model import MOVING, Job, Stage
from domain.job.opining import with_opinion
from domain.job.phoned import on_the_phone, pressing, with_call
from domain.job.quality import with_quality
from domain.job.questions_on_site import DEPART, checklist, on_site
from domain.job.questions_on_the_way import (
    call_off,
    customer_writes,
    desk_answers,
    inquiry,
    missed_call,
    technician_writes,
    wished,
    wished_now,
)
from domain.job.repeats import with_repeat
from domain.policy import Policy

OFFERED = "job.offered"
MOST_SHOWN = 5
"""Technicians named with a suggestion, those whom a certificate keeps out of it among them."""


def question(facts: Facts, role: str, person: int, policy: Policy, now: int) -> Question | None:
    """What `person`, in `role`, is being asked now. None when it is somebody else's turn."""
    match role:
        case "customer":
            asked = _customer(facts.job, person, now) if not facts.job.inquiry else None
            return customer_writes(facts.job, asked, policy, now)
        case "technician":
            asked = _technician(facts.job, person, policy, now)
            if asked and possible.anything(facts, person, policy, now):
                asked = replace(asked, buttons=(*asked.buttons, possible.MORE))
            return missed_call(facts.job, person, technician_writes(facts.job, person, asked))
        case _:
            asked = with_opinion(facts.job, _supervisor(facts, person, policy, now), policy)
            asked = with_quality(facts, person, with_repeat(facts.job, asked))
            return desk_answers(facts.job, with_call(facts.job, asked))


def of_customer(job: Job, now: int) -> Question | None:
    """What who reported is being asked now: the desk may hear the answer on the phone. I10."""
    return _customer(job, job.customer, now) if not job.inquiry else None


def said_on_the_phone(job: Job, policy: Policy, now: int) -> Question | None:
    """What the desk may tap for a customer who phones; None when they can say nothing."""
    return on_the_phone(job, of_customer(job, now), policy, now)


def _customer(job: Job, person: int | None, now: int) -> Question | None:
    if job.stopped is not None:
        return None
    early = job.stage in (Stage.REPORTED, Stage.OFFERED, Stage.ACCEPTED)
    if early and job.wanting():
        return Question(f"ask-{job.wanting()[0]}", expects=job.wanting()[0])
    ahead = [(index, window) for index, window in enumerate(job.proposed) if window[1] > now]
    if job.stage is Stage.ACCEPTED and ahead:
        picks = tuple(
            Button("pick", (str(index),), "button-window", {"window": window}, tone="primary")
            for index, window in ahead
        )
        return Question("ask-pick", buttons=(*picks, Button("pick", ("none",), "button-none-suits")))
    if early and job.wishing() and not job.heard:
        return _wish(job, job.wishing()[0])
    if job.stage is Stage.ON_SITE and job.consent == "asked" and job.price:
        agree = Button("consent", ("yes",), "button-agree-price", {"total_fen": job.price["total"]}, tone="primary")
        return Question("ask-consent", buttons=(agree, Button("consent", ("no",), "button-refuse-price")))
    if job.awaited is not None:
        return possible.at_the_door(job)
    if job.stated and (job.stage is Stage.APPOINTED or (job.stage is Stage.UNDER_WAY and job.delays > 0)):
        return Question("may-correct-time", buttons=(Button("dispute_time", (), "button-wrong-time"),))
    if job.stage is Stage.FINISHED:
        return _aftercare(job, rates=person == job.customer)
    if job.outcome == "invalid" and not job.objected:
        return Question("may-object", buttons=(Button("object", (), "button-object"),), expects="objection")
    # Closed by a callback that went well, and never asked: who did not confirm was not shown the stars.
    unasked = job.outcome == "done" and job.confirmed is None and job.stars is None and person == job.customer
    return _stars() if unasked else None


def _wish(job: Job, name: str) -> Question:
    skip = Button("skip", (name,), "button-skip")
    if name == "model" and job.plate.open and job.plate.photo == FILE:
        same = Button("plate", (FILE, "right"), "button-same-machine", tone="primary")
        other = Button("plate", (FILE, "wrong"), "button-other-machine")
        text = "machine-model" if "model" in job.plate.values else "machine-serial"
        said = {"machine": {"text": text, **job.plate.values}}
        return Question("ask-same-machine", said, (same, other, skip), expects=NAMEPLATE, lasting=True)
    if name == "model":
        camera = Button("photo", ("nameplate",), "button-nameplate", kind="photo", tone="primary")
        return Question("ask-model", buttons=(camera, skip), expects="model", lasting=True)
    any_time = Button("at_home", ("any",), "button-any-time")
    return Question("ask-at_home", buttons=(any_time, skip), expects="at_home", lasting=True)


def _aftercare(job: Job, *, rates: bool) -> Question | None:
    if job.confirmed is None and job.callback != "problem":
        works = Button("confirm", ("yes",), "button-works", tone="primary")
        if job.callback == "sent":
            return _callback()
        return Question("ask-confirm", buttons=(works, Button("confirm", ("no",), "button-broken")))
    if job.stars is None and job.callback is None and rates:
        return _stars()
    return _callback() if job.callback == "sent" else None


def _stars() -> Question:
    stars = tuple(Button("rate", (str(count),), "button-stars", {"stars": count}) for count in range(5, 0, -1))
    return Question("ask-stars", buttons=stars, lasting=True)


def _callback() -> Question:
    good = Button("callback", ("good",), "button-callback-good", tone="primary")
    return Question(
        "ask-callback", buttons=(good, Button("callback", ("problem",), "button-callback-problem")), expects="callback"
    )


def _technician(job: Job, person: int, policy: Policy, now: int) -> Question | None:
    if job.offers.get(person) == "open" and job.stage is Stage.OFFERED:
        return Question(
            "ask-accept",
            buttons=(Button("accept", (), "button-accept", tone="primary"), Button("decline", (), "button-decline")),
        )
    if job.stopped is not None and (person == job.technician or person in job.team):
        return possible.stopped(job, policy)
    if job.technician != person:
        return _second(job, person, policy) if person in job.team else None
    if job.awaited is not None:
        return possible.waiting()
    match job.stage:
        case Stage.ACCEPTED:
            if job.wish:
                return wished(job, now)
            if job.proposed:
                stated = Button("stated", (), "button-agreed-by-phone")
                return Question("wait-pick", buttons=(stated,), expects="visit")
            propose = Button("propose", (), "button-propose", tone="primary")
            stated = Button("stated", (), "button-agreed-by-phone", tone="primary")
            return Question("ask-visit", buttons=(propose, stated), expects="visit")
        case Stage.APPOINTED:
            if waits := possible.waiting_for_yes(job, DEPART, policy):
                return waits
            items = checklist(job, policy)
            key = "ask-depart-checklist" if items else "ask-depart"
            depart = Button("depart", ("ticked",), "button-depart-ticked" if items else "button-depart", tone="primary")
            return Question(key, {"items": items}, (depart,))
        case Stage.UNDER_WAY if job.wish:
            return wished_now(job, now)
        case Stage.UNDER_WAY:
            return Question("ask-arrive", buttons=(Button("arrive", (), "button-arrive", tone="primary"),))
        case Stage.ON_SITE | Stage.SUSPENDED if job.cancelling:
            return call_off()
        case Stage.ON_SITE:
            return on_site(job, policy)
        case Stage.SUSPENDED:
            return possible.standing_still(job)
        case Stage.FINISHED if not job.left:
            return Question("ask-leave", buttons=(Button("leave", (), "button-leave", tone="primary"),))
    return None


def _second(job: Job, person: int, policy: Policy) -> Question | None:
    """A second technician on site helps with the proofs; prices, waivers and the end are the first one's. U7."""
    asked = possible.second(job, person)
    if asked is None or job.stage is not Stage.ON_SITE or job.team[person] != "on_site":
        return asked
    step = on_site(job, policy)
    mine = tuple(button for button in step.buttons if button.verb in ("photo", "note"))
    if not mine and not (step.expects or "").startswith("note."):
        return asked
    return replace(step, buttons=(*mine, *asked.buttons))


def _supervisor(facts: Facts, person: int, policy: Policy, now: int) -> Question | None:
    job: Job = facts.job
    if job.inquiry:
        return inquiry(job) if job.stage is not Stage.CLOSED else None
    if (detour := possible.desk(facts, person, policy, now)) is not None:
        return detour
    if job.cancelling and job.stage not in (Stage.FINISHED, Stage.CLOSED):
        return call_off()
    asked = [needs for needs in job.waivers if job.waiver_asked(needs)]
    if asked and job.stage is Stage.ON_SITE:
        grant = Button("waive", (asked[0], "yes"), "button-waive", tone="primary")
        blame = (Button("waive", (asked[0], "blame"), "button-waive-blame"),) if blames(job, asked[0], policy) else ()
        return Question("decide-waiver", buttons=(grant, *blame, Button("waive", (asked[0], "no"), "button-no-waiver")))
    if heard := pressing(job, of_customer(job, now)):
        return heard
    if job.stage in MOVING:
        steps = _step_in(facts, now)
        return replace(steps, buttons=(possible.RESUME, *steps.buttons)) if job.stage is Stage.SUSPENDED else steps
    if job.ready and job.stage is Stage.REPORTED and (waits := possible.waiting_for_yes(job, OFFERED, policy)):
        return waits
    if job.stage in (Stage.REPORTED, Stage.OFFERED, Stage.ACCEPTED, Stage.APPOINTED):
        return _dispatch(facts, now)
    if job.stage is Stage.FINISHED and job.callback in ("sent", "problem"):
        again = Button("send_back", (), "button-send-back")
        if job.callback == "problem":
            return Question("decide-problem", buttons=(again, Button("close", (), "button-close", tone="primary")))
        good = Button("callback", ("good",), "button-phoned-good", tone="primary")
        return Question(
            "ask-phone-callback", buttons=(good, Button("callback", ("problem",), "button-phoned-problem"), again)
        )
    return None


def _step_in(facts: Facts, now: int) -> Question:
    """Somebody is under way or on site: another can be sent, or the job taken back, with a reason. U10."""
    back = Button("take_over", (), "button-take-over")
    others = _dispatch(facts, now)
    if others is None or not others.buttons:
        return Question("choose", buttons=(back,))
    return replace(others, buttons=(*others.buttons, back))


def _merges(job: Job) -> tuple[Button, ...]:
    """The open jobs that a new report may be the same as. U8."""
    if job.stage is not Stage.REPORTED:
        return ()
    return tuple(Button("merge", (other,), "button-merge", {"number": other}) for other in job.alike)


def _dispatch(facts: Facts, now: int) -> Question | None:
    job: Job = facts.job
    if "address" not in job.details or "fault" not in job.details:
        return Question("wait-intake", buttons=_merges(job), expects="draft")
    has_it = {
        person
        for person, state in job.offers.items()
        if state in ("open", "accepted") and job.stage is not Stage.REPORTED
    }
    free = sorted(suggest(facts, now, has_it), key=lambda one: one.technician not in job.volunteers)
    first = job.stage is Stage.REPORTED
    key = "ask-dispatch" if first else "ask-reassign"
    label = "button-dispatch" if first else "button-reassign"
    able = [one for one in free if one.lacks is None]
    shown = [*able[:3], *(one for one in free if one.lacks)][:MOST_SHOWN]
    if not shown:
        return Question("nobody-there", buttons=_merges(job))
    if not able:
        return Question("nobody-certified", {"suggestions": [s.data() for s in shown]}, _merges(job))
    there = [s for s in able[:3] if not s.absent] or able[:3]
    buttons = tuple(
        Button(
            "dispatch",
            (str(s.technician),),
            label,
            {"technician": s.technician},
            tone="primary" if first and n == 0 else "plain",
        )
        for n, s in enumerate(there)
    )
    if first and len(there) > 1:
        several = Button(
            "dispatch", tuple(str(s.technician) for s in there), "button-dispatch-several", {"count": len(there)}
        )
        buttons = (*buttons, several)
    return Question(key, {"suggestions": [s.data() for s in shown]}, (*buttons, *_merges(job)))
