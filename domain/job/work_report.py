"""The finished job's report for its customer: cause, remedy, parts, times, price, opinion. S5 (T4, T7).

The times come from the log: from 到场 to 完工, without what stood still between, corrected ones as corrected (U23).
What the technician states anew stands instead.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from domain.durations import DAY, HOUR, MINUTE
from domain.effects import Effect, Log, Tell
from domain.errors import Refused
from domain.events import Event
from domain.job.clock_commands import Take
from domain.job.commands import StateTime
from domain.job.correcting import stands_at
from domain.job.facts import Facts
from domain.job.model import Job, Stage
from domain.policy import Policy

BEGINS = frozenset({"technician.arrived", "job.resumed"})
ENDS = frozenset({"work.finished", "visit.ended", "customer.absent", "job.suspended", "appointment.reopened"})
SENT, STATED = "report.sent", "time.stated"
NOTED = ("cause", "remedy", "parts")
LONGEST = 30 * DAY


@dataclass(frozen=True, slots=True)
class Worked:
    """When somebody was there. UTC ms, lengths in ms; `stated`: the technician said it anew."""

    arrived_at: int | None = None
    restored_at: int | None = None
    used: int = 0
    stated: bool = False


def worked(log: Sequence[Event]) -> Worked:
    """Time used and time restored, from the whole log; of all visits together, arrival is the last one's."""
    kept = list(log)
    steps = sorted((stands_at(event, kept), event.seq, event) for event in kept if event.name in BEGINS | ENDS)
    found, since = Worked(), None
    for at, _seq, event in steps:
        if event.name in BEGINS:
            since = at
            arrived_at = at if event.name == "technician.arrived" else found.arrived_at
            found = Worked(arrived_at, found.restored_at, found.used)
        elif since is not None:
            restored_at = at if event.name == "work.finished" else found.restored_at
            found, since = Worked(found.arrived_at, restored_at, found.used + max(0, at - since)), None
    for event in kept[_last(kept) :]:
        if event.name == STATED:
            restored_at = event.data["restored_at"] or found.restored_at
            found = Worked(found.arrived_at, restored_at, event.data["used_ms"], stated=True)
    return found


def _last(log: Sequence[Event]) -> int:
    """The place in the log after which statements are about the work as it was finished last."""
    return max((index for index, event in enumerate(log) if event.name == "work.finished"), default=len(log))


def report(job: Job, log: Sequence[Event], policy: Policy) -> dict[str, Any]:
    """The data of the report's text. Raises Refused while there is nothing to report."""
    if not any(event.name == "work.finished" for event in log):
        raise Refused("not-finished-yet")
    time = worked(log)
    lines: list[dict[str, Any]] = [{"text": "report-technician", "technician": job.technician}]
    lines += [{"text": f"report-{name}", "words": value} for name in NOTED if (value := _noted(job, name))]
    cause = policy.cause(next(iter(job.evidence.get("settled.cause", ())), ""))
    lines += [{"text": "report-class", "wording": cause.wording}] if cause else []
    if time.arrived_at is not None and time.restored_at is not None:
        times = {"arrived_at": time.arrived_at, "restored_at": time.restored_at}
        lines += [{"text": "report-times", **times}]
    lines += [{"text": "report-used-stated" if time.stated else "report-used", "span": exactly(time.used)}]
    lines += [{"text": "report-price", "total_fen": job.price["total"]}] if job.price else []
    lines += [{"text": "report-stars", "stars": job.stars}] if job.stars is not None else []
    lines += [{"text": "report-says", "says": job.callback}] if job.callback in ("good", "problem") else []
    return {"lines": lines}


def _noted(job: Job, name: str) -> str:
    value = next(iter(job.evidence.get(f"note.{name}", ())), "")
    return "" if value == "waived" else value


def exactly(length: int) -> dict[str, Any]:
    """A length of time to the minute, at least one."""
    minutes = max(1, round(length / MINUTE))
    if minutes * MINUTE < HOUR:
        return {"text": "span-minutes", "minutes": minutes}
    if minutes % 60 == 0:
        return {"text": "span-hours", "hours": minutes // 60}
    return {"text": "span-hours-minutes", "hours": minutes // 60, "minutes": minutes % 60}


def send_report(facts: Facts, take: Take, policy: Policy, now: int) -> list[Effect]:
    """It comes by itself where a pack says when."""
    job: Job = facts.job
    if job.stage is not Stage.FINISHED:
        return []
    return [Log(SENT), Tell("customer", "service-report", report(job, facts.ask_log(), policy))]


def stated(facts: Facts, command: StateTime, now: int) -> list[Effect]:
    """用时: the times as the technician states them anew; a customer who has the report hears it."""
    job: Job = facts.job
    log = facts.ask_log()
    if job.stage is not Stage.FINISHED:
        raise Refused("finish-first")
    arrived_at = worked(log).arrived_at
    if not 0 < command.used <= LONGEST:
        raise Refused("time-used-wanted")
    if command.restored_at is not None and not (arrived_at or 0) <= command.restored_at <= now:
        raise Refused("restored-when")
    said: Mapping[str, Any] = {"technician": job.technician, "span": exactly(command.used)}
    data = {"technician": job.technician, "used_ms": command.used, "restored_at": command.restored_at}
    told = [Tell("customer", "report-time-changed", said)] if any(event.name == SENT for event in log) else []
    return [Log(STATED, data), *told, Tell("technician", "time-stated", said)]
