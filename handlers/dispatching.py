"""派单: the supervisor sends somebody, the technician takes it or does not. D1, U5, U6, U7."""

from domain.effects import Button, Question
from domain.errors import Unclear
from domain.job.commands import Accept, Actor, Decline, Delivered, Volunteer
from domain.job.desk_commands import Dispatch
from domain.job.model import MOVING, Stage
from handlers.reasons import ask_reason, in_time, tapped_reason, typed_reason
from handlers.registry import DESK, answers, handles
from handlers.talk import Talk
from storage.people import Speaker
from storage.unit import Unit


@handles("dispatch", "派单", "改派", "dispatch", "reassign", role=DESK)
def dispatch(talk: Talk) -> None:
    """派单 <单号> <师傅> […] [原因]: a tap on a suggestion, or names. D1. Once somebody is under way: why. U10."""
    reason = ""
    if talk.args:
        people = tuple(talk.number(index) for index in range(len(talk.args)))
    else:
        people = _people(talk)
        reason = typed_reason(talk, "reassign") if talk.job.stage in MOVING else ""
    if talk.job.stage in MOVING and not reason:
        whom = tuple(map(str, people))
        ask_reason(talk, "reason-reassign", "reassign", whom, "reassign", f"reassign.{'-'.join(whom)}")
        return
    talk.perform(Dispatch(talk.actor, people, reason))


@handles("reassign", role=DESK)
def reassign(talk: Talk) -> None:
    """The reason is tapped: another goes instead of who is under way. U10."""
    last = max(0, len(talk.args) - 1)
    people = tuple(talk.number(index) for index in range(last))
    reason = tapped_reason(talk, "reassign", last)
    talk.perform(Dispatch(talk.actor, people, reason))


@answers("reassign.", DESK)
def reassign_words(talk: Talk) -> None:
    """The reason in words."""
    in_time(talk)
    people = talk.form["expects"].removeprefix("reassign.").split("-")
    talk.perform(Dispatch(talk.actor, tuple(map(int, filter(None, people))), typed_reason(talk, "reassign")))


def _people(talk: Talk) -> tuple[int, ...]:
    """The technicians named; what follows them, once somebody is under way, is the reason."""
    names = talk.asked_words("example-dispatch").split()
    people = [_named(talk, names.pop(0))]
    while names:
        try:
            people.append(_named(talk, names[0]))
        except Unclear:
            if talk.job.stage not in MOVING:
                raise
            break
        names.pop(0)
    talk.words = " ".join(names)
    return tuple(people)


def _named(talk: Talk, name: str) -> int:
    row = talk.unit.tx.one(talk.unit.q.technician_named, name=name, branch=talk.job.branch, now=talk.unit.now)
    if row is None:
        raise Unclear("unknown-name", name=name)
    return int(row["id"])


@handles("accept", "接单", "accept", role="technician")
def accept(talk: Talk) -> None:
    """接单; with a number also for a job seen in a group that nobody was asked to take. D1, U26."""
    asked = talk.job.offers.get(talk.speaker.person)
    wanted = asked is None or (talk.job.stage is Stage.REPORTED and asked != "open")
    talk.perform(Volunteer(talk.actor) if wanted else Accept(talk.actor))


@handles("decline", "拒单", "decline", role="technician")
def decline(talk: Talk) -> None:
    """拒单, with a reason from the pack's list. U7."""
    reasons = talk.policy.reasons.get("decline", ())
    given = (
        talk.args[0] if talk.args else next((r["key"] for r in reasons if talk.words in r.values() and talk.words), "")
    )
    if given:
        talk.perform(Decline(talk.actor, given))
        return
    buttons = (*(Button("decline", (reason["key"],), reason) for reason in reasons), Button("back", (), "button-back"))
    talk.tell("why-decline", Question("choose", buttons=buttons))


def shown(speaker: Speaker, subject: int, unit: Unit) -> None:
    """An offer was shown on the technician's phone: it runs from now. U5."""
    if unit.hold(subject).course.state.offers.get(speaker.person) == "open":
        unit.perform(subject, Delivered(Actor(speaker.person, "technician")), unit.now)
