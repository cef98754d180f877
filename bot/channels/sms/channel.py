"""Sends text messages: short words of our own and the link to the reader's page, to whoever only phones. I10, U20."""

from collections.abc import Callable

import httpx
import structlog

from bot.channels.read_json import read_json
from bot.channels.sms.answers import named, says
from bot.channels.sms.gateway import Gateway
from bot.channels.sms.given import give
from bot.channels.sms.reports import ReportHook
from bot.channels.splitting import parts, units
from domain.errors import ChannelError
from domain.worth import ALWAYS, NEVER, worth
from handlers.said import Message
from handlers.texts import Texts
from storage.contacts import SMS
from storage.store import Store
from storage.unit import Unit

TIMEOUT_S = 10
MOST_UNITS = 134
"""UTF-16 units of two parts: 67 each, as gateways count them; 70 where there is only one."""
SIGNATURE = 12
"""Of them, for the company's name that every gateway puts in front."""
A_WHILE_S = 600
REFUSED_KEY = (401, 403)
BUSY = 429

log = structlog.get_logger()


class Standing:
    """How the channel stands, and why: "connecting" until a first message went, "serving", "unreachable", "stopped"."""

    def __init__(self) -> None:
        self.state, self.why = "connecting", ""

    def become(self, state: str, why: str = "") -> None:
        self.state, self.why = state, why


class SmsChannel:
    """One gateway."""

    name = SMS
    links = True
    files = False

    def __init__(
        self, store: Store[Unit], texts: Texts, *, url: str, gateway: Gateway, zone: str, now: Callable[[], int]
    ) -> None:
        self._store, self._texts, self._url, self._gateway = store, texts, url, gateway
        self._zone, self._now = zone, now
        self._http = httpx.AsyncClient(timeout=TIMEOUT_S)
        self.standing = Standing()
        self.reports = ReportHook(store, gateway.reports) if gateway.reports else None

    async def stop(self) -> None:
        """The line to the gateway is closed."""
        await self._http.aclose()

    async def send(self, address: str, message: Message) -> str | None:
        """Hand it to the gateway. Returns what it calls the message, where that is described.

        What is not worth a text message, or too much for a day, is for the page.
        """
        rank = worth(message.key).sms
        if rank == NEVER or not self._gateway.takes(message.key):
            raise ChannelError("not-worth-sms", elsewhere=True)
        values = self._values(message)
        values["phone"] = number = await self._store.run(
            lambda unit: give(unit, int(address), message.id, first=rank == ALWAYS), patient=True
        )
        values["e164"] = f"+86{number}"
        reference = self._taken(await self._asked(values))
        self.standing.become("serving")
        return reference

    async def close_menu(self, address: str, message_id: int, reference: str | None) -> None:
        """The page shows what can be done now; a text message stays as it is."""

    def _values(self, message: Message) -> dict[str, str]:
        words = self._texts.say(words_of(message.key), message.data, message.language, self._zone, self._now())
        room = MOST_UNITS - SIGNATURE - units(message.page) - 1
        text = " ".join(words.split())
        text = text if units(text) <= room else f"{parts(text, room - 1)[0]}…"
        shown = {name: self._shown(name, message) for name in ("number", "technician", "window")}
        template = self._gateway.ids.get(message.key, "")
        return {
            "text": text,
            "link": message.page,
            "token": message.page.rpartition("/")[2],
            "template": template,
        } | shown

    def _shown(self, name: str, message: Message) -> str:
        """A value as the reader sees it; "" where the message names none."""
        value = message.data.get(name)
        return self._texts.value(name, value, message.language, self._zone, self._now()) if value is not None else ""

    async def _asked(self, values: dict[str, str]) -> httpx.Response:
        try:
            return await self._http.request(self._gateway.method, self._url, **self._gateway.request(values))
        except httpx.HTTPError as error:
            self.standing.become("unreachable", type(error).__name__)
            raise ChannelError("platform-down", outage=True) from None

    def _taken(self, answer: httpx.Response) -> str | None:
        """What the gateway, which took it, calls it. Raises ChannelError."""
        if answer.status_code in REFUSED_KEY:
            self.standing.become("stopped", f"HTTP {answer.status_code}")
            log.error("the SMS gateway refuses our key: set PAIDAN_SMS_TEMPLATES anew and restart")
            raise ChannelError("channel-stopped", stopped=True, retry_after=A_WHILE_S)
        if answer.status_code == BUSY or answer.is_server_error:
            self.standing.become("unreachable", f"HTTP {answer.status_code}")
            wait = _seconds(answer.headers.get("retry-after"))
            raise ChannelError("platform-down", outage=True, retry_after=wait)
        if answer.is_error or answer.is_redirect:
            self._refused(f"HTTP {answer.status_code}")
            raise ChannelError("not-taken", permanent=True)
        if self._gateway.success:
            self._success(answer)
        return named(read_json(answer.content), self._gateway.names) or None

    def _success(self, answer: httpx.Response) -> None:
        """A gateway that answers 200 may have refused all the same; a page instead of an answer is none."""
        found = read_json(answer.content)
        if found is None:
            self.standing.become("unreachable", "no JSON in the answer")
            raise ChannelError("platform-down", outage=True)
        if self._gateway.later and says(found, self._gateway.later):
            raise ChannelError("platform-busy", outage=True)
        if not says(found, self._gateway.success):
            self._refused("the answer says so")
            raise ChannelError("not-taken", permanent=True)

    def _refused(self, why: str) -> None:
        self.standing.why = why
        log.error("the SMS gateway did not take a message", why=why)


def words_of(key: str) -> str:
    """The text id of a message's short words."""
    return f"sms-{key}"


def _seconds(header: str | None) -> float | None:
    return float(header) if header and header.isascii() and header.isdigit() else None
