"""Who is away, from when until when, and who stands in for them. D12."""

from dataclasses import dataclass

from storage.unit import Unit


@dataclass(frozen=True, slots=True)
class Absence:
    """Somebody is away. `by` is who said so; times are UTC ms."""

    id: int
    person: int
    from_at: int
    until_at: int
    by: int | None


def set_away(unit: Unit, person: int, from_at: int, until_at: int, by: int | None, act_at: int = 0) -> Absence:
    """Away; what was said before about the same days is replaced. What follows is done at `act_at` (`to_begin`)."""
    for known in unit.tx.all(unit.q.absences_of, person=person, now=unit.now):
        if known["from_at"] < until_at and known["until_at"] > from_at:
            unit.tx.run(unit.q.drop_absence, id=known["id"])
    absence = Absence(unit.new_id(), person, from_at, until_at, by)
    row = {"id": absence.id, "person": person, "from_at": from_at, "until_at": until_at, "by": by}
    unit.tx.run(unit.q.add_absence, **row, act_at=act_at, now=unit.now)
    return absence


def come_back(unit: Unit, person: int) -> bool:
    """Back, or not going after all; False when nobody was away."""
    ahead = unit.tx.all(unit.q.absences_of, person=person, now=unit.now)
    unit.tx.run(unit.q.end_absences, person=person, now=unit.now)
    for row in ahead:
        unit.tx.run(unit.q.begin_absence, id=row["id"], now=unit.now)
    return bool(ahead)


def away(unit: Unit, person: int) -> tuple[int, int] | None:
    """From when until when somebody is, or will next be, away."""
    row = unit.tx.one(unit.q.absences_of, person=person, now=unit.now)
    return (row["from_at"], row["until_at"]) if row else None


def is_away(unit: Unit, person: int) -> bool:
    period = away(unit, person)
    return period is not None and period[0] <= unit.now


def to_begin(unit: Unit) -> list[Absence]:
    """Absences on which it is time to act, and which were not acted on yet."""
    rows = unit.tx.all(unit.q.absences_to_begin, now=unit.now)
    return [Absence(row["id"], row["person"], row["from_at"], row["until_at"], row["by"]) for row in rows]


def begin(unit: Unit, absence: Absence) -> bool:
    """Marks it acted on; False when that was done before."""
    return unit.tx.run(unit.q.begin_absence, id=absence.id, now=unit.now) == 1


def next_start(unit: Unit) -> int | None:
    """When it is time to act on the next absence, UTC ms."""
    row = unit.tx.one(unit.q.next_absence)
    return row["at"] if row else None


def deputy_of(unit: Unit, person: int) -> int | None:
    row = unit.tx.one(unit.q.deputy, person=person)
    return row["deputy"] if row else None


def set_deputy(unit: Unit, person: int, deputy: int | None, by: int | None) -> None:
    """Who stands in whenever `person` is away; None: nobody."""
    if deputy is None:
        unit.tx.run(unit.q.drop_deputy, person=person)
    else:
        unit.tx.run(unit.q.set_deputy, person=person, deputy=deputy, by=by, now=unit.now)


def stands_in_no_more(unit: Unit, deputy: int) -> list[int]:
    """Somebody is nobody's deputy any more. Returns for whom they were."""
    return [row["person"] for row in unit.tx.all(unit.q.drop_deputy_of, deputy=deputy)]
