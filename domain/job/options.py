"""What a customer can do about a job at any time, beside the open question: shown with the status answer. U1."""

from domain.effects import Button
from domain.job.changing import BEFORE_SITE, BEGUN, reopenable, repeatable
from domain.job.model import Job, Stage
from domain.policy import Policy


def options(job: Job, policy: Policy, now: int) -> tuple[Button, ...]:
    """Move, cancel, write, again, a person: each only where the core would take it."""
    if job.stage is Stage.CLOSED:
        return again(job, policy, now)
    if job.stopped is not None:
        return _while_stopped(job)
    found: list[Button] = []
    if job.stage in (Stage.ACCEPTED, Stage.APPOINTED, Stage.UNDER_WAY):
        found += [Button("move", (), "button-move")]
    if job.inquiry:
        return () if job.human else (Button("human", (), "button-human"),)
    if job.stage in (*BEFORE_SITE, *BEGUN) and not job.cancelling:
        found += [Button("cancel_job", (), "button-cancel-job")]
    if job.taken and job.stage is not Stage.ON_SITE:
        found += [Button("relay", (), "button-write")]
    if job.stage is Stage.FINISHED and job.confirmed and job.callback != "problem":
        found += [Button("broken", (), "button-broken-again")]
    if not job.human:
        found += [Button("human", (), "button-human")]
    return tuple(found)


def _while_stopped(job: Job) -> tuple[Button, ...]:
    """While the work is stopped for danger, only words go on. S9."""
    write = (Button("relay", (), "button-write"),) if job.taken else ()
    return (*write, *(() if job.human else (Button("human", (), "button-human"),)))


def again(job: Job, policy: Policy, now: int) -> tuple[Button, ...]:
    """What a closed job leaves to its customer, for a while."""
    if reopenable(job, policy, now):
        return (Button("reopen", (), "button-reopen", tone="primary"),)
    return (Button("broken", (), "button-broken-again"),) if repeatable(job, policy, now) else ()
