"""A branch's report after one more event. Never refuses: what stands in the log happened."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from domain.copies import replace
from domain.duty.model import KEPT, Duty, Period
from domain.events import Event, outdates


def evolve(duty: Duty, event: Event) -> Duty:
    """The report after `event`."""
    after = _change(duty, event.name, event.data, event.seq)
    stale = outdates(event.name)
    return replace(after, turns=after.turns | dict.fromkeys(stale, event.seq)) if stale else after


def _change(duty: Duty, name: str, data: Mapping[str, Any], seq: int) -> Duty:
    match name:
        case "duty.opened":
            return replace(duty, number=data["number"], branch=data["branch"], rule=data["rule"])
        case "duty.ended":
            return replace(duty, ended=True)
        case "report.begun":
            begun = Period(seq, data["start"], data["until"], data["by_at"], data["figures"])
            waiting = [period for period in duty.periods if period.filed_by is None or not period.received]
            done = [period for period in duty.periods if period.filed_by is not None and period.received][-KEPT:]
            return replace(duty, periods=(*sorted([*done, *waiting], key=lambda one: one.until), begun))
        case "report.noted":
            return _with(duty, data["period"], lambda period: _noted(period, data["words"], data["photos"]))
        case "report.filed":
            return _with(duty, data["period"], lambda period: replace(period, filed_by=data["by"]))
        case "report.received":
            return _with(duty, data["period"], lambda period: replace(period, received=True))
        case "report.returned":
            again = {"filed_by": None, "by_at": data["by_at"]}
            return _with(duty, data["period"], lambda period: replace(_noted(period, data["words"], ()), **again))
        case _:
            return duty


def _with(duty: Duty, seq: int, change: Callable[[Period], Period]) -> Duty:
    return replace(duty, periods=tuple(change(period) if period.seq == seq else period for period in duty.periods))


def _noted(period: Period, words: str, photos: Sequence[str]) -> Period:
    said = (*period.words, words) if words else period.words
    return replace(period, words=said, photos=(*period.photos, *photos))
