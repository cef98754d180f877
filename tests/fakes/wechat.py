"""WeChat's official-account platform, as far as we use it: posts sealed callbacks and tries three times, serves the
API with its windows, its tokens that end, its files that are gone, and its own AES.

People are spoken for by `say`, `photo`, `scan` …; what they received stands in `chats`. It counts what may still be
sent to whom as the real one does, and refuses the rest with the real one's codes.
"""

import json
from collections.abc import Callable
from typing import Any

import xmltodict

from tests.fakes.tencent import LIFE_S, FakeTencent
from tests.fakes.wechat_rules import OK, Follower, Received, Rules

APP_ID, SECRET = "wx0123456789abcdef", "0123456789abcdef0123456789abcdef"


class FakeWeChat(FakeTencent):
    """The platform.

    forbidden   paths this account may not use
    menu        the account's own
    templates, subscriptions  as the account lists them
    """

    path = "/wechat"
    account = "gh_0123456789ab"
    asked_at = "/cgi-bin/stable_token"

    def __init__(self, now: Callable[[], int]) -> None:
        self.scenes: dict[str, str] = {}
        super().__init__(now, APP_ID)
        self.forbidden: set[str] = set()
        self.menu: dict[str, Any] = {}
        self.templates: list[dict[str, Any]] = []
        self.subscriptions: list[dict[str, Any]] = []
        self.rules = Rules(self._moment, self.numbers)

    def _moment(self) -> int:
        return self.now()

    @property
    def chats(self) -> dict[str, list[Received]]:
        return self.rules.chats

    @property
    def followers(self) -> dict[str, Follower]:
        return self.rules.followers

    # People

    async def message(self, person: str, **content: str) -> None:
        """A message of theirs."""
        self.rules.wrote(person)
        await super().message(person, **content)

    async def event(self, person: str, name: str, key: str = "", **more: str) -> None:
        """A tap, a follow, a scan."""
        self.rules.tapped(person, follows=name != "unsubscribe")
        await self.deliver(person, {"MsgType": "event", "Event": name, "EventKey": key, **more})

    async def consent(self, person: str, template: str, answer: str = "accept") -> None:
        """They answer on our page whether we may write once more."""
        consents = self.rules.follower(person).consents
        consents[template] = consents.get(template, 0) + 1 if answer == "accept" else 0
        entry = {"TemplateId": template, "SubscribeStatusString": answer, "PopupScene": "1"}
        event = {"MsgType": "event", "Event": "subscribe_msg_popup_event"}
        await self.deliver(person, {**event, "SubscribeMsgPopupEvent": {"List": entry}})

    async def report(self, times: int = 1) -> None:
        """Post what became of templates, each so often: as when our answer was lost."""
        results, self.rules.results[:] = list(self.rules.results), []
        for person, told in results:
            code, template, number = told.pop("code", ""), told.pop("id", ""), told.pop("number", "")
            entry = {"TemplateId": template, "MsgID": number, "ErrorCode": code, "ErrorStatus": "user refuse"}
            more = {"SubscribeMsgSentEvent": {"List": entry}} if template else {}
            event = {"MsgType": "event", "CreateTime": str(self.now() // 1000), **told, **more}
            for _time in range(times):
                await self.deliver(person, event)

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
        self.rules.show(person, inner["Content"], "reply")
        return str(inner["Content"])

    # The API

    def refused(self, query: dict[str, str], body: bytes) -> dict[str, Any] | None:
        asked = json.loads(body)
        known = (asked["appid"], asked["secret"]) == (APP_ID, SECRET)
        return None if known else {"errcode": 40125, "errmsg": "invalid appsecret"}

    def called(self, path: str, query: dict[str, str], asked: dict[str, Any]) -> dict[str, Any]:
        match path:
            case _ if path in self.forbidden:
                return {"errcode": 48001, "errmsg": "api unauthorized"}
            case "/cgi-bin/message/custom/send":
                if asked["msgtype"] == "image" and not self.there(asked["image"]["media_id"]):
                    return {"errcode": 40007, "errmsg": "invalid media_id"}
                return self.rules.custom(asked)
            case "/cgi-bin/message/template/send":
                return self.rules.template(asked)
            case "/cgi-bin/message/subscribe/bizsend":
                return self.rules.consented(asked)
            case "/cgi-bin/template/get_all_private_template":
                return {"template_list": self.templates}
            case "/wxaapi/newtmpl/gettemplate":
                return OK | {"data": self.subscriptions}
            case "/cgi-bin/menu/create":
                self.menu = {"menu": asked}
                return OK
            case "/cgi-bin/menu/get":
                return self.menu or {"errcode": 46003, "errmsg": "menu no exist"}
            case "/cgi-bin/qrcode/create":
                return self._scene(asked)
            case "/cgi-bin/ticket/getticket":
                return OK | {"ticket": f"ticket{next(self.numbers)}", "expires_in": LIFE_S}
        return {"ip_list": ["127.0.0.1"]}

    def _scene(self, asked: dict[str, Any]) -> dict[str, Any]:
        """A permanent code with a scene of text."""
        scene = asked["action_info"]["scene"].get("scene_str", "")
        if asked["action_name"] != "QR_LIMIT_STR_SCENE" or not 0 < len(scene) <= 64:
            return {"errcode": 40053, "errmsg": "invalid action info"}
        link = f"http://weixin.qq.com/q/0{next(self.numbers)}"
        self.scenes[link] = scene
        return {"ticket": "gQH47joAAAAAAAAAASxodHRw", "url": link}
