"""合并, 撤销合并: the same report twice is one job; two subjects move in one unit. U8."""

from domain.errors import Refused, Unclear
from domain.job.desk_commands import Join, Merge, Separate, Unmerge
from domain.job.merging import keep
from domain.job.model import Job
from domain.numbers import is_number
from handlers.registry import DESK, handles
from handlers.talk import Talk
from storage.held import Held


@handles("merge", "合并", "merge", role=DESK)
def merge(talk: Talk) -> None:
    """合并 <单号> <单号>, or the tap under a report that may be the same: the later is closed, the earlier kept."""
    number = talk.arg(0) if talk.args else talk.words.split(" ")[0]
    if not is_number(number):
        raise Unclear("example-merge")
    assert talk.held is not None  # noqa: S101  a handler about a job
    other = talk.unit.visible(talk.unit.numbered(number), talk.speaker)
    one, two = sorted((talk.held, other), key=lambda held: int(held.course.state.number))
    kept_job, _merged = keep(one.course.state, two.course.state)
    kept, merged = (one, two) if kept_job is one.course.state else (two, one)
    _merge(talk, kept, merged)


def _merge(talk: Talk, kept: Held, merged: Held) -> None:
    before: Job = merged.course.state
    unit, at = talk.unit, talk.said.happened_at
    unit.perform(merged.id, Merge(talk.actor, kept.course.state), at)
    unit.perform(kept.id, Join(talk.actor, before), at)
    for person in before.customers:
        unit.tx.run(unit.q.add_also_customer, person=person, subject=kept.id)


@handles("unmerge", "撤销合并", "unmerge", role=DESK)
def unmerge(talk: Talk) -> None:
    """撤销合并 <单号>: a job of its own again; what came with it leaves the kept one."""
    job: Job = talk.job
    if job.merged is None:
        raise Refused("not-merged")
    unit, at = talk.unit, talk.said.happened_at
    kept = unit.hold(unit.numbered(job.merged))
    talk.perform(Unmerge(talk.actor))
    if job.number in kept.course.state.joined:
        unit.perform(kept.id, Separate(talk.actor, job.number), at)
    for person in job.customers:
        if person not in kept.course.state.customers:
            unit.tx.run(unit.q.drop_also_customer, person=person, subject=kept.id)
