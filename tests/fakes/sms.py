"""A gateway for text messages, as far as we use one: takes a form or JSON, answers 200 also when it refuses, and can be
slow, broken, or gone. What it took stands in `phones`."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs

from tests.fakes.server import Server

KEY = "0123456789abcdef-canary-key"
TEMPLATES: dict[str, Any] = {
    "form": {"apikey": KEY, "mobile": "{phone}", "text": "【格力售后】{text} {link}"},
    "success": {"code": 0},
    "later": {"code": 33},
}


@dataclass
class Fault:
    """The next `times` requests get this instead; `acts`: the message is taken all the same, `cut`: no answer comes."""

    status: int = 200
    body: str | bytes = ""
    times: int = 1
    acts: bool = False
    cut: bool = False
    retry_after: str = ""


class FakeGateway(Server):
    """One gateway. `phones`: number → texts; `asked`: what each request said."""

    def __init__(self) -> None:
        super().__init__()
        self.phones: dict[str, list[str]] = {}
        self.asked: list[Mapping[str, str]] = []
        self.headers: list[Mapping[str, str]] = []
        self.faults: list[Fault] = []

    @property
    def settings(self) -> dict[str, object]:
        """What the app must be told for it."""
        return {"sms_url": f"{self.url}/v2/sms", "sms_templates": TEMPLATES, "public_url": "http://paidan"}

    def heard(self) -> list[str]:
        """Every text that was taken, whoever got it."""
        return [text for texts in self.phones.values() for text in texts]

    async def answered(self, verb: str, path: str, headers: list[Any], body: bytes) -> tuple[int, str, bytes, bool]:
        told = {name.lower(): value for name, value in headers}
        found = _read(told.get("content-type", ""), path, body)
        self.asked.append(found)
        self.headers.append(told)
        if self.faults:
            fault = self.faults[0]
            fault.times -= 1
            if fault.times == 0:
                self.faults.pop(0)
            if fault.acts:
                self._take(found)
            body = fault.body.encode() if isinstance(fault.body, str) else fault.body
            kind = "text/html" if body.startswith(b"<") else "application/json"
            kind += f"\r\nretry-after: {fault.retry_after}" if fault.retry_after else ""
            return fault.status, kind, body, not fault.cut
        self._take(found)
        answer = {"code": 0, "msg": "发送成功", "sid": len(self.asked)}
        return 200, "application/json", json.dumps(answer).encode(), True

    def _take(self, found: Mapping[str, str]) -> None:
        self.phones.setdefault(found.get("mobile", ""), []).append(found.get("text", ""))


def _read(kind: str, path: str, body: bytes) -> dict[str, str]:
    if "json" in kind:
        return dict(json.loads(body))
    text = body.decode() or path.partition("?")[2]
    return {name: values[0] for name, values in parse_qs(text).items()}
