"""Events in people's words: the text of each that people are told of, and how a step is named that has none."""

from typing import Any

from domain.events import Event

NAMED = (
    *("job.reported", "intake.completed", "job.offered", "job.dispatched", "job.accepted", "job.declined"),
    *("appointment.proposed", "appointment.agreed", "appointment.disputed", "technician.departed"),
    *("technician.arrived", "price.quoted", "price.agreed", "photo.received", "work.noted", "work.finished"),
    *("technician.left", "visit.delayed", "customer.awaited", "customer.absent", "visit.ended", "job.suspended"),
    *("job.resumed", "work.stopped", "work.released", "work.confirmed", "callback.answered", "job.closed"),
    *("call.made", "message.answered", "human.answered"),
)
"""Events with a text of their own, `event-noun-verb`."""

WANTED = (
    *("appointment.agreed", "job.accepted", "technician.departed", "technician.arrived", "work.finished"),
    *("technician.left", "call.made", "message.answered", "human.answered"),
)
"""What a clock may have waited for, in the order in which it is named to people."""


def named(name: str) -> dict[str, Any]:
    """An event's name in people's words."""
    return {"text": f"event-{name.replace('.', '-')}" if name in NAMED else "event-other"}


def step(event: Event) -> dict[str, Any]:
    """One event of a log in people's words; what has none is named by its place in the log."""
    return {"text": "event-numbered", "seq": str(event.seq)} if event.name not in NAMED else named(event.name)
