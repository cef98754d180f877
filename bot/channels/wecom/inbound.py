"""A message or event of the app becomes a `Said`, a note about its member, or nothing. Pure.

Whose message it is follows from WeCom's user id. A tapped card names its task and the button's place in it; what the
button says is ours to know.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.channels.fields import message, own_id, said_by, words
from bot.channels.heard import Heard, Passed
from handlers.said import Said

NAME = "wecom"


@dataclass(frozen=True, slots=True)
class Tapped:
    """A button of a card.

    task  as we named it
    key   the button's place
    code  with it the card may be changed, once
    """

    task: str
    key: str
    code: str


@dataclass(frozen=True, slots=True)
class Seen:
    """A member may use the app from now on, or no longer."""

    address: str
    may: bool


Understood = Heard | Seen | Passed


def understood(posted: Mapping[str, Any], now: int) -> Understood:
    """What was posted. `now`: UTC ms of receipt."""
    address = words(posted, "FromUserName")
    if not address:
        return Passed("from nobody")
    if words(posted, "MsgType").casefold() == "event":
        return _event(posted, address, now)
    return message(posted, said_by(posted, NAME, f"m{words(posted, 'MsgId') or own_id(posted)}", now))


def _event(posted: Mapping[str, Any], address: str, now: int) -> Understood:
    name, key = words(posted, "Event").casefold(), words(posted, "EventKey")
    match name:
        case "enter_agent":
            # One greeting for ever: WeCom reports each time somebody opens the app.
            return Heard(replace(_said(posted, f"g{address}", now), text="/start"))
        case "click":
            return Heard(replace(_said(posted, f"e{own_id(posted)}", now), text=key))
        case "template_card_event":
            task, code = words(posted, "TaskId"), words(posted, "ResponseCode")
            said = _said(posted, f"q{task}:{code or own_id(posted)}", now)
            return Heard(said, tapped=Tapped(task, key, code))
        case "subscribe" | "unsubscribe":
            return Seen(address, name == "subscribe")
    return Passed(f"an event we did not ask for: {name[:40]}")


def _said(posted: Mapping[str, Any], message_id: str, now: int) -> Said:
    return said_by(posted, NAME, message_id, now)
