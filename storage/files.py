"""Customer files: each job that was finished is in the file of its appliance, one file per product sold. I7."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from domain.asset.commands import Keep, Learn, Refuse, Serve
from domain.asset.model import Asset
from domain.events import Event
from domain.job.aftercare import SERVED
from domain.job.commands import Actor
from domain.job.model import Job
from storage.tags import tags_of

if TYPE_CHECKING:
    from storage.held import Held
    from storage.unit import Unit

MACHINE = ("model", "serial")
"""What stands on an appliance's nameplate."""
KEPT = ("phone", "address", "model", "serial", "name")
"""Details of a job that its appliance's file has too."""


def keep_files(unit: "Unit", moved: Iterable["Held"]) -> None:
    """What the jobs of a unit mean for their appliances."""
    for held in moved:
        if held.course.subject.name != "job":
            continue
        for event in held.course.new:
            if event.name == "work.finished":
                keep(unit, held, event.at)
            elif event.name == "job.described" and _of_the_machine(event):
                _learn(unit, held, event)
            elif event.name == "job.closed" and event.data["outcome"] in SERVED:
                number = held.course.state.number
                unit.perform(keep(unit, held, event.at).id, Serve(_customer(held), number), event.at)


def _of_the_machine(event: Event) -> bool:
    """Whether it says what stands on the nameplate."""
    return not set(MACHINE).isdisjoint(event.data.get("details", ()))


def _learn(unit: "Unit", held: "Held", event: Event) -> None:
    """What is known of the machine only after the work reaches the file that has the job already. I7"""
    number = held.course.state.number
    for asset in assets_of(unit, held.course.state.customer):
        if number in asset.course.state.jobs:
            details = {name: ref for name, ref in event.data["details"].items() if name in MACHINE}
            unit.perform(asset.id, Learn(_customer(held), details), event.at)


def keep(unit: "Unit", held: "Held", at: int) -> "Held":
    """The file of the job's appliance, with the job in it."""
    job: Job = held.course.state
    found = next((asset for asset in assets_of(unit, job.customer) if _is_it(unit, asset.course.state, job)), None)
    facts: dict[str, Any] = {
        "job": job.number,
        "product": job.product,
        "area": job.area,
        "details": {name: job.details[name] for name in KEPT if name in job.details},
        "phoned": job.phoned,
        "kind": job.kind,
        "service": job.service,
        "technician": job.technician,
        "bought_on": job.bought_on,
        "channel": job.channel,
        "tags": tags_of(unit, job.customer),
    }
    if found is None:
        return unit.open_asset(_customer(held), facts | {"refused": opted_out(unit, job.customer)}, job.branch, at)
    return unit.perform(found.id, Keep(_customer(held), **facts), at)


def assets_of(unit: "Unit", person: int | None) -> list["Held"]:
    """A customer's appliances, the newest first, also those under another id of theirs (U16)."""
    people = {person, *unit.people.one_with(person)} if person is not None else set()
    rows = [row["id"] for one in people for row in unit.tx.all(unit.q.assets_of_customer, person=one)]
    return [unit.hold(subject) for subject in sorted(rows, reverse=True)]


def machine_of(unit: "Unit", person: int | None, branch: str, product: str | None) -> dict[str, str]:
    """Model and serial number of the one appliance of this kind that a customer has a file of; empty where there are
    several, or none that says them."""
    states = (held.course.state for held in assets_of(unit, person))
    found = [one for one in states if product and (one.branch, one.product) == (branch, product)]
    return {name: found[0].details[name] for name in MACHINE if name in found[0].details} if len(found) == 1 else {}


def opted_out(unit: "Unit", person: int | None) -> bool:
    """Whether they want no notices, reminders and follow-ups. U19."""
    people = {person, *unit.people.one_with(person)} if person is not None else set()
    return any(unit.tx.one(unit.q.opted_out, person=one) for one in people)


def opt_out(unit: "Unit", by: Actor, at: int, *, refused: bool) -> None:
    """退订, or again after all: for the person, and for each of their appliances."""
    for one in {by.person, *unit.people.one_with(by.person)}:
        unit.tx.run(unit.q.opt_out, person=one, now=unit.now) if refused else unit.tx.run(unit.q.opt_in, person=one)
    for held in assets_of(unit, by.person):
        unit.perform(held.id, Refuse(_customer(held), refused), at)


def _is_it(unit: "Unit", asset: Asset, job: Job) -> bool:
    """The same product; where both say a serial number, the same one, else where both say a model, the same model."""
    if job.number in asset.jobs:
        return True
    if asset.branch != job.branch or asset.product != job.product:
        return False
    for name in ("serial", "model"):
        values = [unit.reveal(one.details[name]) for one in (asset, job) if name in one.details]
        known = ["".join(value.split()).casefold() for value in values if value]
        if len(known) == 2:
            return known[0] == known[1]
    return True


def _customer(held: "Held") -> Actor:
    return Actor(held.course.state.customer, "customer")
