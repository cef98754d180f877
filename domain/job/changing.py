"""The customer moves the visit, calls the job off, wants it after all, or says that it broke again. U1 U2 U11 S12."""

from typing import Any

from domain.durations import DAY
from domain.effects import Ask, Effect, Log, Tell
from domain.errors import Refused
from domain.job.aftercare import does_not_work
from domain.job.appointing import FARTHEST_VISIT, agreed
from domain.job.commands import AnswerCallOff, AnswerMove, BrokenAgain, CallOff, Command, Move, Reopen, Repeat, TakeWish
from domain.job.facts import Facts
from domain.job.intake import auto_dispatched
from domain.job.model import Job, Stage
from domain.policy import Policy

BEFORE_SITE = (Stage.REPORTED, Stage.OFFERED, Stage.ACCEPTED, Stage.APPOINTED, Stage.UNDER_WAY)
BEGUN = (Stage.ON_SITE, Stage.SUSPENDED)
"""Work has begun: whether the job is called off is then decided by technician or desk."""
REPAIRED = ("done", "settled")
"""Outcomes after which the same fault is a repeat (S12)."""


def changed(facts: Facts, command: Command, policy: Policy, now: int) -> list[Effect] | None:
    """What follows from what the customer changes; None when the command is about something else."""
    job: Job = facts.job
    match command:
        case Move():
            return _moved(job, command, now)
        case TakeWish():
            return _wish_taken(job, now)
        case AnswerMove(_, turn_round):
            return _move_answered(job, turn_round, now)
        case CallOff(_, reason):
            return _called_off(job, reason, policy)
        case AnswerCallOff(by, agreed_to):
            return _call_off_answered(job, by.person, by.role, agreed_to)
        case Reopen():
            return _reopened(facts, policy, now)
        case BrokenAgain():
            if job.stage is not Stage.FINISHED or job.callback == "problem":
                raise Refused("not-now")
            return does_not_work(facts)
        case Repeat(_, number):
            if not repeatable(job, policy, now):
                raise Refused("not-now")
            days = (now - (job.closed_at or now)) // DAY
            return [Log("job.repeated", {"number": number, "technician": job.technician, "days": days})]
    return None


def repeatable(job: Job, policy: Policy, now: int) -> bool:
    """Whether the same fault now would be a repeat of this job, and it has not come back already. S12."""
    closed = job.stage is Stage.CLOSED and job.closed_at is not None and job.outcome in REPAIRED
    return closed and job.repeated is None and now - (job.closed_at or 0) <= policy.repeat_within


def reopenable(job: Job, policy: Policy, now: int) -> bool:
    """Whether a cancelled job may still be taken up again. U1."""
    cancelled = job.stage is Stage.CLOSED and job.outcome == "cancelled"
    return cancelled and now - (job.closed_at or 0) <= policy.reopen_within


# Moving


def _moved(job: Job, move: Move, now: int) -> list[Effect]:
    if job.stage not in (Stage.ACCEPTED, Stage.APPOINTED, Stage.UNDER_WAY) or job.inquiry:
        raise Refused("nothing-to-move" if job.stage in (Stage.REPORTED, Stage.OFFERED) else "too-late-to-move")
    if move.window is None and not move.words:
        raise Refused("example-move")
    if move.window:
        _ahead(move.window, now)
    wished: dict[str, Any] = {"technician": job.technician, "by": move.by.person}
    if move.window:
        wished |= {"wish_from": move.window[0], "wish_until": move.window[1]}
    if move.words:
        wished["words"] = move.words
    said = {"technician": job.technician, "wish": wish_words(move.window, move.words)}
    if job.stage is Stage.UNDER_WAY:
        return [
            Log("move.asked", wished),
            Ask("technician", "customer-moves", said),
            Tell("customer", "move-asked", said),
            Tell("supervisor", "customer-moves-desk", said),
        ]
    told = [Ask("technician", "customer-moves", said), Tell("customer", "move-noted", said)]
    if job.stage is Stage.APPOINTED:
        return [Log("appointment.moved", wished), *told]
    rejected = [Log("appointment.rejected", {"technician": job.technician})] if job.proposed else []
    return [*rejected, Log("appointment.wished", wished), *told]


def _wish_taken(job: Job, now: int) -> list[Effect]:
    if job.stage is not Stage.ACCEPTED or not job.wish or not job.wish["window"]:
        raise Refused("no-wish")
    return _agree_wish(job, job.wish["window"], now)


def _agree_wish(job: Job, window: list[int], now: int) -> list[Effect]:
    _ahead((window[0], window[1]), now)
    return [
        agreed(job, (window[0], window[1]), "wished"),
        Tell("customer", "visit-agreed", {"technician": job.technician, "window": window}),
        Ask("technician", "visit-noted", {"window": window}),
    ]


