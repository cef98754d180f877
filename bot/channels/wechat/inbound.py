"""A message or event of an official account becomes a `Said`, a note about its address, or nothing. Pure.

A message counts as said at the end of WeChat's second. Events have no id of their own: who, when, what and its key
make one, so that WeChat's second and third try are the same event.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.channels.heard import Heard, Wanted
from handlers.said import Said

NAME = "wechat"
KEPT_BY_WECHAT_MS = 3_600_000
"""WeChat gives up after three tries within seconds: an older time is none."""
NOT_TAKEN = ("video", "shortvideo", "link", "file")
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
    """What became of a template or subscription message: `why` is empty where it arrived."""

    address: str
    reference: str
    why: str


@dataclass(frozen=True, slots=True)
class Passed:
    """Nothing to be done, and why."""

    why: str


Understood = Event | Left | Delivered | Passed


def understood(posted: Mapping[str, Any], now: int) -> Understood:
    """What was posted. `now`: UTC ms of receipt."""
    address = _text(posted, "FromUserName")
    if not address:
        return Passed("from nobody")
    kind = _text(posted, "MsgType").casefold()
    if kind == "event":
        return _event(posted, address, now)
    said = _said(posted, address, f"m{_text(posted, 'MsgId') or _own_id(posted, address)}", now)
    return Event(_message(posted, kind, said), Opens("message"))


def _message(posted: Mapping[str, Any], kind: str, said: Said) -> Heard:
    media = _text(posted, "MediaId")
    match kind:
        case "text":
            return Heard(replace(said, text=_text(posted, "Content").strip()))
        case "image" if media:
            return Heard(said, (Wanted("photo", media),))
        case "voice" if _text(posted, "Recognition"):
            return Heard(replace(said, text=_text(posted, "Recognition").strip("。. ")))
        case "voice" if media:
            return Heard(said, (Wanted("voice", media),))
        case "location":
            place = _place(posted)
            return Heard(replace(said, location=place) if place else replace(said, trouble="kind-not-taken"))
    return Heard(replace(said, trouble="file-not-taken" if kind in NOT_TAKEN else "kind-not-taken"))


def _event(posted: Mapping[str, Any], address: str, now: int) -> Understood:
    name, key = _text(posted, "Event").casefold(), _text(posted, "EventKey")
    said = _said(posted, address, f"e{_own_id(posted, address)}", now)
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
            status = _text(posted, "Status")
            return Delivered(address, _text(posted, "MsgID"), "" if status == "success" else status or "failed")
        case "subscribe_msg_sent_event":
            sent = _list(posted, "SubscribeMsgSentEvent")
            if not sent:
                return Passed("a result without a message")
            why = "" if _text(sent[0], "ErrorCode") == "0" else _text(sent[0], "ErrorStatus") or "failed"
            return Delivered(address, _text(sent[0], "MsgID"), why)
    return Passed(f"an event we did not ask for: {name[:40]}")


def _said(posted: Mapping[str, Any], address: str, message_id: str, now: int) -> Said:
    return Said(
        channel=NAME,
        address=address,
        message_id=message_id,
        happened_at=happened_at(_text(posted, "CreateTime"), now),
        recorded_at=now,
    )


def happened_at(created: str, now: int) -> int:
    """WeChat's time in UTC ms, the end of its second; receipt for a time that cannot be."""
    at = int(created) * 1000 + 999 if created.isascii() and created.isdigit() and len(created) <= 12 else now
    return min(at, now) if now - at <= KEPT_BY_WECHAT_MS else now


def _own_id(posted: Mapping[str, Any], address: str) -> str:
    return ":".join((address, *(_text(posted, name) for name in ("CreateTime", "Event", "EventKey"))))


def _place(posted: Mapping[str, Any]) -> tuple[float, float] | None:
    try:
        north, east = float(_text(posted, "Location_X")), float(_text(posted, "Location_Y"))
    except ValueError:
        return None
    return (north, east) if abs(north) <= 90 and abs(east) <= 180 else None


def _list(posted: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    """The entries of an event's list; a single one comes without a list around it."""
    inner = posted.get(name)
    found = inner.get("List") if isinstance(inner, Mapping) else None
    entries = found if isinstance(found, list) else [found]
    return [entry for entry in entries if isinstance(entry, Mapping)]


def _text(posted: Mapping[str, Any], name: str) -> str:
    """A field's words; "" for one that is missing, or is no text."""
    value = posted.get(name)
    return value if isinstance(value, str) else ""
