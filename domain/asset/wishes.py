"""A wish or complaint: noted, handled, passed up, answered; the customer hears the answer the same day. A2 A4."""

from domain.asset.model import Asset, Wish
from domain.effects import Ask, Effect, Log, Tell
from domain.errors import Refused
from domain.job.commands import Actor
from domain.periods import bounds
from domain.policy import Policy


def wished(asset: Asset, by: Actor, words: str | None, *, topic: str = "") -> list[Effect]:
    """To the desk at once; a tap alone may be explained afterwards."""
    by_phone = by.role != "customer"
    said = {"said_more": {"text": "wish-quoted", "words": words} if words else ""}
    if asset.telling is not None and words and not topic and not by_phone:
        explained = Log("wish.explained", {"wish": asset.telling, "words": words})
        return [explained, Tell("supervisor", "wish-explained-desk", {"words": words}), Ask("customer", "wish-noted")]
    data = {"topic": topic, "words": words, "more": words is None and not by_phone, "by": by.person}
    noted = Log("wish.noted", data | {"how": "phone" if by_phone else "chat"})
    told: list[Effect] = [noted, Ask("supervisor", "wish-desk", said)]
    return told if by_phone else [*told, Ask("customer", "wish-noted")]


def handled(asset: Asset, by: Actor, seq: int, words: str | None, policy: Policy, now: int) -> list[Effect]:
    """Done with. An answer reaches the customer now, or by phone before the day is over. A4."""
    _wish(asset, seq)
    over = Log("wish.handled", {"wish": seq, "by": by.person, "how": "chat"})
    left = _others(asset, seq)
    if words is None:
        return [over, *left, Tell("customer", "wish-handled"), Ask("supervisor", "wish-handled-desk")]
    found = Log(
        "answer.found",
        {"wish": seq, "words": words, "by": by.person, "day_ends_at": bounds("day", now, policy.zone)[1]},
    )
    if asset.phoned:
        return [found, Ask("supervisor", "answer-to-phone", {"words": words})]
    return [
        found,
        over,
        *left,
        Tell("customer", "wish-answer", {"words": words}),
        Ask("supervisor", "wish-answered-desk"),
    ]


def passed_up(asset: Asset, by: Actor, seq: int) -> list[Effect]:
    """The desk cannot answer it. A4."""
    wish = _wish(asset, seq)
    if wish.passed_up:
        raise Refused("passed-up-already")
    words = {"said_more": {"text": "wish-quoted", "words": wish.words} if wish.words else ""}
    log = Log("wish.passed_up", {"wish": seq, "by": by.person})
    return [log, Ask("manager", "wish-passed-up", words), Tell("supervisor", "wish-passed-up-desk")]


def heard_by_customer(asset: Asset, by: Actor, seq: int) -> list[Effect]:
    """The desk phoned the answer."""
    if _wish(asset, seq).found is None:
        raise Refused("not-now")
    handled_by = {"wish": seq, "by": by.person, "how": "phone"}
    return [Log("wish.handled", handled_by), *_others(asset, seq), Ask("supervisor", "wish-handled-desk")]


def _others(asset: Asset, seq: int) -> list[Effect]:
    """Another wish still waits, with time of its own."""
    return [Log("wish.waits")] if any(wish.seq != seq for wish in asset.wishes) else []


def _wish(asset: Asset, seq: int) -> Wish:
    wish = asset.wish(seq)
    if wish is None:
        raise Refused("wish-handled-already")
    return wish
