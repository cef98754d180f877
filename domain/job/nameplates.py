"""A photo of the nameplate: model and serial number are proposed to whoever sent it, and count once they say so. I2 S3.

Nothing waits for it. The proposal stands on the job; a button only names the photo it is about.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from domain.effects import Ask, Button, Effect, Log, Tell
from domain.errors import Refused
from domain.job.commands import Command, Describe
from domain.job.evidence import FILE, NAMEPLATE
from domain.job.facts import Facts
from domain.job.intake import described
from domain.job.model import Job, Stage
from domain.nameplate import FIELDS
from domain.policy import Policy

SHORT = 12
"""Characters of a photo's name that a button carries."""
ANSWERS = ("right", "wrong", "skipped")
MOST_SAID = 2
"""Unreadable photos of its customer that are said; then the technician will see."""


@dataclass(frozen=True, slots=True)
class PlateRead:
    """A photo of the nameplate was looked at. Not said by anybody.

    values  model and serial as they seem to be, references; without those that are known to be so
    shown   the crop that shows them, or ""
    read    whether anything could be read
    unsure  signs of the values that look like others: "places" in it, from 1, and the "signs" that are possible there
    """

    photo: str
    values: Mapping[str, str] = field(default_factory=dict)
    shown: str = ""
    read: bool = False
    unsure: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AnswerPlate(Command):
    """对, 不对, 跳过: about the proposal of a photo. `photo`: the beginning of its name."""

    photo: str = ""
    answer: str = "right"


@dataclass(frozen=True, slots=True)
class NameMachine(Command):
    """Model, serial number or both, as somebody types them: references by name."""

    details: Mapping[str, str] = field(default_factory=dict)


def plate_read(job: Job, seen: PlateRead) -> list[Effect]:
    """Whoever sent the photo is asked. One that nobody waits for any more interests nobody."""
    plate = job.plate
    if seen.photo not in plate.waiting or job.stage is Stage.CLOSED:
        return []
    new = not plate.open or seen.values.keys() - plate.values.keys()
    values = {name: seen.values[name] for name in FIELDS if name in seen.values} if new else {}
    log = Log("nameplate.read", {"photo": seen.photo, "values": values, "read": seen.read, "shown": seen.shown})
    whom = "customer" if plate.by is None else plate.by
    if values:
        found = plate.values | values if plate.open else values
        key = f"nameplate-read-{'both' if len(found) == len(FIELDS) else next(iter(found))}"
        named = {name: {"text": "nameplate-unsure", "read": found[name], **seen.unsure[name]} for name in seen.unsure}
        said = {**found, **named, "photos": [seen.shown] if seen.shown else []}
        return [log, Tell(whom, key, said, buttons=_answers(seen.photo), expects=NAMEPLATE)]
    if seen.read or plate.open or plate.waiting != (seen.photo,):
        return [log]
    if plate.by is not None:
        return [log, Tell(whom, "nameplate-unread", buttons=(RETAKE,), expects=NAMEPLATE)]
    if plate.tries >= MOST_SAID:
        return [log]
    if plate.tries + 1 == MOST_SAID:
        return [log, Tell(whom, "nameplate-unread-again")]
    skip = Button("plate", (seen.photo[:SHORT], "skipped"), "button-skip")
    return [log, Tell(whom, "nameplate-unread", buttons=(RETAKE, skip), expects=NAMEPLATE)]


def plate_answered(facts: Facts, command: AnswerPlate, policy: Policy, now: int) -> list[Effect]:
    """Right: it stands in the job, and the technician hears of it. Wrong or left out: nothing does."""
    job: Job = facts.job
    plate, by = job.plate, command.by
    theirs = (plate.by is None) if by.role == "customer" else plate.by == by.person
    known = bool(command.photo) and plate.photo.startswith(command.photo)
    if not (plate.open and theirs and known) or command.answer not in ANSWERS:
        raise Refused("nameplate-old")
    answered = Log("nameplate.answered", {"photo": plate.photo, "answer": command.answer, "by": by.person})
    whom: str | int = "customer" if plate.by is None else plate.by
    if command.answer == "skipped":
        return [answered, Ask(whom, "nameplate-skipped")]
    if command.answer == "wrong":
        return [answered, Ask(whom, "nameplate-other")] if plate.photo == FILE else [answered]
    if not plate.values:
        raise Refused("nameplate-old")
    if by.role == "technician":
        return [answered, *_by_technician(by.person, plate.values)]
    return [answered, *described(facts, Describe(by, details=plate.values), policy, now)]


def machine_named(facts: Facts, command: NameMachine, policy: Policy, now: int) -> list[Effect]:
    """What is typed stands in the job. What was read beside it is asked about alone: it counts once they say so."""
    job: Job = facts.job
    plate, by = job.plate, command.by
    customer = by.role == "customer"
    theirs = bool(plate.photo) and ((plate.by is None) if customer else plate.by == by.person)
    details = command.details
    typed = {"photo": plate.photo, "answer": "typed", "typed": sorted(details), "by": by.person}
    stands = Describe(by, details=details)
    noted = described(facts, stands, policy, now) if customer else _by_technician(by.person, details)
    effects = [*([Log("nameplate.answered", typed)] if theirs else []), *noted]
    rest = plate.untyped(details) if theirs else {}
    if not rest:
        return effects
    whom: str | int = "customer" if plate.by is None else plate.by
    said = dict(details) | {f"seen_{name}": value for name, value in rest.items()}
    return [
        *(
            one
            for one in effects
            if not (isinstance(one, Ask) and one.key in ("noted", "step-noted") and one.who == whom)
        ),
        Tell(whom, f"nameplate-rest-{next(iter(rest))}", said, buttons=_of_the_rest(plate.photo), expects=NAMEPLATE),
    ]


def _by_technician(person: int, details: Mapping[str, str]) -> list[Effect]:
    return [Log("job.described", {"details": dict(details)}), Ask(person, "step-noted")]


RETAKE = Button("photo", (NAMEPLATE,), "button-retake", kind="photo")


def _answers(photo: str) -> tuple[Button, ...]:
    right = Button("plate", (photo[:SHORT], "right"), "button-plate-right", tone="primary")
    return right, Button("plate", (photo[:SHORT], "wrong"), "button-plate-wrong"), RETAKE


def _of_the_rest(photo: str) -> tuple[Button, ...]:
    right, _wrong, _retake = _answers(photo)
    return right, Button("plate", (photo[:SHORT], "wrong"), "button-plate-not")
