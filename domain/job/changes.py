"""A job after what its customer did on the way: moved, called off, asked for a person, wrote. U1 U2 U9 S12.

Part of `evolve`: it never refuses.
"""

from collections.abc import Mapping
from typing import Any

from domain.copies import replace
from domain.job.model import Job, Stage

NOTES = 5
"""How many of the customer's latest words are kept at hand."""


def by_customer(job: Job, name: str, data: Mapping[str, Any]) -> Job:
    """The job after one such event; unchanged after any other."""
    match name:
        case "appointment.wished" | "move.asked":
            return replace(job, wish=_wish(data), proposed=())
        case "appointment.moved":
            return _moved(job, data)
        case "move.refused":
            return replace(job, wish=None)
        case "cancel.asked":
            return replace(job, cancelling=data["reason"])
        case "cancel.refused":
            return replace(job, cancelling=None)
        case "job.reopened":
            return replace(
                job,
                stage=Stage.REPORTED,
                technician=None,
                visit=None,
                proposed=(),
                stated=False,
                offers={},
                delivered=(),
                outcome=None,
                cancelling=None,
                wish=None,
                owed=False,
                heard="",
                human=False,
                evidence={},
                waivers={},
                price=None,
                consent=None,
            )
        case "inquiry.converted":
            return replace(job, kind=data["kind"])
        case "job.repeated":
            return replace(job, repeated=data["number"])
        case _:
            return _said(job, name, data)


def _said(job: Job, name: str, data: Mapping[str, Any]) -> Job:
    match name:
        case "message.relayed":
            return replace(job, owed=True, heard="", notes=_notes(job, data))
        case "message.added":
            return replace(job, heard="" if data["to"] == "technician" else job.heard, notes=_notes(job, data))
        case "message.left" | "human.asked":
            return replace(job, human=True, notes=_notes(job, data))
        case "message.answered":
            return replace(job, owed=False, heard="technician")
        case "human.answered":
            heard = "desk" if data["how"] == "chat" else job.heard
            return replace(job, owed=False, human=False, heard=heard)
        case _:
            return job


def _moved(job: Job, data: Mapping[str, Any]) -> Job:
    """The agreed visit is off; the checklist before leaving is asked anew."""
    return replace(
        job,
        stage=Stage.ACCEPTED,
        visit=None,
        stated=False,
        proposed=(),
        wish=_wish(data),
        moves=job.moves + 1,
        evidence=unticked(job),
    )


def unticked(job: Job) -> dict[str, tuple[str, ...]]:
    """The evidence without what was ticked before leaving."""
    return {needs: shown for needs, shown in job.evidence.items() if not needs.startswith("tick.")}


def _wish(data: Mapping[str, Any]) -> dict[str, Any] | None:
    window = [data["wish_from"], data["wish_until"]] if "wish_from" in data else None
    return {"window": window, "words": data.get("words")} if window or data.get("words") else None


def _notes(job: Job, data: Mapping[str, Any]) -> tuple[str, ...]:
    words = data.get("words")
    return (*job.notes, words)[-NOTES:] if words else job.notes
