"""A notice after one more event. Never refuses: what stands in the log happened."""

from collections.abc import Mapping
from typing import Any

from domain.copies import replace
from domain.events import Event, outdates
from domain.notice.model import Notice, Stage

DRAFTED = ("number", "branch", "by", "on", "held_at", "product", "key", "words", "total", "refused", "chat")


def evolve(notice: Notice, event: Event) -> Notice:
    """The notice after `event`."""
    after = _change(notice, event.name, event.data)
    stale = outdates(event.name)
    return replace(after, turns=after.turns | dict.fromkeys(stale, event.seq)) if stale else after


def _change(notice: Notice, name: str, data: Mapping[str, Any]) -> Notice:
    match name:
        case "notice.drafted":
            return replace(notice, **{key: data[key] for key in DRAFTED})
        case "notice.ordered":
            return replace(notice, stage=Stage.SENDING)
        case "notice.wave":
            to_call = (*notice.to_call, *data["to_call"])
            return replace(notice, after=data["after"], sent=notice.sent + len(data["sent"]), to_call=to_call)
        case "notice.undelivered":
            stage = Stage.SENT if notice.stage is Stage.DONE else notice.stage
            to_call = (*notice.to_call, data["customer"])
            return replace(notice, stage=stage, sent=notice.sent - 1, to_call=to_call)
        case "notice.sent":
            return replace(notice, stage=Stage.SENT)
        case "notice.called":
            return replace(_without(notice, data["customer"]), called=notice.called + 1)
        case "notice.missed":
            missed = replace(_without(notice, data["customer"]), missed=notice.missed + 1)
            return replace(missed, to_write=(*missed.to_write, data["customer"]))
        case "notice.spared" | "letter.spared":
            return _without(notice, data["customer"])
        case "letter.sent":
            return replace(_without(notice, data["customer"]), written=notice.written + 1)
        case "notice.done":
            return replace(notice, stage=Stage.DONE)
        case "notice.cancelled":
            return replace(notice, stage=Stage.CANCELLED, to_call=(), to_write=())
        case _:
            return notice


def _without(notice: Notice, customer: int) -> Notice:
    """Nobody owes this customer a call or a letter any more."""
    to_call, to_write = (tuple(one for one in owed if one != customer) for owed in (notice.to_call, notice.to_write))
    return replace(notice, to_call=to_call, to_write=to_write)
