"""合并: the same report twice becomes one job, and can be taken apart again. U8, U21.

Two jobs are concerned, each with its own log: the one that is the same as another is closed as merged, the kept one
takes in its customer and what it knew. `keep` says which of two that is.
"""

from domain.effects import Ask, Effect, Log, Tell
from domain.errors import Refused
from domain.job.asking_human import TO_ANSWER
from domain.job.dismissing import dismissed
from domain.job.model import DETAILS, MOVING, Job, Stage

ORDER = tuple(Stage)
GOING = (*MOVING, Stage.FINISHED, Stage.CLOSED)


def keep(one: Job, other: Job) -> tuple[Job, Job]:
    """(kept, merged): the one that has come further, else the one that was there first; a repair before mere words."""
    return (one, other) if _far(one) >= _far(other) else (other, one)


def _far(job: Job) -> tuple[bool, int]:
    return not job.inquiry, ORDER.index(job.stage)


def merged(job: Job, by: int, kept: Job) -> list[Effect]:
    """This report is closed, its technician need not go, its customer hears of the job that is kept."""
    if kept is None or kept.number == job.number:
        raise Refused("merge-itself")
    if kept.branch != job.branch:
        raise Refused("unknown-job", number=kept.number)
    if kept.stage is Stage.CLOSED:
        raise Refused("merge-into-closed", kept=kept.number)
    if job.stage in GOING:
        raise Refused("merge-under-way")
    effects: list[Effect] = []
    for person, state in job.offers.items():
        if state in ("open", "accepted"):
            passed = {"technician": person, "why": "merged"}
            effects += [Log("offer.passed", passed), Tell(person, "called-off", {"why": "merged"})]
    return [
        *effects,
        *dismissed(job),
        Log("job.merged", {"into": kept.number, "by": by}),
        Log("job.closed", {"outcome": "merged"}),
        Tell("customer", "merged", {"kept": kept.number}),
        Tell("supervisor", "merged-desk", {"kept": kept.number}),
    ]


def joined(job: Job, by: int, other: Job) -> list[Effect]:
    """The kept job takes in customer, photos, and the details it did not know."""
    if other is None or other.number in job.joined:
        raise Refused("merge-itself")
    details = {name: value for name, value in other.details.items() if name not in (*job.details, "name", "said")}
    contact = {name: other.details[name] for name in ("name", "phone") if name in other.details}
    data = {
        "number": other.number,
        "by": by,
        "customers": list(other.customers),
        "phoned": contact if other.phones else None,
        "details": details,
        "photos": [photo for photo in other.photos if photo not in job.photos],
        "product": other.product,
        "area": other.area,
    }
    effects: list[Effect] = [Log("job.joined", data)]
    if job.technician is not None:
        told = {"other": other.number, "other_fault": other.details.get("fault")}
        effects += [Tell("technician", "joined-report", told)]
    if not (job.ready or job.inquiry) and all(name in job.details or name in details for name in DETAILS):
        effects += [Log("intake.completed"), Ask("supervisor", "job-ready")]
    if (other.human or other.owed) and not job.human:  # whoever waits for an answer there, waits for it here
        said = {"words": other.notes[-1]} if other.notes else {}
        shown = {"asked_for": {"text": "said-words", **said} if said else ""}
        effects += [
            Log("human.asked", {"by": other.customer, **said}),
            Ask("supervisor", "human-asked", shown, only=() if job.inquiry else TO_ANSWER),
        ]
    return effects


def unmerged(job: Job, by: int) -> list[Effect]:
    """撤销合并: a job of its own again, at the desk."""
    if job.outcome != "merged":
        raise Refused("not-merged")
    into = {"kept": job.merged}
    return [
        Log("job.unmerged", {"by": by}),
        Tell("customer", "unmerged", into),
        Ask("supervisor", "unmerged-desk", into),
    ]


def separated(job: Job, by: int, number: str) -> list[Effect]:
    """The kept job gives back what had come with that report."""
    if number not in job.joined:
        raise Refused("not-merged")
    return [Log("job.separated", {"number": number, "by": by})]
