"""What the gateway tells later (状态报告): a text message arrived on the phone, or did not and why. U20.

    "names": "sid",
    "reports": {"key": "…", "within": "sms_status", "id": "sid", "delivered": {"report_status": "SUCCESS"},
                "why": "error_msg", "answer": "SUCCESS"}

It posts to /sms/report?key=KEY, a form or JSON. What did not arrive is a call for the desk.
"""

import hmac
import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

import structlog
from pydantic import BaseModel, ConfigDict, Field
from starlette.types import Receive, Scope, Send

from bot.channels import posted
from bot.channels.read_json import read_json
from bot.channels.sms.answers import at, named, says
from scheduler.reaching import became
from storage.contacts import SMS
from storage.store import Store
from storage.transaction import Busy
from storage.unit import Unit

MOST_BODY = 256_000
MOST = 1_000
"""Messages in one report."""
LONGEST_WHY = 60
KEY = re.compile(r"[A-Za-z0-9_-]{16,64}")
NUMBERS = re.compile(r"\+?\d{7,}")
"""A reason may name the phone; it is kept without."""

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Told:
    """One message, as the gateway calls it: `why` it did not arrive, "" where it did."""

    reference: str
    why: str = ""


class Reports(BaseModel):
    """How the gateway tells what became of messages.

    key        stands in the address that it posts to: whoever knows it may tell
    within     path of the list, where several are told at once; in a form it is JSON
    id         path of what the gateway calls the message
    delivered  path → the value that means "on the phone", or several of them
    failed     likewise; left out: whatever is not delivered. What is neither is passed over
    why        path of the reason
    answer     the words that the gateway waits for
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    key: str = Field(repr=False)
    within: str = ""
    id: str
    delivered: dict[str, Any] = Field(min_length=1)
    failed: dict[str, Any] = {}
    why: str = ""
    answer: str = "ok"

    def read(self, table: Any) -> tuple[Told, ...]:
        """What is told in what was posted."""
        found = at(table, self.within) if self.within else table
        found = read_json(found.encode()) if isinstance(found, str) else found
        entries = found if isinstance(found, list) else [found]
        return tuple(told for entry in entries[:MOST] if (told := self._told(entry)))

    def _told(self, entry: Any) -> Told | None:
        reference = named(entry, self.id)
        if not reference:
            return None
        if says(entry, self.delivered):
            return Told(reference)
        if self.failed and not says(entry, self.failed):
            return None
        why = NUMBERS.sub("…", named(entry, self.why))
        return Told(reference, f"not-delivered {why}".strip()[:LONGEST_WHY])


class ReportHook:
    """Where the gateway posts what became of messages."""

    def __init__(self, store: Store[Unit], reports: Reports) -> None:
        self._store, self._reports = store, reports

    async def posted(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Without the key there is nothing here. What nobody can read is answered, or it would come again."""
        status, answer = await self._answered(scope, receive)
        headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(answer)).encode())]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": answer})

    async def _answered(self, scope: Scope, receive: Receive) -> tuple[int, bytes]:
        key = dict(parse_qsl(scope["query_string"].decode("latin-1"))).get("key", "")
        if not hmac.compare_digest(key.encode(), self._reports.key.encode()):
            log.warning("somebody who is not the gateway posted a report", channel=SMS)
            return 404, b""
        body = await posted.body(receive, MOST_BODY)
        told = self._reports.read(_table(body)) if body else ()
        if not told:
            log.warning("a gateway's report tells of no message", channel=SMS)
        try:
            await self._store.run(lambda unit: _became(unit, told))
        except Busy:
            return 503, b""
        return 200, self._reports.answer.encode()


def _became(unit: Unit, told: tuple[Told, ...]) -> None:
    for one in told:
        row = unit.tx.one(unit.q.sms_referenced, reference=one.reference)
        if row:
            became(unit, row["id"], one.why)


def _table(body: bytes) -> Any:
    """JSON, or a form."""
    found = read_json(body)
    return dict(parse_qsl(body.decode("utf-8", "replace"))) if found is None else found
