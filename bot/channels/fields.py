"""What stands in a callback of WeChat or WeCom, read leniently: what is missing or cannot be is empty."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.channels.heard import Heard, Wanted
from handlers.said import Said

NOT_TAKEN = ("video", "shortvideo", "link", "file")
TRIED_FOR_MS = 3_600_000
"""The platforms give up after three tries within seconds: an older time is none."""


def words(posted: Mapping[str, Any], name: str) -> str:
    """A field's words; "" for one that is missing, or is no text."""
    value = posted.get(name)
    return value if isinstance(value, str) else ""


def message(posted: Mapping[str, Any], said: Said) -> Heard:
    """Words, a picture, a voice or a place; anything else is answered with what can be taken."""
    kind, media = words(posted, "MsgType").casefold(), words(posted, "MediaId")
    match kind:
        case "text":
            return Heard(replace(said, text=words(posted, "Content").strip()))
        case "image" if media:
            return Heard(said, (Wanted("photo", media),))
        case "voice" if words(posted, "Recognition"):
            return Heard(replace(said, text=words(posted, "Recognition").strip("。. ")))
        case "voice" if media:
            return Heard(said, (Wanted("voice", media),))
        case "location":
            found = _place(posted)
            return Heard(replace(said, location=found) if found else replace(said, trouble="kind-not-taken"))
    return Heard(replace(said, trouble="file-not-taken" if kind in NOT_TAKEN else "kind-not-taken"))


def said_by(posted: Mapping[str, Any], channel: str, message_id: str, now: int) -> Said:
    """What somebody said, still without what it was. `now`: UTC ms of receipt."""
    return Said(
        channel=channel,
        address=words(posted, "FromUserName"),
        message_id=message_id,
        happened_at=happened_at(words(posted, "CreateTime"), now),
        recorded_at=now,
    )


def happened_at(created: str, now: int) -> int:
    """The platform's time in UTC ms, the end of its second; receipt for a time that cannot be."""
    at = int(created) * 1000 + 999 if created.isascii() and created.isdigit() and len(created) <= 12 else now
    return min(at, now) if now - at <= TRIED_FOR_MS else now


def own_id(posted: Mapping[str, Any]) -> str:
    """Of an event, which has no id: who, when, what and its key make one, the same at the platform's second try."""
    return ":".join(words(posted, name) for name in ("FromUserName", "CreateTime", "Event", "EventKey"))


def _place(posted: Mapping[str, Any]) -> tuple[float, float] | None:
    """Degrees north and east."""
    try:
        north, east = float(words(posted, "Location_X")), float(words(posted, "Location_Y"))
    except ValueError:
        return None
    return (north, east) if abs(north) <= 90 and abs(east) <= 180 else None
