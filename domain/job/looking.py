"""Photos that were looked at: a picture passes, or a person is asked, with the reason and the crop that shows it.

Nothing is turned away by a machine. The technician hears what is wrong while still on site and takes another, or says
that it is as it should be; then, and for what is still doubtful when the work is finished, the desk decides. S2 S3 X18
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from domain.durations import MINUTE
from domain.effects import Button, Effect, Log, Tell
from domain.errors import Refused
from domain.events import Event
from domain.job.clock_commands import FoundAgain, Looked
from domain.job.commands import Command
from domain.job.correcting import stands_at
from domain.job.evidence import Doubt
from domain.job.facts import Facts
from domain.job.model import Job, Stage
from domain.policy import Policy

DECISIONS = ("accept", "again", "breach")
BY_A_PERSON = ("photo-not-looked-at", "photo-queue-full", "photo-not-compared")
"""Why nobody has looked: another photo would not help, so that only the desk is asked."""
ENDS = (
    *("work.finished", "visit.ended", "customer.absent", "appointment.reopened", "appointment.disputed"),
    *("job.taken_over", "offer.passed", "job.declined"),
)
"""With these the visit of the technician they name is over, beside a job that is closed or offered anew."""
WRONG_CLOCK = 15 * MINUTE
"""A phone's clock may be wrong, and somebody begins before they say that they are there."""
SHORT = 12
"""Characters of a photo's name that a button carries."""


@dataclass(frozen=True, slots=True)
class InsistOnPhoto(Command):
    """就是这样: a photo that was doubted is what it should be. `photo`: the beginning of its name."""

    photo: str = ""


@dataclass(frozen=True, slots=True)
class JudgePhoto(Command):
    """A doubtful photo: "accept", "again", or "breach", which goes with a claim. `photo`: the beginning of its name."""

    photo: str = ""
    decision: str = "accept"


def looked(facts: Facts, command: Looked) -> list[Effect]:
    """What was seen in a photo. One that is no evidence any more interests nobody, nor does one that says nothing,
    nor one that somebody was asked about already: it was sent once more, or looked at again after a stop."""
    job: Job = facts.job
    if command.photo not in job.evidence.get(command.needs, ()) or _known(facts, command):
        return []
    passed, doubts = [*command.passed], [dict(doubt) for doubt in command.doubts]
    if command.taken is not None:
        early = _taken_early(facts.ask_log(), command.technician, command.taken)
        passed += [] if early else ["taken"]
        doubts += [early] if early else []
    if not passed and not doubts:
        return []
    data = {
        "photo": command.photo,
        "needs": command.needs,
        "technician": command.technician,
        "passed": passed,
        "doubts": doubts,
        "camera": command.camera,
    }
    log = Log("photo.looked", data)
    if not doubts:
        return [log]
    doubt = Doubt.of(data)
    seen = any(why["text"] not in BY_A_PERSON for why in doubt.why)
    if seen and job.stage is Stage.ON_SITE and command.technician is not None:
        again = Button("photo", (command.needs,), "button-retake", kind="photo", tone="primary")
        as_it_is = Button("insist", (command.photo[:SHORT],), "button-as-it-is")
        said = {"why": list(doubt.why), "photos": [doubt.shown]}
        return [log, Tell(command.technician, "photo-doubted", said, buttons=(again, as_it_is))]
    return [log, *_to_desk(facts, doubt)]


def _known(facts: Facts, command: Looked) -> bool:
    """Whether this photo is doubted already, or the desk has said on this visit that it may stay."""
    if (before := facts.job.doubts.get(command.photo)) is not None:
        return bool(before.checks) or not before.reused
    this = (command.photo, command.needs)
    for event in reversed(facts.ask_log()):
        if event.name == "technician.arrived":
            return False
        if event.name == "photo.judged" and (event.data["photo"], event.data["needs"]) == this:
            return bool(event.data["decision"] != "again")
    return False


def _taken_early(log: Sequence[Event], technician: int | None, taken_at: int) -> dict[str, Any] | None:
    """The doubt about a photo that was taken before its technician came, on the visit that is going on."""
    kept = list(log)
    came = [event for event in kept if event.name == "technician.arrived"]
    came = [event for event in kept if technician is not None and technician == _who_came(event)] or came
    if not came or taken_at >= (arrived_at := stands_at(came[-1], kept)) - WRONG_CLOCK:
        return None
    why = {"text": "photo-taken-early", "taken_at": taken_at, "arrived_at": arrived_at}
    return {"check": "taken", "why": why, "crop": ""}


def _who_came(event: Event) -> int | None:
    """Who is at the customer's from this event on."""
    who = {"technician.arrived": "technician", "colleague.arrived": "colleague"}.get(event.name)
    return event.data[who] if who else None


