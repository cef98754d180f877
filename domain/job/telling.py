"""What every text about a job may name. Values that are personal are references; texts reveal them to their reader."""

from collections.abc import Iterable, Mapping
from typing import Any

from domain.job.model import WISHES, Job
from domain.rules import Running

MAY_BE_UNKNOWN = ("phone", "address", "fault", "said", "at_home", "model", "name")
UNKNOWN = "—"


def about(job: Job) -> dict[str, Any]:
    """The data of a text: what the job is, where, what it costs. A table `{"text": id, …}` is a text of its own."""
    known = [name for name in ("name", *WISHES) if name in job.details]
    more = [{"text": "detail-by-phone"}] if job.phoned else []
    if job.alike:
        more += [{"text": "detail-alike", "numbers": " ".join(job.alike)}]
    data: dict[str, Any] = {
        "number": job.number,
        "kind": job.kind,
        "product": job.product or "other",
        "service": job.service,
        "stage": job.stage.value,
        **dict.fromkeys(MAY_BE_UNKNOWN, UNKNOWN),
        **job.details,
        "known": [{"text": f"detail-{name}", name: job.details[name]} for name in known] + more,
        "place": {"text": "place", "area": job.area} if job.area else "",
        "callers": [_caller(contact) for contact in job.contacts() or [job.details]],
    }
    if job.visit:
        data["window"] = list(job.visit)
    if job.price:
        data["total_fen"] = job.price["total"]
        data["items"] = [{"text": "price-item", "label": label, "item_fen": fen} for label, fen in job.price["items"]]
    return data


def _caller(contact: Mapping[str, str]) -> dict[str, Any]:
    """Whom the desk phones, as a text's data. I10."""
    named = {"name": contact["name"]} if "name" in contact else {}
    return {"text": "caller" if named else "caller-unknown", **named, "phone": contact.get("phone", UNKNOWN)}


def deadline(clocks: Iterable[Running], person: int, now: int) -> dict[str, Any]:
    """By when this person must act: the earliest of the clocks that bind them."""
    due = min((clock.due for clock in clocks if clock.on == person and clock.due is not None), default=None)
    return {"deadline": {"text": "deadline", "due_at": due} if due is not None and due > now else ""}
