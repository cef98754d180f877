"""A message or event of an official account becomes a `Said`, a note about its address, or nothing. Pure.

A message counts as said at the end of WeChat's second. Events have no id of their own: who, when, what and its key
make one, so that WeChat's second and third try are the same event.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.channels.fields import message, own_id, said_by, words
from bot.channels.heard import Heard, Passed

NAME = "wechat"
SCENE = "qrscene_"


@dataclass(frozen=True, slots=True)
class Opens:
    """What a person did that lets us write to them: "message" (48 hours, five) or "tap" (a minute, three)."""

    how: str


@dataclass(frozen=True, slots=True)
class Event:
    """Something a person said or did, and what it opens."""

    heard: Heard
    opens: Opens


@dataclass(frozen=True, slots=True)
class Left:
    """They no longer follow us."""

    address: str


@dataclass(frozen=True, slots=True)
class Delivered:
    """What became of a template or subscription message: `why` is empty where it arrived.

    event_id  seen twice, it is one
    template  of a subscription message, which the platform may not have numbered for us
    """

    address: str
    event_id: str
    reference: str
    why: str
    template: str = ""


@dataclass(frozen=True, slots=True)
class Consent:
    """A yes or no to one more message by a template."""

    template: str
    given: bool


@dataclass(frozen=True, slots=True)
class Consented:
    """What somebody answered when asked whether we may write, or changed later. `event_id`: seen twice, it is one."""

    address: str
    event_id: str
    consents: tuple[Consent, ...]


Understood = Event | Left | Delivered | Consented | Passed


def understood(posted: Mapping[str, Any], now: int) -> Understood:
    """What was posted. `now`: UTC ms of receipt."""
    address = words(posted, "FromUserName")
    if not address:
        return Passed("from nobody")
    if words(posted, "MsgType").casefold() == "event":
        return _event(posted, address, now)
    said = said_by(posted, NAME, f"m{words(posted, 'MsgId') or own_id(posted)}", now)
    return Event(message(posted, said), Opens("message"))


def _event(posted: Mapping[str, Any], address: str, now: int) -> Understood:
    name, key = words(posted, "Event").casefold(), words(posted, "EventKey")
    said = said_by(posted, NAME, f"e{own_id(posted)}", now)
    match name:
        case "subscribe":
            scene = key.removeprefix(SCENE) if key.startswith(SCENE) else ""
            return Event(Heard(replace(said, text=f"/start {scene}".strip())), Opens("tap"))
        case "scan":
            return Event(Heard(replace(said, text=f"/start {key}".strip())), Opens("tap"))
        case "click":
            return Event(Heard(replace(said, text=key)), Opens("tap"))
        case "unsubscribe":
            return Left(address)
        case "templatesendjobfinish":
            number, status = words(posted, "MsgID"), words(posted, "Status")
            why = "" if status == "success" else status or "failed"
            return Delivered(address, f"e{own_id(posted)}:{number}", number, why)
        case "subscribe_msg_sent_event":
            sent = _list(posted, "SubscribeMsgSentEvent")
            if not sent:
                return Passed("a result without a message")
            number, template = words(sent[0], "MsgID"), words(sent[0], "TemplateId")
            why = "" if words(sent[0], "ErrorCode") == "0" else words(sent[0], "ErrorStatus") or "failed"
            return Delivered(address, f"e{own_id(posted)}:{template}:{number}", number, why, template)
        case "subscribe_msg_popup_event":
            return _consented(posted, address, "SubscribeMsgPopupEvent")
        case "subscribe_msg_change_event":
            return _consented(posted, address, "SubscribeMsgChangeEvent")
    return Passed(f"an event we did not ask for: {name[:40]}")


def _consented(posted: Mapping[str, Any], address: str, name: str) -> Consented:
    answers = [(words(one, "TemplateId"), words(one, "SubscribeStatusString")) for one in _list(posted, name)]
    consents = tuple(Consent(template, answer == "accept") for template, answer in answers if template)
    own = ":".join(f"{one.template}={one.given}" for one in consents)
    return Consented(address, f"e{own_id(posted)}:{own}", consents)


def _list(posted: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    """The entries of an event's list; a single one comes without a list around it."""
    inner = posted.get(name)
    found = inner.get("List") if isinstance(inner, Mapping) else None
    entries = found if isinstance(found, list) else [found]
    return [entry for entry in entries if isinstance(entry, Mapping)]
