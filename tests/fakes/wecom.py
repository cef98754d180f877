"""WeCom's platform, as far as we use it: a company, its members and one app.

Posts sealed callbacks and tries three times; serves gettoken, sending, uploading and changing cards. Beyond 30 a minute
and 1,000 an hour it says "ok" and shows nothing, as the real one does; a card's code works once; whom it does not know
is named in an answer that says "ok". Who reads WeCom in WeChat (`in_wechat`) sees no cards.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.fakes.tencent import FakeTencent

CORP_ID, SECRET, AGENT_ID = "ww0123456789abcdef", "0123456789abcdef0123456789abcdef0123456789A", 1000002
LIMITS = ((30, 60_000), (1_000, 3_600_000))
CODE_LASTS_MS = 72 * 3_600_000


@dataclass
class Received:
    """One message on somebody's phone. `buttons`: (text, key) of a card; `changed`: what its buttons say instead."""

    kind: str
    text: str
    at: int
    buttons: list[tuple[str, str]] = field(default_factory=list)
    task: str = ""
    title: str = ""
    changed: str = ""


@dataclass
class Code:
    """What changes a card once."""

    card: Received
    until: int


class FakeWeCom(FakeTencent):
    """The platform. `domain`: the app's trusted one."""

    path = "/wecom"
    account = CORP_ID
    asked_at = "/cgi-bin/gettoken"

    def __init__(self, now: Callable[[], int]) -> None:
        super().__init__(now, CORP_ID)
        self.chats: dict[str, list[Received]] = {}
        self.in_wechat: set[str] = set()
        self.unknown: set[str] = set()
        self.codes: dict[str, Code] = {}
        self.tasks: set[str] = set()
        self.updates: list[str] = []
        self.dropped = 0
        self.trusted = True
        self.domain = "service.example.com"
        self._sent: dict[str, list[int]] = {}

    # People

    async def event(self, person: str, name: str, **more: str) -> None:
        await self.deliver(person, {"MsgType": "event", "Event": name, "AgentID": str(AGENT_ID), **more})

    async def tap(self, person: str, card: Received, key: str) -> None:
        """A button of a card, which is theirs or was shown to them."""
        code = self._code(card)
        content = {"EventKey": key, "TaskId": card.task, "CardType": "button_interaction", "ResponseCode": code}
        await self.event(person, "template_card_event", **content)

    async def tap_label(self, person: str, label: str) -> None:
        """The newest card of theirs that shows a button with that label, live or not."""
        for card in reversed(self.chats[person]):
            key = next((key for text, key in card.buttons if text == label), None)
            if key is not None:
                await self.tap(person, card, key)
                return
        raise AssertionError(f"nobody showed {person} a button [{label}]")

    def seen(self, person: str) -> list[Received]:
        """What somebody sees: in WeChat no cards."""
        cards = person not in self.in_wechat
        return [one for one in self.chats.get(person, []) if cards or one.kind != "template_card"]

    def heard(self, person: str) -> list[str]:
        return [one.text for one in self.seen(person)]

    def shown(self, person: str, answer: bytes) -> str:
        assert answer == b"", "an answer to a callback says nothing"
        return ""

    # The API

    def refused(self, query: dict[str, str], body: bytes) -> dict[str, Any] | None:
        if query.get("corpid") != CORP_ID:
            return {"errcode": 40013, "errmsg": "invalid corpid"}
        return None if query.get("corpsecret") == SECRET else {"errcode": 40001, "errmsg": "invalid credential"}

    def called(self, path: str, query: dict[str, str], asked: dict[str, Any]) -> dict[str, Any]:
        if not self.trusted:
            return {"errcode": 60020, "errmsg": "not allow to access from your ip, hint: [1], from ip: 203.0.113.7"}
        agent = asked.get("agentid", query.get("agentid"))
        if str(agent) != str(AGENT_ID):
            return {"errcode": 301002, "errmsg": "agent not allowed"}
        match path:
            case "/cgi-bin/message/send":
                return self._send(asked)
            case "/cgi-bin/message/update_template_card":
                return self._update(asked)
            case "/cgi-bin/agent/get":
                domain = {"redirect_domain": self.domain}
                return {"errcode": 0, "agentid": AGENT_ID, "name": "派单", "close": 0, **domain}
        return {"errcode": 40066, "errmsg": "invalid url"}

    def _send(self, asked: dict[str, Any]) -> dict[str, Any]:
        person, kind = asked["touser"], asked["msgtype"]
        if person.casefold() in self.unknown:
            return {"errcode": 0, "errmsg": "ok", "invaliduser": person.casefold()}
        found = self._received(kind, asked[kind])
        if found is None:
            return {"errcode": 40058, "errmsg": "task_id is used already"}
        code = self._code(found) if kind == "template_card" else ""
        if self._drops(person):
            self.dropped += 1
        else:
            self.chats.setdefault(person, []).append(found)
        return {"errcode": 0, "errmsg": "ok", "msgid": f"m{next(self.numbers)}", "response_code": code}

    def _received(self, kind: str, content: dict[str, Any]) -> Received | None:
        """A message on the phone; None for a card whose task was there before."""
        if kind == "text":
            assert 0 < len(content["content"].encode()) <= 2048
            return Received(kind, content["content"], self.now())
        if kind != "template_card":
            assert content["media_id"] in self.files
            return Received(kind, "", self.now())
        assert content["card_type"] == "button_interaction"
        assert 1 <= len(content["button_list"]) <= 6
        title, words = content["main_title"]["title"], content.get("sub_title_text", "")
        assert len(title) <= 36
        assert len(words) <= 160
        if content["task_id"] in self.tasks:
            return None
        self.tasks.add(content["task_id"])
        buttons = [(button["text"], button["key"]) for button in content["button_list"]]
        return Received(kind, words, self.now(), buttons, content["task_id"], title)

    def _code(self, card: Received) -> str:
        code = f"code{next(self.numbers)}"
        self.codes[code] = Code(card, self.now() + CODE_LASTS_MS)
        return code

    def _drops(self, person: str) -> bool:
        """Silently, as the real one does."""
        times = self._sent.setdefault(person, [])
        now = self.now()
        over = any(sum(now - at < window for at in times) >= most for most, window in LIMITS)
        times.append(now)
        return over

    def _update(self, asked: dict[str, Any]) -> dict[str, Any]:
        self.updates.append(asked["response_code"])
        code = self.codes.pop(asked["response_code"], None)
        if code is None or self.now() > code.until:
            return {"errcode": 41058, "errmsg": "response_code is used or over"}
        code.card.changed = asked["button"]["replace_name"]
        return {"errcode": 0, "errmsg": "ok"}
