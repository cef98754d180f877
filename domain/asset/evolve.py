"""An appliance's file after one more event. Never refuses: what stands in the log happened."""

from collections.abc import Mapping
from typing import Any

from domain.asset.model import FOLLOW_UP, SERVICE, TEST, Asset, Stage, Wish
from domain.copies import replace
from domain.events import Event, outdates

SPOKEN = frozenset(
    {
        *("asset.opened", "asset.continued", "followup.answered", "wish.noted", "wish.explained"),
        *("service.booked", "service.put_off", "test.booked", "test.put_off", "contact.made", "owner.spoken"),
    }
)
"""What shows that somebody of the company and the owner were in touch. A11."""


def evolve(asset: Asset, event: Event) -> Asset:
    """The file after `event`."""
    after = _change(asset, event.name, event.data, event.seq)
    if event.name in SPOKEN:
        after = replace(after, spoken_at=max(after.spoken_at, event.at))
    elif event.name == "owner.missed":
        after = replace(after, tried_at=max(after.tried_at, event.at))
    stale = outdates(event.name)
    return replace(after, turns=after.turns | dict.fromkeys(stale, event.seq)) if stale else after


def _change(asset: Asset, name: str, data: Mapping[str, Any], seq: int) -> Asset:
    match name:
        case "asset.opened":
            opened = replace(
                asset,
                number=data["number"],
                branch=data["branch"],
                customer=data["customer"],
                product=data["product"],
                refused=data["refused"],
            )
            return _with_job(opened, data)
        case "asset.continued":
            return _with_job(asset, data)
        case "asset.described":
            return replace(asset, details=asset.details | data["details"])
        case "asset.served":
            ends_at = data.get("ends_at", asset.ends_at)
            over = replace(_over(_over(_over(asset, FOLLOW_UP), SERVICE), TEST), stage=Stage.SERVED, topics=())
            return replace(over, ends_at=ends_at, service_at=data.get("service_due_at"))
        case "followup.sent":
            stage = Stage.SECOND_ASKED if asset.stage is Stage.FIRST_ASKED else Stage.FIRST_ASKED
            topics = tuple(data["topics"])
            asked = replace(_over(asset, FOLLOW_UP), stage=stage, topics=(*asset.topics, *topics), left=topics)
            return replace(asked, matters=(*asked.matters, FOLLOW_UP), to_phone=data["how"] == "phone", telling=None)
        case "asset.unreached":
            return replace(asset, phoned=True)
        case "followup.unanswered":
            return replace(asset, to_phone=True)
        case "followup.answered":
            left = asset.left[len(data["topics"]) :] if data["good"] else ()
            after = replace(asset, left=left, to_phone=asset.to_phone and bool(left), telling=None)
            return after if left else _over(after, FOLLOW_UP)
        case "followup.missed":
            return _over(asset, FOLLOW_UP)
        case "wish.noted":
            wish = Wish(seq, data["topic"], data["words"])
            return replace(asset, wishes=(*asset.wishes, wish), telling=seq if data["more"] else None)
        case "wish.explained":
            wishes = tuple(replace(w, words=data["words"]) if w.seq == data["wish"] else w for w in asset.wishes)
            return replace(asset, wishes=wishes, telling=None)
        case "wish.passed_up":
            wishes = tuple(replace(w, passed_up=True) if w.seq == data["wish"] else w for w in asset.wishes)
            return replace(asset, wishes=wishes)
        case "answer.found":
            wishes = tuple(replace(w, found=data["words"]) if w.seq == data["wish"] else w for w in asset.wishes)
            return replace(asset, wishes=wishes)
        case "wish.handled":
            telling = None if asset.telling == data["wish"] else asset.telling
            return replace(asset, wishes=tuple(w for w in asset.wishes if w.seq != data["wish"]), telling=telling)
        case _:
            return _care(asset, name, data)


def _care(asset: Asset, name: str, data: Mapping[str, Any]) -> Asset:
    match name:
        case "service.offered":
            return replace(asset, matters=(*asset.matters, SERVICE), telling=None)
        case "test.offered":
            return replace(asset, matters=(*asset.matters, TEST), tested=True, telling=None)
        case "service.booked" | "service.put_off":
            return _over(asset, SERVICE)
        case "test.booked" | "test.put_off":
            return _over(asset, TEST)
        case "care.refused":
            return replace(asset, refused=True, matters=(), left=(), to_phone=False, telling=None)
        case "care.wanted":
            return replace(asset, refused=False)
        case "care.planned":
            return replace(asset, every=data["every_ms"], contact_at=data["contact_at"], contact_due=False)
        case "contact.due":
            return replace(asset, contact_due=True)
        case "contact.made":
            return replace(asset, contact_at=data["contact_at"], contact_due=False)
        case "care.ended":
            return replace(asset, every=None, contact_at=None, contact_due=False)
        case _:
            return asset


def _with_job(asset: Asset, data: Mapping[str, Any]) -> Asset:
    """What the last job knows is the newest."""
    return replace(
        asset,
        jobs=(*asset.jobs, data["job"]),
        kind=data["kind"],
        service=data["service"],
        technician=data["technician"],
        area=data["area"] or asset.area,
        details=asset.details | data["details"],
        phoned=data["phoned"],
        bought_on=data["bought_on"] or asset.bought_on,
        channel=data.get("channel", ""),
        tags=tuple(data.get("tags", ())),
    )


def _over(asset: Asset, what: str) -> Asset:
    """The customer is not asked this any more."""
    after = replace(asset, matters=tuple(matter for matter in asset.matters if matter != what))
    return replace(after, left=(), to_phone=False) if what == FOLLOW_UP else after
