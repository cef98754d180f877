"""Tags of customers: keys of the pack's list, kept with who set them; one set for all ids of a person (U16)."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from storage.unit import Unit


def tags_of(unit: "Unit", person: int | None) -> tuple[str, ...]:
    """The keys of a customer's tags, in the order of their letters."""
    rows = (row for one in people_of(unit, person) for row in unit.tx.all(unit.q.tags_of, person=one))
    return tuple(sorted({row["tag"] for row in rows}))


def set_tag(unit: "Unit", person: int, tag: str, by: int) -> None:
    """The customer has this tag from now on."""
    unit.tx.run(unit.q.add_tag, person=person, tag=tag, by=by, at=unit.now)


def drop_tag(unit: "Unit", person: int, tag: str) -> None:
    """They have it no longer, under none of their ids."""
    for one in people_of(unit, person):
        unit.tx.run(unit.q.drop_tag, person=one, tag=tag)


def people_of(unit: "Unit", person: int | None) -> set[int]:
    """All ids of a person. U16."""
    return set() if person is None else {person, *unit.people.one_with(person)}
