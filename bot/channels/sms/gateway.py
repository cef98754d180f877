"""A gateway as the operator describes it (PAIDAN_SMS_URL, PAIDAN_SMS_TEMPLATES): what is asked, and how success looks.

    {"form": {"apikey": "…", "mobile": "{phone}", "text": "【格力售后】{text} {link}"}, "success": {"code": 0}}

Values may be tables and lists; within `form` and `query` a table is written as JSON. What is no placeholder stays.
"""

import re
from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any, Literal, Self

import msgspec
from pydantic import BaseModel, ConfigDict, model_validator

from bot.channels.sms.reports import KEY, Reports
from domain.worth import TEXT_MESSAGES

PLACES = ("phone", "e164", "text", "link", "token", "template", "number", "technician", "window")
PLACE = re.compile(r"\{([a-z_0-9]+)\}")


class Gateway(BaseModel):
    """How a text message is handed over.

    method   GET or POST
    headers  name → value
    query, form, body  what is sent, where; at most one of a form and a JSON body
    success  path in the answer's JSON ("code", "data.0.status") → the value that means "taken", or several of them;
             empty: any 2xx
    later    likewise: values that mean "not now", tried again
    ids      a message's key → the gateway's own template, for {template}
    names    path in the answer's JSON: what the gateway calls the message, when it tells what became of it
    reports  what it tells
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    method: Literal["GET", "POST"] = "POST"
    headers: dict[str, str] = {}
    query: dict[str, Any] = {}
    form: dict[str, Any] = {}
    body: Any = None
    success: dict[str, Any] = {}
    later: dict[str, Any] = {}
    ids: dict[str, str] = {}
    names: str = ""
    reports: Reports | None = None

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if self.form and self.body is not None:
            raise ValueError("it has both form and body: keep one")
        places = set(_places([self.query, self.form, self.body, self.headers]))
        for place in sorted(places - set(PLACES)):
            near = get_close_matches(place, PLACES, n=1)
            raise ValueError(f"{{{place}}} is no placeholder" + (f", did you mean {{{near[0]}}}?" if near else ""))
        if places and not places & {"phone", "e164"}:
            raise ValueError("it must name {phone} or {e164}, whom the message goes to")
        if places and not places & {"link", "token"}:
            raise ValueError("it must carry {link} (or {token}): the page is where a customer answers")
        if wrong := sorted(set(self.ids) - TEXT_MESSAGES):
            near = get_close_matches(wrong[0], TEXT_MESSAGES, n=1)
            raise ValueError(f"ids: {wrong[0]!r} is no message" + (f", did you mean {near[0]!r}?" if near else ""))
        if self.reports and not KEY.fullmatch(self.reports.key):
            raise ValueError("reports: their key must be 16 to 64 letters, digits, - or _")
        if self.reports and not self.names:
            raise ValueError("reports need names: where in the answer stands what they call a message")
        if "template" in places and not self.ids:
            raise ValueError("{template} needs ids: which template says which message")
        return self

    def described(self) -> bool:
        """Whether it says what to send."""
        return bool(self.query or self.form or self.body is not None)

    def takes(self, key: str) -> bool:
        """Whether a message can go: without a template of its own it cannot, where the gateway wants one."""
        return not self.ids or key in self.ids

    def request(self, values: Mapping[str, str]) -> dict[str, Any]:
        """What httpx is told, filled in."""
        asked: dict[str, Any] = {"headers": _filled(self.headers, values)}
        if self.query:
            asked["params"] = _flat(_filled(self.query, values))
        if self.form:
            asked["data"] = _flat(_filled(self.form, values))
        if self.body is not None:
            asked["content"] = msgspec.json.encode(_filled(self.body, values))
            asked["headers"] = {"content-type": "application/json", **asked["headers"]}
        return asked


def _places(value: Any) -> list[str]:
    if isinstance(value, str):
        return PLACE.findall(value)
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [place for one in inner for place in _places(one)]


def _filled(value: Any, values: Mapping[str, str]) -> Any:
    if isinstance(value, dict):
        return {name: _filled(inner, values) for name, inner in value.items()}
    if isinstance(value, list):
        return [_filled(inner, values) for inner in value]
    return PLACE.sub(lambda place: values[place[1]], value) if isinstance(value, str) else value


def _flat(table: Mapping[str, Any]) -> dict[str, str]:
    return {
        name: value if isinstance(value, str) else msgspec.json.encode(value).decode() for name, value in table.items()
    }
