"""服务报告: what was done, for whoever asks; 用时: its times stated anew. S5."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from domain.errors import Refused, Unclear
from domain.job.commands import StateTime
from domain.job.model import Stage
from domain.job.work_report import report
from domain.numbers import is_number
from handlers.choosing import open_jobs
from handlers.reading.spans import read_span
from handlers.registry import ANYBODY, DESK, handles
from handlers.standing import closed_jobs
from handlers.talk import Talk
from storage.held import Held


@handles("work_report", "服务报告", "维修报告", "work-report", role=ANYBODY, subject=False)
def work_report(talk: Talk) -> None:
    """服务报告 [单号]: cause, remedy, parts, times, price, opinion; without a number the last one that was finished."""
    word = talk.words.partition(" ")[0]
    talk.held = talk.unit.visible(talk.unit.numbered(word), talk.speaker) if is_number(word) else _last(talk)
    talk.tell("service-report", **report(talk.job, talk.held.course.log(), talk.policy))


def _last(talk: Talk) -> Held:
    if talk.role in DESK:
        raise Unclear("example-work-report")
    done = [held for held in open_jobs(talk) if held.course.state.stage is Stage.FINISHED]
    done += closed_jobs(talk) if talk.role == "customer" and not done else []
    if not done:
        raise Refused("no-report-yet")
    return done[0]


@handles("state_time", "用时", "time-used", role="technician")
def state_time(talk: Talk) -> None:
    """用时 <50分钟> [恢复时刻]: the time used, and when it ran again, stated anew."""
    used, *rest = talk.asked_words("example-time-used").split()
    length = read_span(used)
    restored_at = _past(rest[0], talk) if rest else None
    if length is None or len(rest) > 1 or (rest and restored_at is None):
        raise Unclear("example-time-used")
    talk.perform(StateTime(talk.actor, length, restored_at))


def _past(word: str, talk: Talk) -> int | None:
    """The last time of day HH:MM that is over, UTC ms."""
    try:
        clock = time.fromisoformat(word if len(word) > 4 else f"0{word}")
    except ValueError:
        return None
    zone = ZoneInfo(talk.zone)
    day = datetime.fromtimestamp(talk.said.happened_at / 1000, zone).date()
    near = (datetime.combine(day - timedelta(days=back), clock, zone) for back in (0, 1))
    return next((at for m in near if (at := int(m.timestamp() * 1000)) <= talk.said.happened_at), None)
