"""What WeChat lets an official account send: windows, counts, quotas, templates, consents. The fake platform keeps to
it as the real one does, dates what people do by whole seconds, and counts each time somebody tries to send where
nothing may be sent."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from typing import Any

DAY_S, TAP_S = 48 * 3600, 60
BEIJING = timezone(timedelta(hours=8))
MOST_BYTES = 2048
OK = {"errcode": 0, "errmsg": "ok"}


@dataclass
class Received:
    """One message on somebody's phone. `how`: "reply" in the answer to a callback, "custom", "template", "consent"."""

    text: str
    how: str
    at: int
    kind: str = "text"
    link: str = ""


@dataclass
class Follower:
    """What may still be sent to somebody. `refuses`: templates fail on their phone."""

    until: float = 0
    left: int = 0
    tap_until: float = 0
    tap_left: int = 0
    follows: bool = True
    refuses: bool = False
    consents: dict[str, int] = field(default_factory=dict)


@dataclass
class Rules:
    """Everybody's windows and consents.

    templates   ids the account has; None: any
    quota       customer-service messages a day
    outside     how often something was sent outside of every window, or beyond its count
    late        how often of these the time was over
    failed      how often a message failed on somebody's phone
    results     (person, fields) of events that tell what became of templates, not yet posted
    """

    now: Callable[[], int]
    numbers: Iterator[int]
    templates: set[str] | None = None
    quota: int = 500_000
    outside: int = 0
    late: int = 0
    failed: int = 0
    chats: dict[str, list[Received]] = field(default_factory=dict)
    followers: dict[str, Follower] = field(default_factory=dict)
    results: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    _sent_on: dict[str, int] = field(default_factory=dict)

    def follower(self, person: str) -> Follower:
        return self.followers.setdefault(person, Follower())

    def show(self, person: str, text: str, how: str, kind: str = "text", link: str = "") -> None:
        self.chats.setdefault(person, []).append(Received(text, how, self.now(), kind, link))

    def wrote(self, person: str) -> None:
        """A message of theirs; five may be sent within 48 hours."""
        follower = self.follower(person)
        follower.until, follower.left = self.now() // 1000 + DAY_S, 5

    def tapped(self, person: str, *, follows: bool) -> None:
        """A tap, a follow, a scan: three may be sent within a minute."""
        follower = self.follower(person)
        follower.follows = follows
        follower.tap_until, follower.tap_left = self.now() // 1000 + TAP_S, 3

    def custom(self, asked: dict[str, Any]) -> dict[str, Any]:
        """A customer-service message."""
        person, kind = asked["touser"], asked["msgtype"]
        text = asked["text"]["content"] if kind == "text" else ""
        assert len(text.encode()) <= MOST_BYTES
        if self._used_up():
            return {"errcode": 45009, "errmsg": "reach max api daily quota limit"}
        if refusal := self._outside(self.follower(person)):
            self.outside += 1
            return refusal
        self.show(person, text, "custom", kind)
        return OK

    def template(self, asked: dict[str, Any]) -> dict[str, Any]:
        """A template message: what became of it comes later."""
        follower = self.follower(asked["touser"])
        if not follower.follows:
            return {"errcode": 43004, "errmsg": "require subscribe"}
        if self._unknown(asked):
            return {"errcode": 40037, "errmsg": "invalid template_id"}
        number = str(200_000_000 + next(self.numbers))
        status = "failed:user block" if follower.refuses else "success"
        told = {"Event": "TEMPLATESENDJOBFINISH", "MsgID": number, "Status": status}
        self.results.append((asked["touser"], told))
        self.failed += follower.refuses
        if not follower.refuses:
            self.show(asked["touser"], _words(asked), "template", link=asked.get("url", ""))
        return OK | {"msgid": int(number)}

    def consented(self, asked: dict[str, Any]) -> dict[str, Any]:
        """A message by a one-time subscription. The answer has no number, its result has one: nobody is told whose."""
        follower, template = self.follower(asked["touser"]), asked["template_id"]
        if self._unknown(asked):
            return {"errcode": 40037, "errmsg": "invalid template_id"}
        if not follower.consents.get(template):
            self.outside += 1
            return {"errcode": 43101, "errmsg": "user refuse to accept the msg"}
        follower.consents[template] -= 1
        self.failed += follower.refuses
        code = "1" if follower.refuses else "0"
        told = {"Event": "subscribe_msg_sent_event", "code": code, "id": template}
        self.results.append((asked["touser"], told | {"number": str(300_000_000 + next(self.numbers))}))
        if not follower.refuses:
            self.show(asked["touser"], _words(asked), "consent", link=asked.get("page", ""))
        return OK

    def _outside(self, follower: Follower) -> dict[str, Any]:
        """Why nothing may be sent; else it is counted."""
        now = self.now() / 1000
        if not follower.follows:
            return {"errcode": 45015, "errmsg": "response out of time limit or subscription is canceled"}
        if now < follower.tap_until and follower.tap_left:
            follower.tap_left -= 1
        elif now < follower.until and follower.left:
            follower.left -= 1
        else:
            over = now >= follower.until and now >= follower.tap_until
            self.late += over
            return {"errcode": 45015 if over else 45047, "errmsg": "out of response count limit"}
        return {}

    def _used_up(self) -> bool:
        """The day's quota, which returns at midnight in Beijing."""
        day = datetime.fromtimestamp(self.now() / 1000, BEIJING).date().isoformat()
        self._sent_on[day] = self._sent_on.get(day, 0) + 1
        return self._sent_on[day] > self.quota

    def _unknown(self, asked: dict[str, Any]) -> bool:
        assert all(0 < len(entry["value"]) <= 20 for entry in asked["data"].values())
        return self.templates is not None and asked["template_id"] not in self.templates


def _words(asked: dict[str, Any]) -> str:
    return " ".join(value["value"] for value in asked["data"].values())
