"""要晚: a delay told before the time moves the visit; told afterwards it is told all the same. D5 (T7 art.3)."""

from domain.effects import Ask, Effect, Log, Tell
from domain.errors import Refused
from domain.job.appointing import FARTHEST_VISIT
from domain.job.detour_commands import Delay
from domain.job.model import Job, Stage
from domain.policy import Policy


def may_delay(job: Job) -> bool:
    """Whether there is an agreed time that has not been kept yet."""
    return job.stage in (Stage.APPOINTED, Stage.UNDER_WAY) and job.visit is not None


def delayed(job: Job, command: Delay, policy: Policy, now: int) -> list[Effect]:
    """The customer hears the new time with an apology; the desk when it is often or long."""
    if not may_delay(job) or job.visit is None:
        raise Refused("no-time-to-move")
    old = job.visit
    window = command.window or _shifted(old, command.by_ms, now)
    if window[1] <= max(old[1], now):
        raise Refused("not-later")
    if not window[0] <= window[1] <= now + FARTHEST_VISIT:
        raise Refused("visit-too-far")
    data = {"technician": job.technician, "visit_from": window[0], "visit_until": window[1]}
    said = {"technician": job.technician, "window": list(window), "count": job.delays + 1}
    in_time = now <= old[1]
    effects: list[Effect] = [
        Log("visit.delayed" if in_time else "lateness.told", data),
        Ask("customer", "visit-delayed", said),
        Ask("technician", "delay-told" if in_time else "delay-told-late", said),
    ]
    if job.delays + 1 >= policy.detours.delays or window[1] - old[1] > policy.detours.delay:
        effects += [Tell("supervisor", "delay-desk", said)]
    return effects


def _shifted(old: tuple[int, int], by_ms: int, now: int) -> tuple[int, int]:
    """The window moved as a whole; once it is over, that long from now."""
    if by_ms <= 0:
        raise Refused("not-later")
    return (old[0] + by_ms, old[1] + by_ms) if now <= old[1] else (now + by_ms, now + by_ms)
