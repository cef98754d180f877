"""What the desk claims, and what a count rule proposes: a breach, never applied. D7 D8 D9 D15 S12 §9."""

from typing import Any

from domain.effects import Effect, Log, Tell
from domain.errors import Refused
from domain.events import Event
from domain.job.calling import concerned
from domain.job.clock_commands import Reached
from domain.job.court import answers, put_forward, short
from domain.job.court import counted as charge_in_words
from domain.job.desk_commands import Claim
from domain.job.facts import Facts
from domain.job.looking import JudgePhoto, to_judge
from domain.job.looking import judged as photo_judged
from domain.job.model import Job
from domain.job.suspending import given
from domain.policy import Policy
from domain.rules import Counting
from domain.rules.count import CLAIMED

WAIVED = "proof.waived"
DESKS_WORD = {CLAIMED: "", WAIVED: "waive", "job.sent_back": "send_back", "form.compared": ""}
"""Events in which somebody of the desk says what was wrong and why: evidence; each with its list of reasons."""


def claimable(policy: Policy) -> list[Counting]:
    """The rules under which the desk may claim something."""
    return list(policy.counting.get(CLAIMED, ()))


def blames(job: Job, needs: str, policy: Policy) -> Counting | None:
    """The rule that counts a proof missing by the technician's own fault; None where the pack counts none. S3."""
    missing = Event(0, WAIVED, 0, 0, {"needs": needs, "blame": "technician", "technician": job.technician})
    known = {**job.view(), "number": job.number}
    return next((rule for rule in policy.counting.get(WAIVED, ()) if rule.whose(missing, known)), None)


def claimed(job: Job, command: Claim, policy: Policy) -> list[Effect]:
    """记一笔, with a reason and photos; the technician hears what is proposed. Whoever claims is not who did it.

    About a doubtful photo the claim is the desk's word on it: both, or neither.
    """
    if command.rule not in {rule.id for rule in claimable(policy)}:
        raise Refused("not-to-claim")
    doubt = to_judge(job, command.by.person, command.about) if command.about else None
    named = doubt.technician if doubt else command.technician
    person = named if named is not None else job.technician
    if person is None or person not in {*concerned(job), *job.offers}:
        raise Refused("nobody-to-claim-of")
    if person == command.by.person:
        raise Refused("not-of-yourself")
    if not command.reason and not command.photos:
        raise Refused("reason-needed")
    data = {
        "rule": command.rule,
        "technician": person,
        "by": command.by.person,
        "reason": command.reason,
        "photos": list(command.photos),
    }
    word = photo_judged(job, JudgePhoto(command.by, command.about, "breach"), policy) if doubt else []
    noted = Tell("supervisor", "claim-noted", {"technician": person, "rule": short(command.rule)})
    return [*word, Log(CLAIMED, data), noted]


def reached(facts: Facts, command: Reached, policy: Policy, now: int) -> list[Effect]:
    """What follows at a number: logged, proposed where the pack charges, told to whom it says."""
    rule, event = policy.counts[command.rule], command.event
    counted: dict[str, Any] = {"rule": rule.id, "count": command.count, "jobs": list(command.jobs)}
    said: dict[str, Any] = {
        "rule": rule.id.partition(".")[0],
        "wording": rule.wording,
        "count": command.count,
        "numbers": " ".join(command.jobs),
        "whom": "" if command.on is None else {"text": "count-of", "technician": command.on},
    }
    effects: list[Effect] = [
        Log("count.reached", counted | {"who": command.who, "on": command.on, "caused_by": event.seq})
    ]
    if rule.charge():
        effects += _proposed(facts, rule, command, policy, now, counted, said)
    return [*effects, *(Tell(role, "count-reached", said) for role in rule.tells)]


def _proposed(
    facts: Facts,
    rule: Counting,
    command: Reached,
    policy: Policy,
    now: int,
    counted: dict[str, Any],
    said: dict[str, Any],
) -> list[Effect]:
    on = command.on if rule.charge()["on"] == "technician" else None
    event = command.event
    claim = event.data if event.name in DESKS_WORD else {}
    by = {"claimed_by": claim["by"], "brought_by": claim["by"], "reason": claim["reason"]} if claim else {}
    key = {"rule": rule.id, "started_by": event.seq, "step": "breach", "due_at": event.at}
    evidence = {"on": on, "started_at": command.since, **put_forward(facts, rule, on, policy, now), **by}
    told: dict[str, Any] = {
        **said,
        "charge": charge_in_words(evidence, policy),
        "contest_by_at": evidence["contest_by"],
    }
    if claim:
        said_why = given(DESKS_WORD[event.name], claim["reason"], policy)
        told |= {"person": claim["by"], "reason_given": said_why or {"text": "see-photo"}}
        told |= {"photos": claim["photos"]} if claim.get("photos") else {}
    whom: int | str = on if on is not None else rule.charge()["on"]
    words = "breach-claimed" if claim else "breach-counted"
    return [
        Log("breach.proposed", key | counted | evidence),
        Tell(whom, words, told, buttons=answers(facts.job, on)),
    ]
