"""What a platform has taken: an offer in it runs from then."""

from handlers.dispatching import shown
from storage.unit import Unit


def delivered(unit: Unit, channel: str, address: str, message_id: int) -> None:
    """On the person's phone, as far as the platform tells: it does not say what was read. U5, U20."""
    row = unit.tx.one(unit.q.outbox_row, id=message_id)
    if row is None or unit.tx.run(unit.q.delivered, id=message_id, at=unit.now) == 0:
        return
    speaker = unit.people.speaker(channel, address)
    if row["key"] == "job-offered" and speaker:
        shown(speaker, row["subject"], unit)