def _move_answered(job: Job, turn_round: bool, now: int) -> list[Effect]:
    """The technician's tap on the road: another time, or on the way all the same. U2."""
    if job.stage is not Stage.UNDER_WAY or not job.wish:
        raise Refused("no-wish")
    technician = {"technician": job.technician}
    if not turn_round:
        return [
            Log("move.refused", technician),
            Tell("customer", "move-refused", technician),
            Ask("technician", "move-refused-noted"),
        ]
    window, words = job.wish["window"], job.wish["words"]
    wished = {"wish_from": window[0], "wish_until": window[1]} if window else {}
    moved = Log("appointment.moved", {**technician, **wished, **({"words": words} if words else {})})
    desk = Tell("supervisor", "turned-round-desk", {**technician, "wish": wish_words(window, words)})
    if window and window[1] > now:
        return [moved, *_agree_wish(job, window, now), desk]
    return [moved, Ask("technician", "turned-round"), Tell("customer", "will-propose-again"), desk]


def wish_words(window: Any, words: str | None) -> dict[str, Any]:
    """A wish as a text says it: the time where it was understood, else the customer's own words."""
    return {"text": "wish-window", "window": list(window)} if window else {"text": "wish-words", "words": words}


def _ahead(window: tuple[int, int], now: int) -> None:
    if window[1] <= now:
        raise Refused("visit-in-the-past")
    if not window[0] <= window[1] <= now + FARTHEST_VISIT:
        raise Refused("visit-too-far")


# Calling off


def _called_off(job: Job, reason: str, policy: Policy) -> list[Effect]:
    words = policy.reason("cancel", reason)
    if words is None:
        raise Refused("reason-needed")
    if job.inquiry:
        raise Refused("not-now")
    said = {"technician": job.technician, "reason": words}
    if job.stage in BEGUN or job.cancelling:
        if job.cancelling:
            raise Refused("cancel-asked-already")
        return [
            Log("cancel.asked", {"reason": reason, "technician": job.technician}),
            Tell("customer", "cancel-asked", said),
            Ask("technician", "customer-cancels-now", said),
            Ask("supervisor", "customer-cancels-desk", said),
        ]
    if job.stage not in BEFORE_SITE:
        raise Refused("too-late-to-cancel")
    return [*_cancelled(job, reason, "customer"), *_told_off(job, said), Tell("supervisor", "cancelled-desk", said)]


def _cancelled(job: Job, reason: str, by: str) -> list[Effect]:
    return [
        Log("job.cancelled", {"reason": reason, "by": by, "stage": job.stage.value}),
        Log("job.closed", {"outcome": "cancelled"}),
        Ask("customer", "cancelled"),
    ]


def _told_off(job: Job, said: dict[str, Any]) -> list[Effect]:
    """Everybody who is asked or sent hears that nobody need come."""
    if job.stage is Stage.REPORTED:
        return []
    concerned = [person for person, state in job.offers.items() if state in ("open", "accepted")]
    return [Tell(person, "cancelled-technician", said) for person in concerned]


def _call_off_answered(job: Job, person: int, role: str, agreed_to: bool) -> list[Effect]:
    if job.stage is Stage.FINISHED or not job.cancelling:
        raise Refused("no-cancel-asked")
    said: dict[str, Any] = {"technician": job.technician}
    by_technician = role == "technician"
    if agreed_to:
        other = (
            [Tell("supervisor", "cancel-agreed-desk", said), Tell("technician", "cancel-agreed-technician")]
            if by_technician
            else [Tell("technician", "cancel-agreed-technician"), Tell("supervisor", "cancel-agreed-desk", said)]
        )
        return [*_cancelled(job, job.cancelling, role), *other]
    return [
        Log("cancel.refused", {"by": person}),
        Tell("customer", "cancel-refused", said),
        Ask("technician", "cancel-refused-technician"),
        Tell("supervisor", "cancel-refused-desk", said),
    ]


def _reopened(facts: Facts, policy: Policy, now: int) -> list[Effect]:
    job: Job = facts.job
    if job.stage is Stage.CLOSED and job.outcome != "cancelled":
        raise Refused("job-is-closed")
    if not reopenable(job, policy, now):
        raise Refused("too-late-to-reopen" if job.stage is Stage.CLOSED else "not-now")
    effects: list[Effect] = [Log("job.reopened"), Ask("customer", "reopened")]
    if not job.ready:
        return [*effects, Tell("supervisor", "reopened-desk")]
    effects += [Log("intake.completed")]
    by_itself = policy.auto and policy.unapproved("job.offered", job.approved, job.view()) is None
    return [*effects, *(auto_dispatched(facts, now) if by_itself else [Ask("supervisor", "reopened-desk")])]
