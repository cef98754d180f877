"""What every text about a job may name. Values that are personal are references; texts reveal them to their reader."""

from collections.abc import Iterable, Mapping
from typing import Any

from domain.durations import DAY, HOUR, MINUTE
from domain.job.model import Job
from domain.policy import Policy
from domain.rules import Running

MAY_BE_UNKNOWN = ("phone", "address", "fault", "said", "at_home", "model", "serial", "name")
UNKNOWN = "—"
ANSWERS = frozenset({"job.accepted", "appointment.agreed"})
"""What a technician is asked for with a time: other clocks run beside the job's own steps."""

PERSONAL = ("phone", "address", "said")
"""What tells who and where the customer is."""


def about(job: Job, role: str, person: int) -> dict[str, Any]:
    """The data of a text: what the job is, where, what it costs. A table `{"text": id, …}` is a text of its own.

    Whose it is, their number and their words are for the desk, the customer, and the technician who has taken the job
    and only while it is open; others get the fault without any number or address in it. U9, X5.
    """
    data = _everything(job, role)
    return data if role != "technician" or person in seen_by(job) else data | hidden(job)


def seen_by(job: Job) -> frozenset[int]:
    """The technicians who may know whose it is and where: who has taken it and who helps, while it is open. U9, X5."""
    if not job.taken or job.technician is None:
        return frozenset()
    return frozenset({job.technician, *filter(job.helps, job.team)})


def hidden(job: Job) -> dict[str, Any]:
    """What stands in the places of a text whose reader may not know whose it is and where."""
    fault = {"masked": job.details["fault"], "without": places(job)} if "fault" in job.details else UNKNOWN
    return dict.fromkeys((*PERSONAL, "at_home", "model", "serial", "name"), UNKNOWN) | {
        "fault": fault,
        "known": [],
        "callers": [],
    }


def places(job: Job) -> list[str]:
    """What no words may name to somebody who may not know it: number and address, as references."""
    return [job.details[name] for name in ("phone", "address") if name in job.details]


def _everything(job: Job, role: str) -> dict[str, Any]:
    known = [name for name in ("name", "model", "serial", "at_home", "location") if name in job.details]
    data: dict[str, Any] = {
        "number": job.number,
        "kind": job.kind,
        "product": job.product or "other",
        "service": job.service,
        "stage": job.stage.value,
        **dict.fromkeys(MAY_BE_UNKNOWN, UNKNOWN),
        **job.details,
        "known": [{"text": f"detail-{name}", name: job.details[name]} for name in known]
        + ([] if role == "customer" else _history(job)),
        "place": {"text": "place", "area": job.area} if job.area else "",
        "units": [{"text": "units-more", "product": name, "count": count} for name, count in job.units.items()],
        "callers": [_caller(contact) for contact in job.contacts() or [job.details]],
    }
    if job.visit:
        data["window"] = list(job.visit)
    if job.price:
        data["total_fen"] = job.price["total"]
        named = [(label, fen) for label, fen in job.price["items"] if label]
        data["items"] = [{"text": "price-item", "label": label, "item_fen": fen} for label, fen in named]
    return data


def _history(job: Job) -> list[dict[str, Any]]:
    """What whoever comes next should know: how it came, that it is a repeat, what the customer said. S12, U9, I10."""
    more: list[dict[str, Any]] = [{"text": "detail-by-phone"}] if job.phoned else []
    if job.alike:
        more += [{"text": "detail-alike", "numbers": " ".join(job.alike)}]
    more += [{"text": "detail-repeat", **job.repeat}] if job.repeat else []
    more += [{"text": "detail-opinion", "words": job.opinion}] if job.opinion else []
    more += [{"text": "detail-approval", "words": words} for words in job.approved.values() if words]
    return more + [{"text": "detail-words", "words": words} for words in job.notes]


def tagged(about: Mapping[str, Any], tags: Iterable[str], policy: Policy, audience: str) -> dict[str, Any]:
    """What the desk set of the customer, a line each, beside what else is known; for the desk alone."""
    lines = [{"text": "detail-tag", "tag": policy.tag(key)} for key in tags] if audience == "desk" else []
    return {"known": [*lines, *about["known"]]} if lines and "known" in about else {}


def _caller(contact: Mapping[str, str]) -> dict[str, Any]:
    """Whom the desk phones, as a text's data. I10."""
    named = {"name": contact["name"]} if "name" in contact else {}
    return {"text": "caller" if named else "caller-unknown", **named, "phone": contact.get("phone", UNKNOWN)}


def spelled(length: int) -> dict[str, Any]:
    """A length of time, ms, in minutes where it is short, else in whole hours or days."""
    if length < 2 * HOUR:
        return {"text": "span-minutes", "minutes": length // MINUTE}
    if length % DAY == 0:
        return {"text": "span-days", "days": length // DAY}
    return {"text": "span-hours", "hours": length // HOUR}


def deadline(clocks: Iterable[Running], policy: Policy, person: int, now: int) -> dict[str, Any]:
    """By when this person must answer or agree a visit: the earliest clock on them that this would stop."""
    theirs = (c for c in clocks if c.on == person and not ANSWERS.isdisjoint(policy.rule_of(c).listens))
    due = min((clock.due for clock in theirs if clock.due is not None), default=None)
    return {"deadline": {"text": "deadline", "due_at": due} if due is not None and due > now else ""}