def found_again(job: Job, found: FoundAgain, policy: Policy) -> list[Effect]:
    """It looks like a photo that was shown for something else: the desk sees both, and what is known of them. X18 S3"""
    gate = policy.proof(found.needs)
    data = {
        "photo": found.photo,
        "needs": found.needs,
        "by": found.person,
        "other": found.other,
        "job": found.number,
        "other_by": found.other_person,
        "other_at": found.other_at,
        "percent": found.percent,
    }
    said = {
        "wording": gate.ask if gate else {},
        "technician": found.person,
        "other_number": found.number,
        "person": found.other_person,
        "taken_at": found.other_at,
        "photos": [found.photo, found.other] if found.shown and found.other != found.photo else [found.photo],
    }
    buttons = _decisions(found.photo, again=job.stage is not Stage.CLOSED)
    return [Log("photo.reused", data), Tell("desk", "photo-reused", said, buttons=buttons, without=(found.person,))]


def insisted(facts: Facts, command: InsistOnPhoto) -> list[Effect]:
    """就是这样: a person of the desk looks."""
    doubt = _doubt(facts.job, command.photo)
    if command.by.person != doubt.technician:
        raise Refused("not-your-job")
    if doubt.with_desk:
        raise Refused("desk-looks-already")
    asked = _to_desk(facts, doubt)
    return asked if _alone(facts, doubt) else [*asked, Tell(command.by.person, "desk-looks")]


def left_over(facts: Facts, effects: Sequence[Effect]) -> list[Effect]:
    """What is still doubtful when the visit ends, however it ends, for whoever took it or for all: the desk looks."""
    job: Job = facts.job
    happens = [effect for effect in effects if isinstance(effect, Log)]
    ends = [log for log in happens if log.name in ENDS and log.data.get("technician", job.technician) == job.technician]
    if not ends and not any(log.name in ("job.closed", "job.offered") for log in happens):
        return []
    again = any(log.name == "work.finished" for log in happens)
    open_ones = [doubt for doubt in job.doubts.values() if not doubt.with_desk]
    return [effect for doubt in open_ones for effect in _to_desk(facts, doubt, again=again)]


def judged(job: Job, command: JudgePhoto, policy: Policy) -> list[Effect]:
    """The desk's word on a doubtful photo."""
    doubt = to_judge(job, command.by.person, command.photo)
    gate = policy.proof(doubt.needs)
    shown = job.stage in (Stage.ON_SITE, Stage.FINISHED) and doubt.photo in job.evidence.get(doubt.needs, ())
    if command.decision == "again" and (not shown or gate is None):
        raise Refused("not-now")
    data = {"photo": doubt.photo, "needs": doubt.needs, "technician": doubt.technician}
    log = Log("photo.judged", data | {"decision": command.decision, "by": command.by.person})
    if command.decision == "breach":
        return [log]
    noted = Tell("supervisor", f"photo-judged-{command.decision}")
    if command.decision != "again" or gate is None or doubt.technician is None:
        return [log, noted]
    again = Button("photo", (doubt.needs,), "button-retake", kind="photo", tone="primary")
    words = {"wording": gate.ask, "why": list(doubt.why), "photos": [doubt.shown]}
    return [log, noted, Tell(doubt.technician, "photo-again", words, buttons=(again,))]


def to_judge(job: Job, person: int, photo: str) -> Doubt:
    """The doubt of which somebody of the desk wants to say something. Whoever took the photo does not decide. Raises
    Refused."""
    doubt = _doubt(job, photo)
    if person == doubt.technician:
        raise Refused("not-your-own-proof")
    return doubt


def _doubt(job: Job, begins: str) -> Doubt:
    found = next((doubt for photo, doubt in job.doubts.items() if begins and photo.startswith(begins)), None)
    if found is None:
        raise Refused("photo-judged-already")
    return found


def _to_desk(facts: Facts, doubt: Doubt, *, again: bool = True) -> list[Effect]:
    """The desk is asked; where it is nobody but whoever took the photo, that is said. `again`: another can be taken."""
    photos = list(dict.fromkeys((doubt.photo, doubt.shown)))
    said = {"technician": doubt.technician, "why": list(doubt.why), "photos": photos}
    passed = Log("photo.passed_up", {"photo": doubt.photo})
    if doubt.technician is not None and _alone(facts, doubt):
        return [passed, Tell(doubt.technician, "nobody-else-looks", said)]
    buttons, without = _decisions(doubt.photo, again=again and facts.job.stage is not Stage.CLOSED), _who(doubt)
    return [passed, Tell("supervisor", "photo-doubted-desk", said, buttons=buttons, without=without)]


def _alone(facts: Facts, doubt: Doubt) -> bool:
    """Whether the whole desk is the one who took the photo."""
    return {person for role in ("supervisor", "manager") for person in facts.ask_desk(role)} == {doubt.technician}


def _decisions(photo: str, *, again: bool) -> tuple[Button, ...]:
    """What the desk may say of a doubtful photo."""
    said = (
        ("accept", "button-photo-good", "primary"),
        *((("again", "button-photo-again", "plain"),) if again else ()),
        ("breach", "button-photo-breach", "plain"),
    )
    return tuple(Button("judge_photo", (photo[:SHORT], word), label, tone=tone) for word, label, tone in said)


def _who(doubt: Doubt) -> tuple[int, ...]:
    return () if doubt.technician is None else (doubt.technician,)
