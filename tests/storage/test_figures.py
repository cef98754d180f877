"""Figures of a branch in a period: what lies in it counts, what lies beside it does not. R1 R3."""

from typing import Any

from domain.durations import HOUR
from domain.job.commands import Actor
from domain.rules.report import FIGURES
from storage.figures import figures as figures_of
from storage.unit import Unit
from tests.conftest import House


def figures(unit: Unit) -> dict[str, Any]:
    start, until = unit.now - 24 * HOUR, unit.now + HOUR
    return figures_of(unit.tx, unit.q, "main", FIGURES, start, until)


def job(unit: Unit, branch: str, product: str) -> int:
    """A job of a branch, as it is reported."""
    wang = Actor(unit.people.members("main", "supervisor")[0], "customer")
    report = {"kind": "repair", "product": product, "details": {}, "service": "check"}
    held = unit.open_job(wang, report, branch, unit.now)
    return held.id


def happened(unit: Unit, subject: int, seq: int, name: str, data: str, ago: int = HOUR) -> None:
    at = unit.now - ago
    unit.tx.run(
        unit.q.add_event, subject=subject, seq=seq, name=name, at=at, recorded_at=at, data=data, hash=f"{subject}{seq}"
    )


async def test_what_lies_in_the_period_counts(house: House) -> None:
    def opened(unit: Unit) -> list[int]:
        return [job(unit, "main", "air_conditioner"), job(unit, "main", "fridge"), job(unit, "east", "fridge")]

    ours, second, theirs = await house.app.store.run(opened)

    def lived(unit: Unit) -> None:
        for subject in (ours, theirs):
            happened(unit, subject, 101, "work.finished", "{}")
            happened(unit, subject, 102, "rating.given", '{"stars":5}')
            happened(unit, subject, 103, "callback.answered", '{"good":false}')
            happened(unit, subject, 104, "price.agreed", '{"total_fen":12000}')
            happened(unit, subject, 105, "wish.noted", "{}")
            happened(unit, subject, 106, "wish.handled", "{}")
        happened(unit, second, 101, "rating.given", '{"stars":4}')
        happened(unit, second, 102, "rating.given", '{"stars":1}', ago=48 * HOUR)
        happened(unit, second, 103, "wish.noted", "{}")
        unit.tx.run(
            unit.q.set_breach, subject=ours, n=0, branch="main", rule="D2", person=1, at=unit.now, contest_by=0,
            state="upheld", contested=0, points=5, fen=None,
        )  # fmt: skip
        unit.tx.run(
            unit.q.set_breach, subject=ours, n=1, branch="main", rule="D2", person=1, at=unit.now, contest_by=0,
            state="withdrawn", contested=0, points=5, fen=None,
        )  # fmt: skip

    await house.app.store.run(lived)
    assert await house.app.store.run(figures) == {
        "jobs": {"reported": 2, "finished": 1, "waiting": 2},
        "products": [{"product": "air_conditioner", "count": 1}, {"product": "fridge", "count": 1}],
        "repeats": {"count": 0},
        "ratings": {"count": 2, "mean": "4.5"},
        "callbacks": {"count": 1, "problems": 1},
        "wishes": {"noted": 2, "handled": 1},
        "breaches": {"proposed": 1, "upheld": 1},
        "fees": {"count": 1, "fen": 12000},
        "sheets": {"finished": 1, "signed": 0},
    }
