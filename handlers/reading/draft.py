"""A report read from somebody else's words, as the desk sees it before it becomes a job. I10, U26."""

import re
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from domain.policy import Policy
from handlers.reading.bought import bought_in
from handlers.reading.fields import fields_in
from handlers.reading.phone import phones_in
from handlers.reading.products import product_in
from handlers.reading.report import read_address, read_phone, read_report
from handlers.reading.who import name_in
from handlers.reading.words import plain, tidy

EXTENSION = re.compile(
    r"\s*(?:转接?|分机|ext\.?)\s*(?P<ext>[0-9]{2,5})(?![0-9])|-(?P<dash>[0-9]{4})(?![0-9])", re.IGNORECASE
)
LONGEST = 500
"""Characters of the words that are kept with the job."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What was read; None where the words say nothing.

    service  "free", "paid" or "check": as the words and the pack tell
    said     the words themselves
    photos   SHA-256 of pictures that came with them
    """

    name: str | None = None
    phone: str | None = None
    address: str | None = None
    fault: str | None = None
    product: str | None = None
    kind: str | None = None
    at_home: str | None = None
    model: str | None = None
    service: str = "check"
    said: str = ""
    photos: tuple[str, ...] = ()

    def missing(self) -> tuple[str, ...]:
        """What is still wanted before somebody can be sent (I2)."""
        return tuple(name for name in ("phone", "address", "fault") if getattr(self, name) is None)

    def substance(self) -> int:
        """How much of a report it is: 2 is one."""
        told = (self.phone, self.address, self.fault or self.kind or self.product)
        return sum(part is not None for part in told)

    def details(self) -> dict[str, str]:
        """Its personal values, by the job's names of them."""
        names = ("name", "phone", "address", "fault", "at_home", "model")
        found = {name: getattr(self, name) for name in names}
        return {name: value for name, value in found.items() if value} | ({"said": self.said} if self.said else {})


def read_draft(text: str, now_ms: int, zone: ZoneInfo, policy: Policy) -> Draft:
    """Everything one report says, from its named fields where it has some, else from its sentence.

    now_ms  UTC ms: "去年" is counted from its day in `zone`
    """
    named = dict(reversed(fields_in(text)))
    read = read_report(text, now_ms, zone)
    today = datetime.fromtimestamp(now_ms / 1000, UTC).astimezone(zone).date()
    bought = bought_in(plain(f"购买日期 {named['bought']}"), today)[0] if "bought" in named else read.bought_on
    product = product_in(plain(named.get("product", ""))) or read.product or product_in(plain(named.get("fault", "")))
    kind = "install" if re.search("装|install", named.get("kind", ""), re.IGNORECASE) else read.kind
    fault = named.get("fault") or read.fault or (None if kind != "install" else "安装")
    return Draft(
        name=_name(named.get("name")) or name_in(plain(text)),
        phone=_phone(named.get("phone") or text) or _phone(text),
        address=_address(named.get("address")) or read.address,
        fault=fault,
        product=product,
        kind=kind,
        at_home=named.get("at_home") or read.at_home,
        model=named.get("model"),
        service=policy.service(product, bought, read.warranty_said, today),
        said=tidy(text)[:LONGEST],
    )


def corrected(draft: Draft, text: str, read: Draft) -> Draft | None:
    """The draft with what was typed after it; None when the words say nothing that belongs into one.

    read  the same words, read on their own: each part they name replaces what stood there
    """
    changed: dict[str, Any] = {
        field.name: value
        for field in fields(Draft)
        if field.name not in ("said", "service", "photos") and (value := getattr(read, field.name)) is not None
    }
    if changed.get("kind") == "repair" and len(changed) > 1:
        changed.pop("kind")
    if changed:
        service = read.service if read.service != "check" else draft.service
        return replace(draft, **changed, service=service)
    missing = draft.missing()
    words = tidy(text)
    if not missing or sum(character.isalnum() for character in words) < 2:
        return None
    wanted: dict[str, Any] = {"phone": read_phone(words), "address": read_address(words), "fault": words}
    value = wanted[missing[0]]
    return replace(draft, **{missing[0]: value}) if value else None


def complete(read: Draft) -> bool:
    """Whether a sentence is a whole report: somebody else's, when the desk types it."""
    return bool(read.phone and read.address and (read.fault or read.kind))


def _name(value: str | None) -> str | None:
    """A named name: without the number that often follows it."""
    if not value:
        return None
    words = plain(value)
    for _number, (start, end) in phones_in(words):
        words = words[:start] + " " * (end - start) + words[end:]
    return tidy(words)[:20] or None


def _phone(text: str) -> str | None:
    """The number, with the extension that platforms give to hide the real one."""
    words = plain(text)
    for number, (_start, end) in phones_in(words):
        found = EXTENSION.match(words, end)
        return f"{number}转{found['ext'] or found['dash']}" if found else number
    return read_phone(text) if len(text) <= 30 else None


def _address(value: str | None) -> str | None:
    if not value:
        return None
    found = read_address(value)
    return max((found, tidy(value)), key=len) if found and len(value) <= 60 else found or (tidy(value) or None)
