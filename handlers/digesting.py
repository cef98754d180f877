"""全部: what came in a digest, page by page, each job as it stands now. U24."""

from domain.effects import Button, Question
from domain.errors import Refused
from domain.job.model import Stage
from handlers.registry import DESK, handles
from handlers.talk import Talk
from storage.digests import LISTED, open_button


@handles("digest", role=DESK, subject=False)
def digest(talk: Talk) -> None:
    """A page of a digest that went to whoever taps; nobody else's, and none that is not there."""
    kept, page = talk.number(0), talk.number(2)
    digests = talk.unit.digests
    if not digests.went_to(kept, talk.unit.people.addresses(talk.speaker.person)):
        raise Refused("old-button")
    first, count = page * LISTED, digests.count(kept)
    shown = digests.jobs(kept, first) if first < count else []
    if not shown:
        raise Refused("old-button")
    jobs = [talk.unit.hold(one["subject"]).course.state for one in shown]
    lines = [
        {
            "text": "digest-line-now" if job.technician is not None else "digest-line-now-open",
            "number": job.number,
            "product": job.product or "other",
            "technician": job.technician,
            "stage": job.stage.value,
        }
        for job in jobs
    ]
    buttons = [open_button(job.number, job.product or "other") for job in jobs if job.stage is not Stage.CLOSED]
    if count > first + LISTED:
        buttons += [Button("digest", (str(page + 1),), "button-digest-more", number=str(kept), tone="primary")]
    talk.tell(
        "digest-page",
        Question("choose", buttons=tuple(buttons), lasting=True),
        rule=shown[0]["rule"],
        first=first + 1,
        last=first + len(shown),
        count=count,
        lines=lines,
    )
