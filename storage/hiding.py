"""What showed a technician where and by what number a customer is reached reads otherwise once the job is not theirs:
it was closed, passed on, reassigned, or they have left. U9, X5.

The row is changed for good, so that no page shows the old words either; the sender changes what the platform has.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

import msgspec

from domain.job.telling import UNKNOWN, hidden, places
from domain.subjects import SUBJECTS
from storage.held import Held, state_of
from storage.personal import is_reference
from storage.telling import Telling

CONTACT = ("phone", "address")


def hide(unit: Telling, held: Held) -> None:
    """A subject moved: whoever may no longer know whose it is keeps none of it."""
    if held.lost:
        _hide(unit, held.id, held.course.subject.name, held.course.state)
        for person in held.lost:
            _unsaid(unit, held.id, held.course.state, person)


def hide_again(unit: Telling, subject: int) -> None:
    """As `hide`, whoever might know it before: something was sent just after it moved, or somebody left."""
    row = unit.tx.one(unit.q.subject, id=subject)
    if row is not None:
        _hide(unit, subject, row["kind"], state_of(row["kind"], row["state"]))


def hide_from(unit: Telling, person: int) -> None:
    """Somebody is no technician any more: nothing that they had in hand is theirs to know, finished jobs too. X6."""
    own = unit.tx.all(unit.q.every_open_of_owner, person=person)
    helped = unit.tx.all(unit.q.open_of_owner, person=person)
    for subject in sorted({row["id"] for row in (*own, *helped)}):
        hide_again(unit, subject)


def _hide(unit: Telling, subject: int, kind: str, state: Any) -> None:
    seen_by = SUBJECTS[kind].seen_by(state)
    for row in unit.tx.all(unit.q.showing_numbers, subject=subject):
        speaker = unit.people.speaker(row["channel"], row["address"])
        readers = {speaker.person, *speaker.also} & seen_by if speaker else ()
        # Who left is no reader of it, whatever the job still says (X6).
        if not any((state.branch, "technician") in unit.people.own_roles(person) for person in readers):
            data, question = _without(state, row)
            unit.outbox.reword(row, {**data, "hidden": 1}, question)


def _unsaid(unit: Telling, subject: int, state: Any, person: int) -> None:
    """What still waits to be said to somebody about it."""
    for channel, address in unit.people.addresses(person):
        for row in unit.tx.all(unit.q.unsaid_about, subject=subject, channel=channel, address=address):
            unit.outbox.reword(row, *_without(state, row))


def _without(job: Any, row: Any) -> tuple[dict[str, Any], dict[str, Any] | None]:
    """The data and the question of a message as its reader gets them now."""
    secrets = places(job)
    unknown = hidden(job)
    data = msgspec.json.decode(row["data"])
    question = msgspec.json.decode(row["question"]) if row["question"] else None
    if question:
        question["data"] = _masked(question["data"], secrets)
    own = {name: unknown[name] if name in unknown else _masked(value, secrets, name) for name, value in data.items()}
    own.pop("shows", None)
    return own, question


def _masked(value: Any, secrets: Collection[str], name: str = "") -> Any:
    """A value of a text with every number and address in it hidden, and each of `secrets` (references)."""
    if name in CONTACT:
        return UNKNOWN
    if isinstance(value, Mapping):
        inner: Iterable[tuple[str, Any]] = value.items()
        return value if "masked" in value else {key: _masked(one, secrets, key) for key, one in inner}
    if isinstance(value, list):
        return [_masked(one, secrets, name) for one in value]
    return {"masked": value, "without": list(secrets)} if is_reference(value) else value
