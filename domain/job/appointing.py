"""预约: times proposed and picked, or stated and, where they are wrong, disputed. D2 U22."""

from domain.durations import DAY
from domain.effects import Ask, Effect, Log, Tell
from domain.errors import Refused
from domain.job.model import Job, Stage

FARTHEST_VISIT = 90 * DAY
"""How far ahead a visit may be agreed."""


def proposed(job: Job, windows: tuple[tuple[int, int], ...], now: int) -> list[Effect]:
    """Times for the customer to pick from. D2."""
    if job.stage is not Stage.ACCEPTED:
        raise Refused("not-to-appoint-now")
    ahead = [window for window in windows if window[1] > now]
    if not ahead:
        raise Refused("visit-in-the-past")
    return [
        Log("appointment.proposed", {"technician": job.technician, "windows": [list(w) for w in ahead]}),
        Ask("customer", "times-proposed", {"technician": job.technician}),
        Ask("technician", "times-sent"),
    ]


def picked(job: Job, choice: int | None, now: int) -> list[Effect]:
    """The customer's choice, or none of them. D2."""
    if job.stage is not Stage.ACCEPTED or not job.proposed:
        raise Refused("nothing-to-pick")
    if choice is None:
        return [
            Log("appointment.rejected", {"technician": job.technician}),
            Ask("technician", "times-rejected"),
            Tell("customer", "will-propose-again"),
        ]
    if not 0 <= choice < len(job.proposed):
        raise Refused("nothing-to-pick")
    window = job.proposed[choice]
    if window[1] <= now:
        raise Refused("visit-in-the-past")
    return [
        agreed(job, window, "picked"),
        Tell("customer", "visit-agreed", {"technician": job.technician, "window": list(window)}),
        Ask("technician", "visit-picked", {"window": list(window)}),
    ]


def stated(job: Job, window: tuple[int, int], now: int) -> list[Effect]:
    """What was agreed on the phone counts at once; the customer may correct it. U22."""
    if job.stage is not Stage.ACCEPTED:
        raise Refused("not-to-appoint-now")
    if window[1] < now:
        raise Refused("visit-in-the-past")
    if not window[0] <= window[1] <= now + FARTHEST_VISIT:
        raise Refused("visit-too-far")
    return [
        agreed(job, window, "stated"),
        Ask("customer", "visit-stated", {"technician": job.technician, "window": list(window)}),
        Ask("technician", "visit-noted", {"window": list(window)}),
    ]


def time_disputed(job: Job) -> list[Effect]:
    """The customer says that the stated time was not agreed. U22."""
    delayed = job.stage is Stage.UNDER_WAY and job.delays > 0
    if not job.stated or not (delayed or job.stage is Stage.APPOINTED):
        raise Refused("nothing-to-correct")
    technician = {"technician": job.technician}
    return [
        Log("appointment.disputed", technician),
        Ask("technician", "time-disputed"),
        Tell("customer", "time-dispute-noted", technician),
        Tell("supervisor", "time-disputed-desk", technician),
    ]


def agreed(job: Job, window: tuple[int, int], how: str) -> Log:
    data = {"technician": job.technician, "visit_from": window[0], "visit_until": window[1], "how": how}
    return Log("appointment.agreed", data)
