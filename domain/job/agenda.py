"""What a job waits for at the desk: the queues of a supervisor's day, the most urgent first. U10."""

from collections.abc import Collection, Iterable

from domain.job.model import Job, Stage
from domain.rules import Running

AGENDA = (
    *("danger", "late", "problem", "cancel", "request", "waiver", "photo"),
    *("answer", "call", "dispatch", "intake", "callback"),
    *("wish", "followup", "contact", "report"),
    *("notice_call", "letter"),
)
"""The queues, in the order in which they are shown."""

Key = tuple[str, int, str, int]


def waits(job: Job, running: Iterable[Running], done: Collection[Key]) -> str | None:
    """The queue a job stands in; None while somebody else is to act, in time."""
    if job.stage is Stage.CLOSED:
        return None
    if job.stopped is not None:
        return "danger"
    if any(_was_told(clock, done) for clock in running):
        return "late"
    if job.callback == "problem":
        return "problem"
    if job.cancelling and job.stage is not Stage.FINISHED:
        return "cancel"
    if job.asks or job.quality == "open":
        return "request"
    if job.stage is Stage.ON_SITE and any(job.waiver_asked(needs) for needs in job.waivers):
        return "waiver"
    if any(doubt.with_desk for doubt in job.doubts.values()):
        return "photo"
    if job.human or job.inquiry or job.owed:
        return "answer"
    if job.calls:
        return "call"
    if job.stage is Stage.REPORTED:
        return "dispatch" if job.ready else "intake" if job.phones else None
    return "callback" if job.callback == "sent" else None


def _was_told(clock: Running, done: Collection[Key]) -> bool:
    """Whether the desk was told that this clock is over its time, and it still runs."""
    return any(
        (rule, started_by, due) == (clock.rule, clock.started_by, clock.due)
        and step.startswith("tell:")
        and step.endswith((":supervisor", ":manager"))
        for rule, started_by, step, due in done
    )
