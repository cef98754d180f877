"""派单: the supervisor sends somebody, the technician takes it or does not. D1, U5, U6, U7."""

from domain.effects import Button, Question
from domain.errors import Unclear
from domain.job.commands import Accept, Actor, Decline, Delivered, Dispatch
from handlers.registry import DESK, handles
from handlers.talk import Talk
from storage.people import Speaker
from storage.unit import Unit


@handles("dispatch", "派单", "改派", "dispatch", "reassign", role=DESK)
def dispatch(talk: Talk) -> None:
    """派单 <单号> <师傅> […]: one tap from the suggestions, or names. D1."""
    if talk.args:
        people = tuple(talk.number(index) for index in range(len(talk.args)))
    else:
        people = tuple(_named(talk, name) for name in talk.asked_words("example-dispatch").split())
    talk.perform(Dispatch(talk.actor, people))


def _named(talk: Talk, name: str) -> int:
    row = talk.unit.tx.one(talk.unit.q.technician_named, name=name, branch=talk.job.branch, now=talk.unit.now)
    if row is None:
        raise Unclear("unknown-name", name=name)
    return int(row["id"])


@handles("accept", "接单", "accept", role="technician")
def accept(talk: Talk) -> None:
    """接单. D1."""
    talk.perform(Accept(talk.actor))


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
