"""WeChat's official-account platform, as far as we use it: posts sealed callbacks and tries three times, serves the
API with its windows, its tokens that end, its files that are gone, and its own AES.

People are spoken for by `say`, `photo`, `scan` …; what they received stands in `chats`. It counts what may still be
sent to whom as the real one does, and refuses the rest with the real one's codes.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import xmltodict

from tests.fakes.tencent import FakeTencent

APP_ID, SECRET = "wx0123456789abcdef", "0123456789abcdef0123456789abcdef"
DAY_S, TAP_S = 48 * 3600, 60


@dataclass
class Received:
    """One message on somebody's phone. `how`: "reply" in the answer to a callback, "custom" or "template"."""

    text: str
    how: str
    at: int
    kind: str = "text"


@dataclass
class Follower:
    """What may still be sent to somebody."""

    until: float = 0
    left: int = 0
    tap_until: float = 0
    tap_left: int = 0
    follows: bool = True


class FakeWeChat(FakeTencent):
    """The platform."""

    path = "/wechat"
    account = "gh_0123456789ab"
    asked_at = "/cgi-bin/stable_token"

    def __init__(self, now: Callable[[], int]) -> None:
        super().__init__(now, APP_ID)
        self.chats: dict[str, list[Received]] = {}
        self.followers: dict[str, Follower] = {}
        self.templates: list[dict[str, Any]] = []

    # People

    async def message(self, person: str, **content: str) -> None:
        """A message of theirs; five may be sent within 48 hours."""
        follower = self._follower(person)
        follower.until, follower.left = self.now() / 1000 + DAY_S, 5
        await super().message(person, **content)

    async def event(self, person: str, name: str, key: str = "", **more: str) -> None:
        """A tap, a follow, a scan: three may be sent within a minute."""
        follower = self._follower(person)
        follower.follows = name != "unsubscribe"
        follower.tap_until, follower.tap_left = self.now() / 1000 + TAP_S, 3
        await self.deliver(person, {"MsgType": "event", "Event": name, "EventKey": key, **more})

    def heard(self, person: str) -> list[str]:
        return [one.text for one in self.chats.get(person, [])]

    def shown(self, person: str, answer: bytes) -> str:
        """It costs nothing of any window."""
        if answer in (b"", b"success"):
            return ""
        outer = xmltodict.parse(answer)["xml"]
        assert outer["MsgSignature"] == self.sealing.signature(outer["TimeStamp"], outer["Nonce"], outer["Encrypt"])
        inner = xmltodict.parse(self.sealing.opened(outer["Encrypt"]))["xml"]
        assert (inner["ToUserName"], inner["FromUserName"], inner["MsgType"]) == (person, self.account, "text")
        assert len(inner["Content"].encode()) <= 2048
        self.chats.setdefault(person, []).append(Received(inner["Content"], "reply", self.now()))
        return str(inner["Content"])

    def _follower(self, person: str) -> Follower:
        return self.followers.setdefault(person, Follower())

    # The API

    def refused(self, query: dict[str, str], body: bytes) -> dict[str, Any] | None:
        asked = json.loads(body)
        known = (asked["appid"], asked["secret"]) == (APP_ID, SECRET)
        return None if known else {"errcode": 40125, "errmsg": "invalid appsecret"}

    def called(self, path: str, query: dict[str, str], asked: dict[str, Any]) -> dict[str, Any]:
        match path:
            case "/cgi-bin/message/custom/send":
                return self._custom(asked)
            case "/cgi-bin/message/template/send":
                return self._template(asked)
            case "/cgi-bin/template/get_all_private_template":
                return {"template_list": self.templates}
        return {"ip_list": ["127.0.0.1"]}

    def _custom(self, asked: dict[str, Any]) -> dict[str, Any]:
        follower, now = self._follower(asked["touser"]), self.now() / 1000
        if not follower.follows:
            return {"errcode": 45015, "errmsg": "response out of time limit or subscription is canceled"}
        if now < follower.tap_until and follower.tap_left:
            follower.tap_left -= 1
        elif now < follower.until and follower.left:
            follower.left -= 1
        else:
            over = now >= follower.until and now >= follower.tap_until
            return {"errcode": 45015 if over else 45047, "errmsg": "out of response count limit"}
        kind = asked["msgtype"]
        text = asked["text"]["content"] if kind == "text" else ""
        assert kind != "text" or len(text.encode()) <= 2048
        self.chats.setdefault(asked["touser"], []).append(Received(text, "custom", self.now(), kind))
        return {"errcode": 0, "errmsg": "ok"}

    def _template(self, asked: dict[str, Any]) -> dict[str, Any]:
        if not self._follower(asked["touser"]).follows:
            return {"errcode": 43004, "errmsg": "require subscribe"}
        words = " ".join(value["value"] for value in asked["data"].values())
        self.chats.setdefault(asked["touser"], []).append(Received(words, "template", self.now()))
        return {"errcode": 0, "errmsg": "ok", "msgid": 200_000_000 + next(self.numbers)}
