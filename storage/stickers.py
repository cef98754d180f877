"""Stickers with a code: printed with an id of their own, unused until they are bound to an appliance's job. S3, X15."""

from dataclasses import dataclass

from storage.held import Held
from storage.unit import Unit

ID_BYTES = 6


@dataclass(frozen=True, slots=True)
class Sticker:
    """A sticker that we printed. `subject`: the job at whose appliance it was posted, None while it is unused."""

    id: str
    subject: int | None


def print_stickers(unit: Unit, count: int) -> list[str]:
    """Ids of so many new stickers."""
    made = [unit.entropy(ID_BYTES).hex() for _ in range(count)]
    for one in made:
        unit.tx.run(unit.q.add_sticker, id=one, now=unit.now)
    return made


def sticker(unit: Unit, id: str) -> Sticker | None:
    """The sticker of that id; None where we printed none."""
    row = unit.tx.one(unit.q.sticker, id=id)
    return Sticker(row["id"], row["subject"]) if row else None


def keep_link(unit: Unit, id: str, link: str) -> None:
    """What its code holds, where that does not say whose it is: a link that WeChat made."""
    unit.tx.run(unit.q.set_sticker_link, id=id, link=link)


def behind(unit: Unit, link: str) -> Sticker | None:
    """The sticker whose code holds a link that WeChat made."""
    row = unit.tx.one(unit.q.sticker_behind, link=link)
    return Sticker(row["id"], row["subject"]) if row else None


def bind(unit: Unit, id: str, held: Held) -> bool:
    """It is posted at that job's appliance. Returns whether it was unused."""
    return unit.tx.run(unit.q.bind_sticker, id=id, subject=held.id, now=unit.now) == 1


def release(unit: Unit, subject: int) -> int:
    """What was bound to that job's appliance by mistake is unused again. Returns how many stickers that were."""
    return unit.tx.run(unit.q.release_stickers, subject=subject)
