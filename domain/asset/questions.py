"""What each person can say about an appliance now: one question, its answers one tap away; what waits at the desk."""

from collections.abc import Collection, Iterable
from typing import Any

from domain.asset.model import FOLLOW_UP, Asset
from domain.effects import Button, Question
from domain.job.facts import Facts
from domain.policy import Policy
from domain.rules import Running

STOP = Button("unsubscribe", (), "button-unsubscribe")


def question(facts: Facts, role: str, person: int, policy: Policy, now: int) -> Question | None:
    """What `person`, in `role`, is being asked now. None when it is somebody else's turn."""
    asset: Asset = facts.state
    match role:
        case "customer":
            return _customer(asset, policy)
        case "technician":
            return None
        case _:
            return _desk(asset)


def waits(asset: Asset, running: Iterable[Running], done: Collection[Any]) -> str | None:
    """The queue of the desk it stands in."""
    if asset.wishes:
        return "wish"
    if asset.to_phone or (asset.phoned and asset.matters):
        return "followup"
    return "contact" if asset.contact_due else None


def _customer(asset: Asset, policy: Policy) -> Question | None:
    if asset.telling is not None:
        return Question("ask-wish-words", expects="wish_words")
    if asset.asked is None:
        return None
    if asset.asked == FOLLOW_UP:
        topic = policy.care.topic(asset.left[0]) if asset.left else None
        good = Button("topic", ("good",), "button-topic-good", tone="primary")
        buttons = (good, Button("topic", ("bad",), "button-topic-bad"), STOP)
        return Question("ask-topic", {"wording": topic or ""}, buttons, expects="followup")
    what = asset.asked
    book = Button("book", (what,), f"button-book-{what}", tone="primary")
    return Question(f"ask-{what}", buttons=(book, Button("put_off", (what,), "button-put-off"), STOP))


def _desk(asset: Asset) -> Question | None:
    if asset.wishes:
        wish = asset.wishes[0]
        seq = str(wish.seq)
        if wish.found is not None:
            return Question("choose", buttons=(Button("wish_told", (seq,), "button-called", tone="primary"),))
        up = () if wish.passed_up else (Button("wish_up", (seq,), "button-wish-up"),)
        handled = Button("wish_handled", (seq,), "button-wish-handled", tone="primary")
        return Question("choose", buttons=(handled, Button("wish_answer", (seq,), "button-wish-answer"), *up))
    matter = asset.matters[0] if asset.matters else None
    if asset.to_phone or (asset.phoned and matter == FOLLOW_UP):
        good = Button("topic", ("good",), "button-reached-good", tone="primary")
        missed = Button("not_reached", (), "button-not-reached")
        return Question("choose", buttons=(good, Button("reached_wish", (), "button-reached-wish"), missed))
    if asset.phoned and matter is not None:
        book = Button("book", (matter,), f"button-book-{matter}", tone="primary")
        return Question("choose", buttons=(book, Button("put_off", (matter,), "button-put-off")))
    if asset.contact_due:
        return Question("choose", buttons=(Button("contacted", (), "button-contacted", tone="primary"),))
    return None
